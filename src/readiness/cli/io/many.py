"""The profiles of a batch: many files read in one pass, each once, the bad ones apart."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readiness.cli.io.files import SUFFIXES, is_file, no_profile, profile_if_any, read_text
from readiness.cli.io.folder import load_folder
from readiness.cli.io.places import as_reported
from readiness.documents.reading import read_profile
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from readiness.documents.place import Location, Text
    from readiness.documents.reading import ProfileDocument
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric


@dataclass(slots=True)
class Profiles:
    """Reads profiles, each file once. `problems` are the mistakes of the bad ones, each reported once."""

    rubric: Rubric
    problems: list[Problem] = field(default_factory=list)
    _known: dict[str, ProfileDocument | None] = field(default_factory=dict)

    def folder(self, name: str, progress: Callable[[int], object]) -> list[ProfileDocument]:
        """The profiles of a folder, by code. A second file of one jurisdiction counts as a mistake. Raises UsageError."""
        folder = load_folder(name, self.rubric, progress)
        self.problems += folder.problems
        return sorted(folder.profiles, key=lambda document: document.id)

    def named(self, name: str, folders: list[Path], place: Location) -> ProfileDocument | None:
        """A profile by a file of one of the folders, by file name or by shipped code; None if it is bad.

        `place` is where the name stands in a list.
        """
        for folder in folders:
            for file in (folder / name, *(folder / f"{name}{suffix}" for suffix in SUFFIXES)):
                if is_file(file):
                    return self._file(str(file), read_text, place)
        return self._file(name, profile_if_any, place)

    def _file(self, name: str, load: Callable[[str], Text | None], place: Location) -> ProfileDocument | None:
        if name not in self._known:
            self._known[name] = None
            try:
                text = load(name)
                if text is not None:
                    self._known[name] = as_reported(read_profile(text, self.rubric))
                else:
                    missing = no_profile(name)
                    self.problems.append(place.problem(f"{name}: {missing.message}", fix=missing.fix))
            except InputError as error:
                self.problems += error.problems
        return self._known[name]


@contextmanager
def gc_paused() -> Iterator[None]:
    """No search for unused memory meanwhile: there is none, and looking takes half of the time of loading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
