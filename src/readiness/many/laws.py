"""Where the law of one side is read as a bar towards the other, for all pairs at once, by the rules of `evidence.laws`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.arithmetic import FLOATS, PRIOR, Quantity
from readiness.engine.pair_levels import weakest
from readiness.evidence.derived import level_of
from readiness.evidence.laws import has_one_of, lifting
from readiness.evidence.level_reading import HIGHEST, LOWEST
from readiness.many.derived_levels import ABSENT
from readiness.many.levels import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.many.column_arithmetic import Column
    from readiness.many.levels import Levels
    from readiness.many.world import FactHistory
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class Laws:
    """What the law of each profile says for one indicator, set out once for all pairs: by version of its facts and by rule."""

    def __init__(
        self, rubric: Rubric, indicator: Indicator, facts: FactHistory, dates: Sequence[date]
    ) -> None:
        self._rubric, self._indicator = rubric, indicator
        self._rules = [rule for rule in indicator.derived if rule.from_ == "law"]
        versions = [(document.profile, dates[day]) for document, day in facts.versions]
        self._own = [
            np.array([has_one_of(profile, rule.matter, rule.statuses, day) for profile, day in versions])
            for rule in self._rules
        ]
        self._other = [
            np.array([has_one_of(profile, rule.matter, rule.others, day) for profile, day in versions])
            for rule in self._rules
        ]
        self._bound = []
        for rule in self._rules:
            ends = np.full((len(versions), len(rule.unless_bound)), ABSENT, dtype=np.int8)
            for version, (profile, day) in enumerate(versions):
                for name, end in lifting(rubric, rule, day)(profile).items():
                    ends[version, rule.unless_bound.index(name)] = end
            self._bound.append(ends)

    def numbers(self, levels: Levels, scope: Scope, own: Column, other: Column) -> Column:
        """The number of the level that the law of each side gives towards the other; 0 where it gives none. Both by version of facts."""
        barred = np.zeros(len(own), dtype=np.intp)
        for number, (of_own, of_other, ends) in enumerate(
            zip(self._own, self._other, self._bound, strict=True)
        ):
            lifted = np.count_nonzero(ends[own] + ends[other] == 0, axis=1) > 0
            barred |= (of_own[own] & of_other[other] & ~lifted).astype(np.intp) << number
        known = {mask: levels.add(self._level(mask, scope)) for mask in np.unique(barred).tolist()}
        numbers = np.array([known.get(mask, 0) for mask in range(1 << len(self._rules))], dtype=np.intp)
        column: Column = numbers[barred]
        return column

    def _level(self, mask: int, scope: Scope) -> Quantity:
        """What some of the rules, by the bits of a number, give together: of each row the first (`evidence.pair.read_indicator`)."""
        table = self._indicator.table
        if not mask or table is None:
            return UNKNOWN
        of_row: dict[str, Quantity] = {}
        for number, rule in enumerate(self._rules):
            if mask >> number & 1 and rule.row is not None:
                of_row.setdefault(rule.row, level_of(FLOATS, self._rubric, rule, 1.0))
        if scope.bars:
            rows = [of_row.get(row, UNKNOWN) for row in table.in_play(scope.bars)]
            level = rows[0]
            for row in rows[1:]:
                level = weakest(FLOATS, level, row)
            return level
        held = min(level.level for level in of_row.values())
        return Quantity(True, False, PRIOR, held, LOWEST, HIGHEST)
