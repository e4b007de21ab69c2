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
    *,
    asked: options.AskedOfPairs,
    changed_since: Annotated[
        str | None,
        typer.Option(
            metavar="REPORT", help="Only the pairs that an earlier report does not answer as things stand."
        ),
    ] = None,
    detail: Annotated[
        bool, typer.Option(help="The whole assessment of each pair, as JSON Lines. Takes its time.")
    ] = False,
    jobs: Annotated[int, typer.Option(help="Processes to work in, 1 or more.")] = 1,
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
    demanded: options.Demanded,
    shown: options.ShownOfMany,
) -> None:
    """Assess many pairs: those of a list, or all of a folder. Bad profiles are reported and the other pairs done."""
    from readiness.cli.batch import job

    code = job.work(
        context,
        job.BatchOptions(
            pairs=pairs,
            folder=all_,
            formats=format_ or [],
            outputs=output or [],
            known_formats=FORMATS,
            changed_since=changed_since,
            detail=detail,
            jobs=jobs,
            executor=executor,
            asked=asked,
            demanded=demanded,
            shown=shown,
        ),
    )
    if code:
        raise typer.Exit(code)
