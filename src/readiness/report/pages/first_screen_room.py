"""The room of the first screen: how long its lists and texts may be, and what gives way to what."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from readiness.report.page import Bullets, Entries, Heading, Line
from readiness.wrapping import cells, is_wide, wrapped

if TYPE_CHECKING:
    from readiness.report.page import Page, Part

COLUMNS = 78
"""The columns of a line without the margins."""


LINE = 74
"""The columns of a line within a list."""


class Room(NamedTuple):
    """How many entries each list has at most, and how many lines each of its texts; `changes` are told in the verdict."""

    obstacles: int = 3
    works: int = 3
    steps: int = 3
    questions: int = 3
    seen_lines: int = 2
    needed_lines: int = 2
    evidence_lines: int = 2
    works_lines: int = 2
    step_lines: int = 2
    harm_lines: int = 2
    changes: int = 2


class Surface(NamedTuple):
    """What a page must fit, and how long its lists and texts may be at most.

    `lines` are those without the foot; the title has columns of its own, and its height in such lines. Letters of a title on paper
    are larger, and may all be as broad as a W.
    """

    lines: int
    title_columns: int
    title_line: float
    most: Room


SCREEN = Surface(43, COLUMNS, 1, Room())
SHEET = Surface(58, 30, 1.75, Room(questions=6, evidence_lines=3, seen_lines=3, needed_lines=3))
"""A sheet of A4, whose lines are longer."""

SHRINKING: tuple[tuple[str, int], ...] = (
    ("works", 2),
    ("questions", 2),
    ("needed_lines", 1),
    ("step_lines", 1),
    ("seen_lines", 1),
    ("questions", 1),
    ("obstacles", 2),
    ("works", 1),
    ("steps", 2),
    ("evidence_lines", 1),
    ("works_lines", 1),
    ("obstacles", 1),
    ("steps", 1),
    ("harm_lines", 1),
    ("changes", 1),
    ("works", 0),
)
"""What is given up, one after the other, until the page fits: entries before the words of those that stay."""

GROWING = ("evidence_lines", "works_lines", "seen_lines", "step_lines", "needed_lines", "works", "questions")
"""What is then taken back where it fits after all."""


def fits(page: Page, surface: Surface) -> bool:
    """Whether a page fits what it is to be shown on."""
    title = surface.title_line * _wrapped(page.title, surface.title_columns)
    return title + _wrapped(page.aside) + sum(map(_height, page.parts)) <= surface.lines


def _height(part: Part) -> int:
    match part:
        case Heading():
            return 1 + _wrapped(part.text)
        case Line():
            return (not part.close) + _wrapped(part.text)
        case Bullets():
            return sum(_wrapped(line, LINE) for line in part.lines)
        case Entries():
            return sum(_wrapped(line, LINE) for head, lines in part.entries for line in (head, *lines))
        case _:
            raise TypeError(f"{type(part).__name__} is not a part of a first screen")


def _wrapped(text: str, room: int = COLUMNS) -> int:
    """The lines of a text, of which wide characters take two columns and no word is parted that fits into a line."""
    if is_wide(text):
        return len(wrapped(text, room))
    lines, used = 0, room
    for word in text.split():
        size = cells(word)
        if used + 1 + size > room:
            lines, used = lines + 1, 0
        lines += (size - 1) // room
        used += (used > 0) + ((size - 1) % room + 1)
    return lines


def whole_clauses(text: str, size: int) -> str:
    """As many of a text's clauses, which semicolons part, as fit into so many characters, and as many as fill half of them.

    Each clause of a rubric's anchor stands by itself, so that nothing tells that more could be said.
    """
    kept, *others = text.split("; ")
    for clause in others:
        if len(kept) >= size // 2 and len(kept) + len(clause) + 2 > size:
            break
        kept = f"{kept}; {clause}"
    return kept


def shortened(text: str, size: int) -> str:
    """A quotation of at most so many characters, cut where a clause ends if it can be; a bracket that is cut is closed.

    A Chinese text stays whole: it is short, and a clause of it does not stand alone.
    """
    if len(text) <= size or is_wide(text):
        return text
    cut = _cut(text, size)
    if not _unclosed(cut):
        return cut
    cut = _cut(text, size - _unclosed(cut))
    return cut + ")" * _unclosed(cut)


def _unclosed(text: str) -> int:
    return max(text.count("(") - text.count(")"), 0)


def _cut(text: str, size: int) -> str:
    clause = max((text[:size].rpartition(mark)[0] for mark in ("; ", ": ", ", ", " (", ". ")), key=len)
    return (
        f"{clause} …"
        if len(clause) >= size * 2 // 3
        else textwrap.shorten(text, size, placeholder=" …", break_on_hyphens=False)
    )
