"""Levels that recorded facts of both give a pair, for all pairs at once, by the rules of `evidence.derived`.

Facts of the record between two particular sides are not here: those pairs are read one by one.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.combine import weakest
from readiness.evidence.bases import BasisQuery
from readiness.evidence.derived import Measurement, crimes_apart, level_of
from readiness.evidence.pair import contexts_of
from readiness.evidence.recorded_facts import HOLDINGS, OF_RECORD
from readiness.many.columns import UNKNOWN, Columns, merged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.engine.arithmetic import Quantity
    from readiness.many.columns import Column
    from readiness.many.world import FactHistory
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

ABSENT = 50
"""Stands for an end by which nothing is held: with no other end it sums to 0."""

Key = tuple[str, str | None, tuple[str, ...], float | None]
"""What is measured: a fact, for a row, crimes and a least level."""


class Holdings:
    """What the facts of all profiles hold, set out once for all pairs."""

    def __init__(self, rubric: Rubric, facts: FactHistory, dates: Sequence[date]) -> None:
        self.rubric = rubric
        self._facts = [(document.profile, dates[day]) for document, day in facts.versions]
        self._ends: dict[Key, Column] = {}

    def ends(self, key: Key) -> Column:
        """The end by which each of the facts holds each thing: one row for each of the facts, one column per thing."""
        if key not in self._ends:
            fact, row, crimes, level = key
            days = {day for _, day in self._facts}
            holders = {day: HOLDINGS[fact](BasisQuery(self.rubric, row, crimes, day, level)) for day in days}
            held = [holders[day](profile) for profile, day in self._facts]
            numbers = {name: number for number, name in enumerate(sorted(set().union(*held)))}
            ends = np.full((len(held), len(numbers)), ABSENT, dtype=np.int8)
            for version, by_name in enumerate(held):
                for name, end in by_name.items():
                    ends[version, numbers[name]] = end
            self._ends[key] = ends
        return self._ends[key]


class Shared:
    """The holdings of both sides of some pairs, fact by fact. `a` and `b` are numbers of facts."""

    def __init__(self, holdings: Holdings, a: Column, b: Column) -> None:
        self._holdings, self._rubric = holdings, holdings.rubric
        self._a, self._b = a, b
        self._measured: dict[Key, Measurement] = {}

    def level(self, indicator: Indicator, scope: Scope) -> Quantity:
        """The level that facts give, the lowest of all rows; unknown where nothing is recorded."""
        if all(derivation.from_ in OF_RECORD for derivation in indicator.derived):
            return UNKNOWN
        contexts = contexts_of(self._rubric, indicator, scope, ())
        rows = [
            self._row(indicator, context.row, crimes)
            for context in contexts
            for crimes in crimes_apart(scope.crimes, context.row)
        ]
        return reduce(lambda level, row: weakest(Columns(), level, row), rows)

    def _row(self, indicator: Indicator, row: str | None, crimes: tuple[str, ...]) -> Quantity:
        level = UNKNOWN
        for derivation in reversed(indicator.derived):
            if derivation.from_ in OF_RECORD:
                continue
            fact = self._measure(derivation, row, crimes)
            if np.any(fact.recorded):
                given = level_of(Columns(), self._rubric, derivation, fact.value)
                level = merged(level, fact.recorded, given)
        return level

    def _measure(self, derivation: Derivation, row: str | None, crimes: tuple[str, ...]) -> Measurement:
        key = derivation.from_, row, crimes, derivation.level
        if key not in self._measured:
            ends = self._holdings.ends(key)
            common = np.count_nonzero(ends[self._a] + ends[self._b] == 0, axis=1).astype(float)
            self._measured[key] = Measurement(common > 0, common)
        return self._measured[key]
