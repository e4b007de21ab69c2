"""The profiles of a folder, and apart from them what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from readiness.cli.io.discretion import read_discreetly
from readiness.cli.io.file_names import as_reported, portable
from readiness.cli.io.files import barred, exists, is_folder, read_text, yaml_files
from readiness.cli.io.interning import Sharing
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import key_of
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.documents.place import Text
    from readiness.documents.reading import ProfileDocument
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric

PROFILE_KEYS = {"profile", "facts", "ratings", "partners"}


class Folder(Struct, frozen=True):
    """Good profiles in the order of their file names, files with mistakes, and YAML files that are no profiles."""

    profiles: list[ProfileDocument] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_folder(name: str, rubric: Rubric, progress: Callable[[int], object] = lambda _: None) -> Folder:
    """Every profile of a folder; `progress` hears of every file. Raises UsageError.

    A second file of one jurisdiction counts as a mistake.
    """
    if not is_folder(name) and not barred(name):
        raise UsageError(
            (
                _("{name}: this is a file; expected a folder of profiles")
                if exists(name)
                else _("{name}: there is no such folder; expected a folder of profiles")
            ).format(name=name)
        )
    folder, sharing = Folder(), Sharing()
    first: dict[str, str] = {}
    for file in map(str, yaml_files(name)):
        try:
            document = _profile(read_text(file), rubric)
        except InputError as error:
            folder.bad.append(portable(file))
            folder.problems.extend(error.problems)
            continue
        finally:
            progress(1)
        if document is None:
            folder.others.append(file)
        elif (key := key_of(document.id)) in first:
            message = _("{first} is of {id} too").format(first=first[key], id=document.id)
            location = document.place.find(("profile",))
            folder.bad.append(portable(file))
            folder.problems.append(location.problem(message, fix=_("keep one of them in this folder")))
        else:
            first[key] = file
            folder.profiles.append(document)
            sharing.share(document.profile)
    return folder


def _profile(text: Text, rubric: Rubric) -> ProfileDocument | None:
    """The profile of a file, None for YAML that is something else, such as a case file, a manifest or a list of waivers."""
    try:
        return as_reported([read_discreetly(text, rubric)])[0]
    except InputError:
        data, _ = parse(text)
        if isinstance(data, list) or (isinstance(data, dict) and not PROFILE_KEYS.intersection(data)):
            return None
        raise
