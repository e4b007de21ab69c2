"""Levels that recorded facts of both give a pair, for all pairs at once, by the rules of `evidence.derived`.

Facts of the record between two particular sides are not here: those pairs are read one by one.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.arithmetic import Quantity
from readiness.engine.pair_levels import weakest
from readiness.evidence.contexts import contexts_of
from readiness.evidence.derived import crimes_apart, level_of
from readiness.evidence.legal_bases import BasisQuery
from readiness.evidence.recorded_facts import HOLDINGS, OF_RECORD
from readiness.many.column_arithmetic import Columns
from readiness.many.distinct_values import EMPTY, FewValues, renumbered, settled
from readiness.many.levels import UNKNOWN, aligned, merged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.many.column_arithmetic import Column
    from readiness.many.rule_cache import Kept
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

    def __init__(self, rubric: Rubric, facts: FactHistory, dates: Sequence[date], kept: Kept) -> None:
        self.rubric, self.kept = rubric, kept
        self._facts = [(document.profile, dates[day]) for document, day in facts.versions]
        self._ends: dict[Key, Column] = {}
        self._levels: dict[tuple[int, int], Quantity] = {}

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

    def levels(self, derivation: Derivation, most: int) -> Quantity:
        """The levels that a fact gives by how many things are held in common: none tells nothing."""
        key = id(derivation), most
        if key not in self._levels:
            given = level_of(Columns(), self.rubric, derivation, np.arange(1.0, most + 1))
            parts = (
                np.concatenate([[without], np.broadcast_to(part, (most,))])
                for without, part in zip(UNKNOWN, given, strict=True)
            )
            self._levels[key] = settled(Quantity(*(FewValues(part, EMPTY) for part in parts)))
        return self._levels[key]


class Shared:
    """The holdings of both sides of some pairs, fact by fact. `a` and `b` are numbers of facts."""

    def __init__(self, holdings: Holdings, a: Column, b: Column) -> None:
        self._holdings, self._rubric = holdings, holdings.rubric
        self._a, self._b = a, b
        self._common: dict[Key, Column] = {}

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
        kept = self._holdings.kept
        arithmetic = Columns(kept)
        return reduce(
            lambda level, row: arithmetic.once(weakest, arithmetic, *aligned(level, row, kept)), rows
        )

    def _row(self, indicator: Indicator, row: str | None, crimes: tuple[str, ...]) -> Quantity:
        level = UNKNOWN
        for derivation in reversed(indicator.derived):
            if derivation.from_ in OF_RECORD:
                continue
            key = derivation.from_, row, crimes, derivation.level
            common = self.in_common(key)
            if common.any():
                most = self._holdings.ends(key).shape[1]
                given: Quantity = renumbered(self._holdings.levels(derivation, most), common)
                level = merged(level, common > 0, given, self._holdings.kept)
        return level

    def in_common(self, key: Key) -> Column:
        """How many things the facts of both hold by fitting ends."""
        if key not in self._common:
            ends = self._holdings.ends(key)
            self._common[key] = np.count_nonzero(ends[self._a] + ends[self._b] == 0, axis=1)
        return self._common[key]
