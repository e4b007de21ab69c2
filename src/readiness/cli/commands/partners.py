"""`readiness partners`: one jurisdiction against many, one line per partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles, words
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.cli.batch.exit_conditions import Misses
    from readiness.cli.formats import Renderers
    from readiness.cli.io.many import Profiles
    from readiness.documents.reading import ProfileDocument
    from readiness.many.request import Request
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric

FORMATS = ("text", "markdown", "html", "xlsx", "json")


def partners(
    context: typer.Context,
    a: Annotated[
        str,
        typer.Argument(metavar="A", autocompletion=complete_profiles, help="Profile of the jurisdiction."),
    ],
    others: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[B C ...]",
            autocompletion=complete_profiles,
            help="Profiles of partners: files, shipped codes, or folders of profiles.",
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every shipped profile as a partner.")] = False,
    *,
    asked: options.AskedOfPairs,
    sort: Annotated[
        str,
        typer.Option(
            autocompletion=words("name", "verdict", "obstacle", "phase"),
            help="Order of the partners: name, verdict, obstacle or phase.",
        ),
    ] = "name",
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REPORT", help="Earlier report (JSON of partners, batch or assess): say what changed."
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."
        ),
    ] = None,
    output: options.Outputs = None,
    demanded: options.Demanded,
    shown: options.Shown,
) -> None:
    """Show a jurisdiction beside its partners: verdict or leaning of each pair, what stands in the way, what answers it."""
    from readiness.assessment.assemble import assess
    from readiness.cli import question_options, redaction
    from readiness.cli.formats import deliver_settled, of_page, plan
    from readiness.cli.io.earlier_reports import load_results
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.many import Profiles, gc_paused
    from readiness.cli.io.terminal import tell
    from readiness.errors import UsageError, suggestion
    from readiness.many.judging import tabulate
    from readiness.many.request import Request
    from readiness.many.rows import rows
    from readiness.report.data import batch_rows, partners_xlsx
    from readiness.report.layouts import html
    from readiness.report.pages import partners as pages
    from readiness.report.redacted_assessment import shared_result
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    if ("xlsx", "-") in planned:
        raise UsageError(_("--format xlsx is not text: give a file with --output"))
    if sort not in pages.ORDERS:
        raise UsageError(
            _('--sort: there is no order "{sort}"; {hint}').format(
                sort=sort, hint=suggestion(sort, pages.ORDERS)
            )
        )
    limit = redaction.level(shown.max_tlp)
    loaded, say = load_rubric(asked.rubric, asked.crimes or []), texts()
    earlier = load_results(since) if since else None
    if shown.share and earlier is not None:
        earlier = [shared_result(result, loaded) for result in earlier]
    profiles = Profiles(loaded)
    with gc_paused():
        own, documents = _given(a, others or [], profiles, everyone=all_)
        codes = [document.id for document in (own, *documents)]
        about = question_options.of_many(
            context, asked, question_options.case_of(asked, loaded), codes, loaded
        )
        requests = [Request(own, document, about.of(own.id, document.id)) for document in documents]
        table = tabulate(loaded, requests)
    reports: Renderers = {}
    if len(table):
        lines = list(rows(redaction.shown_rows(table, loaded, limit, share=shown.share)))
        refused = {request_index for request_index, _ in table.refused}
        with gc_paused():
            beside = [
                redaction.shown(
                    assess(*request[:2], loaded, request.question, in_full=False),
                    loaded,
                    limit,
                    share=shown.share,
                )
                for number, request in enumerate(requests)
                if number not in refused
            ]
        it = pages.partners(lines, beside, loaded, say, order=sort, earlier=earlier, limit=limit)
        reports = {
            "text": of_page(lambda: pages.text_page(it, say))["text"],
            "markdown": of_page(lambda: pages.table_page(it, say))["markdown"],
            "html": lambda: html.render(pages.table_page(it, say)),
            "xlsx": lambda: partners_xlsx.render(it),
            "json": lambda: batch_rows.document(lines, loaded),
        }
    missed = deliver_settled(
        planned if len(table) else [], reports, _misses(table, requests, loaded, demanded)
    )
    for reason in missed:
        tell(reason)
    _report(profiles, documents, [reason for _, reason in table.refused])
    if missed:
        raise typer.Exit(1)


def _given(
    a: str, others: list[str], profiles: Profiles, *, everyone: bool
) -> tuple[ProfileDocument, list[ProfileDocument]]:
    """The jurisdiction and its partners; several may stand in one text. Raises InputError without the first, UsageError for no partner."""
    from readiness.cli.meant import one_by_one
    from readiness.errors import InputError

    first, *named = one_by_one([a, *others])
    own = profiles.given(first)
    if own is None:
        raise InputError(profiles.problems)
    return own, _partners(own, named, profiles, everyone=everyone)


def _partners(
    own: ProfileDocument, named: list[str], profiles: Profiles, *, everyone: bool
) -> list[ProfileDocument]:
    """The partners in the order given, each once; what is none of them is told as a problem. Raises UsageError for none."""
    from readiness.cli.io.files import bundled_codes, is_folder
    from readiness.errors import Problem, UsageError

    if bool(named) == everyone:
        raise UsageError(
            _("give partners, or --all, not both")
            if everyone
            else _("give partners, or --all for every shipped profile")
        )
    if [name.casefold() for name in named] == ["all"]:
        raise UsageError(_("every shipped profile as a partner is an option: write --all"))
    partners: dict[str, ProfileDocument] = {}
    for name in [code for code in bundled_codes("profiles") if code != own.id] if everyone else named:
        if is_folder(name):
            members = [
                document for document in profiles.folder(name, lambda _: None) if document.id != own.id
            ]
            if not members and not profiles.problems:
                profiles.problems.append(Problem(_("no profile of a partner in this folder"), name))
        else:
            document = profiles.given(name)
            members = [document] if document is not None else []
            if document is not None and document.id == own.id:
                fix = _("name other jurisdictions")
                profiles.problems.append(
                    Problem(_("this is {id} itself, which is no partner").format(id=own.id), name, fix=fix)
                )
                members = []
        for member in members:
            partners.setdefault(member.id, member)
    return list(partners.values())


def _misses(table: Table, requests: Sequence[Request], rubric: Rubric, demanded: options.Demanded) -> Misses:
    """The demands that partners miss. Raises ReadinessError if strict, InputError and UsageError."""
    from pathlib import Path

    from readiness.cli import exit_conditions, redaction
    from readiness.cli.batch.exit_conditions import Misses, outcomes_of, refuse_weak_pairs

    demands = exit_conditions.demands_of(demanded, rubric)
    if demanded.strict:
        refuse_weak_pairs(requests, rubric)
    documents = [request.b for request in requests]
    waivers = redaction.load_waivers(demanded, rubric, documents, [Path()])
    misses = Misses(demands)
    misses.add(outcomes_of(table, requests, rubric, waivers))
    return misses


def _report(profiles: Profiles, documents: list[ProfileDocument], refused: list[str]) -> None:
    """Say once what could not be shown. Raises InputError and UsageError if there is anything."""
    from readiness.errors import InputError, UsageError

    if profiles.problems:
        raise InputError(list({problem.render(): problem for problem in profiles.problems}.values()))
    if refused:
        raise UsageError(refused[0])
    if not documents:
        raise UsageError(_("no partner is left to show"))
