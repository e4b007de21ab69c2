"""On whose side the first obstacle of each pair lies, as `engine.outcome.side_held` tells it for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.kernel import TOLERANCE
from readiness.engine.outcome import sides_that_count
from readiness.many.columns import full
from readiness.many.first import EMERGING, NONE
from readiness.many.table import SIDES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.engine.arithmetic import Quantity
    from readiness.many.columns import Column
    from readiness.many.first import First
    from readiness.many.own import Sides
    from readiness.model.question import Side
    from readiness.model.rubric import Rubric

A, B, BOTH, PAIR = (SIDES.index(name) for name in ("a", "b", "both", "pair"))


def sides_held(
    rubric: Rubric,
    sides: Mapping[str, Sides],
    rows: Column,
    first: First,
    phase: str,
    following: str | None,
    requesting: Side,
    harmed: Side | None,
) -> Column:
    """The side, by its number in SIDES, of each first obstacle; NONE where there is no obstacle.

    An obstacle that is only coming is measured by what the following phase needs.
    """
    held = np.full(len(rows), NONE)
    keys = list(rubric.indicators)
    for number in np.unique(first.indicator[first.indicator != NONE]).tolist():
        indicator = rubric.indicators[keys[number]]
        mine = np.flatnonzero(first.indicator == number)
        counting = sides_that_count(indicator, requesting, harmed)
        now = indicator.necessary.get(phase, np.nan)
        then = indicator.necessary.get(following or "", np.nan)
        needed = np.where(first.status[mine] == EMERGING, then, now)
        held[mine] = _held(sides[keys[number]], rows[mine], counting, needed) if counting else PAIR
    return held


def _held(level: Sides, rows: Column, counting: Sequence[Side], needed: Column) -> Column:
    """The sides that miss the necessary level, else those that are unknown, else the lower."""
    both = [_of_side(level.a, rows, "a" in counting), _of_side(level.b, rows, "b" in counting)]
    applies, known, levels, best = ([side[part] for side in both] for part in range(4))
    nobody = ~(applies[0] | applies[1])
    with np.errstate(invalid="ignore"):
        missing = [applies[i] & (best[i] < needed - TOLERANCE) for i in range(2)]
    unknown = [applies[i] & ~known[i] for i in range(2)]
    lowest = np.minimum(*(np.where(applies[i], levels[i], np.inf) for i in range(2)))
    lower = [applies[i] & (levels[i] <= lowest + TOLERANCE) for i in range(2)]
    chosen = lower
    for better in (unknown, missing):
        some = better[0] | better[1]
        chosen = [np.where(some, better[i], chosen[i]) for i in range(2)]
    alone = BOTH if len(counting) > 1 else A if counting[0] == "a" else B
    side: Column = np.where(chosen[0] & chosen[1], BOTH, np.where(chosen[0], A, B))
    return np.where(nobody, alone, side)


def _of_side(level: Quantity, rows: Column, counts: bool) -> tuple[Column, Column, Column, Column]:
    """Whether a side counts, whether it has a level, the level (0 without one), and the most it can be."""
    applies, known, value, high = (
        column[rows] if isinstance(column, np.ndarray) else full(column, len(rows))
        for column in (level.applicable, level.known, level.level, level.high)
    )
    value = np.where(known, value, 0.0)
    return applies & counts, known, value, np.where(known, value, high)
