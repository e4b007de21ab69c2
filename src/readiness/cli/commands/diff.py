"""`readiness diff`: what changed between two reports, and why."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="Earlier report: JSON of one pair, or JSON or JSON Lines of a batch."
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Later report; - for standard input.")],
    format_: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 if anything differs.")] = False,
) -> None:
    """Say what changed between two reports and why: the question, the record, the profiles, the levels in them."""
    from readiness.cli.formats import plan
    from readiness.cli.io.reports import load_report
    from readiness.many.differences import compare
    from readiness.many.entry import results
    from readiness.report.data import differences_json
    from readiness.report.layouts import lines
    from readiness.report.pages.differences import page

    plan([format_], [], ("text", "json"), "text")
    loaded = [results(load_report(name)) for name in (old, new)]
    comparison = compare(*loaded)
    if format_ == "json":
        sys.stdout.write(differences_json.render(comparison))
    else:
        sys.stdout.write(lines.render(page(comparison)))
    if exit_code and comparison.differs:
        raise typer.Exit(1)
