"""Where the target cannot be reached: the best that can be, and the cheapest steps that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from readiness.change.scoring import Scores
from readiness.change.search import Cheapest, cheapest

if TYPE_CHECKING:
    from readiness.change.running import Running
    from readiness.change.task import PlanTask, State

NODES = 600
"""So many nodes are looked at for the cheapest steps that lead there."""


class Best(NamedTuple):
    """The best that can be reached, and whether nothing is better for sure (in too little time more may be possible)."""

    running: Running
    state: State
    highest: bool


def best_reachable(task: PlanTask) -> Best:
    """The best that can be reached, by everything that can be done."""
    running, whole = task.all_that_can_run()
    return Best(running, task.state(running.levels), whole)


def fewest_steps(task: PlanTask, best: Best) -> Running:
    """The cheapest steps that come as far: as near to every necessary level, and to the same readiness.

    Where the search for them is cut off, steps of which none can be left out.
    """
    value = best.state.readiness
    needs = [(item, min(need, best.running.levels[item])) for item, need in task.problem.needs]
    scores = None if value is None else Scores(task.premises, value)
    problem = replace(task.problem, needs=needs, scores=scores)
    plans = cheapest(problem, nodes=NODES)
    return plans.best.running if isinstance(plans, Cheapest) else best.running
