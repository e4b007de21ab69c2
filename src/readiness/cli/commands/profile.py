"""`readiness profile`: what a profile says about one jurisdiction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles

if TYPE_CHECKING:
    from readiness.report.page import Page

FORMATS = ("text", "markdown", "json")


def profile(
    name: Annotated[
        str,
        typer.Argument(
            metavar="CODE|FILE",
            autocompletion=complete_profiles,
            help="Profile: a file, a shipped code, or - for standard input.",
        ),
    ],
    partner: Annotated[
        str | None,
        typer.Option(autocompletion=complete_profiles, help="Show what is said towards this partner."),
    ] = None,
    rubric: options.RubricName = "law-enforcement",
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Day from which age is counted; by default the profile's.")
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Only the facts, each with its source, age and address.")
    ] = False,
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Show one jurisdiction: facts, ratings with age, priors, coverage, sources, and what is worth finding out."""
    from readiness.cli.argument_checks import partner_of
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_profile, load_rubric
    from readiness.cli.redaction import refuse_marked
    from readiness.datasets.review_dates import reviews
    from readiness.model.fields import last_day
    from readiness.profiles import profile_overview
    from readiness.profiles.sourced_facts import sourced_facts
    from readiness.report.data import profile_json
    from readiness.report.pages import profile as profile_page
    from readiness.report.pages.sourced_facts import facts_page
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    loaded = load_rubric(rubric)
    document = load_profile(name, loaded)
    refuse_marked([document], all_tlp=all_tlp)
    sheet = profile_overview.sheet(document, loaded, partner_of(partner, document), as_of)

    day = last_day(sheet.as_of) if sheet.as_of is not None else None
    facts = sourced_facts(document.profile, day, reviews(document.profile), sheet.partner)

    def page() -> Page:
        if not sources:
            return profile_page.page(sheet, texts())
        return facts_page(document.profile, facts, texts())

    deliver(
        planned,
        {
            **of_page(page),
            "json": lambda: profile_json.render(sheet, facts),
        },
    )
