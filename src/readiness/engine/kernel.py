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


class Bound(NamedTuple):
    """What gates leave at best: of 100, with both ends, and the code of a verdict."""

    value: Number
    low: Number
    high: Number
    verdict: Number


UNBOUND = Bound(100.0, 100.0, 100.0, READY)
"""Where there is no gate."""


class Gated(NamedTuple):
    """A gate, if there is one, and what it leaves at best."""

    gate: Gate | None
    bound: Bound


UNGATED = Gated(None, UNBOUND)


class Parts(Struct, frozen=True):
    """A phase before it is weighed.

    `levels` are those of the pair under its suspensions and `gates` their states, in catalogue order. `known` is whether
    every factor has a score. `ceiling` (0-100) is what unmet gates leave of 100, `allowed` the code of the best verdict that
    gates allow.
    """

    levels: tuple[Quantity, ...]
    gates: tuple[Gate | None, ...]
    factors: tuple[FactorScore, ...]
    known: Flag
    ceiling: Triple
    allowed: Number


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
    # What a suspension stops is asked whatever the need: out of scope it applies where it is stopped, and nowhere else.
    asked = tuple(
        level if demand.weight else level._replace(applicable=level.applicable & demand.stopped)
        for demand, level in zip(demands, held, strict=True)
    )
    gates: list[Gate | None] = []
    weighted: list[list[tuple[float, Quantity]]] = [[] for _ in range(factor_count)]
    bounds: list[list[Bound]] = [[] for _ in range(factor_count)]
    for demand, level in zip(demands, asked, strict=True):
        gated = UNGATED
        if demand.weight:
            weighted[demand.factor].append((demand.weight, level))
        if (demand.weight or demand.stopped is not False) and demand.necessary is not None:
            gated = once(gated_by, arithmetic, demand.necessary, level, demand.stopped, floor)
            bounds[demand.factor].append(gated.bound)
        gates.append(gated.gate)
    factors = tuple(once(factor_score, arithmetic, tuple(of_factor)) for of_factor in weighted)
    known = factors[0].known
    for factor in factors[1:]:
        known = known & factor.known
    bound = tightest(
        arithmetic,
        [once(tightest, arithmetic, tuple(of_factor)) for of_factor in bounds if of_factor] or [UNBOUND],
    )
    return Parts(
        levels=held,
        gates=tuple(gates),
        factors=factors,
        known=known,
        ceiling=Triple(bound.value, bound.low, bound.high),
        allowed=bound.verdict,
    )


def gated_by(arithmetic: Arithmetic, necessary: float, level: Quantity, stopped: Flag, floor: float) -> Gated:
    """A gate, and what it leaves: blocked where it is unmet, undetermined where it is unknown."""
    state = gate(necessary, level, stopped)
    open_at_best = arithmetic.choose(state.unknown, UNDETERMINED, READY)
    verdict = arithmetic.choose(state.unmet, BLOCKED, open_at_best)
    return Gated(state, Bound(*ceiling_of(arithmetic, necessary, level, state, floor), verdict))


def tightest(arithmetic: Arithmetic, bounds: Sequence[Bound]) -> Bound:
    """What several bounds leave together."""
    return Bound(*arithmetic.lowest(bounds))


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
    best = arithmetic.choose(parts.known, passed(arithmetic, readiness.value, fragile_below), UNDETERMINED)
    verdict = arithmetic.least(arithmetic.least(parts.allowed, best), at_best)
    return PhaseScore(
        parts.levels,
        parts.gates,
        parts.factors,
        parts.known,
        parts.ceiling,
        parts.allowed,
        index,
        readiness,
        verdict,
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
    added = [arithmetic.once(counted, weight, level) for weight, level in weighted if weight]
    total, rated, value, low, high = arithmetic.sums(added) if added else (0.0,) * 5
    some, spoken = total > 0, rated > 0
    low = arithmetic.choose(some, low / arithmetic.choose(some, total * TOP, 1.0), 0.0)
    high = arithmetic.choose(some, high / arithmetic.choose(some, total * TOP, 1.0), 1.0)
    value = value / arithmetic.choose(spoken, rated * TOP, 1.0)
    value = arithmetic.least(arithmetic.most(value, low), high)
    return FactorScore(spoken, Triple(value, low, high))


def counted(weight: float, level: Quantity) -> tuple[Number, ...]:
    """What a level adds to its factor: its weight, its weight if it is known, and, weighted, the level and both ends."""
    counts = weight * level.applicable
    says = counts * level.known
    return counts, says, says * level.level, counts * level.low, counts * level.high


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
            product = product * arithmetic.once(raised, arithmetic, score[end], weight, floor)
        ends.append(product)
    return Triple(*ends)


def raised(arithmetic: Arithmetic, score: Number, weight: Number, floor: float) -> Number:
    """A factor score, not below the floor, to the power of its weight."""
    return arithmetic.most(score, floor) ** weight


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


def passed(arithmetic: Arithmetic, readiness: Number, fragile_below: float) -> Number:
    """Fragile or ready, where no gate stands in the way. Readiness and bar are compared as they are printed."""
    below = arithmetic.printed(readiness) < arithmetic.printed(fragile_below)
    return arithmetic.choose(below, FRAGILE, READY)
