"""`readiness diff`: what changed between two reports, and why."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from readiness.cli.completion import words


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="Earlier report: JSON of one pair, or JSON or JSON Lines of a batch."
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Later report; - for standard input.")],
    format_: Annotated[
        str, typer.Option("--format", "-f", autocompletion=words("text", "json"), help="text or json.")
    ] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 if anything differs.")] = False,
) -> None:
    """Say what changed between two reports and why: the question, the record, the profiles, the levels in them."""
    from readiness.cli.formats import plan
    from readiness.cli.io import terminal
    from readiness.cli.io.earlier_reports import load_results
    from readiness.many.differences import compare
    from readiness.report.data import differences_json
    from readiness.report.layouts import prose
    from readiness.report.pages.differences import page
    from readiness.report.texts import texts

    plan([format_], [], ("text", "json"), "text")
    comparison = compare(load_results(old), load_results(new))
    if format_ == "json":
        sys.stdout.write(differences_json.render(comparison))
    else:
        sys.stdout.write(prose.render(page(comparison, texts()), terminal.width()))
    if exit_code and comparison.differs:
        raise typer.Exit(1)
