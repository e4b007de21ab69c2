"""The rules of a rubric: what puts a pair into a phase, orders of weights, bars, what evidence shows, balance, routes."""

from typing import Annotated, Literal

from pydantic import Field

from readiness.model import references
from readiness.model.fields import (
    Count,
    Lane,
    Level,
    NotNegative,
    Positive,
    Prose,
    RubricPart,
    Score,
    Seeds,
    Share,
)


class InferenceRule(RubricPart, frozen=True):
    """Recorded facts that put a relation into a phase. Exactly one kind of fact a rule; `kinds` are those of structures.

    `frames` are instruments that are a frame between the two (see `Instrument`) and serve the need. `of_the_kind` leaves
    out completed cases of other needs that include this one.
    """

    agreements: list[references.StatusOfInferenceId] = []
    frames: Count | None = None
    structures: Count | None = None
    kinds: list[references.StructureKindId] = []
    completed_cases: Count | None = None
    of_the_kind: Annotated[bool, Field(strict=True)] = False
    over_years: Positive | None = None
    within_years: Positive | None = None


class WeightSet(RubricPart, frozen=True, kw_only=True):
    """An order of factor weights a phase. Weights are never stated, only ordered (S1.80)."""

    about: Prose
    seeds: Seeds = []
    extends: references.WeightSetId | None = None
    lane: Lane | None = None
    orders: dict[references.PhaseId, list[str]]
    never_rising: list[references.FactorId] = []


class VerdictRules(RubricPart, frozen=True, kw_only=True):
    """Bars and thresholds of scores (0-100), levels (0-4) and shares (0-1)."""

    floor: Annotated[float, Field(strict=True, gt=0, lt=1)]
    fragile_below: Score
    quality_level: Level
    workable_level: Level = 2
    limiting_share: Share
    limiting_below: Level
    harm_level: Level
    near_gate: Level
    prior_blocks_from: Level = 0


class Casework(RubricPart, frozen=True):
    """What completed cases show of the gates that such a case must pass: a level, ± a width, for some years.

    Fewer than `record_from` in one profile only suggest it; from `ordinary_from` on they are ordinary work and show `ordinary_level`. Bodies of the kinds in `bodies` work cases as long as they stand.
    Casework is set beside earlier casework, as a trend, if their lengths differ by no more than the share `comparable`; else by yearly rates, if both last a year or more.
    """

    level: Level
    width: NotNegative
    within_years: Positive
    record_from: Annotated[int, Field(strict=True, ge=1)] = 1
    ordinary_from: Annotated[int, Field(strict=True, ge=1)] | None = None
    ordinary_level: Level | None = None
    bodies: list[references.StructureKindId] = []
    comparable: Share = 0.1


class EvidenceRules(RubricPart, frozen=True, kw_only=True):
    """How much a grade, a proxy or age widens a level, in levels; and the level that several raters make together."""

    reliability: dict[str, NotNegative]
    credibility: dict[int, NotNegative]
    ungraded: NotNegative
    proxy: NotNegative
    derived: NotNegative = 0.5
    casework: Casework | None = None
    stale_after_years: Positive
    stale_widens: NotNegative
    consensus: Literal["median-low", "lowest"] = "median-low"
    dissent: NotNegative = 1.0


class Condition(RubricPart, frozen=True):
    """A condition on one indicator (levels 0-4) or one factor (score 0-100)."""

    indicator: references.IndicatorId | None = None
    factor: references.FactorId | None = None
    at_least: NotNegative | None = None
    at_most: NotNegative | None = None
    cause: list[str] = []


class BalanceRule(RubricPart, frozen=True):
    """A flag about balance between factors (S1.81-86). It never changes a number or a verdict."""

    says: Prose
    seeds: Seeds
    when: Annotated[list[Condition], Field(min_length=1)]


class Routes(RubricPart, frozen=True):
    """What makes a link between two jurisdictions, what a relay costs in levels, and how long a hop takes in hours."""

    link: Annotated[list[references.IndicatorId], Field(min_length=1)]
    relay_costs: NotNegative
    hours_from: references.IndicatorId
    hours: dict[int, Positive | None]
