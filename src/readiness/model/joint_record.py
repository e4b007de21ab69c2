"""What two jurisdictions have between them on record: standing, agreements, cases, structures, relays."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from readiness.language import _
from readiness.model import references
from readiness.model.fields import AT_MOST, Beginning, Model, PartialDate
from readiness.model.rating import Evidence


class StandingEntry(Model):
    """How the relation stands since a date, for some needs or all. `by` is the code of the side whose decision it was, if one decided it."""

    status: references.StandingId
    since: Beginning
    until: PartialDate | None = None
    needs: list[references.NeedId] = []
    cause: str | None = None
    by: str | None = None
    note: str = ""
    evidence: Annotated[list[Evidence], AT_MOST] = []


class Agreement(Model):
    """A text between the two, and how far it has come."""

    kind: references.AgreementKindId
    status: references.AgreementStatusId
    since: Beginning | None = None
    until: PartialDate | None = None
    title: str = ""
    needs: list[references.NeedId] = []
    crimes: list[references.CrimeId] = []
    source: references.CitedId | None = None
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
    `requesting` is the code of the side that asked: of the part of the side that is asked, cases tell only in that direction.
    """

    needs: list[references.NeedId] = []
    measures: list[references.MeasureId] = []
    requesting: str | None = None
    from_: PartialDate
    to: PartialDate | None = None
    completed: Completed
    source: references.CitedId | None = None
    note: str = ""


class Structure(Model):
    """A permanent post, joint unit or shared system between the two."""

    kind: references.StructureKindId
    since: Beginning | None = None
    until: PartialDate | None = None
    needs: list[references.NeedId] = []
    source: references.CitedId | None = None
    note: str = ""


class Relay(Model):
    """Whether this jurisdiction may pass on what the other gives it, and the hours that takes (S1.62, S2.8)."""

    passes_on: Literal["yes", "ask", "no"] | None = None
    hours: Annotated[float, Field(strict=True, gt=0)] | None = None
    since: PartialDate | None = None
    source: references.CitedId | None = None
    note: str = ""
