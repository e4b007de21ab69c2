"""A profile: what is known about one jurisdiction, and about it towards particular partners."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
    model_validator,
)

from readiness.jurisdictions.lookup import key_of
from readiness.language import _
from readiness.model import names
from readiness.model.fields import Beginning, Level, Model, PartialDate, first_day, last_day, listed
from readiness.tlp import Tlp

Grade = Annotated[str, Field(pattern=r"^[A-F][1-6]$")]
"""Admiralty grade: reliability of the source A-F, credibility of the information 1-6."""


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
        raise ValueError(
            _("both {stated} are given; expected one of them").format(stated=_(" and ").join(stated))
        )
    if not stated:
        raise ValueError(_("a rating needs one of {names}").format(names=", ".join(names.values())))


def _rising(ends: tuple[float, float]) -> tuple[float, float]:
    if ends[0] > ends[1]:
        raise ValueError(
            _("the interval runs from {low:g} down to {high:g}; expected [low, high]").format(
                low=ends[0], high=ends[1]
            )
        )
    return ends


AgencyLevel = Literal["central", "local", "border", "inland"]
"""Of which agencies a profile speaks (S1.11): of the whole state or of one place, at its border or inland."""


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
        BeforeValidator(listed, json_schema_input_type=Level | Rating | list[Level | Rating]),
    ],
]
"""Ratings by indicator. One indicator may hold several: of several dates, needs or crimes."""


class IndexValue(Model):
    """A value of a public index for one year."""

    value: Annotated[float, Field(strict=True)]
    year: Annotated[int, Field(strict=True, ge=1900, le=2200)]
    error: Annotated[float, Field(strict=True, ge=0)] | None = None
    source: str | None = None


class ChannelAccess(Model):
    """The jurisdiction's access to a channel, part by part (S2.2)."""

    id: str
    components: dict[names.HeldComponentId, names.HeldAccessId] = {}
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: str | None = None


class Stated(Model):
    """A status (of a membership, or towards a treaty), from when to when, as known when, and who says so.

    `until` is the last day: from the next on the status is "none". `accepted_for` are needs for which the jurisdiction takes
    the treaty by itself as a basis, where that is optional.
    """

    status: str
    accepted_for: list[names.NeedId] = []
    since: PartialDate | None = None
    until: PartialDate | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Stated":
        if self.since and self.until and last_day(self.until) < first_day(self.since):
            raise ValueError(
                _("ends ({until}) before it begins ({since}); expected since ≤ until").format(
                    until=self.until, since=self.since
                )
            )
        return self

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
    list[IndexValue], BeforeValidator(listed, json_schema_input_type=IndexValue | list[IndexValue])
]


class NoAgreement(Model):
    """Partners with whom there is no agreement of a kind, as a complete list shows."""

    with_: list[str]
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: names.CitedId | None = None


class Facts(Model):
    """Facts about the jurisdiction that are no ratings. `cited` names the source of those that cannot name it."""

    languages: list[str] = []
    legal_family: str | None = None
    memberships: dict[str, StatedOrStatus] = {}
    channels: list[ChannelAccess] = []
    instruments: dict[names.JoinedInstrumentId, StatedOrStatus] = {}
    no_agreement: dict[names.AgreementKindId, NoAgreement] = {}
    indices: dict[str, IndexValues] = {}
    cited: dict[str, str] = {}


def status_of(value: object) -> str:
    """The status of a membership or an instrument: written alone, or with its date and source."""
    return value if isinstance(value, str) else str(getattr(value, "status", ""))


class Relation(Model):
    """A fact of public law between the two, such as diplomatic relations cut, and from when to when it held."""

    kind: names.RelationKindId
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: names.CitedId | None = None
    url: str | None = None
    note: str = ""


class PairFacts(Model):
    """Facts about the two together that are no ratings, the same in whichever of the two profiles they stand."""

    common_language: YesNoOrBool | None = None
    contiguous: YesNoOrBool | None = None
    colonial_tie: YesNoOrBool | None = None
    relations: list[Relation] = []


class StandingEntry(Model):
    """How the relation stands since a date, for some needs or all."""

    status: names.StandingId
    since: Beginning
    until: PartialDate | None = None
    needs: list[names.NeedId] = []
    cause: str | None = None
    note: str = ""
    evidence: list[Evidence] = []


class Agreement(Model):
    """A text between the two, and how far it has come."""

    kind: names.AgreementKindId
    status: names.AgreementStatusId
    since: Beginning | None = None
    until: PartialDate | None = None
    title: str = ""
    needs: list[names.NeedId] = []
    crimes: list[names.CrimeId] = []
    source: names.CitedId | None = None
    note: str = ""


MANY = "many"


def _count(value: Any) -> Any:
    if value == MANY or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError(
        _("expected a whole number from 0, or `many` for ordinary work of which nobody tells the number")
    )


Completed = Annotated[
    int | Literal["many"],
    BeforeValidator(_count),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": MANY}]}),
]
"""How many cases were completed, or `many`."""


class Cases(Model):
    """Completed cases between the two over a time. `many` is ordinary work: enough for any rule that counts.

    `measures` are those that were taken in them: of the means for a measure only cases tell in which it was taken.
    """

    needs: list[names.NeedId] = []
    measures: list[names.MeasureId] = []
    from_: PartialDate
    to: PartialDate | None = None
    completed: Completed
    source: names.CitedId | None = None
    note: str = ""


class Structure(Model):
    """A permanent post, joint unit or shared system between the two."""

    kind: names.StructureKindId
    since: Beginning | None = None
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


class Partners(dict[str, Partner]):
    """What is known towards each partner, found under any code or name of the same jurisdiction."""

    def key(self, code: str) -> str | None:
        """The key, as it is written, under which a jurisdiction stands."""
        if dict.__contains__(self, code):
            return code
        if not self:
            return None
        return self._written.get(key_of(code))

    @cached_property
    def _written(self) -> dict[str, str]:
        return {key_of(key): key for key in self}

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.key(code) is not None

    def __missing__(self, code: str) -> Partner:
        key = self.key(code)
        if key is None:
            raise KeyError(code)
        return self[key]

    def get(self, code: str, default: Any = None) -> Any:
        """What is known towards a jurisdiction."""
        key = self.key(code)
        return default if key is None else self[key]


class SourceEntry(Model):
    """A source that evidence is cited from. `review` is the day from which on it is to be looked at again."""

    title: str
    publisher: str | None = None
    year: Annotated[int, Field(strict=True, ge=1000, le=2200)] | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    review: PartialDate | None = None
    licence: str | None = None
    note: str = ""


CODE = re.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\\Z")
"""The code of a jurisdiction, or a slug of an agency or region."""


class Profile(Model):
    """One jurisdiction (or agency, or region)."""

    profile: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
    rubric: str | None = None
    name: dict[str, Annotated[str, Field(max_length=300)]] = {}
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    tlp: Tlp | None = None
    agencies: list[AgencyLevel] = []
    facts: Facts = Facts()
    ratings: Ratings = {}
    partners: Annotated[dict[str, Partner], Field(max_length=1000), AfterValidator(Partners)] = {}
    sources: dict[str, SourceEntry] = {}
