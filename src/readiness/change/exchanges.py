"""Other plans as cheap and as quick: which steps of the plan are exchanged for which."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readiness.change.steps import in_order

if TYPE_CHECKING:
    from readiness.assessment.result.verdicts import SideName
    from readiness.change.search import Carried, Cheapest
    from readiness.change.task import PlanTask

LISTED = 12
"""As many are listed at most, those that exchange the fewest steps first."""


class OtherStep(NamedTuple):
    """A remedy that takes the place of another one, and who acts."""

    remedy: str
    side: SideName


class Exchange(NamedTuple):
    """Another plan: steps of the plan (from 0), what takes their place, how long it takes, and its readiness (0-100)."""

    steps: tuple[int, ...]
    others: tuple[OtherStep, ...]
    months: int
    readiness: float


class Exchanges(NamedTuple):
    """The plans of the same cost that take as long. `number` is how many were found; `complete` tells that there are no more."""

    listed: tuple[Exchange, ...]
    number: int
    complete: bool


NONE_EXCHANGED = Exchanges((), 0, complete=True)


def exchanges(task: PlanTask, plans: Cheapest) -> Exchanges:
    """What could be exchanged in the best of the cheapest plans."""
    months = plans.best.running.months
    equal = [
        _exchange(task, plans.best, other) for other in plans.plans[1:] if other.running.months == months
    ]
    equal.sort(key=lambda exchange: (len(exchange.steps), -exchange.readiness, exchange.steps))
    return Exchanges(tuple(equal[:LISTED]), len(equal), plans.complete)


def _exchange(task: PlanTask, plan: Carried, other: Carried) -> Exchange:
    fewer = Counter(
        {
            number: uses - replaced
            for number, (uses, replaced) in enumerate(zip(plan.counts, other.counts, strict=True))
            if uses > replaced
        }
    )
    more = [
        OtherStep(move.remedy, move.side)
        for move, uses, added in zip(task.moves, plan.counts, other.counts, strict=True)
        for _ in range(added - uses)
    ]
    steps = []
    for position, stage in reversed(
        list(enumerate(in_order(plan.running)))
    ):  # the last uses of a remedy are spared
        if fewer[stage.move] > 0:
            fewer[stage.move] -= 1
            steps.append(position)
    return Exchange(tuple(sorted(steps)), tuple(more), other.running.months, other.readiness)
