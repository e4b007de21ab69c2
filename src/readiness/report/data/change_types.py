"""The shape of what-ifs, plans and bottleneck tables as JSON: levels 0-4, readiness 0-100, shares 0-1, times in months."""

from typing import Literal

from typing_extensions import TypedDict  # pydantic asks for this one below Python 3.12

from readiness.assessment.result.assessment import Assessment
from readiness.assessment.result.sureness import EvidenceWorth
from readiness.assessment.result.verdicts import PhaseResult, SideName, Verdict
from readiness.change.in_the_way import WhyNot
from readiness.change.what_if import Why
from readiness.evidence.supposed_levels import Holder
from readiness.tlp import Tlp

MovedReport = TypedDict(
    "MovedReport",
    {"what": str, "from": str | float | None, "to": str | float | None, "why": Why, "by": list[str]},
)


class LevelSet(TypedDict):
    """A level that is set, and by how much it moves. The level is null where it is not to be shown."""

    indicator: str
    side: Holder
    level: float | None
    by: float


Lift = TypedDict("Lift", {"indicator": str, "side": Holder, "from": float | None, "to": float | None})
NudgeReport = TypedDict(
    "NudgeReport",
    {
        "indicator": str,
        "side": Holder,
        "from": float | None,
        "to": float | None,
        "by": float,
        "verdict": Verdict,
        "readiness": float | None,
        "first": str | None,
        "changes_verdict": bool,
        "changes_first": bool,
    },
)


class FlipReport(TypedDict):
    """A smallest change of levels; `others` of as many levels in all do the same, null where they were not counted."""

    kind: Literal["better", "worse", "first"]
    levels: int
    set: list[LevelSet]
    verdict: Verdict
    first: str | None
    others: int | None


class WhatIfReport(TypedDict):
    """`readiness what-if`."""

    schema: Literal["readiness/what-if/1"]
    set: list[str]
    before: Assessment
    after: Assessment
    moved: list[MovedReport]
    worse_only_by_phase: PhaseResult | None
    smallest: list[FlipReport]
    each: list[NudgeReport] | None


class PairCodes(TypedDict):
    """The codes of the two."""

    a: str
    b: str


class Stamp(TypedDict):
    """The rubric that judged."""

    id: str
    version: str
    digest: str
    language: str


class ScopeReport(TypedDict):
    """What every report on one pair begins with."""

    pair: PairCodes
    rubric: Stamp
    as_of: str
    lane: str
    needs: list[str]
    measures: list[str]
    crimes: list[str]
    tlp: Tlp | None


class TargetReport(TypedDict):
    """What a plan is to reach."""

    phase: str
    verdict: Literal["fragile", "ready"]


class StateReport(TypedDict):
    """What some levels come to."""

    phase: str
    verdict: Verdict
    readiness: float | None


class StepReport(TypedDict):
    """One use of a remedy: for whom, by whom, in which cost band, between which months."""

    remedy: str
    target: SideName
    side: SideName
    lifts: list[Lift]
    start: int
    end: int
    cost: int
    assumes: list[str]
    warning: str | None
    unlocks: list[int]


class OtherStepReport(TypedDict):
    """A remedy that takes the place of another one, and who acts."""

    remedy: str
    side: SideName


class ExchangeReport(TypedDict):
    """Another plan as cheap and as quick: steps (counted from 0), and what takes their place."""

    instead_of: list[int]
    steps: list[OtherStepReport]
    months: int
    readiness: float


class ExchangesReport(TypedDict):
    """The other plans as cheap and as quick: how many were found, whether there are no more, and the nearest of them."""

    found: int
    complete: bool
    listed: list[ExchangeReport]


class LimitsReport(TypedDict):
    """What the plan may use: who acts (null: anyone), months, the dearest cost band, and remedies left out."""

    side: Literal["a", "b"] | None
    within: int | None
    budget: int | None
    without: list[str]


class BuysReport(TypedDict):
    """The best that a cost can buy in a phase; `highest` if that is proven. Where the target is not reached, months, verdict and readiness are null."""

    target: TargetReport
    months: int | None
    verdict: Verdict | None
    readiness: float | None
    highest: bool
    standing_must_end: str | None


class MilestoneReport(TypedDict):
    """A cost and what it buys, one entry per phase; null for what is not reached. `exact` if less is not enough for sure."""

    cost: list[int] | None
    exact: bool
    buys: list[BuysReport]


class ClosedReport(TypedDict):
    """A remedy that would lift a level further, why it does not, and the indicators or remedies it waits for."""

    remedy: str
    why: WhyNot
    waits_for: list[str]


class BarrierReport(TypedDict):
    """A necessary level that is not reached, and the highest that is; `proven` if nothing is higher for sure."""

    indicator: str
    side: Holder
    level: float
    needed: float
    proven: bool
    remedies: list[ClosedReport]


class LevelOf(TypedDict):
    """An indicator, and whose level of it."""

    indicator: str
    side: Holder


class LeverReport(TypedDict):
    """Levels that, each one higher than at best, would give such a readiness."""

    levels: list[LevelOf]
    level: float
    readiness: float
    remedies: list[ClosedReport]


class HighestReport(TypedDict):
    """The readiness (0-100) that some steps come to, and what none come above."""

    reached: float
    bound: float


class InTheWayReport(TypedDict):
    """Why the target is not reached: necessary levels or, where there are none, how high readiness can rise and what would raise it most.

    `fastest` is in how many months the target can be reached where only the time is too short.
    """

    levels: list[BarrierReport]
    score: list[LeverReport]
    highest: HighestReport | None
    fastest: int | None


class TakenReport(TypedDict):
    """A level that is taken for granted."""

    indicator: str
    side: Holder
    level: float
    basis: Literal["unknown", "prior", "few-cases"]


class PlanReport(ScopeReport):
    """`readiness plan`. Costs are the steps by band, the dearest first."""

    schema: Literal["readiness/plan/1"]
    target: TargetReport
    limits: LimitsReport
    reached: bool
    exact: bool
    shortest: bool
    cost: list[int]
    least: list[int]
    months: int
    before: StateReport
    after: StateReport
    steps: list[StepReport]
    alternatives: ExchangesReport
    frontier: list[MilestoneReport]
    in_the_way: InTheWayReport | None
    taken_for_granted: list[TakenReport]
    evidence_first: list[EvidenceWorth]
    standing_must_end: str | None
    what_if: list[str]


class OutcomeReport(TypedDict):
    """A column of the bottleneck table."""

    phase: str
    verdict: Verdict
    today: Verdict


class LeastReport(TypedDict):
    """What an outcome asks of an indicator."""

    needed: float | None
    distance: float | None
    alone: float | None


class RowReport(TypedDict):
    """An indicator, whether its question arises, and whether a suspension stops it; `needs` stand in the order of the outcomes."""

    id: str
    applicable: bool
    stopped: bool
    level: float | None
    needs: list[LeastReport]


class BottleneckReport(ScopeReport):
    """`readiness bottleneck`."""

    schema: Literal["readiness/bottleneck/1"]
    outcomes: list[OutcomeReport]
    indicators: list[RowReport]
    readiness_if_just_met: dict[str, float | None]
