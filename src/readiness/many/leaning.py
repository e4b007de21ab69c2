"""Where undetermined pairs lean, chosen over columns (see `engine.leaning`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.kernel import UNDETERMINED
from readiness.engine.leaning import lean
from readiness.engine.statuses import STATUSES
from readiness.many.column_arithmetic import Columns, full
from readiness.many.first_obstacles import NONE, first_of
from readiness.many.limiting import sides_of_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.engine.outcome import Outcome
    from readiness.engine.statuses import JudgedPhase, Shortfalls
    from readiness.many.column_arithmetic import Column, Rows
    from readiness.many.own import SideQuantities


def leanings(
    arithmetic: Columns,
    phase: str,
    outcome: Outcome,
    sides: Mapping[str, SideQuantities],
    rows: Rows,
    now: JudgedPhase,
    shortfalls: Shortfalls,
) -> dict[str, Column]:
    """For the pairs in these rows the verdict, indicator, side and grounds of their leaning; NONE where they lean nowhere.

    `now` is this phase of these rows.
    """
    size, score = len(rows), outcome.phases[phase]
    verdict, indicator, grounds, status = (np.full(size, NONE) for _ in range(4))
    undetermined = full(now.verdict, size) == UNDETERMINED
    if undetermined.any():
        demands, factors = rows.of(outcome.demands[phase]), rows.of(score.factors)
        at_best = rows.of(outcome.at_best)
        leaning = lean(Columns(), outcome.setting, demands, now, factors, at_best, shortfalls)
        for named in (leaning.blocking, leaning.limiting):
            begins, first = first_of(named, size)
            held = begins & undetermined
            indicator[held], status[held] = first[held], STATUSES.index(named.status)
        told = undetermined & full(leaning.told, size)
        verdict[told] = full(leaning.verdict, size)[told]
        for number in np.unique(indicator[told]).tolist():
            held = np.flatnonzero(indicator == number)
            grounds[held] = rows.some(held).of(score.levels[number].grounds)
    return {
        "leaning_verdict": verdict,
        "leaning_indicator": indicator,
        "leaning_side": sides_of_entries(arithmetic, outcome, sides, rows, phase, indicator, status),
        "leaning_grounds": grounds,
    }
