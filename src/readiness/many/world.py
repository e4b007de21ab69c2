"""The profiles and the dates of a batch, and when what a profile holds begins to count or grows old."""

from __future__ import annotations

from bisect import bisect, bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from readiness.evidence.admiralty import is_stale
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.many.columns import Column
    from readiness.model.profile import Profile
    from readiness.model.rubric import EvidenceRules


@dataclass(frozen=True, slots=True)
class World:
    """Profiles and dates of assessment. `first` and `last` are the dates, by number, at which each profile is needed."""

    documents: Sequence[ProfileDocument]
    dates: Sequence[date]
    first: list[int]
    last: list[int]


class Calendar:
    """When evidence of a date begins to count, is no longer of the day itself, and turns stale: by numbers of dates."""

    def __init__(self, dates: Sequence[date], rules: EvidenceRules) -> None:
        self._dates, self._rules = dates, rules
        self._known: dict[date, tuple[int, int, int]] = {}

    def turns(self, moments: Iterable[date], begin: int, end: int) -> list[int]:
        """The dates, from `begin` to `end`, at which evidence of these moments counts otherwise than on the date before."""
        turning = {begin}
        for moment in moments:
            if moment not in self._known:
                self._known[moment] = self._of(moment)
            turning.update(day for day in self._known[moment] if begin < day <= end)
        return sorted(turning)

    def begins(self, moments: Iterable[date], begin: int, end: int) -> list[int]:
        """The dates, from `begin` to `end`, on which one of these days is reached for the first time."""
        reached = (bisect_left(self._dates, moment) for moment in moments)
        return sorted({begin, *(day for day in reached if begin < day <= end)})

    def _of(self, moment: date) -> tuple[int, int, int]:
        stale = bisect(self._dates, 0, key=lambda day: is_stale(moment, day, self._rules))
        return bisect_left(self._dates, moment), bisect(self._dates, moment), stale


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of all profiles, once for every stretch of dates in which they stay the same.

    `numbers` tells for a profile (row) and a date (column) which of the `versions` holds: a profile, and a date of the
    stretch by number.
    """

    versions: list[tuple[ProfileDocument, int]]
    numbers: Column


def facts_of(world: World, calendar: Calendar) -> Facts:
    """The facts of the world's profiles."""
    versions: list[tuple[ProfileDocument, int]] = []
    numbers = np.zeros((len(world.documents), len(world.dates)), dtype=np.intp)
    for row, document in enumerate(world.documents):
        begin, end = world.first[row], world.last[row]
        for day in calendar.begins(_moments(document.profile), begin, end) if begin < end else (begin,):
            numbers[row, day : end + 1] = len(versions)
            versions.append((document, day))
    return Facts(versions, numbers)


def _moments(profile: Profile) -> Iterator[date]:
    """The days from which facts count, or no longer do."""
    facts = profile.facts
    for entry in (*facts.memberships.values(), *facts.instruments.values(), *facts.channels):
        for name in ("since", "as_of"):
            text = getattr(entry, name, None)
            if text is not None:
                yield first_day(text)
                yield last_day(text)
        until = getattr(entry, "until", None)
        if until is not None and last_day(until) < date.max:
            yield last_day(until) + timedelta(days=1)
