"""The profiles of a batch: many files read in one pass, each once, the bad ones apart."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.files import SUFFIXES, profile_text, read_text
from readiness.cli.io.folder import PROFILE_KEYS
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError
from readiness.many.quick import read_quickly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readiness.documents.reading import ProfileDocument
    from readiness.documents.yaml_text import Text
    from readiness.errors import Problem
    from readiness.many.quick import Scalars
    from readiness.model.rubric import Rubric


@dataclass(slots=True)
class Profiles:
    """Reads profiles, each file once. `problems` are the mistakes of the bad ones, each reported once."""

    rubric: Rubric
    problems: list[Problem] = field(default_factory=list)
    _known: dict[str, ProfileDocument | None] = field(default_factory=dict)
    _scalars: Scalars = field(default_factory=dict)

    def folder(self, name: str, progress: Callable[[int], object]) -> list[ProfileDocument]:
        """The profiles of a folder, by code. A second file of one jurisdiction counts as a mistake. Raises UsageError."""
        path = Path(name)
        if not path.is_dir():
            raise UsageError(
                f"{name}: {'this is a file; ' if path.exists() else ''}expected a folder of profiles"
            )
        found: dict[str, ProfileDocument] = {}
        for file in sorted(entry for entry in path.iterdir() if entry.suffix in SUFFIXES):
            document = self._file(str(file), partial(self._unless_other, str(file)))
            progress(1)
            if document is None:
                continue
            first = found.setdefault(document.id, document)
            if first is not document:
                place = document.place.find(("profile",))
                message = f"{first.file} is of {document.id} too"
                self.problems.append(place.problem(message, fix="keep one of them in this folder"))
        return [found[code] for code in sorted(found)]

    def named(self, name: str, folders: list[Path]) -> ProfileDocument | None:
        """A profile by a file of one of the folders, by file name or by shipped code; None if it is bad."""
        for folder in folders:
            for file in (folder / name, *(folder / f"{name}{suffix}" for suffix in SUFFIXES)):
                if file.is_file():
                    return self._file(str(file), partial(self._read, str(file)))
        return self._file(name, lambda: self._quickly(profile_text(name)))

    def _file(self, name: str, load: Callable[[], ProfileDocument | None]) -> ProfileDocument | None:
        if name not in self._known:
            try:
                self._known[name] = load()
            except InputError as error:
                self.problems += error.problems
                self._known[name] = None
        return self._known[name]

    def _read(self, file: str) -> ProfileDocument:
        return self._quickly(read_text(file))

    def _unless_other(self, file: str) -> ProfileDocument | None:
        """The profile, or None for YAML that is something else, such as a case file or a manifest."""
        text = read_text(file)
        try:
            return self._quickly(text)
        except InputError:
            data, _ = parse(text)
            if isinstance(data, dict) and not PROFILE_KEYS.intersection(data):
                return None
            raise

    def _quickly(self, text: Text) -> ProfileDocument:
        return read_quickly(text, self.rubric, self._scalars)


@contextmanager
def without_pauses() -> Iterator[None]:
    """No search for unused memory meanwhile: there is none, and looking takes half of the time of loading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
