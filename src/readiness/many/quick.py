"""Many profiles read quickly: the places of their parts are worked out only for files with a mistake.

The rules are those of `documents.yaml_text`. Whatever is unusual here is read again there, where it gets its message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from readiness.documents import profile_checks
from readiness.documents.reading import ProfileDocument, digest_of, read_profile
from readiness.documents.yaml_text import MAX_DEPTH, Place, Text, scalar
from readiness.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.model.rubric import Rubric

Scalars = dict[str, Any]
"""Plain scalars met before, with what they mean: most of them stand in many profiles."""


class _OddError(Exception):
    """Something that a profile seldom holds, or must not hold."""


class _NoPlace(Place):
    """A place that is not known, as are those of all parts."""

    def find(self, path: tuple[Any, ...]) -> Place:  # noqa: ARG002  # the base class names the argument
        return self


def read_quickly(text: Text, rubric: Rubric, known: Scalars) -> ProfileDocument:
    """A profile as `read_profile` reads it, but its parts have no lines. Raises InputError, with lines."""
    try:
        profile = Profile.model_validate(_data(text.content, known))
    except (_OddError, ValidationError, yaml.YAMLError, RecursionError):
        return read_profile(text, rubric)
    place = _NoPlace(text, 0, 0)
    if any(True for _ in profile_checks.problems(profile, rubric, place)):
        return read_profile(text, rubric)
    return ProfileDocument(profile, place, digest_of([text]))


def traced(document: ProfileDocument, rubric: Rubric) -> ProfileDocument:
    """The same profile with the lines of its parts, for reports that show evidence."""
    return read_profile(document.place.document, rubric)


def _data(content: str, known: Scalars) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(content)
    following: Callable[[], Any] = loader.get_event
    following()  # stream start
    if following().__class__ is not yaml.DocumentStartEvent:
        raise _OddError
    value = _value(following(), following, known, 0)
    following()  # document end
    if following().__class__ is not yaml.StreamEndEvent:
        raise _OddError
    return value


def _value(event: Any, following: Callable[[], Any], known: Scalars, depth: int) -> Any:
    kind = event.__class__
    if kind is yaml.AliasEvent or event.anchor is not None or (event.tag is not None and event.tag != "!"):
        raise _OddError
    if kind is yaml.ScalarEvent:
        return _scalar(event, known)
    if depth >= MAX_DEPTH:
        raise _OddError
    if kind is yaml.MappingStartEvent:
        return _mapping(following, known, depth + 1)
    items = []
    while (event := following()).__class__ is not yaml.SequenceEndEvent:
        items.append(_value(event, following, known, depth + 1))
    return items


def _scalar(event: Any, known: Scalars) -> Any:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text not in known:
        known[text] = scalar(text)
    return known[text]


def _mapping(following: Callable[[], Any], known: Scalars, depth: int) -> dict[Any, Any]:
    data: dict[Any, Any] = {}
    while (event := following()).__class__ is not yaml.MappingEndEvent:
        if event.__class__ is not yaml.ScalarEvent:
            raise _OddError
        key = _value(event, following, known, depth)
        if key in data:
            raise _OddError
        data[key] = _value(following(), following, known, depth)
    return data
