"""`readiness matrix`: every pair of a folder, what blocks where."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options

FORMATS = ("text", "csv", "html", "json")
NOTHING_ASSESSED = 3


def matrix(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of profiles.")],
    phase: options.PhaseOfPairs = None,
    need: options.Needs = None,
    measure: options.Measures = None,
    crime: options.Crimes = None,
    rubric: options.RubricName = "law-enforcement",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Date of all assessments; by default the newest of the profiles."),
    ] = None,
    format_: Annotated[
        list[str] | None, typer.Option("--format", "-f", help="text, csv, html or json. Repeatable.")
    ] = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Show the verdict and the first obstacle of every pair of a folder: a map of obstacles, not a ranking."""
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.folder import load_folder
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.redaction import refuse_marked
    from readiness.errors import InputError
    from readiness.many.matrix import matrix as matrix_of
    from readiness.model.question import Question
    from readiness.report.data import matrix_data
    from readiness.report.layouts import html
    from readiness.report.pages.matrix import html_page, text_page
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    loaded = load_rubric(rubric)
    members = load_folder(folder, loaded)
    refuse_marked(members.profiles, all_tlp=all_tlp)
    asked = Question(
        phase=phase,
        needs=tuple(need or []),
        measures=tuple(measure or []),
        crimes=tuple(crime or []),
        as_of=as_of,
    )
    for other in members.others:
        tell(f"{other}: not a profile, left out")
    if len(members.profiles) > 1:
        grid = matrix_of(members.profiles, loaded, asked, members.bad)
        say = texts("en")
        deliver(
            planned,
            {
                "text": of_page(lambda: text_page(grid, loaded, say))["text"],
                "csv": lambda: matrix_data.csv_text(grid),
                "html": lambda: html.render(html_page(grid, loaded, say)),
                "json": lambda: matrix_data.json_text(grid, loaded),
            },
        )
    if members.problems:
        raise InputError(members.problems)
    if len(members.profiles) < 2:
        count = f"only one profile, of {members.profiles[0].id}" if members.profiles else "no profile"
        tell(f"{folder}: {count} in this folder; nothing assessed")
        raise typer.Exit(NOTHING_ASSESSED)
