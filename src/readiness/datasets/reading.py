"""What a data file says: facts by jurisdiction, with their source and date, and what could not be placed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.errors import InputError, Problem
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Path = tuple[str, ...]
"""Keys that lead to a part of a profile."""

_KEY = re.compile(r"(.+)-[0-9]{4}\Z")


class Fact(NamedTuple):
    """One fact: where it stands in a profile, what it says as plain data, and the date as of which it was true."""

    path: Path
    value: Any
    dated: str


class Unplaced(NamedTuple):
    """A name or code of the file that stands for no jurisdiction known here."""

    text: str
    row: int
    hint: str


@dataclass(slots=True)
class Reading:
    """The content of one data file.

    `key` names the source in a profile's `sources` and tells later which facts came from this importer. `restated` are
    the paths of which the file tells all: what it told of them before and no longer tells is taken back.
    """

    importer: str
    dated: str
    source: dict[str, Any]
    restated: frozenset[Path]
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The source's name in a profile, such as `wgi-2023`."""
        return f"{self.importer}-{self.dated[:4]}"

    def add(self, code: str, path: Path, value: dict[str, Any], dated: str | None = None) -> None:
        """One more fact, with its source."""
        said = {**value, "source": self.key}
        self.facts.setdefault(code, []).append(Fact(path, said, dated or self.dated))

    def only(self, names: Sequence[str]) -> Reading:
        """The same, with the facts whose last key is one of these."""
        kept = {
            code: [fact for fact in facts if fact.path[-1] in names] for code, facts in self.facts.items()
        }
        return replace(
            self,
            restated=frozenset(path for path in self.restated if path[-1] in names),
            facts={code: facts for code, facts in kept.items() if facts},
        )


def importer_of(key: object) -> str | None:
    """The importer that a source was added by, judged by the source's name."""
    match = _KEY.match(key) if isinstance(key, str) else None
    return match[1] if match else None


def newest(dates: Iterable[str], dated: str | None, file: str) -> str:
    """The date as of which a file was true: as the user says, else its newest entry. Raises InputError for no date."""
    found = dated or max(dates, key=last_day, default=None)
    if found is None:
        fix = "say when it was true: --dated YYYY-MM-DD"
        raise InputError([Problem("this file does not tell its date", file, fix=fix)])
    return found


def refused(file: str, expected: str, found: str, fix: str = "") -> InputError:
    """The error for a file that is not what the importer reads."""
    return InputError([Problem(f"expected {expected}; found {found}", file, fix=fix)])
