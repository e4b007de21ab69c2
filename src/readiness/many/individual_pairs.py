"""Levels of pairs that had to be read one by one, put in among those of all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.evidence.level_reading import quantity
from readiness.many.column_arithmetic import Rows
from readiness.many.levels import UNKNOWN, merged
from readiness.many.own import SideQuantities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.engine.arithmetic import Quantity
    from readiness.evidence.pair_reading import PairReading
    from readiness.many.column_arithmetic import Column
    from readiness.many.levels import Levels
    from readiness.many.rule_cache import Kept
    from readiness.model.indicator import Indicator


def counting_levels(indicator: Indicator, reading: PairReading) -> SideQuantities:
    """What counts of a reading: of what is asked of each side the sides, of all else the pair."""
    if indicator.unit == "each":
        return SideQuantities(quantity(reading.a), quantity(reading.b), UNKNOWN)
    return SideQuantities(UNKNOWN, UNKNOWN, quantity(reading.pair))


def of_each(
    levels: Levels, numbers: tuple[Column, Column], singles: Mapping[int, SideQuantities]
) -> SideQuantities:
    """The levels of both sides by number, with those of the pairs that were read one by one."""
    if singles:
        numbers = numbers[0].copy(), numbers[1].copy()
        for column, of_side in zip(numbers, zip(*singles.values(), strict=True), strict=False):
            column[list(singles)] = list(map(levels.add, of_side))
    return SideQuantities(*levels.of_both(*numbers), UNKNOWN)


def of_pairs(
    levels: Levels, level: Quantity, size: int, kept: Kept, singles: Mapping[int, SideQuantities]
) -> SideQuantities:
    """The level of so many pairs as such, with that of the pairs that were read one by one."""
    if singles:
        chosen, numbers = np.zeros(size, dtype=bool), np.zeros(size, dtype=np.intp)
        rows = list(singles)
        chosen[rows] = True
        numbers[rows] = [levels.add(sides.pair) for sides in singles.values()]
        level = merged(level, chosen, levels.at(numbers), kept)
    return SideQuantities(UNKNOWN, UNKNOWN, level)


def differ(now: SideQuantities, then: Mapping[int, SideQuantities]) -> bool:
    """Whether any of the pairs by number had other levels than these columns hold."""
    if not then:
        return False
    chosen = Rows(np.array(list(then))).of(now)
    return any(
        bool(np.any(np.asarray(part) != np.array(values)))
        for of_side, before in zip(chosen, zip(*then.values(), strict=True), strict=True)
        for part, values in zip(of_side, zip(*before, strict=True), strict=True)
    )
