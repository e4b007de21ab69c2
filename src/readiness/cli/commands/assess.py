"""`readiness assess`: one pair, in any format."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_sides, words
from readiness.cli.pair_formats import FORMATS


def assess(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    phase: options.Phase = None,
    lane: options.Lane = None,
    need: options.Needs = None,
    measure: options.Measures = None,
    crime: options.Crimes = None,
    limb: options.Limbs = None,
    role: options.Roles = None,
    requesting: options.Requesting = None,
    case: options.CaseFile = None,
    weights: options.Weights = None,
    rubric: options.RubricName = "law-enforcement",
    crimes: options.AddedCrimes = None,
    as_of: options.AsOf = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."
        ),
    ] = None,
    output: options.Outputs = None,
    full: Annotated[
        bool, typer.Option("--full", help="As text everything, not the first screen alone.")
    ] = False,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="CODE",
            autocompletion=complete_sides,
            help='Code of the side that reads: it becomes "we".',
        ),
    ] = None,
    fail_under: options.FailUnder = None,
    fail_on: options.FailOn = None,
    strict: options.Strict = False,
    share: options.Share = False,
    max_tlp: options.MaxTlp = None,
    waivers: options.Waivers = None,
    today: options.Today = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
) -> None:
    """Say which phase a cooperation is in, what blocks it now, on whose side, how sure that is, and what to do first."""
    from pathlib import Path

    from readiness.assessment.assemble import assess as assess_pair
    from readiness.assessment.assemble import judged_pair
    from readiness.cli import exit_conditions, pair_formats, redaction
    from readiness.cli.configuration import settings
    from readiness.cli.formats import deliver, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.pairs_asked import pair_asked

    planned = plan(format_ or [], output or [], list(FORMATS), "text")
    limit = redaction.level(max_tlp)
    loaded_rubric = load_rubric(rubric, crimes or [])
    demands = exit_conditions.demanded(loaded_rubric, fail_on, fail_under, baseline, write_baseline)
    pair = pair_asked(
        context,
        a,
        b,
        loaded_rubric,
        case=case,
        phase=phase,
        lane=lane,
        needs=need,
        measures=measure,
        crimes=crime,
        limbs=limb,
        roles=role,
        requesting=requesting,
        weights=weights,
        as_of=as_of,
    )
    reader = pair_formats.reader_of(as_, pair.codes, configured="as_" in settings.configured(context))
    assessment = assess_pair(*pair)
    folders = [Path(name).parent for name in (a, b)]
    waiver_file = redaction.load_waivers(waivers, loaded_rubric, (pair.a, pair.b), today, folders)
    if waiver_file is not None:
        assessment = waiver_file.applied(assessment)
    if strict:
        exit_conditions.refuse_weak_evidence(assessment)
    outcome = exit_conditions.outcome_of(assessment, pair.question)
    failed = exit_conditions.settled(
        [outcome], demands, lambda outcomes, demands: exit_conditions.failures(outcomes[0], demands)
    )
    shown = redaction.shown(assessment, loaded_rubric, limit, share=share)
    judged = judged_pair(*pair) if full else None
    report = pair_formats.Report(shown, loaded_rubric, failed, reader, judged)
    deliver(planned, pair_formats.renderers(report))
    for reason in failed:
        tell(reason)
    if failed:
        raise typer.Exit(1)
