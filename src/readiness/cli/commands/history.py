"""`readiness history`: one pair through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words
from readiness.language import _

if TYPE_CHECKING:
    from readiness.assessment.history import History
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp

FORMATS = ("text", "markdown", "html", "json")


def history(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    from_: Annotated[
        int | None,
        typer.Option("--from", help="First year; by default that of the first record."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="Last day, the same as --as-of; by default of the newer profile."),
    ] = None,
    *,
    asked: options.AskedOfPairs,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."
        ),
    ] = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """Show verdict, standing, casework and levels of a pair year by year, from the dates of its evidence."""
    from msgspec.structs import replace

    from readiness.assessment.history import days_of
    from readiness.assessment.history import history as through_time
    from readiness.cli import numbers, redaction
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.pair_asked import pair_asked
    from readiness.errors import UsageError
    from readiness.model.question import resolve
    from readiness.plain_data import plain
    from readiness.report.data.json_text import write
    from readiness.report.layouts import html
    from readiness.report.pages import history as pages
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    numbers.check(from_, "--from")
    limit = redaction.level(shown.max_tlp)
    loaded, say = load_rubric(asked.rubric, asked.crimes or []), texts()
    first, second, _rubric, question = pair_asked(
        context, a, b, loaded, replace(asked, as_of=to or asked.as_of)
    )
    scope = resolve(question, loaded, first.profile, second.profile)
    last = scope.as_of
    if from_ is not None and from_ > last.year:
        raise UsageError(
            _("--from {year} lies after {date}, the last day").format(year=from_, date=last.isoformat())
        )
    days = days_of(first, second, loaded, scope.needs, last, from_)
    whole = through_time(first, second, loaded, question, days)
    it = _shown(whole, loaded, limit, share=shown.share)
    deliver(
        planned,
        {
            **of_page(lambda: pages.page(it, loaded, say)),
            "html": lambda: html.render(pages.page(it, loaded, say)),
            "json": lambda: write(plain(pages.as_data(it))),
        },
    )


def _shown(it: History, rubric: Rubric, limit: Tlp | None, *, share: bool) -> History:
    """The history as its readers may see it: without events of profiles that are kept back, shared only with standings."""
    from readiness.cli import redaction

    points = [redaction.shown(point, rubric, limit, share=share) for point in it.points]
    kept_back = {side for side, given in zip("ab", points[-1].inputs, strict=True) if given.withheld}
    known = [
        event
        for event in it.events
        if event.side not in kept_back and not (event.kind == "instrument" and kept_back)
    ]
    if share:
        bare = [event._replace(note="") for event in known if event.kind == "standing"]
        known = [event if event.cause in rubric.indicators else event._replace(cause="") for event in bare]
    return it._replace(points=points, events=known)
