"""`readiness route`: the way through friendly forces, or an operation over a chain of jurisdictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.completion import complete_crimes, complete_measures, complete_needs, complete_profiles

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Rubric
    from readiness.errors import Problem

FORMATS = ("text", "markdown", "json")


def route(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B [C…]",
            autocompletion=complete_profiles,
            help="Profiles in the order of the route: files, or codes of the folder or of shipped profiles.",
        ),
    ],
    through: Annotated[
        str | None, typer.Option(help="Folder of profiles that may relay between A and B.")
    ] = None,
    need: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=complete_needs, help="Help sought; the first is the main need. Repeatable."
        ),
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(autocompletion=complete_measures, help="Measure planned. Repeatable.")
    ] = None,
    crime: Annotated[
        list[str] | None,
        typer.Option(autocompletion=complete_crimes, help="Crime whose overlay applies. Repeatable."),
    ] = None,
    rubric: Annotated[
        str, typer.Option(help="Rubric: a folder, a file, or a shipped name.")
    ] = "law-enforcement",
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Date of the assessment; later evidence is ignored.")
    ] = None,
    format_: Annotated[
        list[str] | None, typer.Option("--format", "-f", help="text, markdown or json. Repeatable.")
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", "-o", help="File for the report. Repeatable.")
    ] = None,
) -> None:
    """Find the best way through friendly forces (A B --through DIR), or judge a chain of jurisdictions (A B C …)."""
    from readiness.cli import route_reports  # noqa: PLC0415
    from readiness.cli.delivery import deliver, plan  # noqa: PLC0415
    from readiness.cli.loading import load_rubric  # noqa: PLC0415
    from readiness.errors import UsageError  # noqa: PLC0415
    from readiness.question import Question  # noqa: PLC0415

    planned = plan(format_ or [], output or [], FORMATS, "text")
    if through is not None and len(names) != 2:
        raise UsageError(
            f"--through lies between two jurisdictions, found {len(names)}; leave it out for a chain"
        )
    if through is None and len(names) < 3:
        raise UsageError(
            f"a chain needs three jurisdictions or more, found {len(names)}; "
            "for two, give --through DIR with the possible relays, or use `readiness assess`"
        )
    loaded = load_rubric(rubric)
    asked = Question(
        needs=tuple(need or []), measures=tuple(measure or []), crimes=tuple(crime or []), as_of=as_of
    )
    if through is not None:
        reports = route_reports.of_route(*_between(names, through, loaded), loaded, asked)
    else:
        reports = route_reports.of_chain(_along(names, loaded), loaded, asked)
    deliver(planned, reports)


def _between(
    names: list[str], through: str, rubric: Rubric
) -> tuple[ProfileDocument, ProfileDocument, list[ProfileDocument]]:
    """Both ends, and the other profiles of the folder. A code names the folder's own profile before a shipped one."""
    import sys  # noqa: PLC0415

    from readiness.cli.folder import load_folder  # noqa: PLC0415
    from readiness.cli.loading import load_profile  # noqa: PLC0415
    from readiness.errors import InputError  # noqa: PLC0415

    folder = load_folder(through, rubric)
    problems = list(folder.problems)
    for other in folder.others:
        sys.stderr.write(f"{other}: not a profile, left out\n")
    own = {document.id.casefold(): document for document in folder.profiles}
    ends: list[ProfileDocument] = []
    for name in names:
        try:
            ends.append(own[name.casefold()] if name.casefold() in own else load_profile(name, rubric))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    taken = {document.id for document in ends}
    return ends[0], ends[1], [document for document in folder.profiles if document.id not in taken]


def _along(names: list[str], rubric: Rubric) -> list[ProfileDocument]:
    """The profiles of a chain; the mistakes of all are reported together."""
    from readiness.cli.loading import load_profile  # noqa: PLC0415
    from readiness.errors import InputError, UsageError  # noqa: PLC0415

    if names.count("-") > 1:
        raise UsageError("only one of the profiles can come from standard input")
    loaded: list[ProfileDocument] = []
    problems: list[Problem] = []
    for name in names:
        try:
            loaded.append(load_profile(name, rubric))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    return loaded
