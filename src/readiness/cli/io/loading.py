"""Rubrics and profiles from where the user keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.io.discretion import discreet, read_discreetly
from readiness.cli.io.file_names import as_reported
from readiness.cli.io.files import STDIN, exists, profile_text, read_text, rubric_texts
from readiness.cli.io.languages import of_rubric
from readiness.cli.io.shipped import bundled
from readiness.cli.io.terminal import tell
from readiness.documents.reading import ProfileDocument, digest_of, read_rubric
from readiness.documents.rubric_translation import translated
from readiness.errors import InputError, UsageError, alike
from readiness.jurisdictions import lookup
from readiness.jurisdictions.tables import known
from readiness.language import ENGLISH, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.place import Text
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric


def load_rubric(name: str, added: Sequence[str] = ()) -> Rubric:
    """A rubric by folder, file or shipped name; from the index made when the program was built, if it fits.

    `added` are files with entries of its own that a region or an agency adds, such as crimes.
    """
    texts = [*rubric_texts(name), *(read_text(file) for file in added)]
    rubric = _read(name, texts)
    catalogue = of_rubric(name)
    return rubric if catalogue.tag == ENGLISH else translated(rubric, catalogue)


def _read(name: str, texts: Sequence[Text]) -> Rubric:
    index = bundled("rubrics") / f"{name}.json"
    if not exists(name) and index.is_file():
        from readiness.documents.compiled_rubric import from_index

        rubric = from_index(index.read_text(encoding="utf-8"), digest_of(texts))
        if rubric is not None:
            return rubric
    return read_rubric(texts)


def load_profile(name: str, rubric: Rubric) -> ProfileDocument:
    """A profile by file name or shipped code, under the name that reports tell."""
    return as_reported([read_discreetly(profile_text(name), rubric)])[0]


def load_profiles(names: Sequence[str], rubric: Rubric) -> list[ProfileDocument]:
    """Profiles in the order given; the mistakes of all are reported together. Raises InputError, UsageError."""
    return as_reported(_as_given(names, rubric))


def _as_given(names: Sequence[str], rubric: Rubric) -> list[ProfileDocument]:
    """The profiles under the names that people gave, which is how they are told about them."""
    if names.count(STDIN) > 1:
        raise UsageError(_("only one of the profiles can come from standard input"))
    loaded: list[ProfileDocument] = []
    problems: list[Problem] = []
    for name in names:
        try:
            loaded.append(read_discreetly(profile_text(name, names), rubric))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    return loaded


def load_pair(a: str, b: str, rubric: Rubric) -> tuple[ProfileDocument, ProfileDocument]:
    """Two profiles; the mistakes of both are reported together. Raises InputError, and UsageError for one named twice."""
    code = lookup.code_of(a)
    if code is not None and code == lookup.code_of(b) and not (exists(a) or exists(b)):
        told = _("{a} and {b} are one jurisdiction, {code}; expected two")
        raise UsageError(told.format(a=a, b=b, code=code))
    first, second = _as_given((a, b), rubric)
    _warn_of_near_names(first, second)
    first, second = as_reported((first, second))
    return first, second


def _warn_of_near_names(a: ProfileDocument, b: ProfileDocument) -> None:
    """A partner's code that is all but the other's is probably meant for it: its ratings would be passed over in silence."""
    for document, other in ((a, b), (b, a)):
        if other.id in document.profile.partners:
            continue
        slips = [code for code in document.profile.partners if code not in known()]
        meant = alike(other.id, slips)
        near = next((code for code in slips if f'"{other.id}"' in lookup.hint(code)), "")
        if near or meant:
            near = near or meant[0]
            place = document.place.find(("partners", near))
            warning = place.problem(
                _('warning: nothing here is about {id}; "{near}" is another partner').format(
                    id=other.id, near=near
                ),
                at_key=True,
            )
            tell(discreet(warning, document.profile.tlp).render())
