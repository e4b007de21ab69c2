"""Columns of few different values, written down once: rules work on the values, however many pairs refer to them.

Levels, gates and what follows from them take some hundred different values in a batch. Only where different
indicators meet, as in a factor's score, does every pair cost something.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

WIDE, WIDEST = 2_000, 10_000
"""More combinations than WIDE are set out only for as many pairs, more than WIDEST never: those that there are are looked for."""

EMPTY = np.zeros(0, dtype=np.intp)
"""The numbers of no pairs."""


Operator = Callable[[Any, Any], Any]


def _operators(function: Any) -> tuple[Operator, Operator]:
    """An operator, and the same with its sides exchanged."""
    return (
        lambda column, other: applied(function, column, other),
        lambda column, other: applied(function, other, column),
    )


class FewValues:
    """A column: different values, and for each pair the number of its own.

    What is worked out from columns with the same numbers has these numbers too; with any others it becomes a plain column.
    """

    __slots__ = ("_flags", "numbers", "values")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: NDArray[Any], numbers: NDArray[np.intp]) -> None:
        self.values, self.numbers = values, numbers
        self._flags: NDArray[Any] | None = None

    def plain(self) -> NDArray[Any]:
        """One entry per pair. Flags are asked for by several phases and take little memory, so they are kept."""
        if self.values.dtype != bool:
            return self.values.take(self.numbers)
        if self._flags is None:
            self._flags = self.values.take(self.numbers)
        return self._flags

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """One entry per pair."""
        column = self.plain()
        return column if dtype is None else column.astype(dtype)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """What NumPy's functions give, by values if that is enough."""
        if method == "__call__" and not options:
            return applied(ufunc, *inputs)
        return getattr(ufunc, method)(*map(plain, inputs), **options)

    __and__, __rand__ = _operators(np.bitwise_and)
    __or__, __ror__ = _operators(np.bitwise_or)
    __xor__, __rxor__ = _operators(np.bitwise_xor)
    __add__, __radd__ = _operators(np.add)
    __sub__, __rsub__ = _operators(np.subtract)
    __mul__, __rmul__ = _operators(np.multiply)
    __truediv__, __rtruediv__ = _operators(np.true_divide)
    __pow__, __rpow__ = _operators(np.power)
    __lt__, __gt__ = _operators(np.less)
    __le__, __ge__ = _operators(np.less_equal)
    __eq__, _ = _operators(np.equal)
    __ne__, _ = _operators(np.not_equal)

    def __neg__(self) -> FewValues:
        """The negative of each value."""
        return FewValues(-self.values, self.numbers)

    def __abs__(self) -> FewValues:
        """Each value without its sign."""
        return FewValues(abs(self.values), self.numbers)


def applied(function: Callable[..., Any], *columns: Any) -> Any:
    """What a function gives that treats every pair by itself: by values where these columns have the same numbers."""
    numbers = None
    values: list[Any] = []
    for column in columns:
        if isinstance(column, FewValues):
            if numbers is not None and column.numbers is not numbers:
                return function(*map(plain, columns))
            numbers = column.numbers
            values.append(column.values)
        elif isinstance(column, np.ndarray) and column.ndim:
            return function(*map(plain, columns))
        else:
            values.append(column)
    result = function(*values)
    return result if numbers is None else FewValues(result, numbers)


def numbers_of(column: Any) -> NDArray[np.intp] | None:
    """The numbers to which all columns refer, of tuples of columns too: EMPTY without any column, None where they differ."""
    if isinstance(column, FewValues):
        return column.numbers
    if isinstance(column, np.ndarray) and column.ndim:
        return None
    numbers: NDArray[np.intp] | None = EMPTY
    for part in column if isinstance(column, tuple) else ():
        of_part = numbers_of(part)
        if of_part is not EMPTY and of_part is not numbers:
            if of_part is None or numbers is not EMPTY:
                return None
            numbers = of_part
    return numbers


def identity_of_values(argument: Any) -> Hashable:
    """What tells arguments apart by the values of their columns, whichever pairs refer to them."""
    if isinstance(argument, tuple):
        return tuple(map(identity_of_values, argument))
    if isinstance(argument, FewValues):
        return id(argument.values)
    return id(argument) if isinstance(argument, np.ndarray) else argument


def renumbered(column: Any, numbers: NDArray[np.intp]) -> Any:
    """The same values with other numbers: of a column, or of tuples of columns."""
    if isinstance(column, FewValues):
        return FewValues(column.values, numbers)
    if isinstance(column, tuple):
        parts = [renumbered(part, numbers) for part in column]
        return column._make(parts) if hasattr(column, "_make") else tuple(parts)
    return column


def tabled(columns: tuple[Any, ...]) -> NDArray[Any]:
    """The values of columns with the same numbers side by side, so that those of a pair are looked up in one step."""
    parts = [part.values if isinstance(part, FewValues) else part for part in columns]
    width = 1 << (len(parts) - 1).bit_length()  # NumPy looks up powers of two faster
    table = np.zeros((max(map(np.size, parts)), width))
    for number, part in enumerate(parts):
        table[:, number] = part
    return table


def folded(
    function: np.ufunc,
    rows: Sequence[Sequence[Any]],
    table_of: Callable[[tuple[Any, ...]], NDArray[Any]] = tabled,
) -> tuple[Any, ...]:
    """What a function of two gives for the first columns of all rows, from the first row on, for the second ones, and so on.

    Columns of a row that have the same numbers are looked up together, in the table of the row.
    """
    numbers: dict[int, NDArray[np.intp]] = {}
    for i, row in enumerate(rows):
        of_row = numbers_of(tuple(row))
        if of_row is not None and of_row is not EMPTY:
            numbers[i] = of_row
    if len(numbers) < 2:
        return tuple(reduce(function, column) for column in zip(*rows, strict=True))
    columns = list(zip(*rows, strict=True))
    varying = [
        number
        for number, column in enumerate(columns)
        if any(isinstance(column[i], FewValues) for i in numbers)
    ]
    whole: Any = None
    for i, of_row in numbers.items():
        table = table_of(tuple(rows[i][number] for number in varying))
        if whole is None:
            whole = table.take(of_row, axis=0)
            part = np.empty_like(whole)
        else:
            table.take(of_row, axis=0, out=part, mode="clip")
            function(whole, part, out=whole)
    looked_up = dict(zip(varying, np.ascontiguousarray(whole.T), strict=False))
    return tuple(
        reduce(function, column)
        if number not in looked_up
        else reduce(
            function,
            [
                *(part for i, part in enumerate(column) if i not in numbers),
                looked_up[number].astype(np.result_type(*(_kind(column[i]) for i in numbers)), copy=False),
            ],
        )
        for number, column in enumerate(columns)
    )


def _kind(column: Any) -> Any:
    """What NumPy makes of a column's entries; flags are counted."""
    kind = column.values.dtype if isinstance(column, FewValues) else np.asarray(column).dtype
    return int if kind.kind == "b" else kind


def plain(column: Any) -> Any:
    """A column with one entry per pair, or what holds for all."""
    return column.plain() if isinstance(column, FewValues) else column


def settled(result: Any) -> Any:
    """The same, with flags that are the same for all pairs as a bool: of a column, or of tuples of columns."""
    if isinstance(result, FewValues) and result.values.dtype == bool:
        return False if not result.values.any() else True if result.values.all() else result
    if isinstance(result, tuple):
        parts = [settled(part) for part in result]
        return result._make(parts) if hasattr(result, "_make") else tuple(parts)
    return result


def some(flag: Any) -> bool:
    """Whether a flag may be set for any pair."""
    if isinstance(flag, bool):
        return flag
    return bool((flag.values if isinstance(flag, FewValues) else flag).any())


def set_out(combinations: int, pairs: int) -> bool:
    """Whether all combinations are written down for so many pairs, whichever of them there are."""
    return combinations <= min(WIDEST, max(WIDE, pairs))


def paired(
    one: NDArray[Any], other: NDArray[Any], count: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The combinations of two columns of numbers below a count: both numbers of each, and for each pair that of its own."""
    own = one.astype(np.intp) * count + other
    if set_out(count * count, len(one)):
        ones, others = np.divmod(np.arange(count * count), count)
        return ones, others, own
    there = np.zeros(count * count, dtype=bool)
    there[own] = True
    combinations = np.flatnonzero(there)
    numbers = np.zeros(count * count, dtype=np.intp)
    numbers[combinations] = np.arange(len(combinations))
    ones, others = np.divmod(combinations, count)
    return ones, others, numbers.take(own)
