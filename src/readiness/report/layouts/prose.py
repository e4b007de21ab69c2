"""A page of sentences as text, without tables or colours. Words longer than a line, such as paths, stay whole."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from readiness.report.page import Line, Outline
from readiness.wrapping import is_wide, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.page import Page, Part


def render(page: Page, width: int | None = None) -> str:
    """The parts below the title, wrapped at `width` columns if given. Raises TypeError for any other part than Line and Outline."""
    return "".join(f"{line}\n" for part in page.parts for line in _part(part, width))


def outlined(part: Outline, width: int | None) -> Iterator[str]:
    """The lines of an outline. Continuation lines hang one level deeper; ids never break at their hyphens."""
    for depth, line in part.lines:
        first, rest = (" " * part.indent * level for level in (depth, depth + 1))
        if width is None:
            yield f"{first}{line}"
        elif is_wide(line):
            lines = wrapped(line, width - len(rest))
            yield from (f"{rest if number else first}{part}" for number, part in enumerate(lines))
        else:
            yield from textwrap.wrap(
                line,
                width,
                initial_indent=first,
                subsequent_indent=rest,
                break_on_hyphens=False,
                break_long_words=False,
            )


def _part(part: Part, width: int | None) -> Iterator[str]:
    match part:
        case Line():
            yield from [] if part.close else [""]
            yield from outlined(Outline([(0, part.text)], indent=0), width)
        case Outline():
            yield from outlined(part, width)
        case _:
            raise TypeError(f"{type(part).__name__} is neither a Line nor an Outline")
