"""How far a verdict depends on weights and on evidence, and what evidence would narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readiness.engine.kernel import (
    BLOCKED,
    TOLERANCE,
    UNDETERMINED,
    VERDICTS,
    Triple,
    ceiling_of,
    factor_score,
    hold,
    index_of,
    judge,
)
from readiness.engine.kernel import gate as gate_of
from readiness.engine.outcome import FLOATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.engine.arithmetic import Quantity
    from readiness.engine.kernel import PhaseScore
    from readiness.engine.outcome import Outcome
    from readiness.model.rubric import Rubric

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


@dataclass(frozen=True, slots=True)
class Need:
    """An indicator whose level is missing or loose, and by how many points knowing it would narrow the range."""

    indicator: str
    reason: Literal["unknown-gate", "wide-range"]
    narrows_by: float


def at_corners(rubric: Rubric, outcome: Outcome, phase: str) -> list[tuple[tuple[float, ...], PhaseScore]]:
    """The judgement at every corner of the admissible weights."""
    return [
        (corner, _judged(rubric, outcome, phase, outcome.quantities, corner))
        for corner in outcome.weights[phase].corners
    ]


def at_ends(rubric: Rubric, outcome: Outcome, phase: str) -> tuple[PhaseScore, PhaseScore]:
    """The judgement if every level stood at the low end, and at the high end, of its interval."""
    low = [_fixed(level, level.low) for level in outcome.quantities]
    high = [_fixed(level, level.high) for level in outcome.quantities]
    weights = outcome.weights[phase].point
    return _judged(rubric, outcome, phase, low, weights), _judged(rubric, outcome, phase, high, weights)


def stability(
    rubric: Rubric,
    outcome: Outcome,
    phase: str,
    corners: Sequence[PhaseScore],
    ends: tuple[PhaseScore, PhaseScore],
) -> tuple[Stability, StabilityReason]:
    """Whether the verdict would survive better evidence and other weights, and what it hangs on."""
    score = outcome.phases[phase]
    if score.verdict == BLOCKED:
        return _blocked(rubric, outcome, phase)
    if score.verdict == UNDETERMINED:
        return "contestable", "unknown-decides"
    if any(end.verdict != score.verdict for end in ends):
        return "contestable", "evidence-decides"
    if any(corner.verdict != score.verdict for corner in corners):
        return "contestable", "weights-decide"
    return "stable", "same-everywhere"


def _blocked(rubric: Rubric, outcome: Outcome, phase: str) -> tuple[Stability, StabilityReason]:
    """A block is stable only if a deciding gate is sure; on loose evidence close to the bar it is fragile."""
    score = outcome.phases[phase]
    failing = [
        (gate, level, demand.necessary or 0.0)
        for gate, level, demand in zip(score.gates, score.levels, outcome.demands[phase], strict=True)
        if gate is not None and gate.unmet
    ]
    if any(gate.sure for gate, _, _ in failing):
        return "stable", "gate-sure"
    near = all(
        level.known and needed - level.level <= rubric.verdict.near_gate + TOLERANCE
        for _, level, needed in failing
    )
    return ("fragile", "gates-near") if near else ("contestable", "gates-unsure")


def evidence_needed(rubric: Rubric, outcome: Outcome, phase: str) -> list[Need]:
    """Unknown gates first, then what widens the range most.

    The narrowing is the range now less the mean range if the level turned out to be each of the whole levels that its
    interval allows.
    """
    score = outcome.phases[phase]
    width = score.readiness.high - score.readiness.low
    ranges = _Ranges(rubric, outcome, phase)
    found: list[Need] = []
    for place, (key, demand, level) in enumerate(
        zip(rubric.indicators, outcome.demands[phase], outcome.quantities, strict=True)
    ):
        if not demand.weight or not level.applicable or level.high - level.low <= TOLERANCE:
            continue
        gate = score.gates[place]
        open_gate = gate is not None and bool(gate.unknown)
        if level.known and not level.prior and not open_gate:
            continue
        possible = [value for value in range(rubric.top_level + 1) if level.low <= value <= level.high]
        widths = [ranges.width_if(place, float(value)) for value in possible] or [width]
        narrows = width - sum(widths) / len(widths)
        if open_gate or narrows > TOLERANCE:
            found.append(Need(key, "unknown-gate" if open_gate else "wide-range", max(0.0, narrows)))
    return sorted(found, key=lambda need: (need.reason != "unknown-gate", -round(need.narrows_by, 9)))


class _Ranges:
    """The range of readiness if one level were known: only its factor and its gate are judged anew."""

    def __init__(self, rubric: Rubric, outcome: Outcome, phase: str) -> None:
        score = outcome.phases[phase]
        self._demands = outcome.demands[phase]
        self._levels = score.levels
        self._weights = outcome.weights[phase].point
        self._floor = rubric.verdict.floor
        self._factors = [factor.score for factor in score.factors]
        self._ceilings = [self._ceiling(place, level) for place, level in enumerate(score.levels)]

    def width_if(self, place: int, value: float) -> float:
        """The width of the range if the level at that place were this value."""
        demand = self._demands[place]
        level = hold(FLOATS, demand, _fixed(self._levels[place], value))
        weighted = [
            (other.weight, level if i == place else self._levels[i])
            for i, other in enumerate(self._demands)
            if other.factor == demand.factor
        ]
        factors = list(self._factors)
        factors[demand.factor] = factor_score(FLOATS, weighted).score
        index = index_of(FLOATS, factors, self._weights, self._floor)
        own = self._ceiling(place, level)
        low = min([index.low, own.low, *(item.low for i, item in enumerate(self._ceilings) if i != place)])
        high = min(
            [index.high, own.high, *(item.high for i, item in enumerate(self._ceilings) if i != place)]
        )
        return float(high - low)

    def _ceiling(self, place: int, level: Quantity) -> Triple:
        """The ceiling that one indicator alone sets."""
        demand = self._demands[place]
        if not demand.weight or demand.necessary is None:
            return Triple(100.0, 100.0, 100.0)
        state = gate_of(demand.necessary, level, demand.stopped)
        return ceiling_of(FLOATS, [demand], [level], [state], self._floor)


def _fixed(level: Quantity, value: float) -> Quantity:
    return level._replace(known=level.applicable, prior=False, level=value, low=value, high=value)


def _judged(
    rubric: Rubric, outcome: Outcome, phase: str, levels: Sequence[Quantity], weights: Sequence[float]
) -> PhaseScore:
    rules = rubric.verdict
    return judge(FLOATS, outcome.demands[phase], levels, weights, rules.floor, rules.fragile_below)


def verdict_name(score: PhaseScore) -> str:
    """The verdict of a score in words."""
    return VERDICTS[int(score.verdict)]
