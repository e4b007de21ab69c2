"""Facts that are no ratings: about one jurisdiction, and about two together."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from readiness.language import _
from readiness.model import references
from readiness.model.fields import AT_MOST, Model, PartialDate, first_day, last_day, listed
from readiness.model.rating import Grade


def _under(key: str) -> Callable[[Any], Any]:
    """A bare value stands for the mapping that holds only this key."""
    return lambda value: value if isinstance(value, dict | BaseModel) else {key: value}


def _alone(data: Any, key: str) -> Any:
    """A mapping that says nothing but one key, as the bare value it may be written as."""
    return data[key] if isinstance(data, dict) and set(data) == {key} else data


def _check_order(since: str | None, until: str | None) -> None:
    """Raises ValueError for what ends before it begins."""
    if since and until and last_day(until) < first_day(since):
        raise ValueError(
            _("ends ({until}) before it begins ({since}); expected since ≤ until").format(
                until=until, since=since
            )
        )


class IndexValue(Model):
    """A value of a public index for one year."""

    value: Annotated[float, Field(strict=True)]
    year: Annotated[int, Field(strict=True, ge=1900, le=2200)]
    error: Annotated[float, Field(strict=True, ge=0)] | None = None
    source: str | None = None


class ChannelAccess(Model):
    """The jurisdiction's access to a channel, part by part (S2.2)."""

    id: str
    components: dict[references.HeldComponentId, references.HeldAccessId] = {}
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: str | None = None


class Stated(Model):
    """A status (of a membership, or towards a treaty), from when to when, as known when, and who says so.

    `until` is the last day: from the next on the status is "none". `accepted_for` are needs for which the jurisdiction takes
    the treaty by itself as a basis, where that is optional.
    """

    status: str
    accepted_for: list[references.NeedId] = []
    since: PartialDate | None = None
    until: PartialDate | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Stated":
        _check_order(self.since, self.until)
        return self

    @model_serializer(mode="wrap")
    def _short(self, full: SerializerFunctionWrapHandler) -> Any:
        return _alone(full(self), "status")


class Law(Model):
    """What the jurisdiction's own law says on a matter: in which act, from when to when, as known when, and who says so.

    `until` is the last day: from the next on nothing is recorded.
    """

    status: str
    title: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: references.CitedId | None = None
    url: str | None = None
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> "Law":
        _check_order(self.since, self.until)
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


LawOrStatus = Annotated[Law, BeforeValidator(_under("status"), json_schema_input_type=str | Law)]


YesNoOrBool = Annotated[YesNo, BeforeValidator(_under("value"), json_schema_input_type=bool | YesNo)]


IndexValues = Annotated[
    list[IndexValue], AT_MOST, BeforeValidator(listed, json_schema_input_type=IndexValue | list[IndexValue])
]


class NoAgreement(Model):
    """Partners with whom there is no agreement of a kind, as a complete list shows.

    `only_by_agreement` tells that the jurisdiction's law allows help of this kind under an agreement only.
    """

    with_: Annotated[list[str], AT_MOST]
    only_by_agreement: Annotated[bool, Field(strict=True)] = False
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    source: references.CitedId | None = None


class Facts(Model):
    """Facts about the jurisdiction that are no ratings. `cited` names the source of those that cannot name it."""

    languages: list[str] = []
    legal_family: str | None = None
    memberships: Annotated[dict[str, StatedOrStatus], AT_MOST] = {}
    channels: Annotated[list[ChannelAccess], AT_MOST] = []
    instruments: dict[references.JoinedInstrumentId, StatedOrStatus] = {}
    no_agreement: dict[references.AgreementKindId, NoAgreement] = {}
    law: dict[references.LawMatterId, LawOrStatus] = {}
    indices: Annotated[dict[str, IndexValues], AT_MOST] = {}
    cited: dict[str, str] = {}


def status_of(value: object) -> str:
    """The status of a membership or an instrument: written alone, or with its date and source."""
    return value if isinstance(value, str) else str(getattr(value, "status", ""))


class Relation(Model):
    """A fact of public law between the two, such as diplomatic relations cut, and from when to when it held.

    The Admiralty grade is that of what tells it; it widens the level that is read off the fact.
    """

    kind: references.RelationKindId
    since: PartialDate | None = None
    until: PartialDate | None = None
    grade: Grade | None = None
    source: references.CitedId | None = None
    url: str | None = None
    note: str = ""


class PairFacts(Model):
    """Facts about the two together that are no ratings, the same in whichever of the two profiles they stand."""

    common_language: YesNoOrBool | None = None
    contiguous: YesNoOrBool | None = None
    colonial_tie: YesNoOrBool | None = None
    relations: Annotated[list[Relation], AT_MOST] = []
