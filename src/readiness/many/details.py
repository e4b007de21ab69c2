"""What is shown of each pair in its own phase and direction alone: the first obstacle, counts, coverage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.kernel import coverage
from readiness.engine.statuses import Shortfalls, next_phase, phase_of, statuses
from readiness.evidence.level_reading import LOWEST
from readiness.many.column_arithmetic import Columns, full
from readiness.many.first_obstacles import first_obstacles
from readiness.many.leaning import leanings
from readiness.many.limiting import obstacles_raised, sides_of_entries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.engine.arithmetic import Flag
    from readiness.engine.outcome import Outcome
    from readiness.engine.statuses import JudgedPhase
    from readiness.many.column_arithmetic import Column, Rows
    from readiness.many.own import SideQuantities
    from readiness.many.sides import Causes


def details(
    arithmetic: Columns,
    phase: str,
    outcome: Outcome,
    sides: Mapping[str, SideQuantities],
    causes: Mapping[str, Causes],
    rows: Rows,
) -> dict[str, Column]:
    """The columns of a table for the pairs in these rows, all of them blocked in this phase or none.

    `arithmetic` keeps what is worked out for all pairs, whichever rows are asked for.
    """
    following = next_phase(outcome.setting.rubric, phase)
    now = _of_rows(outcome, phase, rows)
    then = _of_rows(outcome, following, rows) if following is not None else None
    raised = partial(obstacles_raised, outcome, sides, causes, rows, phase)
    of_rows = Columns()
    shortfalls = Shortfalls(of_rows, outcome.setting, now)
    in_order = statuses(of_rows, outcome.setting, now, then, shortfalls)
    first = first_obstacles(in_order, len(outcome.setting.rubric.obstacles), len(rows), raised)
    return {
        "first_status": first.status,
        "first_obstacle": first.obstacle,
        "first_indicator": first.indicator,
        "first_side": sides_of_entries(
            arithmetic, outcome, sides, rows, phase, first.indicator, first.status
        ),
        "unmet": _count([gate.unmet for gate in now.gates if gate is not None], len(rows)),
        "unknown": _count([gate.unknown for gate in now.gates if gate is not None], len(rows)),
        "coverage": _coverage(outcome, now, len(rows)),
        "present": first.present,
        **leanings(arithmetic, phase, outcome, sides, rows, now, shortfalls),
    }


def _of_rows(outcome: Outcome, phase: str, rows: Rows) -> JudgedPhase:
    """A phase of the pairs in these rows. The columns that the diagnosis never reads are not taken."""
    whole = phase_of(outcome, phase)
    levels = [level._replace(low=LOWEST) for level in whole.levels]
    gates = [gate._replace(met=False, sure=False) if gate is not None else None for gate in whole.gates]
    return whole._replace(
        levels=rows.of(tuple(levels)),
        gates=rows.of(tuple(gates)),
        fell=rows.of(whole.fell),
        caused=rows.of(whole.caused),
        verdict=rows.of(whole.verdict),
    )


def _count(flags: Sequence[Flag], size: int) -> Column:
    """How many of the flags are set for each pair."""
    count = np.zeros(size, dtype=int)
    for flag in flags:
        count += flag
    return count


def _coverage(outcome: Outcome, now: JudgedPhase, size: int) -> Column:
    """One row per pair, one column per factor."""
    factors = len(outcome.setting.rubric.factors)
    shares = coverage(Columns(), outcome.demands[now.id], now.levels, factors)
    return np.stack([full(share, size) for share in shares], axis=1)
