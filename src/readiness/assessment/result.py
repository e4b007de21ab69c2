"""The result of an assessment: the contract of every report.

Scores are 0-100, levels 0-4, shares, weights and coverage 0-1. What is absent is None, never left out. Keys may be
added; none may be renamed without a new schema number.

The classes do without generated comparison and display, which would take longer to make than a pair to assess.
"""

from typing import Literal

from msgspec import Struct, field

from readiness.engine.statuses import Status
from readiness.model.profile import AgencyLevel
from readiness.tlp import Tlp

SCHEMA = "readiness/assessment/1"

Verdict = Literal["blocked", "undetermined", "fragile", "ready"]
GateState = Literal["met", "unmet", "unknown", "none"]
SideName = Literal["a", "b", "both", "pair"]
PRESENT: tuple[Status, ...] = ("blocking", "fallen", "limiting")
"""The statuses in which an obstacle is there now, as for --fail-on. An unknown or a coming one is not."""
WaiverState = Literal["in-force", "expired", "unused"]


class Jurisdiction(Struct, frozen=True):
    """One of the two, by code and name. `agencies` is of which level of agency its profile speaks; none if it does not say."""

    id: str
    name: str
    agencies: tuple[AgencyLevel, ...] = ()


class Pair(Struct, frozen=True):
    """The two jurisdictions in the order given."""

    a: Jurisdiction
    b: Jurisdiction


class Input(Struct, frozen=True):
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


class RubricInfo(Struct, frozen=True):
    """The rubric that judged, and the language in which its texts and all others are told (BCP 47)."""

    id: str
    version: str
    digest: str
    language: str


class PhaseInfo(Struct, frozen=True):
    """The phase assessed, the phase the records give, and why: the kind of reason, the record, and whose it is."""

    assessed: str
    inferred: str | None
    basis: Literal["given", "inferred", "assumed"]
    reason: Literal["given", "agreement", "structure", "casework", "nothing-later", "no-record"]
    record: str | None
    source: str | None


class Roles(Struct, frozen=True):
    """The route roles of the two sides."""

    a: str | None
    b: str | None


class Readiness(Struct, frozen=True):
    """Readiness and what it is made of: value = min(index, ceiling); low and high from evidence alone."""

    value: float | None
    low: float
    high: float
    index: float | None
    ceiling: float


class OtherDirection(Struct, frozen=True):
    """What the direction that is not shown came to."""

    requesting: Literal["a", "b"]
    verdict: Verdict
    readiness: Readiness


class Direction(Struct, frozen=True):
    """`assessed` is mutual or one-way; `requesting` the side that asks, None if both ways come out equal.

    `detail` is the side that asks in the direction whose indicators are shown, None where direction makes no difference.
    """

    assessed: Literal["mutual", "one-way"]
    requesting: Literal["a", "b"] | None
    detail: Literal["a", "b"] | None
    other: OtherDirection | None


class Fall(Struct, frozen=True):
    """An indicator whose level is lower than before the standing began, and on whose side it fell."""

    indicator: str
    from_: float = field(name="from")
    to: float
    side: SideName


class CaseCount(Struct, frozen=True):
    """How many cases were completed between two days."""

    completed: int
    from_: str = field(name="from")
    to: str


class CaseTrend(Struct, frozen=True):
    """The casework for a need before the standing began, and the newest since, over about as long a time."""

    need: str
    before: CaseCount
    after: CaseCount


class DisputedStanding(Struct, frozen=True):
    """How the relation stands by the other profile, where the two disagree; `by` is the code of its jurisdiction."""

    by: str
    status: str
    since: str


class StandingInfo(Struct, frozen=True):
    """How the relation stands, apart from its phase. `cause` is what a suspension stops, or what strains the relation.

    `fell` holds what is lower than before it began, what nothing else that fell rests on first; `disputed` is what the other profile
    says instead.
    """

    status: str
    since: str
    cause: str | None
    note: str
    fell: list[Fall]
    trend: list[CaseTrend]
    disputed: list[DisputedStanding]


class PhaseResult(Struct, frozen=True):
    """The judgement of one phase. `held_by` is the failing gate with the lowest ceiling."""

    id: str
    verdict: Verdict
    readiness: Readiness
    weights: dict[str, float]
    held_by: str | None
    unmet: list[str]
    unknown: list[str]


class FirstResult(Struct, frozen=True):
    """The first of the one ordered list: what to remove, watch or find out first, and on whose side."""

    indicator: str
    factor: str
    obstacle: str
    status: Status
    side: SideName


class LeaningResult(Struct, frozen=True):
    """Where an undetermined pair leans if priors and facts are taken as levels and unknown gates as met.

    By which indicator, on whose side, and on what that rests.
    """

    verdict: Literal["blocked", "fragile", "ready"]
    indicator: str
    factor: str
    side: SideName
    basis: Literal["prior", "fact", "casework", "rating"]


class NeedResult(Struct, frozen=True):
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


class LaneResult(Struct, frozen=True):
    """The judgement of one lane alone, and what the lane may lawfully be used for (S1.43)."""

    lane: Literal["informal", "formal"]
    verdict: Verdict
    readiness: Readiness
    first_obstacle: str | None
    first: FirstResult | None
    allows: str


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


class Gap(Struct, frozen=True):
    """A need that no agreement in force and no treaty in common serves; `stated` tells that a profile says so."""

    need: str
    stated: bool


class FactorResult(Struct, frozen=True):
    """A factor's score, its weight in the phase, and its share of what is lost."""

    id: str
    score: float | None
    low: float
    high: float
    weight: float
    loss_share: float | None


class SideLevel(Struct, frozen=True):
    """What one side's profile says."""

    level: float | None
    low: float
    high: float
    basis: str
    grade: str | None
    as_of: str | None


class RowLevel(Struct, frozen=True):
    """One row of an indicator that takes one level a row."""

    level: float | None
    low: float
    high: float
    basis: str


class EvidenceItem(Struct, frozen=True):
    """One item of evidence, and the line of the profile where it stands."""

    side: Literal["a", "b"]
    says: str
    source: str | None
    grade: str | None
    as_of: str | None
    file: str
    line: int
    url: str | None = None


class IndicatorResult(Struct, frozen=True):
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


class ObstacleResult(Struct, frozen=True):
    """One obstacle with its one status. Place, factor and side are those of its first indicator."""

    id: str
    status: Status
    factor: str
    side: SideName
    indicators: list[str]
    consequences: list[str]
    loss_share: float | None
    remedies: list[str]


class FirstStep(Struct, frozen=True):
    """A remedy of one of the first entries that can be begun now, and who acts."""

    remedy: str
    side: SideName
    indicator: str


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


class WeakestPoint(Struct, frozen=True):
    """The lowest level in scope."""

    indicator: str
    level: float
    side: SideName


class Corner(Struct, frozen=True):
    """The judgement under one extreme of the admissible weights."""

    weights: dict[str, float]
    verdict: Verdict
    readiness: Readiness


class End(Struct, frozen=True):
    """The judgement if every level stood at one end of its interval."""

    verdict: Verdict
    readiness: float


class EvidenceEnds(Struct, frozen=True):
    """Both ends of the evidence."""

    low: End
    high: End


class Robustness(Struct, frozen=True):
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


class EvidenceNeed(Struct, frozen=True):
    """A missing or loose level: whose, why it matters, and by how many points knowing it narrows the range."""

    indicator: str
    side: SideName
    reason: Literal["unknown-gate", "wide-range"]
    narrows_by: float


class BalanceFlag(Struct, frozen=True):
    """A flag about balance between factors. It changes no number."""

    id: str
    says: str


class ToCheck(Struct, frozen=True):
    """A row that concerns some persons only, which the question does not name, and that misses what is necessary: to be checked."""

    indicator: str
    row: str
    side: SideName
    level: float
    says: str


class Safeguard(Struct, frozen=True):
    """A do-no-harm flag. It changes no number."""

    indicator: str
    row: str | None
    side: SideName
    level: float
    says: str


class ConflictResult(Struct, frozen=True):
    """Both profiles speak of the same thing and disagree, or a rating below its gate stands beside later completed cases.

    `casework` are these cases, None where the profiles disagree.
    """

    indicator: str
    a: SideLevel
    b: SideLevel
    used: SideLevel
    casework: str | None


class WaiverResult(Struct, frozen=True):
    """Somebody's decision to live with an obstacle of this pair until a date.

    `in-force`: the obstacle is there and the date not past. `expired`: the date is past. `unused`: the obstacle is gone.
    """

    obstacle: str
    reason: str
    approver: str
    expires: str
    state: WaiverState


class Estimate(Struct, frozen=True):
    """A share (0-1) with its standard error."""

    share: float
    error: float


class WeightShares(Struct, frozen=True):
    """The exact share (0-1) of admissible weights under which the verdict holds, and under which each factor loses most.

    `top_loss` is None without a value of the index.
    """

    holds: float
    top_loss: dict[str, float] | None


class Sureness(Struct, frozen=True):
    """How sure a verdict is.

    `evidence` has the share of each verdict over what the evidence leaves open, at the central weights; `evidence_and_weights`
    that over both. `decides` is what moves the verdict more.
    """

    verdict: Verdict
    weights: WeightShares
    evidence: dict[Verdict, Estimate]
    evidence_and_weights: dict[Verdict, Estimate]
    decides: Literal["evidence", "weights", "neither"]


class EvidenceWorth(Struct, frozen=True):
    """Evidence that could be got: of whose level, and why it is missing.

    The shares (0-1) are those of the `levels` it might turn out to be that change the verdict, change the first entry, and void
    the plan (None without a plan). `levels` is empty where they are not to be shown. `sources` are the rubric's, where such
    evidence is usually found; `ask` is the side that knows, both for what is asked of the pair.
    """

    indicator: str
    side: Literal["a", "b", "pair"]
    reason: Literal["unknown", "prior", "few-cases", "wide"]
    levels: list[float]
    changes_verdict: float
    changes_first: float
    voids_plan: float | None
    sources: list[str]
    ask: Literal["a", "b", "both"]


class Assessment(Struct, frozen=True):
    """One pair assessed. `sureness` and `evidence_worth` are None unless they were asked for.

    `decided_by` is the need whose judgement alone is shown because it is worse than that of all together; None otherwise.
    """

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
    bars: list[str]
    limbs: list[str]
    decided_by: str | None
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
    conditions: list[ToCheck]
    safeguards: list[Safeguard]
    conflicts: list[ConflictResult]
    on_record: list[RecordResult] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    waivers: list[WaiverResult] = field(default_factory=list)
    tlp: Tlp | None = None
    sureness: Sureness | None = None
    evidence_worth: list[EvidenceWorth] | None = None
