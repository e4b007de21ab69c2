"""The levels of both sides and of the pair, as columns: what profiles say by themselves, of each other, and in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.engine.arithmetic import Quantity
from readiness.engine.combine import weakest
from readiness.evidence import channels
from readiness.evidence.derived import of_record
from readiness.evidence.pair import quantities, read_indicator
from readiness.many.columns import UNKNOWN, Columns, Levels, merged
from readiness.many.own import Sides, statements
from readiness.many.shared import Shared
from readiness.many.world import Calendar, facts_of
from readiness.model.question import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from readiness.many.columns import Column
    from readiness.many.own import Statements
    from readiness.many.request import Request
    from readiness.many.world import Facts, World
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


COLUMNS = Columns()
NOTHING = Sides(UNKNOWN, UNKNOWN, UNKNOWN)


class Pairs(NamedTuple):
    """Pairs of one scope: numbers of their profiles and of their dates, and the requests they come from."""

    a: Column
    b: Column
    days: Column
    requests: list[Request]


class Channels:
    """What facts give one indicator: by channel the number of each profile's access, and whether the channel serves all."""

    def __init__(self, rubric: Rubric, key: str, facts: Facts, scopes: Sequence[Scope]) -> None:
        self._half = rubric.evidence.derived
        recorded = [channels.accesses(rubric, key, document, scopes[day]) for document, day in facts.versions]
        listed = dict.fromkeys(channels.serving(rubric, scopes[0]))
        names = [*listed, *sorted(set().union(*recorded) - listed.keys())]
        self._caps = {name: channels.cap(rubric, key, name) for name in names}
        self._levels = Levels()
        self._numbers = {
            name: np.array(
                [self._levels.add(access[name].quantity) if name in access else 0 for access in recorded]
            )
            for name in names
        }
        self._unlisted = names[len(listed) :]

    def best(self, a: Column, b: Column) -> Quantity:
        """The level that recorded channels give, for pairs of facts by number."""
        return channels.strongest(COLUMNS, [self._joint(name, a, b) for name in self._caps], self._half)

    def _joint(self, name: str, a: Column, b: Column) -> Quantity:
        of_a, of_b = self._numbers[name][a], self._numbers[name][b]
        level = channels.joint(COLUMNS, self._levels.at(of_a), self._levels.at(of_b), self._caps[name])
        return level._replace(applicable=(of_a + of_b) > 0) if name in self._unlisted else level


class Causes(NamedTuple):
    """One indicator: the number of what lies behind the level of side a, of side b, and of the pair."""

    a: Column
    b: Column
    pair: Column


class Evidence:
    """Reads the pairs of one scope. General statements are read once a profile, the rest where there is any."""

    def __init__(self, rubric: Rubric, world: World, pairs: Pairs, scope: Scope, met: list[int]) -> None:
        """`met` are the pairs of which either profile says something towards the other."""
        self._rubric, self._world, self._pairs = rubric, world, pairs
        self._scopes = [replace(scope, as_of=day) for day in world.dates]
        self._scope = scope
        self._counting = {key: item for key, item in rubric.indicators.items() if in_scope(item, scope)}
        calendar = Calendar(world.dates, rubric.evidence)
        self._facts = facts_of(world, calendar)
        self._said = statements(rubric, world, calendar, self._scopes, self._counting)
        self._single_causes: dict[str, dict[int, tuple[int, int, int]]] = {key: {} for key in self._counting}
        self._singly = self._to_read_singly(met)
        self._channels = {
            key: Channels(rubric, key, self._facts, self._scopes)
            for key, indicator in self._counting.items()
            if indicator.unit == "channel" and key in rubric.channel_ladders
        }

    def read(self, rows: slice) -> dict[str, Sides]:
        """The indicators of some pairs. Those out of scope count for nothing and are left unknown."""
        a, b, days = self._pairs.a[rows], self._pairs.b[rows], self._pairs.days[rows]
        facts = self._facts.numbers[a, days], self._facts.numbers[b, days]
        shared = Shared(self._rubric, self._facts, self._world.dates, *facts)
        sides_by_key = dict.fromkeys(self._rubric.indicators, NOTHING)
        for key, indicator in self._counting.items():
            said = self._said[key]
            sides = [said.levels.at(said.numbers[side, days]) for side in (a, b)]
            if indicator.unit == "each":
                level = Sides(sides[0], sides[1], UNKNOWN)
            elif indicator.unit == "pair":
                level = Sides(UNKNOWN, UNKNOWN, self._of_pair(indicator, said, shared, (a, b, days)))
            else:
                level = Sides(sides[0], sides[1], self._of_channel(key, said, sides, (a, b, days), facts))
            sides_by_key[key] = self._with_single(key, level, rows)
        return sides_by_key

    def before(self, rows: slice, sides: Mapping[str, Sides], days: Mapping[int, date]) -> dict[str, Sides]:
        """The same levels, but of some of the pairs as they were on an earlier day. `days` are by number of the pair."""
        if not days:
            return {}
        mask = np.zeros(len(self._pairs.a[rows]), dtype=bool)
        mask[list(days)] = True
        earlier: dict[str, Sides] = {}
        for key in self._counting:
            read = {
                row: self._levels(
                    key, self._pairs.requests[rows.start + row], replace(self._scope, as_of=day)
                )
                for row, day in days.items()
            }
            earlier[key] = Sides(*(_spread(old, mask, read, side) for side, old in enumerate(sides[key])))
        return earlier

    def causes(self, rows: slice) -> dict[str, Causes]:
        """What lies behind the levels of some pairs, for the indicators whose obstacle depends on it."""
        a, b, days = self._pairs.a[rows], self._pairs.b[rows], self._pairs.days[rows]
        causes_by_key: dict[str, Causes] = {}
        for key, indicator in self._counting.items():
            said = self._said[key]
            if said.causes is None:
                continue
            of_a, of_b = said.causes[a, days], said.causes[b, days]
            if indicator.unit == "channel":
                levels = [said.levels.at(said.numbers[side, days]) for side in (a, b)]
                of_pair = _of_weaker(levels, [of_a, of_b])
            else:
                of_pair = np.minimum(of_a, of_b)  # where both state something, the pair is read singly
            columns = [np.array(column) for column in (of_a, of_b, of_pair)]
            for row, causes in self._single_causes[key].items():
                if rows.start <= row < rows.stop:
                    for column, cause in zip(columns, causes, strict=True):
                        column[row - rows.start] = cause
            causes_by_key[key] = Causes(*columns)
        return causes_by_key

    def _of_pair(
        self, indicator: Indicator, said: Statements, shared: Shared, numbers: tuple[Column, Column, Column]
    ) -> Quantity:
        """What one side states of the pair, else what facts of both tell."""
        a, b, days = numbers
        stated = np.maximum(said.numbers[a, days], said.numbers[b, days])
        common = shared.level(indicator, self._scope)
        return merged(common, stated > 0, said.levels.at(stated)) if stated.any() else common

    def _of_channel(
        self,
        key: str,
        said: Statements,
        sides: list[Quantity],
        numbers: tuple[Column, Column, Column],
        facts: tuple[Column, Column],
    ) -> Quantity:
        """The weaker side's access as rated; where neither is rated, the best channel recorded."""
        a, b, days = numbers
        rated = (said.numbers[a, days] > 0) | (said.numbers[b, days] > 0)
        recorded = self._channels[key].best(*facts) if key in self._channels else UNKNOWN
        return merged(recorded, rated, weakest(COLUMNS, *sides)) if rated.any() else recorded

    def _with_single(self, key: str, level: Sides, rows: slice) -> Sides:
        """The levels with those of the pairs that had to be read one by one."""
        size = len(self._pairs.a[rows])
        chosen = {
            row - rows.start: sides
            for row, sides in self._singly[key].items()
            if rows.start <= row < rows.stop
        }
        if not chosen:
            return level
        mask = np.zeros(size, dtype=bool)
        mask[list(chosen)] = True
        return Sides(*(_spread(old, mask, chosen, side) for side, old in enumerate(level)))

    def _to_read_singly(self, met: list[int]) -> dict[str, dict[int, Sides]]:
        """By indicator, the pairs that need a reading of their own, read."""
        singles: dict[str, dict[int, Sides]] = {key: {} for key in self._counting}
        for row in met:
            a, b, _ = self._pairs.requests[row]
            partners = a.profile.partners.get(b.id), b.profile.partners.get(a.id)
            spoken = [key for partner in partners if partner is not None for key in partner.ratings]
            recorded = (
                key
                for key, indicator in self._counting.items()
                for partner in partners
                if of_record(partner, indicator)
            )
            for key in dict.fromkeys([*spoken, *recorded]):
                if key in singles:
                    self._single(singles[key], key, row)
        for key, indicator in self._counting.items():
            for row in self._mixed(key, indicator):
                if row not in singles[key]:
                    self._single(singles[key], key, row)
        return singles

    def _single(self, singles: dict[int, Sides], key: str, row: int) -> None:
        request = self._pairs.requests[row]
        scope = self._scopes[self._pairs.days[row]]
        reading = read_indicator(self._rubric, key, request.a, request.b, scope, {})
        singles[row] = Sides(*quantities(reading))
        indicator = self._counting[key]
        if indicator.raises_by_cause:
            a, b, pair = (indicator.causes.index(said.cause) for said in (reading.a, reading.b, reading.pair))
            self._single_causes[key][row] = a, b, pair

    def _levels(self, key: str, request: Request, scope: Scope) -> Sides:
        return Sides(*quantities(read_indicator(self._rubric, key, request.a, request.b, scope, {})))

    def _mixed(self, key: str, indicator: Indicator) -> Iterable[int]:
        """Pairs in which statements of both sides, or statements and facts, meet in ways that columns do not know."""
        if indicator.unit == "each":
            return ()
        pairs, said = self._pairs, self._said[key]
        states = [(said.numbers[side, pairs.days] > 0) | said.rated[side] for side in (pairs.a, pairs.b)]
        narrowed = said.narrowed[pairs.a] | said.narrowed[pairs.b]
        if indicator.unit == "channel":
            unclear = [
                said.rated[side] & (said.numbers[side, pairs.days] == 0) for side in (pairs.a, pairs.b)
            ]
            mixed = narrowed | unclear[0] | unclear[1]
        else:
            mixed = (states[0] & states[1]) | ((states[0] | states[1]) & (narrowed | bool(indicator.derived)))
        return [int(row) for row in np.flatnonzero(mixed)]


def _of_weaker(levels: Sequence[Quantity], causes: Sequence[Column]) -> Column:
    """The cause of the weaker access, by the order of `evidence.reading.weakest`."""
    (a, b), (of_a, of_b) = levels, causes
    result = np.minimum(of_a, of_b)
    for mine, other in ((a.grounds, b.grounds), (_bound(a), _bound(b))):
        result = np.where(mine < other, of_a, np.where(other < mine, of_b, result))
    return result


def _bound(level: Quantity) -> Column:
    return np.where(level.applicable, level.level, np.inf)


def _spread(old: Quantity, mask: Column, chosen: Mapping[int, Sides], side: int) -> Quantity:
    """A side's level with the single readings in their places."""
    parts = zip(*(sides[side] for sides in chosen.values()), strict=True)
    result = []
    for column, values in zip(old, parts, strict=True):
        new = np.array(np.broadcast_to(np.asarray(column), mask.shape))
        new[list(chosen)] = values
        result.append(new)
    return Quantity(*result)
