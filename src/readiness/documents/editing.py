"""Changes to a YAML text that leave every other character as it is: comments, order, line breaks.

The text must be one that this program can read: plain mappings and lists, without anchors and tags. A layout that these
functions do not understand comes out as a text with another meaning; whoever calls them compares.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct

from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

Path = tuple[str | int, ...]

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\Z")
_CONSTANTS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"}


class Style(Struct, frozen=True):
    """How careful people lay out documents of a kind.

    `entry` gives the lines of the last key of a path with its value, from an indentation; `item` those of an entry of a
    list, from the column of its dash. `order` are the keys of the mapping that a path leads into, in the order in which
    they should stand. The top-level keys that stand `apart` have an empty line before them.
    """

    entry: Callable[[Path, Any, int], list[str]]
    item: Callable[[Any, int], list[str]]
    order: Callable[[Path], Sequence[str]]
    apart: Collection[str]


def put(text: str, path: Path, value: Any, style: Style | None = None, *, marker: str = "") -> str:
    """The text with a value at a path: replaced where there is one, otherwise added.

    Without a style, values stand on one line and entries behind the last. `marker` is a comment line that an added entry
    takes the place of. A number one past the end of a list appends. Raises ValueError where the path leads through
    something that holds no parts.
    """
    trail = _trail(text, path)
    node, depth = trail[-1], len(trail) - 1
    if depth == len(path):
        return _replaced(text, trail, path, value, style)
    if isinstance(node, yaml.SequenceNode) and path[depth:] == (len(node.value),):
        return _appended(text, node, value, style)
    if not isinstance(node, yaml.MappingNode):
        told = _("{path} is not a mapping").format(path=".".join(map(str, path[:depth])))
        raise ValueError(told)  # noqa: TRY004  (the text is wrong, not a type)
    if node.flow_style and (node.value or style is None or any(outer.flow_style for outer in trail[:-1])):
        nested = value
        for key in reversed(path[depth + 1 :]):
            nested = {key: nested}
        entry = f"{inline(path[depth])}: {inline(nested)}"
        end = _end(text, node.value[-1][1]) if node.value else node.start_mark.index + 1
        return f"{text[:end]}{', ' if node.value else ''}{entry}{text[end:]}"
    return _added(text, trail, path, value, style, marker)


def remove(text: str, path: Path) -> str:
    """The text without the entry at a path, and without the mappings that would be empty then."""
    trail = _trail(text, path)
    depth = len(path) - 1
    while depth and len(trail[depth].value) == 1:
        depth -= 1
    parent = trail[depth]
    index = next(i for i, (name, _) in enumerate(parent.value) if name.value == path[depth])
    key, value = parent.value[index]
    if parent.flow_style:
        last = index == len(parent.value) - 1
        start = key.start_mark.index if not (last and index) else _end(text, parent.value[index - 1][1])
        end = _end(text, value) if last else parent.value[index + 1][0].start_mark.index
        return text[:start] + text[end:]
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    end = text.find("\n", _end(text, value))
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def listed(text: str, path: Path) -> str:
    """The text with the single value at a path made the first of a list."""
    trail = _trail(text, path)
    node, parent = trail[-1], trail[-2]
    start, end = node.start_mark.index, _end(text, node)
    if parent.flow_style:
        return f"{text[:start]}[{text[start:end]}]{text[end:]}"
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        first, *others = text[start:end].split("\n")
        shifted = [f"  {line}" if line.strip() else line for line in others]
        return "\n".join([f"{text[:start]}- {first}", *shifted]) + text[end:]
    column = _key_of(parent, path[-1]).start_mark.column + 2
    return f"{text[:start].rstrip()}\n{' ' * column}- {text[start:end]}{text[end:]}"


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


def _trail(text: str, path: Path) -> list[Any]:
    """The nodes from the root along a path, as far as they exist."""
    node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    trail = [node]
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((part for key, part in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[step] if isinstance(step, int) and step < len(node.value) else None
        else:
            break
        if node is None:
            break
        trail.append(node)
    return trail


def _key_of(mapping: Any, step: str | int) -> Any:
    return next(key for key, _ in mapping.value if key.value == step)


def _end(text: str, node: Any) -> int:
    """Where a value really ends: libyaml puts the end of a block behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)
    end = int(node.end_mark.index)
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return len(text[:end].rstrip()) if block or node.end_mark.column == 0 else end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _replaced(text: str, trail: list[Any], path: Path, value: Any, style: Style | None) -> str:
    parent, node = trail[-2:]
    start, end = node.start_mark.index, _end(text, node)
    if style is None or parent.flow_style:
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            before = text[:start].rstrip()  # a block begins on a line of its own
            return f"{before} {inline(value)}{text[end:]}"
        lead = " " if start and text[start - 1] == ":" else ""
        return f"{text[:start]}{lead}{inline(value)}{text[max(start, end) :]}"
    if isinstance(parent, yaml.SequenceNode):
        first = text.rfind("\n", 0, start) + 1
        return text[:first] + "\n".join(style.item(value, parent.start_mark.column)) + text[end:]
    key = _key_of(parent, path[-1]).start_mark
    return text[: key.index] + "\n".join(style.entry(path, value, key.column)).lstrip() + text[end:]


def _appended(text: str, node: Any, value: Any, style: Style | None) -> str:
    if node.flow_style:
        end = _end(text, node.value[-1]) if node.value else node.start_mark.index + 1
        return f"{text[:end]}{', ' if node.value else ''}{inline(value)}{text[end:]}"
    end, column = _line_end(text, _end(text, node)), node.start_mark.column
    lines = style.item(value, column) if style is not None else [f"{' ' * column}- {inline(value)}"]
    return f"{text[:end]}\n" + "\n".join(lines) + (text[end:] or "\n")


def _added(text: str, trail: list[Any], path: Path, value: Any, style: Style | None, marker: str) -> str:
    """A new entry of a block mapping, or of an empty one that becomes a block."""
    node, depth = trail[-1], len(trail) - 1
    if node.flow_style or not node.value:
        indent = _key_of(trail[-2], path[depth - 1]).start_mark.column + 2 if depth else 0
        head = text[: node.start_mark.index].rstrip(" ")
        text = f"{head}{text[int(node.end_mark.index) :]}"
        begin = after = len(head)
    else:
        indent = node.value[0][0].start_mark.column
        begin, after = node.start_mark.index, _end(text, node)
    lines = [f"{' ' * (indent + 2 * level)}{inline(key)}:" for level, key in enumerate(path[depth:-1])]
    innermost = indent + 2 * len(lines)
    if style is None:
        lines.append(f"{' ' * innermost}{inline(path[-1])}: {inline(value)}")
    else:
        lines += style.entry(path, value, innermost)
        if depth == 0 and path[0] in style.apart:
            lines = ["", *lines]
    bounds = _marked(text, begin, after, " " * indent + marker) if marker else None
    if bounds is not None:
        return text[: bounds[0]] + "\n".join(lines) + text[bounds[1] :]
    if style is not None and node.value:
        after = _end(text, _before(node, str(path[depth]), style.order(path[: depth + 1])))
    end = _line_end(text, after)
    end = _behind_comments(text, end, indent) if style is not None and node.value else end
    return f"{text[:end]}\n" + "\n".join(lines) + (text[end:] or "\n")


def _behind_comments(text: str, at: int, indent: int) -> int:
    """The end of the last comment that still belongs to the entry before: one that is indented deeper than it."""
    last, stop = at, at
    while stop < len(text):
        start = stop + 1
        stop = _line_end(text, start)
        line = text[start:stop]
        bare = line.lstrip(" ")
        if bare.startswith("#") and len(line) - len(bare) > indent:
            last = stop
        elif bare.strip():
            break
    return last


def _before(node: Any, key: str, keys: Sequence[str]) -> Any:
    """The value behind which an entry belongs: that of its nearest predecessor, else the last."""
    rank = {name: index for index, name in enumerate(keys)}
    own = rank.get(key, len(rank))
    ranked = [(rank[name.value], value) for name, value in node.value if rank.get(name.value, own) < own]
    return max(ranked, key=lambda entry: entry[0])[1] if ranked else node.value[-1][1]


def _marked(text: str, begin: int, end: int, line: str) -> tuple[int, int] | None:
    """Where a comment line stands in a section or in the comments that follow it."""
    at = text.rfind("\n", 0, begin) + 1
    while at < len(text):
        stop = _line_end(text, at)
        shown = text[at:stop]
        if shown == line:
            return at, stop
        bare = shown.strip()
        if at > end and bare and not bare.startswith("#"):
            return None
        at = stop + 1
    return None
