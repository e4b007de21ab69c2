"""The profiles of a folder, and apart from them what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.files import SUFFIXES, read_text
from readiness.documents.reading import ProfileDocument, read_profile
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError

if TYPE_CHECKING:
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric

PROFILE_KEYS = {"profile", "facts", "ratings", "partners"}


@dataclass(frozen=True, slots=True)
class Folder:
    """Good profiles in the order of their file names, files with mistakes, and YAML files that are no profiles."""

    profiles: list[ProfileDocument] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_folder(name: str, rubric: Rubric) -> Folder:
    """Every profile of a folder. A second file of one jurisdiction counts as a mistake. Raises UsageError."""
    path = Path(name)
    if not path.is_dir():
        raise UsageError(
            f"{name}: {'this is a file; ' if path.exists() else ''}expected a folder of profiles"
        )
    found = Folder()
    first: dict[str, str] = {}
    for file in sorted(entry for entry in path.iterdir() if entry.suffix in SUFFIXES):
        try:
            document = _profile(str(file), rubric)
        except InputError as error:
            found.bad.append(str(file))
            found.problems.extend(error.problems)
            continue
        if document is None:
            found.others.append(str(file))
        elif document.id in first:
            message = f"{first[document.id]} is of {document.id} too"
            place = document.place.find(("profile",))
            found.bad.append(str(file))
            found.problems.append(place.problem(message, fix="keep one of them in this folder"))
        else:
            first[document.id] = str(file)
            found.profiles.append(document)
    return found


def _profile(name: str, rubric: Rubric) -> ProfileDocument | None:
    """The profile of a file, None for YAML that is something else, such as a case."""
    text = read_text(name)
    data, _ = parse(text)
    if isinstance(data, dict) and not PROFILE_KEYS.intersection(data):
        return None
    return read_profile(text, rubric)
