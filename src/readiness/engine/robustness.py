"""How far a verdict depends on weights and on evidence, and what evidence would narrow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.engine.arithmetic import FLOATS, RATED, TOLERANCE
from readiness.engine.kernel import (
    BLOCKED,
    UNDETERMINED,
    Triple,
    ceiling_of,
    factor_score,
    gate,
    hold,
    index_of,
    judge,
    weigh,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.engine.arithmetic import Number, Quantity
    from readiness.engine.kernel import PhaseScore
    from readiness.engine.outcome import Outcome

Stability = Literal["stable", "fragile", "contestable"]
StabilityReason = Literal[
    "gate-sure",
    "gates-near",
    "gates-unsure",
    "unknown-decides",
    "same-everywhere",
    "weights-decide",
    "evidence-decides",
]


class MissingEvidence(Struct, frozen=True):
    """An indicator whose level is missing or loose, and by how many points knowing it would narrow the range."""

    indicator: str
    reason: Literal["unknown-gate", "wide-range"]
    narrows_by: float


def at_corners(outcome: Outcome, phase: str) -> list[tuple[tuple[float, ...], PhaseScore]]:
    """The judgement at every corner of the admissible weights, each of which sums to 1."""
    score, rules = outcome.phases[phase], outcome.setting.rubric.verdict
    return [
        (corner, weigh(FLOATS, score, corner, rules.floor, rules.fragile_below, outcome.at_best))
        for corner in outcome.setting.weights[phase].corners
    ]


def at_ends(outcome: Outcome, phase: str) -> tuple[PhaseScore, PhaseScore]:
    """The judgement if every level stood at the low end, and at the high end, of its interval."""
    rules = outcome.setting.rubric.verdict
    low, high = (
        judge(
            FLOATS,
            outcome.demands[phase],
            levels,
            outcome.setting.weights[phase].point,
            rules.floor,
            rules.fragile_below,
            outcome.at_best,
        )
        for levels in (
            [_fixed(level, level.low) for level in outcome.quantities],
            [_fixed(level, level.high) for level in outcome.quantities],
        )
    )
    return low, high


def stability(
    outcome: Outcome, phase: str, corners: Sequence[PhaseScore], ends: tuple[PhaseScore, PhaseScore]
) -> tuple[Stability, StabilityReason]:
    """Whether the verdict would survive better evidence and other weights, and what it hangs on."""
    score = outcome.phases[phase]
    if score.verdict == BLOCKED:
        return _blocked(outcome, phase)
    if score.verdict == UNDETERMINED:
        return "contestable", "unknown-decides"
    if any(end.verdict != score.verdict for end in ends):
        return "contestable", "evidence-decides"
    if any(corner.verdict != score.verdict for corner in corners):
        return "contestable", "weights-decide"
    return "stable", "same-everywhere"


def _blocked(outcome: Outcome, phase: str) -> tuple[Stability, StabilityReason]:
    """A block is stable only if a deciding gate is sure; on loose evidence close to the bar it is fragile."""
    score = outcome.phases[phase]
    failing = [
        (state, level, demand.necessary or 0.0)
        for state, level, demand in zip(score.gates, score.levels, outcome.demands[phase], strict=True)
        if state is not None and state.unmet
    ]
    if any(state.sure for state, _, _ in failing):
        return "stable", "gate-sure"
    near = all(
        needed - level.reached(FLOATS) <= outcome.setting.rubric.verdict.near_gate + TOLERANCE
        for _, level, needed in failing
    )
    return ("fragile", "gates-near") if near else ("contestable", "gates-unsure")


def evidence_needed(outcome: Outcome, phase: str, *, in_full: bool = True) -> list[MissingEvidence]:
    """Unknown gates first, then what widens the range most; what is not `in_full` ends with the gates, if any is unknown.

    The narrowing is the range now less the mean range if the level turned out to be each of the whole levels that its
    interval allows.
    """
    rubric, score = outcome.setting.rubric, outcome.phases[phase]
    width = score.readiness.high - score.readiness.low
    ranges = _Ranges(outcome, phase)
    gates: list[MissingEvidence] = []
    others: list[int] = []

    def narrows(number: int) -> float:
        level = outcome.quantities[number]
        possible = [value for value in range(rubric.top_level + 1) if level.low <= value <= level.high]
        widths = [ranges.width_if(number, float(value)) for value in possible] or [width]
        return float(width - sum(widths) / len(widths))

    keys = list(rubric.indicators)
    for number, (demand, level) in enumerate(zip(outcome.demands[phase], outcome.quantities, strict=True)):
        if not demand.weight or not level.applicable or level.high - level.low <= TOLERANCE:
            continue
        state = score.gates[number]
        if state is not None and bool(state.unknown):
            gates.append(MissingEvidence(keys[number], "unknown-gate", max(0.0, narrows(number))))
        elif not level.known or level.prior:
            others.append(number)
    wide = [
        MissingEvidence(keys[number], "wide-range", by)
        for number in (others if in_full or not gates else ())
        if (by := narrows(number)) > TOLERANCE
    ]
    return [
        need
        for needs in (gates, wide)
        for need in sorted(needs, key=lambda need: -FLOATS.rounded(need.narrows_by))
    ]


class _Ranges:
    """The range of readiness if one level were known: only its factor and its gate are judged anew."""

    def __init__(self, outcome: Outcome, phase: str) -> None:
        score = outcome.phases[phase]
        self._demands = outcome.demands[phase]
        self._levels = score.levels
        self._weights = outcome.setting.weights[phase].point
        self._floor = outcome.setting.rubric.verdict.floor
        self._factors = [factor.score for factor in score.factors]
        self._members: list[list[int]] = [[] for _ in score.factors]
        for number, demand in enumerate(self._demands):
            self._members[demand.factor].append(number)
        ceilings = [self._ceiling(number, level) for number, level in enumerate(score.levels)]
        self._lows = _two_lowest([ceiling.low for ceiling in ceilings])
        self._highs = _two_lowest([ceiling.high for ceiling in ceilings])

    def width_if(self, number: int, value: float) -> float:
        """The width of the range if the level of the indicator with this number were this value."""
        demand = self._demands[number]
        level = hold(FLOATS, demand.necessary, _fixed(self._levels[number], value), demand.stopped)
        weighted = [
            (self._demands[i].weight, level if i == number else self._levels[i])
            for i in self._members[demand.factor]
        ]
        factors = list(self._factors)
        factors[demand.factor] = factor_score(FLOATS, weighted).score
        index = index_of(FLOATS, factors, self._weights, self._floor)
        own = self._ceiling(number, level)
        low = min(index.low, own.low, _lowest_but(self._lows, number))
        high = min(index.high, own.high, _lowest_but(self._highs, number))
        return float(high - low)

    def _ceiling(self, number: int, level: Quantity) -> Triple:
        """The ceiling that one indicator alone sets."""
        demand = self._demands[number]
        if not demand.weight or demand.necessary is None:
            return Triple(100.0, 100.0, 100.0)
        state = gate(demand.necessary, level, demand.stopped)
        return ceiling_of(FLOATS, demand.necessary, level, state, self._floor)


def _two_lowest(values: Sequence[Number]) -> list[tuple[Number, int]]:
    """The two lowest values, each with its number."""
    return sorted((value, number) for number, value in enumerate(values))[:2]


def _lowest_but(lowest: Sequence[tuple[Number, int]], number: int) -> Number:
    """The lowest value that is not of this number, of the two lowest; 100 without another."""
    return next((value for value, of in lowest if of != number), 100.0)


def _fixed(level: Quantity, value: float) -> Quantity:
    return level._replace(known=level.applicable, grounds=RATED, level=value, low=value, high=value)
