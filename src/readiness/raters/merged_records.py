"""Merges what several raters recorded besides ratings: facts, standing, agreements, cases, structures, sources.

Duplicates are kept once. Where raters contradict each other, the majority wins, and the first rater at a tie, unless a
rule here says otherwise; the contradiction is listed.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import compress
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from readiness.language import _
from readiness.model.fields import first_day, last_day
from readiness.model.joint_record import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.model.rubric import Rubric

Data = dict[str, Any]
ByRater = list[tuple[int, Data]]
"""What each rater (from 1) recorded, as plain data."""
_CIRCUMSTANCES = {"since", "as_of", "source", "note"}


class Contradiction(Struct, frozen=True):
    """A contradiction between raters: what it is about, what each of them says, and which value was used."""

    about: str
    by_rater: tuple[tuple[int, str], ...]
    used: str

    def __str__(self) -> str:
        """The contradiction in one line."""
        said = _("rater {rater}: {text}")
        by_rater = ", ".join(said.format(rater=rater, text=text) for rater, text in self.by_rater)
        return _("{about}: {by_rater}; used {used}").format(
            about=self.about, by_rater=by_rater, used=self.used
        )


class Union:
    """Merges the records of several raters and collects their contradictions."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self.conflicts: list[Contradiction] = []

    def facts(self, about: str, by_rater: ByRater) -> Data:
        """Facts of the jurisdiction, or of it and a partner: lists joined, mappings key by key, index values by year."""
        facts: Data = {}
        for key in dict.fromkeys(key for _rater, own in by_rater for key in own):
            values = [(rater, own[key]) for rater, own in by_rater if key in own]
            where = f"{about}.{key}"
            if key == "channels":
                facts[key] = self._channels(where, values)
            elif key == "indices":
                facts[key] = self._indices(where, values)
            elif key == "relations":
                facts[key] = [entry for _, entry in _merged(values, _as_relation)]
            elif all(isinstance(value, dict) for _, value in values):
                facts[key] = self.mapping(where, values)
            elif all(isinstance(value, list) for _, value in values):
                by_year = any(isinstance(entry, dict) for _, value in values for entry in value)
                joined = (
                    list(dict.fromkeys(entry for _, value in values for entry in value))
                    if not by_year
                    else []
                )
                facts[key] = self._years(where, values) if by_year else joined
            else:
                facts[key] = self.most(where, values)
        return facts

    def mapping(self, about: str, by_rater: Sequence[tuple[int, Mapping[str, Any]]]) -> Data:
        """Each key with the value given by most of the raters who have it."""
        keys = dict.fromkeys(key for _, own in by_rater for key in own)
        return {
            key: self.most(f"{about}.{key}", [(r, own[key]) for r, own in by_rater if key in own])
            for key in keys
        }

    def most(self, about: str, by_rater: Sequence[tuple[int, Any]]) -> Any:
        """The value of most raters, at a tie the first. Entries with the same gist complete each other."""
        counts = Counter(_gist(value) for _, value in by_rater)
        used = max(by_rater, key=lambda vote: (counts[_gist(vote[1])], -vote[0]))[1]
        self._note(about, [(rater, _gist(value)) for rater, value in by_rater], _gist(used))
        alike = [value for _, value in by_rater if isinstance(value, dict) and _gist(value) == _gist(used)]
        return _joined(alike) if alike else used

    def sources(self, by_rater: ByRater) -> tuple[Data, list[dict[str, str]]]:
        """All sources, and for each rater the new ids of those whose id was already taken by another source."""
        sources: Data = {}
        renamed: list[dict[str, str]] = []
        for _rater, own in by_rater:
            renamed.append({})
            for key, entry in own.items():
                free = next(name for name in _numbered(key) if sources.get(name, entry) == entry)
                sources[free] = entry
                if free != key:
                    renamed[-1][key] = free
        return sources, renamed

    def standing(self, about: str, by_rater: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """One entry per period and set of needs; where statuses differ, the more severe is used."""
        severity = list(self._rubric.standing)
        slots: dict[str, list[tuple[int, Data]]] = {}
        for rater, entries in by_rater:
            for entry in entries:
                slots.setdefault(repr(_slot(entry, "since", "until", "needs")), []).append((rater, entry))
        standing: list[Data] = []
        for same in slots.values():
            used = max(same, key=lambda stated: severity.index(stated[1]["status"]))[1]
            words = [(rater, _words(entry, "status", "cause")) for rater, entry in same]
            where = _("{about}.standing since {date}").format(about=about, date=used["since"])
            self._note(where, words, _words(used, "status", "cause"))
            alike = [
                entry
                for _, entry in same
                if _words(entry, "status", "cause") == _words(used, "status", "cause")
            ]
            standing.append(_joined(alike))
        return sorted(standing, key=lambda entry: first_day(str(entry["since"])))

    def agreements(self, about: str, by_rater: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """One entry per text and period; where statuses differ, the most frequent, at a tie the earlier stage."""
        stages = self._rubric.agreement_statuses
        slots: dict[str, list[tuple[int, Data]]] = {}
        for rater, entries in by_rater:
            for entry in entries:
                slot = _slot(entry, "kind", "title", "since", "until", "needs")
                slots.setdefault(repr(slot), []).append((rater, entry))
        agreements: list[Data] = []
        for same in slots.values():
            votes = Counter(entry["status"] for _, entry in same)
            if len({rater for rater, _ in same}) == len(same):
                used = min(votes, key=lambda status: (-votes[status], stages.index(status)))
                name = same[0][1].get("title") or same[0][1]["kind"]
                self._note(f"{about}.agreements {name}", [(r, e["status"]) for r, e in same], used)
                votes = Counter([used])
            # Otherwise a rater lists several texts that cannot be told apart: each status is kept.
            agreements += [_joined([e for _, e in same if e["status"] == status]) for status in votes]
        return agreements

    def structures(self, by_rater: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """One entry per kind, period and set of needs, or as many as the rater with the most has."""
        return [
            entry
            for _, entry in _merged(by_rater, lambda entry: _slot(entry, "kind", "since", "until", "needs"))
        ]

    def cases(self, about: str, by_rater: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """Entries of different raters that overlap in time and need, asked by one side, count the same cases and are never added up.

        Of such entries, those of the rater with the lowest count are used.
        """
        left = [_work(rater, entry) for rater, entries in by_rater for entry in entries]
        cases: list[Data] = []
        while left:
            cluster = [left.pop(0)]
            for member in cluster:  # grows while it is read
                near = [_overlap(other, member) for other in left]
                cluster += compress(left, near)
                left = [other for other, is_near in zip(left, near, strict=True) if not is_near]
            by: dict[int, list[Data]] = {}
            for member in cluster:
                by.setdefault(member.rater, []).append(member.entry)
            counts = {rater: _completed(entries) for rater, entries in by.items()}
            chosen = min(counts, key=lambda rater: (counts[rater], rater))
            period = str(min(cluster, key=lambda member: member.begin).entry["from"])
            words = [(rater, _counted(count)) for rater, count in counts.items()]
            where = _("{about}.cases from {date}").format(about=about, date=period)
            self._note(where, words, _counted(counts[chosen]))
            cases += by[chosen]
        return sorted(cases, key=lambda entry: first_day(str(entry["from"])))

    def _channels(self, about: str, by_rater: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        keys = dict.fromkeys(entry["id"] for _, entries in by_rater for entry in entries)
        channels: list[Data] = []
        for key in keys:
            same = [(rater, entry) for rater, entries in by_rater for entry in entries if entry["id"] == key]
            parts = self.mapping(f"{about} {key}", [(r, entry.get("components", {})) for r, entry in same])
            entry = _joined([entry for _, entry in same])
            channels.append(entry | ({"components": parts} if parts else {}))
        return channels

    def _indices(self, about: str, by_rater: Sequence[tuple[int, Mapping[str, list[Data]]]]) -> Data:
        keys = dict.fromkeys(key for _, own in by_rater for key in own)
        return {
            key: self._years(f"{about}.{key}", [(r, own[key]) for r, own in by_rater if key in own])
            for key in keys
        }

    def _years(self, about: str, by_rater: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        by_year: dict[int, list[tuple[int, Data]]] = {}
        for rater, entries in by_rater:
            for entry in entries:
                by_year.setdefault(entry["year"], []).append((rater, entry))
        return [self.most(f"{about} {year}", same) for year, same in sorted(by_year.items())]

    def _note(self, about: str, by_rater: Sequence[tuple[int, str]], used: str) -> None:
        if len({text for _, text in by_rater}) > 1:
            self.conflicts.append(Contradiction(about, tuple(by_rater), used))


def _as_relation(entry: Data) -> Any:
    return _slot(entry, "kind", "since", "until")


def _merged(by_rater: Sequence[tuple[int, list[Data]]], key: Callable[[Data], Any]) -> list[tuple[int, Data]]:
    """One entry per key, completed from the others, or as many as the rater with the most entries of that key has."""
    by_key: dict[str, dict[int, list[Data]]] = {}
    for rater, entries in by_rater:
        for entry in entries:
            by_key.setdefault(repr(key(entry)), {}).setdefault(rater, []).append(entry)
    merged: list[tuple[int, Data]] = []
    for same in by_key.values():
        rater, most = max(same.items(), key=lambda own: (len(own[1]), -own[0]))
        if len(most) == 1:
            most = [_joined([entry for entries in same.values() for entry in entries])]
        merged += [(rater, entry) for entry in most]
    return merged


def _joined(entries: Sequence[Data]) -> Data:
    """The first entry, completed with keys that only later ones have, and with the evidence of all."""
    joined: Data = {}
    for entry in entries:
        joined = {**entry, **joined}
    evidence: list[Data] = []
    for cited in (cited for entry in entries for cited in entry.get("evidence", [])):
        if cited not in evidence:
            evidence.append(cited)
    return joined | ({"evidence": evidence} if evidence else {})


def _slot(entry: Data, *keys: str) -> list[Any]:
    return [sorted(value) if isinstance(value := entry.get(key), list) else value for key in keys]


def _completed(entries: list[Data]) -> float:
    """How many cases a rater counts; ordinary work without a number is more than any number."""
    return sum(inf if entry["completed"] == MANY else entry["completed"] for entry in entries)


def _counted(count: float) -> str:
    return _("{count} completed").format(count=MANY if count == inf else format(count, "g"))


class _Work(NamedTuple):
    """Cases that a rater counts, what they are for, who asked if it is told, and from when to when."""

    rater: int
    entry: Data
    needs: frozenset[str]
    asker: str | None
    begin: date
    end: date


def _work(rater: int, entry: Data) -> _Work:
    end = last_day(str(entry["to"])) if "to" in entry else date.max
    needs, asker = frozenset(entry.get("needs", ())), entry.get("requesting")
    return _Work(rater, entry, needs, asker, first_day(str(entry["from"])), end)


def _overlap(first: _Work, second: _Work) -> bool:
    """Whether entries of two raters may count the same cases."""
    return (
        first.rater != second.rater
        and first.begin <= second.end
        and second.begin <= first.end
        and not (first.needs and second.needs and first.needs.isdisjoint(second.needs))
        and (None in (first.asker, second.asker) or first.asker == second.asker)
    )


def _words(entry: Data, *keys: str) -> str:
    return " ".join(str(entry[key]) for key in keys if key in entry)


def _gist(value: Any) -> str:
    """The core of a value: the status or the number of an entry, without its dates and sources."""
    if not isinstance(value, dict):
        return str(value)
    if "value" in value:
        number = value["value"]
        return str(number) if isinstance(number, bool) else f"{number:g}"
    return ", ".join(str(part) for key, part in value.items() if key not in _CIRCUMSTANCES)


def _numbered(key: str) -> Iterator[str]:
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1
