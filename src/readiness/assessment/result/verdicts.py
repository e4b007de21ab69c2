"""What came out: verdicts and scores, of the whole and by phase, need, lane and factor."""

from typing import Literal

from msgspec import Struct

from readiness.engine.statuses import Status

Verdict = Literal["blocked", "undetermined", "fragile", "ready"]


SideName = Literal["a", "b", "both", "pair"]


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
    `untold` are the necessary indicators of one side's part that rest on cases of which it is not recorded who asked.
    """

    assessed: Literal["mutual", "one-way"]
    requesting: Literal["a", "b"] | None
    detail: Literal["a", "b"] | None
    other: OtherDirection | None
    untold: list[str]


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


class FactorResult(Struct, frozen=True):
    """A factor's score, its weight in the phase, and its share of what is lost."""

    id: str
    score: float | None
    low: float
    high: float
    weight: float
    loss_share: float | None


class WeakestPoint(Struct, frozen=True):
    """The lowest level in scope."""

    indicator: str
    level: float
    side: SideName


class BalanceFlag(Struct, frozen=True):
    """A flag about balance between factors. It changes no number."""

    id: str
    says: str
