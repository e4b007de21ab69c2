"""`readiness matrix`: every pair of a folder, what blocks where."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words
from readiness.language import _

FORMATS = ("text", "csv", "html", "json")
NOTHING_ASSESSED = 3
READABLE = 500
"""The most jurisdictions on a page."""


def matrix(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder of profiles.")],
    *,
    asked: options.AskedOfPairs,
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
    demanded: options.Demanded,
    shown: options.ShownOfMany,
) -> None:
    """Show the verdict and the first obstacle of every pair of a folder: a map of obstacles, not a ranking."""
    from pathlib import Path

    from readiness.cli import exit_conditions, question_options, redaction
    from readiness.cli.batch import matrix
    from readiness.cli.batch.audience import Readers
    from readiness.cli.batch.exit_conditions import Misses
    from readiness.cli.formats import plan
    from readiness.cli.io.folder import load_folder
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.io.writing import appearing_together
    from readiness.errors import InputError, UsageError
    from readiness.many.matrix import matrix as matrix_of

    planned = plan(format_ or [], output or [], FORMATS, "text")
    loaded = load_rubric(asked.rubric, asked.crimes or [])
    demands = exit_conditions.demands_of(demanded, loaded)
    limit = redaction.level(shown.max_tlp)
    members = load_folder(folder, loaded)
    redaction.refuse_marked(members.profiles, all_tlp=shown.open, redacts=True)
    case = question_options.case_of(asked, loaded)
    codes = [member.id for member in members.profiles]
    question, parts = question_options.of_many(context, asked, case, codes, loaded)
    missed: list[str] = []
    for other in members.others:
        tell(_("{other}: not a profile, left out").format(other=other))
    count = len(members.profiles)
    for name, _target in planned:
        if count > READABLE and name in ("text", "html"):
            raise UsageError(
                _(
                    "--format {name}: {count:,} jurisdictions are more than a page can show (at most {readable}); take csv or json, or `readiness batch --all`"
                ).format(name=name, count=count, readable=READABLE)
            )
    if count > 1:
        waiver_file = redaction.load_waivers(demanded, loaded, members.profiles, [Path(folder)])
        grid = matrix_of(members.profiles, loaded, question, _named(members.bad, shown), parts)
        readers = Readers(loaded, waiver_file, limit, shown.share)
        misses = Misses(demands)
        with appearing_together():
            matrix.deliver_matrix(planned, grid, readers, misses, strict=demanded.strict)
            missed = misses.settled()
    for reason in missed:
        tell(reason)
    if members.problems:
        raise InputError(members.problems)
    if count < 2:
        only = (
            _("only one profile, of {id}").format(id=members.profiles[0].id)
            if members.profiles
            else _("no profile")
        )
        tell(_("{folder}: {only} in this folder; nothing assessed").format(folder=folder, only=only))
        raise typer.Exit(NOTHING_ASSESSED)
    if missed:
        raise typer.Exit(1)


def _named(files: list[str], shown: options.Shown) -> list[str]:
    """The files that could not be read as readers may see them: nobody can tell how far such a file may travel."""
    if not shown.share and shown.max_tlp is None:
        return files
    return [f"unnamed-{number}" for number in range(1, len(files) + 1)]
