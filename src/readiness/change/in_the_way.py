"""What stands in the way of a target that cannot be reached: the levels, and why no remedy lifts them further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec.structs import replace

from readiness.change.available_moves import Limits, moves_of
from readiness.change.search import Cheapest
from readiness.change.task import PlanTask
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.kernel import TOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.change.available_moves import Move
    from readiness.change.best_reachable import Best, Highest
    from readiness.change.schedule import Running
    from readiness.change.trials import SettableLevel

WhyNot = Literal["waits", "used", "from", "without", "side", "budget", "within"]
LEVERS = 5
"""As many indicators are named that would raise the score most."""


class Closed(NamedTuple):
    """A remedy that would lift a level further, and why it does not.

    It `waits` for indicators or remedies, is `used` as often as it may be, works only `from` a higher level on; or the limits
    leave it out: `without`, `side`, `budget`, `within`.
    """

    remedy: str
    why: WhyNot
    waits: tuple[str, ...]


class Barrier(NamedTuple):
    """A necessary level that is not reached, the highest that is, and the remedies that would lift it further.

    `proven` tells that nothing lifts it higher for sure.
    """

    item: SettableLevel
    level: float
    needed: float
    closed: tuple[Closed, ...]
    proven: bool


class Lever(NamedTuple):
    """Levels that hold an indicator down, the readiness (0-100) if they were one higher than all that can be done lifts them, and the remedies that would."""

    items: tuple[SettableLevel, ...]
    level: float
    readiness: float
    closed: tuple[Closed, ...]


class InTheWay(NamedTuple):
    """Why the target is not reached.

    `barriers` are the necessary levels that are not reached; where only the score is too low, `highest` is how high it can rise, and
    `levers` are the indicators that would then raise it most. `fastest` is in how many months the target can be reached where
    only the time is too short for it, None otherwise.
    """

    barriers: tuple[Barrier, ...]
    levers: tuple[Lever, ...]
    highest: Highest | None
    fastest: int | None


def in_the_way(task: PlanTask, best: Best) -> InTheWay:
    """What keeps the best that can be reached from the target."""
    barriers = tuple(
        Barrier(
            miss.want[0],
            miss.level,
            miss.want[1],
            tuple(_closed(task, best.furthest, [miss.want[0]])),
            miss.proven,
        )
        for miss in best.missed
    )
    levers = () if best.highest is None else tuple(_levers(task, best.furthest))
    return InTheWay(barriers, levers, best.highest, _fastest(task))


def _levers(task: PlanTask, furthest: Running) -> list[Lever]:
    """The indicators that would raise readiness most if each were one level higher, besides all that can be done."""
    levels = furthest.levels
    before = task.scores.readiness(levels)
    found: list[Lever] = []
    by_indicator: dict[str, list[SettableLevel]] = {}
    for item in task.trials.items():
        if item in levels:
            by_indicator.setdefault(item.indicator, []).append(item)
    for items in by_indicator.values():
        level = min(levels[item] for item in items)
        held = tuple(item for item in items if levels[item] < min(level + 1, TOP))
        value = task.scores.readiness({**levels, **{item: min(level + 1, TOP) for item in held}})
        if held and value > before + TOLERANCE:
            found.append(Lever(held, level, value, tuple(_closed(task, furthest, held))))
    return sorted(found, key=lambda lever: -lever.readiness)[:LEVERS]


def _closed(task: PlanTask, running: Running, items: Sequence[SettableLevel]) -> Iterator[Closed]:
    """Every remedy that would lift one of some levels further, once."""
    used = [stage.move for stage in running.stages]
    names = {move.name: number for number, move in enumerate(task.moves)}
    told: set[str] = set()
    for move in moves_of(task.premises, task.remedies, Limits()):
        steps = [(item, step) for item, step in move.lifts if item in items]
        if move.remedy in told or all(step.to <= running.levels[item] + TOLERANCE for item, step in steps):
            continue
        told.add(move.remedy)
        number = names.get(move.name)
        if number is None:
            yield Closed(move.remedy, _left_out(task.limits, move), ())
        elif number in running.stuck:
            yield Closed(move.remedy, "waits", tuple(_waits_for(task, move, running)))
        elif not any(step.works_at(running.levels[item]) for item, step in steps):
            yield Closed(move.remedy, "from", ())
        else:
            yield Closed(move.remedy, "used" if used.count(number) >= move.uses else "within", ())


def _left_out(limits: Limits, move: Move) -> WhyNot:
    if move.remedy in limits.without:
        return "without"
    if limits.side not in (None, move.side):
        return "side"
    return "budget" if limits.budget is not None and move.cost > limits.budget else "within"


def _waits_for(task: PlanTask, move: Move, running: Running) -> Iterator[str]:
    done = {task.moves[stage.move].name for stage in running.stages}
    yield from dict.fromkeys(name for name, target in move.after if (name, target) not in done)
    for bound in move.bounds:
        levels = [running.levels.get(item) for item in bound.items]
        if any(level is None or (bound.least is not None and level < bound.least) for level in levels):
            yield bound.indicator


def _fastest(task: PlanTask) -> int | None:
    """The fewest months in which the target can be reached with the other limits; None if it cannot, or no time is set.

    Where a search is cut off, fewer may be possible.
    """
    if task.limits.within is None:
        return None

    def months_within(within: int | None) -> int | None:
        plans = PlanTask(task.judged, task.target, replace(task.limits, within=within)).cheapest(every=False)
        return plans.best.running.months if isinstance(plans, Cheapest) else None

    too_few, months = task.limits.within, months_within(None)
    while months is not None and too_few + 1 < months:
        middle = (too_few + months) // 2
        faster = months_within(middle)
        too_few, months = (middle, months) if faster is None else (too_few, faster)
    return months
