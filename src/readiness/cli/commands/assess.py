"""`readiness assess`: one pair, in any format."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import words
from readiness.cli.pair_formats import FORMATS


def assess(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    *,
    asked: options.AskedOfPairs,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."
        ),
    ] = None,
    output: options.Outputs = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Everything as text, not the first screen alone; in each format exactly how sure."
        ),
    ] = False,
    as_: options.Reader = None,
    demanded: options.Demanded,
    shown: options.Shown,
) -> None:
    """Say which phase a cooperation is in, what blocks it now, on whose side, how sure that is, and what to do first."""
    from pathlib import Path

    from readiness.assessment.assemble import assess as assess_pair
    from readiness.assessment.assemble import judged_pair
    from readiness.cli import exit_conditions, pair_formats, redaction
    from readiness.cli.assessing import with_certainty
    from readiness.cli.configuration import settings
    from readiness.cli.formats import deliver, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.io.writing import appearing_together
    from readiness.cli.pair_asked import pair_asked

    planned = plan(format_ or [], output or [], list(FORMATS), "text")
    limit = redaction.level(shown.max_tlp)
    loaded_rubric = load_rubric(asked.rubric, asked.crimes or [])
    demands = exit_conditions.demands_of(demanded, loaded_rubric)
    pair = pair_asked(context, a, b, loaded_rubric, asked)
    reader = pair_formats.reader_of(as_, pair.codes, configured="as_" in settings.configured(context))
    assessment = assess_pair(*pair)
    folders = [Path(name).parent for name in (a, b)]
    waiver_file = redaction.load_waivers(demanded, loaded_rubric, (pair.a, pair.b), folders)
    if waiver_file is not None:
        assessment = waiver_file.applied(assessment)
    if demanded.strict:
        exit_conditions.refuse_weak_evidence(assessment)
    outcome = exit_conditions.outcome_of(assessment, pair.question)
    if full:
        assessment = with_certainty(assessment, judged_pair(*pair))
    visible = redaction.shown(assessment, loaded_rubric, limit, share=shown.share)
    with appearing_together():
        failed = exit_conditions.settled(outcome, demands)
        report = pair_formats.Report(visible, loaded_rubric, failed, reader, full)
        deliver(planned, pair_formats.renderers(report))
    for reason in failed:
        tell(reason)
    if failed:
        raise typer.Exit(1)
