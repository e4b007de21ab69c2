"""What a question sets for every pair alike: who counts, what each phase demands, and how much each factor weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.engine.kernel import Demand
from readiness.engine.pair_levels import DIRECTIONAL, least_harmed
from readiness.model.question import in_scope
from readiness.weights.sets import Weights, weights_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope, Side
    from readiness.model.rubric import Rubric


class Setting(Struct, frozen=True):
    """A scope in the terms of the engine.

    `demands` and `weights` are by phase; the demands stand in catalogue order and know no suspension yet. `harmed` is the
    side that the crime harms least, None if the roles do not say.
    """

    rubric: Rubric
    scope: Scope
    demands: Mapping[str, tuple[Demand, ...]]
    weights: Mapping[str, Weights]
    harmed: Side | None

    @property
    def directional(self) -> bool:
        """Whether it matters for any indicator in scope which side asks."""
        demands = next(iter(self.demands.values()))
        return any(
            demand.weight and indicator.combine.rule in DIRECTIONAL
            for demand, indicator in zip(demands, self.rubric.indicators.values(), strict=True)
        )


def setting_of(rubric: Rubric, scope: Scope) -> Setting:
    """The setting of a scope."""
    numbers = {factor: number for number, factor in enumerate(rubric.factors)}
    factors = [numbers[factor] for factor in rubric.factor_of.values()]
    weights = [weight_of(rubric, key, indicator, scope) for key, indicator in rubric.indicators.items()]
    demands = {
        phase: tuple(
            Demand(factor, weight, indicator.necessary_for(phase, scope.needs), stopped=False)
            for factor, weight, indicator in zip(factors, weights, rubric.indicators.values(), strict=True)
        )
        for phase in rubric.phases
    }
    solved = {phase: weights_for(rubric, scope.weights, phase, scope.lane) for phase in rubric.phases}
    return Setting(rubric, scope, demands, solved, least_harmed(scope.roles, rubric.role_order(scope.crimes)))


def weight_of(rubric: Rubric, key: str, indicator: Indicator, scope: Scope) -> float:
    """An indicator's weight inside its factor before renormalisation: 0 out of scope, raised by a crime overlay."""
    if not in_scope(indicator, scope):
        return 0.0
    emphasis = [rubric.crimes[crime].emphasis.get(key, 1.0) for crime in scope.crimes]
    return indicator.weight * max(emphasis, default=1.0)
