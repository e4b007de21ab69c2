"""The steps that a plan may take: a remedy used once, for one side or for both, by whom, with what must hold before."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from readiness.change.starting_levels import items_of
from readiness.engine.arithmetic import TOLERANCE
from readiness.model.question import OTHER
from readiness.model.remedy_effect import Step, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readiness.assessment.remedies import Remedies
    from readiness.assessment.result.verdicts import SideName
    from readiness.change.starting_levels import Premises
    from readiness.change.trials import SettableLevel
    from readiness.evidence.supposed_levels import Holder
    from readiness.model.question import Side


class Bound(Struct, frozen=True):
    """A level that an indicator must have before a step begins: of all these items the lowest one counts."""

    indicator: str
    items: tuple[SettableLevel, ...]
    least: float | None
    most: float | None


class Move(Struct, frozen=True):
    """One use of a remedy. `target` is whose levels it lifts, `side` who acts, `months` its longest lead time.

    `after` are the remedies, with their targets, that must be done before; `uses` is how often it may be used at most, and is of use.
    """

    remedy: str
    target: SideName
    side: SideName
    cost: int
    months: int
    lifts: tuple[tuple[SettableLevel, Step], ...]
    bounds: tuple[Bound, ...]
    after: tuple[tuple[str, SideName], ...]
    uses: int

    @property
    def name(self) -> tuple[str, SideName]:
        """What tells moves apart."""
        return self.remedy, self.target


class Limits(Struct, frozen=True):
    """What a plan may use: who acts (None: anyone), months, the dearest cost band, and remedies left out."""

    side: Side | None = None
    within: int | None = None
    budget: int | None = None
    without: tuple[str, ...] = ()


def moves_of(premises: Premises, remedies: Remedies, limits: Limits) -> list[Move]:
    """Every move that the limits allow, in the rubric's order. What is on file is not done again, nor what there is no occasion for."""
    rubric = premises.trials.rubric
    return [
        _in_time(move, limits.within)
        for remedy in rubric.remedies
        if remedy not in limits.without and remedies.called_for(remedy)
        for move in _variants(premises, remedies, remedy)
        if (limits.side is None or move.side == limits.side)
        and (limits.within is None or move.months <= limits.within)
        and (limits.budget is None or move.cost <= limits.budget)
    ]


def _in_time(move: Move, within: int | None) -> Move:
    """A move with no more uses than fit into the time, since they follow each other."""
    if within is None or not move.months:
        return move
    return replace(move, uses=min(move.uses, within // move.months))


def pair_level(items: Sequence[SettableLevel], levels: Mapping[SettableLevel, float]) -> float | None:
    """The lowest of some levels; None where one is not known."""
    known = [levels.get(item) for item in items]
    values = [level for level in known if level is not None]
    return min(values) if values and len(values) == len(known) else None


def high_enough(bound: Bound, levels: Mapping[SettableLevel, float]) -> bool:
    """Whether a level is known and at least as high as a bound asks."""
    level = pair_level(bound.items, levels)
    return level is not None and (bound.least is None or level >= bound.least - TOLERANCE)


def _variants(premises: Premises, remedies: Remedies, remedy: str) -> Iterator[Move]:
    """Both sides at once, or each side alone; what lifts a level of the pair does so whoever does it.

    A table has one level, its lowest row's. What answers only some of the rows at that level lifts nothing by itself; of the remedies
    that together answer all of them the last lifts the level, after the others.
    """
    rubric = premises.trials.rubric
    item = rubric.remedies[remedy]
    covers = {
        key: remedies.cover(key) for key in steps(rubric, remedy) if not remedies.answers_rows(remedy, key)
    }
    lifted = {
        key: step
        for key, step in steps(rubric, remedy).items()
        if key not in covers or covers[key][-1:] == [remedy]
    }
    before = {other for key in lifted for other in covers.get(key, [])[:-1]}
    opening = {wanted.remedy for other in rubric.remedies.values() for wanted in other.prerequisites}
    opening |= {other for cover in covers.values() for other in cover[:-1]}
    bounds = tuple(_bounds(premises, remedy))
    for target in _targets(premises, remedy):
        lifts = tuple(
            (level, step)
            for key, step in lifted.items()
            for level in items_of(premises.trials, key)
            if level.holder in _holders(target) and level in premises.levels
        )
        useful = [ceil((step.to - premises.levels[level]) / step.by - TOLERANCE) for level, step in lifts]
        uses = max([*useful, 1 if remedy in opening else 0], default=0)
        most = item.at_most or rubric.lifting.at_most
        uses = uses if most is None else min(uses, most)
        if uses > 0:
            yield Move(
                remedy,
                target,
                _actor(target, item.acts),
                item.cost,
                item.lead_months[1],
                lifts,
                bounds,
                tuple(_required(premises, remedy, target, lifts, before)),
                uses,
            )


def _targets(premises: Premises, remedy: str) -> list[SideName]:
    """For whom a remedy may be used. Help for a weak partner is not for a strong one."""
    both = premises.trials.rubric.remedies[remedy].acts == "both"
    weak = [bound for bound in _bounds(premises, remedy) if bound.most is not None]
    levels = _known(premises)
    if any(not _fits(bound, bound.items, levels) for bound in weak):
        return []
    targets: tuple[SideName, ...] = ("both",) if both else ("a", "b")
    return [
        target
        for target in targets
        if both
        or all(
            _fits(bound, [level for level in bound.items if level.holder in _holders(target)], levels)
            for bound in weak
        )
    ]


def _holders(target: SideName) -> tuple[Holder, ...]:
    if target == "a":
        return "a", "pair"
    return ("b", "pair") if target == "b" else ("a", "b", "pair")


def _actor(target: SideName, acts: str) -> SideName:
    if target == "a":
        return "a" if acts == "own" else OTHER["a"]
    if target == "b":
        return "b" if acts == "own" else OTHER["b"]
    return "both"


def _bounds(premises: Premises, remedy: str) -> Iterator[Bound]:
    """What a remedy needs before. A level at least as high is not needed where the question applies to nobody."""
    rubric = premises.trials.rubric
    for item in rubric.remedies[remedy].prerequisites:
        if item.indicator is not None and item.remedy is None:
            levels = [
                level for level in items_of(premises.trials, item.indicator) if _applies(premises, level)
            ]
            if levels or item.max is not None:
                yield Bound(item.indicator, tuple(levels), item.min, item.max)


def _applies(premises: Premises, level: SettableLevel) -> bool:
    return bool(premises.trials.level(level).applicable)


def _known(premises: Premises) -> dict[SettableLevel, float]:
    """The levels without those that are taken for granted because nothing is known."""
    unknown = {taken.item for taken in premises.taken if taken.basis == "unknown"}
    return {item: level for item, level in premises.levels.items() if item not in unknown}


def _fits(bound: Bound, items: Sequence[SettableLevel], levels: Mapping[SettableLevel, float]) -> bool:
    """Levels only rise: what is above its most now stays above it."""
    level = pair_level(items, levels)
    return bound.most is None or (level is not None and level <= bound.most + TOLERANCE)


def _required(
    premises: Premises,
    remedy: str,
    target: SideName,
    lifts: Sequence[tuple[SettableLevel, Step]],
    before: Iterable[str],
) -> Iterator[tuple[str, SideName]]:
    """The remedies that must come first, and for whom: required ones, and `before`.

    One that does not fit is not needed, nor one of a side where nothing is to be lifted, nor where a level is higher than the one up to which it is asked for.
    """
    rubric, levels = premises.trials.rubric, _known(premises)
    helped = {level.holder for level, step in lifts if step.to > premises.levels[level] + TOLERANCE}
    required = {
        (item.remedy, whom): None
        for item in rubric.remedies[remedy].prerequisites
        if item.remedy is not None
        for whom in _targets(premises, item.remedy)
        if item.needed_at(_level_of(premises, item.indicator, whom, levels))
    }
    required |= {(other, whom): None for other in before for whom in _targets(premises, other)}
    for other, whom in required:
        concerned = whom in ("both", target) or (target == "both" and helped & {whom, "pair"})
        if concerned:
            yield other, whom


def _level_of(
    premises: Premises, indicator: str | None, whom: SideName, levels: Mapping[SettableLevel, float]
) -> float | None:
    """The level of an indicator on the sides concerned, None where it is not known."""
    if indicator is None:
        return None
    items = [item for item in items_of(premises.trials, indicator) if item.holder in _holders(whom)]
    return pair_level(items, levels)
