"""The names of files as reports tell them, and as annotations and code scanning need them."""

from __future__ import annotations

import os
from functools import cache
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from readiness.cli.io.files import is_file, read_text
from readiness.documents.place import Place, Text
from readiness.documents.reading import ProfileDocument, digest_of
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readiness.assessment.result.question import Input


@cache
def repository(start: Path) -> Path:
    """The top of the repository that holds the folder; outside any repository, the folder itself."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def in_repository(inputs: Iterable[Input]) -> Callable[[str], str | None]:
    """A function from the file name of an input to its path from the top of the repository, with forward slashes.

    None for what is no file there with the content that was assessed: a shipped profile, standard input, a file elsewhere.
    """
    here = Path.cwd()
    top = repository(here)
    digests = {given.file: given.digest for given in inputs if given.file is not None}

    def relative(name: str) -> str | None:
        path = _whole(name)
        if not path.is_relative_to(top) or not is_file(path):
            return None
        return path.relative_to(top).as_posix() if _digest(path) == digests.get(name) else None

    return relative


def portable(name: str) -> str:
    """A file's name as a report may tell it: no path of this machine, only one inside the repository, or the name alone."""
    if not Path(name).is_absolute() and ".." not in name:
        return name
    here, path = Path.cwd(), _whole(name)
    if not path.is_relative_to(repository(here)):
        return path.name
    return Path(os.path.relpath(path, here)).as_posix() if Path(name).is_absolute() else name


class ReportedNames(Struct):
    """The names under which reports tell files, no two under one: of several files elsewhere with one name the later are numbered."""

    _files: dict[str, Path] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The name under which a file is told."""
        told, file = portable(name), _whole(name)
        names = chain([told], (f"{told} ({number})" for number in count(2)))
        return next(other for other in names if self._files.setdefault(other, file) == file)

    def reported(self, document: ProfileDocument) -> ProfileDocument:
        """The same profile under the name that reports tell."""
        first, *others = document.place.texts
        name = self.of(first.name)
        if name == first.name:
            return document
        return replace(document, place=Place((Text(name, first.content), *others), document.place.path))


def as_reported(documents: Sequence[ProfileDocument]) -> list[ProfileDocument]:
    """The same profiles under the names that reports tell, whatever the order in which they are given."""
    names = ReportedNames()
    in_order = sorted(enumerate(documents), key=lambda entry: entry[1].id)
    told = {number: names.reported(document) for number, document in in_order}
    return [told[number] for number in range(len(documents))]


def _whole(name: str) -> Path:
    return Path(os.path.normpath(Path.cwd() / name))


def _digest(path: Path) -> str:
    try:
        return digest_of([read_text(str(path))])
    except InputError:
        return ""
