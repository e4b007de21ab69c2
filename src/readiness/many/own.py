"""What each profile says by itself, whoever the partner is: read once for all the pairs it stands in.

What a profile says depends on the date of the assessment only through the ages of its evidence. It is read once for every
stretch of dates in which no evidence appears or turns stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.documents.reading import ProfileDocument
from readiness.documents.yaml_text import Place, Text
from readiness.engine.arithmetic import Quantity
from readiness.engine.outcome import quantity
from readiness.evidence import proxies, ratings
from readiness.evidence.pair import PairReading, read_pair
from readiness.evidence.ratings import Candidate, Context, candidates
from readiness.evidence.reading import UNKNOWN, reconcile
from readiness.many.columns import UNKNOWN as LEVEL_UNKNOWN
from readiness.many.columns import Levels
from readiness.model.profile import Profile
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.evidence.reading import Reading
    from readiness.many.columns import Column
    from readiness.many.world import Calendar, World
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope

NOBODY = ProfileDocument(Profile.model_construct(profile="\0"), Place(Text("", ""), 0, 0), "")
"""A partner of whom nothing is known, and of whom no profile can say anything: its code cannot be written."""


@dataclass(frozen=True, slots=True)
class Statements:
    """One indicator: which level each profile states at each date, about itself, or about its relation to anyone.

    `numbers` are those of `levels`, one row a profile, one column a date. `narrowed` tells which profiles rate it for
    some needs or crimes only.
    """

    levels: Levels
    numbers: Column
    narrowed: Column


class Sides(NamedTuple):
    """One indicator: what counts for side a, for side b, and for the pair."""

    a: Quantity
    b: Quantity
    pair: Quantity


class Reader:
    """Reads one indicator without the others: by itself where that is simple, else by `read_pair` with a narrow rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._narrow: dict[str, Rubric] = {}

    def pair(self, key: str, a: ProfileDocument, b: ProfileDocument, scope: Scope) -> Sides | None:
        """One indicator of a pair; None where neither profile states anything about the pair as such."""
        indicator = self._rubric.indicators[key]
        found = candidates(a, b.id, key), candidates(b, a.id, key)
        if not self._is_simple(indicator, *found):
            reading = self._by_rubric(key, a, b, scope)
            return Sides(quantity(reading.a), quantity(reading.b), quantity(reading.pair))
        if indicator.unit == "each":
            of_a, of_b = (
                self._own(document, indicator, of_side, scope)
                for document, of_side in zip((a, b), found, strict=True)
            )
            return Sides(of_a, of_b, LEVEL_UNKNOWN)
        if indicator.unit == "channel":
            found = (_towards(found[0]), _towards(found[1]))
        if not all(found):  # only one side speaks
            level = self._said(found[0] or found[1], scope)
        else:
            level = _level(reconcile(*(self._reading(of_side, scope) for of_side in found))[0])
        if level is LEVEL_UNKNOWN and indicator.derived:
            level = quantity(self._by_rubric(key, a, b, scope).pair)
        return Sides(LEVEL_UNKNOWN, LEVEL_UNKNOWN, level) if level is not LEVEL_UNKNOWN else None

    def alone(self, key: str, document: ProfileDocument, scope: Scope) -> Quantity:
        """What a profile says towards anyone: of its jurisdiction, or of the pair if that is what the indicator asks."""
        indicator = self._rubric.indicators[key]
        of_pair = indicator.unit == "pair"
        found = candidates(document, NOBODY.id, key)
        if not self._is_simple(indicator, found):
            reading = self._by_rubric(key, document, NOBODY, scope)
            return quantity(reading.pair if of_pair else reading.a)
        return self._said(found, scope) if of_pair else self._own(document, indicator, found, scope)

    def _own(
        self, document: ProfileDocument, indicator: Indicator, found: list[Candidate], scope: Scope
    ) -> Quantity:
        """What a side says of itself, else its prior."""
        said = self._said(found, scope)
        if said is not LEVEL_UNKNOWN or not indicator.proxies:
            return said
        return _level(proxies.read(document, indicator, scope.as_of, self._rubric.evidence))

    def _said(self, found: list[Candidate], scope: Scope) -> Quantity:
        """What ratings say where there is only one thing to ask; LEVEL_UNKNOWN itself if nothing."""
        if len(found) != 1:
            return _level(self._reading(found, scope)) if found else LEVEL_UNKNOWN
        rated = found[0].date(None, scope.as_of)
        if rated > scope.as_of:
            return LEVEL_UNKNOWN
        said = ratings.said_by(found[0].rating, None, rated, scope.as_of, self._rubric.evidence)
        known = said.level is not None
        return Quantity(known, known, False, said.level or 0.0, said.low, said.high)

    def _reading(self, found: list[Candidate], scope: Scope) -> Reading:
        return ratings.read(found, Context(), scope.as_of, self._rubric.evidence)

    @staticmethod
    def _is_simple(indicator: Indicator, *found: list[Candidate]) -> bool:
        """Whether there is only one thing to ask: no rows, and nothing narrowed to needs or crimes."""
        if indicator.table is not None:
            return False
        for of_side in found:
            for item in of_side:
                if item.rating.needs or item.rating.crimes:
                    return False
        return True

    def _by_rubric(self, key: str, a: ProfileDocument, b: ProfileDocument, scope: Scope) -> PairReading:
        if key not in self._narrow:
            factor = self._rubric.factors[self._rubric.factor_of[key]]
            alone = factor.model_copy(update={"indicators": {key: factor.indicators[key]}})
            parts = {name: getattr(self._rubric, name) for name in Rubric.model_fields}
            self._narrow[key] = Rubric.model_construct(**parts | {"factors": {key: alone}})
        return read_pair(self._narrow[key], a, b, scope)[key]


def statements(
    rubric: Rubric,
    reader: Reader,
    world: World,
    calendar: Calendar,
    scopes: Sequence[Scope],
    keys: Iterable[str],
) -> dict[str, Statements]:
    """What every profile says of some indicators. `scopes` are the scope at each date."""
    return {key: _of_indicator(rubric, reader, world, calendar, key, scopes) for key in keys}


def _of_indicator(
    rubric: Rubric, reader: Reader, world: World, calendar: Calendar, key: str, scopes: Sequence[Scope]
) -> Statements:
    levels, indicator = Levels(), rubric.indicators[key]
    numbers = np.zeros((len(world.documents), len(world.dates)), dtype=np.intp)
    narrowed = np.zeros(len(world.documents), dtype=bool)
    for row, document in enumerate(world.documents):
        if not _speaks(document, key, indicator):
            continue
        narrowed[row] = _narrowed(document, key)
        begin, end = world.first[row], world.last[row]
        for day in (
            calendar.turns(_moments(document, key, indicator), begin, end) if begin < end else (begin,)
        ):
            numbers[row, day : end + 1] = levels.add(reader.alone(key, document, scopes[day]))
    return Statements(levels, numbers, narrowed)


def _level(reading: Reading) -> Quantity:
    return LEVEL_UNKNOWN if reading is UNKNOWN else quantity(reading)


def _towards(found: list[Candidate]) -> list[Candidate]:
    return [item for item in found if item.towards_partner]


def _narrowed(document: ProfileDocument, key: str) -> bool:
    return any(rating.needs or rating.crimes for rating in document.profile.ratings.get(key, ()))


def _speaks(document: ProfileDocument, key: str, indicator: Indicator) -> bool:
    """Whether a profile holds anything on an indicator that does not depend on the partner."""
    return key in document.profile.ratings or any(
        proxy.index in document.profile.facts.indices for proxy in indicator.proxies
    )


def _moments(document: ProfileDocument, key: str, indicator: Indicator) -> list[date]:
    """The dates of all evidence that the reading may rest on. What is undated is always new."""
    found: list[date] = []
    for rating in document.profile.ratings.get(key, ()):
        candidate = Candidate(document, rating, (), towards_partner=False)
        found += [candidate.date(row, date.min) for row in (None, *rating.rows.values())]
    for proxy in indicator.proxies:
        found += [date(value.year, 12, 31) for value in document.profile.facts.indices.get(proxy.index, ())]
    return found
