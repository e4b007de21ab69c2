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
from readiness.many.shared import Holdings, Shared
from readiness.many.world import Calendar, Stretches, facts_of
from readiness.model.question import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from readiness.evidence.pair import PairReading
    from readiness.many.columns import Column
    from readiness.many.request import Request
    from readiness.many.world import Facts, World
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


NOTHING = Sides(UNKNOWN, UNKNOWN, UNKNOWN)


class Pairs(NamedTuple):
    """Pairs of one scope: numbers of their profiles and of their dates, the requests they come from, and the indexes of these."""

    a: Column
    b: Column
    days: Column
    requests: Sequence[Request]
    indexes: Sequence[int]


class Stated(NamedTuple):
    """What profiles say of one indicator: the number of the level in each stretch of dates, and of `Statements` the rest."""

    levels: Levels
    numbers: Column
    rated: Column
    narrowed: Column
    causes: Column | None


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
        return channels.strongest(Columns(), [self._joint(name, a, b) for name in self._caps], self._half)

    def _joint(self, name: str, a: Column, b: Column) -> Quantity:
        of_a, of_b = self._numbers[name][a], self._numbers[name][b]
        level = channels.joint(Columns(), self._levels.at(of_a), self._levels.at(of_b), self._caps[name])
        return level._replace(applicable=(of_a + of_b) > 0) if name in self._unlisted else level


class Causes(NamedTuple):
    """One indicator: the number of what lies behind the level of side a, of side b, and of the pair."""

    a: Column
    b: Column
    pair: Column


class Evidence:
    """Reads pairs of one scope. What each profile says in general is read once, the rest pair by pair where there is any."""

    def __init__(self, rubric: Rubric, world: World, scope: Scope) -> None:
        self._rubric, self._scope = rubric, scope
        self._documents = world.documents
        self._scopes = [replace(scope, as_of=day) for day in world.dates]
        self._counting = {key: item for key, item in rubric.indicators.items() if in_scope(item, scope)}
        calendar = Calendar(world.dates, rubric.evidence)
        facts = facts_of(world, calendar)
        said = {key: statements(rubric, world, calendar, key, self._scopes) for key in self._counting}
        turning = zip(facts.turns, *(statement.turns for statement in said.values()), strict=True)
        begins = [sorted({day for turns in of_profile for day, _ in turns}) for of_profile in turning]
        self._stretches = Stretches(begins, len(world.dates))
        self._facts = self._stretches.spread(facts.turns)
        self._said = {
            key: Stated(
                item.levels,
                self._stretches.spread(item.turns),
                item.rated,
                item.narrowed,
                self._stretches.spread(item.causes, rubric.indicators[key].causes.index(None))
                if item.causes is not None
                else None,
            )
            for key, item in said.items()
        }
        self._holdings = Holdings(rubric, facts, world.dates)
        self._channels = {
            key: Channels(rubric, key, facts, self._scopes)
            for key, indicator in self._counting.items()
            if indicator.unit == "channel" and key in rubric.channel_ladders
        }

    def read(self, pairs: Pairs, met: list[int]) -> tuple[dict[str, Sides], dict[str, Causes]]:
        """The indicators of some pairs, and what lies behind those whose obstacle depends on it.

        Those out of scope count for nothing and are left unknown.

        `met` are the pairs of which either profile says something towards the other.
        """
        stretches = self._of_sides(pairs)
        facts = self._facts[stretches[0]], self._facts[stretches[1]]
        shared = Shared(self._holdings, *facts)
        singly, single_causes = self._to_read_singly(pairs, stretches, met)
        causes_by_key: dict[str, Causes] = {}
        sides_by_key = dict.fromkeys(self._rubric.indicators, NOTHING)
        for key, indicator in self._counting.items():
            said = self._said[key]
            numbers = said.numbers[stretches[0]], said.numbers[stretches[1]]
            if indicator.unit == "pair":
                level = Sides(UNKNOWN, UNKNOWN, self._of_pair(indicator, said, shared, numbers))
            else:
                a, b = (said.levels.at(of_side) for of_side in numbers)
                of_pair = (
                    UNKNOWN if indicator.unit == "each" else self._of_channel(key, (a, b), numbers, facts)
                )
                level = Sides(a, b, of_pair)
            sides_by_key[key] = _with_single(level, singly[key], len(pairs.a))
            if said.causes is not None:
                causes_by_key[key] = self._causes(indicator, said, numbers, stretches, single_causes[key])
        return sides_by_key, causes_by_key

    def _causes(
        self,
        indicator: Indicator,
        said: Stated,
        numbers: tuple[Column, Column],
        stretches: tuple[Column, Column],
        singles: Mapping[int, tuple[int, int, int]],
    ) -> Causes:
        """What lies behind the levels of an indicator whose obstacle depends on it."""
        of_a, of_b = (said.causes[stretch] for stretch in stretches) if said.causes is not None else stretches
        if indicator.unit == "channel":
            of_pair = _of_weaker([said.levels.at(of_side) for of_side in numbers], [of_a, of_b])
        else:
            of_pair = np.minimum(of_a, of_b)  # where both state something, the pair is read singly
        columns = [np.array(column) for column in (of_a, of_b, of_pair)]
        for row, causes in singles.items():
            for column, cause in zip(columns, causes, strict=True):
                column[row] = cause
        return Causes(*columns)

    def before(self, pairs: Pairs, sides: Mapping[str, Sides], days: Mapping[int, date]) -> dict[str, Sides]:
        """The same levels, but of some of the pairs as they were on an earlier day. `days` are by number of the pair."""
        earlier: dict[str, Sides] = {}
        for key in self._counting if days else ():
            read = {
                row: Sides(*quantities(self._reading(key, pairs, row, replace(self._scope, as_of=day))))
                for row, day in days.items()
            }
            earlier[key] = _with_single(sides[key], read, len(pairs.a))
        return earlier

    def _of_sides(self, pairs: Pairs) -> tuple[Column, Column]:
        """The stretch of each side's profile in which the date of the pair lies."""
        return self._stretches.at(pairs.a, pairs.days), self._stretches.at(pairs.b, pairs.days)

    def _of_pair(
        self, indicator: Indicator, said: Stated, shared: Shared, numbers: tuple[Column, Column]
    ) -> Quantity:
        """What one side states of the pair, else what facts of both tell."""
        stated = np.maximum(*numbers)
        common = shared.level(indicator, self._scope)
        return merged(common, stated > 0, said.levels.at(stated)) if stated.any() else common

    def _of_channel(
        self,
        key: str,
        sides: tuple[Quantity, Quantity],
        numbers: tuple[Column, Column],
        facts: tuple[Column, Column],
    ) -> Quantity:
        """The weaker side's access as rated; where neither is rated, the best channel recorded."""
        rated = (numbers[0] > 0) | (numbers[1] > 0)
        recorded = self._channels[key].best(*facts) if key in self._channels else UNKNOWN
        return merged(recorded, rated, weakest(Columns(), *sides)) if rated.any() else recorded

    def _to_read_singly(
        self, pairs: Pairs, stretches: tuple[Column, Column], met: list[int]
    ) -> tuple[dict[str, dict[int, Sides]], dict[str, dict[int, tuple[int, int, int]]]]:
        """By indicator, the pairs that need a reading of their own, read, and what lies behind these levels."""
        singles: dict[str, dict[int, Sides]] = {key: {} for key in self._counting}
        causes: dict[str, dict[int, tuple[int, int, int]]] = {key: {} for key in self._counting}

        def single(key: str, row: int) -> None:
            reading = self._reading(key, pairs, row, self._scopes[pairs.days[row]])
            singles[key][row] = Sides(*quantities(reading))
            indicator = self._counting[key]
            if indicator.raises_by_cause:
                a, b, pair = (
                    indicator.causes.index(said.cause) for said in (reading.a, reading.b, reading.pair)
                )
                causes[key][row] = a, b, pair

        for row in met:
            a, b, _ = pairs.requests[row]
            partners = a.profile.partners.get(b.id), b.profile.partners.get(a.id)
            spoken = [key for partner in partners if partner is not None for key in partner.ratings]
            recorded = (
                key
                for key, indicator in self._counting.items()
                if of_record(a.profile, b.id, indicator) or of_record(b.profile, a.id, indicator)
            )
            for key in dict.fromkeys([*spoken, *recorded]):
                if key in singles:
                    single(key, row)
        for key, indicator in self._counting.items():
            for row in self._mixed(key, indicator, pairs, stretches):
                if row not in singles[key]:
                    single(key, row)
        return singles, causes

    def _reading(self, key: str, pairs: Pairs, row: int, scope: Scope) -> PairReading:
        a, b = self._documents[pairs.a[row]], self._documents[pairs.b[row]]
        return read_indicator(self._rubric, key, a, b, scope, {})

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


def _of_weaker(levels: Sequence[Quantity], causes: Sequence[Column]) -> Column:
    """The cause of the weaker access, by the order of `evidence.reading.weakest`."""
    (a, b), (of_a, of_b) = levels, causes
    result = np.minimum(of_a, of_b)
    for mine, other in ((a.grounds, b.grounds), (_bound(a), _bound(b))):
        result = np.where(mine < other, of_a, np.where(other < mine, of_b, result))
    return result


def _bound(level: Quantity) -> Column:
    return np.where(level.applicable, level.level, np.inf)


def _with_single(level: Sides, singles: Mapping[int, Sides], size: int) -> Sides:
    """The levels of so many pairs with those of the pairs that had to be read one by one."""
    if not singles:
        return level
    return Sides(*(_spread(old, size, singles, side) for side, old in enumerate(level)))


def _spread(old: Quantity, size: int, chosen: Mapping[int, Sides], side: int) -> Quantity:
    """A side's level with the single readings in their places."""
    parts = zip(*(sides[side] for sides in chosen.values()), strict=True)
    result = []
    for column, values in zip(old, parts, strict=True):
        if not isinstance(column, np.ndarray) and all(value == column for value in values):
            result.append(column)  # still the same for all pairs
            continue
        new = np.array(np.broadcast_to(np.asarray(column), (size,)))
        new[list(chosen)] = values
        result.append(new)
    return Quantity(*result)
