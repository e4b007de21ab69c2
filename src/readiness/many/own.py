"""What each profile says by itself, whoever the partner is: read once for all the pairs it stands in.

What a profile says depends on the date of the assessment only through the ages of its evidence. It is read once for every
stretch of dates in which no evidence appears or turns stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.evidence.pair import read_own
from readiness.evidence.reading import quantity
from readiness.many.columns import Levels
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Quantity
    from readiness.many.columns import Column
    from readiness.many.world import Calendar, World
    from readiness.model.indicator import Indicator
    from readiness.model.profile import Rating, RowRating
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Statements:
    """One indicator: which level each profile states at each date, about itself, or about its relation to anyone.

    `numbers` are those of `levels`, one row per profile, one column per date. `rated` shows which profiles rate it at all:
    a rating of some rows may leave the level as unknown as silence does, and still counts beside what the other side says.
    `narrowed` shows which profiles rate it for some needs or crimes only. `causes` are the numbers of what lies behind each
    level, None unless they decide the obstacle.
    """

    levels: Levels
    numbers: Column
    rated: Column
    narrowed: Column
    causes: Column | None


class Sides(NamedTuple):
    """One indicator: what counts for side a, for side b, and for the pair."""

    a: Quantity
    b: Quantity
    pair: Quantity


def statements(
    rubric: Rubric,
    world: World,
    calendar: Calendar,
    scopes: Sequence[Scope],
    keys: Iterable[str],
) -> dict[str, Statements]:
    """What every profile says of some indicators. `scopes` are the scope at each date."""
    return {key: _of_indicator(rubric, world, calendar, key, scopes) for key in keys}


def _of_indicator(
    rubric: Rubric, world: World, calendar: Calendar, key: str, scopes: Sequence[Scope]
) -> Statements:
    levels, indicator = Levels(), rubric.indicators[key]
    numbers = np.zeros((len(world.documents), len(world.dates)), dtype=np.intp)
    rated = np.array([key in document.profile.ratings for document in world.documents], dtype=bool)
    narrowed = np.zeros(len(world.documents), dtype=bool)
    names = indicator.causes
    causes = np.full(numbers.shape, names.index(None)) if indicator.raises_by_cause else None
    for row, document in enumerate(world.documents):
        if not _speaks(document, key, indicator):
            continue
        narrowed[row] = _narrowed(document, key)
        begin, end = world.first[row], world.last[row]
        for day in (
            calendar.turns(_moments(document, key, indicator), begin, end) if begin < end else (begin,)
        ):
            reading = read_own(rubric, key, document, scopes[day])
            numbers[row, day : end + 1] = levels.add(quantity(reading))
            if causes is not None:
                causes[row, day : end + 1] = names.index(reading.cause)
    return Statements(levels, numbers, rated, narrowed, causes)


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
