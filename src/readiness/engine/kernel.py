"""The scoring kernel: factor scores, index, gates, ceiling, readiness and verdict of one phase.

Written once over `Arithmetic`, for one pair (floats) or for every pair of a batch (columns). Sources: necessary
conditions cap the result and never zero it (S1.81, S1.87); a weighted geometric mean lets imbalance cost (S1.81).

First the parts, which do not depend on the weights of the factors; then these are weighed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from readiness.engine.arithmetic import RATED, TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.engine.arithmetic import Arithmetic, Flag, Number, Quantity

LOWEST, TOP = 0.0, 4.0

BLOCKED, UNDETERMINED, FRAGILE, READY = 0, 1, 2, 3
Verdict = Literal["blocked", "undetermined", "fragile", "ready"]
VERDICTS: tuple[Verdict, ...] = ("blocked", "undetermined", "fragile", "ready")
"""Verdicts from the worst to the best; the kernel's codes are their places."""


class Demand(NamedTuple):
    """What a phase demands of one indicator.

    `weight` is its weight before renormalisation, 0 out of scope; `necessary` its necessary level, None without a
    gate; `stopped` that a suspension holds it below its necessary level.
    """

    factor: int
    weight: float
    necessary: float | None
    stopped: Flag


class Gate(NamedTuple):
    """A gate's state. Exactly one of met, unmet and unknown holds where the question applies; none elsewhere."""

    met: Flag
    unmet: Flag
    unknown: Flag
    sure: Flag


class Triple(NamedTuple):
    """A value with the range that the evidence leaves. `value` means something only where there is a point value."""

    value: Number
    low: Number
    high: Number


class FactorScore(NamedTuple):
    """A factor's score, 0-1. `known` tells whether any of its indicators has a level."""

    known: Flag
    score: Triple


class Parts(Struct, frozen=True):
    """A phase before it is weighed.

    `levels` are those of the pair under its suspensions and `gates` their states, in catalogue order. `known` is whether
    every factor has a score. `ceiling` (0-100) is what unmet gates leave of 100.
    """

    levels: tuple[Quantity, ...]
    gates: tuple[Gate | None, ...]
    factors: tuple[FactorScore, ...]
    known: Flag
    ceiling: Triple


class PhaseScore(Parts, frozen=True):
    """The judgement of one phase. Index and readiness are 0-100; `known` is whether they have a value."""

    index: Triple
    readiness: Triple
    verdict: Number


def judge(
    arithmetic: Arithmetic,
    demands: Sequence[Demand],
    levels: Sequence[Quantity],
    weights: Sequence[float],
    floor: float,
    fragile_below: float,
    at_best: Number = READY,
) -> PhaseScore:
    """The judgement of one phase from the pair's levels, in the order of the demands. The weights sum to 1.

    `at_best` is the code of the best verdict that the standing of the relation allows.
    """
    parts = parts_of(arithmetic, demands, levels, len(weights), floor)
    return weigh(arithmetic, parts, weights, floor, fragile_below, at_best)


def parts_of(
    arithmetic: Arithmetic,
    demands: Sequence[Demand],
    levels: Sequence[Quantity],
    factor_count: int,
    floor: float,
) -> Parts:
    """The levels, gates, factor scores and ceiling of one phase."""
    once = arithmetic.once
    held = tuple(
        level if demand.stopped is False else once(hold, arithmetic, demand.necessary, level, demand.stopped)
        for demand, level in zip(demands, levels, strict=True)
    )
    gates = tuple(
        once(gate, demand.necessary, level, demand.stopped)
        if demand.weight and demand.necessary is not None
        else None
        for demand, level in zip(demands, held, strict=True)
    )
    factors = tuple(
        once(
            factor_score,
            arithmetic,
            tuple(
                (demand.weight, level)
                for demand, level in zip(demands, held, strict=True)
                if demand.factor == number and demand.weight
            ),
        )
        for number in range(factor_count)
    )
    known = factors[0].known
    for factor in factors[1:]:
        known = known & factor.known
    ceiling = Triple(100.0, 100.0, 100.0)
    for demand, level, state in zip(demands, held, gates, strict=True):
        if state is not None:
            alone = once(ceiling_of, arithmetic, demand.necessary, level, state, floor)
            ceiling = lower(arithmetic, ceiling, alone)
    return Parts(held, gates, factors, known, ceiling)


def weigh(
    arithmetic: Arithmetic,
    parts: Parts,
    weights: Sequence[Number],
    floor: float,
    fragile_below: float,
    at_best: Number = READY,
) -> PhaseScore:
    """The judgement that these weights of the factors give, the same for all or columns. They sum to 1. `at_best` as in `judge`."""
    index = index_of(arithmetic, [factor.score for factor in parts.factors], weights, floor)
    readiness = lower(arithmetic, index, parts.ceiling)
    verdict = verdict_of(arithmetic, parts.gates, parts.known, readiness.value, fragile_below)
    verdict = arithmetic.least(verdict, at_best)
    return PhaseScore(
        parts.levels, parts.gates, parts.factors, parts.known, parts.ceiling, index, readiness, verdict
    )


def lower(arithmetic: Arithmetic, left: Triple, right: Triple) -> Triple:
    """The lower of two values, and of their ends."""
    return Triple(*(arithmetic.least(*ends) for ends in zip(left, right, strict=True)))


def hold(arithmetic: Arithmetic, necessary: float | None, level: Quantity, stopped: Flag) -> Quantity:
    """The level where a suspension stands: at most one below the necessary one (S1.38, S1.54).

    The question then applies; where it did not before, nothing but that is known.
    """
    if necessary is None or stopped is False:
        return level
    cap = max(0.0, necessary - 1)
    level = level._replace(
        known=level.known & level.applicable, low=arithmetic.choose(level.applicable, level.low, LOWEST)
    )
    return level._replace(
        applicable=level.applicable | stopped,
        grounds=arithmetic.choose(stopped, RATED, level.grounds),
        level=arithmetic.choose(stopped, arithmetic.least(level.level, cap), level.level),
        low=arithmetic.choose(stopped, arithmetic.least(level.low, cap), level.low),
        high=arithmetic.choose(stopped, arithmetic.least(level.high, cap), level.high),
    )


def gate(necessary: float, level: Quantity, stopped: Flag = False) -> Gate:
    """Whether a necessary level is met.

    With a level, the level decides. Without one the gate is unmet if the known parts of a minimum hold it below. Otherwise,
    and with a prior only, it is met or unmet only when the whole interval agrees, and unknown if not.
    """
    surely_met = level.low >= necessary - TOLERANCE
    surely_unmet = (level.high < necessary - TOLERANCE) | stopped
    reached = level.level >= necessary - TOLERANCE
    speaks = level.prior ^ True
    applies = level.applicable
    met = ((level.known & speaks & reached) | surely_met) & (surely_unmet ^ True)
    unmet = (speaks & (reached ^ True)) | surely_unmet
    return Gate(
        met=met & applies,
        unmet=unmet & applies,
        unknown=((met | unmet) ^ True) & applies,
        sure=(surely_met | surely_unmet) & applies,
    )


def factor_score(arithmetic: Arithmetic, weighted: Sequence[tuple[float, Quantity]]) -> FactorScore:
    """The weighted mean of a factor's levels, as a share of the top level.

    The point value averages the indicators that have a level; the ends use all. The point is kept inside the ends: an
    indicator without a level but with a tight interval moves the ends only.
    """
    total: Number = 0.0
    rated: Number = 0.0
    value: Number = 0.0
    low: Number = 0.0
    high: Number = 0.0
    for weight, level in weighted:
        if not weight:
            continue
        counts = weight * level.applicable
        says = counts * level.known
        total = total + counts
        rated = rated + says
        value = value + says * level.level
        low = low + counts * level.low
        high = high + counts * level.high
    some, spoken = total > 0, rated > 0
    low = arithmetic.choose(some, low / arithmetic.choose(some, total * TOP, 1.0), 0.0)
    high = arithmetic.choose(some, high / arithmetic.choose(some, total * TOP, 1.0), 1.0)
    value = value / arithmetic.choose(spoken, rated * TOP, 1.0)
    value = arithmetic.least(arithmetic.most(value, low), high)
    return FactorScore(spoken, Triple(value, low, high))


def coverage(
    arithmetic: Arithmetic, demands: Sequence[Demand], levels: Sequence[Quantity], factor_count: int
) -> list[Number]:
    """Of each factor's weight in scope, the share whose level is rated or recorded; 0 where none applies.

    What completed cases or an index merely imply is no answer.
    """
    total: list[Number] = [0.0] * factor_count
    known: list[Number] = [0.0] * factor_count
    for demand, level in zip(demands, levels, strict=True):
        if demand.weight:
            counts = demand.weight * level.applicable
            total[demand.factor] = total[demand.factor] + counts
            known[demand.factor] = known[demand.factor] + counts * (level.known & level.stated)
    return [part / arithmetic.choose(whole > 0, whole, 1.0) for part, whole in zip(known, total, strict=True)]


def index_of(
    arithmetic: Arithmetic, scores: Sequence[Triple], weights: Sequence[Number], floor: float
) -> Triple:
    """100 times the weighted geometric mean of the factor scores, none counted below the floor."""
    ends = []
    for end in range(3):
        product: Number = 100.0
        for score, weight in zip(scores, weights, strict=True):
            product = product * arithmetic.most(score[end], floor) ** weight
        ends.append(product)
    return Triple(*ends)


def ceiling_of(
    arithmetic: Arithmetic, necessary: float, level: Quantity, state: Gate, floor: float
) -> Triple:
    """What one gate leaves of 100.

    The value asks an unmet gate for its level, or for the most it can be where it has none. The low end counts an
    unknown gate as level 0, the high end as met.
    """
    value = arithmetic.choose(state.unmet, level.reached(arithmetic) / necessary, 1.0)
    worst = arithmetic.choose(state.unknown, 0.0, level.low)
    low = arithmetic.choose(level.applicable, worst / necessary, 1.0)
    best = arithmetic.choose(state.unknown, necessary, level.high)
    high = arithmetic.choose(level.applicable, best / necessary, 1.0)
    return Triple(*(100.0 * arithmetic.least(1.0, arithmetic.most(end, floor)) for end in (value, low, high)))


def verdict_of(
    arithmetic: Arithmetic, gates: Sequence[Gate | None], known: Flag, readiness: Number, fragile_below: float
) -> Number:
    """The verdict's code: blocked, undetermined, fragile or ready."""
    unmet: Flag = False
    unknown: Flag = known ^ True
    for state in gates:
        if state is not None:
            unmet = unmet | state.unmet
            unknown = unknown | state.unknown
    best = passed(arithmetic, readiness, fragile_below)
    return arithmetic.choose(unmet, BLOCKED, arithmetic.choose(unknown, UNDETERMINED, best))


def passed(arithmetic: Arithmetic, readiness: Number, fragile_below: float) -> Number:
    """Fragile or ready, where no gate stands in the way. Readiness and bar are compared as they are printed."""
    below = arithmetic.printed(readiness) < arithmetic.printed(fragile_below)
    return arithmetic.choose(below, FRAGILE, READY)
