"""The kernel's arithmetic over NumPy columns, one entry a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from readiness.engine.arithmetic import DIGITS
from readiness.many.distinct_values import (
    EMPTY,
    FewValues,
    applied,
    folded,
    identity_of_values,
    numbers_of,
    plain,
    renumbered,
    settled,
    tabled,
)
from readiness.many.rule_cache import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from numpy.typing import NDArray

    from readiness.engine.arithmetic import Flag, Number

    Column = NDArray[Any]
    """One entry a pair, or one row a pair."""


T = TypeVar("T")


class Columns:
    """Many pairs. What holds for all of them may be a bool or a float, and then costs nothing.

    `kept` are results for the values of other parts of the same batch.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self._of_values = kept or Kept()
        self._of_columns: dict[Hashable, tuple[object, Any]] = {}

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
        condition = settled(condition)
        if isinstance(condition, bool):
            return yes if condition else no
        return applied(np.where, condition, yes, no)

    def only(self, condition: Flag, rule: Callable[..., Number], *arguments: Any) -> Number:
        """What a rule gives for the pairs where the condition holds, 0 for the others. Only these are looked at."""
        condition = plain(condition)
        if not np.ndim(condition):
            return rule(*arguments) if condition else 0.0
        rows, numbers = self.once(_rows_where, condition)
        values = full(rule(*map(rows.of, arguments)), len(rows))
        return FewValues(np.append(values, 0.0), numbers)

    def sums(self, rows: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
        """The sums of the first columns of all rows, of the second ones, and so on."""
        return folded(np.add, rows, self._table)

    def lowest(self, rows: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
        """Pair by pair the smallest of the first columns of all rows, of the second ones, and so on."""
        return folded(np.minimum, rows, self._table)

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
        if key not in self._of_columns:
            # The arguments are kept as well, so that no other column can take over an identity in the key.
            self._of_columns[key] = others, self._given(rule, arguments, others)
        result: T = self._of_columns[key][1]
        return result

    def _given(self, rule: Callable[..., Any], arguments: tuple[Any, ...], others: tuple[Any, ...]) -> Any:
        """What a rule gives: worked out once for values, whichever pairs refer to them."""
        numbers = numbers_of(others)
        if numbers is None or numbers is EMPTY:
            return settled(rule(*arguments))
        key = rule, identity_of_values(others)
        result = self._of_values.get(key, others, lambda: renumbered(settled(rule(*arguments)), EMPTY))
        return renumbered(result, numbers)

    def _table(self, columns: tuple[Any, ...]) -> Column:
        """The values of columns side by side."""
        table: Column = self._of_values.get(
            (tabled, identity_of_values(columns)), columns, lambda: tabled(columns)
        )
        return table


def full(value: Any, size: int) -> Column:
    """A value as a column, whether it is one or the same for all pairs."""
    column = np.asarray(value)
    return column if column.ndim else np.broadcast_to(column, (size,))


class Rows:
    """Some of the pairs, by their numbers."""

    def __init__(self, numbers: Column) -> None:
        self.numbers = numbers
        self._kept: dict[int, tuple[Column, Any]] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def of(self, value: Any) -> Any:
        """The same for these pairs: of a column, of tuples of columns, or of what holds for all pairs.

        What is the same for all of these becomes a float or a bool, where that is quick to see.
        """
        if isinstance(value, (float, bool)):  # as most parts of what is out of scope are
            return value
        if isinstance(value, FewValues):
            return self._of_values(value)
        if isinstance(value, np.ndarray):
            return _settled(value[self.numbers]) if value.ndim else value
        if isinstance(value, tuple):
            parts = [self.of(part) for part in value]
            return value._make(parts) if hasattr(value, "_make") else tuple(parts)
        return value

    def some(self, chosen: Column) -> Rows:
        """Some of these pairs."""
        return Rows(self.numbers[chosen])

    def _of_values(self, column: FewValues) -> Any:
        numbers = self._numbers(column.numbers)
        if isinstance(numbers, int):
            return column.values.item(numbers)
        if len(column.values) > len(self):
            return _settled(column.values.take(numbers))
        return FewValues(column.values, numbers)

    def _numbers(self, numbers: Column) -> Column | int:
        """The numbers of these pairs, or the one that all have. Columns with the same numbers still have the same numbers."""
        kept = self._kept.get(id(numbers))
        if kept is None:
            own = numbers.take(self.numbers)
            same = len(own) > 0 and bool((own == own[0]).all())
            kept = self._kept[id(numbers)] = numbers, int(own[0]) if same else own
        return kept[1]


def _settled(column: Column) -> Column | bool:
    """The same, flags that are all alike as a bool."""
    if column.dtype != bool or not len(column):
        return column
    return bool(column[0]) if (column == column[0]).all() else column


def _rows_where(condition: Column) -> tuple[Rows, Column]:
    """The pairs where a condition holds, and for each pair its place among these, or else the place after the last."""
    rows = Rows(np.flatnonzero(condition))
    places = np.full(len(condition), len(rows))
    places[rows.numbers] = np.arange(len(rows))
    return rows, places


def _identity(argument: Any) -> Hashable:
    """What tells arguments apart: columns and what has named columns by identity, all else by value."""
    if type(argument) is tuple:
        return tuple(map(_identity, argument))
    return id(argument) if isinstance(argument, (np.ndarray, FewValues, tuple)) else argument
