"""Case files from where the user keeps them, with the profiles and rubrics they name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from readiness.cases.reading import CaseDocument, LoadedCase, inline_profile, joined, read_case
from readiness.cases.runner import broken
from readiness.cli.io.files import barred, exists, is_file, is_folder, is_yaml, read_text
from readiness.cli.io.loading import load_profile, load_rubric
from readiness.cli.io.shipped import bundled
from readiness.cli.redaction import refuse_marked
from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.cases.results import CaseResult
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

DEFAULT_RUBRIC = "law-enforcement"


def load_cases(
    names: Sequence[str], rubric: str | None, *, all_tlp: bool = False
) -> Iterator[LoadedCase | CaseResult]:
    """Every case of these folders and files, in the order of their names; what cannot be read comes as broken.

    `rubric` wins over the rubric that a case names.
    """
    rubrics: dict[str, Rubric | InputError] = {}
    for name, file in _files(names):
        try:
            document = read_case(read_text(file))
            if document is None:
                if name == file:
                    message = _('this is no case; expected the keys "case", "profiles" and "expect"')
                    yield broken(file, [Problem(message, file)])
                continue
            case = _load(document, rubric, rubrics)
            refuse_marked((case.a, case.b), all_tlp=all_tlp)
            yield case
        except InputError as error:
            yield broken(file, error.problems)


def _files(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name with a file it stands for, once. Hidden folders and links to folders are passed over."""
    seen: set[str] = set()
    missing = [name for name in names if not exists(name) and not is_yaml(name)]
    if missing:
        fix = _("give a folder of case files, or a case file; docs/case-tests.md shows one")
        raise InputError([Problem(_("no such folder or file"), name, fix=fix) for name in missing])
    for name in names:
        inside = sorted(_below(name)) if is_folder(name) else [name]
        for file in inside:
            if file not in seen:
                seen.add(file)
                yield name, file


def _below(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for file in files:
            path = Path(root, file)
            if is_yaml(path) and not file.startswith(".") and (is_file(path) or barred(path)):
                yield str(path)


def _load(document: CaseDocument, wanted: str | None, rubrics: dict[str, Rubric | InputError]) -> LoadedCase:
    rubric = _rubric(document, wanted, rubrics)
    profiles: list[ProfileDocument] = []
    problems: list[Problem] = []
    sides: tuple[Literal["a", "b"], ...] = ("a", "b")
    for side in sides:
        try:
            profiles.append(_profile(document, side, rubric))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    return joined(document, profiles[0], profiles[1], rubric)


def _profile(document: CaseDocument, side: Literal["a", "b"], rubric: Rubric) -> ProfileDocument:
    given = getattr(document.case.profiles, side)
    if not isinstance(given, str):
        return inline_profile(document, side, rubric)
    path = _beside(document, given)
    if not is_yaml(path) or not is_file(path):
        place = document.place.find(("profiles", side))
        raise InputError(
            [
                place.problem(
                    _('no profile "{given}"').format(given=given),
                    fix=_("a path is relative to the case file"),
                )
            ]
        )
    return load_profile(str(path), rubric)


def _rubric(document: CaseDocument, wanted: str | None, rubrics: dict[str, Rubric | InputError]) -> Rubric:
    """The rubric wanted, or named by the case, or the shipped one; each is read once."""
    name = wanted or _rubric_named(document) or DEFAULT_RUBRIC
    if name not in rubrics:
        try:
            rubrics[name] = load_rubric(name)
        except InputError as error:
            rubrics[name] = error
    rubric_or_error = rubrics[name]
    if isinstance(rubric_or_error, InputError):
        raise rubric_or_error
    return rubric_or_error


def _rubric_named(document: CaseDocument) -> str | None:
    named = document.case.rubric
    if named is None:
        return None
    path = _beside(document, named)
    if exists(path):
        return str(path)
    if os.sep in named or not (bundled("rubrics") / named).is_dir():
        fix = _("name a shipped rubric, or a folder or file relative to the case file")
        raise InputError(
            [document.place.find(("rubric",)).problem(_('no rubric "{named}"').format(named=named), fix=fix)]
        )
    return named


def _beside(document: CaseDocument, path: str) -> Path:
    """A path that a case file names, seen from where the program runs."""
    return Path(os.path.normpath(Path(document.file).parent / path))
