"""The levels of both sides and of the pair, as columns: what profiles say by themselves, of each other, and in common."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec.structs import replace

from readiness.engine.pair_levels import weakest
from readiness.evidence.derived import of_record
from readiness.evidence.pair import read_indicator
from readiness.evidence.pair_reading import Memo
from readiness.many.column_arithmetic import Columns
from readiness.many.derived_levels import Shared
from readiness.many.general import General, StatedColumns, counting
from readiness.many.individual_pairs import counting_levels, differ, of_each, of_pairs
from readiness.many.levels import UNKNOWN, merged
from readiness.many.own import SideQuantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from readiness.engine.arithmetic import Quantity
    from readiness.evidence.pair_reading import PairReading
    from readiness.many.column_arithmetic import Column
    from readiness.many.request import Request
    from readiness.many.rule_cache import Kept
    from readiness.many.world import World
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


NOTHING = SideQuantities(UNKNOWN, UNKNOWN, UNKNOWN)


class Pairs(NamedTuple):
    """Pairs of one scope: numbers of their profiles and of their dates, the requests they come from, and the indexes of these.

    `memos` keep what was read of single pairs, by these indexes, for other needs.
    """

    a: Column
    b: Column
    days: Column
    requests: Sequence[Request]
    indexes: Sequence[int]
    memos: dict[int, Memo]

    def memo(self, row: int) -> Memo:
        """What was read of a pair, by its number."""
        index = self.indexes[row]
        if index not in self.memos:
            self.memos[index] = Memo()
        return self.memos[index]

    def some(self, rows: Column) -> Pairs:
        """Some of the pairs, by their numbers."""
        numbers = rows.tolist()
        return Pairs(
            self.a[rows],
            self.b[rows],
            self.days[rows],
            list(map(self.requests.__getitem__, numbers)),
            list(map(self.indexes.__getitem__, numbers)),
            self.memos,
        )


class Causes(NamedTuple):
    """One indicator: the number of what lies behind the level of side a, of side b, and of the pair."""

    a: Column
    b: Column
    pair: Column


class SideReader:
    """Reads pairs of one scope. What profiles say in general is read already, the rest pair by pair where there is any."""

    def __init__(self, rubric: Rubric, world: World, scope: Scope, kept: Kept, general: General) -> None:
        self._rubric, self._scope, self._kept, self._general = rubric, scope, kept, general
        self._documents = world.documents
        self._scopes = [replace(scope, as_of=day) for day in world.dates]
        self._counting = counting(rubric, scope)
        self._said = general.said(scope)

    def read(
        self, pairs: Pairs, met: list[int], days: Mapping[int, date]
    ) -> tuple[dict[str, SideQuantities], dict[str, Causes], dict[str, SideQuantities]]:
        """The indicators of some pairs, what lies behind those whose obstacle depends on it, and what was on earlier days.

        Those out of scope count for nothing and are left unknown. `met` are the pairs of which either profile says something
        towards the other. What was is told of the indicators that differed; `days` are by number of the pair, and of all
        pairs without one it is what is.
        """
        stretches = self._stretches_of(pairs)
        facts = self._facts_of(stretches)
        shared = Shared(self._general.holdings, *facts)
        singly, single_causes = self._to_read_singly(pairs, stretches, met)
        sides_by_key = dict.fromkeys(self._rubric.indicators, NOTHING)
        causes_by_key: dict[str, Causes] = {}
        before: dict[str, SideQuantities] = {}
        earlier = [(row, replace(self._scope, as_of=day), Memo()) for row, day in days.items()]
        for key, indicator in self._counting.items():
            said = self._said[key]
            numbers = said.numbers.take(stretches[0]), said.numbers.take(stretches[1])
            with_singles: Callable[[Mapping[int, SideQuantities]], SideQuantities]
            if indicator.unit == "each":
                barred = self._barred(key, said, facts)
                with_singles = partial(of_each, said.levels, _or_else(numbers, barred))
            else:
                level = (
                    self._of_channel(key, said, numbers, facts)
                    if indicator.unit == "channel"
                    else self._of_pair(indicator, said, shared, numbers)
                )
                with_singles = partial(of_pairs, said.levels, level, len(pairs.a), self._kept)
            now = sides_by_key[key] = with_singles(singly[key])
            if said.causes is not None:
                causes_by_key[key] = self._causes(key, said, numbers, stretches, single_causes[key])
            then = {
                row: counting_levels(indicator, self._reading(key, pairs, row, scope, memo))
                for row, scope, memo in earlier
            }
            if differ(now, then):
                before[key] = with_singles(singly[key] | then)
        return sides_by_key, causes_by_key, before

    def frames(self, pairs: Pairs) -> Column:
        """How many instruments are a frame between the two of each pair, for the main need (`evidence.relation.frames_in_common`)."""
        facts = self._facts_of(self._stretches_of(pairs))
        return Shared(self._general.holdings, *facts).in_common(
            ("frame", self._scope.needs[0], self._scope.crimes, None)
        )

    def _stretches_of(self, pairs: Pairs) -> tuple[Column, Column]:
        stretches = self._general.stretches
        return stretches.at(pairs.a, pairs.days), stretches.at(pairs.b, pairs.days)

    def _facts_of(self, stretches: tuple[Column, Column]) -> tuple[Column, Column]:
        facts = self._general.facts
        return facts[stretches[0]], facts[stretches[1]]

    def _causes(
        self,
        key: str,
        said: StatedColumns,
        numbers: tuple[Column, Column],
        stretches: tuple[Column, Column],
        singles: Mapping[int, tuple[int, int, int]],
    ) -> Causes:
        """What lies behind the levels of an indicator whose obstacle depends on it."""
        indicator = self._counting[key]
        facts = self._facts_of(stretches)
        of_a, of_b = (said.causes[stretch] for stretch in stretches) if said.causes is not None else stretches
        if indicator.unit == "channel":
            accesses = self._accesses(key, said, numbers, facts)
            of_pair = _of_weaker(accesses, (of_a, of_b), indicator.causes.index(None))
        else:
            of_pair = np.minimum(of_a, of_b)  # where both state something, the pair is read singly
        columns = [np.array(column) for column in (of_a, of_b, of_pair)]
        for row, causes in singles.items():
            for column, cause in zip(columns, causes, strict=True):
                column[row] = cause
        return Causes(*columns)

    def _barred(
        self, key: str, said: StatedColumns, facts: tuple[Column, Column]
    ) -> tuple[Column, Column] | None:
        """The numbers of what the laws of both sides give, where nobody rates them; where someone does the pair is read singly."""
        if key not in self._general.laws:
            return None
        laws = self._general.laws[key]
        numbers = [laws.numbers(said.levels, self._scope, own, other) for own, other in (facts, facts[::-1])]
        return numbers[0], numbers[1]

    def _of_pair(
        self, indicator: Indicator, said: StatedColumns, shared: Shared, numbers: tuple[Column, Column]
    ) -> Quantity:
        """What one side states of the pair, else what facts of both tell."""
        stated = np.maximum(*numbers)
        common = shared.level(indicator, self._scope)
        return merged(common, stated > 0, said.levels.at(stated), self._kept) if stated.any() else common

    def _of_channel(
        self, key: str, said: StatedColumns, numbers: tuple[Column, Column], facts: tuple[Column, Column]
    ) -> Quantity:
        """The weaker of both accesses."""
        if not any(side.any() for side in numbers):
            return self._recorded(key, facts)
        arithmetic = Columns(self._kept)
        return arithmetic.once(weakest, arithmetic, *self._accesses(key, said, numbers, facts))

    def _accesses(
        self, key: str, said: StatedColumns, numbers: tuple[Column, Column], facts: tuple[Column, Column]
    ) -> tuple[Quantity, Quantity]:
        """Each side's access as rated, else as the best channel on record gives it. What cases show is read singly."""
        recorded = self._recorded(key, facts)
        of_a, of_b = (merged(recorded, side > 0, said.levels.at(side), self._kept) for side in numbers)
        return of_a, of_b

    def _recorded(self, key: str, facts: tuple[Column, Column]) -> Quantity:
        channels = self._general.channels
        return channels[key].best(*facts) if key in channels else UNKNOWN

    def _to_read_singly(
        self, pairs: Pairs, stretches: tuple[Column, Column], met: list[int]
    ) -> tuple[dict[str, dict[int, SideQuantities]], dict[str, dict[int, tuple[int, int, int]]]]:
        """By indicator, the pairs that need a reading of their own, read, and what lies behind these levels."""
        singles: dict[str, dict[int, SideQuantities]] = {key: {} for key in self._counting}
        causes: dict[str, dict[int, tuple[int, int, int]]] = {key: {} for key in self._counting}

        def single(key: str, row: int) -> None:
            reading = self._reading(key, pairs, row, self._scopes[pairs.days[row]], pairs.memo(row))
            indicator = self._counting[key]
            singles[key][row] = counting_levels(indicator, reading)
            if indicator.raises_by_cause:
                a, b, pair = (
                    indicator.causes.index(said.cause) for said in (reading.a, reading.b, reading.pair)
                )
                causes[key][row] = a, b, pair

        settled = {
            key: self._settled(key, indicator, pairs, stretches, met)
            for key, indicator in self._counting.items()
        }
        for row in met:
            a, b, _ = pairs.requests[row]
            partners = a.profile.partners.get(b.id), b.profile.partners.get(a.id)
            spoken = [key for partner in partners if partner is not None for key in partner.ratings]
            recorded = (
                key
                for key, indicator in self._counting.items()
                if of_record(a.profile, b.id, indicator) or of_record(b.profile, a.id, indicator)
            )
            for key in dict.fromkeys([*spoken, *(key for key in recorded if row not in settled[key])]):
                if key in singles:
                    single(key, row)
        for key, indicator in self._counting.items():
            for row in (
                *self._mixed(key, indicator, pairs, stretches),
                *self._partly_rated(key, pairs, stretches),
            ):
                if row not in singles[key]:
                    single(key, row)
        return singles, causes

    def _settled(
        self, key: str, indicator: Indicator, pairs: Pairs, stretches: tuple[Column, Column], met: list[int]
    ) -> set[int]:
        """The pairs met in which both sides rate themselves, so that records of the two have nothing to add."""
        said = self._said[key]
        if indicator.unit != "each" or (indicator.table is not None and indicator.proxies):
            return set()
        rows = np.array(met, dtype=np.intp)
        settled = np.ones(len(met), dtype=bool)
        for stretch, side in zip(stretches, (pairs.a, pairs.b), strict=True):
            settled &= (said.firm[stretch[rows]] > 0) & ~said.narrowed[side[rows]]
        return set(rows[settled].tolist())

    def _partly_rated(self, key: str, pairs: Pairs, stretches: tuple[Column, Column]) -> list[int]:
        """Pairs in which the law of a side may speak beside a rating of it that leaves something open."""
        said = self._said[key]
        if key not in self._general.laws or not said.rated.any():
            return []
        open_ = np.zeros(len(pairs.a), dtype=bool)
        for stretch, side in zip(stretches, (pairs.a, pairs.b), strict=True):
            open_ |= said.rated[side] & ((said.firm[stretch] == 0) | said.narrowed[side])
        rows: list[int] = np.flatnonzero(open_).tolist()
        return rows

    def _reading(self, key: str, pairs: Pairs, row: int, scope: Scope, memo: Memo) -> PairReading:
        a, b = self._documents[pairs.a[row]], self._documents[pairs.b[row]]
        return read_indicator(self._rubric, key, a, b, scope, memo)

    def _mixed(
        self, key: str, indicator: Indicator, pairs: Pairs, stretches: tuple[Column, Column]
    ) -> Iterable[int]:
        """Pairs in which statements of both sides, or statements and facts, meet in ways that columns do not know."""
        said = self._said[key]
        if indicator.unit == "each" or not (said.rated.any() or said.numbers.any()):
            return ()
        states = [
            (said.numbers[stretch] > 0) | said.rated[side]
            for stretch, side in zip(stretches, (pairs.a, pairs.b), strict=True)
        ]
        narrowed = said.narrowed[pairs.a] | said.narrowed[pairs.b]
        if indicator.unit == "channel":
            unclear = [
                said.rated[side] & (said.numbers[stretch] == 0)
                for stretch, side in zip(stretches, (pairs.a, pairs.b), strict=True)
            ]
            mixed = narrowed | unclear[0] | unclear[1]
        else:
            mixed = (states[0] & states[1]) | ((states[0] | states[1]) & (narrowed | bool(indicator.derived)))
        return [int(row) for row in np.flatnonzero(mixed)]


def _or_else(numbers: tuple[Column, Column], others: tuple[Column, Column] | None) -> tuple[Column, Column]:
    """The numbers of levels of both sides, and others where they are unknown."""
    if others is None:
        return numbers
    of_a, of_b = (np.where(own > 0, own, other) for own, other in zip(numbers, others, strict=True))
    return of_a, of_b


def _of_weaker(levels: tuple[Quantity, Quantity], causes: tuple[Column, Column], none: int) -> Column:
    """The cause of the side that makes the access as weak as it is; where both do the first by name, `none` last."""
    weaker = weakest(Columns(), *levels)
    of_a, of_b = (
        Columns.choose(
            side.applicable & (side.level == weaker.level) & (side.grounds == weaker.grounds), cause, none
        )
        for side, cause in zip(levels, causes, strict=True)
    )
    column: Column = np.minimum(of_a, of_b)
    return column
