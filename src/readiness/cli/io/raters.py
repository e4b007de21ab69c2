"""The files of several raters: each rater gives a profile or a folder of profiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.cli.io.files import STDIN, exists, is_folder, read_text, yaml_files
from readiness.cli.io.loading import load_profile
from readiness.cli.io.terminal import tell
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, Problem, UsageError
from readiness.language import _
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric


class RaterProfiles(Struct, frozen=True):
    """A rater, named by what was given, and the profiles by code."""

    name: str
    profiles: dict[str, ProfileDocument]


def load_raters(names: Sequence[str], rubric: Rubric) -> list[RaterProfiles]:
    """Each rater's profiles; the mistakes of all files are reported together. Raises InputError."""
    loaded: list[RaterProfiles] = []
    problems: list[Problem] = []
    for name in names:
        profiles: dict[str, ProfileDocument] = {}
        for file in _files(name):
            try:
                document = load_profile(file, rubric)
            except InputError as error:
                problems += [problem for problem in error.problems if problem not in problems]
                continue
            if document.id in profiles:
                first = profiles[document.id].file
                problems.append(
                    document.place.find(("profile",)).problem(
                        _("this rater has a profile of {id} already, in {first}").format(
                            id=document.id, first=first
                        ),
                        fix=_("keep one of them"),
                    )
                )
            profiles[document.id] = document
        loaded.append(RaterProfiles(name, profiles))
    if problems:
        raise InputError(problems)
    return loaded


def refuse_overwriting(names: Sequence[str], output: str) -> None:
    """Raises UsageError if the output is one of the raters' own files."""
    target = Path(output)
    for name in names:
        if STDIN not in (name, output) and exists(target) and exists(name) and target.samefile(name):
            raise UsageError(
                _("{output} is a rater's own file; give the consensus another name").format(output=output)
            )


def at_least_two(names: Sequence[str]) -> None:
    """Raises UsageError unless there are two raters, and at most one on standard input."""
    if len(names) < 2:
        raise UsageError(_("expected at least two raters: a file or a folder for each"))
    if list(names).count(STDIN) > 1:
        raise UsageError(_("only one rater can come from standard input"))


def day(text: str | None) -> date | None:
    """The last day that a date people wrote may mean. Raises UsageError."""
    try:
        return last_day(text) if text is not None else None
    except ValueError as error:
        raise UsageError(_('--as-of: "{text}" is no date: {error}').format(text=text, error=error)) from None


def _files(name: str) -> list[str]:
    if not is_folder(name):
        return [name]
    files = [str(file) for file in yaml_files(name)]
    profiles = [file for file in files if _may_be_profile(file)]
    for file in files:
        if file not in profiles:
            tell(_("{file}: left out, it has no key `profile`").format(file=file))
    if not profiles:
        raise InputError(
            [
                Problem(
                    _("no profiles in this folder; expected at least one YAML file of a jurisdiction"), name
                )
            ]
        )
    return profiles


def _may_be_profile(file: str) -> bool:
    """Whether a file of a folder claims to be a profile, or cannot be read, which is for others to report."""
    try:
        data, _ = parse(read_text(file))
    except InputError:
        return True
    return not isinstance(data, dict | list) or "profile" in data
