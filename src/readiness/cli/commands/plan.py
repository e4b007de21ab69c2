"""`readiness plan`: the cheapest set of remedies that reaches a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_sides, of_rubric, words
from readiness.language import _

if TYPE_CHECKING:
    from readiness.report.page import Page

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
            autocompletion=complete_sides,
            help="Plan only with what this side can do alone, by its code or name.",
        ),
    ] = None,
    within: Annotated[int | None, typer.Option(help="Months in which the plan must be carried out.")] = None,
    budget: Annotated[
        str | None,
        typer.Option(
            autocompletion=words("1", "2", "3", "4"),
            help="Dearest cost band that may be used: 1 staff time, 2 small project, 3 programme, 4 multi-year.",
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
    *,
    asked: options.AskedOfPairs,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."
        ),
    ] = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """Find the cheapest set of remedies that reaches a target: who does what, when, what it rests on, what else would do."""
    from readiness.assessment.assemble import assembled, judged_pair
    from readiness.change.evidence_worth import evidence_worth
    from readiness.change.plan import default_target
    from readiness.change.plan import plan as find
    from readiness.cli import planning_options, redaction
    from readiness.cli.formats import deliver, of_page
    from readiness.cli.formats import plan as planned_formats
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.pair_asked import pair_asked
    from readiness.report.data import change_json
    from readiness.report.layouts import html
    from readiness.report.pages import plan as plan_page
    from readiness.report.redacted_assessment import shared_worth
    from readiness.report.redacted_changes import shared_plan
    from readiness.report.texts import texts

    limit = redaction.level(shown.max_tlp)
    planned = planned_formats(format_ or [], output or [], FORMATS, "text")
    pair = pair_asked(context, a, b, load_rubric(asked.rubric, asked.crimes or []), asked)
    limits = planning_options.limits(pair, side, within, budget, without or [])
    judged = judged_pair(*pair)
    goal = planning_options.target(target, judged) if target is not None else default_target(judged)
    plan_found = find(judged, goal, limits)
    worths = evidence_worth(judged, plan_found)
    visible = redaction.shown(assembled(judged), pair.rubric, limit, share=shown.share)
    if shown.share:
        plan_found, worths = shared_plan(plan_found), shared_worth(worths, pair.rubric)

    def page() -> Page:
        return plan_page.page(plan_found, visible, worths, texts())

    reports = of_page(page)
    reports["html"] = lambda: html.render(page())
    reports["json"] = lambda: change_json.plan(plan_found, worths, visible.tlp)
    deliver(planned, reports)
    if fail_unreached and not plan_found.reached:
        tell(
            _("{verdict} in the {phase} phase is not reached").format(verdict=goal.verdict, phase=goal.phase)
        )
        raise typer.Exit(1)
