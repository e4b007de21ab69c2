"""`readiness list`: the ids of a kind, each with its name."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import KINDS, words


def list_(
    kind: Annotated[
        str, typer.Argument(help="What to list; without it, the kinds.", autocompletion=words(*KINDS))
    ] = "",
    rubric: options.RubricName = "law-enforcement",
    format_: Annotated[
        str, typer.Option("--format", "-f", autocompletion=words("text", "json"), help="text or json.")
    ] = "text",
) -> None:
    """List indicators, needs, crimes, remedies, shipped profiles …, an id and its name a line."""
    from readiness.cli.formats import plan
    from readiness.cli.io import terminal
    from readiness.cli.listing import KINDS, ids_with_names
    from readiness.report.data.json_text import write
    from readiness.wrapping import is_wide, wrapped

    plan([format_], [], ("text", "json"), "text")
    rows = ids_with_names(kind, rubric) if kind else dict.fromkeys(KINDS, "")
    if format_ == "json":
        sys.stdout.write(write(rows))
        return
    column = max((len(key) for key in rows), default=0) + 2
    space = terminal.width() - column if sys.stdout.isatty() else 10_000
    for key, text in rows.items():
        cut = text if len(text) <= space else f"{text[: space - 1]}…"
        lines = wrapped(text, space) if is_wide(text) else [cut]
        for number, line in enumerate(lines):
            terminal.show(f"{'' if number else key:<{column}}{line}".rstrip())
