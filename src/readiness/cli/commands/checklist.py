"""`readiness checklist`: what a request must meet."""

from __future__ import annotations

import typer  # noqa: TC002 - annotations are read when the command is built

from readiness.cli import one_sheet, options


def checklist(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    *,
    asked: options.AskedOfPairs,
    format_: one_sheet.Formats = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """List what a request must meet, from necessary conditions, bars and agreements: met, open or not known."""
    from readiness.cli.assessing import assessed
    from readiness.cli.io.loading import load_rubric
    from readiness.report.pages.checklist import checklist as page
    from readiness.report.pages.naming import Names
    from readiness.report.texts import texts

    planned = one_sheet.planned(format_, output)
    loaded = load_rubric(asked.rubric, asked.crimes or [])
    assessment = assessed(context, a, b, loaded, asked, shown)
    one_sheet.deliver_page(planned, lambda: page(Names(assessment, loaded, texts())))
