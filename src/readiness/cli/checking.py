"""Files of any kind, recognised and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.files import profile_text, rubric_texts
from readiness.cli.loading import load_rubric
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import parse
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.profile import Profile
    from readiness.documents.rubric import Rubric
    from readiness.errors import Problem


def check(files: Sequence[str], rubric: str) -> tuple[list[str], list[Problem]]:
    """A line for each good file, and the problems of the others."""
    lines: list[str] = []
    problems: list[Problem] = []
    against: Rubric | None = None
    for name in files:
        try:
            if _is_rubric(name):
                lines.append(f"{name}: {_of_rubric(read_rubric(rubric_texts(name)))}")
            else:
                against = against or load_rubric(rubric)
                lines.append(f"{name}: {_of_profile(read_profile(profile_text(name), against).profile)}")
        except InputError as error:
            problems += error.problems
    return lines, problems


def _is_rubric(name: str) -> bool:
    """A folder, or a file whose top has factors."""
    if Path(name).is_dir():
        return True
    data, _ = parse(profile_text(name))
    return isinstance(data, dict) and "factors" in data


def _of_rubric(rubric: Rubric) -> str:
    return f"rubric {rubric.rubric} {rubric.version}, {len(rubric.indicators)} indicators, {len(rubric.remedies)} remedies"


def _of_profile(profile: Profile) -> str:
    partners = len(profile.partners)
    rated = len(profile.ratings) + sum(len(partner.ratings) for partner in profile.partners.values())
    return f"profile {profile.profile}, {rated} indicators rated, {partners} partner{'' if partners == 1 else 's'}"
