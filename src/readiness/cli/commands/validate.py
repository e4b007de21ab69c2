"""`readiness validate`: checks files."""

from __future__ import annotations

from typing import Annotated

import typer


def validate(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Profiles, rubric files or rubric folders.")
    ],
    rubric: Annotated[
        str, typer.Option(help="Rubric that profiles are checked against.")
    ] = "law-enforcement",
    strict: Annotated[bool, typer.Option(help="Treat warnings as mistakes.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="List the sources of profiles that are to be looked at again.")
    ] = False,
    today: Annotated[
        str | None,
        typer.Option(help="Day by which dates are judged; by default that of the computer's clock."),
    ] = None,
) -> None:
    """Check profiles and rubrics. All mistakes of all files are shown; exit 2 if there is any.

    Shown as warnings: profiles dated after today, ratings dated after their profile; parts of a rubric that do nothing, such as gates that never bind.
    """
    from readiness.cli.io.checking import check
    from readiness.cli.io.due import day_of, due_lines
    from readiness.cli.io.terminal import show, tell
    from readiness.errors import InputError

    day = day_of(today)
    result = check(files, rubric, day)
    for line in due_lines(result.profiles, day) if due else result.lines:
        show(line)
    if result.problems or (strict and result.warnings):
        raise InputError(result.problems + result.warnings)
    if result.warnings:
        tell(str(InputError(result.warnings)))
