"""The result of importing a data file: facts by jurisdiction, their source and date, and rows that fit no jurisdiction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from readiness.errors import MOST_SHOWN, InputError, Problem
from readiness.jurisdictions.lookup import hint
from readiness.language import _
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Path = tuple[str, ...]
"""Keys that lead to a part of a profile."""

LONGEST_NAME = 160
"""The most characters that are shown of a name."""
_KEY = re.compile(r"(.+)-[0-9]{4}\Z")


class ImportedFact(NamedTuple):
    """One fact: its path in a profile, its value as plain data, and the date as of which it was true."""

    path: Path
    value: Any
    dated: str


class Unplaced(NamedTuple):
    """A name or code in the file that matches no known jurisdiction."""

    text: str
    row: int

    @property
    def message(self) -> str:
        """That it does not, with its row."""
        text = self.text if len(self.text) <= LONGEST_NAME else f"{self.text[:LONGEST_NAME]}…"
        return _('row {row}: "{text}" fits no jurisdiction').format(row=self.row, text=text)


class ImportedFile(Struct):
    """The content of one data file.

    `key` names the source in a profile's `sources` and later shows which facts came from this importer. A file that gathers
    several lists names the source of each in `lists`. `restated` are the paths on which the file is complete: facts that
    an earlier file gave there and this one does not are removed.
    """

    importer: str
    dated: str
    source: dict[str, Any]
    restated: frozenset[Path]
    facts: dict[str, list[ImportedFact]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    scale: str = ""
    """What the values are measured on, where editions differ: files on different scales are not imported together."""

    @property
    def key(self) -> str:
        """The source's name in a profile, such as `wgi-2023`."""
        return f"{self.importer}-{self.dated[:4]}"

    @property
    def sources(self) -> dict[str, dict[str, Any]]:
        """The sources that its facts may cite, by their names in a profile."""
        return {self.key: self.source, **{self.key_of(name): source for name, source in self.lists.items()}}

    def key_of(self, name: str) -> str:
        """The name in a profile of the source of one of its lists, such as `adherence.ets-24-2026`."""
        return f"{self.importer}.{name}-{self.dated[:4]}"

    def gave(self, source: object) -> bool:
        """Whether a source was named by this importer, in this edition or another."""
        name = importer_of(source) or ""
        return name == self.importer or name.startswith(f"{self.importer}.")

    def add(
        self,
        code: str,
        path: Path,
        value: dict[str, Any],
        dated: str | None = None,
        source: str | None = None,
    ) -> None:
        """Add a fact, with its source: that of the file unless another one is named."""
        cited = {**value, "source": source or self.key}
        self.facts.setdefault(code, []).append(ImportedFact(path, cited, dated or self.dated))

    def only(self, names: Sequence[str]) -> ImportedFile:
        """The same file, reduced to facts whose last key is one of these."""
        kept = {
            code: [fact for fact in facts if fact.path[-1] in names] for code, facts in self.facts.items()
        }
        return replace(
            self,
            restated=frozenset(path for path in self.restated if path[-1] in names),
            facts={code: facts for code, facts in kept.items() if facts},
        )


def importer_of(key: object) -> str | None:
    """The importer that added a source, judged by the source's name."""
    match = _KEY.match(key) if isinstance(key, str) else None
    return match[1] if match else None


def newest(dates: Iterable[str], dated: str | None, file: str) -> str:
    """The date as of which a file was true: the user's, else that of its newest entry. Raises InputError if there is none."""
    try:
        latest = dated or max(dates, key=last_day, default=None)
        last_day(latest or "2000")
    except ValueError as error:
        fix = _("say when it was true: --dated YYYY-MM-DD")
        raise InputError(
            [
                Problem(
                    _("the date in this file or in its name is wrong: {error}").format(error=error),
                    file,
                    fix=fix,
                )
            ]
        ) from None
    if latest is None:
        fix = _("say when it was true: --dated YYYY-MM-DD")
        raise InputError([Problem(_("this file does not tell its date"), file, fix=fix)])
    return latest


def placed(reading: ImportedFile, file: str) -> ImportedFile:
    """The same, if it tells anything. Raises InputError: an import of nothing is a file that is not what it seems.

    Where its names are only misspelt, they are named with what they are near to.
    """
    if reading.facts:
        return reading
    near = [it for it in reading.unplaced[:MOST_SHOWN] if hint(it.text)]
    if near:
        raise InputError(Problem(it.message, file, fix=hint(it.text)) for it in near)
    first = "".join(
        _(': row {number} is "{text}"').format(number=unplaced.row, text=unplaced.text[:60])
        for unplaced in reading.unplaced[:1]
    )
    fix = _("is this the publisher's own file, and is this its importer?")
    raise InputError(
        [
            Problem(
                _("nothing in this file is a fact about a known jurisdiction{first}").format(first=first),
                file,
                fix=fix,
            )
        ]
    )


def agreeing(reading: ImportedFile, file: str) -> ImportedFile:
    """The same, if no two rows of the file contradict each other. Raises InputError that names who is told twice."""
    problems: list[Problem] = []
    for code, facts in reading.facts.items():
        told: dict[Path, Any] = {}
        for fact in facts:
            value = told.setdefault(fact.path, fact.value)
            if value != fact.value:
                message = _("rows of {code} contradict each other on {path}: {both}").format(
                    code=code,
                    path=".".join(fact.path),
                    both=_(" and ").join(_shown(said) for said in (value, fact.value)),
                )
                problems.append(Problem(message, file, fix=_("keep the row that is right")))
    if problems:
        raise InputError(problems)
    return reading


def _shown(value: Any) -> str:
    said = {key: part for key, part in value.items() if key != "source"} if isinstance(value, dict) else value
    return ", ".join(f"{part}" for part in said.values()) if isinstance(said, dict) else str(said)


def refused(file: str, expected: str, actual: str, fix: str = "") -> InputError:
    """The error for a file that is not what the importer reads."""
    return InputError(
        [
            Problem(
                _("expected {expected}; found {actual}").format(expected=expected, actual=actual),
                file,
                fix=fix,
            )
        ]
    )
