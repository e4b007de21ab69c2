"""Pairs judged in one direction: every phase from the same levels; which direction is worse; which side limits."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from readiness.engine.arithmetic import TOLERANCE, any_of
from readiness.engine.combine import combine
from readiness.engine.kernel import READY, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.engine.arithmetic import Arithmetic, Flag, Number, Quantity
    from readiness.engine.kernel import Demand, PhaseScore
    from readiness.engine.setting import Setting
    from readiness.model.question import Side

    Levels = tuple[Quantity, Quantity, Quantity]
    """The levels of side a, of side b, and of the pair as such."""


class Outcome(Struct, frozen=True):
    """The scores of every phase in one direction, for one pair or for many.

    `fell` is by how many levels each indicator is lower than before the standing that troubles the relation began, 0 where
    it is not. `quantities` are the levels before any suspension, `demands` those of the setting with the suspensions that stand;
    `at_best` is the code of the best verdict that the standing of the relation allows.
    """

    setting: Setting
    requesting: Side
    quantities: tuple[Quantity, ...]
    demands: Mapping[str, tuple[Demand, ...]]
    at_best: Number
    fell: tuple[Number, ...]
    phases: Mapping[str, PhaseScore]


class Stands(NamedTuple):
    """How relations stand: what a suspension stops, the code of the best verdict allowed, and the levels before.

    `before` holds, for the indicators that differ, the levels of the sides and the pair just before a standing that troubles
    the relation began.
    """

    stopped: Mapping[str, Flag]
    at_best: Number = READY
    before: Mapping[str, Levels] = {}


def outcome(
    arithmetic: Arithmetic,
    setting: Setting,
    sides: Mapping[str, Levels],
    stands: Stands,
    requesting: Side,
) -> Outcome:
    """Judge all phases in one direction.

    `sides` holds for each indicator the level of side a, of side b, and of the pair as such.
    """
    rubric, rules = setting.rubric, setting.rubric.verdict
    quantities = tuple(
        combine(arithmetic, indicator.combine.rule, *sides[key], requesting, setting.harmed)
        for key, indicator in rubric.indicators.items()
    )
    fell = tuple(
        _drop(
            arithmetic,
            combine(arithmetic, indicator.combine.rule, *stands.before[key], requesting, setting.harmed),
            level,
        )
        if key in stands.before
        else 0.0
        for (key, indicator), level in zip(rubric.indicators.items(), quantities, strict=True)
    )
    demands = {phase: _with_suspensions(setting, phase, stands.stopped) for phase in rubric.phases}
    phases = {
        phase: judge(
            arithmetic,
            demands[phase],
            quantities,
            setting.weights[phase].point,
            rules.floor,
            rules.fragile_below,
            stands.at_best,
        )
        for phase in rubric.phases
    }
    return Outcome(setting, requesting, quantities, demands, stands.at_best, fell, phases)


def _drop(arithmetic: Arithmetic, before: Quantity, now: Quantity) -> Number:
    """By how much a level is lower than before. A public index tells of no fall."""
    told = before.applicable & before.known & now.applicable & ((before.prior | now.prior) ^ True)
    return arithmetic.choose(told, arithmetic.most(0.0, before.level - now.level), 0.0)


def _with_suspensions(setting: Setting, phase: str, stopped: Mapping[str, Flag]) -> tuple[Demand, ...]:
    return tuple(
        demand._replace(stopped=stopped[key]) if key in stopped else demand
        for key, demand in zip(setting.rubric.indicators, setting.demands[phase], strict=True)
    )


def compared(arithmetic: Arithmetic, left: PhaseScore, right: PhaseScore) -> Number:
    """-1 where the left score is the worse one, 1 where the right one is, 0 where they are equal.

    The worse verdict, then the lower readiness (none is below all), then the lower end of its range.
    """
    order: Number = 0
    for mine, theirs in zip(_ranked(arithmetic, left), _ranked(arithmetic, right), strict=True):
        differ = (order == 0) & (abs(mine - theirs) > TOLERANCE)
        order = arithmetic.choose(differ, arithmetic.choose(mine < theirs, -1, 1), order)
    return order


def _ranked(arithmetic: Arithmetic, score: PhaseScore) -> tuple[Number, ...]:
    readiness = arithmetic.choose(score.known, score.readiness.value, -1.0)
    return score.verdict, readiness, score.readiness.low


def limiting(arithmetic: Arithmetic, sides: Sequence[Quantity], necessary: Number = -inf) -> list[Flag]:
    """On which of the sides that count the level is held down.

    Against a necessary level: the sides that miss it, else those that are unknown. Otherwise the lower ones. All of them
    where the question applies to none. `necessary` is -inf where no level is.
    """
    applicable = [side.applicable for side in sides]
    reached = [side.reached(arithmetic) for side in sides]
    lowest: Number = inf
    for side in sides:
        lowest = arithmetic.least(lowest, arithmetic.choose(side.applicable, side.level, inf))
    chosen = [side.applicable & (side.level <= lowest + TOLERANCE) for side in sides]
    unknown = [side.applicable & (side.known ^ True) for side in sides]
    missing = [
        applies & (level < necessary - TOLERANCE) for applies, level in zip(applicable, reached, strict=True)
    ]
    for better in (unknown, missing):
        some = any_of(better)
        chosen = [arithmetic.choose(some, new, old) for new, old in zip(better, chosen, strict=True)]
    nobody = any_of(applicable) ^ True
    return [flag | nobody for flag in chosen]


def deciding_cause(
    arithmetic: Arithmetic, sides: Sequence[Quantity], causes: Sequence[Number], necessary: Number = -inf
) -> Number:
    """The cause, by its number, of the lowest level among the sides that hold it down; of equal levels the first cause."""
    held = limiting(arithmetic, sides, necessary)
    lowest: Number = inf
    for flag, side in zip(held, sides, strict=True):
        lowest = arithmetic.least(lowest, arithmetic.choose(flag, side.level, inf))
    first: Number = inf
    for flag, side, cause in zip(held, sides, causes, strict=True):
        decides = flag & (side.level <= lowest + TOLERANCE)
        first = arithmetic.least(first, arithmetic.choose(decides, cause, inf))
    return first
