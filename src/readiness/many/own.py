"""What each profile says by itself, whoever the partner is: read once for all the pairs it stands in.

What a profile says depends on the date of the assessment only through the ages of its evidence. It is read once for every
stretch of dates in which no evidence appears or turns stale.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from readiness.evidence.level_reading import quantity
from readiness.evidence.pair import read_own
from readiness.many.levels import Levels
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Quantity
    from readiness.evidence.level_reading import Reading
    from readiness.many.column_arithmetic import Column
    from readiness.many.world import Calendar, World
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rating import Rating, RowRating
    from readiness.model.rubric import Rubric


class Statements(Struct, frozen=True):
    """One indicator: which level each profile states about itself, or about its relation to anyone, and from when on.

    `turns` tell for each profile from which date on which of the `levels` counts, both by number. `rated` shows which
    profiles rate it at all: a rating of some rows may leave the level as unknown as silence does, and still counts beside
    what the other side says. `narrowed` shows which profiles rate it for some needs or crimes only. `firm` are the turns of
    whether what it states stands, whatever is on record: 1 for a rating that is not stale, 0 for all else.
    `causes` are the turns of what lies behind the level, None unless that decides the obstacle.
    """

    levels: Levels
    turns: list[list[tuple[int, int]]]
    rated: Column
    narrowed: Column
    firm: list[list[tuple[int, int]]]
    causes: list[list[tuple[int, int]]] | None


class SideQuantities(NamedTuple):
    """One indicator: what counts for side a, for side b, and for the pair."""

    a: Quantity
    b: Quantity
    pair: Quantity


def statements(
    rubric: Rubric, world: World, calendar: Calendar, key: str, scopes: Sequence[Scope]
) -> Statements:
    """What every profile says of an indicator. `scopes` are the scope at each date."""
    levels, indicator = Levels(), rubric.indicators[key]
    rated = np.array([key in document.profile.ratings for document in world.documents], dtype=bool)
    narrowed = np.array([_narrowed(document, key) for document in world.documents], dtype=bool)
    turns: list[list[tuple[int, int]]] = []
    firm: list[list[tuple[int, int]]] = []
    causes: list[list[tuple[int, int]]] = []
    names = indicator.causes
    for document, begin in zip(world.documents, world.first, strict=True):
        days: list[int] = []
        if _speaks(document, key, indicator):
            last = begin + 1 == len(world.dates)
            days = [begin] if last else calendar.turns(_moments(document, key, indicator), begin)
        readings = [(day, read_own(rubric, key, document, scopes[day])) for day in days]
        turns.append([(day, levels.add(quantity(reading))) for day, reading in readings])
        firm.append([(day, int(_is_firm(reading))) for day, reading in readings])
        if indicator.raises_by_cause:
            causes.append([(day, names.index(reading.cause)) for day, reading in readings])
    return Statements(levels, turns, rated, narrowed, firm, causes if indicator.raises_by_cause else None)


def differs_by_need(rubric: Rubric, world: World, key: str) -> bool:
    """Whether what profiles say of an indicator may depend on the need: its rows are needs, or a rating is for some needs only."""
    table = rubric.indicators[key].table
    return (table is not None and table.by == "need") or any(
        rating.needs for document in world.documents for rating in document.profile.ratings.get(key, ())
    )


def _is_firm(reading: Reading) -> bool:
    return reading.basis in ("rating", "not-applicable") and not (reading.known and reading.stale)


def _narrowed(document: ProfileDocument, key: str) -> bool:
    return any(rating.needs or rating.crimes for rating in document.profile.ratings.get(key, ()))


def _speaks(document: ProfileDocument, key: str, indicator: Indicator) -> bool:
    """Whether a profile holds anything on an indicator that does not depend on the partner."""
    return key in document.profile.ratings or any(
        proxy.index in document.profile.facts.indices for proxy in indicator.proxies
    )


def _moments(document: ProfileDocument, key: str, indicator: Indicator) -> list[date]:
    """The dates of all evidence that the reading may rest on, of a partial date its ends. What is undated is always new."""
    dates = [document.profile.as_of]
    for rating in document.profile.ratings.get(key, ()):
        stated: list[Rating | RowRating] = [rating, *rating.rows.values()]
        dates += [text for said in stated for text in (said.as_of, *(item.as_of for item in said.evidence))]
    moments = [end(text) for text in dates if text is not None for end in (first_day, last_day)]
    for proxy in indicator.proxies:
        moments += [date(value.year, 12, 31) for value in document.profile.facts.indices.get(proxy.index, ())]
    return moments
