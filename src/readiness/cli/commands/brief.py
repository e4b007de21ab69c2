"""`readiness brief`: one sheet about one pair; `readiness checklist`: what a request must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.report.page import Page

FORMATS = ("text", "markdown", "html")
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."),
]


def brief(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    *,
    asked: options.AskedOfPairs,
    as_: options.Reader = None,
    format_: Formats = None,
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

    planned = _planned(format_, output)
    loaded = load_rubric(asked.rubric, asked.crimes or [])
    assessment = assessed(context, a, b, loaded, asked, shown)
    reader = reader_of(
        as_, (assessment.pair.a.id, assessment.pair.b.id), configured="as_" in settings.configured(context)
    )
    _deliver(planned, lambda: first_screen.brief(Names(assessment, loaded, texts(), reader)))


def checklist(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    *,
    asked: options.AskedOfPairs,
    format_: Formats = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """List what a request must meet, from necessary conditions, bars and agreements: met, open or not known."""
    from readiness.cli.assessing import assessed
    from readiness.cli.io.loading import load_rubric
    from readiness.report.pages.checklist import checklist as page
    from readiness.report.pages.naming import Names
    from readiness.report.texts import texts

    planned = _planned(format_, output)
    loaded = load_rubric(asked.rubric, asked.crimes or [])
    assessment = assessed(context, a, b, loaded, asked, shown)
    _deliver(planned, lambda: page(Names(assessment, loaded, texts())))


def _planned(formats: Sequence[str] | None, outputs: Sequence[str] | None) -> list[tuple[str, str]]:
    from readiness.cli.formats import plan

    return plan(formats or [], outputs or [], FORMATS, "text")


def _deliver(planned: Sequence[tuple[str, str]], page: Callable[[], Page]) -> None:
    from readiness.cli.formats import deliver, of_page
    from readiness.report.layouts import html

    deliver(planned, {**of_page(page), "html": lambda: html.render(page(), "brief.css")})
