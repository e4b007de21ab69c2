"""What is shown of each pair in its own phase and direction alone: the first obstacle, counts, coverage."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.arithmetic import RATED
from readiness.engine.combine import sides_that_count
from readiness.engine.diagnosis import STATUSES, next_phase, phase_of
from readiness.engine.outcome import limiting
from readiness.evidence.reading import LOWEST
from readiness.many.columns import Columns, at, full
from readiness.many.first import NONE, first_obstacles
from readiness.many.table import SIDES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.engine.arithmetic import Flag, Number
    from readiness.engine.diagnosis import Phase
    from readiness.engine.outcome import Outcome
    from readiness.many.columns import Column
    from readiness.many.first import First
    from readiness.many.own import Sides


def details(phase: str, outcome: Outcome, sides: Mapping[str, Sides], rows: Column) -> dict[str, Column]:
    """The columns of a table for the pairs in these rows, all of them blocked in this phase or none."""
    following = next_phase(outcome.setting.rubric, phase)
    now = _of_rows(outcome, phase, rows)
    then = _of_rows(outcome, following, rows) if following is not None else None
    first = first_obstacles(outcome.setting, now, then, len(rows))
    return {
        "first_status": first.status,
        "first_indicator": first.indicator,
        "first_side": _sides_of_first(outcome, sides, rows, first, (phase, following)),
        "unmet": _count([gate.unmet for gate in now.gates if gate is not None], len(rows)),
        "unknown": _count([gate.unknown for gate in now.gates if gate is not None], len(rows)),
        "coverage": _coverage(outcome, now, len(rows)),
        "present": first.present,
    }


def _of_rows(outcome: Outcome, phase: str, rows: Column) -> Phase:
    """A phase of the pairs in these rows. The columns that the diagnosis never reads are not taken."""
    whole = phase_of(outcome, phase)
    levels = [level._replace(grounds=RATED, low=LOWEST) for level in whole.levels]
    gates = [gate._replace(met=False, sure=False) if gate is not None else None for gate in whole.gates]
    return whole._replace(levels=at(tuple(levels), rows), gates=at(tuple(gates), rows))


def _count(flags: Sequence[Flag], size: int) -> Column:
    """How many of the flags are set for each pair."""
    count = np.zeros(size, dtype=int)
    for flag in flags:
        count += flag
    return count


def _coverage(outcome: Outcome, now: Phase, size: int) -> Column:
    """Of each factor's weight in scope, the share whose level is known: one row per pair, one column per factor."""
    count = len(outcome.setting.rubric.factors)
    total, known = np.zeros((size, count)), np.zeros((size, count))
    for demand, level in zip(outcome.demands[now.id], now.levels, strict=True):
        if demand.weight:
            total[:, demand.factor] += demand.weight * level.applicable
            known[:, demand.factor] += demand.weight * (level.applicable & level.known)
    return known / np.where(total > 0, total, 1.0)


def _sides_of_first(
    outcome: Outcome, sides: Mapping[str, Sides], rows: Column, first: First, phases: tuple[str, str | None]
) -> Column:
    """On whose side each first obstacle lies, by its number in SIDES; NONE where there is no obstacle.

    An obstacle that is only coming is measured by what the following phase needs.
    """
    indicators = list(outcome.setting.rubric.indicators.items())
    result = np.full(len(rows), NONE)
    for number in np.unique(first.indicator[first.indicator != NONE]).tolist():
        key, indicator = indicators[number]
        held = np.flatnonzero(first.indicator == number)
        now, then = (indicator.necessary.get(phase or "", -inf) for phase in phases)
        necessary = np.where(first.status[held] == STATUSES.index("emerging"), then, now)
        result[held] = limiting_sides(outcome, key, sides[key], rows[held], necessary)
    return result


def limiting_sides(
    outcome: Outcome, key: str, sides: Sides, rows: Column, necessary: Number = -inf
) -> Column:
    """On whose side an indicator is held down in each of these rows, by its number in SIDES."""
    setting = outcome.setting
    rule = setting.rubric.indicators[key].combine.rule
    counting = sides_that_count(rule, outcome.requesting, setting.harmed)
    if not counting:
        return np.full(len(rows), SIDES.index("pair"))
    levels = [at(getattr(sides, side), rows) for side in counting]
    flags = [full(flag, len(rows)) for flag in limiting(Columns(), levels, necessary)]
    side = np.where(flags[0], SIDES.index(counting[0]), SIDES.index(counting[-1]))
    both = len(counting) > 1 and np.logical_and(*flags)
    result: Column = np.where(both, SIDES.index("both"), side)
    return result
