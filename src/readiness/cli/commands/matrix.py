"""`readiness matrix`: every pair of a folder, what blocks where."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words

FORMATS = ("text", "csv", "html", "json")
NOTHING_ASSESSED = 3
READABLE = 500
"""The most jurisdictions on a page."""


def matrix(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of profiles.")],
    phase: options.PhaseOfPairs = None,
    lane: options.Lane = None,
    need: options.Needs = None,
    measure: options.Measures = None,
    crime: options.Crimes = None,
    limb: options.Limbs = None,
    case: options.CaseFile = None,
    weights: options.Weights = None,
    rubric: options.RubricName = "law-enforcement",
    crimes: options.AddedCrimes = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Date of all assessments; by default the newest of the profiles."),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            autocompletion=words("text", "csv", "html", "json"),
            help="text, csv, html or json. Repeatable.",
        ),
    ] = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
    fail_under: options.FailUnder = None,
    fail_on: options.FailOn = None,
    strict: options.Strict = False,
    waivers: options.Waivers = None,
    today: options.Today = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
) -> None:
    """Show the verdict and the first obstacle of every pair of a folder: a map of obstacles, not a ranking."""
    from pathlib import Path

    from readiness.cli import exit_conditions, question_options, redaction
    from readiness.cli.batch.exit_conditions import failures, outcomes_of, refuse_weak_pairs
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.folder import load_folder
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.errors import InputError, UsageError
    from readiness.many.matrix import matrix as matrix_of
    from readiness.report.data import matrix_data
    from readiness.report.layouts import html
    from readiness.report.pages.matrix import html_page, text_page
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    loaded = load_rubric(rubric, crimes or [])
    demands = exit_conditions.demanded(loaded, fail_on, fail_under, baseline, write_baseline)
    members = load_folder(folder, loaded)
    redaction.refuse_marked(members.profiles, all_tlp=all_tlp)
    asked = question_options.of_many(
        context,
        case,
        loaded,
        phase=phase,
        lane=lane,
        needs=need,
        measures=measure,
        crimes=crime,
        limbs=limb,
        weights=weights,
        as_of=as_of,
    )
    missed: list[str] = []
    for other in members.others:
        tell(f"{other}: not a profile, left out")
    count = len(members.profiles)
    for name, _ in planned:
        if count > READABLE and name in ("text", "html"):
            raise UsageError(
                f"--format {name}: {count:,} jurisdictions are more than a page can show (at most {READABLE}); "
                "take csv or json, or `readiness batch --all`"
            )
    if count > 1:
        grid = matrix_of(members.profiles, loaded, asked, members.bad)
        if strict:
            refuse_weak_pairs(grid.requests, loaded)
        say = texts()
        deliver(
            planned,
            {
                "text": of_page(lambda: text_page(grid, loaded, say))["text"],
                "csv": lambda: matrix_data.csv_text(grid, loaded, say),
                "html": lambda: html.render(html_page(grid, loaded, say)),
                "json": lambda: matrix_data.json_text(grid, loaded),
            },
        )
        waiver_file = redaction.load_waivers(waivers, loaded, members.profiles, today, [Path(folder)])
        outcomes = outcomes_of(grid.table, grid.requests, loaded, waiver_file)
        missed = exit_conditions.settled(outcomes, demands, failures)
    for reason in missed:
        tell(reason)
    if members.problems:
        raise InputError(members.problems)
    if count < 2:
        only = f"only one profile, of {members.profiles[0].id}" if members.profiles else "no profile"
        tell(f"{folder}: {only} in this folder; nothing assessed")
        raise typer.Exit(NOTHING_ASSESSED)
    if missed:
        raise typer.Exit(1)
