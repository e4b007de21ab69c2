"""What is the same for all pairs of a group: scope, demands, weights and the order of the diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.combine import DIRECTIONAL, least_harmed
from readiness.engine.outcome import demands_of
from readiness.many.first import Diagnosis
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.engine.kernel import Demand
    from readiness.many.request import Group
    from readiness.model.question import Scope, Side
    from readiness.model.rubric import Rubric


class Setting(NamedTuple):
    """What is the same for all pairs of a group."""

    rubric: Rubric
    scope: Scope
    requesting: Side | None
    demands: Mapping[str, tuple[Demand, ...]]
    points: Mapping[str, tuple[float, ...]]
    directional: bool
    harmed: Side | None
    diagnosis: Diagnosis


def setting_of(rubric: Rubric, group: Group) -> Setting:
    """The setting of a group."""
    scope = group.scope
    demands = demands_of(rubric, scope, None)
    points = {phase: weights_for(rubric, scope.weights, phase, scope.lane).point for phase in rubric.phases}
    weights = [demand.weight for demand in next(iter(demands.values()))]
    directional = any(
        weight and item.combine.rule in DIRECTIONAL
        for weight, item in zip(weights, rubric.indicators.values(), strict=True)
    )
    harmed = least_harmed(scope.roles, rubric.roles)
    diagnosis = Diagnosis(rubric, points, weights)
    return Setting(rubric, scope, group.requesting, demands, points, directional, harmed, diagnosis)
