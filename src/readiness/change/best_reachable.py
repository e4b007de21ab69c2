"""Where the target cannot be reached: the best verdict that can be, the cheapest steps to it, and how high readiness can rise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from readiness.change.reach import reach
from readiness.change.scoring import Scores
from readiness.change.search import Cheapest, cheapest
from readiness.engine.arithmetic import FLOATS, TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.change.schedule import Running
    from readiness.change.shortfall import Want
    from readiness.change.task import PlanTask

NODES = 600
"""So many nodes are looked at for each thing that could be reached instead."""
HIGHER = 0.01
"""Levels that differ by less are told as the same."""


class Missed(NamedTuple):
    """A necessary level that is not reached, and the highest that is. `proven` tells that nothing is higher for sure."""

    want: Want
    level: float
    proven: bool


class Highest(NamedTuple):
    """The readiness (0-100) that some steps come to, and what none come above. Printed alike it is the highest for sure.

    It is that for `needs`, for which it is lowest: all together, or one of them alone.
    """

    reached: float
    bound: float
    needs: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Whether nothing is higher, as it is printed."""
        return bool(FLOATS.printed(self.reached) == FLOATS.printed(self.bound))


class Best(NamedTuple):
    """The best that can be reached: the cheapest steps that meet every necessary level but the `missed` ones.

    Where none is missed and only the score is too low, they lead to the `highest` readiness. `furthest` is all that can be done.
    """

    running: Running
    missed: tuple[Missed, ...]
    furthest: Running
    highest: Highest | None = None


def best_reachable(task: PlanTask) -> Best:
    """What can be reached instead of the target: as many of the necessary levels as can be."""
    furthest = task.all_that_can_run()
    missed = [
        miss
        for want in task.problem.needs
        if furthest.levels[want[0]] < want[1] - TOLERANCE
        and (miss := _at_best(task, want, furthest)).level < want[1] - TOLERANCE
    ]
    plans = _meeting(task, missed)
    if plans is None:  # each of them can be met, but not all together
        missed = [
            Missed(want, furthest.levels[want[0]], proven=False)
            for want in task.problem.needs
            if furthest.levels[want[0]] < want[1] - TOLERANCE
        ]
        plans = _meeting(task, missed)
    best = Best(plans.best.running if plans is not None else furthest, tuple(missed), furthest)
    return best if missed or not task.scores.known(task.premises.levels) else _highest(task, best)


def _at_best(task: PlanTask, want: Want, furthest: Running) -> Missed:
    """How high a level can be lifted: sought as long as something lifts it higher."""
    item, level = want[0], furthest.levels[want[0]]
    while isinstance(plans := _search(task, [(item, level + HIGHER)]), Cheapest):
        level = plans.best.running.levels[item]
    return Missed(want, level, plans is None)


def _meeting(task: PlanTask, missed: Sequence[Missed]) -> Cheapest | None:
    """The cheapest steps that meet the other necessary levels; None where none were found."""
    given_up = {miss.want for miss in missed}
    plans = _search(task, [want for want in task.problem.needs if want not in given_up])
    return plans if isinstance(plans, Cheapest) else None


def _search(task: PlanTask, needs: Sequence[Want]) -> Cheapest | int | None:
    return cheapest(replace(task.problem, needs=needs, scores=None), task.scores.readiness, NODES)


def _highest(task: PlanTask, best: Best) -> Best:
    """With the cheapest steps to the highest readiness: sought as long as something raises it higher, as it is printed."""
    scores = task.scores
    levels = max(best.running.levels, best.furthest.levels, key=scores.readiness)
    while isinstance(plans := _raising(task, FLOATS.printed(scores.readiness(levels)) + 1), Cheapest):
        levels = plans.best.running.levels
    value = scores.readiness(levels)
    bound = value
    if plans is not None:  # cut off
        most = scores.readiness(reach(task.moves, task.premises.levels).levels)
        bound = max(value, min(most, scores.bar))
    steps = _raising(task, FLOATS.printed(value))
    running = steps.best.running if isinstance(steps, Cheapest) else best.furthest
    return best._replace(running=running, highest=Highest(value, bound, scores.lowest(levels)))


def _raising(task: PlanTask, bar: float) -> Cheapest | int | None:
    scores = Scores(task.premises, bar)
    return cheapest(replace(task.problem, scores=scores), task.scores.readiness, NODES)
