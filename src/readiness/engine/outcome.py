"""Pairs judged in one direction: every phase from the same levels; which direction is worse; which side limits."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from readiness.engine.arithmetic import TOLERANCE, any_of
from readiness.engine.kernel import READY, UNDETERMINED, judge
from readiness.engine.pair_levels import DIRECTIONAL, combine, sides_that_count
from readiness.engine.statuses import findings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.engine.arithmetic import Arithmetic, Flag, Number, Quantity
    from readiness.engine.kernel import Demand, PhaseScore
    from readiness.engine.setting import Setting
    from readiness.model.indicator import Rule
    from readiness.model.question import Side

    Levels = tuple[Quantity, Quantity, Quantity]
    """The levels of side a, of side b, and of the pair as such."""


NOBODY = -1
"""The number of the side that decided a standing where none is named."""


class Outcome(Struct, frozen=True):
    """The scores of phases in one direction, for one pair or for many.

    `fell` is by how many levels each indicator, or one of its sides that count, is lower than before the standing that troubles the
    relation began, 0 where it is not; `caused` is whether it is the cause of that standing, and `by` the number of the side that decided it (see `Stands`). `quantities` are the levels before any suspension, `demands` those of the setting with the suspensions that stand;
    `at_best` is the code of the best verdict that the standing of the relation allows.
    """

    setting: Setting
    requesting: Side
    quantities: tuple[Quantity, ...]
    demands: Mapping[str, tuple[Demand, ...]]
    at_best: Number
    fell: tuple[Number, ...]
    caused: tuple[Flag, ...]
    by: Number
    phases: Mapping[str, PhaseScore]

    def decided_by(self, arithmetic: Arithmetic, number: int) -> Number:
        """The number of the side that decided the standing of which an indicator is the cause, else NOBODY."""
        return arithmetic.choose(self.caused[number], self.by, NOBODY)


class Stands(NamedTuple):
    """How relations stand: what a suspension stops, the code of the best verdict allowed, and the levels before.

    `before` holds, for the indicators that differ, the levels of the sides and the pair just before a standing that troubles
    the relation began, and `troubled` tells where there is one; `causes` tells which indicator that standing names as its cause, and
    `by` whose decision it was: 0 of side a, 1 of side b, NOBODY's where none is named.
    """

    stopped: Mapping[str, Flag]
    at_best: Number = READY
    troubled: Flag = False
    before: Mapping[str, Levels] = {}
    causes: Mapping[str, Flag] = {}
    by: Number = NOBODY


def outcome(
    arithmetic: Arithmetic,
    setting: Setting,
    sides: Mapping[str, Levels],
    stands: Stands,
    requesting: Side,
    phases: Sequence[str] | None = None,
) -> Outcome:
    """Judge phases in one direction, by default all.

    `sides` holds for each indicator the level of side a, of side b, and of the pair as such.
    """
    rubric, rules = setting.rubric, setting.rubric.verdict
    quantities = tuple(
        combine(arithmetic, indicator.combine.rule, *sides[key], requesting, setting.harmed)
        for key, indicator in rubric.indicators.items()
    )
    fell = tuple(
        arithmetic.once(
            _fall_where,
            arithmetic,
            stands.troubled,
            indicator.combine.rule,
            stands.before[key],
            sides[key],
            requesting if indicator.combine.rule in DIRECTIONAL else "a",  # who asks makes no difference
            setting.harmed,
        )
        if key in stands.before
        else 0.0
        for key, indicator in rubric.indicators.items()
    )
    caused = tuple(stands.causes.get(key, False) for key in rubric.indicators)
    judged = rubric.phases if phases is None else phases
    demands = {phase: _with_suspensions(setting, phase, stands.stopped) for phase in judged}
    scores = {
        phase: judge(
            arithmetic,
            demands[phase],
            quantities,
            setting.weights[phase].point,
            rules.floor,
            rules.fragile_below,
            stands.at_best,
        )
        for phase in judged
    }
    return Outcome(setting, requesting, quantities, demands, stands.at_best, fell, caused, stands.by, scores)


class Change(NamedTuple):
    """A level before and now: of one side, of the pair as such, or where both sides count, of the weakest link (None).

    `told` is whether each level that enters it was rated or recorded, before and now: what completed cases or a public index imply
    is no level that fell.
    """

    side: Side | Literal["pair"] | None
    before: Quantity
    now: Quantity
    told: Flag

    def drop(self, arithmetic: Arithmetic) -> Number:
        """By how much it is lower now, 0 where that is not told."""
        return arithmetic.choose(self.told, arithmetic.most(0.0, self.before.level - self.now.level), 0.0)


def changes_of(
    arithmetic: Arithmetic,
    rule: Rule,
    before: Levels,
    now: Levels,
    requesting: Side,
    harmed: Side | None,
) -> list[Change]:
    """What may have fallen of an indicator: where both sides count the weakest link and each side, otherwise what counts alone."""
    counting = sides_that_count(rule, requesting, harmed)
    alone = [_change(side, before["ab".index(side)], now["ab".index(side)]) for side in counting]
    if len(alone) == 1:
        return alone
    if not alone:
        return [_change("pair", before[-1], now[-1])]
    then, since = (combine(arithmetic, rule, *levels, requesting, harmed) for levels in (before, now))
    return [Change(None, then, since, alone[0].told & alone[1].told), *alone]


def _change(side: Side | Literal["pair"], before: Quantity, now: Quantity) -> Change:
    told = [level.applicable & level.known & level.stated for level in (before, now)]
    return Change(side, before, now, told[0] & told[1])


def _fall_where(arithmetic: Arithmetic, troubled: Flag, *arguments: Any) -> Number:
    """The largest drop where a standing troubles the relation, 0 elsewhere."""
    return arithmetic.only(troubled, _fall, arithmetic, *arguments)


def _fall(
    arithmetic: Arithmetic,
    rule: Rule,
    before: Levels,
    now: Levels,
    requesting: Side,
    harmed: Side | None,
) -> Number:
    """The largest drop."""
    largest: Number = 0.0
    for change in changes_of(arithmetic, rule, before, now, requesting, harmed):
        largest = arithmetic.most(largest, change.drop(arithmetic))
    return largest


def _with_suspensions(setting: Setting, phase: str, stopped: Mapping[str, Flag]) -> tuple[Demand, ...]:
    return tuple(
        demand._replace(stopped=stopped[key]) if key in stopped else demand
        for key, demand in zip(setting.rubric.indicators, setting.demands[phase], strict=True)
    )


def compared(arithmetic: Arithmetic, left: Outcome, right: Outcome, phase: str) -> Number:
    """-1 where the left direction is the worse one in a phase, 1 where the right one is, 0 where they are equal.

    The worse verdict, then, where neither is decided, the one against which something was found of the two, then the lower readiness
    (none is below all), then the lower end of its range.
    """
    order: Number = 0
    for mine, theirs in zip(_ranked(arithmetic, left, phase), _ranked(arithmetic, right, phase), strict=True):
        differ = (order == 0) & (abs(mine - theirs) > TOLERANCE)
        order = arithmetic.choose(differ, arithmetic.choose(mine < theirs, -1, 1), order)
    return order


def _ranked(arithmetic: Arithmetic, outcome: Outcome, phase: str) -> tuple[Number, ...]:
    score = outcome.phases[phase]
    readiness = arithmetic.choose(score.known, score.readiness.value, -1.0)
    found = any_of(findings(arithmetic, outcome.setting, phase, score.levels))
    clear = arithmetic.choose((score.verdict == UNDETERMINED) & found, 0.0, 1.0)
    return score.verdict, clear, readiness, score.readiness.low


def limiting(arithmetic: Arithmetic, sides: Sequence[Quantity], necessary: Number = -inf) -> list[Flag]:
    """On which of the sides that count the level is held down.

    Against a necessary level: the sides that miss it, else those that are unknown. Otherwise the lower ones. Beside a side
    that is rated or on record one that completed cases or an index only hint at holds nothing down. All of them where the
    question applies to none. `necessary` is -inf where no level is.
    """
    applicable = [side.applicable for side in sides]
    lowest: Number = inf
    for side in sides:
        lowest = arithmetic.least(lowest, arithmetic.choose(side.applicable, side.level, inf))
    chosen = [side.applicable & (side.level <= lowest + TOLERANCE) for side in sides]
    unknown = [side.applicable & (side.known ^ True) for side in sides]
    for better in (unknown, missing(arithmetic, sides, necessary)):
        some = any_of(better)
        chosen = [arithmetic.choose(some, new, old) for new, old in zip(better, chosen, strict=True)]
    firm = [
        flag & side.known & ((side.worked | side.prior) ^ True)
        for flag, side in zip(chosen, sides, strict=True)
    ]
    some = any_of(firm)
    chosen = [arithmetic.choose(some, new, old) for new, old in zip(firm, chosen, strict=True)]
    nobody = any_of(applicable) ^ True
    return [flag | nobody for flag in chosen]


def alike(one: Quantity, other: Quantity) -> Flag:
    """Whether two levels are the same, or equally open."""
    return (
        ((one.applicable ^ other.applicable) ^ True)
        & ((one.known ^ other.known) ^ True)
        & (one.level == other.level)
    )


def missing(arithmetic: Arithmetic, sides: Sequence[Quantity], necessary: Number) -> list[Flag]:
    """Which sides miss a necessary level by themselves."""
    return [side.applicable & (side.reached(arithmetic) < necessary - TOLERANCE) for side in sides]


def lies_on(
    arithmetic: Arithmetic,
    counting: Mapping[Side, Quantity],
    necessary: Number,
    stopped: Flag,
    by: Number,
) -> tuple[Flag, Flag]:
    """Whether an indicator lies on side a, and whether on side b, by the levels of the sides that count.

    `by` is the side that decided the standing of which it is the cause, NOBODY elsewhere. What that side suspended (`stopped`) lies on
    it, beside whoever misses the necessary level anyway. Any other trouble lies on it unless the levels tell more.
    """
    sides = list(counting.values())
    held = dict(zip(counting, limiting(arithmetic, sides, necessary), strict=True))
    told = any_of(missing(arithmetic, sides, necessary))
    on_a, on_b = held.get("a", False), held.get("b", False)
    takes = (by != NOBODY) & (told ^ True) & (stopped | ((on_a ^ on_b) ^ True))
    return (
        arithmetic.choose(takes, by == 0, on_a) | (stopped & (by == 0)),
        arithmetic.choose(takes, by == 1, on_b) | (stopped & (by == 1)),
    )


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
