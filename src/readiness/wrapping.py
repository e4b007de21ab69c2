"""Where a line may end, and how wide it is: in cells of a terminal, of which a Chinese character takes two.

Between Chinese characters a line may end anywhere, except before a mark that closes and after one that opens (Unicode Standard
Annex 14; the Taiwanese handbook of punctuation says the same), and between a number and what it counts.
"""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSING = frozenset("、。，；：！？）」』】》〉％…)],.;:!?%")
OPENING = frozenset("（「『【《〈([")

_WORD = re.compile(r"\s*\S+\s*")


def cells(text: str) -> int:
    """The width of a text in cells."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    return 0 if combining(char) else 1 + (east_asian_width(char) in "WF")


def is_wide(text: str) -> bool:
    """Whether a text has characters of two cells."""
    return not text.isascii() and any(east_asian_width(char) in "WF" for char in text)


def padded(text: str, width: int) -> str:
    """The text with spaces behind it, so that it takes at least a width in cells."""
    return text + " " * (width - cells(text))


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a line that may stand on lines of their own, each with where it begins and the spaces around it."""
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        begin = 0
        if is_wide(word):
            for place in range(1, len(word)):
                if _may_break(word[place - 1], word[place]):
                    yield start + begin, word[begin:place]
                    begin = place
        yield start + begin, word[begin:]


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace() or after in CLOSING or before in OPENING:
        return False
    if before.isdigit():
        return False
    return cells(before) > 1 or cells(after) > 1


def breaks(text: str, width: int) -> list[int]:
    """Where the lines of a text of at most `width` cells begin, without the first. A piece that is longer is cut to fit."""
    places: list[int] = []
    used = 0
    for start, piece in pieces(text):
        bare = piece.rstrip()
        if used + cells(bare) > width and used:
            places.append(start)
            used = 0
        for offset, char in enumerate(bare) if cells(bare) > width else ():
            if used + cells(char) > width:
                places.append(start + offset)
                used = 0
            used += cells(char)
        used += cells(piece if cells(bare) <= width else piece[len(bare) :])
    return places


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, each of at most `width` cells."""
    places = [0, *breaks(text, width), len(text)]
    lines = (text[start:end].strip() for start, end in pairwise(places))
    return [line for line in lines if line]


def filled(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    """The lines of a paragraph, each of at most `width` cells, the first and the others with what leads them in."""
    if is_wide(text):
        lines = wrapped(text, width - max(cells(first), cells(then)))
        return [f"{then if number else first}{line}" for number, line in enumerate(lines)]
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
