"""Each bar by itself, on the side that raises it: those that the question counts, and those of some persons that it does not name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.assessment.indicators import gate_state
from readiness.assessment.result.indicators import BarResult
from readiness.engine.kernel import gate
from readiness.engine.pair_levels import sides_that_count
from readiness.evidence.level_reading import UNKNOWN, quantity
from readiness.evidence.pair import read_indicator
from readiness.evidence.pair_reading import Memo
from readiness.model.question import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.judgement import Judgement

OF_ONE = ("rating", "not-applicable")
"""What tells of a bar that concerns some persons only: completed cases and facts may be of others."""


def by_bar(judged: Judgement) -> Iterator[BarResult]:
    """Every bar of the indicators in scope that have some, in the rubric's order, for the direction judged."""
    rubric, scope = judged.rubric, judged.scope
    for key, indicator in rubric.indicators.items():
        table = indicator.table
        if table is None or table.by != "bar" or not in_scope(indicator, scope):
            continue
        needed = indicator.necessary_for(judged.phase.phase, scope.needs)
        least = rubric.verdict.workable_level if needed is None else needed
        counted = judged.readings[key].rows or {}
        every = replace(scope, bars=tuple(table.rows))
        of_all = read_indicator(rubric, key, judged.a, judged.b, every, Memo()).rows or {}
        for side in sides_that_count(indicator.combine.rule, judged.outcome.requesting, judged.harmed):
            for row in table.rows:
                said = counted.get(side, {}).get(row)
                asked = said is not None
                if said is None:
                    stated = of_all[side][row]
                    said = stated if stated.basis in OF_ONE else UNKNOWN
                state = gate_state(gate(least, quantity(said)))
                yield BarResult(key, row, side, said.level, said.low, said.high, said.basis, state, asked)
