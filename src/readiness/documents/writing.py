"""Profiles written as YAML that people like to edit and that the reader reads back as the same data.

Entries that are short stand on one line, long ones are wrapped at 120 columns, texts of any kind are quoted where a
reader could take them for something else. Nothing is abbreviated with anchors, and no comments are written.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from readiness.language import _
from readiness.model.profile import Profile
from readiness.model.rating import Rating, RowRating
from readiness.safe_text import spelled

WIDTH = 120
LONGEST_KEY = 900  # libyaml's limit is 1024 characters, counted after escaping

_BREAK = "\0"
"""Marks a space at which a line may be broken. NUL itself is always escaped, so it cannot stand in a text."""

_PLAIN = re.compile(r"[^\W\d_][\w./+()-]*(?: [\w(][\w./+()-]*)*\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\Z")
_CONSTANTS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"}
_UNSAFE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_PROSE = {"says", "title", "publisher", "note", "not-applicable"}
_SPREAD = {"facts", "indices", "ratings", "evidence", "partners", "sources"}
"""Keys whose entries always take a line each."""
_APART = {"ratings", "partners", "sources"}
"""Sections with an empty line before them."""


def profile_yaml(data: dict[str, Any]) -> str:
    """A profile as YAML text: `parse` gives back the same data.

    Keys stand in the order of docs/profile-format.md, whatever their order in `data`; names that people choose
    (indicators, partners, sources) keep theirs. Raises ValueError for what the reader could not read back: values other
    than texts, finite numbers, booleans, None, lists and mappings, and keys longer than 900 characters.
    """
    if not data:
        return "{}\n"
    parts: list[str] = []
    for key, value in _ordered(data, Profile).items():
        if parts and key in _APART:
            parts.append("")
        parts += _entry(key, value, 0, _Kind(Profile).below(key), spread=key in _SPREAD)
    return "\n".join(parts) + "\n"


def profile_data(profile: Profile) -> dict[str, Any]:
    """A profile as the plain data that `profile_yaml` writes, without anything that says nothing.

    A single rating stands without its list, a level alone without its key, a year and a whole level as whole numbers.
    """
    data: dict[str, Any] = _plain(profile.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    owners = [data, *data.get("partners", {}).values()]
    for owner in owners:
        if "ratings" in owner:
            owner["ratings"] = {key: _short_ratings(entries) for key, entries in owner["ratings"].items()}
    indices = data.get("facts", {}).get("indices", {})
    for key, values in indices.items():
        indices[key] = values[0] if len(values) == 1 else values
    return data


_DATES = {"as_of", "since", "until", "from", "to", "accessed", "review"}


def _plain(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _plain(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if key in _DATES and isinstance(value, str) and re.fullmatch("[1-9][0-9]{3}", value):
        return int(value)
    return value


def _short_ratings(entries: list[dict[str, Any]]) -> Any:
    short = [_short_rating(entry) for entry in entries]
    return short[0] if len(short) == 1 else short


def _short_rating(entry: dict[str, Any]) -> Any:
    if "rows" in entry:
        rows = {name: row["level"] if set(row) == {"level"} else row for name, row in entry["rows"].items()}
        return entry | {"rows": rows}
    return entry["level"] if set(entry) == {"level"} else entry


class _Kind(NamedTuple):
    """What a value is or holds: an entry with the keys of a model, or a mapping of such entries by chosen names."""

    model: type[BaseModel] | None
    by_name: bool = False

    def below(self, key: Any) -> _Kind:
        """The kind of what stands under a key of this mapping."""
        if self.by_name or self.model is None:
            return _Kind(self.model)
        return _children(self.model).get(key, _NOTHING)


_NOTHING = _Kind(None)


@cache
def _children(model: type[BaseModel]) -> dict[str, _Kind]:
    """The kind of each key of a model."""
    return {field.alias or name: _kind(field.annotation) for name, field in model.model_fields.items()}


def _kind(annotation: Any) -> _Kind:
    """The kind of values with this annotation: of an optional one, what it is when given; of a list, its items."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Kind(annotation)
    inside = get_args(annotation)
    if get_origin(annotation) is dict:
        return _Kind(_kind(inside[1]).model, by_name=True)
    kinds = [_kind(part) for part in inside]
    return next((kind for kind in kinds if kind != _NOTHING), _NOTHING)


def _ordered(data: dict[Any, Any], model: type[BaseModel] | None) -> dict[Any, Any]:
    """The keys that the model knows in its order, then the others."""
    if model is None:
        return data
    known = [field.alias or name for name, field in model.model_fields.items()]
    return {key: data[key] for key in [*(name for name in known if name in data), *data]}


def _arranged(value: Any, kind: _Kind) -> Any:
    return _ordered(value, None if kind.by_name else kind.model) if isinstance(value, dict) else value


def _entry(key: Any, value: Any, indent: int, kind: _Kind, *, spread: bool) -> list[str]:
    """The lines of one key with its value, in block style. `kind` is that of the value."""
    head = f"{' ' * indent}{_key(key)}:"
    if not isinstance(value, dict | list) or not value:
        return _filled(f"{head} {_flow(value, kind, prose=key in _PROSE)}", indent + 2)
    if not spread:
        line = f"{head} {_flow(value, kind)}"
        if _depth(value) <= 2 and len(line) <= WIDTH:
            return _filled(line, indent)
        if _depth(value) == 1 and kind.model not in (Rating, RowRating):
            return _filled(line, indent + 2)
    return [head, *_block(value, indent + 2, kind)]


def _block(value: Any, indent: int, kind: _Kind) -> list[str]:
    """The lines of a mapping or list that takes a line for each of its parts."""
    if isinstance(value, dict):
        return [
            line
            for key, part in _arranged(value, kind).items()
            for line in _entry(key, part, indent, kind.below(key), spread=not kind.by_name and key in _SPREAD)
        ]
    return [line for item in value for line in _item(item, indent, kind)]


def _item(value: Any, indent: int, kind: _Kind) -> list[str]:
    """The lines of one item of a list."""
    pad = " " * indent
    line = f"{pad}- {_flow(value, kind)}"
    depth, rating = _depth(value), kind.model in (Rating, RowRating)
    if depth == 0 or (depth <= 2 and (not rating or len(line) <= WIDTH)):
        return _filled(line, indent + 3)
    lines = _block(value, indent + 2, kind)
    if isinstance(value, list):
        return [f"{pad}-", *lines]
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]


def _depth(value: Any) -> int:
    """How many collections stand inside each other; 0 for a single value."""
    if not isinstance(value, dict | list):
        return 0
    parts = value.values() if isinstance(value, dict) else value
    return 1 + max((_depth(part) for part in parts), default=0)


def _flow(value: Any, kind: _Kind, *, prose: bool = False) -> str:
    """A value on one line, with marks where the line may be broken."""
    if isinstance(value, dict):
        parts = [
            f"{_key(key)}: {_flow(part, kind.below(key), prose=key in _PROSE)}"
            for key, part in _arranged(value, kind).items()
        ]
        return f"{{{f',{_BREAK}'.join(parts)}}}"
    if isinstance(value, list):
        return f"[{f',{_BREAK}'.join(_flow(part, kind) for part in value)}]"
    return _scalar(value, prose=prose)


def _key(key: Any) -> str:
    text = _scalar(key).replace(_BREAK, " ")
    if len(text) > LONGEST_KEY:
        raise ValueError(
            _("a key has {count} characters; expected at most {longest_key}").format(
                count=len(text), longest_key=LONGEST_KEY
            )
        )
    return text


def _scalar(value: Any, *, prose: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        text = repr(value)
        if not math.isfinite(value) or len(text) > 40:
            raise ValueError(
                _("the number {text} cannot be written so that it is read back").format(text=text[:40])
            )
        return text
    if not isinstance(value, str):
        raise ValueError(_("cannot write a {name}; expected plain data").format(name=type(value).__name__))  # noqa: TRY004
    safe = _DATE.match(value) or (_PLAIN.match(value) and value.casefold() not in _CONSTANTS)
    return value if safe and not prose else _quoted(value)


def _quoted(text: str) -> str:
    """A text in double quotes. A single space between two words is a place to break the line."""
    escaped = "".join(_SHORT.get(char, char) for char in text)
    escaped = spelled(_UNSAFE.sub(lambda match: _code(ord(match[0])), escaped), lambda char: _code(ord(char)))
    escaped = escaped.replace("##[", "\\x23#[").replace("::", "\\x3A:")  # commands to the log of a build
    return f'"{re.sub("(?<=[^ ]) (?=[^ ])", _BREAK, escaped)}"'


def _code(number: int) -> str:
    return (
        f"\\x{number:02X}"
        if number < 0x100
        else f"\\u{number:04X}"
        if number < 0x10000
        else f"\\U{number:08X}"
    )


def _filled(marked: str, indent: int) -> list[str]:
    """A marked text as lines of at most 120 columns where its marks allow it."""
    words = marked.split(_BREAK)
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{' ' * indent}{word}")
    return lines
