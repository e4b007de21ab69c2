"""How a careful person lays out a profile: the order of its keys, ratings and sources as the writer writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.documents.editing import Style, inline
from readiness.documents.writing import profile_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.documents.editing import Path

_SECTIONS = (
    "profile",
    "rubric",
    "name",
    "as_of",
    "tlp",
    "agencies",
    "facts",
    "ratings",
    "partners",
    "sources",
)
_APART = ("ratings", "partners", "sources")
_OF_PARTNER = ("facts", "standing", "agreements", "cases", "structures", "relay", "ratings")


def profile_style(indicators: Iterable[str]) -> Style:
    """The style of profiles; ratings stand in the order of the indicators."""
    ratings = tuple(indicators)

    def order(path: Path) -> tuple[str, ...]:
        if len(path) == 1:
            return _SECTIONS
        if path[-2] == "ratings":
            return ratings
        return _OF_PARTNER if len(path) == 3 else ()

    return Style(_entry, _item, order, _APART)


def _entry(path: Path, value: Any, indent: int) -> list[str]:
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
