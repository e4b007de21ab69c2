"""Levels of pairs that had to be read one by one, put in among those of all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from readiness.engine.arithmetic import Quantity
from readiness.many.few import FewValues, settled
from readiness.many.own import SideQuantities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


def with_singles(level: SideQuantities, singles: Mapping[int, SideQuantities], size: int) -> SideQuantities:
    """The levels of so many pairs with those of the pairs that had to be read one by one."""
    if not singles:
        return level
    parts = [part for side in level for part in side]
    few = [part for part in parts if isinstance(part, FewValues)]
    numbers = few[0].numbers if few else np.zeros(size, dtype=np.intp)
    if any(part.numbers is not numbers for part in few) or any(map(_is_plain, parts)):
        return SideQuantities(*(_spread(old, size, singles, side) for side, old in enumerate(level)))
    count = len(few[0].values) if few else 1
    numbers = numbers.copy()
    numbers[list(singles)] = np.arange(count, count + len(singles))
    return SideQuantities(
        *(
            settled(
                Quantity(
                    *(
                        _longer(part, count, new, numbers)
                        for part, new in zip(side, zip(*of_side, strict=True), strict=True)
                    )
                )
            )
            for side, of_side in zip(level, zip(*singles.values(), strict=True), strict=True)
        )
    )


def _is_plain(part: object) -> bool:
    return isinstance(part, np.ndarray) and bool(part.ndim)


def _longer(part: Any, count: int, new: Sequence[Any], numbers: NDArray[np.intp]) -> Any:
    """A part of a level with further values."""
    if not isinstance(part, FewValues):
        if all(value == part for value in new):
            return part  # still the same for all pairs
        part = FewValues(np.full(count, part), numbers)
    return FewValues(np.concatenate([part.values, new]), numbers)


def _spread(old: Quantity, size: int, chosen: Mapping[int, SideQuantities], side: int) -> Quantity:
    """A side's level with the single readings in their places."""
    parts = zip(*(sides[side] for sides in chosen.values()), strict=True)
    result = []
    for column, values in zip(old, parts, strict=True):
        if not isinstance(column, np.ndarray) and all(value == column for value in values):
            result.append(column)  # still the same for all pairs
            continue
        new = np.array(np.broadcast_to(np.asarray(column), (size,)))
        new[list(chosen)] = values
        result.append(new)
    return Quantity(*result)
