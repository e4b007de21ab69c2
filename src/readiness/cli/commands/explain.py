"""`readiness explain`: what the rubric means by its words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import EXPLAINED, of_rubric, words

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
    from readiness.report.pages.glossary import page
    from readiness.report.program_words import entries_of
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
