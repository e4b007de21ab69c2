"""`readiness explain` and `readiness list`: what the rubric means by its words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import EXPLAINED, KINDS, of_rubric, words

FORMATS = ("text", "markdown", "json")


def explain(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="Ids of any kind, or words of the reports.",
            autocompletion=of_rubric(*EXPLAINED),
        ),
    ],
    rubric: options.RubricName = "law-enforcement",
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", autocompletion=words("text", "markdown", "json"), help="text, markdown or json."
        ),
    ] = "text",
) -> None:
    """Explain an indicator, obstacle, remedy, phase, crime, need …: what it is, why, its scale, weight and remedies."""
    from readiness.cli.formats import plan
    from readiness.cli.io import terminal
    from readiness.cli.io.loading import load_rubric
    from readiness.report.data import glossary_json
    from readiness.report.layouts import markdown, text
    from readiness.report.own_words import entries_of
    from readiness.report.pages.glossary import page
    from readiness.report.texts import texts

    plan([format_], [], FORMATS, "text")
    loaded = load_rubric(rubric)
    entries = entries_of(loaded, names, texts())
    if format_ == "json":
        sys.stdout.write(glossary_json.render(entries))
    elif format_ == "markdown":
        sys.stdout.write(markdown.render(page(entries)))
    else:
        sys.stdout.write(text.render(page(entries), width=terminal.width(), colour=terminal.colour()))


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
