"""Entries laid out as text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.glossary.entry import SCHEMA, Entry, Table
from readiness.report.data.json_text import write
from readiness.report.layouts.console import printed
from readiness.report.layouts.markdown_text import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from readiness.glossary.entry import Content

LABEL = 14


def text(entries: Sequence[Entry], *, width: int, colour: bool) -> str:
    """Entries for a terminal."""
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    parts: list[RenderableType] = []
    for entry in entries:
        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=LABEL, style="dim")
        grid.add_column(ratio=1)
        for label, content in entry.parts:
            for place, line in enumerate(_text_lines(content)):
                grid.add_row(label if not place else "", line)
        name = Text.assemble((entry.name, "bold"), "  ", (f"{entry.kind} {entry.id}", "dim"))
        parts += [name, grid, Text()]
    return printed(parts, width=width, colour=colour, margin=0)


def markdown(entries: Sequence[Entry]) -> str:
    """Entries for a document."""
    return "\n".join(line for entry in entries for line in _markdown(entry)) + "\n"


def as_json(entries: Sequence[Entry]) -> str:
    """Entries for a program: a list, each with its parts by label."""
    data = [
        {"schema": SCHEMA, "kind": e.kind, "id": e.id, "name": e.name, "parts": _plain(e)} for e in entries
    ]
    return write(data)


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        label: [dict(zip(content.heads, row, strict=True)) for row in content.rows]
        if isinstance(content, Table)
        else list(content)
        if isinstance(content, tuple)
        else content
        for label, content in entry.parts
    }


def _text_lines(content: Content) -> Iterator[Any]:
    from rich.table import Table as Grid  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if isinstance(content, str):
        yield Text(content)
    elif isinstance(content, Table):
        grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for head in content.heads:
            grid.add_column(head)
        for row in content.rows:
            grid.add_row(*(Text(cell) for cell in row))
        yield grid
    else:
        yield from (Text(f"· {line}") for line in content)


def _markdown(entry: Entry) -> Iterator[str]:
    yield f"## {escape(entry.name)}"
    yield ""
    yield f"{entry.kind} `{entry.id}`"
    yield ""
    for label, content in entry.parts:
        if isinstance(content, str):
            yield f"**{label}**: {escape(content)}"
        elif isinstance(content, Table):
            yield f"**{label}**"
            yield ""
            yield f"| {' | '.join(content.heads)} |"
            yield f"|{' :--- |' * len(content.heads)}"
            yield from (f"| {' | '.join(escape(cell) for cell in row)} |" for row in content.rows)
        else:
            yield f"**{label}**"
            yield ""
            yield from (f"- {escape(line)}" for line in content)
        yield ""
