"""`readiness test`: expected diagnoses, written in YAML by domain experts."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words
from readiness.language import _

FORMATS = ("text", "junit", "json")


def run(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="DIR…", help="Folders of case files, searched throughout, or files."),
    ],
    rubric: Annotated[
        str | None,
        typer.Option(help="Rubric: a folder, a file, or a shipped name; wins over what the cases name."),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            autocompletion=words("text", "junit", "json"),
            help="text, junit or json. Repeatable.",
        ),
    ] = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Compare assessments with the diagnoses that case files expect.

    Exit 1 if an expectation fails, 2 if a file is wrong (the other cases are still run), 3 if there is no case.
    """
    from readiness.cases import runner
    from readiness.cli.formats import deliver, plan
    from readiness.cli.io import terminal
    from readiness.cli.io.cases import load_cases
    from readiness.cli.io.file_names import ReportedNames
    from readiness.errors import InputError
    from readiness.report.data import cases_json as json_text
    from readiness.report.data import junit_suites
    from readiness.report.layouts import prose
    from readiness.report.pages.cases import page

    planned = plan(format_ or [], output or [], FORMATS, "text")
    results = runner.run(load_cases(paths, rubric, all_tlp=all_tlp))
    if not results.cases:
        terminal.tell(_("no case found in {paths}").format(paths=", ".join(paths)))
        raise typer.Exit(3)
    shown = results.told(ReportedNames().of)
    deliver(
        planned,
        {
            "text": lambda: prose.render(page(shown), terminal.width()),
            "junit": lambda: junit_suites.cases(shown),
            "json": lambda: json_text.render(shown),
        },
    )
    if results.problems:
        raise InputError(results.problems)
    if results.failed:
        raise typer.Exit(1)
