"""`readiness agreement`: how far several raters of the same jurisdictions agree."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.language import _

FORMATS = ("text", "markdown", "json")
NOTHING = 3


def agreement(
    raters: Annotated[
        list[str],
        typer.Argument(metavar="R1 R2 …", help="One a rater: a profile, or a folder of profiles."),
    ],
    rubric: options.RubricName = "law-enforcement",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Ratings dated later are ignored; by default the newest count."),
    ] = None,
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    fail_under: Annotated[
        float | None, typer.Option(help="Exit 1 if the overall alpha is below this, or undefined.")
    ] = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Say how far raters agree: Krippendorff's ordinal alpha, the same level, within one level; by indicator and overall."""
    from readiness.cli import numbers
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.file_names import ReportedNames
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.raters import at_least_two, day, load_raters
    from readiness.cli.io.terminal import tell
    from readiness.cli.redaction import refuse_marked
    from readiness.raters.summary import summarise
    from readiness.raters.units import units
    from readiness.report.data import agreement_json
    from readiness.report.pages.agreement import RaterFiles, page

    planned = plan(format_ or [], output or [], FORMATS, "text")
    numbers.check(fail_under, "--fail-under", "agreement")
    at_least_two(raters)
    until = day(as_of)
    loaded = load_rubric(rubric)
    rated = load_raters(raters, loaded)
    refuse_marked((document for rater in rated for document in rater.profiles.values()), all_tlp=all_tlp)
    summary = summarise(units([rater.profiles for rater in rated], loaded, until), loaded)
    if not summary.overall.units:
        tell(_("nothing to compare: no two raters gave a level for the same thing"))
        raise typer.Exit(NOTHING)
    names = ReportedNames()
    files = [
        RaterFiles(
            names.of(rater.name),
            tuple((code, profile.digest) for code, profile in sorted(rater.profiles.items())),
        )
        for rater in rated
    ]
    reports = of_page(lambda: page(summary, files, loaded))
    reports["json"] = lambda: agreement_json.render(summary, files, loaded)
    deliver(planned, reports)
    alpha = summary.overall.alpha
    if fail_under is not None and (alpha is None or alpha < fail_under):
        shown = _("undefined") if alpha is None else f"{alpha:.3f}"
        tell(
            _("overall alpha is {shown}; at least {fail_under:g} was asked for").format(
                shown=shown, fail_under=fail_under
            )
        )
        raise typer.Exit(1)
