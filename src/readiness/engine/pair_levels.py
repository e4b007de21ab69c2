"""From two sides to a pair, by the rule each indicator declares (design: jurisdictions are complements, channels substitutes)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.arithmetic import FREE, PRIOR, Arithmetic, Quantity
from readiness.model.question import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.model.indicator import Rule
    from readiness.model.question import Side

DIRECTIONAL: frozenset[Rule] = frozenset({"requested", "requesting"})
"""Rules whose result depends on who asks whom."""

PAIRWISE: frozenset[Rule] = frozenset({"shared", "similarity", "best-channel"})
"""Rules that take one level for the pair."""


def weakest(arithmetic: Arithmetic, a: Quantity, b: Quantity) -> Quantity:
    """The lower of both sides (S1.72). A side to which the question does not apply leaves the other alone.

    If one side is unknown there is no level, but the other one holds it down all the same.
    """
    one, other = _neutral(arithmetic, a), _neutral(arithmetic, b)
    lower_a, lower_b = one.level < other.level, other.level < one.level
    return Quantity(
        applicable=a.applicable | b.applicable,
        known=one.known & other.known,
        grounds=arithmetic.choose(
            lower_a,
            one.grounds,
            arithmetic.choose(lower_b, other.grounds, arithmetic.least(one.grounds, other.grounds)),
        ),
        level=arithmetic.least(one.level, other.level),
        low=arithmetic.least(one.low, other.low),
        high=arithmetic.least(one.high, other.high),
    )


def combine(
    arithmetic: Arithmetic,
    rule: Rule,
    a: Quantity,
    b: Quantity,
    pair: Quantity,
    requesting: Side,
    least_harmed: Side | None,
) -> Quantity:
    """The pair's level by a rule.

    `a` and `b` are the two sides, `pair` what is known of the pair as such, `requesting` the side that asks in the
    direction assessed, `least_harmed` the side that the crime harms least, None if the roles do not tell.
    """
    counting = sides_that_count(rule, requesting, least_harmed)
    if not counting:
        return pair
    if len(counting) == 1:
        return a if counting[0] == "a" else b
    return arithmetic.once(weakest, arithmetic, a, b)


def sides_that_count(rule: Rule, requesting: Side, least_harmed: Side | None) -> tuple[Side, ...]:
    """The sides whose levels enter the pair's; none for what belongs to the pair."""
    if rule in PAIRWISE:
        return ()
    if rule == "requesting":
        return (requesting,)
    if rule == "requested":
        return (OTHER[requesting],)
    if rule == "role" and least_harmed is not None:
        return (least_harmed,)
    return ("a", "b")


def least_harmed(roles: tuple[str | None, str | None], order: Sequence[str]) -> Side | None:
    """The side whose route role comes first in the order; None without two roles of which it tells (S1.32).

    Roles that it does not name come after the others, and of two of them it tells nothing.
    """
    a, b = (order.index(role) if role in order else len(order) for role in roles)
    if None in roles or a == b:
        return None
    return "a" if a < b else "b"


def _neutral(arithmetic: Arithmetic, side: Quantity) -> Quantity:
    """A side to which the question does not apply, so that it cannot lower a minimum."""
    applies = side.applicable
    return Quantity(
        applicable=applies,
        known=side.known | (applies ^ True),
        grounds=arithmetic.choose(applies, side.grounds, PRIOR),
        level=arithmetic.choose(applies, side.level, FREE),
        low=arithmetic.choose(applies, side.low, FREE),
        high=arithmetic.choose(applies, side.high, FREE),
    )
