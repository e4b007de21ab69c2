"""`readiness bottleneck`: the least that each indicator needs for each verdict and phase."""

from __future__ import annotations

import typer  # noqa: TC002  (the annotations are read when the command is built)

from readiness.cli import options

FORMATS = ("text", "markdown", "json")


def bottleneck(
    context: typer.Context,
    a: options.ProfileA,
    b: options.ProfileB,
    *,
    asked: options.AskedOfPairs,
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    shown: options.Shown,
) -> None:
    """Show for every verdict and phase the least that each indicator needs, and how far away it is today."""
    from readiness.assessment.assemble import assembled, judged_pair
    from readiness.change.bottleneck import bottleneck as table_of
    from readiness.cli import redaction
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.pair_asked import pair_asked
    from readiness.report.data import change_json
    from readiness.report.pages import bottleneck as bottleneck_page
    from readiness.report.texts import texts

    limit = redaction.level(shown.max_tlp)
    planned = plan(format_ or [], output or [], FORMATS, "text")
    pair = pair_asked(context, a, b, load_rubric(asked.rubric, asked.crimes or []), asked)
    judged = judged_pair(*pair)
    table = table_of(judged)
    visible = redaction.shown(assembled(judged), pair.rubric, limit, share=shown.share)
    reports = of_page(lambda: bottleneck_page.page(table, visible, texts()))
    reports["json"] = lambda: change_json.bottleneck(table, visible.tlp)
    deliver(planned, reports)
