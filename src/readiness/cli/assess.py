"""`readiness assess`: one pair, in any format."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli.completion import (
    complete_crimes,
    complete_measures,
    complete_needs,
    complete_phases,
    complete_profiles,
    complete_weights,
)
from readiness.cli.formats import FORMATS


def assess(
    context: typer.Context,
    a: Annotated[
        str,
        typer.Argument(
            metavar="A",
            autocompletion=complete_profiles,
            help="Profile of one jurisdiction: a file, a shipped code, or - for standard input.",
        ),
    ],
    b: Annotated[
        str, typer.Argument(metavar="B", autocompletion=complete_profiles, help="Profile of the other.")
    ],
    phase: Annotated[
        str | None,
        typer.Option(
            autocompletion=complete_phases, help="Phase to assess; by default inferred from the records."
        ),
    ] = None,
    lane: Annotated[
        str | None, typer.Option(help="informal, formal or both; by default follows the needs.")
    ] = None,
    need: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=complete_needs, help="Help sought; the first is the main need. Repeatable."
        ),
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(autocompletion=complete_measures, help="Measure planned. Repeatable.")
    ] = None,
    crime: Annotated[
        list[str] | None,
        typer.Option(autocompletion=complete_crimes, help="Crime whose overlay applies. Repeatable."),
    ] = None,
    limb: Annotated[
        list[str] | None,
        typer.Option(help="Limb of UNTOC art. 3(2), a to d, that makes the case transnational. Repeatable."),
    ] = None,
    role: Annotated[list[str] | None, typer.Option(help="Route role, CODE=ROLE. Repeatable.")] = None,
    requesting: Annotated[
        str | None, typer.Option(help="Code of the side that asks; by default both ways.")
    ] = None,
    case: Annotated[str | None, typer.Option(help="File with these options as YAML.")] = None,
    weights: Annotated[
        str | None, typer.Option(autocompletion=complete_weights, help="Weight set of the rubric.")
    ] = None,
    rubric: Annotated[
        str, typer.Option(help="Rubric: a folder, a file, or a shipped name.")
    ] = "law-enforcement",
    crimes: Annotated[
        list[str] | None,
        typer.Option(help="File that adds crimes to the rubric, such as a region's own. Repeatable."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Date of the assessment; later evidence is ignored.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the report.")] = "en",
    format_: Annotated[
        list[str] | None, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}. Repeatable.")
    ] = None,
    output: Annotated[
        list[str] | None, typer.Option("--output", "-o", help="File for the report. Repeatable.")
    ] = None,
    fail_under: Annotated[
        float | None, typer.Option(help="Exit 1 if readiness is below this, or has no value.")
    ] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option(help="Exit 1 on this verdict or obstacle. Repeatable.")
    ] = None,
    strict: Annotated[
        bool, typer.Option(help="Refuse stale, ungraded, conflicting or assumed evidence.")
    ] = False,
    share: Annotated[
        bool, typer.Option(help="Leave out evidence, directional trust and source names.")
    ] = False,
    max_tlp: Annotated[
        str | None,
        typer.Option(help="Leave out the evidence of profiles marked above this TLP level: clear … red."),
    ] = None,
    waivers: Annotated[
        str | None, typer.Option(help="File of waivers: obstacles accepted until a date.")
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(help="Day on which waivers are looked at; by default that of the assessment."),
    ] = None,
) -> None:
    """Say which phase a cooperation is in, what blocks it now, on whose side, how sure that is, and what to do first."""
    from readiness.assess import assess as assess_pair  # noqa: PLC0415
    from readiness.cli import asking, demands, formats, outlook, settings  # noqa: PLC0415
    from readiness.cli.delivery import deliver, plan  # noqa: PLC0415
    from readiness.cli.loading import load_pair, load_rubric  # noqa: PLC0415
    from readiness.documents.case import Case  # noqa: PLC0415

    planned = plan(format_ or [], output or [], list(FORMATS), "text")
    formats.check_language(lang)
    limit = outlook.level(max_tlp)
    loaded_rubric = load_rubric(rubric, crimes or [])
    demands.check(fail_on or [], fail_under, loaded_rubric)
    case_file = asking.load_case(case) if case else Case()
    first, second = load_pair(a, b, loaded_rubric)
    question = asking.question(
        case_file,
        (first.id, second.id),
        phase=phase,
        lane=lane,
        needs=need or [],
        measures=measure or [],
        crimes=crime or [],
        limbs=limb or [],
        roles=role or [],
        requesting=requesting,
        weights=weights,
        as_of=as_of,
        configured=settings.configured(context),
    )
    assessment = assess_pair(first, second, loaded_rubric, question)
    if waivers:
        assessment = outlook.with_waivers(assessment, waivers, loaded_rubric, (first, second), today)
    if strict:
        demands.refuse_weak_evidence(assessment)
    failed = demands.failures(assessment, fail_on or [], fail_under)
    shown = outlook.shown(assessment, loaded_rubric, limit, share=share)
    deliver(planned, formats.renderers(formats.Report(shown, loaded_rubric, lang, failed)))
    for reason in failed:
        typer.echo(reason, err=True)
    if failed:
        raise typer.Exit(1)
