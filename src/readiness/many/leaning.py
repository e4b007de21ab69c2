"""Where undetermined pairs lean, chosen over columns (see `engine.leaning`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.kernel import UNDETERMINED
from readiness.engine.leaning import lean
from readiness.engine.statuses import STATUSES, phase_of
from readiness.many.column_arithmetic import Columns, full
from readiness.many.first_obstacles import NONE, first_of
from readiness.many.limiting import sides_of_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.engine.outcome import Outcome
    from readiness.engine.statuses import JudgedPhase
    from readiness.many.column_arithmetic import Column, Rows
    from readiness.many.own import SideQuantities


def leanings(
    phase: str, outcome: Outcome, sides: Mapping[str, SideQuantities], rows: Rows
) -> dict[str, Column]:
    """For the pairs in these rows the verdict, indicator, side and grounds of their leaning; NONE where they lean nowhere."""
    score = outcome.phases[phase]
    verdict, indicator, grounds = (np.full(len(rows), NONE) for _ in range(3))
    status = np.full(len(rows), NONE)
    undetermined = np.flatnonzero(rows.of(score.verdict) == UNDETERMINED)
    if len(undetermined):
        of_rows = rows.some(undetermined)
        now: JudgedPhase = of_rows.of(phase_of(outcome, phase))
        demands, factors = of_rows.of(outcome.demands[phase]), of_rows.of(score.factors)
        leaning = lean(Columns(), outcome.setting, demands, now, factors, of_rows.of(outcome.at_best))
        for named in (leaning.blocking, leaning.limiting):
            begins, first = first_of(named, len(of_rows))
            held = undetermined[begins]
            indicator[held], status[held] = first[begins], STATUSES.index(named.status)
        told = undetermined[full(leaning.told, len(of_rows))]
        verdict[told] = full(leaning.verdict, len(of_rows))[full(leaning.told, len(of_rows))]
        for number in np.unique(indicator[told]).tolist():
            held = np.flatnonzero(indicator == number)
            grounds[held] = rows.some(held).of(score.levels[number].grounds)
    return {
        "leaning_verdict": verdict,
        "leaning_indicator": indicator,
        "leaning_side": sides_of_entries(outcome, sides, rows, phase, indicator, status),
        "leaning_grounds": grounds,
    }
