"""What several raters recorded besides ratings: facts, standing, agreements, cases, structures, sources.

Everything is kept once. Where raters contradict each other, what most say is used, at a tie what the first says, unless
a rule here says otherwise; and the contradiction is listed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.model.rubric import Rubric

Data = dict[str, Any]
Said = list[tuple[int, Data]]
"""What each rater (from 1) recorded, as plain data."""
_CIRCUMSTANCES = {"since", "as_of", "source", "note"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Raters contradict each other: about what, what each says, and what was used."""

    about: str
    said: tuple[tuple[int, str], ...]
    used: str

    def __str__(self) -> str:
        """The conflict in one line."""
        said = ", ".join(f"rater {rater}: {text}" for rater, text in self.said)
        return f"{self.about}: {said}; used {self.used}"


class Union:
    """Collects what raters recorded, and the conflicts."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self.conflicts: list[Conflict] = []

    def facts(self, about: str, said: Said) -> Data:
        """Facts of the jurisdiction, or of it and a partner: lists joined, mappings key by key, index values by year."""
        facts: Data = {}
        for key in dict.fromkeys(key for _, one in said for key in one):
            values = [(rater, one[key]) for rater, one in said if key in one]
            spot = f"{about}.{key}"
            if key == "channels":
                facts[key] = self._channels(spot, values)
            elif key == "indices":
                facts[key] = self._indices(spot, values)
            elif all(isinstance(value, dict) for _, value in values):
                facts[key] = self.mapping(spot, values)
            elif all(isinstance(value, list) for _, value in values):
                by_year = any(isinstance(item, dict) for _, value in values for item in value)
                joined = (
                    list(dict.fromkeys(item for _, value in values for item in value)) if not by_year else []
                )
                facts[key] = self._years(spot, values) if by_year else joined
            else:
                facts[key] = self.most(spot, values)
        return facts

    def mapping(self, about: str, said: Sequence[tuple[int, Mapping[str, Any]]]) -> Data:
        """Each key with what most raters who have it say."""
        keys = dict.fromkeys(key for _, one in said for key in one)
        return {
            key: self.most(f"{about}.{key}", [(r, one[key]) for r, one in said if key in one]) for key in keys
        }

    def most(self, about: str, said: Sequence[tuple[int, Any]]) -> Any:
        """What most raters say, at a tie the first. Entries that come to the same add what one of them lacks."""
        counts = Counter(_gist(value) for _, value in said)
        used = max(said, key=lambda item: (counts[_gist(item[1])], -item[0]))[1]
        self._note(about, [(rater, _gist(value)) for rater, value in said], _gist(used))
        alike = [value for _, value in said if isinstance(value, dict) and _gist(value) == _gist(used)]
        return _joined(alike) if alike else used

    def sources(self, said: Said) -> tuple[Data, list[dict[str, str]]]:
        """All sources, and for each rater the new ids of those whose id another source has already."""
        sources: Data = {}
        renamed: list[dict[str, str]] = []
        for _, one in said:
            renamed.append({})
            for key, entry in one.items():
                free = next(name for name in _numbered(key) if sources.get(name, entry) == entry)
                sources[free] = entry
                if free != key:
                    renamed[-1][key] = free
        return sources, renamed

    def standing(self, about: str, said: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """Entries of the same time and needs are one; of different statuses the more severe is used."""
        severity = list(self._rubric.standing)
        slots: dict[str, list[tuple[int, Data]]] = {}
        for rater, entries in said:
            for entry in entries:
                slots.setdefault(repr(_slot(entry, "since", "until", "needs")), []).append((rater, entry))
        found: list[Data] = []
        for same in slots.values():
            used = max(same, key=lambda item: severity.index(item[1]["status"]))[1]
            words = [(rater, _words(entry, "status", "cause")) for rater, entry in same]
            self._note(f"{about}.standing since {used['since']}", words, _words(used, "status", "cause"))
            alike = [
                entry
                for _, entry in same
                if _words(entry, "status", "cause") == _words(used, "status", "cause")
            ]
            found.append(_joined(alike))
        return sorted(found, key=lambda entry: first_day(str(entry["since"])))

    def agreements(self, about: str, said: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """The same text at the same time is one entry; of different statuses what most say, at a tie the earlier stage."""
        stages = self._rubric.agreement_statuses
        slots: dict[str, list[tuple[int, Data]]] = {}
        for rater, entries in said:
            for entry in entries:
                slot = _slot(entry, "kind", "title", "since", "until", "needs")
                slots.setdefault(repr(slot), []).append((rater, entry))
        found: list[Data] = []
        for same in slots.values():
            votes = Counter(entry["status"] for _, entry in same)
            if len({rater for rater, _ in same}) == len(same):
                used = min(votes, key=lambda status: (-votes[status], stages.index(status)))
                name = same[0][1].get("title") or same[0][1]["kind"]
                self._note(f"{about}.agreements {name}", [(r, e["status"]) for r, e in same], used)
                votes = Counter([used])
            # Otherwise a rater has several texts here that nothing tells apart: each status is kept.
            found += [_joined([e for _, e in same if e["status"] == status]) for status in votes]
        return found

    def structures(self, said: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """The same kind at the same time and for the same needs is one entry, as often as one rater has it."""
        return [
            entry for _, entry in _merged(said, lambda entry: _slot(entry, "kind", "since", "until", "needs"))
        ]

    def cases(self, about: str, said: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        """Entries of different raters that overlap in time and need tell of the same cases and are never added up.

        Of such entries those of the rater who counts fewest are used.
        """
        left = [(rater, entry) for rater, entries in said for entry in entries]
        found: list[Data] = []
        while left:
            cluster = [left.pop(0)]
            for member in cluster:  # grows while it is read
                near = [item for item in left if item[0] != member[0] and _overlap(item[1], member[1])]
                cluster += near
                left = [item for item in left if item not in near]
            counts = {rater: sum(e["completed"] for r, e in cluster if r == rater) for rater, _ in cluster}
            chosen = min(counts, key=lambda rater: (counts[rater], rater))
            period = str(min((e["from"] for _, e in cluster), key=lambda text: first_day(str(text))))
            words = [(rater, f"{count} completed") for rater, count in counts.items()]
            self._note(f"{about}.cases from {period}", words, f"{counts[chosen]} completed")
            found += [entry for rater, entry in cluster if rater == chosen]
        return sorted(found, key=lambda entry: first_day(str(entry["from"])))

    def _channels(self, about: str, said: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        keys = dict.fromkeys(entry["id"] for _, entries in said for entry in entries)
        found: list[Data] = []
        for key in keys:
            same = [(rater, entry) for rater, entries in said for entry in entries if entry["id"] == key]
            parts = self.mapping(f"{about} {key}", [(r, entry.get("components", {})) for r, entry in same])
            entry = _joined([entry for _, entry in same])
            found.append(entry | ({"components": parts} if parts else {}))
        return found

    def _indices(self, about: str, said: Sequence[tuple[int, Mapping[str, list[Data]]]]) -> Data:
        keys = dict.fromkeys(key for _, one in said for key in one)
        return {
            key: self._years(f"{about}.{key}", [(r, one[key]) for r, one in said if key in one])
            for key in keys
        }

    def _years(self, about: str, said: Sequence[tuple[int, list[Data]]]) -> list[Data]:
        by_year: dict[int, list[tuple[int, Data]]] = {}
        for rater, entries in said:
            for entry in entries:
                by_year.setdefault(entry["year"], []).append((rater, entry))
        return [self.most(f"{about} {year}", same) for year, same in sorted(by_year.items())]

    def _note(self, about: str, said: Sequence[tuple[int, str]], used: str) -> None:
        if len({text for _, text in said}) > 1:
            self.conflicts.append(Conflict(about, tuple(said), used))


def _merged(said: Sequence[tuple[int, list[Data]]], key: Callable[[Data], Any]) -> list[tuple[int, Data]]:
    """Entries with the same key once, or as often as the rater has it who has it most; what is missing is filled in."""
    keys = dict.fromkeys(repr(key(entry)) for _, entries in said for entry in entries)
    found: list[tuple[int, Data]] = []
    for name in keys:
        same = [(rater, [entry for entry in entries if repr(key(entry)) == name]) for rater, entries in said]
        rater, most = max(same, key=lambda item: (len(item[1]), -item[0]))
        if len(most) == 1:
            most = [_joined([entry for _, entries in same for entry in entries])]
        found += [(rater, entry) for entry in most]
    return found


def _joined(entries: Sequence[Data]) -> Data:
    """The first entry, with what only later ones have, and the evidence of all."""
    joined: Data = {}
    for entry in entries:
        joined = {**entry, **joined}
    evidence: list[Data] = []
    for item in (item for entry in entries for item in entry.get("evidence", [])):
        if item not in evidence:
            evidence.append(item)
    return joined | ({"evidence": evidence} if evidence else {})


def _slot(entry: Data, *keys: str) -> list[Any]:
    return [sorted(value) if isinstance(value := entry.get(key), list) else value for key in keys]


def _overlap(one: Data, other: Data) -> bool:
    needs = set(one.get("needs", [])), set(other.get("needs", []))
    if all(needs) and not needs[0] & needs[1]:
        return False
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Data, other: Data) -> bool:
    return "to" not in other or first_day(str(one["from"])) <= last_day(str(other["to"]))


def _words(entry: Data, *keys: str) -> str:
    return " ".join(str(entry[key]) for key in keys if key in entry)


def _gist(value: Any) -> str:
    """What a value comes down to: the status or the number of an entry, without its dates and sources."""
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
