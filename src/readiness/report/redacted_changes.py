"""What-ifs and plans, fit to share: without the sides and levels of what one side thinks of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.change.schedule import Lifted
from readiness.change.trials import SettableLevel
from readiness.errors import UsageError
from readiness.evidence.supposed_levels import Supposed
from readiness.language import _
from readiness.model.remedy_effect import steps
from readiness.report.redacted_assessment import views_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.change.change_notation import Wish
    from readiness.change.exchanges import Exchange
    from readiness.change.in_the_way import Barrier, InTheWay
    from readiness.change.nudges import Flip, LevelMove, Nudge
    from readiness.change.plan import Plan
    from readiness.change.starting_levels import Taken
    from readiness.change.steps import StepOf
    from readiness.evidence.supposed_levels import Holder
    from readiness.model.rubric import Rubric

SIDES: tuple[Holder, Holder] = ("a", "b")


def shared_wishes(wishes: Sequence[Wish], rubric: Rubric) -> list[Wish]:
    """What is supposed, without the level today of a view.

    Raises UsageError for a view that is supposed of one side only: what moves then tells the other one's.
    """
    views = views_of(rubric)
    supposed = [
        wish for wish in wishes if isinstance(wish.change, Supposed) and wish.change.indicator in views
    ]
    for wish in supposed:
        others = [other for other in supposed if other.change.key[1:] == wish.change.key[1:]]
        if len(others) < len(SIDES):
            raise UsageError(
                _(
                    "--set {text}: what moves would tell what one side thinks of the other; set both sides, or leave out --share"
                ).format(text=wish.text)
            )
    return [replace(wish, before=None) if wish in supposed else wish for wish in wishes]


def shared_idle(idle: Sequence[Wish], rubric: Rubric) -> list[Wish]:
    """The changes that add nothing, without views: which side's adds nothing tells whose is lower."""
    views = views_of(rubric)
    return [
        wish for wish in idle if not isinstance(wish.change, Supposed) or wish.change.indicator not in views
    ]


def shared_nudges(table: Sequence[Nudge], rubric: Rubric) -> list[Nudge]:
    """Every level one up and one down; of a view neither side nor level."""
    views = views_of(rubric)
    return [nudge._replace(move=_bare(nudge.move, views)) for nudge in table]


def shared_flips(smallest: Sequence[Flip], rubric: Rubric) -> list[Flip]:
    """The smallest changes, likewise."""
    views = views_of(rubric)
    return [flip._replace(moves=tuple(_bare(move, views) for move in flip.moves)) for flip in smallest]


def shared_plan(plan: Plan) -> Plan:
    """A plan. A step of one side does not tell that it lifts a view; where it lifts nothing else, it is told as one of both."""
    rubric = plan.judged.rubric
    views = views_of(rubric)
    premises = replace(plan.premises, taken=tuple(_taken(plan.taken, views)))
    return replace(
        plan,
        premises=premises,
        steps=tuple(_step(step, views) for step in plan.steps),
        alternatives=plan.alternatives._replace(
            listed=tuple(dict.fromkeys(_exchange(other, rubric, views) for other in plan.alternatives.listed))
        ),
        in_the_way=_in_the_way(plan.in_the_way, views) if plan.in_the_way is not None else None,
        supposed=tuple(_supposed(plan, views)),
    )


def _of_pair(item: SettableLevel) -> SettableLevel:
    return SettableLevel(item.indicator, "pair")


def _bare(move: LevelMove, views: set[str]) -> LevelMove:
    if move.item.indicator not in views:
        return move
    return move._replace(item=_of_pair(move.item), before=None, after=None)


def _step(step: StepOf, views: set[str]) -> StepOf:
    kept = tuple(lift for lift in step.lifts if lift.item.indicator not in views)
    hidden = dict.fromkeys(
        Lifted(_of_pair(lift.item), None, None) for lift in step.lifts if lift.item.indicator in views
    )
    if step.target == "both" or not hidden:
        return step._replace(lifts=(*kept, *hidden))
    if kept:
        return step._replace(lifts=kept)
    return step._replace(lifts=tuple(hidden), target="both", side="both")


def _exchange(exchange: Exchange, rubric: Rubric, views: set[str]) -> Exchange:
    others = [
        other._replace(side="both") if views & steps(rubric, other.remedy).keys() else other
        for other in exchange.others
    ]
    return exchange._replace(others=tuple(others))


def _in_the_way(obstruction: InTheWay, views: set[str]) -> InTheWay:
    levers = [
        lever._replace(items=(_of_pair(lever.items[0]),)) if lever.items[0].indicator in views else lever
        for lever in obstruction.levers
    ]
    return obstruction._replace(barriers=tuple(_barriers(obstruction.barriers, views)), levers=tuple(levers))


def _barriers(barriers: Iterable[Barrier], views: set[str]) -> Iterator[Barrier]:
    """Of a view the lower side's level, which is the pair's."""
    lowest: dict[SettableLevel, Barrier] = {}
    for barrier in barriers:
        if barrier.item.indicator in views:
            item = _of_pair(barrier.item)
            lowest[item] = min(lowest.get(item, barrier), barrier, key=lambda other: other.level)
    told: set[SettableLevel] = set()
    for barrier in barriers:
        item = _of_pair(barrier.item)
        if item not in lowest:
            yield barrier
        elif item not in told:
            told.add(item)
            yield lowest[item]._replace(item=item)


def _taken(taken: Iterable[Taken], views: set[str]) -> Iterator[Taken]:
    told: set[SettableLevel] = set()
    for entry in taken:
        if entry.item.indicator not in views:
            yield entry
        elif _of_pair(entry.item) not in told:
            told.add(_of_pair(entry.item))
            yield entry._replace(item=_of_pair(entry.item))


def _supposed(plan: Plan, views: set[str]) -> Iterator[Supposed]:
    """Of a view the lower side's level for both, which makes the same pair; nothing where a side is not known."""
    final = {
        **plan.premises.levels,
        **{SettableLevel(it.indicator, it.holder): it.level for it in plan.supposed},
    }
    told: set[str] = set()
    for it in plan.supposed:
        if it.indicator not in views:
            yield it
        elif it.indicator not in told:
            told.add(it.indicator)
            levels = [final.get(SettableLevel(it.indicator, side)) for side in SIDES]
            known = [level for level in levels if level is not None]
            if len(known) == len(SIDES):
                yield from (Supposed(side, it.indicator, min(known)) for side in SIDES)
