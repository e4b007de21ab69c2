"""`readiness interview`: fill a profile question by question."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles, of_rubric
from readiness.language import _


def interview(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The profile to fill. It is changed in place.")],
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="The partner's profile, to be filled after the first, each towards the other.",
        ),
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option(autocompletion=complete_profiles, help="Ask about the relation with this partner too."),
    ] = None,
    with_: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="FILE",
            autocompletion=complete_profiles,
            help="The partner's profile: ask first what most narrows the verdict on the two.",
        ),
    ] = None,
    need: options.Needs = None,
    measure: options.Measures = None,
    crime: options.Crimes = None,
    phase: Annotated[
        str | None,
        typer.Option(
            autocompletion=of_rubric("phases"),
            help="Phase whose necessary conditions come first; by default the one on record.",
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Date of the answers; by default today.")
    ] = None,
    rubric: options.RubricName = "law-enforcement",
) -> None:
    """Ask what the profile leaves open: what decides the phase, what “looked, none found” may answer, then the most valuable. Each answer is saved at once; stop and resume when you like."""
    from readiness.cli.interview.session import InterviewOptions, hold, hold_both
    from readiness.errors import UsageError

    if other is not None and (partner is not None or with_ is not None):
        raise UsageError(_("two files are each other's partners; leave out --partner and --with"))
    asked = InterviewOptions(
        file=file,
        partner=partner,
        other=other or with_,
        needs=tuple(need or ()),
        measures=tuple(measure or ()),
        crimes=tuple(crime or ()),
        phase=phase,
        as_of=as_of,
        rubric=rubric,
    )
    if other is not None:
        hold_both(asked)
    else:
        hold(asked)
