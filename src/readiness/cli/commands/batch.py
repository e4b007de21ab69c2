"""`readiness batch`: many pairs at once, one row per pair."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words

FORMATS = ("jsonl", "json", "csv", "markdown", "junit", "parquet")


def batch(
    context: typer.Context,
    pairs: Annotated[
        str | None,
        typer.Argument(
            metavar="PAIRS",
            help="Pairs: a CSV file with columns a,b, or a YAML manifest; - for CSV from standard input.",
        ),
    ] = None,
    all_: Annotated[
        str | None, typer.Option("--all", metavar="DIR", help="Every pair of the profiles in a folder.")
    ] = None,
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
        str | None, typer.Option("--as-of", help="Date of all assessments; by default of each pair.")
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="REPORT", help="Only the pairs that an earlier report does not answer as things stand."
        ),
    ] = None,
    detail: Annotated[
        bool, typer.Option(help="The whole assessment of each pair, as JSON Lines. Takes its time.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to work in.")] = 1,
    executor: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Cluster to work in: dask://HOST:PORT, a scheduler of Dask."),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."
        ),
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", "-o", help="File for the rows. Repeatable.")
    ] = None,
    fail_under: options.FailUnder = None,
    fail_on: options.FailOn = None,
    strict: options.Strict = False,
    share: options.Share = False,
    max_tlp: options.MaxTlp = None,
    all_tlp: options.AllTlp = False,
    waivers: options.Waivers = None,
    today: options.Today = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
) -> None:
    """Assess many pairs: those of a list, or all of a folder. Bad profiles are reported and the other pairs done."""
    from readiness.cli import redaction
    from readiness.cli.batch import work
    from readiness.cli.configuration import settings

    asked = {
        "phase": phase,
        "lane": lane,
        "needs": need or [],
        "measures": measure or [],
        "crimes": crime or [],
        "limbs": limb or [],
        "roles": [],
        "requesting": None,
        "weights": weights,
        "as_of": as_of,
        "configured": settings.configured(context),
    }
    code = work.work(
        work.BatchOptions(
            pairs=pairs,
            folder=all_,
            rubric=rubric,
            added=crimes or [],
            case=case,
            asked=asked,
            formats=format_ or [],
            outputs=output or [],
            known_formats=FORMATS,
            changed_since=changed_since,
            detail=detail,
            jobs=jobs,
            executor=executor,
            fail_under=fail_under,
            fail_on=fail_on or [],
            all_tlp=all_tlp,
            strict=strict,
            share=share,
            limit=redaction.level(max_tlp),
            waivers=waivers,
            today=today,
            baseline=baseline,
            write_baseline=write_baseline,
        )
    )
    if code:
        raise typer.Exit(code)
