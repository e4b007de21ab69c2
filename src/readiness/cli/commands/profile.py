"""`readiness profile`: what a profile says about one jurisdiction."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles

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
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Show one jurisdiction: facts, ratings with age, priors, coverage, sources, and what is worth finding out."""
    from readiness.cli.arguments import partner_of
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_profile, load_rubric
    from readiness.cli.redaction import refuse_marked
    from readiness.profiles import profile_sheet
    from readiness.report.data import profile_json
    from readiness.report.pages import profile as profile_page
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    loaded = load_rubric(rubric)
    document = load_profile(name, loaded)
    refuse_marked([document], all_tlp=all_tlp)
    sheet = profile_sheet.sheet(document, loaded, partner_of(partner, document), as_of)
    deliver(
        planned,
        {
            **of_page(lambda: profile_page.page(sheet, texts("en"))),
            "json": lambda: profile_json.render(sheet),
        },
    )
