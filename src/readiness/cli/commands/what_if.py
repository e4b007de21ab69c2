"""`readiness what-if`: the pair with some levels or facts changed, beside the pair as it is."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_changes

FORMATS = ("text", "markdown", "json")


def what_if(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            autocompletion=complete_changes,
            help="Level or fact to suppose, such as LVA.mutual-trust=3. Repeatable.",
        ),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="Show what every level one up or down would change.")
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
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Say what would move if levels or facts were other than they are, and the smallest change that turns the verdict."""
    from readiness.change.nudges import flips, nudges
    from readiness.change.what_if import what_if as suppose
    from readiness.change.wishes import understood
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.pairs_asked import open_pair_asked
    from readiness.report.data import change_json
    from readiness.report.pages import what_if as what_if_page
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
    wishes = understood(set_ or [], pair.a, pair.b, pair.rubric)
    supposed = suppose(*pair, wishes)
    table = nudges(supposed.judged) if each else None
    smallest = flips(supposed.judged)
    say = texts()
    reports = of_page(lambda: what_if_page.page(supposed, table, smallest, pair.rubric, say))
    reports["json"] = lambda: change_json.what_if(supposed, table, smallest)
    deliver(planned, reports)
