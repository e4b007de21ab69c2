"""Levels that recorded facts of both give a pair, for all pairs at once, by the rules of `evidence.derived`.

Facts of the record between two particular sides are not here: those pairs are read one by one.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.combine import weakest
from readiness.evidence.bases import ALIKE, MEMBER_END, PARTY_END, BasisQuery
from readiness.evidence.derived import HOLDINGS, OF_RECORD, Measure, level_of
from readiness.evidence.pair import contexts_of
from readiness.many.columns import UNKNOWN, Columns, merged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.engine.arithmetic import Quantity
    from readiness.many.columns import Column
    from readiness.many.world import Facts
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

COLUMNS = Columns()

Key = tuple[str, str | None, tuple[str, ...], float | None]
"""What is measured: a fact, for a row, crimes and a least level."""


class Shared:
    """The facts of all profiles, asked pair by pair. `a` and `b` are numbers of facts."""

    def __init__(self, rubric: Rubric, facts: Facts, dates: Sequence[date], a: Column, b: Column) -> None:
        self._rubric = rubric
        self._facts = [(document.profile, dates[day]) for document, day in facts.versions]
        self._a, self._b = a, b
        self._measured: dict[Key, Measure] = {}

    def level(self, indicator: Indicator, scope: Scope) -> Quantity:
        """The level that facts give, the lowest of all rows; unknown where nothing is recorded."""
        if all(derivation.from_ in OF_RECORD for derivation in indicator.derived):
            return UNKNOWN
        contexts = contexts_of(self._rubric, indicator, scope, ())
        rows = [self._row(indicator, context.row, scope.crimes) for context in contexts]
        return reduce(lambda level, row: weakest(COLUMNS, level, row), rows)

    def _row(self, indicator: Indicator, row: str | None, crimes: tuple[str, ...]) -> Quantity:
        level = UNKNOWN
        for derivation in reversed(indicator.derived):
            if derivation.from_ in OF_RECORD:
                continue
            fact = self._measure(derivation, row, crimes)
            if np.any(fact.recorded):
                given = level_of(COLUMNS, self._rubric, derivation, fact.value)
                level = merged(level, fact.recorded, given)
        return level

    def _measure(self, derivation: Derivation, row: str | None, crimes: tuple[str, ...]) -> Measure:
        key = derivation.from_, row, crimes, derivation.level
        if key not in self._measured:
            self._measured[key] = self._in_common(*key)
        return self._measured[key]

    def _in_common(self, fact: str, row: str | None, crimes: tuple[str, ...], level: float | None) -> Measure:
        """How many of the things that each profile holds both sides hold by fitting ends."""
        days = {day for _, day in self._facts}
        holders = {day: HOLDINGS[fact](BasisQuery(self._rubric, row, crimes, day, level)) for day in days}
        held = [holders[day](profile) for profile, day in self._facts]
        numbers = {name: number for number, name in enumerate(sorted(set().union(*held)))}
        by_end = {end: np.zeros((len(held), len(numbers))) for end in (ALIKE, PARTY_END, MEMBER_END)}
        for version, ends in enumerate(held):
            for name, end in ends.items():
                by_end[end][version, numbers[name]] = 1
        fitting = sum(holds @ by_end[-end].T for end, holds in by_end.items() if holds.any())
        common = (fitting + np.zeros((len(held), len(held))))[self._a, self._b]
        return Measure(common > 0, common)
