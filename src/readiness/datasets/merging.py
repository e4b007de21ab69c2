"""Facts into a profile's text: what people wrote stays, what an importer wrote before is brought up to date."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from readiness.datasets.import_result import importer_of
from readiness.datasets.languages import official
from readiness.datasets.nested_data import cited, drop, get, matching, put
from readiness.documents import editing
from readiness.documents.place import Text
from readiness.documents.validation import validate
from readiness.documents.writing import profile_yaml
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, Problem
from readiness.jurisdictions import tables
from readiness.jurisdictions.lookup import key_of
from readiness.language import _
from readiness.model.fields import last_day
from readiness.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.datasets.import_result import ImportedFact, ImportedFile, Path

EVENTS = {"standing", "structures", "ratings"}
"""What only people write about a partner: a profile with any of it is theirs, and its date too."""
CITED = ("facts", "cited")
"""Where the sources of facts stand that are no mappings and cannot name one themselves."""
LISTS = {"agreements", "cases", "relations"}
"""Lists that people and an importer may both write to."""
_NOTHING: Any = None


Change = tuple["Path", Any]
"""A path of keys and its new value, None for what goes."""


class Merged(Struct):
    """A profile's text with the facts of some readings.

    Also which facts were left out for what people wrote (`kept`), which were taken back because a file no longer tells
    them (`taken`), and how many are dated later than the ratings.
    """

    text: str
    kept: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    later: int = 0


def new_profile(code: str) -> str:
    """A profile that holds only names and official languages."""
    languages = official(code)
    facts = {"languages": languages.tags, "cited": {"languages": languages.key}}
    data: dict[str, Any] = {"profile": code, "name": tables.names(code)}
    data |= {"facts": facts, "sources": {languages.key: languages.source}} if languages.tags else {}
    return profile_yaml(data)


def merge(text: Text, code: str, readings: Sequence[ImportedFile], as_of: str | None = None) -> Merged:
    """The facts of some readings about one jurisdiction, put into its profile.

    Facts that cite another source, or none, are people's own and stay. In a profile with ratings nothing dated after the
    profile is added. `as_of` moves the date of a profile that holds facts only. Raises InputError for a profile that is
    wrong, or that cannot be changed without touching what people wrote.
    """
    data, place = parse(text)
    if not isinstance(data, dict):
        raise InputError([place.problem(_("expected keys with values at the top of the file"))])
    validate(Profile, data, place)
    if key_of(data["profile"]) != code:
        raise InputError(
            [place.find(("profile",)).problem(_("expected the profile of {code}").format(code=code))]
        )
    merged = Merged(text.content)
    changes: list[Change] = []
    now = deepcopy(data)
    for reading in readings:
        steps = _Steps(now, reading)
        steps.take([_as_written(fact, data) for fact in reading.facts.get(code, [])])
        if as_of is not None or code in reading.facts:
            steps.date(as_of or reading.dated)
        changes += steps.changes
        merged.kept.extend(steps.kept)
        merged.taken.extend(steps.taken)
        merged.later += steps.later
    if changes:
        merged.text = _written(text, data, now, changes)
    return merged


def _as_written(fact: ImportedFact, data: dict[str, Any]) -> ImportedFact:
    """The fact under the key that the profile has for its partner."""
    if fact.path[0] != "partners":
        return fact
    keys = (key for key in data.get("partners") or {} if key_of(key) == fact.path[1])
    return fact._replace(path=("partners", next(keys, fact.path[1]), *fact.path[2:]))


class _Steps:
    """The changes that one reading makes to a profile's data, which is changed along."""

    def __init__(self, data: dict[str, Any], reading: ImportedFile) -> None:
        self.data = data
        self.reading = reading
        self.changes: list[Change] = []
        self.kept: list[str] = []
        self.taken: list[str] = []
        self.later = 0
        self._citable: set[str] = set()
        partners = data.get("partners") or {}
        self.rated = bool(data.get("ratings")) or any(
            _is_rated(partner) for partner in partners.values() if partner
        )
        self._until = last_day(str(data["as_of"])) if self.rated and "as_of" in data else None

    def take(self, facts: Sequence[ImportedFact]) -> None:
        """All facts, and nothing that the file should tell and does not."""
        for fact in facts:
            self.add(fact)
        self.take_back({fact.path for fact in facts})
        self.cite()

    def add(self, fact: ImportedFact) -> None:
        """One fact, unless people have written another one there or it is dated after the profile."""
        if self._until is not None and last_day(fact.dated) > self._until:
            self.later += 1
            return
        if fact.path[:2] == CITED and fact.path[-1] not in self._citable:
            return
        there = get(self.data, fact.path)
        if fact.path[-1] in LISTS:
            value = self._with_others(there, fact.value)
        else:
            value = fact.value
            if there is not None and not self._own(fact.path, there):
                if _statement(there) != _statement(value):
                    self.kept.append(".".join(fact.path))
                return
        self._citable.add(fact.path[-1])
        if value != there:
            self._set(fact.path, value)

    def take_back(self, told: set[Path]) -> None:
        """What this importer wrote before and the file, which tells all of it, no longer tells."""
        for path in list(matching(self.data, self.reading.restated)):
            there = get(self.data, path)
            if path in told:
                continue
            if isinstance(there, list) and path[-1] in LISTS:
                left = self._with_others(there, [])
                if left != there:
                    self._set(path, left or None)
                    self.taken.append(".".join(path))
            elif self._own(path, there):
                self._set(path, None)
                self.taken.append(".".join(path))
                if path[:1] == CITED[:1] and get(self.data, (*CITED, path[-1])):
                    self._set((*CITED, path[-1]), None)

    def cite(self) -> None:
        """The source among the profile's sources, as long as something cites it; older editions when nothing does."""
        in_use = set(cited(self.data))
        sources = self.data.get("sources") or {}
        for key, source in self.reading.sources.items():
            if key in in_use and sources.get(key) != source:
                self._set(("sources", key), source)
        for key in list(sources):
            if self.reading.gave(key) and key not in in_use and self.changes:
                self._set(("sources", key), None)

    def date(self, as_of: str) -> None:
        """The date of a profile that holds facts only, moved forward."""
        there = self.data.get("as_of")
        if self.rated:
            return
        if there is None or last_day(str(there)) < last_day(as_of):
            self._set(("as_of",), as_of)

    def _own(self, path: Path, there: Any) -> bool:
        """Whether this importer wrote the fact, in this edition or an older one."""
        source = there.get("source") if isinstance(there, dict) else None
        if source is None and path[:1] == ("facts",):
            source = there if path[:2] == CITED else get(self.data, (*CITED, path[-1]))
        return self.reading.gave(source) and str(source)[-4:] <= self.reading.key[-4:]

    def _with_others(self, there: Any, own: list[Any]) -> list[Any]:
        """People's entries of a list, then the importer's."""
        others = [item for item in there or [] if importer_of(item.get("source")) != self.reading.importer]
        return [*others, *own]

    def _set(self, path: Path, value: Any) -> None:
        self.changes.append((path, value))
        if value is None:
            drop(self.data, path)
        else:
            put(self.data, path, deepcopy(value))


def _written(text: Text, data: dict[str, Any], wanted: dict[str, Any], changes: Sequence[Change]) -> str:
    """The new text: laid out anew if the program wrote the file, else changed in place. Checked by reading it."""
    if text.content == profile_yaml(data):
        new = profile_yaml(wanted)
    else:
        new = text.content
        try:
            for path, value in changes:
                new = editing.remove(new, path) if value is None else editing.put(new, path, value)
        except ValueError as error:
            raise _unchangeable(text, str(error)) from None
    read, place = parse(Text(text.name, new))
    if read != wanted:
        raise _unchangeable(text, _("its layout is not understood"))
    validate(Profile, read, place)
    return new


def _unchangeable(text: Text, why: str) -> InputError:
    message = _("no facts can be added without touching what is written: {why}").format(why=why)
    fix = _("write `facts` and `sources` as keys on lines of their own")
    return InputError([Problem(message, text.name, fix=fix)])


def _is_rated(partner: dict[str, Any]) -> bool:
    """Whether people have written of a partner: anything that only they write, or an agreement from no imported list."""
    listed = (importer_of(entry.get("source")) for entry in partner.get("agreements") or [])
    return bool(EVENTS & set(partner)) or any(not (name or "").startswith("agreements-") for name in listed)


def _statement(value: Any) -> Any:
    """What a fact says, without who says it."""
    return value.get("status", value.get("value")) if isinstance(value, dict) else value
