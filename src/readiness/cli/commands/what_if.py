"""`readiness what-if`: the pair with some levels or facts changed, beside the pair as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_changes

if TYPE_CHECKING:
    from readiness.change.nudges import Flip

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
            help="Level or fact to suppose, such as LVA.mutual-trust=3, or +1 for one up. Repeatable.",
        ),
    ] = None,
    each: Annotated[
        bool,
        typer.Option(
            "--each",
            help="Show what every level one up or down would change, and the smallest change of the verdict.",
        ),
    ] = False,
    *,
    asked: options.AskedOfPairs,
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """Say what would move if levels or facts were other than they are; without --set the smallest change of the verdict."""
    from msgspec.structs import replace

    from readiness.assessment.assemble import judged_pair
    from readiness.change.change_notation import understood
    from readiness.change.nudges import flips, nudges
    from readiness.change.what_if import what_if as suppose
    from readiness.cli import redaction
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.pair_asked import pair_asked
    from readiness.report.data import change_json
    from readiness.report.pages import what_if as what_if_page
    from readiness.report.redacted_changes import shared_flips, shared_idle, shared_nudges, shared_wishes
    from readiness.report.texts import texts

    limit = redaction.level(shown.max_tlp)
    planned = plan(format_ or [], output or [], FORMATS, "text")
    pair = pair_asked(context, a, b, load_rubric(asked.rubric, asked.crimes or []), asked)
    judged = judged_pair(*pair)
    wishes = understood(set_ or [], judged)
    if shown.share:
        wishes = shared_wishes(wishes, pair.rubric)
    supposed = suppose(judged, wishes)
    table = nudges(supposed.judged) if each else None

    def smallest() -> list[Flip]:
        changes = flips(supposed.judged)
        return shared_flips(changes, pair.rubric) if shown.share else changes

    before, after = (
        redaction.shown(side, pair.rubric, limit, share=shown.share)
        for side in (supposed.before, supposed.after)
    )
    supposed = replace(supposed, before=before, after=after)
    if shown.share:
        table = shared_nudges(table, pair.rubric) if table is not None else None
        supposed = replace(supposed, idle=shared_idle(supposed.idle, pair.rubric))
    say = texts()
    told = each or not wishes  # beside what is set only its effects are told
    reports = of_page(
        lambda: what_if_page.page(supposed, table, smallest() if told else None, pair.rubric, say)
    )
    reports["json"] = lambda: change_json.what_if(supposed, table, smallest())
    deliver(planned, reports)
