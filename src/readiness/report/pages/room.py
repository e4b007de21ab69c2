"""The room of the first screen: how long its lists and texts may be, and what gives way to what."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from readiness.report.page import Bullets, Entries, Heading, Line
from readiness.report.wrapping import is_wide, wrapped

if TYPE_CHECKING:
    from readiness.report.page import Page, Part

LINES, FOOT, COLUMNS = 45, 2, 78
"""The room of the screen: its lines, those for the foot of the text, and its columns without the margins."""

LINE = 74
"""The columns of a line within a list."""


class Room(NamedTuple):
    """How many entries each list has at most, and how many lines each of its texts."""

    obstacles: int = 3
    works: int = 3
    steps: int = 3
    questions: int = 3
    obstacle_lines: int = 2
    evidence_lines: int = 2
    works_lines: int = 2
    step_lines: int = 2
    question_lines: int = 3


SHRINKING: tuple[tuple[str, int], ...] = (
    ("works_lines", 1),
    ("question_lines", 2),
    ("obstacle_lines", 1),
    ("questions", 2),
    ("works", 2),
    ("evidence_lines", 1),
    ("obstacles", 2),
    ("questions", 1),
    ("works", 1),
    ("steps", 2),
    ("step_lines", 1),
    ("obstacles", 1),
)
"""What is given up, one after the other, until the page fits."""

GROWING = ("evidence_lines", "step_lines", "obstacle_lines", "works", "question_lines", "works_lines")
"""What is then taken back where it fits after all."""


def height(page: Page) -> int:
    """The number of lines that a page takes on the screen."""
    return _wrapped(page.title) + _wrapped(page.aside) + sum(map(_height, page.parts))


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


def _wrapped(text: str, columns: int = COLUMNS) -> int:
    return len(wrapped(text, columns) if is_wide(text) else textwrap.wrap(text, columns))


def shortened(text: str, size: int) -> str:
    """A text of at most so many characters, cut where a clause ends if it can be.

    A Chinese text stays whole: it is short, and a clause of it does not stand alone.
    """
    if len(text) <= size or is_wide(text):
        return text
    clause = max((text[:size].rpartition(mark)[0] for mark in ("; ", ": ", ", ", " (")), key=len)
    return f"{clause} …" if len(clause) >= size * 3 // 4 else textwrap.shorten(text, size, placeholder=" …")
