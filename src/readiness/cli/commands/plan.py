"""`readiness plan`: the cheapest set of remedies that reaches a target."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_sides, of_rubric, words

FORMATS = ("text", "markdown", "json", "html")


def plan(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    target: Annotated[
        str | None,
        typer.Option(
            autocompletion=of_rubric("phases", also=("fragile", "ready")),
            help="fragile or ready in the phase assessed, or a phase that nothing shall block; by default the next not reached.",
        ),
    ] = None,
    side: Annotated[
        str | None,
        typer.Option(
            autocompletion=complete_sides, help="Plan only with what this side can do alone, by its code."
        ),
    ] = None,
    within: Annotated[int | None, typer.Option(help="Months in which the plan must be carried out.")] = None,
    budget: Annotated[
        str | None,
        typer.Option(
            autocompletion=words("1", "2", "3", "4"),
            help="Dearest cost band that may be used: 1 staff time … 4 multi-year.",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=of_rubric("remedies"), help="Remedy that is left out, by its id. Repeatable."
        ),
    ] = None,
    fail_unreached: Annotated[
        bool, typer.Option("--fail-unreached", help="Exit 1 if the target is not reached.")
    ] = False,
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
    all_tlp: options.AllTlp = False,
) -> None:
    """Find the cheapest set of remedies that reaches a target: who does what, when, what it rests on, what else would do."""
    from readiness.assessment.assemble import judged_pair
    from readiness.change.plan import default_target
    from readiness.change.plan import plan as find
    from readiness.cli import planning_options
    from readiness.cli.formats import deliver, of_page
    from readiness.cli.formats import plan as planned_formats
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.pairs_asked import open_pair_asked
    from readiness.report.data import change_json
    from readiness.report.layouts import html
    from readiness.report.pages import plan as plan_page
    from readiness.report.texts import texts

    planned = planned_formats(format_ or [], output or [], FORMATS, "text")
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
    limits = planning_options.limits(pair, side, within, budget, without or [])
    judged = judged_pair(*pair)
    goal = planning_options.target(target, judged) if target is not None else default_target(judged)
    found = find(judged, goal, limits)
    say = texts()
    reports = of_page(lambda: plan_page.page(found, say))
    reports["html"] = lambda: html.render(plan_page.page(found, say))
    reports["json"] = lambda: change_json.plan(found)
    deliver(planned, reports)
    if fail_unreached and not found.reached:
        tell(f"{goal.verdict} in the {goal.phase} phase is not reached")
        raise typer.Exit(1)
