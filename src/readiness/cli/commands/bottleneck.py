"""`readiness bottleneck`: the least that each indicator needs for each verdict and phase."""

from __future__ import annotations

import typer  # noqa: TC002  (the annotations are read when the command is built)

from readiness.cli import options

FORMATS = ("text", "markdown", "json")


def bottleneck(
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
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Show for every verdict and phase the least that each indicator needs, and how far away it is today."""
    from readiness.assessment.assemble import judged_pair
    from readiness.change.bottleneck import bottleneck as table_of
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.pairs_asked import open_pair_asked
    from readiness.report.data import change_json
    from readiness.report.pages import bottleneck as bottleneck_page
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    pair = open_pair_asked(
        context,
        a,
        b,
        load_rubric(rubric, crimes or []),
        case=case,
        all_tlp=all_tlp,
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
    table = table_of(judged_pair(*pair))
    reports = of_page(lambda: bottleneck_page.page(table, texts()))
    reports["json"] = lambda: change_json.bottleneck(table)
    deliver(planned, reports)
