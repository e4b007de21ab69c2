"""Files of any kind, recognised and checked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from readiness.cli.io import languages
from readiness.cli.io.files import is_folder, is_yaml, profile_text, read_text, rubric_texts
from readiness.cli.io.loading import load_rubric
from readiness.documents import profile_checks, rubric_lint
from readiness.documents.reading import read_profile, read_rubric_with_places
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.model.assessment_options import Case
from readiness.words import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from readiness.documents.place import Text
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


CASE_KEYS = {field.alias or name for name, field in Case.model_fields.items()} - {"as_of", "note"}

MANY = 5
"""Partners named one by one, up to so many."""


class Checked(Struct):
    """A line for each good file, the mistakes of the others, what is probably not meant, and good profiles."""

    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)


def check(files: Sequence[str], rubric: str, today: date) -> Checked:
    """Files of any kind, each checked; the mistakes of all are kept."""
    checked = Checked()
    against: Rubric | None = None
    for name in files:
        try:
            if is_folder(name):
                inside = _profiles_inside(name)
                if not inside:
                    _check_rubric(name, rubric_texts(name), checked)
                    continue
                below = check(inside, rubric, today)
                checked.lines += below.lines
                checked.problems += below.problems
                checked.warnings += below.warnings
                checked.profiles += below.profiles
                continue
            text = profile_text(name)
            data, place = parse(text)
            if _has(data, "factors") or _has(data, "phases"):
                _check_rubric(name, [text], checked)
            elif _is_case(data):
                validate(Case, data, place)
                checked.lines.append(_("{name}: case file").format(name=name))
            else:
                against = against or load_rubric(rubric)
                document = read_profile(text, against)
                checked.profiles.append(document.profile)
                about = (document.profile, document.place)
                doubtful = (*profile_checks.dated_ahead(*about, today), *profile_checks.warnings(*about))
                warned = _warn(checked, doubtful)
                checked.lines.append(f"{name}: {_of_profile(document.profile)}{warned}")
        except InputError as error:
            checked.problems += error.problems
    return checked


def _check_rubric(name: str, texts: Sequence[Text], checked: Checked) -> None:
    loaded, place = read_rubric_with_places(texts)
    warnings = list(rubric_lint.warnings(loaded, place))
    try:
        for files in languages.translations(name, loaded.rubric):
            warnings += rubric_lint.untranslated(loaded, files)
    except InputError as error:
        checked.problems += error.problems
    warned = _warn(checked, warnings)
    checked.lines.append(f"{name}: {_of_rubric(loaded)}{warned}")


def _warn(checked: Checked, problems: Iterable[Problem]) -> str:
    """Keep the warnings of one file; their number as its line tells it."""
    warned = [
        replace(problem, message=_("warning: {message}").format(message=problem.message))
        for problem in problems
    ]
    checked.warnings += warned
    return _(", {count:warning|warnings}").format(count=Count(len(warned))) if warned else ""


def _profiles_inside(folder: str) -> list[str]:
    """The profiles and case files of a folder and those below it; none in a rubric's folder."""
    below = Path(folder).rglob("*")
    files = sorted(str(file) for file in below if is_yaml(file) and not file.name.startswith("."))
    kinds = {file: _kind(file) for file in files}
    return [file for file in files if kinds[file] != "other"] if "rubric" not in kinds.values() else []


def _kind(file: str) -> str:
    """Whether a file is of a rubric, one to check, or something else, from the keys at its left edge."""
    try:
        keys = set(re.findall(r"(?m)^([a-z-]+):", read_text(file).content))
    except InputError:
        return "mine"  # what cannot be read is told when it is checked
    if "factors" in keys or {"rubric", "phases"} <= keys:
        return "rubric"
    return "mine" if "profile" in keys or (keys <= CASE_KEYS | {"as_of", "note"} and keys) else "other"


def _has(data: Any, key: str) -> bool:
    return isinstance(data, dict) and key in data


def _is_case(data: Any) -> bool:
    """A file that only asks: it has keys of a case and names no profile."""
    return isinstance(data, dict) and not _has(data, "profile") and any(key in CASE_KEYS for key in data)


def _of_rubric(rubric: Rubric) -> str:
    return _(
        "rubric {rubric} {version}, {indicators:indicator|indicators}, {remedies:remedy|remedies}"
    ).format(
        rubric=rubric.rubric,
        version=rubric.version,
        indicators=Count(len(rubric.indicators)),
        remedies=Count(len(rubric.remedies)),
    )


def _of_profile(profile: Profile) -> str:
    rated = len(profile.ratings) + sum(len(partner.ratings) for partner in profile.partners.values())
    towards = (
        _("towards {partners}").format(partners=", ".join(profile.partners))
        if 0 < len(profile.partners) <= MANY
        else _("{count:partner|partners}").format(count=Count(len(profile.partners)))
    )
    return _("profile {profile}, {count:indicator|indicators} rated, {towards}").format(
        profile=profile.profile, count=Count(rated), towards=towards
    )
