"""The profiles of a batch: many files read in one pass, each once, the bad ones apart."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct, field

from readiness.cli.io.discretion import read_discreetly
from readiness.cli.io.file_names import ReportedNames
from readiness.cli.io.files import is_file, no_profile, profile_if_any, profile_text, read_text, yaml_files
from readiness.cli.io.folder import load_folder
from readiness.errors import InputError, Problem
from readiness.jurisdictions import lookup
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from readiness.documents.place import Location, Text
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric


class Profiles(Struct):
    """Reads profiles, each file once. `problems` are the mistakes of the bad ones, each reported once."""

    rubric: Rubric
    problems: list[Problem] = field(default_factory=list)
    _known: dict[str, ProfileDocument | None] = field(default_factory=dict)
    _names: ReportedNames = field(default_factory=ReportedNames)
    _stems: dict[Path, dict[str, list[Path]]] = field(default_factory=dict)

    def folder(self, name: str, progress: Callable[[int], object]) -> list[ProfileDocument]:
        """The profiles of a folder, by code. A second file of one jurisdiction counts as a mistake. Raises UsageError."""
        folder = load_folder(name, self.rubric, progress)
        self.problems += folder.problems
        return sorted(folder.profiles, key=lambda document: document.id)

    def named(self, name: str, folders: list[Path], place: Location) -> ProfileDocument | None:
        """A profile by a file of one of the folders, by file name, code or name; None if it is bad.

        A file beside the list counts before a shipped profile, in whatever case of letters or by what name it is kept.
        `place` is where the name stands in a list.
        """
        for folder in folders:
            if is_file(folder / name):
                return self._file(str(folder / name), read_text, place)
            beside = self._beside(folder, name)
            if len(beside) > 1:
                message = _("several files here are of {name}: {names}").format(
                    name=name, names=", ".join(file.name for file in beside)
                )
                self.problems.append(place.problem(message, fix=_("name the file in the list")))
                return None
            if beside:
                return self._file(str(beside[0]), read_text, place)
        return self._file(name, profile_if_any, place)

    def given(self, name: str) -> ProfileDocument | None:
        """A profile by file name, code or name, as given on the command line; None if it is bad."""
        return self._file(name, profile_text)

    def _beside(self, folder: Path, name: str) -> list[Path]:
        """The files of a folder that are called by this name, or by another name of the same jurisdiction."""
        if folder not in self._stems:
            stems: dict[str, list[Path]] = {}
            for file in yaml_files(folder):
                for stem in {file.stem, _key(file.stem)}:
                    stems.setdefault(stem, []).append(file)
            self._stems[folder] = stems
        stems = self._stems[folder]
        return stems.get(name) or stems.get(_key(name), [])

    def _file(
        self, name: str, load: Callable[[str], Text | None], place: Location | None = None
    ) -> ProfileDocument | None:
        if name not in self._known:
            self._known[name] = None
            try:
                text = load(name)
                if text is not None:
                    self._known[name] = self._names.reported(read_discreetly(text, self.rubric))
                elif place is not None:
                    missing = no_profile(name)
                    self.problems.append(place.problem(f"{name}: {missing.message}", fix=missing.fix))
            except InputError as error:
                self.problems += [_listed(problem, place) for problem in error.problems]
        return self._known[name]


def _listed(problem: Problem, place: Location | None) -> Problem:
    """A problem that has no place in a file, such as of one that cannot be read, at the place where a list names the file."""
    if place is None or problem.line:
        return problem
    return place.problem(f"{problem.file}: {problem.message}", fix=problem.fix)


def _key(name: str) -> str:
    """What all names of one jurisdiction, or all spellings of a slug, have in common."""
    return lookup.code_of(name) or name.casefold()


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


@contextmanager
def gc_frozen() -> Iterator[None]:
    """What there is now stays, so that meanwhile only what is new is searched for unused memory."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
