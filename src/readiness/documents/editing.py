"""Changes to a YAML text that leave every other character as it is: comments, order, line breaks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\Z")
_CONSTANTS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"}


def put(text: str, path: Sequence[str], value: Any) -> str:
    """The text with this value at a path of keys: replaced, or added behind the last entry of its mapping.

    The text must be a mapping that this program can read. Raises ValueError if the path leads through a value that is
    no mapping.
    """
    node = _root(text)
    for depth, key in enumerate(path):
        if not isinstance(node, yaml.MappingNode):
            raise ValueError(f"{'.'.join(path[:depth])} is not a mapping")  # noqa: TRY004  (the text is wrong, not a type)
        found = next((entry for name, entry in node.value if name.value == key), None)
        if found is None:
            return _added(text, node, path[depth:], value)
        node = found
    return _replaced(text, node, inline(value))


def remove(text: str, path: Sequence[str]) -> str:
    """The text without the entry at a path, and without the mappings that would be empty then."""
    node, chain = _root(text), []
    for key in path:
        chain.append(node)
        node = next(entry for name, entry in node.value if name.value == key)
    depth = len(path) - 1
    while depth and len(chain[depth].value) == 1:
        depth -= 1
    parent = chain[depth]
    at = next(i for i, (name, _) in enumerate(parent.value) if name.value == path[depth])
    key, value = parent.value[at]
    if parent.flow_style:
        last = at == len(parent.value) - 1
        start = key.start_mark.index if not (last and at) else _end(text, parent.value[at - 1][1])
        end = _end(text, value) if last else parent.value[at + 1][0].start_mark.index
        return text[:start] + text[end:]
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    end = text.find("\n", _end(text, value))
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def inline(value: Any) -> str:
    """Plain data on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_scalar(key)}: {inline(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(inline(part) for part in value)}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        plain = _DATE.match(value) or (_PLAIN.match(value) and value.casefold() not in _CONSTANTS)
        return value if plain else f'"{"".join(map(_character, value))}"'
    return json.dumps(value)


def _character(char: str) -> str:
    """A character between double quotes."""
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08X}"


def _root(text: str) -> Any:
    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _end(text: str, node: Any) -> int:
    """Where a value really ends: libyaml puts the end of a block behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)
    return (
        len(text[: node.end_mark.index].rstrip()) if node.end_mark.column == 0 else int(node.end_mark.index)
    )


def _replaced(text: str, node: Any, new: str) -> str:
    start, end = node.start_mark.index, _end(text, node)
    lead = " " if start and text[start - 1] == ":" else ""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        before = text[:start].rstrip()  # a block begins on a line of its own
        return f"{before} {new}{text[end:]}"
    return f"{text[:start]}{lead}{new}{text[max(start, end) :]}"


def _added(text: str, node: yaml.MappingNode, path: Sequence[str], value: Any) -> str:
    entry = f"{_scalar(path[0])}: {inline(_nested(path[1:], value))}"
    if node.flow_style:
        if not node.value:
            start = node.start_mark.index + 1
            return text[:start] + entry + text[start:]
        at = _end(text, node.value[-1][1])
        return f"{text[:at]}, {entry}{text[at:]}"
    indent = node.value[0][0].start_mark.column
    at = text.find("\n", _end(text, node.value[-1][1]))
    at = len(text) if at < 0 else at
    return f"{text[:at]}\n{_lines(path, value, indent)}{text[at:] or chr(10)}"


def _nested(path: Sequence[str], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _lines(path: Sequence[str], value: Any, indent: int) -> str:
    """A new entry of a block mapping, one line a key."""
    heads = [f"{' ' * (indent + 2 * i)}{_scalar(key)}:" for i, key in enumerate(path)]
    return "\n".join([*heads[:-1], f"{heads[-1]} {inline(value)}"])
