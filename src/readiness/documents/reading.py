"""Texts become documents: a rubric from one or several files, a profile from one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.documents import profile_checks
from readiness.documents.place import Place
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.model.profile import Profile
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.place import Text


class ProfileDocument(Struct, frozen=True):
    """A profile, the places of its parts, and the digest of its file."""

    profile: Profile
    place: Place
    digest: str

    @property
    def id(self) -> str:
        """The jurisdiction's code."""
        return self.profile.profile

    @property
    def file(self) -> str:
        """The file's name, as the user gave it."""
        return self.place.document.name

    def line(self, *path: Any) -> int:
        """The line (from 1) in which a part of the profile stands."""
        return self.place.find(path).location.line


def read_rubric(texts: Sequence[Text]) -> Rubric:
    """One rubric from all its files: each top-level key may be spread over several. Raises InputError."""
    return read_rubric_with_places(texts)[0]


def read_rubric_with_places(texts: Sequence[Text]) -> tuple[Rubric, Place]:
    """A rubric and the places of its parts in all its files. Raises InputError."""
    from readiness.documents import rubric_checks  # noqa: PLC0415  (slow to import, and an index makes it needless)

    merged = _merge(texts)
    place = Place(tuple(texts))
    if len(texts) == 1 and "factors" not in merged and "phases" in merged:
        fix = _("give its folder instead, or one file with all keys")
        raise InputError(
            [Problem(_("this is one file of a rubric; its other files are missing"), texts[0].name, fix=fix)]
        )
    rubric = validate(Rubric, _in_order(merged), place)
    problems = list(rubric_checks.problems(rubric, place))
    if problems:
        raise InputError(problems)
    return rubric.with_digest(digest_of(texts)), place


def read_profile(text: Text, rubric: Rubric) -> ProfileDocument:
    """A profile that speaks of this rubric's indicators. Raises InputError."""
    data, place = parse(text)
    _expect_mapping(data, place)
    profile = profile_checks.checked(validate(Profile, data, place), rubric, place)
    return ProfileDocument(profile, place, digest_of([text]))


def _merge(texts: Sequence[Text]) -> dict[Any, Any]:
    merged: dict[Any, Any] = {}
    problems: list[Problem] = []
    for number, text in enumerate(texts):
        data, place = parse(text)
        _expect_mapping(data, place)
        before = Place(tuple(texts[:number]))
        for key, value in data.items():
            known = merged.get(key)
            if key not in merged:
                merged[key] = value
            elif not isinstance(value, dict) or not isinstance(known, dict):
                problems.append(_twice(place, before, key))
            else:
                problems += [_twice(place, before, key, name) for name in value if name in known]
                known |= {name: entry for name, entry in value.items() if name not in known}
    if not texts:
        raise InputError([Problem(_("the rubric has no YAML files"))])
    if problems:
        raise InputError(problems)
    return merged


def _in_order(merged: dict[Any, Any]) -> dict[Any, Any]:
    """Factors in the order the rubric declares, whatever the names of its files."""
    order, factors = merged.get("factor-order"), merged.get("factors")
    if isinstance(order, list) and isinstance(factors, dict):
        known = [name for name in order if isinstance(name, str) and name in factors]
        merged["factors"] = {name: factors[name] for name in dict.fromkeys([*known, *factors])}
    return merged


def _twice(place: Place, before: Place, *path: Any) -> Problem:
    first = before.find(path).location
    message = _('the key "{path}" stands in {name}:{key_line} already').format(
        path=path[-1], name=first.text.name, key_line=first.key_line
    )
    return place.find(path).problem(message, fix=_("keep one of them"), at_key=True)


def _expect_mapping(data: Any, place: Place) -> None:
    if not isinstance(data, dict):
        shown = "a list" if isinstance(data, list) else "nothing" if data is None else f'"{str(data)[:40]}"'
        message = _("expected keys with values at the top of the file, found {shown}").format(shown=shown)
        raise InputError([place.problem(message, fix=_("begin with `key: value`, without a dash"))])


def digest_of(texts: Sequence[Text]) -> str:
    """SHA-256 over contents only, so that the same files give the same digest wherever they lie."""
    digest = hashlib.sha256()
    for text in sorted(texts, key=lambda item: item.content):
        digest.update(hashlib.sha256(text.content.encode()).digest())
    return f"sha256:{digest.hexdigest()}"
