"""A profile: what is known about one jurisdiction, and about it towards particular partners."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from readiness.model import names
from readiness.model.fields import Level, Model, PartialDate
from readiness.tlp import Tlp

Grade = Annotated[str, Field(pattern=r"^[A-F][1-6]$")]
"""Admiralty grade: reliability of the source A-F, credibility of the information 1-6."""


def _listed(value: Any) -> Any:
    """One entry may stand without its list."""
    return value if isinstance(value, list) else [value]


def _levelled(value: Any) -> Any:
    """A bare number is a level without a grade. So is any other bare value, for the sake of the error it gives."""
    return value if isinstance(value, dict | list | BaseModel) else {"level": value}


def _under(key: str) -> Callable[[Any], Any]:
    """A bare value stands for the mapping that holds only this key."""
    return lambda value: value if isinstance(value, dict | BaseModel) else {key: value}


def _alone(data: Any, key: str) -> Any:
    """A mapping that says nothing but one key, as the bare value it may be written as."""
    return data[key] if isinstance(data, dict) and set(data) == {key} else data


def _one_of(**given: bool) -> None:
    names = {name: f"`{name.replace('_', '-')}`" for name in given}
    stated = [names[name] for name, is_given in given.items() if is_given]
    if len(stated) > 1:
        raise ValueError(f"both {' and '.join(stated)} are given; expected one of them")
    if not stated:
        raise ValueError(f"a rating needs one of {', '.join(names.values())}")


def _rising(ends: tuple[float, float]) -> tuple[float, float]:
    if ends[0] > ends[1]:
        raise ValueError(f"the interval runs from {ends[0]:g} down to {ends[1]:g}; expected [low, high]")
    return ends


class Evidence(Model):
    """One item of evidence."""

    says: str
    source: names.CitedId | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    grade: Grade | None = None


class RowRating(Model):
    """A rating of one row of an indicator. What it leaves out it takes from the rating it stands in."""

    level: Level | None = None
    not_applicable: str | None = None
    grade: Grade | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    evidence: list[Evidence] = []
    note: str = ""

    @model_validator(mode="after")
    def _one_statement(self) -> "RowRating":
        _one_of(level=self.level is not None, not_applicable=self.not_applicable is not None)
        return self


class Rating(Model):
    """A level of one indicator (0-4), or the reason why the question does not arise."""

    level: Level | None = None
    not_applicable: str | None = None
    rows: dict[
        str, Annotated[RowRating, BeforeValidator(_levelled, json_schema_input_type=Level | RowRating)]
    ] = {}
    grade: Grade | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    needs: list[names.NeedId] = []
    crimes: list[names.CrimeId] = []
    cause: str | None = None
    interval: Annotated[tuple[Level, Level], AfterValidator(_rising)] | None = None
    evidence: list[Evidence] = []
    note: str = ""

    @model_validator(mode="after")
    def _one_statement(self) -> "Rating":
        _one_of(
            level=self.level is not None,
            rows=bool(self.rows),
            not_applicable=self.not_applicable is not None,
        )
        return self


OneRating = Annotated[Rating, BeforeValidator(_levelled, json_schema_input_type=Level | Rating)]
Ratings = dict[
    names.RatedId,
    Annotated[
        list[OneRating],
        BeforeValidator(_listed, json_schema_input_type=Level | Rating | list[Level | Rating]),
    ],
]
"""Ratings by indicator. One indicator may hold several: of several dates, needs or crimes."""


class IndexValue(Model):
    """A value of a public index for one year."""

    value: Annotated[float, Field(strict=True)]
    year: Annotated[int, Field(strict=True, ge=1900, le=2200)]
    error: Annotated[float, Field(strict=True, ge=0)] | None = None
    source: str | None = None


class Channel(Model):
    """The jurisdiction's access to a channel, part by part (S2.2)."""

    id: str
    components: dict[names.HeldComponentId, names.HeldAccessId] = {}
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: str | None = None


class Stated(Model):
    """A status (of a membership, or towards a treaty), since when, as known when, and who says so."""

    status: str
    since: PartialDate | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: str | None = None

    @model_serializer(mode="wrap")
    def _short(self, full: SerializerFunctionWrapHandler) -> Any:
        return _alone(full(self), "status")


class YesNo(Model):
    """Whether something is so, and who says it."""

    value: Annotated[bool, Field(strict=True)]
    source: str | None = None

    @model_serializer(mode="wrap")
    def _short(self, full: SerializerFunctionWrapHandler) -> Any:
        return _alone(full(self), "value")


StatedOrStatus = Annotated[Stated, BeforeValidator(_under("status"), json_schema_input_type=str | Stated)]
YesNoOrBool = Annotated[YesNo, BeforeValidator(_under("value"), json_schema_input_type=bool | YesNo)]
IndexValues = Annotated[
    list[IndexValue], BeforeValidator(_listed, json_schema_input_type=IndexValue | list[IndexValue])
]


class Facts(Model):
    """Facts about the jurisdiction that are no ratings. `cited` names the source of those that cannot name it."""

    languages: list[str] = []
    legal_family: str | None = None
    memberships: dict[str, StatedOrStatus] = {}
    channels: list[Channel] = []
    instruments: dict[names.JoinedInstrumentId, StatedOrStatus] = {}
    indices: dict[str, IndexValues] = {}
    cited: dict[str, str] = {}


def status_of(value: object) -> str:
    """The status of a membership or an instrument: written alone, or with its date and source."""
    return value if isinstance(value, str) else str(getattr(value, "status", ""))


class PairFacts(Model):
    """Facts about the two together that are no ratings, the same in whichever of the two profiles they stand."""

    common_language: YesNoOrBool | None = None
    contiguous: YesNoOrBool | None = None
    colonial_tie: YesNoOrBool | None = None
    ideal_point_distance: IndexValues = []


class StandingEntry(Model):
    """How the relation stands since a date, for some needs or all."""

    status: names.StandingId
    since: PartialDate
    until: PartialDate | None = None
    needs: list[names.NeedId] = []
    cause: str | None = None
    note: str = ""
    evidence: list[Evidence] = []


class Agreement(Model):
    """A text between the two, and how far it has come."""

    kind: names.AgreementKindId
    status: names.AgreementStatusId
    since: PartialDate | None = None
    until: PartialDate | None = None
    title: str = ""
    needs: list[names.NeedId] = []
    source: names.CitedId | None = None
    note: str = ""


class Cases(Model):
    """Completed cases between the two over a time."""

    needs: list[names.NeedId] = []
    from_: PartialDate
    to: PartialDate | None = None
    completed: Annotated[int, Field(strict=True, ge=0)]
    source: names.CitedId | None = None
    note: str = ""


class Structure(Model):
    """A permanent post, joint unit or shared system between the two."""

    kind: names.StructureKindId
    since: PartialDate | None = None
    until: PartialDate | None = None
    needs: list[names.NeedId] = []
    source: names.CitedId | None = None
    note: str = ""


class Relay(Model):
    """Whether this jurisdiction may pass on what the other gives it, and the hours that takes (S1.62, S2.8)."""

    passes_on: Literal["yes", "ask", "no"] | None = None
    hours: Annotated[float, Field(strict=True, gt=0)] | None = None
    since: PartialDate | None = None
    source: names.CitedId | None = None
    note: str = ""


class Partner(Model):
    """What is known about this jurisdiction towards one other. Its ratings win over the general ones."""

    facts: PairFacts = PairFacts()
    standing: list[StandingEntry] = []
    agreements: list[Agreement] = []
    cases: list[Cases] = []
    structures: list[Structure] = []
    relay: Relay | None = None
    ratings: Ratings = {}


class SourceEntry(Model):
    """A source that evidence is cited from."""

    title: str
    publisher: str | None = None
    year: Annotated[int, Field(strict=True, ge=1000, le=2200)] | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    licence: str | None = None
    note: str = ""


class Profile(Model):
    """One jurisdiction (or agency, or region)."""

    profile: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
    rubric: str | None = None
    name: dict[str, Annotated[str, Field(max_length=300)]] = {}
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    tlp: Tlp | None = None
    facts: Facts = Facts()
    ratings: Ratings = {}
    partners: Annotated[dict[str, Partner], Field(max_length=1000)] = {}
    sources: dict[str, SourceEntry] = {}
