"""A page as Markdown: ATX headings and pipe tables. Every word is escaped here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from readiness.report.layouts.markdown_parts import footnotes, front_matter, link, table
from readiness.report.layouts.plain_figures import plain
from readiness.report.page import (
    Abbreviations,
    Bullets,
    Checks,
    Definition,
    Entries,
    Grid,
    Heading,
    Legend,
    Line,
    Outline,
    Quotes,
    Schedule,
    Sources,
    Square,
    Timeline,
)
from readiness.words import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.report.page import Page, PlainPart, Style

MARKS: dict[Style, str] = {"strong": "**", "good": "**", "open": "**", "bad": "**", "emphasis": "*"}


def render(page: Page) -> str:
    """The page as Markdown."""
    return "\n".join(page_lines(page)).rstrip("\n") + "\n"


def page_lines(page: Page) -> Iterator[str]:
    """The page line by line, an empty one after each part."""
    if page.front:
        yield from front_matter(page.front)
    if page.title:
        yield f"# {escape(page.title)}"
        yield ""
        yield escape(page.aside)
        yield ""
    for part in plain(page.parts):
        yield from laid_out(part)
        yield ""


def laid_out(part: PlainPart) -> Iterator[str]:  # noqa: C901, PLR0912  (one per part)
    """One part of a page, line by line."""
    match part:
        case Heading():
            yield f"## {escape(part.text)}"
        case Line():
            mark = MARKS.get(part.style, "")
            yield f"{mark}{escape(part.text)}{mark}"
        case Bullets():
            yield from _bullets(part.lines)
        case Quotes():
            yield from _quotes(part)
        case Sources():
            yield from _sources(part)
        case Entries():
            for number, (head, lines) in enumerate(part.entries, 1):
                yield f"{number}. **{escape(head)}**"
                yield from (f"   - {escape(line)}" for line in lines)
        case Checks():
            yield from (f"- [{'x' if state == 'met' else ' '}] {escape(text)}" for state, text in part.checks)
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
        case Timeline():
            first, last = part.moments[0], part.moments[-1]
            span = f"{first} – {last}" if len(part.moments) > 1 else last
            rows = [[series.name, "".join(series.signs), series.words[-1]] for series in part.series]
            yield from _grid(Grid(["", span, last], rows))
        case Square():
            codes = [code for code, _ in part.members]
            rows = [
                [code, *(sign.shown for sign in signs)] for code, signs in zip(codes, part.signs, strict=True)
            ]
            yield from _grid(Grid([part.corner, *codes], rows))
        case Schedule():
            yield from _bullets([span.words for span in part.spans])
        case _:
            assert_never(part)


def _bullets(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {escape(line)}" for line in lines)


def _grid(part: Grid) -> Iterator[str]:
    align = "".join("r" if column in part.right else "l" for column in range(len(part.heads)))
    rows = [[escape(cell) for cell in row] for row in part.rows]
    yield from table([escape(head) for head in part.heads], align, rows, measured=part.measured)


def _quotes(part: Quotes) -> Iterator[str]:
    """Each with its date, and the marks of the footnotes that name its sources."""
    for quote in part.quotes:
        date = f" ({escape(quote.as_of)})" if quote.as_of else ""
        yield f"- {escape(quote.says)}{date}{''.join(f'[^{number}]' for number in quote.numbers)}"
    yield from _bullets([part.more] if part.more else [])


def _sources(part: Sources) -> Iterator[str]:
    """Those that are not cited as a list; the others are footnotes."""
    if part.others:
        yield f"## {escape(part.further if part.cited else part.heading)}"
        yield ""
        yield from (f"- {escape(source)}{link(part.addresses.get(source))}" for source in part.others)
        yield ""
    yield from footnotes(part.cited, part.addresses)


def _definition(part: Definition) -> Iterator[str]:
    """A section of its own if it has an id; else a part of one, as a list."""
    if not part.id:
        yield f"### {escape(part.name)}"
        yield ""
        yield escape(part.kind)
        yield ""
        for label, content in part.contents:
            if isinstance(content, str):
                yield f"- **{escape(label)}**: {escape(content)}"
            else:
                yield f"- **{escape(label)}**"
                yield from (f"  {line}" for line in laid_out(content))
        return
    yield f"## {escape(part.name)}"
    yield ""
    yield f"{part.kind} `{part.id}`"
    for label, content in part.contents:
        yield ""
        if isinstance(content, str):
            yield f"**{escape(label)}**: {escape(content)}"
        else:
            yield f"**{escape(label)}**"
            yield ""
            yield from laid_out(content)
