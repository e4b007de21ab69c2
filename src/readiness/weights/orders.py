"""Parses weight orders, the small language in which rubrics state which factors weigh more.

`political >= legal, cultural` says that each factor on the left weighs at least as much as each on the right. A number
on the right is a bound: `political >= 0.3`. `=` stands for both directions: `legal = political`, `capacity = 0.1`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.language import _
from readiness.weights.polytope import Constraint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ORDER = re.compile(r"\s*(?P<left>[^<>=]+?)\s*(?P<sign>>=|<=|=)\s*(?P<right>[^<>=]+?)\s*\Z")


class OrderError(ValueError):
    """An order that cannot be read or that contradicts another."""


class Order(Struct, frozen=True):
    """`left` weighs at least as much as `right`: two factors, or a factor and a number."""

    left: str | Fraction
    right: str | Fraction


def read(text: str, factors: Sequence[str]) -> list[Order]:
    """The orders that a line states. Raises OrderError for a line that cannot be read or names no factor."""
    match = _ORDER.match(text)
    if match is None:
        raise OrderError(
            _('cannot read the order "{text}"; expected, for example, "political >= legal, cultural"').format(
                text=text
            )
        )
    lefts = [_term(part, factors) for part in match["left"].split(",")]
    rights = [_term(part, factors) for part in match["right"].split(",")]
    pairs = [(left, right) for left in lefts for right in rights]
    for left, right in pairs:
        if left == right or (isinstance(left, Fraction) and isinstance(right, Fraction)):
            raise OrderError(
                _(
                    'the order "{text}" compares {left} with {right}; expected two factors, or a factor and a number'
                ).format(text=text, left=left, right=right)
            )
    forward = [Order(left, right) for left, right in pairs]
    backward = [Order(right, left) for left, right in pairs]
    return {">=": forward, "<=": backward, "=": forward + backward}[match["sign"]]


def constraints(lines: Iterable[str], factors: Sequence[str]) -> list[Constraint]:
    """All constraints on the weights: the orders, and no weight below 0. Raises OrderError for contradictions."""
    lines = list(lines)
    stated: dict[Order, str] = {}
    for line in lines:
        sign_is_equal = not re.search(r"[<>]", line)
        for order in read(line, factors):
            opposite = stated.get(Order(order.right, order.left))
            if (
                opposite is not None
                and not sign_is_equal
                and re.search(r"[<>]", opposite)
                and opposite != line
            ):
                raise OrderError(
                    _('the orders "{opposite}" and "{line}" contradict each other').format(
                        opposite=opposite, line=line
                    )
                )
            stated[order] = line
    _refuse_cycles(stated)
    size = len(factors)
    positive = [Constraint(tuple(Fraction(i == j) for j in range(size)), Fraction(0)) for i in range(size)]
    return positive + [_constraint(order, factors) for order in stated]


def _term(text: str, factors: Sequence[str]) -> str | Fraction:
    name = text.strip()
    if name in factors:
        return name
    try:
        number = Fraction(name)
    except ValueError:
        raise OrderError(
            _('"{name}" is neither a factor nor a number; the factors are {factors}').format(
                name=name, factors=", ".join(factors)
            )
        ) from None
    if not 0 <= number <= 1:
        raise OrderError(_("the bound {name} is outside 0-1; the weights sum to 1").format(name=name))
    return number


def _constraint(order: Order, factors: Sequence[str]) -> Constraint:
    coefficients = [Fraction(0)] * len(factors)
    bound = Fraction(0)
    for term, sign in ((order.left, 1), (order.right, -1)):
        if isinstance(term, Fraction):
            bound -= sign * term
        else:
            coefficients[factors.index(term)] += sign
    return Constraint(tuple(coefficients), bound)


def _refuse_cycles(stated: dict[Order, str]) -> None:
    """Refuse a circle of orders over several lines: it forces an equality that nobody wrote."""
    above: dict[str, dict[str, str]] = {}
    for order, line in stated.items():
        if (
            isinstance(order.left, str)
            and isinstance(order.right, str)
            and Order(order.right, order.left) not in stated
        ):
            above.setdefault(order.left, {})[order.right] = line
    for start, below in above.items():
        reached, waiting = {start: ""}, [start]
        while waiting:
            current = waiting.pop()
            for following, line in above.get(current, {}).items():
                if following == start:
                    first = next(iter(below.values()))
                    raise OrderError(
                        _(
                            'the orders "{first}" and "{line}" contradict each other: they close a circle at {start}'
                        ).format(first=first, line=line, start=start)
                    )
                if following not in reached:
                    reached[following] = line
                    waiting.append(following)
