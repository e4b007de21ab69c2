"""YAML read safely and fast. The places of its parts are worked out on demand.

Only plain data is accepted: no tags, anchors, duplicate keys or several documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent

from readiness.documents.place import Location, Place, Text
from readiness.documents.scalars import scalar
from readiness.documents.yaml_errors import forbidden, unreadable
from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.documents.scalars import Scalar

MAX_BYTES = 5_000_000
MAX_DEPTH = 40

_STANDARD_TAG = "tag:yaml.org,2002:"


def decode(name: str, raw: bytes) -> Text:
    """Bytes of a file as text. Raises InputError for what cannot be YAML people wrote."""
    if len(raw) > MAX_BYTES:
        raise InputError(
            [
                Problem(
                    _("the file has {count:,} bytes; expected at most {max_bytes:,}").format(
                        count=len(raw), max_bytes=MAX_BYTES
                    ),
                    name,
                )
            ]
        )
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        before = raw[start : error.start].decode(errors="replace")
        text = raw[start:].split(b"\n", 1)[0].decode(errors="replace")
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        fix = _("this looks like UTF-16; save the file as UTF-8") if utf16 else _("save the file as UTF-8")
        message = _("byte 0x{byte:02X} is not UTF-8; expected a text file in UTF-8").format(
            byte=raw[error.start]
        )
        raise InputError([Problem(message, name, line, len(before) + 1, text, fix)]) from None
    decoded = Text(name.encode(errors="replace").decode(), content)
    if "\0" in content:
        raise InputError([forbidden(decoded)])
    return decoded


def parse(text: Text) -> tuple[Any, Place]:
    """The data of a YAML text and its place. Raises InputError."""
    try:
        return _Reader(text).read(), Place((text,))
    except yaml.MarkedYAMLError as error:
        raise InputError([unreadable(text, error)]) from None
    except yaml.reader.ReaderError:
        raise InputError([forbidden(text)]) from None


class _Reader:
    """Turns the parser's events into data, refusing what a profile never needs."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._next: Callable[[], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text.content).get_event
        self._problems: list[Problem] = []

    def read(self) -> Any:
        self._next()  # stream start
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise InputError([Problem(_("the file is empty; expected keys with values"), self._text.name)])
        value = self._value(self._next(), 0)
        self._next()  # document end
        last = self._next()
        if not isinstance(last, yaml.StreamEndEvent):
            self._refuse(
                last,
                _("a second YAML document starts here; expected one document a file"),
                _("remove this line, or put what follows into a file of its own"),
            )
        if self._problems:
            raise InputError(self._problems)
        return value

    def _refuse(self, event: Any, message: str, fix: str = "") -> None:
        mark = event.start_mark
        location = Location(self._text, mark.line + 1, mark.column + 1)
        self._problems.append(location.problem(message, fix=fix))

    def _value(self, event: Any, depth: int) -> Any:
        kind = event.__class__
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            return scalar(event.value) if event.implicit[0] else event.value
        if kind is yaml.AliasEvent:
            self._refuse(event, _("aliases (*name) are not used here"), _("write the value out"))
            return None
        if event.anchor is not None:
            self._refuse(event, _("anchors (&name) are not used here"), _("remove the anchor"))
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace(_STANDARD_TAG, "!!", 1)
            self._refuse(event, _("tags ({tag}) are not used here").format(tag=tag), _("remove the tag"))
        if kind is ScalarEvent:
            return scalar(event.value) if event.implicit[0] else event.value
        if depth >= MAX_DEPTH:
            self._refuse(event, _("nested more than {max_depth} levels deep").format(max_depth=MAX_DEPTH))
            raise InputError(self._problems)
        return self._mapping(depth + 1) if kind is yaml.MappingStartEvent else self._sequence(depth + 1)

    def _sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while (event := self._next()).__class__ is not SequenceEndEvent:
            items.append(self._value(event, depth))
        return items

    def _mapping(self, depth: int) -> dict[Scalar, Any]:
        data: dict[Scalar, Any] = {}
        keys: dict[Scalar, Any] = {}
        following, value_of = self._next, self._value
        while (event := following()).__class__ is not MappingEndEvent:
            # Nearly all that a profile holds is plain, and calls for each part would take as long as libyaml itself.
            if event.__class__ is ScalarEvent and event.anchor is None and event.tag is None:
                key = scalar(event.value) if event.implicit[0] else event.value
            else:
                key = value_of(event, depth)
            below = following()
            if below.__class__ is ScalarEvent and below.anchor is None and below.tag is None:
                value = scalar(below.value) if below.implicit[0] else below.value
            else:
                value = value_of(below, depth)
            if isinstance(key, list | dict):
                kind = "list" if isinstance(key, list) else "mapping"
                self._refuse(event, _("a key is a plain name; found a {kind}").format(kind=kind))
            elif key in data:
                message = _('the key "{key}" stands twice; the first is in line {line}').format(
                    key=key, line=keys[key].start_mark.line + 1
                )
                self._refuse(event, message, _("keep one of them"))
            else:
                data[key] = value
                keys[key] = event
        return data
