"""A page as text: for a terminal, a pipe or a plain file."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from readiness.report.layouts.console import printed
from readiness.report.layouts.plain_figures import plain
from readiness.report.layouts.prose import outlined
from readiness.report.page import (
    VERDICT_STYLE,
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
from readiness.wrapping import cells, padded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from readiness.report.page import Page, PlainPart, Sign, Style

STYLES: dict[Style, str] = {
    "plain": "",
    "dim": "dim",
    "italic": "italic",
    "emphasis": "italic",
    "strong": "bold",
    "good": "bold green",
    "open": "bold magenta",
    "bad": "bold red",
}
"""Colours that can be read on a dark ground and on a light one; only a first word has one."""

LABEL = 14
"""Columns of the labels of a definition."""

SIGN = 5
"""Columns of a sign in a square at least, without the space behind it."""

LONGEST_CODE = 16

MONTHS = 60
"""Columns of a schedule at most."""


def render(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """The page as text of at most `width` columns, with colours if asked; readable without."""
    parts = _laid_out(page, width - 2 * page.margin)
    return printed(parts, width=width, colour=colour, margin=page.margin)


def _verdict_style(verdict: str) -> str:
    """The style of a verdict's word."""
    return STYLES[VERDICT_STYLE[verdict]]


def _bullets(lines: Sequence[str]) -> Table:
    """A list whose lines hang beside their points."""
    from rich.table import Table  # noqa: PLC0415

    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    for line in lines:
        table.add_row("·", Text(line))
    return table


def _quoted(part: Quotes) -> list[str]:
    return [*(quote.inline for quote in part.quotes), *([part.more] if part.more else [])]


def _sources(part: Sources) -> Iterator[RenderableType]:
    """Those that have an address: quotations name their sources themselves."""
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    told = [source for source in (*part.cited, *part.others) if source in part.addresses]
    if told:
        yield Text()
        yield Text(part.heading.upper(), style="bold")
        yield _bullets([f"{source} {part.addresses[source]}" for source in told])


def _labels(width: int) -> Table:
    """A table without lines, to be filled with labels of a width and what belongs to each."""
    from rich.table import Table  # noqa: PLC0415

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=width, style="dim")
    table.add_column(ratio=1, overflow="fold")
    return table


def _laid_out(page: Page, width: int) -> Iterator[RenderableType]:
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    if page.title:
        yield Text(page.title, style="bold")
        yield Text(page.aside, style="dim")
    for part in plain(page.parts):
        yield from _part(part, width)


def _part(part: PlainPart, width: int) -> Iterator[RenderableType]:  # noqa: C901, PLR0912  (one per part)
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    match part:
        case Heading():
            yield Text()
            yield Text(part.text.upper(), style="bold")
        case Line():
            if not part.close:
                yield Text()
            yield _sentence(part)
        case Bullets():
            yield _bullets(part.lines)
        case Quotes():
            yield _bullets(_quoted(part))
        case Sources():
            yield from _sources(part)
        case Entries():
            yield _entries(part)
        case Checks():
            yield _checks(part)
        case Outline():
            yield from (Text(line) for line in outlined(part, width))
        case Grid():
            yield _table(part)
        case Definition():
            yield from _definition(part)
        case Legend():
            yield Text()
            yield Text("   ".join(words for words, _ in part.entries))
        case Abbreviations():
            yield from (Text(f"{term:<4}{words}") for term, words in part.rows)
        case Timeline():
            yield from _timeline(part, width)
        case Square():
            yield from _square(part, width)
        case Schedule():
            yield from _schedule(part, width)
        case _:
            assert_never(part)


def _sentence(part: Line) -> Text:
    """A sentence; of a verdict's only the first word is coloured, in Chinese the first sentence, and the rest bold."""
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    if part.style not in VERDICT_STYLE.values():
        return Text(part.text, style=STYLES[part.style])
    end = min((part.text.index(mark) for mark in " 。" if mark in part.text), default=len(part.text))
    return Text.assemble((part.text[:end], STYLES[part.style]), (part.text[end:], "bold"))


def _entries(part: Entries) -> Table:
    from rich.table import Table  # noqa: PLC0415

    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(ratio=1)
    for number, (head, lines) in enumerate(part.entries, 1):
        table.add_row(f"{number}", Text(head, style="bold"))
        for line in lines:
            table.add_row("", Text(line))
    return table


NAME_WIDTH, GAP = 10, 2
"""The least columns for the names of series, and those behind a column."""


def _timeline(part: Timeline, width: int) -> Iterator[RenderableType]:
    """A row per series with its newest value, which is never cut: where there is no room, the oldest moments are left out."""
    from rich.table import Table  # noqa: PLC0415

    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    newest = max(cells(series.words[-1]) for series in part.series)
    shown = min(len(part.moments), max(width - NAME_WIDTH - newest - 2 * GAP, 1))
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(min_width=NAME_WIDTH)
    table.add_column(no_wrap=True, min_width=shown)
    table.add_column(min_width=newest)
    first, last = part.moments[-shown], part.moments[-1]
    span = f"{first:<{max(shown - 4, 5)}}{last}" if shown > 1 else last
    table.add_row("", Text(span, style="dim"), "")
    for series in part.series:
        signs = "".join(series.signs[-shown:])
        table.add_row(Text(series.name), Text(signs), Text(series.words[-1], style="dim"))
    yield Text()
    yield table


def _checks(part: Checks) -> Table:
    from rich.table import Table  # noqa: PLC0415

    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=3)
    table.add_column(ratio=1)
    for state, text in part.checks:
        table.add_row(Text("[x]" if state == "met" else "[ ]"), Text(text))
    return table


def _schedule(part: Schedule, width: int) -> Iterator[Text]:
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    names = max((cells(span.name) for span in part.spans), default=0) + 2
    room = min(width - names, MONTHS)
    for span in part.spans:
        start, end = (round(room * month / part.length) for month in (span.start, span.end))
        bar = "·" * start + "█" * max(1, end - start)
        yield Text(f"{padded(span.name, names)}{bar[:room]:·<{room}}")
    yield Text(f"{'':<{names}}0{part.axis:>{room - 1}}", style="dim")


def _table(part: Grid) -> Table:
    from rich.table import Table  # noqa: PLC0415

    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column, head in enumerate(part.heads):
        table.add_column(Text(head), justify="right" if column in part.right else "left", overflow="fold")
    for row in part.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _definition(part: Definition) -> Iterator[RenderableType]:
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    table = _labels(LABEL)
    for label, content in part.contents:
        if isinstance(content, str):
            table.add_row(Text(label), Text(content))
        elif isinstance(content, Grid):
            table.add_row(Text(label), _table(content))
        else:
            lines = content.lines if isinstance(content, Bullets) else _quoted(content)
            for index, line in enumerate(lines):
                table.add_row(Text(label if index == 0 else ""), Text(f"· {line}"))
    between = "  " if part.id else "\n"
    yield Text.assemble((part.name, "bold"), between, (f"{part.kind} {part.id}".rstrip(), "dim"))
    yield table
    yield Text()


def _square(part: Square, width: int) -> Iterator[Text]:
    """Blocks of as many columns as fit, each with every row."""
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    codes = [code for code, _ in part.members]
    # Long codes stand in front of their row; above the columns the number of the row stands for them.
    numbered = any(len(code) > SIGN for code in codes)
    heads = [str(number) if numbered else code for number, code in enumerate(codes, 1)]
    rows = [f"{number} {_cut(code)}" if numbered else code for number, code in enumerate(codes, 1)]
    label = max(len(row) for row in rows) + 2
    size = max(SIGN, *(len(sign.shown) for signs in part.signs for sign in signs))
    fit = max(1, (width - label + 1) // (size + 1))
    for start in range(0, len(codes), fit):
        block = slice(start, start + fit)
        yield Text()
        yield Text(" " * label + " ".join(f"{head:<{size}}" for head in heads[block]).rstrip(), style="dim")
        for row, signs in zip(rows, part.signs, strict=True):
            yield _signs(f"{row:<{label}}", signs[block], size)


def _signs(label: str, signs: Sequence[Sign], size: int) -> Text:
    from readiness.report.layouts.wrapped_text import WrappedText as Text  # noqa: PLC0415

    line = Text(label)
    for index, sign in enumerate(signs):
        line.append(" " if index else "")
        style = _verdict_style(sign.verdict).removeprefix("bold ") if sign.verdict else "dim"
        line.append(f"{sign.shown:<{size}}", style=style)
    return line


def _cut(code: str) -> str:
    return code if len(code) <= LONGEST_CODE else f"{code[: LONGEST_CODE - 1]}…"
