"""On whose side indicators are held down, pair by pair, and which obstacle they raise for what lies behind that."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.outcome import NOBODY, alike, deciding_cause, lies_on
from readiness.engine.pair_levels import sides_that_count
from readiness.engine.statuses import STATUSES, measured_by
from readiness.many.column_arithmetic import Columns, full
from readiness.many.first_obstacles import NONE
from readiness.many.table import SIDES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.engine.arithmetic import Flag, Number, Quantity
    from readiness.engine.outcome import Outcome
    from readiness.engine.statuses import Status
    from readiness.many.column_arithmetic import Column, Rows
    from readiness.many.own import SideQuantities
    from readiness.many.sides import Causes
    from readiness.model.question import Side


def sides_of_entries(
    arithmetic: Columns,
    outcome: Outcome,
    sides: Mapping[str, SideQuantities],
    rows: Rows,
    phase: str,
    chosen: Column,
    status: Column,
) -> Column:
    """On whose side each pair's chosen indicator lies, by its number in SIDES; NONE where none is chosen.

    What is only coming is measured by what the following phase needs. What has one level for the pair lies on the side that decided
    the standing of which it is the cause. `chosen` and `status` are those of these rows.
    """
    keys = list(outcome.setting.rubric.indicators)
    result = np.full(len(rows), NONE)
    coming = status == STATUSES.index("emerging")
    for number in np.unique(chosen[chosen != NONE]).tolist():
        key = keys[number]
        held = np.flatnonzero(chosen == number)
        of_held = rows.some(held)
        limited = np.full(len(held), NONE)
        measures: tuple[tuple[Status, Column], ...] = ("blocking", ~coming[held]), ("emerging", coming[held])
        for measure, measured in measures:
            if measured.any():
                necessary = measured_by(outcome.setting, number, phase, measure)
                side = limiting_side(arithmetic, outcome, key, sides[key], necessary)
                limited[measured] = full(of_held.of(side), len(held))[measured]
        caused, by = (full(of_held.of(part), len(held)) for part in (outcome.caused[number], outcome.by))
        decided = caused & (by != NOBODY) & (limited == SIDES.index("pair"))
        result[held] = np.where(decided, np.where(by == 0, SIDES.index("a"), SIDES.index("b")), limited)
    return result


def sides_either_way(
    arithmetic: Columns,
    ways: tuple[Outcome, Outcome],
    sides: Mapping[str, SideQuantities],
    rows: Rows,
    phase: str,
    chosen: Column,
    status: Column,
) -> Column:
    """The same for pairs that come out equal both ways: what is alike both ways lies on whomever it lies on either way."""
    shown, other = (sides_of_entries(arithmetic, way, sides, rows, phase, chosen, status) for way in ways)
    same = np.zeros(len(rows), dtype=bool)
    for number in np.unique(chosen[chosen != NONE]).tolist():
        held = np.flatnonzero(chosen == number)
        levels = [rows.some(held).of(way.quantities[number]) for way in ways]
        same[held] = full(alike(*levels), len(held))
    result: Column = np.where(same & (shown != other), SIDES.index("both"), shown)
    return result


def limiting_side(
    arithmetic: Columns, outcome: Outcome, key: str, sides: SideQuantities, necessary: float = -inf
) -> Number:
    """On whose side an indicator is held down, by its number in SIDES, for all pairs."""
    setting = outcome.setting
    rule = setting.rubric.indicators[key].combine.rule
    counting = tuple(sides_that_count(rule, outcome.requesting, setting.harmed))
    if not counting:
        return SIDES.index("pair")
    number = list(setting.rubric.indicators).index(key)
    return arithmetic.once(
        _limiting_side,
        arithmetic,
        counting,
        tuple(getattr(sides, side) for side in counting),
        necessary,
        next(iter(outcome.demands.values()))[number].stopped,
        outcome.decided_by(arithmetic, number),
    )


def _limiting_side(
    arithmetic: Columns,
    counting: Sequence[Side],
    levels: Sequence[Quantity],
    necessary: float,
    stopped: Flag,
    by: Number,
) -> Number:
    of_sides = dict(zip(counting, levels, strict=True))
    on_a, on_b = lies_on(arithmetic, of_sides, necessary, stopped, by)
    side = arithmetic.choose(on_a, SIDES.index("a"), SIDES.index("b"))
    return arithmetic.choose(on_a == on_b, SIDES.index("both"), side)


def obstacles_raised(
    outcome: Outcome,
    sides: Mapping[str, SideQuantities],
    causes: Mapping[str, Causes],
    rows: Rows,
    phase: str,
    number: int,
    status: Status,
) -> Number:
    """The number of the obstacle that an indicator of a status raises: one for all rows, or by the cause that decides."""
    setting = outcome.setting
    key, obstacles = list(setting.rubric.indicators)[number], list(setting.rubric.obstacles)
    indicator = setting.rubric.indicators[key]
    if key not in causes:
        return obstacles.index(indicator.obstacles[0])
    counting = sides_that_count(indicator.combine.rule, outcome.requesting, setting.harmed) or ("pair",)
    deciding = deciding_cause(
        Columns(),
        [rows.of(getattr(sides[key], side)) for side in counting],
        [rows.of(getattr(causes[key], side)) for side in counting],
        measured_by(setting, number, phase, status),
    )
    raised = np.array([obstacles.index(indicator.obstacle_for(cause)) for cause in indicator.causes])
    result: Column = raised[full(deciding, len(rows)).astype(int)]
    return result
