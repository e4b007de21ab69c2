"""Values put into a YAML text at the place where a careful person would write them. All else stays as it is.

The text must be one that this program can read: plain mappings and lists, without anchors and tags. A layout that these
functions do not understand comes out as a text with another meaning; whoever calls them compares (`recording.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from readiness.documents.editing import inline
from readiness.documents.writing import profile_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

Path = tuple[str | int, ...]

SECTIONS = ("profile", "rubric", "name", "as_of", "tlp", "facts", "ratings", "partners", "sources")
APART = ("ratings", "partners", "sources")
OF_PARTNER = ("facts", "standing", "agreements", "cases", "structures", "relay", "ratings")


def put(text: str, path: Path, value: Any, *, order: Sequence[str] = (), marker: str = "") -> str:
    """The text with a value at a path: replaced where there is one, otherwise added.

    `order` are the keys of the innermost mapping in the order in which they should stand; `marker` is a comment line
    that an added entry takes the place of. A number one past the end of a list appends. Raises ValueError where the
    path leads through something that holds no parts.
    """
    trail = _trail(text, path)
    node = trail[-1]
    if len(trail) > len(path):
        return _replaced(text, trail[-2], path, node, value)
    depth = len(trail) - 1
    rest = path[depth:]
    if isinstance(node, yaml.SequenceNode):
        return _appended(text, node, path, value)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(f"{'.'.join(map(str, path[:depth]))} holds no parts")  # noqa: TRY004
    keys = order if len(rest) == 1 else SECTIONS if depth == 0 else OF_PARTNER if depth == 2 else ()
    if node.flow_style and (node.value or any(outer.flow_style for outer in trail[:-1])):
        nested = value
        for key in reversed(rest[1:]):
            nested = {key: nested}
        entry = f"{inline(rest[0])}: {inline(nested)}"
        at = _end(text, node.value[-1][1]) if node.value else node.start_mark.index + 1
        return f"{text[:at]}{', ' if node.value else ''}{entry}{text[at:]}"
    return _added(text, trail, path, value, keys, marker)


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
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _leaf(path: Path, value: Any, indent: int) -> list[str]:
    """The lines of the last key of a path with its value."""
    key, section = path[-1], path[-2] if len(path) > 1 else ""
    if section in ("ratings", "sources"):
        lines = profile_yaml({section: {key: value}}).rstrip("\n").split("\n")[1:]
        return [f"{' ' * (indent - 2)}{line}" if indent >= 2 else line[2 - indent :] for line in lines]
    return [f"{' ' * indent}{inline(key)}: {inline(value)}"]


def _item(value: Any, column: int) -> list[str]:
    """The lines of one rating in a list, the dash at a column."""
    lines = profile_yaml({"ratings": {"x": value}}).rstrip("\n").split("\n")[1:]
    head, *body = lines
    inner = (
        [line[4:] for line in body] if head.strip() == "x:" else [head.strip()[3:], *(b[2:] for b in body)]
    )
    pad = " " * column
    return [f"{pad}- {inner[0]}", *(f"{pad}  {line}" for line in inner[1:])]


def _added(text: str, trail: list[Any], path: Path, value: Any, keys: Sequence[str], marker: str) -> str:
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
    lines = [f"{' ' * (indent + 2 * place)}{inline(key)}:" for place, key in enumerate(path[depth:-1])]
    lines += _leaf(path, value, indent + 2 * len(lines))
    if depth == 0 and path[0] in APART:
        lines = ["", *lines]
    there = _marked(text, begin, after, " " * indent + marker) if marker else None
    if there is not None:
        return text[: there[0]] + "\n".join(lines) + text[there[1] :]
    at = _line_end(text, _end(text, _before(node, str(path[depth]), keys)) if node.value else after)
    at = _behind_comments(text, at, indent) if node.value else at
    return f"{text[:at]}\n" + "\n".join(lines) + (text[at:] or "\n")


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
    rank = {name: place for place, name in enumerate(keys)}
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


def _replaced(text: str, parent: Any, path: Path, node: Any, value: Any) -> str:
    start, end = node.start_mark.index, _end(text, node)
    if parent.flow_style:
        return f"{text[:start]}{inline(value)}{text[end:]}"
    if isinstance(parent, yaml.SequenceNode):
        column = parent.start_mark.column
        lines = _item(value, column)
        first = text.rfind("\n", 0, start) + 1
        return text[:first] + "\n".join(lines) + text[end:]
    key = _key_of(parent, path[-1]).start_mark
    lines = _leaf(path, value, key.column)
    return text[: key.index] + "\n".join(lines).lstrip() + text[end:]


def _appended(text: str, node: Any, path: Path, value: Any) -> str:
    if len(path) and path[-1] != len(node.value):
        raise ValueError(f"{'.'.join(map(str, path[:-1]))} has {len(node.value)} entries")
    if node.flow_style:
        at = _end(text, node.value[-1]) if node.value else node.start_mark.index + 1
        return f"{text[:at]}{', ' if node.value else ''}{inline(value)}{text[at:]}"
    at = _line_end(text, _end(text, node))
    return f"{text[:at]}\n" + "\n".join(_item(value, node.start_mark.column)) + (text[at:] or "\n")
