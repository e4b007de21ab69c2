"""What the models of all documents share: strictness, kebab-case keys, partial dates, levels."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, asdict, fields
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    create_model,
)
from pydantic_core import core_schema

from readiness.language import _
from readiness.model.dates_meant import dates_meant
from readiness.words import clean

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core.core_schema import CoreSchema

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class _NoItems(list[Any]):
    """An empty list as a default. It can be hashed, hence pydantic hands it on instead of copying it every time."""

    def __hash__(self) -> int:  # type: ignore[override]  # lists cannot be hashed; this one never changes
        return 0

    def __deepcopy__(self, _memo: dict[int, Any]) -> _NoItems:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """For JSON Schemas, which state defaults."""
        return handler(list[Any])


class _NoKeys(dict[Any, Any]):
    """An empty mapping as a default, likewise."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __deepcopy__(self, _memo: dict[int, Any]) -> _NoKeys:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(dict[Any, Any])


_EMPTY = (_NoItems(), _NoKeys())


def written_key(name: str) -> str:
    """The key of a document that holds a field: `from-date` for `from_date`, `from` for `from_`."""
    return name.rstrip("_").replace("_", "-")


class Model(BaseModel):
    """A part of a document: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # a validator is built when a document is first read: most runs read only profiles
        allow_inf_nan=False,
        alias_generator=written_key,
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Share empty defaults: copying them takes most of the time in which a profile is checked."""
        super().__pydantic_init_subclass__(**kwargs)
        for field in cls.model_fields.values():
            for empty, kind in zip(_EMPTY, (list, dict), strict=True):
                if type(field.default) is kind and not field.default:
                    field.default = empty


class RubricPart(Struct, frozen=True, rename=written_key):
    """A part of a rubric: nearly every run takes it as it was compiled, and pydantic reads it only from YAML.

    Fields that begin with `_` are not written.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic reads it: as a model with the same fields."""
        model = _model_of(cls)
        schema = handler(model)
        return core_schema.no_info_after_validator_function(
            lambda part: cls(**{name: getattr(part, name) for name in model.model_fields}),
            schema,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda part: model.model_construct(**asdict(part)), return_schema=schema
            ),
        )


@cache
def model_of(kind: Any) -> type[BaseModel] | None:
    """The model that says which fields a type has: for a part of a rubric, one made of it; None for what has no fields."""
    if not isinstance(kind, type) or not issubclass(kind, BaseModel | RubricPart):
        return None
    return kind if issubclass(kind, BaseModel) else _model_of(kind)


@cache
def _model_of(part: type[RubricPart]) -> type[Model]:
    described: Any = {
        field.name: (field.type, ... if field.required else _default(field))
        for field in fields(part)
        if not field.name.startswith("_")
    }
    model: type[Model] = create_model(part.__name__, __base__=Model, __doc__=part.__doc__, **described)
    return model


def _default(field: FieldInfo) -> Any:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _date_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _real_date(value: str) -> str:
    last_day(value)
    return value


UNKNOWN_DATE = "unknown"


def _beginning(value: str) -> str:
    if value != UNKNOWN_DATE:
        try:
            last_day(value)
        except ValueError as error:
            if _DATE.match(value):
                raise
            told = _("expected a date: YYYY, YYYY-MM or YYYY-MM-DD, or `unknown`{near}")
            raise ValueError(told.format(near=_near(value))) from error
    return value


PartialDate = Annotated[
    str,
    BeforeValidator(_date_text),
    AfterValidator(_real_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
            "description": "YYYY, YYYY-MM or YYYY-MM-DD",
        }
    ),
]
"""A date people wrote: YYYY, YYYY-MM or YYYY-MM-DD."""

Beginning = Annotated[
    str,
    BeforeValidator(_date_text),
    AfterValidator(_beginning),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
            "description": "YYYY, YYYY-MM or YYYY-MM-DD, or unknown: it had begun, nobody tells when",
        }
    ),
]
"""When something began: a date people wrote, or `unknown`."""


def listed(value: Any) -> Any:
    """One entry may stand without its list."""
    return value if isinstance(value, list) else [value]


Level = Annotated[float, Field(strict=True, ge=0, le=4)]
"""A level of an indicator, 0 (absent or obstructed) to 4 (routine and tested)."""


Lane = Literal["informal", "formal", "both"]
Positive = Annotated[float, Field(strict=True, gt=0)]
NotNegative = Annotated[float, Field(strict=True, ge=0)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Score = Annotated[float, Field(strict=True, ge=0, le=100)]
Count = Annotated[int, Field(strict=True, ge=1)]
TRANSLATED = "translated"
"""Marks a text for people, which a translation holds."""
Line = Annotated[str, AfterValidator(clean)]
"""A text that reports print within a line."""
Prose = Annotated[Line, TRANSLATED]
MOST = 1000
"""Entries of a record, or partners: more than these can be, and what is read in a moment."""
AT_MOST = Field(max_length=MOST)
"""Marks a record that has no more entries."""
Called = list[Line]
"""What people call something beside its id, in any language."""
Seeds = list[str]
"""Claims of the source texts, such as S1.23."""


@lru_cache(maxsize=4096)
def last_day(text: str) -> date:
    """The day a date stands for as the date of evidence: a partial date means its last day. Raises ValueError."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def first_day(text: str) -> date:
    """The day a date stands for as a beginning: a partial date means its first day, an unknown one is before every day.

    Raises ValueError.
    """
    if text == UNKNOWN_DATE:
        return date.min
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def day_by(text: str, as_of: date) -> date:
    """The day a date stands for on a day: its last, or that day itself if it falls inside. Raises ValueError."""
    last = last_day(text)
    return as_of if as_of < last and first_day(text) <= as_of else last


def _near(text: str) -> str:
    """The question whether a date was meant that is written otherwise."""
    meant = _(" or ").join(dates_meant(text))
    return _("; did you mean {meant}?").format(meant=meant) if meant else ""


def _parts(text: str) -> tuple[int, int, int]:
    match = _DATE.match(text)
    if match is None:
        told = _("expected a date: YYYY, YYYY-MM or YYYY-MM-DD{near}")
        raise ValueError(told.format(near=_near(text)))
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if match[2] and not 1 <= month <= 12:
        raise ValueError(_("there is no month {month}").format(month=month))
    if year == 0:
        raise ValueError(_("there is no year 0"))
    if year < 1000:
        raise ValueError(
            _("the year {year} is long past; expected one of the common era, such as 2023").format(
                year=match[1]
            )
        )
    if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(
            _("there is no day {day} in {year}-{month}").format(day=day, year=match[1], month=match[2])
        )
    return year, month, day
