"""The names of files as reports tell them, and as annotations and code scanning need them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.cli.io.files import is_file, read_text
from readiness.documents.place import Place, Text
from readiness.documents.reading import ProfileDocument, digest_of
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
        path = Path(os.path.normpath(here / name))
        if not path.is_relative_to(top) or not is_file(path):
            return None
        return path.relative_to(top).as_posix() if _digest(path) == digests.get(name) else None

    return relative


def portable(name: str) -> str:
    """A file's name as a report may tell it: no path of this machine, only one inside the repository, or the name alone."""
    if not Path(name).is_absolute():
        return name
    here, path = Path.cwd(), Path(os.path.normpath(name))
    return (
        Path(os.path.relpath(path, here)).as_posix() if path.is_relative_to(repository(here)) else path.name
    )


def as_reported(document: ProfileDocument) -> ProfileDocument:
    """The same profile under the name that reports tell."""
    first, *others = document.place.texts
    name = portable(first.name)
    if name == first.name:
        return document
    return replace(document, place=Place((Text(name, first.content), *others), document.place.path))


def _digest(path: Path) -> str:
    try:
        return digest_of([read_text(str(path))])
    except InputError:
        return ""
