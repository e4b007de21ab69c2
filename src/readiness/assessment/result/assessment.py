"""The result of an assessment: the contract of every report.

Scores are 0-100, levels 0-4, shares, weights and coverage 0-1. What is absent is None, never left out. Keys may be
added; none may be renamed without a new schema number.

The classes do without generated comparison and display, which would take longer to make than a pair to assess.
"""

from msgspec import Struct, field

from readiness.assessment.result.indicators import (
    BarResult,
    ConflictResult,
    IndicatorResult,
    Safeguard,
    ToCheck,
)
from readiness.assessment.result.joint_record import (
    ChannelResult,
    EndedStanding,
    Gap,
    InstrumentResult,
    RecordedAgainst,
    RecordResult,
    StandingInfo,
    Works,
)
from readiness.assessment.result.obstacles import FirstStep, ObstacleResult, WaiverResult
from readiness.assessment.result.question import Input, Pair, PhaseInfo, Roles, RubricInfo
from readiness.assessment.result.sureness import EvidenceNeed, EvidenceWorth, Robustness, Sureness
from readiness.assessment.result.verdicts import (
    BalanceFlag,
    Direction,
    FactorResult,
    FirstResult,
    LaneResult,
    LeaningResult,
    NeedResult,
    PhaseResult,
    Readiness,
    Verdict,
    WeakestPoint,
)
from readiness.tlp import Tlp

SCHEMA = "readiness/assessment/1"


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
    by_bar: list[BarResult] = field(default_factory=list)
    recorded_against: list[RecordedAgainst] = field(default_factory=list)
    standing_ended: EndedStanding | None = None
    waivers: list[WaiverResult] = field(default_factory=list)
    tlp: Tlp | None = None
    sureness: Sureness | None = None
    evidence_worth: list[EvidenceWorth] | None = None
