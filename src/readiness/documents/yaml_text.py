"""YAML read safely and fast, with the place of every key and value.

Only plain data is accepted: no tags, anchors, duplicate keys or several documents. Scalars follow YAML 1.2's core
schema, so that `NO` is Norway, `12:30` a time of day and `2023-11-28` a date people wrote, all of them strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from readiness.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 5_000_000
MAX_DEPTH = 40

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+)\Z")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_STANDARD_TAG = "tag:yaml.org,2002:"

Key = str | int | float | bool | None


@dataclass(slots=True)
class Place:
    """Where a value stands in its file, and where its parts stand."""

    document: Text
    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    parts: dict[Any, Place] = field(default_factory=dict)

    def find(self, path: tuple[Any, ...]) -> Place:
        """The place of a part. Steps that the file does not have (defaults, wrapped lists) are passed over."""
        place = self
        for step in path:
            place = place.parts.get(step, place)
        return place

    def problem(self, message: str, *, fix: str = "", at_key: bool = False) -> Problem:
        """A problem at this place; `at_key` points at the key in front of the value."""
        line, column = (
            (self.key_line, self.key_column) if at_key and self.key_line else (self.line, self.column)
        )
        return Problem(message, self.document.name, line, column, self.document.line(line), fix)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's name, as the user gave it, and its decoded content."""

    name: str
    content: str

    def line(self, number: int) -> str:
        """The line with that number (from 1), or nothing."""
        lines = BREAK.split(self.content, number)
        return lines[number - 1] if 0 < number <= len(lines) else ""


def decode(name: str, raw: bytes) -> Text:
    """Bytes of a file as text. Raises InputError for what cannot be YAML people wrote."""
    if len(raw) > MAX_BYTES:
        raise InputError([Problem(f"the file has {len(raw):,} bytes; expected at most {MAX_BYTES:,}", name)])
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        before = raw[start : error.start].decode(errors="replace")
        text = raw[start:].split(b"\n", 1)[0].decode(errors="replace")
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        fix = "this looks like UTF-16; save the file as UTF-8" if utf16 else "save the file as UTF-8"
        message = f"byte 0x{raw[error.start]:02X} is not UTF-8; expected a text file in UTF-8"
        raise InputError([Problem(message, name, line, len(before) + 1, text, fix)]) from None
    return Text(name.encode(errors="replace").decode(), content)


def parse(document: Text) -> tuple[Any, Place]:
    """The data of a YAML text and the places of all its parts. Raises InputError."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        reader = _Reader(document, loader(document.content))
        return reader.read()
    except yaml.MarkedYAMLError as error:
        from readiness.documents.yaml_errors import unreadable  # noqa: PLC0415 - only when something is wrong

        raise InputError([unreadable(document, error)]) from None
    except yaml.reader.ReaderError:
        from readiness.documents.yaml_errors import forbidden  # noqa: PLC0415

        raise InputError([forbidden(document)]) from None


class _Reader:
    """Turns the parser's events into data and places, refusing what a profile never needs."""

    def __init__(self, document: Text, loader: Any) -> None:
        self._document = document
        self._loader = loader
        self._problems: list[Problem] = []

    def read(self) -> tuple[Any, Place]:
        events = self._events()
        next(events)  # stream start
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            raise InputError([Problem("the file is empty; expected keys with values", self._document.name)])
        value, place = self._value(next(events), events, 0)
        next(events)  # document end
        last = next(events)
        if not isinstance(last, yaml.StreamEndEvent):
            self._refuse(
                last,
                "a second YAML document starts here; expected one document a file",
                "remove this line, or put what follows into a file of its own",
            )
        if self._problems:
            raise InputError(self._problems)
        return value, place

    def _events(self) -> Iterator[Any]:
        while True:
            yield self._loader.get_event()

    def _refuse(self, event: Any, message: str, fix: str = "") -> None:
        mark = event.start_mark
        self._problems.append(Place(self._document, mark.line + 1, mark.column + 1).problem(message, fix=fix))

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> tuple[Any, Place]:
        mark = event.start_mark
        place = Place(self._document, mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "aliases (*name) are not used here", "write the value out")
            return None, place
        if event.anchor is not None:
            self._refuse(event, "anchors (&name) are not used here", "remove the anchor")
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace(_STANDARD_TAG, "!!", 1)
            self._refuse(event, f"tags ({tag}) are not used here", "remove the tag")
        if isinstance(event, yaml.ScalarEvent):
            return (scalar(event.value) if event.implicit[0] else event.value), place
        if depth >= MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep")
            raise InputError(self._problems)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place, depth), place
        return self._mapping(events, place, depth), place

    def _sequence(self, events: Iterator[Any], place: Place, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            value, place.parts[len(items)] = self._value(event, events, depth + 1)
            items.append(value)
        return items

    def _mapping(self, events: Iterator[Any], place: Place, depth: int) -> dict[Key, Any]:
        data: dict[Key, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, key_place = self._value(event, events, depth + 1)
            value, value_place = self._value(next(events), events, depth + 1)
            value_place.key_line, value_place.key_column = key_place.line, key_place.column
            if isinstance(key, list | dict):
                self._refuse(
                    event, f"a key is a plain name; found a {'list' if isinstance(key, list) else 'mapping'}"
                )
            elif key in data:
                first = place.parts[key].key_line
                self._refuse(
                    event, f'the key "{key}" stands twice; the first is in line {first}', "keep one of them"
                )
            else:
                data[key] = value
                place.parts[key] = value_place
        return data


def scalar(text: str) -> Key:
    """A plain scalar by YAML 1.2's core schema, without its octal and hexadecimal numbers."""
    if text.lower() in _CONSTANTS and text in {
        "",
        "~",
        "null",
        "Null",
        "NULL",
        "true",
        "True",
        "TRUE",
        "false",
        "False",
        "FALSE",
    }:
        return _CONSTANTS[text.lower()]
    first = text[0]
    if first in "+-.0123456789" and len(text) <= 40:
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
    return text
