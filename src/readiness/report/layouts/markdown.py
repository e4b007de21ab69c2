"""A page as Markdown: ATX headings and pipe tables. Every word is escaped here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from readiness.report.layouts.markdown_text import table
from readiness.report.page import (
    Abbreviations,
    Bullets,
    Definition,
    Grid,
    Heading,
    Legend,
    Line,
    Outline,
    Square,
    Timeline,
)
from readiness.words import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.report.page import Page, Part, Style

MARKS: dict[Style, str] = {"strong": "**", "good": "**", "open": "**", "bad": "**", "emphasis": "*"}


def render(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    if page.title:
        yield f"# {escape(page.title)}"
        yield ""
        yield escape(page.aside)
        yield ""
    for part in page.parts:
        yield from _part(part)
        yield ""


def _part(part: Part) -> Iterator[str]:  # noqa: C901  (one per part)
    match part:
        case Heading():
            yield f"## {escape(part.text)}"
        case Line():
            mark = MARKS.get(part.style, "")
            yield f"{mark}{escape(part.text)}{mark}"
        case Bullets():
            yield from _bullets(part.lines)
        case Outline():
            top = min((depth for depth, _ in part.lines), default=0)
            yield from (f"{'  ' * (depth - top)}- {escape(line)}" for depth, line in part.lines)
        case Grid():
            yield from _grid(part)
        case Definition():
            yield from _definition(part)
        case Legend():
            yield from _bullets([words for words, _ in part.entries])
        case Abbreviations():
            yield from _bullets([f"{term} {words}" for term, words in part.rows])
        case Square():
            codes = [code for code, _ in part.members]
            rows = [
                [code, *(sign.shown for sign in signs)] for code, signs in zip(codes, part.signs, strict=True)
            ]
            yield from _grid(Grid([part.corner, *codes], rows))
        case Timeline():
            yield from _bullets([span.words for span in part.spans])
        case _:
            assert_never(part)


def _bullets(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {escape(line)}" for line in lines)


def _grid(part: Grid) -> Iterator[str]:
    align = "".join("r" if column in part.right else "l" for column in range(len(part.heads)))
    rows = [[escape(cell) for cell in row] for row in part.rows]
    yield from table([escape(head) for head in part.heads], align, rows, measured=part.measured)


def _definition(part: Definition) -> Iterator[str]:
    yield f"## {escape(part.name)}"
    yield ""
    yield f"{part.kind} `{part.id}`"
    for label, content in part.contents:
        yield ""
        if isinstance(content, str):
            yield f"**{label}**: {escape(content)}"
        else:
            yield f"**{label}**"
            yield ""
            yield from _part(content)
