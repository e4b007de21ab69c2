"""The profiles and the dates of a batch, and when what a profile holds begins to count or grows old."""

from __future__ import annotations

from bisect import bisect, bisect_left
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from readiness.documents.place import Place, Text
from readiness.documents.profile_checks import names_of
from readiness.evidence.admiralty import is_stale
from readiness.jurisdictions.lookup import key_of
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.many.column_arithmetic import Column
    from readiness.model.profile import Profile
    from readiness.model.question import Question
    from readiness.model.rules import EvidenceRules


class World:
    """Profiles, and the dates at which any two of them may be assessed.

    `numbers` are those of the profiles given, by identity. `first` is for each profile the number of the first date at which
    it may be needed.
    """

    def __init__(self, documents: Iterable[ProfileDocument], questions: Iterable[Question]) -> None:
        given_documents = list(documents)
        self.numbers = {id(document): number for number, document in enumerate(given_documents)}
        self.documents = [_without_lines(document) for document in given_documents]
        given = {question.as_of for question in questions}
        own = [_day_of(document) if None in given else None for document in self.documents]
        asked = {day: last_day(day) for day in given if day is not None}
        self.dates = sorted({*asked.values(), *(day for day in own if day is not None)})
        numbers = {day: number for number, day in enumerate(self.dates)}
        self._own = np.array([numbers[day] if day is not None else -1 for day in own], dtype=np.intp)
        self._asked: dict[str | None, int] = {text: numbers[day] for text, day in asked.items()}
        # A pair without a date of its own is assessed at the newer of its profiles' dates, so at no older one of each.
        earliest = min(self._asked.values(), default=len(self.dates))
        own_first = self._own.clip(0).tolist() if None in given else [earliest] * len(own)
        self.first: list[int] = [min(earliest, day) for day in own_first]

    @cached_property
    def codes(self) -> list[str]:
        """The code of each profile."""
        return [document.id for document in self.documents]

    @cached_property
    def digests(self) -> list[str]:
        """The digest of each profile."""
        return [document.digest for document in self.documents]

    @cached_property
    def ranks(self) -> Column:
        """The position of each profile's code among all codes in alphabetical order."""
        ranks = {code: rank for rank, code in enumerate(sorted(set(self.codes)))}
        return np.array([ranks[code] for code in self.codes], dtype=np.intp)

    @cached_property
    def jurisdictions(self) -> Column:
        """The same number for profiles of one jurisdiction, however it is written."""
        keys = [key_of(code) or code for code in self.codes]
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        return np.array([numbers[key] for key in keys], dtype=np.intp)

    @cached_property
    def names(self) -> list[str]:
        """The name of each profile's jurisdiction."""
        return [names_of(document.profile) for document in self.documents]

    def days(self, a: Column, b: Column, questions: Iterable[Question]) -> Column:
        """The date of each pair by number: that of its question, else the newer of its profiles'; -1 without any."""
        newer = np.maximum(self._own[a], self._own[b])
        if not self._asked:
            return newer
        given = [self._asked.get(question.as_of, -1) for question in questions]
        return np.where(np.array(given) >= 0, given, newer)

    def told(self, a: Column, b: Column) -> Column:
        """Which pairs there are of which either profile says something towards the other."""
        size = len(self.documents)
        return np.isin(a * size + b, self._told) | np.isin(b * size + a, self._told)

    @cached_property
    def _told(self) -> Column:
        """The profiles that say something towards others: number of profile * count + number of partner."""
        by_code: dict[str, list[int]] = {}
        for number, document in enumerate(self.documents):
            by_code.setdefault(document.id, []).append(number)
        size = len(self.documents)
        told = [
            number * size + partner
            for number, document in enumerate(self.documents)
            for code in _told_of(document.profile)
            for partner in by_code.get(code, ())
        ]
        return np.array(sorted(told), dtype=np.intp)


class Calendar:
    """When evidence of a date begins to count, is no longer of the day itself, and turns stale: by numbers of dates."""

    def __init__(self, dates: Sequence[date], rules: EvidenceRules) -> None:
        self._dates, self._rules = dates, rules
        self._known: dict[date, tuple[int, int, int]] = {}

    def turns(self, moments: Iterable[date], begin: int) -> list[int]:
        """The dates, from `begin` on, at which evidence of these moments counts otherwise than on the date before."""
        turning = {begin}
        for moment in moments:
            if moment not in self._known:
                self._known[moment] = self._of(moment)
            turning.update(day for day in self._known[moment] if begin < day < len(self._dates))
        return sorted(turning)

    def begins(self, moments: Iterable[date], begin: int) -> list[int]:
        """The dates, from `begin` on, on which one of these days is reached for the first time."""
        reached = (bisect_left(self._dates, moment) for moment in moments)
        return sorted({begin, *(day for day in reached if begin < day < len(self._dates))})

    def _of(self, moment: date) -> tuple[int, int, int]:
        stale = bisect(self._dates, 0, key=lambda day: is_stale(moment, day, self._rules))
        return bisect_left(self._dates, moment), bisect(self._dates, moment), stale


class Stretches:
    """The dates of each profile, cut into stretches in which nothing that it holds changes, numbered through.

    `begins` are the dates, by number, at which something of each profile changes; the first is the first one needed.
    """

    def __init__(self, begins: Sequence[Sequence[int]], dates: int) -> None:
        self._begins = begins
        self._first = [0]
        self._numbers = np.zeros(
            (len(begins), dates), dtype=np.int32
        )  # much memory where there are many dates
        for row, days in enumerate(begins):
            first = self._first[-1]
            for number, day in enumerate(days, first):
                self._numbers[row, day:] = number
            self._first.append(first + len(days))

    def at(self, documents: Column, days: Column) -> Column:
        """The stretch of each profile in which a date lies, by numbers of profiles and dates."""
        stretches: Column = self._numbers[documents, days].astype(np.intp)
        return stretches

    def spread(self, turns: Sequence[Sequence[tuple[int, int]]], before: int = 0) -> Column:
        """A number for every stretch, from what changes of each profile: (date, number from then on), `before` until then."""
        numbers = np.full(self._first[-1], before, dtype=np.intp)
        for row, of_profile in enumerate(turns):
            if of_profile:
                first, days = self._first[row], self._begins[row]
                for day, number in of_profile:
                    numbers[first + bisect_left(days, day) : self._first[row + 1]] = number
        return numbers


class FactHistory(Struct, frozen=True):
    """The facts of all profiles, once for every stretch of dates in which they stay the same.

    `versions` are a profile and a date of the stretch by number; `turns` tell for each profile from which date on which
    version holds.
    """

    versions: list[tuple[ProfileDocument, int]]
    turns: list[list[tuple[int, int]]]


def facts_of(world: World, calendar: Calendar) -> FactHistory:
    """The facts of the world's profiles."""
    versions: list[tuple[ProfileDocument, int]] = []
    turns: list[list[tuple[int, int]]] = []
    for document, begin in zip(world.documents, world.first, strict=True):
        last = begin + 1 == len(world.dates)
        days = [begin] if last else calendar.begins(_moments(document.profile), begin)
        turns.append([(day, number) for number, day in enumerate(days, len(versions))])
        versions += [(document, day) for day in days]
    return FactHistory(versions, turns)


def _without_lines(document: ProfileDocument) -> ProfileDocument:
    """The profile alone: levels need no lines, and to look for the lines of all files takes time and memory."""
    return replace(document, place=Place((Text(document.file, ""),)))


def _day_of(document: ProfileDocument) -> date | None:
    text = document.profile.as_of
    return last_day(text) if text is not None else None


def _told_of(profile: Profile) -> frozenset[str]:
    """The partners of which a profile says something."""
    without = profile.facts.no_agreement.values()
    return frozenset(profile.partners).union(*(stated.with_ for stated in without))


def _moments(profile: Profile) -> Iterator[date]:
    """The days from which facts count, or no longer do."""
    facts = profile.facts
    for entry in (
        *facts.memberships.values(),
        *facts.instruments.values(),
        *facts.law.values(),
        *facts.channels,
    ):
        for name in ("since", "as_of"):
            text = getattr(entry, name, None)
            if text is not None:
                yield first_day(text)
                yield last_day(text)
        until = getattr(entry, "until", None)
        if until is not None and last_day(until) < date.max:
            yield last_day(until) + timedelta(days=1)
