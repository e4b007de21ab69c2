"""Columns of few different values, written down once: rules work on the values, however many pairs refer to them.

Levels, gates and what follows from them take some hundred different values in a batch. Only where different
indicators meet, as in a factor's score, does every pair cost something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WIDE = 2_000
"""More combinations than this are looked for among the pairs, instead of being set out."""


class FewValues(NDArrayOperatorsMixin):
    """A column: different values, and for each pair the number of its own.

    What is worked out from columns with the same numbers has these numbers too; with any others it becomes a plain column.
    """

    __slots__ = ("numbers", "values")

    def __init__(self, values: NDArray[Any], numbers: NDArray[np.intp]) -> None:
        self.values, self.numbers = values, numbers

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """One entry per pair."""
        column = self.values.take(self.numbers)
        return column if dtype is None else column.astype(dtype)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """What NumPy's functions give, by values if that is enough."""
        if method == "__call__" and not options:
            return applied(ufunc, *inputs)
        return getattr(ufunc, method)(*map(plain, inputs), **options)


def applied(function: Callable[..., Any], *columns: Any) -> Any:
    """What a function gives that treats every pair by itself: by values where these columns have the same numbers."""
    numbers = None
    for column in columns:
        if isinstance(column, FewValues):
            if numbers is None:
                numbers = column.numbers
            elif column.numbers is not numbers:
                break
        elif isinstance(column, np.ndarray) and column.ndim:
            break
    else:
        if numbers is None:
            return function(*columns)
        values = [column.values if isinstance(column, FewValues) else column for column in columns]
        return FewValues(function(*values), numbers)
    return function(*map(plain, columns))


def plain(column: Any) -> Any:
    """A column with one entry per pair, or what holds for all."""
    return column.values.take(column.numbers) if isinstance(column, FewValues) else column


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
    return bool(np.any(flag.values if isinstance(flag, FewValues) else flag))


def paired(
    one: NDArray[Any], other: NDArray[Any], count: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The combinations of two columns of numbers below a count: both numbers of each, and for each pair that of its own."""
    own = one.astype(np.intp) * count + other
    if count * count <= WIDE:
        ones, others = np.divmod(np.arange(count * count), count)
        return ones, others, own
    there = np.zeros(count * count, dtype=bool)
    there[own] = True
    combinations = np.flatnonzero(there)
    numbers = np.zeros(count * count, dtype=np.intp)
    numbers[combinations] = np.arange(len(combinations))
    ones, others = np.divmod(combinations, count)
    return ones, others, numbers.take(own)
