"""The first obstacle of each pair and the obstacles that are present, chosen over columns (see `engine.diagnosis`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.assessment.result.obstacles import PRESENT
from readiness.engine.statuses import STATUSES
from readiness.many.column_arithmetic import Rows, full
from readiness.many.distinct_values import plain, some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readiness.engine.arithmetic import Number
    from readiness.engine.statuses import Named, Status
    from readiness.many.column_arithmetic import Column

NONE = -1


class First(NamedTuple):
    """Per pair the number of the first obstacle's status, of the obstacle and of its indicator, NONE without one.

    `present` has one row per pair and one column per obstacle.
    """

    status: Column
    obstacle: Column
    indicator: Column
    present: Column


def first_obstacles(
    in_order: Iterable[Named], obstacles: int, size: int, raised: Callable[[int, Status], Number]
) -> First:
    """The first obstacles of so many pairs, either all blocked or none, by their statuses in order and the number of obstacles.

    `raised` gives the number of the obstacle that an indicator of a status raises.
    """
    status, obstacle, indicator = (np.full(size, NONE) for _ in range(3))
    present, seen = np.zeros((obstacles, size), dtype=bool), np.zeros((obstacles, size), dtype=bool)
    for named in in_order:
        if named.status == "emerging" and (status == STATUSES.index("blocking")).all():
            break  # what is coming or open is not shown of a blocked pair
        holds = np.zeros_like(seen)
        for number, flag in enumerate(named.flags):
            if some(flag):
                raises = raised(number, named.status)
                for raising in (raises,) if isinstance(raises, int) else np.unique(raises).tolist():
                    holds[raising] |= flag & (raises == raising)
        if named.status in PRESENT:
            present |= holds & ~seen
        seen |= holds
        if not (holds.any(axis=0) & (status == NONE)).any():
            continue
        having, lowest = first_of(named, size)
        begins = np.flatnonzero(having & (status == NONE))
        status[begins] = STATUSES.index(named.status)
        indicator[begins] = lowest[begins]
        for number in np.unique(lowest[begins]).tolist():
            held = begins[lowest[begins] == number]
            obstacle[held] = full(raised(number, named.status), size)[held]
    return First(status, obstacle, indicator, present.T)


def first_of(named: Named, size: int) -> tuple[Column, Column]:
    """Whether any indicator of each pair has a status, and the number of the first that has, NONE without one."""
    numbers = [number for number, flag in enumerate(named.flags) if some(flag)]
    if not numbers:
        return np.zeros(size, dtype=bool), np.full(size, NONE)
    flags = _stacked([named.flags[number] for number in numbers], size, bool)
    lowest: Column = np.array(numbers)[_lowest(flags, [named.rank(number) for number in numbers])]
    having: Column = np.any(flags, axis=0)
    return having, np.where(having, lowest, NONE)


def _lowest(flags: Column, ranks: Sequence[tuple[Number, ...]]) -> Column:
    """For each pair the row with the lowest rank, of equal ones the first, among those whose flag is set."""
    first: Column = flags.argmax(axis=0)
    tied = np.flatnonzero(np.count_nonzero(flags, axis=0) > 1)
    left = flags[:, tied]
    for values in zip(*ranks, strict=True):
        if not len(tied):
            break
        of_tied = Rows(tied)
        counted = np.where(left, _stacked(list(map(of_tied.of, values)), len(tied), float), np.inf)
        left &= counted == counted.min(axis=0)
        first[tied] = left.argmax(axis=0)
        still = np.count_nonzero(left, axis=0) > 1
        tied, left = tied[still], left[:, still]
    return first


def _stacked(columns: Sequence[Number], size: int, kind: type) -> Column:
    stacked: Column = np.empty((len(columns), size), dtype=kind)
    for row, column in zip(stacked, columns, strict=True):
        row[:] = plain(column)
    return stacked
