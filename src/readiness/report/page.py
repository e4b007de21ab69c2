"""A plain page: headings, sentences, lists and tables, laid out as text or as Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readiness.report.layouts.console import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two. `style` is one of the words of `STYLES`."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `right` are the columns of numbers; the last column may run over several lines."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: tuple[int, ...] = ()


Part = Heading | Line | Bullets | Grid

STYLES = {
    "plain": "",
    "dim": "dim",
    "italic": "italic",
    "strong": "bold",
    "good": "bold green",
    "open": "bold yellow",
    "bad": "bold red",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A title with what stands beside it, and the parts below."""

    title: str
    aside: str
    parts: list[Part] = field(default_factory=list)


def text(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """The page as text of at most `width` columns, with colours if asked."""
    return printed(_laid_out(page), width=width, colour=colour)


def markdown(page: Page) -> str:
    """The page as Markdown with ATX headings and pipe tables."""
    return "\n".join(_markdown(page)) + "\n"


def _laid_out(page: Page) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415

    yield Text(page.title, style="bold")
    yield Text(page.aside, style="dim")
    for part in page.parts:
        if isinstance(part, Heading):
            yield Text()
            yield Text(part.text.upper(), style="bold cyan")
        elif isinstance(part, Line):
            yield Text()
            yield Text(part.text, style=STYLES[part.style])
        elif isinstance(part, Bullets):
            yield _bullets(part)
        else:
            yield _table(part)


def _bullets(part: Bullets) -> RenderableType:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(ratio=1)
    for line in part.lines:
        table.add_row("·", Text(line))
    return table


def _table(part: Grid) -> RenderableType:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for place, head in enumerate(part.heads):
        table.add_column(head, justify="right" if place in part.right else "left")
    for row in part.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _markdown(page: Page) -> Iterator[str]:
    from readiness.report.layouts.markdown_text import escape  # noqa: PLC0415

    yield f"# {escape(page.title)}"
    yield ""
    yield escape(page.aside)
    yield ""
    for part in page.parts:
        if isinstance(part, Heading):
            yield f"## {escape(part.text)}"
        elif isinstance(part, Line):
            strong = part.style in ("strong", "good", "open", "bad")
            yield f"**{escape(part.text)}**" if strong else escape(part.text)
        elif isinstance(part, Bullets):
            yield from (f"- {escape(line)}" for line in part.lines)
        else:
            rules = ["---:" if place in part.right else ":---" for place in range(len(part.heads))]
            yield f"| {' | '.join(escape(head) for head in part.heads)} |"
            yield f"| {' | '.join(rules)} |"
            yield from (f"| {' | '.join(escape(cell) for cell in row)} |" for row in part.rows)
        yield ""
