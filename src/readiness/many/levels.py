"""Levels of many pairs as columns: numbered, each written down once, and one put in the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.arithmetic import Quantity
from readiness.evidence import level_reading
from readiness.evidence.level_reading import quantity
from readiness.many.distinct_values import (
    EMPTY,
    FewValues,
    applied,
    identity_of_values,
    numbers_of,
    paired,
    renumbered,
    set_out,
    settled,
)
from readiness.many.rule_cache import Kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from readiness.engine.arithmetic import Flag
    from readiness.many.column_arithmetic import Column

UNKNOWN = quantity(level_reading.UNKNOWN)


class Levels:
    """Different levels, each written down once; pairs refer to them by number. Number 0 is an unknown level."""

    def __init__(self) -> None:
        self._numbers: dict[Quantity, int] = {UNKNOWN: 0}
        self._columns: Quantity | None = None
        self._combined: tuple[Quantity, Quantity] | None = None

    def add(self, level: Quantity) -> int:
        """The number under which this level is kept."""
        known = len(self._numbers)
        number = self._numbers.setdefault(level, known)
        if number == known:
            self._columns = self._combined = None
        return number

    def at(self, numbers: Column) -> Quantity:
        """The levels with these numbers, as columns. A flag that is the same for all pairs stays a bool."""
        if not numbers.any():
            return UNKNOWN
        level: Quantity = renumbered(self._values, numbers)
        return level

    def of_both(self, one: Column, other: Column) -> tuple[Quantity, Quantity]:
        """The levels of two sides with these numbers, as columns that can be compared by their values."""
        if not one.any() and not other.any():
            return UNKNOWN, UNKNOWN
        count = len(self._numbers)
        levels: tuple[Quantity, Quantity]
        if not set_out(count * count, len(one)):
            ones, others, numbers = paired(one, other, count)
            levels = renumbered((_taken(self._values, ones), _taken(self._values, others)), numbers)
            return levels
        if self._combined is None:
            ones, others = np.divmod(np.arange(count * count), count)
            self._combined = _taken(self._values, ones), _taken(self._values, others)
        levels = renumbered(self._combined, one * count + other)
        return levels

    @property
    def _values(self) -> Quantity:
        """All levels, by number. A flag that is the same for all is a bool."""
        if self._columns is None:
            kinds = (bool, bool, float, float, float, float)
            parts = zip(*self._numbers, strict=True)
            self._columns = settled(
                Quantity(
                    *(
                        FewValues(np.array(part, dtype=kind), EMPTY)
                        for part, kind in zip(parts, kinds, strict=True)
                    )
                )
            )
        return self._columns


def merged(level: Quantity, chosen: Flag, other: Quantity, kept: Kept | None = None) -> Quantity:
    """The level, and the other one for the pairs chosen. `kept` keeps the values of both together for other parts."""
    first, second = numbers_of(level), numbers_of(other)
    chosen = np.asarray(chosen)
    if first is None or second is None or not chosen.ndim:
        return Quantity(*(applied(np.where, chosen, new, old) for old, new in zip(level, other, strict=True)))
    both = level, other
    joined = (kept or Kept()).get((_joined, identity_of_values(both)), both, lambda: _joined(*both))
    # What is the same for all pairs is the value with number 0.
    of_other = (0 if second is EMPTY else second) + _count(level)
    result: Quantity = renumbered(joined, np.where(chosen, of_other, 0 if first is EMPTY else first))
    return result


def aligned(one: Quantity, other: Quantity, kept: Kept) -> tuple[Quantity, Quantity]:
    """Both levels by their combinations, if these are few, so that what follows from both can be worked out for values."""
    first, second = numbers_of(one), numbers_of(other)
    if first is second or first is None or second is None or first is EMPTY or second is EMPTY:
        return one, other
    counts = _count(one), _count(other)
    if not set_out(counts[0] * counts[1], len(first)):
        return one, other

    def combined() -> tuple[Quantity, Quantity]:
        ones, others = np.divmod(np.arange(counts[0] * counts[1]), counts[1])
        return _taken(one, ones), _taken(other, others)

    given = one, other
    both = kept.get((aligned, identity_of_values(given)), given, combined)
    result: tuple[Quantity, Quantity] = renumbered(both, first * counts[1] + second)
    return result


def _taken(level: Quantity, numbers: NDArray[np.intp]) -> Quantity:
    """The values with these numbers, one after the other."""
    parts = (
        FewValues(part.values.take(numbers), EMPTY) if isinstance(part, FewValues) else part for part in level
    )
    return Quantity(*parts)


def _joined(level: Quantity, other: Quantity) -> Quantity:
    """The values of both, one after the other."""
    counts = [_count(level), _count(other)]
    parts = (
        FewValues(
            np.concatenate(
                [
                    part.values if isinstance(part, FewValues) else np.full(count, part)
                    for part, count in zip(of_both, counts, strict=True)
                ]
            ),
            EMPTY,
        )
        for of_both in zip(level, other, strict=True)
    )
    result: Quantity = settled(Quantity(*parts))
    return result


def _count(level: Quantity) -> int:
    """How many values a level has; 1 if it is the same for all pairs."""
    return max(len(part.values) if isinstance(part, FewValues) else 1 for part in level)
