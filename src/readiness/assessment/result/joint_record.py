"""What is on record between the two: standing, treaties, agreements, channels, and what works."""

from typing import Literal

from msgspec import Struct, field

from readiness.assessment.result.verdicts import SideName
from readiness.model.question import Side


class Fall(Struct, frozen=True):
    """An indicator whose level is lower than before the standing began, and on whose side it fell."""

    indicator: str
    from_: float = field(name="from")
    to: float
    side: SideName


class CaseCount(Struct, frozen=True):
    """How many cases were completed between two days, and where only that compares how many a year."""

    completed: int
    from_: str = field(name="from")
    to: str
    a_year: float | None


class CaseTrend(Struct, frozen=True):
    """The casework for a need before the standing began, and the newest since, over about as long a time or by yearly rates."""

    need: str
    before: CaseCount
    after: CaseCount


class DisputedStanding(Struct, frozen=True):
    """How the relation stands by the other profile, where the two disagree; `by` is the code of its jurisdiction."""

    by: str
    status: str
    since: str


class EndedStanding(Struct, frozen=True):
    """How the relation stood last, where no standing is on record any more; `until` is its last day."""

    status: str
    since: str
    until: str


class StandingInfo(Struct, frozen=True):
    """How the relation stands, apart from its phase.

    `cause` is what a suspension stops, or what strains the relation, `by` the code of the side whose decision it was. `fell` holds what is lower than before it began, what nothing else that fell rests on first; `disputed` is what the other profile
    says instead.
    """

    status: str
    since: str
    cause: str | None
    by: str | None
    note: str
    fell: list[Fall]
    trend: list[CaseTrend]
    disputed: list[DisputedStanding]


class InstrumentResult(Struct, frozen=True):
    """An instrument that governs a crime: whose it is. `a` and `b` are the recorded statuses."""

    id: str
    name: str
    a: str | None
    b: str | None
    shared: Literal["shared", "a-lacks", "b-lacks", "neither", "unknown"]


class ChannelResult(Struct, frozen=True):
    """A channel between the two: each side's recorded level (0-4), and the weaker of both; None is not recorded.

    `as_of` is the day as of which the older of the two records stands, if they are dated.
    """

    id: str
    name: str
    a: float | None
    b: float | None
    level: float | None
    as_of: str | None = None


class RecordResult(Struct, frozen=True):
    """An agreement, a structure or a treaty in common on record, and the needs in play that it serves.

    `side` is whose profile records it, both for treaties; `as_of` the day as of which a treaty's status is recorded.
    """

    kind: Literal["agreement", "structure", "instrument"]
    type: str
    name: str
    status: str
    since: str | None
    needs: list[str]
    side: SideName
    as_of: str | None
    source: str | None
    url: str | None


class RecordedAgainst(Struct, frozen=True):
    """What the record of a side tells against an indicator asked of it, such as its courts' refusals, whether or not a level rests on it.

    `kind` is one of the rubric's relation kinds or matters of law, `note` what the profile says of it, `says` what that law says.
    """

    indicator: str
    side: Side
    kind: str
    since: str | None
    note: str
    source: str | None
    url: str | None
    says: str = ""
    as_of: str | None = None


class Gap(Struct, frozen=True):
    """A need that no agreement in force and no treaty in common on record serves.

    `stated` tells that a profile says there is no agreement; otherwise there may be one that nobody has recorded.
    """

    need: str
    stated: bool


class Works(Struct, frozen=True):
    """Something that works between the two.

    `indicator` is that of a gate which is met on evidence; `needs` are those that casework, a structure or an agreement serves,
    none where it is all.
    """

    kind: Literal["gate", "agreement", "channel", "structure", "casework"]
    indicator: str | None
    text: str
    source: str | None
    needs: tuple[str, ...] = ()
