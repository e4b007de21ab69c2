"""Where the parts of YAML files stand. Lines are looked for only when a problem or an evidence line asks for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct, field

from readiness.documents.scalars import scalar
from readiness.errors import Problem
from readiness.jurisdictions.lookup import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.errors import Fix

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Text(Struct, frozen=True):
    """A file's name, as the user gave it, and its decoded content."""

    name: str
    content: str

    def line(self, number: int) -> str:
        """The line with that number (from 1), or nothing."""
        lines = _lines(self.content)
        return lines[number - 1] if 0 < number <= len(lines) else ""


@lru_cache(maxsize=2)
def _lines(content: str) -> list[str]:
    """The lines of a text; a file with thousands of mistakes is split once."""
    return BREAK.split(content)


class Location(Struct):
    """A line and column of a file (from 1), those of the key in front (0 if there is none), and the parts below."""

    text: Text
    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    parts: dict[Any, Location] = field(default_factory=dict)

    def find(self, path: tuple[Any, ...]) -> Location:
        """The location of a part. Steps that the file does not have (defaults, wrapped lists) are passed over.

        A partner is found under whatever name the file gives it.
        """
        location, before = self, None
        for step in path:
            if before == "partners" and step not in location.parts:
                step = next((key for key in location.parts if key_of(str(key)) == key_of(str(step))), step)  # noqa: PLW2901
            location, before = location.parts.get(step, location), step
        return location

    def problem(self, message: str, *, fix: Fix = "", at_key: bool = False) -> Problem:
        """A problem at this location; `at_key` points at the key in front of the value."""
        line, column = (
            (self.key_line, self.key_column) if at_key and self.key_line else (self.line, self.column)
        )
        return Problem(message, self.text.name, line, column, self.text.line(line), fix)


class Place(Struct):
    """A part of a readable document, which may be spread over several texts, by the keys that lead to it."""

    texts: tuple[Text, ...]
    path: tuple[Any, ...] = ()

    @property
    def document(self) -> Text:
        """The first of the texts."""
        return self.texts[0]

    @property
    def location(self) -> Location:
        """Where the part stands, or the nearest part around it that the file has."""
        return _outline(self.texts).find(self.path)

    def find(self, path: tuple[Any, ...]) -> Place:
        """The place of a part of this part."""
        return Place(self.texts, self.path + path)

    def problem(self, message: str, *, fix: Fix = "", at_key: bool = False) -> Problem:
        """A problem at this place; `at_key` points at the key in front of the value."""
        return self.location.problem(message, fix=fix, at_key=at_key)


@lru_cache(maxsize=1000)
def _outline(texts: tuple[Text, ...]) -> Location:
    """The locations of all parts. Each top-level mapping may be spread over several texts."""
    root = _of_text(texts[0])
    for text in texts[1:]:
        for key, location in _of_text(text).parts.items():
            known = root.parts.setdefault(key, location)
            known.parts = location.parts | known.parts
    return root


def _of_text(text: Text) -> Location:
    if not text.content:
        return Location(text, 1, 1)
    following = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text.content).get_event
    following()  # stream start
    following()  # document start
    return _of_value(text, following(), following)


def _of_value(text: Text, event: Any, following: Callable[[], Any]) -> Location:
    mark = event.start_mark
    location = Location(text, mark.line + 1, mark.column + 1)
    if isinstance(event, yaml.SequenceStartEvent):
        while not isinstance(event := following(), yaml.SequenceEndEvent):
            location.parts[len(location.parts)] = _of_value(text, event, following)
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := following(), yaml.MappingEndEvent):
            part = _of_value(text, following(), following)
            part.key_line, part.key_column = key.start_mark.line + 1, key.start_mark.column + 1
            location.parts[scalar(key.value) if key.implicit[0] else key.value] = part
    return location
