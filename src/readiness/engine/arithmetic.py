"""The few operations the rules need, over plain floats or over NumPy columns.

Every rule is written once. Applied to floats it judges one pair without importing NumPy; applied to columns it judges
every pair of a batch at once.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")

TOLERANCE = 1e-9
"""Levels, shares and scores closer than this are equal."""

DIGITS = 9
"""Decimals to which values are rounded before they decide an order."""

Number = Any
"""A float, or a NumPy column of floats."""

Flag = Any
"""A bool, or a NumPy column of bools. Only `&`, `|` and `^` are used on it."""


class Arithmetic(Protocol):
    """Operations that read the same for one pair and for many."""

    def least(self, one: Number, other: Number) -> Number:
        """The smaller of two."""

    def most(self, one: Number, other: Number) -> Number:
        """The larger of two."""

    def choose(self, condition: Flag, yes: Number, no: Number) -> Number:
        """`yes` where the condition holds, else `no`."""

    def only(self, condition: Flag, rule: Callable[..., Number], *arguments: Any) -> Number:
        """What a rule gives where the condition holds, 0 elsewhere."""

    def sums(self, rows: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
        """The first numbers of all rows added up, the second ones, and so on."""

    def lowest(self, rows: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
        """The smallest of the first numbers of all rows, of the second ones, and so on."""

    def rounded(self, number: Number) -> Number:
        """The number as it is compared with others for an order."""

    def printed(self, score: Number) -> Number:
        """A score of 0-100 as it is printed."""

    def once(self, rule: Callable[..., T], *arguments: Any) -> T:
        """What a rule gives. It may be kept for the next time: phases and directions share most of their parts."""


class Floats:
    """One pair."""

    least = staticmethod(min)
    most = staticmethod(max)

    @staticmethod
    def choose(condition: Flag, yes: Number, no: Number) -> Number:
        """`yes` if the condition holds, else `no`."""
        return yes if condition else no

    @staticmethod
    def only(condition: Flag, rule: Callable[..., Number], *arguments: Any) -> Number:
        """What a rule gives if the condition holds, else 0."""
        return rule(*arguments) if condition else 0.0

    @staticmethod
    def sums(rows: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
        """The sum of each column of the rows, added from the first on."""
        return tuple(reduce(add, column) for column in zip(*rows, strict=True))

    @staticmethod
    def lowest(rows: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
        """The smallest of each column of the rows."""
        return tuple(map(min, zip(*rows, strict=True)))

    @staticmethod
    def rounded(number: Number) -> Number:
        """The number to DIGITS decimals."""
        return round(number, DIGITS)

    @staticmethod
    def printed(score: Number) -> Number:
        """The score as a whole number, as `words.number` prints it."""
        return round(score)

    @staticmethod
    def once(rule: Callable[..., T], *arguments: Any) -> T:
        """What a rule gives; for one pair it is not worth keeping."""
        return rule(*arguments)


FLOATS = Floats()


RATED, SHOWN, RECORDED, SUGGESTED, PRIOR = 0.0, 1.0, 2.0, 3.0, 4.0
"""What a level rests on, the firmest first: a rating, a record of completed cases, a recorded fact, a case or two, a public index."""


class Quantity(NamedTuple):
    """A level (0-4) as the kernel sees it.

    `applicable`: the question arises. `known`: there is a point level. Without one `level` is what the known parts of a
    minimum hold it down to: the weakest link found so far (S1.72), FREE without any. `grounds` is what the level rests on.
    `low` and `high` bound the level, known or not.
    """

    applicable: Flag
    known: Flag
    grounds: Number
    level: Number
    low: Number
    high: Number

    @property
    def prior(self) -> Flag:
        """Whether the level is only suggested: by a public index, or by too few cases to be a record."""
        return self.grounds >= SUGGESTED

    @property
    def worked(self) -> Flag:
        """Whether the level is that of completed cases: gates were passed, which says nothing of how well things go."""
        return (self.grounds == SHOWN) | (self.grounds == SUGGESTED)

    @property
    def stated(self) -> Flag:
        """Whether the level was rated or recorded, and not merely implied by completed cases or an index."""
        return (self.grounds == RATED) | (self.grounds == RECORDED)

    def reached(self, arithmetic: Arithmetic) -> Number:
        """The level, or the most that it can be."""
        return arithmetic.least(self.level, self.high)


FREE = 4.0
"""What contributes nothing to a minimum: a side that does not count, a level nothing holds down."""


def any_of(flags: Iterable[Flag]) -> Flag:
    """Whether any of the flags is set."""
    some: Flag = False
    for flag in flags:
        some = some | flag
    return some
