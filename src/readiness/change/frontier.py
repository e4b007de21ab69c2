"""What each cost buys: the best verdict of each phase that it reaches, and the highest readiness."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.change.cost import by_band
from readiness.change.search import Cheapest
from readiness.change.starting_levels import Target
from readiness.change.task import PlanTask

if TYPE_CHECKING:
    from readiness.change.task import State

    Cost = tuple[int, ...] | None

NODES = 800
"""So many nodes are looked at for what a target costs that is not the plan's own."""


class Buys(NamedTuple):
    """The best that a cost can buy in a phase, and in how many months; None where the target is not reached.

    `highest` tells that nothing is better for sure. `ends` is the standing that must end for it, None if none must.
    """

    target: Target
    months: int | None
    state: State | None
    highest: bool
    ends: str | None


class Milestone(NamedTuple):
    """A cost by band from the dearest, `exact` if it is proven that no less is enough, and what it buys, by phase.

    Without a cost: what is not reached, for sure if `exact`.
    """

    cost: tuple[int, ...] | None
    exact: bool
    buys: tuple[Buys, ...]


def frontier(known: PlanTask, plans: Cheapest | int | None) -> list[Milestone]:
    """One row per cost, in rising order, over the phase assessed and each later one. `plans` is what came of the task known."""
    phases = list(known.judged.rubric.phases)
    rows: dict[tuple[Cost, bool], dict[str, Buys]] = {}
    for phase in phases[phases.index(known.judged.phase.phase) :]:
        for target in (Target(phase, "fragile"), Target(phase, "ready")):
            task = known if target == known.target else PlanTask(known.judged, target, known.limits)
            cost, exact, buys = _bought(task, plans if task is known else task.cheapest(nodes=NODES))
            row = rows.setdefault((cost, exact), {})
            # Ready is better than fragile for the same cost; of what is not reached the nearest is told.
            if cost is not None or phase not in row:
                row[phase] = buys
    told = [Milestone(cost, exact, tuple(row.values())) for (cost, exact), row in rows.items()]
    return sorted(told, key=lambda row: (row.cost is None, row.cost or (), not row.exact))


def _bought(task: PlanTask, plans: Cheapest | int | None) -> tuple[Cost, bool, Buys]:
    if isinstance(plans, Cheapest):
        running = plans.richest.running
        state = task.state(running.levels)
        highest = plans.exact and plans.complete
        buys = Buys(task.target, running.months, state, highest, task.premises.ends)
        return by_band(plans.cost), plans.exact, buys
    proven = plans is None and task.scores.known(task.premises.levels)
    return None, proven, Buys(task.target, None, None, proven, task.premises.ends)
