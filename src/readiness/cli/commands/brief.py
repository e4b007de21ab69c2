"""`readiness brief`: one sheet about one pair; `readiness checklist`: what a request must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.report.page import Page

FORMATS = ("text", "markdown", "html")
First = Annotated[
    str, typer.Argument(metavar="A", autocompletion=complete_profiles, help="Profile of one jurisdiction.")
]
Second = Annotated[
    str, typer.Argument(metavar="B", autocompletion=complete_profiles, help="Profile of the other.")
]
Formats = Annotated[
    list[str] | None, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}. Repeatable.")
]
Requesting = Annotated[str | None, typer.Option(help="Code of the side that asks; by default both ways.")]
CaseFile = Annotated[str | None, typer.Option(help="File with the question as YAML.")]


def brief(
    a: First,
    b: Second,
    need: options.Needs = None,
    crime: options.Crimes = None,
    requesting: Requesting = None,
    case: CaseFile = None,
    rubric: options.RubricName = "law-enforcement",
    as_of: options.AsOf = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="CODE", help='Code of the side that reads: it becomes "we".')
    ] = None,
    format_: Formats = None,
    output: options.Outputs = None,
    share: options.Share = False,
    max_tlp: options.MaxTlp = None,
) -> None:
    """Write one sheet of A4 about a pair: what the two can do, what stands in the way, what to do and to find out."""
    from readiness.cli.assessing import assessed
    from readiness.cli.pair_formats import reader_of
    from readiness.report.pages import first_screen
    from readiness.report.pages.naming import Names
    from readiness.report.texts import texts

    planned = _planned(format_, output)
    assessment, loaded = assessed(
        a,
        b,
        rubric=rubric,
        needs=need or [],
        crimes=crime or [],
        requesting=requesting,
        case=case,
        as_of=as_of,
        share=share,
        max_tlp=max_tlp,
    )
    reader = reader_of(as_, (assessment.pair.a.id, assessment.pair.b.id), configured=False)
    _deliver(planned, lambda: first_screen.brief(Names(assessment, loaded, texts("en"), reader)))


def checklist(
    a: First,
    b: Second,
    need: options.Needs = None,
    crime: options.Crimes = None,
    requesting: Requesting = None,
    case: CaseFile = None,
    rubric: options.RubricName = "law-enforcement",
    as_of: options.AsOf = None,
    format_: Formats = None,
    output: options.Outputs = None,
    share: options.Share = False,
    max_tlp: options.MaxTlp = None,
) -> None:
    """List what a request must meet, from necessary conditions, bars and agreements: met, open or not known."""
    from readiness.cli.assessing import assessed
    from readiness.report.pages.checklist import checklist as page
    from readiness.report.pages.naming import Names
    from readiness.report.texts import texts

    planned = _planned(format_, output)
    assessment, loaded = assessed(
        a,
        b,
        rubric=rubric,
        needs=need or [],
        crimes=crime or [],
        requesting=requesting,
        case=case,
        as_of=as_of,
        share=share,
        max_tlp=max_tlp,
    )
    _deliver(planned, lambda: page(Names(assessment, loaded, texts("en"))))


def _planned(formats: Sequence[str] | None, outputs: Sequence[str] | None) -> list[tuple[str, str]]:
    from readiness.cli.formats import plan

    return plan(formats or [], outputs or [], FORMATS, "text")


def _deliver(planned: Sequence[tuple[str, str]], page: Callable[[], Page]) -> None:
    from readiness.cli.formats import deliver, of_page
    from readiness.report.layouts import html

    deliver(planned, {**of_page(page), "html": lambda: html.render(page(), "brief.css")})
