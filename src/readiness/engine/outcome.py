"""One pair judged in one direction: every phase from the same levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readiness.engine.arithmetic import Floats, Quantity
from readiness.engine.combine import PAIRWISE, combine, least_harmed
from readiness.engine.kernel import TOLERANCE, VERDICTS, Demand, PhaseScore, judge
from readiness.model.question import OTHER, in_scope
from readiness.weights.sets import Weights, weights_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.evidence.pair import PairReading
    from readiness.evidence.reading import Reading
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope, Side
    from readiness.model.rubric import Rubric

FLOATS = Floats()
Held = Literal["a", "b", "both", "pair"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The scores of every phase in one direction. `quantities` are the pair's levels before any suspension."""

    requesting: Side
    quantities: tuple[Quantity, ...]
    demands: Mapping[str, tuple[Demand, ...]]
    weights: Mapping[str, Weights]
    phases: Mapping[str, PhaseScore]

    def verdict(self, phase: str) -> str:
        """The verdict of a phase in words."""
        return VERDICTS[int(self.phases[phase].verdict)]


def quantity(reading: Reading) -> Quantity:
    """A reading as the kernel sees it."""
    return Quantity(
        applicable=reading.applicable,
        known=reading.level is not None,
        prior=reading.basis == "proxy",
        level=reading.level if reading.level is not None else 0.0,
        low=reading.low,
        high=reading.high,
    )


def outcome(
    rubric: Rubric,
    readings: Mapping[str, PairReading],
    scope: Scope,
    requesting: Side,
    demands: Mapping[str, tuple[Demand, ...]],
) -> Outcome:
    """Judge all phases in one direction."""
    harmed = least_harmed(scope.roles, rubric.roles)
    quantities = tuple(
        combine(
            FLOATS,
            indicator.combine.rule,
            quantity(readings[key].a),
            quantity(readings[key].b),
            quantity(readings[key].pair),
            requesting,
            harmed,
        )
        for key, indicator in rubric.indicators.items()
    )
    weights = {phase: weights_for(rubric, scope.weights, phase, scope.lane) for phase in rubric.phases}
    phases = {
        phase: judge(
            FLOATS,
            demands[phase],
            quantities,
            weights[phase].point,
            rubric.verdict.floor,
            rubric.verdict.fragile_below,
        )
        for phase in rubric.phases
    }
    return Outcome(requesting, quantities, demands, weights, phases)


def demands_of(rubric: Rubric, scope: Scope, suspended: str | None) -> dict[str, tuple[Demand, ...]]:
    """What each phase demands of every indicator, in catalogue order.

    `suspended` is the indicator that a suspension stops, if one stands.
    """
    places = {factor: place for place, factor in enumerate(rubric.factors)}
    weights = {key: weight_of(rubric, key, indicator, scope) for key, indicator in rubric.indicators.items()}
    return {
        phase: tuple(
            Demand(
                factor=places[rubric.factor_of[key]],
                weight=weights[key],
                necessary=indicator.necessary.get(phase),
                stopped=key == suspended,
            )
            for key, indicator in rubric.indicators.items()
        )
        for phase in rubric.phases
    }


def weight_of(rubric: Rubric, key: str, indicator: Indicator, scope: Scope) -> float:
    """An indicator's weight inside its factor before renormalisation: 0 out of scope, raised by a crime overlay."""
    if not in_scope(indicator, scope):
        return 0.0
    emphasis = [rubric.crimes[crime].emphasis.get(key, 1.0) for crime in scope.crimes]
    return indicator.weight * max(emphasis, default=1.0)


def worse(one: Outcome, other: Outcome, phase: str) -> int:
    """Below 0 if the first direction is worse: worse verdict, then lower readiness, then lower low; 0 if equal."""
    first, second = one.phases[phase], other.phases[phase]
    pairs = (
        (float(first.verdict), float(second.verdict)),
        (_or_nothing(first), _or_nothing(second)),
        (first.readiness.low, second.readiness.low),
    )
    for left, right in pairs:
        if abs(left - right) > TOLERANCE:
            return -1 if left < right else 1
    return 0


def sides_that_count(indicator: Indicator, requesting: Side, harmed: Side | None) -> tuple[Side, ...]:
    """The sides whose readings enter the pair's level; none for an indicator of the pair."""
    rule = indicator.combine.rule
    if rule in PAIRWISE:
        return ()
    if rule == "requesting":
        return (requesting,)
    if rule == "requested":
        return (OTHER[requesting],)
    if rule == "role" and harmed is not None:
        return (harmed,)
    return ("a", "b")


def side_held(reading: PairReading, counting: Sequence[Side], needed: float | None) -> Held:
    """Whose side the level is held down on: a, b, both or pair.

    Against a necessary level: the sides that miss it, else those that are unknown. Otherwise the lower side.
    """
    if not counting:
        return "pair"
    applicable = [side for side in counting if reading.side(side).applicable]
    if not applicable:
        return counting[0] if len(counting) == 1 else "both"
    missing: list[Side] = []
    if needed is not None:
        missing = [side for side in applicable if _misses(reading.side(side), needed)]
    unknown = [side for side in applicable if not reading.side(side).known]
    chosen = missing or unknown
    if not chosen:
        lowest = min(reading.side(side).level or 0.0 for side in applicable)
        chosen = [side for side in applicable if (reading.side(side).level or 0.0) <= lowest + TOLERANCE]
    return chosen[0] if len(chosen) == 1 else "both"


def _misses(reading: Reading, needed: float) -> bool:
    best = reading.level if reading.level is not None else reading.high
    return best < needed - TOLERANCE


def _or_nothing(score: PhaseScore) -> float:
    return float(score.readiness.value) if score.known else -1.0
