"""The cheapest plan for a pair: steps in time, what else would do, what it rests on, and what stands in the way without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.change.available_moves import Limits
from readiness.change.best_reachable import best_reachable
from readiness.change.cost import by_band, cost_of
from readiness.change.exchanges import NONE_EXCHANGED, Exchanges, exchanges
from readiness.change.frontier import Milestone, frontier
from readiness.change.in_the_way import InTheWay, in_the_way
from readiness.change.schedule import uses_of
from readiness.change.search import Cheapest
from readiness.change.starting_levels import Target
from readiness.change.steps import StepOf, steps_of
from readiness.change.task import PlanTask, State
from readiness.engine.kernel import VERDICTS
from readiness.evidence.supposed_levels import Supposed

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.assessment.judgement import Judgement
    from readiness.change.starting_levels import Premises, Taken
    from readiness.change.trials import SettableLevel


class Plan(Struct, frozen=True):
    """A plan, or the steps that lead to the best that can be reached without one.

    `cost` is that of the steps, by band from the dearest, `least` what no plan costs less than; with `exact` a plan costs just
    that, or there is none for sure. `shortest` tells that none of the same cost ends earlier. `after` is the pair with
    the steps carried out. `in_the_way` is None where the target is reached. `supposed` are the levels that `what-if` must set to see it.
    """

    judged: Judgement
    premises: Premises
    limits: Limits
    before: State
    after: State
    exact: bool
    shortest: bool
    cost: tuple[int, ...]
    least: tuple[int, ...]
    months: int
    steps: tuple[StepOf, ...]
    alternatives: Exchanges
    frontier: tuple[Milestone, ...]
    in_the_way: InTheWay | None
    supposed: tuple[Supposed, ...]
    stands_if: Callable[[SettableLevel, float], bool]
    """Whether the same steps reach the target if a level (0-4) is another one."""

    @property
    def reached(self) -> bool:
        """Whether the steps reach the target."""
        return self.in_the_way is None

    @property
    def target(self) -> Target:
        """What it is to reach."""
        return self.premises.target

    @property
    def silent(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """For all needs together, or else for each alone, the factors of which nothing is known; without those of which something is."""
        silent: dict[tuple[str, ...], tuple[str, ...]] = {}
        for needs in (self.judged.whole, *self.judged.alone):
            factors = zip(self.judged.rubric.factors, needs.score.factors, strict=True)
            unknown = tuple(name for name, factor in factors if not factor.known)
            if unknown and unknown not in silent.values():
                silent[needs.scope.needs] = unknown
        return silent

    @property
    def taken(self) -> tuple[Taken, ...]:
        """What was taken for granted and could void it."""
        return self.premises.taken


def default_target(judged: Judgement) -> Target:
    """The first of the targets that is not reached yet: no block in the phase assessed, ready there, no block in the next."""
    phases = list(judged.rubric.phases)
    phase = judged.phase.phase
    targets = [Target(phase, "fragile"), Target(phase, "ready")]
    targets += [Target(later, "fragile") for later in phases[phases.index(phase) + 1 :][:1]]
    for target in targets:
        state = PlanTask(judged, target, Limits()).state({})
        if VERDICTS.index(state.verdict) < VERDICTS.index(target.verdict):
            return target
    return targets[-1]


def plan(judged: Judgement, target: Target, limits: Limits, *, with_frontier: bool = True) -> Plan:
    """The cheapest plan for a target within limits."""
    task = PlanTask(judged, target, limits)
    plans = task.cheapest()
    if isinstance(plans, Cheapest):
        running, least, exact, obstruction = plans.best.running, plans.least, plans.exact, None
    else:
        best = best_reachable(task)
        running, least, exact = best.running, plans or 0, plans is None
        obstruction = in_the_way(task, best)
    counts = tuple(uses_of(running, len(task.moves)))
    lifted = dict.fromkeys(level.item for stage in running.stages for level in stage.lifts)
    sets = dict.fromkeys([*(taken.item for taken in task.premises.taken), *lifted])
    return Plan(
        judged,
        task.premises,
        limits,
        task.state({}),
        task.state(running.levels),
        exact,
        isinstance(plans, Cheapest) and plans.shortest,
        by_band(cost_of(task.moves, counts)),
        by_band(least),
        running.months,
        tuple(steps_of(task, running)),
        exchanges(task, plans) if isinstance(plans, Cheapest) else NONE_EXCHANGED,
        tuple(frontier(task, plans)) if with_frontier else (),
        obstruction,
        tuple(Supposed(item.holder, item.indicator, running.levels[item]) for item in sets),
        lambda item, level: obstruction is None and task.stands_if(counts, item, level),
    )
