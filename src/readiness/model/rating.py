"""A rating: the level of an indicator as somebody judged it, by rows, needs and crimes, with its evidence."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from readiness.language import _
from readiness.model import references
from readiness.model.fields import AT_MOST, Level, Model, PartialDate, listed

Grade = Annotated[str, Field(pattern=r"^[A-F][1-6]$")]
"""Admiralty grade: reliability of the source A-F, credibility of the information 1-6."""


def _levelled(value: Any) -> Any:
    """A bare number is a level without a grade. So is any other bare value, for the sake of the error it gives."""
    return value if isinstance(value, dict | list | BaseModel) else {"level": value}


def _one_of(**given: bool) -> None:
    if sum(given.values()) == 1:  # nearly always, and the keys below are for messages only
        return
    keys = {name: f"`{name.replace('_', '-')}`" for name in given}
    stated = [keys[name] for name, is_given in given.items() if is_given]
    if len(stated) > 1:
        raise ValueError(
            _("both {stated} are given; expected one of them").format(stated=_(" and ").join(stated))
        )
    if not stated:
        raise ValueError(_("a rating needs one of {names}").format(names=", ".join(keys.values())))


def _rising(ends: tuple[float, float]) -> tuple[float, float]:
    if ends[0] > ends[1]:
        raise ValueError(
            _("the interval runs from {low:g} down to {high:g}; expected [low, high]").format(
                low=ends[0], high=ends[1]
            )
        )
    return ends


class Evidence(Model):
    """One item of evidence."""

    says: str
    source: references.CitedId | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    grade: Grade | None = None


class RowRating(Model):
    """A rating of one row of an indicator. What it leaves out it takes from the rating it stands in."""

    level: Level | None = None
    not_applicable: str | None = None
    grade: Grade | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    evidence: Annotated[list[Evidence], AT_MOST] = []
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
    needs: list[references.NeedId] = []
    crimes: list[references.CrimeId] = []
    cause: str | None = None
    interval: Annotated[tuple[Level, Level], AfterValidator(_rising)] | None = None
    evidence: Annotated[list[Evidence], AT_MOST] = []
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


MOST_RATINGS = 2000
"""More than forty years of ratings of every indicator, and what is read for each year of a history in a moment."""


def _few_enough(ratings: dict[str, list[Rating]]) -> dict[str, list[Rating]]:
    count = sum(map(len, ratings.values()))
    if count > MOST_RATINGS:
        told = _("{count:,} ratings stand here; expected at most {most:,}")
        raise ValueError(told.format(count=count, most=MOST_RATINGS))
    return ratings


Ratings = Annotated[
    dict[
        references.RatedId,
        Annotated[
            list[OneRating],
            BeforeValidator(listed, json_schema_input_type=Level | Rating | list[Level | Rating]),
        ],
    ],
    AfterValidator(_few_enough),
]
"""Ratings by indicator. One indicator may hold several: of several dates, needs or crimes."""
