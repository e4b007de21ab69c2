"""`readiness brief`: one sheet about one pair."""

from __future__ import annotations

import typer  # noqa: TC002 - annotations are read when the command is built

from readiness.cli import one_sheet, options


def brief(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    *,
    asked: options.AskedOfPairs,
    as_: options.Reader = None,
    format_: one_sheet.Formats = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """Write one sheet of A4 about a pair: what the two can do, what stands in the way, what to do and to find out."""
    from readiness.cli.assessing import assessed
    from readiness.cli.configuration import settings
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.pair_formats import reader_of
    from readiness.report.pages import first_screen
    from readiness.report.pages.naming import Names
    from readiness.report.texts import texts

    planned = one_sheet.planned(format_, output)
    loaded = load_rubric(asked.rubric, asked.crimes or [])
    assessment = assessed(context, a, b, loaded, asked, shown)
    reader = reader_of(
        as_, (assessment.pair.a.id, assessment.pair.b.id), configured="as_" in settings.configured(context)
    )
    one_sheet.deliver_page(planned, lambda: first_screen.brief(Names(assessment, loaded, texts(), reader)))
