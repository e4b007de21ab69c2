"""Reads case files with the profiles they contain. Every mistake is reported with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from readiness.cases.case_file import ANY, MARKS, CaseFile
from readiness.documents import profile_checks, references
from readiness.documents.reading import ProfileDocument, digest_of
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, nearest
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.place import Place, Text
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric


class CaseDocument(Struct, frozen=True):
    """A case with the positions of its parts in the file."""

    case: CaseFile
    place: Place

    @property
    def file(self) -> str:
        """The file's name, as the user gave it."""
        return self.place.document.name

    def line(self, *path: Any) -> int:
        """The line (from 1) of a part of the case."""
        return self.place.find(path).location.line


class LoadedCase(Struct, frozen=True):
    """A case with the profiles and the rubric that it refers to."""

    document: CaseDocument
    a: ProfileDocument
    b: ProfileDocument
    rubric: Rubric


def kind_of(data: Any) -> Literal["case", "profile", "other"]:
    """The kind of a YAML document, judged by its keys."""
    keys = data.keys() if isinstance(data, dict) else ()
    if any(mark in keys for mark in MARKS):
        return "case"
    return "profile" if "profile" in keys else "other"


def read_case(text: Text) -> CaseDocument | None:
    """The case in a text, or None if the text is not a case file. Raises InputError."""
    data, position = parse(text)
    if kind_of(data) != "case":
        return None
    return CaseDocument(validate(CaseFile, data, position), position)


def inline_profile(document: CaseDocument, side: Literal["a", "b"], rubric: Rubric) -> ProfileDocument:
    """A profile that is written out in the case file. Raises InputError."""
    position = document.place.find(("profiles", side))
    stated = validate(Profile, getattr(document.case.profiles, side), position)
    profile = profile_checks.checked(stated, rubric, position)
    return ProfileDocument(profile, position, digest_of([document.place.document]))


def joined(document: CaseDocument, a: ProfileDocument, b: ProfileDocument, rubric: Rubric) -> LoadedCase:
    """A case with its profiles and rubric. Raises InputError for names that they do not define."""
    case, ids = document.case, (a.id, b.id)
    named = [
        text for text in (*case.roles, case.requesting or "") if text not in ids and side_of(text, ids) in ids
    ]
    codes = (*ids, *named)
    case = references.understood(case, rubric, codes=codes)
    problems = [
        *references.problems(case, rubric, document.place, codes=codes),
        *_needless(document),
    ]
    if problems:
        raise InputError(problems)
    return LoadedCase(CaseDocument(case, document.place), a, b, rubric)


def _needless(document: CaseDocument) -> Iterator[Problem]:
    """Known misses that explain an expectation which the case does not state."""
    expected = [*document.case.expect.asked(), ANY]
    for name in document.case.known_miss:
        if name not in expected:
            yield document.place.find(("known-miss", name)).problem(
                _('unknown expectation of this case "{name}"').format(name=name),
                fix=nearest(name, expected),
                at_key=True,
            )
