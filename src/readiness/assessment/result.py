"""The result of an assessment: the contract of every report.

Scores are 0-100, levels 0-4, shares, weights and coverage 0-1. What is absent is None, never left out. Keys may be
added; none may be renamed without a new schema number.

The classes do without generated comparison and display, which would take longer to make than a pair to assess.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from readiness.engine.statuses import Status
from readiness.tlp import Tlp

SCHEMA = "readiness/assessment/1"

Verdict = Literal["blocked", "undetermined", "fragile", "ready"]
GateState = Literal["met", "unmet", "unknown", "none"]
SideName = Literal["a", "b", "both", "pair"]
PRESENT: tuple[Status, ...] = ("blocking", "fallen", "limiting")
"""The statuses in which an obstacle is there now, as for --fail-on. An unknown or a coming one is not."""
WaiverState = Literal["in-force", "expired", "unused"]


@dataclass(frozen=True, eq=False, repr=False)
class Jurisdiction:
    """One of the two, by code and name."""

    id: str
    name: str


@dataclass(frozen=True, eq=False, repr=False)
class Pair:
    """The two jurisdictions in the order given."""

    a: Jurisdiction
    b: Jurisdiction


@dataclass(frozen=True, eq=False, repr=False)
class Input:
    """A profile that went in, by digest, its own date, and how much of it was dated too late to count.

    `tlp` is its Traffic Light Protocol marking; `withheld` tells that its evidence was left out for that marking.
    """

    id: str
    digest: str
    as_of: str | None
    ignored_later: int
    file: str | None = None
    tlp: Tlp | None = None
    withheld: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class RubricInfo:
    """The rubric that judged, and the language in which its texts and all others are told (BCP 47)."""

    id: str
    version: str
    digest: str
    language: str


@dataclass(frozen=True, eq=False, repr=False)
class PhaseInfo:
    """The phase assessed, the phase the records give, and why: the kind of reason, the record, and whose it is."""

    assessed: str
    inferred: str | None
    basis: Literal["given", "inferred", "assumed"]
    reason: Literal["given", "agreement", "structure", "casework", "nothing-later", "no-record"]
    record: str | None
    source: str | None


@dataclass(frozen=True, eq=False, repr=False)
class Roles:
    """The route roles of the two sides."""

    a: str | None
    b: str | None


@dataclass(frozen=True, eq=False, repr=False)
class Readiness:
    """Readiness and what it is made of: value = min(index, ceiling); low and high from evidence alone."""

    value: float | None
    low: float
    high: float
    index: float | None
    ceiling: float


@dataclass(frozen=True, eq=False, repr=False)
class OtherDirection:
    """What the direction that is not shown came to."""

    requesting: Literal["a", "b"]
    verdict: Verdict
    readiness: Readiness


@dataclass(frozen=True, eq=False, repr=False)
class Direction:
    """`assessed` is mutual or one-way; `requesting` the side that asks, None if both ways come out equal.

    `detail` is the side that asks in the direction whose indicators are shown, None where direction makes no difference.
    """

    assessed: Literal["mutual", "one-way"]
    requesting: Literal["a", "b"] | None
    detail: Literal["a", "b"] | None
    other: OtherDirection | None


@dataclass(frozen=True, eq=False, repr=False)
class Fall:
    """An indicator whose level is lower than before the standing began."""

    indicator: str
    from_: Annotated[float, Field(serialization_alias="from")]
    to: float


@dataclass(frozen=True, eq=False, repr=False)
class CaseCount:
    """How many cases were completed between two days."""

    completed: int
    from_: Annotated[str, Field(serialization_alias="from")]
    to: str


@dataclass(frozen=True, eq=False, repr=False)
class CaseTrend:
    """The casework for a need before the standing began, and the newest since, over about as long a time."""

    need: str
    before: CaseCount
    after: CaseCount


@dataclass(frozen=True, eq=False, repr=False)
class StandingInfo:
    """How the relation stands, apart from its phase. `cause` is what a suspension stops, or what strains the relation.

    `fell` holds what is lower than before it began, what nothing else that fell rests on first.
    """

    status: str
    since: str
    cause: str | None
    note: str
    fell: list[Fall]
    trend: list[CaseTrend]


@dataclass(frozen=True, eq=False, repr=False)
class PhaseResult:
    """The judgement of one phase. `held_by` is the failing gate with the lowest ceiling."""

    id: str
    verdict: Verdict
    readiness: Readiness
    weights: dict[str, float]
    held_by: str | None
    unmet: list[str]
    unknown: list[str]


@dataclass(frozen=True, eq=False, repr=False)
class FirstResult:
    """The first of the one ordered list: what to remove, watch or find out first, and on whose side."""

    indicator: str
    factor: str
    obstacle: str
    status: Status
    side: SideName


@dataclass(frozen=True, eq=False, repr=False)
class LeaningResult:
    """Where an undetermined pair leans if priors and facts are taken as levels and unknown gates as met.

    By which indicator, on whose side, and on what that rests.
    """

    verdict: Literal["blocked", "fragile", "ready"]
    indicator: str
    factor: str
    side: SideName
    basis: Literal["prior", "fact", "casework", "rating"]


@dataclass(frozen=True, eq=False, repr=False)
class NeedResult:
    """The judgement of one need alone, in its own phase."""

    need: str
    phase: str
    standing: str | None
    verdict: Verdict
    readiness: Readiness
    first_obstacle: str | None
    first: FirstResult | None
    leaning: LeaningResult | None
    unmet: list[str]
    unknown: list[str]


@dataclass(frozen=True, eq=False, repr=False)
class LaneResult:
    """The judgement of one lane alone, and what the lane may lawfully be used for (S1.43)."""

    lane: Literal["informal", "formal"]
    verdict: Verdict
    readiness: Readiness
    first_obstacle: str | None
    first: FirstResult | None
    allows: str


@dataclass(frozen=True, eq=False, repr=False)
class InstrumentResult:
    """An instrument that governs a crime: whose it is. `a` and `b` are the recorded statuses."""

    id: str
    name: str
    a: str | None
    b: str | None
    shared: Literal["shared", "a-lacks", "b-lacks", "neither", "unknown"]


@dataclass(frozen=True, eq=False, repr=False)
class ChannelResult:
    """A channel between the two: each side's recorded level (0-4), and the weaker of both; None is not recorded.

    `as_of` is the day as of which the older of the two records stands, if they are dated.
    """

    id: str
    name: str
    a: float | None
    b: float | None
    level: float | None
    as_of: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class RecordResult:
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


@dataclass(frozen=True, eq=False, repr=False)
class Gap:
    """A need that no agreement in force and no treaty in common serves; `stated` tells that a profile says so."""

    need: str
    stated: bool


@dataclass(frozen=True, eq=False, repr=False)
class FactorResult:
    """A factor's score, its weight in the phase, and its share of what is lost."""

    id: str
    score: float | None
    low: float
    high: float
    weight: float
    loss_share: float | None


@dataclass(frozen=True, eq=False, repr=False)
class SideLevel:
    """What one side's profile says."""

    level: float | None
    low: float
    high: float
    basis: str
    grade: str | None
    as_of: str | None


@dataclass(frozen=True, eq=False, repr=False)
class RowLevel:
    """One row of an indicator that takes one level a row."""

    level: float | None
    low: float
    high: float
    basis: str


@dataclass(frozen=True, eq=False, repr=False)
class EvidenceItem:
    """One item of evidence, and the line of the profile where it stands."""

    side: Literal["a", "b"]
    says: str
    source: str | None
    grade: str | None
    as_of: str | None
    file: str
    line: int
    url: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class IndicatorResult:
    """One indicator of the pair in the assessed phase. `weight` is its weight within the factor.

    `at_most` is the level (0-4) to which the known side, row or need holds it down where another one is unknown.
    """

    id: str
    factor: str
    in_scope: bool
    weight: float
    level: float | None
    at_most: float | None
    low: float
    high: float
    required: float | None
    gate: GateState
    sure: bool
    side: SideName
    a: SideLevel
    b: SideLevel
    rows: dict[str, RowLevel] | None
    basis: str
    stale: bool
    note: str
    file: str | None
    line: int | None
    loss_share: float | None
    evidence: list[EvidenceItem]


@dataclass(frozen=True, eq=False, repr=False)
class ObstacleResult:
    """One obstacle with its one status. Place, factor and side are those of its first indicator."""

    id: str
    status: Status
    factor: str
    side: SideName
    indicators: list[str]
    consequences: list[str]
    loss_share: float | None
    remedies: list[str]


@dataclass(frozen=True, eq=False, repr=False)
class FirstStep:
    """A remedy of one of the first entries that can be begun now, and who acts."""

    remedy: str
    side: SideName
    indicator: str


@dataclass(frozen=True, repr=False)
class Works:
    """Something that works between the two. `indicator` is that of a gate which is met on evidence."""

    kind: Literal["gate", "agreement", "channel", "structure", "casework"]
    indicator: str | None
    text: str
    source: str | None


@dataclass(frozen=True, eq=False, repr=False)
class WeakestPoint:
    """The lowest level in scope."""

    indicator: str
    level: float
    side: SideName


@dataclass(frozen=True, eq=False, repr=False)
class Corner:
    """The judgement under one extreme of the admissible weights."""

    weights: dict[str, float]
    verdict: Verdict
    readiness: Readiness


@dataclass(frozen=True, eq=False, repr=False)
class End:
    """The judgement if every level stood at one end of its interval."""

    verdict: Verdict
    readiness: float


@dataclass(frozen=True, eq=False, repr=False)
class EvidenceEnds:
    """Both ends of the evidence."""

    low: End
    high: End


@dataclass(frozen=True, eq=False, repr=False)
class Robustness:
    """How far the verdict depends on weights and on evidence."""

    stability: Literal["stable", "fragile", "contestable"]
    reason: Literal[
        "gate-sure",
        "gates-near",
        "gates-unsure",
        "unknown-decides",
        "same-everywhere",
        "weights-decide",
        "evidence-decides",
    ]
    vertices: list[Corner]
    evidence: EvidenceEnds


@dataclass(frozen=True, eq=False, repr=False)
class EvidenceNeed:
    """A missing or loose level: whose, why it matters, and by how many points knowing it narrows the range."""

    indicator: str
    side: SideName
    reason: Literal["unknown-gate", "wide-range"]
    narrows_by: float


@dataclass(frozen=True, eq=False, repr=False)
class BalanceFlag:
    """A flag about balance between factors. It changes no number."""

    id: str
    says: str


@dataclass(frozen=True, eq=False, repr=False)
class Safeguard:
    """A do-no-harm flag. It changes no number."""

    indicator: str
    row: str | None
    side: SideName
    level: float
    says: str


@dataclass(frozen=True, eq=False, repr=False)
class ConflictResult:
    """Both profiles speak of the same thing and disagree, or a rating below its gate stands beside later completed cases.

    `casework` are these cases, None where the profiles disagree.
    """

    indicator: str
    a: SideLevel
    b: SideLevel
    used: SideLevel
    casework: str | None


@dataclass(frozen=True, eq=False, repr=False)
class WaiverResult:
    """Somebody's decision to live with an obstacle of this pair until a date.

    `in-force`: the obstacle is there and the date not past. `expired`: the date is past. `unused`: the obstacle is gone.
    """

    obstacle: str
    reason: str
    approver: str
    expires: str
    state: WaiverState


@dataclass(frozen=True, eq=False, repr=False)
class Assessment:
    """One pair assessed."""

    schema: str
    pair: Pair
    inputs: list[Input]
    rubric: RubricInfo
    weights_set: str
    as_of: str
    phase: PhaseInfo
    lane: str
    needs: list[str]
    measures: list[str]
    crimes: list[str]
    limbs: list[str]
    roles: Roles
    direction: Direction
    standing: StandingInfo | None
    verdict: Verdict
    leaning: LeaningResult | None
    readiness: Readiness
    first: FirstResult | None
    phases: list[PhaseResult]
    by_need: list[NeedResult]
    by_lane: list[LaneResult]
    instruments: list[InstrumentResult]
    channels: list[ChannelResult]
    factors: list[FactorResult]
    indicators: list[IndicatorResult]
    obstacles: list[ObstacleResult]
    do_first: list[FirstStep]
    works: list[Works]
    weakest_point: WeakestPoint | None
    balance: list[BalanceFlag]
    robustness: Robustness
    coverage: dict[str, float]
    evidence_needed: list[EvidenceNeed]
    safeguards: list[Safeguard]
    conflicts: list[ConflictResult]
    on_record: list[RecordResult] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    waivers: list[WaiverResult] = field(default_factory=list)
    tlp: Tlp | None = None
