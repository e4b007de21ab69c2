"""The kernel's arithmetic over NumPy columns, one entry a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from readiness.engine.arithmetic import DIGITS, Quantity
from readiness.evidence import reading
from readiness.evidence.reading import quantity
from readiness.many.few import FewValues, applied, paired, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from readiness.engine.arithmetic import Flag, Number

    Column = NDArray[Any]
    """One entry a pair, or one row a pair."""


T = TypeVar("T")
UNKNOWN = quantity(reading.UNKNOWN)


class Columns:
    """Many pairs. What holds for all of them may be a bool or a float, and then costs nothing."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[object, Any]] = {}

    @staticmethod
    def least(one: Number, other: Number) -> Number:
        """The smaller of two, pair by pair."""
        return np.minimum(one, other)

    @staticmethod
    def most(one: Number, other: Number) -> Number:
        """The larger of two, pair by pair."""
        return np.maximum(one, other)

    @staticmethod
    def choose(condition: Flag, yes: Number, no: Number) -> Number:
        """`yes` for the pairs where the condition holds, `no` for the others."""
        if isinstance(condition, bool):
            return yes if condition else no
        return applied(np.where, condition, yes, no)

    @staticmethod
    def rounded(number: Number) -> Number:
        """The numbers to DIGITS decimals."""
        return applied(lambda values: np.round(values, DIGITS), number)

    @staticmethod
    def printed(score: Number) -> Number:
        """The scores as whole numbers."""
        return applied(np.round, score)

    def once(self, rule: Callable[..., T], *arguments: Any) -> T:
        """What a rule gives for these very columns, which must not change meanwhile."""
        # Without itself, which would keep itself and all these columns in memory.
        others = tuple(argument for argument in arguments if argument is not self)
        key = rule, _identity(others)
        if key not in self._kept:
            # The arguments are kept as well, so that no other column can take over an identity in the key.
            self._kept[key] = others, settled(rule(*arguments))
        result: T = self._kept[key][1]
        return result


class Levels:
    """Different levels, each written down once; pairs refer to them by number. Number 0 is an unknown level."""

    def __init__(self) -> None:
        self._numbers: dict[Quantity, int] = {UNKNOWN: 0}
        self._columns: Quantity | None = None

    def add(self, level: Quantity) -> int:
        """The number under which this level is kept."""
        number = self._numbers.setdefault(level, len(self._numbers))
        if number == len(self._numbers) - 1:
            self._columns = None
        return number

    def at(self, numbers: Column) -> Quantity:
        """The levels with these numbers, as columns. A flag that is the same for all pairs stays a bool."""
        if not numbers.any():
            return UNKNOWN
        return _few(self._values, numbers.astype(np.intp))

    def of_both(self, one: Column, other: Column) -> tuple[Quantity, Quantity]:
        """The levels of two sides with these numbers, as columns that can be compared by their values."""
        if not one.any() and not other.any():
            return UNKNOWN, UNKNOWN
        ones, others, numbers = paired(one, other, len(self._numbers))
        return tuple(  # type: ignore[return-value]
            _few(Quantity(*(part.take(of_side) for part in self._values)), numbers)
            for of_side in (ones, others)
        )

    @property
    def _values(self) -> Quantity:
        """All levels, by number."""
        if self._columns is None:
            kinds = (bool, bool, float, float, float, float)
            parts = zip(*self._numbers, strict=True)
            self._columns = Quantity(
                *(np.array(part, dtype=kind) for part, kind in zip(parts, kinds, strict=True))
            )
        return self._columns


def _few(values: Quantity, numbers: NDArray[np.intp]) -> Quantity:
    """Levels as columns. A flag that is the same for all pairs is a bool."""
    level: Quantity = settled(Quantity(*(FewValues(part, numbers) for part in values)))
    return level


def merged(level: Quantity, chosen: Flag, other: Quantity) -> Quantity:
    """The level, and the other one for the pairs chosen."""
    return Quantity(*(applied(np.where, chosen, new, old) for old, new in zip(level, other, strict=True)))


def full(value: Any, size: int) -> Column:
    """A value as a column, whether it is one or the same for all pairs."""
    return np.broadcast_to(np.asarray(value), (size,))


class Rows:
    """Some of the pairs, by their numbers."""

    def __init__(self, numbers: Column) -> None:
        self.numbers = numbers
        self._kept: dict[int, tuple[Column, Column]] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def of(self, value: Any) -> Any:
        """The same for these pairs: of a column, of tuples of columns, or of what holds for all pairs."""
        if isinstance(value, FewValues):
            if len(value.values) > len(self):
                return value.values[value.numbers[self.numbers]]
            # Columns with the same numbers still have the same numbers.
            kept = self._kept.get(id(value.numbers))
            if kept is None:
                kept = self._kept[id(value.numbers)] = value.numbers, value.numbers[self.numbers]
            return FewValues(value.values, kept[1])
        if isinstance(value, np.ndarray):
            return value[self.numbers] if value.ndim else value
        if isinstance(value, tuple):
            parts = [self.of(part) for part in value]
            return value._make(parts) if hasattr(value, "_make") else tuple(parts)
        return value

    def some(self, chosen: Column) -> Rows:
        """Some of these pairs."""
        return Rows(self.numbers[chosen])


def _identity(argument: Any) -> Hashable:
    """What tells arguments apart: columns by identity, all else by value."""
    if isinstance(argument, tuple):
        return tuple(map(_identity, argument))
    return id(argument) if isinstance(argument, (np.ndarray, FewValues)) else argument
