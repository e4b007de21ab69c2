"""Files of any kind, recognised and checked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.files import profile_text, read_text, rubric_texts
from readiness.cli.loading import load_rubric
from readiness.documents import rubric_lint
from readiness.documents.case import Case
from readiness.documents.reading import read_profile, read_rubric_with_places
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.profile import Profile
    from readiness.documents.rubric import Rubric
    from readiness.documents.yaml_text import Place, Text
    from readiness.errors import Problem


CASE_KEYS = {field.alias or name for name, field in Case.model_fields.items()} - {"as_of", "note"}


@dataclass(slots=True)
class Checked:
    """A line for each good file, the mistakes of the others, and what is probably not meant in a rubric."""

    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check(files: Sequence[str], rubric: str) -> Checked:
    """Files of any kind, each checked; the mistakes of all are kept."""
    found = Checked()
    against: Rubric | None = None
    for name in files:
        try:
            if Path(name).is_dir():
                _check_rubric(name, rubric_texts(name), found)
                continue
            text = profile_text(name)
            data, place = parse(text)
            if _has(data, "factors"):
                _check_rubric(name, [text], found)
            elif _is_case(data):
                validate(Case, data, place)
                found.lines.append(f"{name}: case file")
            else:
                against = against or load_rubric(rubric)
                found.lines.append(f"{name}: {_of_profile(read_profile(text, against).profile)}")
        except InputError as error:
            found.problems += error.problems
    return found


def _check_rubric(name: str, texts: Sequence[Text], found: Checked) -> None:
    loaded, place = read_rubric_with_places(texts)
    translations: list[tuple[Any, Place]] = []
    for file in sorted(Path(name).glob("translations/*.yaml")):
        try:
            translations.append(parse(read_text(str(file))))
        except InputError as error:
            found.problems += error.problems
    warned = list(rubric_lint.warnings(loaded, place, translations))
    found.warnings += [replace(problem, message=f"warning: {problem.message}") for problem in warned]
    count = f", {len(warned)} warning{'' if len(warned) == 1 else 's'}" if warned else ""
    found.lines.append(f"{name}: {_of_rubric(loaded)}{count}")


def _has(data: Any, key: str) -> bool:
    return isinstance(data, dict) and key in data


def _is_case(data: Any) -> bool:
    """A file that only asks: it has keys of a case and names no profile."""
    return isinstance(data, dict) and not _has(data, "profile") and any(key in CASE_KEYS for key in data)


def _of_rubric(rubric: Rubric) -> str:
    return f"rubric {rubric.rubric} {rubric.version}, {len(rubric.indicators)} indicators, {len(rubric.remedies)} remedies"


def _of_profile(profile: Profile) -> str:
    partners = len(profile.partners)
    rated = len(profile.ratings) + sum(len(partner.ratings) for partner in profile.partners.values())
    return f"profile {profile.profile}, {rated} indicators rated, {partners} partner{'' if partners == 1 else 's'}"
