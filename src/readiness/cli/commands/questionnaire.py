"""`readiness questionnaire`: a sheet for experts who use neither YAML nor a terminal, and its import."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles, of_rubric, words
from readiness.language import _


def questionnaire(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE|FILE",
            autocompletion=complete_profiles,
            help="The jurisdiction: a code, with or without a shipped profile, or a profile's file.",
        ),
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option(autocompletion=complete_profiles, help="Ask about the relation with this partner too."),
    ] = None,
    need: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=of_rubric("needs"),
            help="Only what is in play for this help. Repeatable; by default all.",
        ),
    ] = None,
    unanswered: Annotated[bool, typer.Option(help="Only what the profile does not answer.")] = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            autocompletion=words("md", "csv", "xlsx"),
            help="md, csv or xlsx; by default as the file's name says.",
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File to write; - for standard output.")
    ] = "-",
    import_: Annotated[
        str | None, typer.Option("--import", metavar="ANSWERS", help="A filled-in sheet to take in.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="FILE", help="The profile that takes the answers.")
    ] = None,
    replace: Annotated[
        bool, typer.Option(help="Let answers replace ratings that say something else.")
    ] = False,
    dry_run: Annotated[bool, typer.Option(help="Say what would change, and write nothing.")] = False,
    rubric: options.RubricName = "law-enforcement",
) -> None:
    """Write a questionnaire for experts, or with --import take a filled-in one into a profile."""
    from readiness.cli import questionnaires
    from readiness.errors import UsageError

    if import_ is not None:
        if name is not None or partner is not None or need or unanswered or output != "-":
            raise UsageError(_("--import takes --into, --format, --replace and --dry-run, and nothing else"))
        if into is None:
            raise UsageError(_("--import needs --into FILE: the profile that takes the answers"))
        questionnaires.take_in(import_, into, rubric, format_, replace=replace, dry_run=dry_run)
        return
    if into is not None or replace or dry_run:
        raise UsageError(_("--into, --replace and --dry-run belong to --import"))
    if name is None:
        raise UsageError(_("name the jurisdiction that is asked about, such as TWN"))
    questionnaires.send_out(
        name, rubric, partner=partner, needs=need or [], unanswered=unanswered, format_=format_, output=output
    )
