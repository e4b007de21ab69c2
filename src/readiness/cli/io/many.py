"""The profiles of a batch: many files read in one pass, each once, the bad ones apart."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readiness.cli.io.files import SUFFIXES, is_file, profile_text, read_text
from readiness.cli.io.folder import load_folder
from readiness.documents.reading import read_profile
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from readiness.documents.place import Text
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

    def named(self, name: str, folders: list[Path]) -> ProfileDocument | None:
        """A profile by a file of one of the folders, by file name or by shipped code; None if it is bad."""
        for folder in folders:
            for file in (folder / name, *(folder / f"{name}{suffix}" for suffix in SUFFIXES)):
                if is_file(file):
                    return self._file(str(file), read_text)
        return self._file(name, profile_text)

    def _file(self, name: str, load: Callable[[str], Text]) -> ProfileDocument | None:
        if name not in self._known:
            try:
                self._known[name] = read_profile(load(name), self.rubric)
            except InputError as error:
                self.problems += error.problems
                self._known[name] = None
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
