"""`readiness partners`: one jurisdiction against many, one line per partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles, words

if TYPE_CHECKING:
    from readiness.cli.io.many import Profiles
    from readiness.documents.reading import ProfileDocument

FORMATS = ("text", "markdown", "html", "xlsx", "json")


def partners(
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
    phase: options.PhaseOfPairs = None,
    need: options.Needs = None,
    measure: options.Measures = None,
    crime: options.Crimes = None,
    rubric: options.RubricName = "law-enforcement",
    as_of: options.AsOf = None,
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
    share: options.Share = False,
    max_tlp: options.MaxTlp = None,
) -> None:
    """Show a jurisdiction beside its partners: verdict or leaning of each pair, what stands in the way, what answers it."""
    from readiness.cli import redaction
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.many import Profiles, gc_paused
    from readiness.cli.io.reports import load_results
    from readiness.errors import InputError, UsageError, suggestion
    from readiness.many.judging import tabulate
    from readiness.many.request import Request
    from readiness.many.rows import rows
    from readiness.model.question import Question
    from readiness.report.data import batch_rows, partners_xlsx
    from readiness.report.layouts import html
    from readiness.report.pages import partners as pages
    from readiness.report.share import shared_result, shared_row
    from readiness.report.texts import texts

    planned = plan(format_ or [], output or [], FORMATS, "text")
    if ("xlsx", "-") in planned:
        raise UsageError("--format xlsx is not text: give a file with --output")
    if sort not in pages.ORDERS:
        raise UsageError(f'--sort: there is no order "{sort}"; {suggestion(sort, pages.ORDERS)}')
    limit = redaction.level(max_tlp)
    loaded, say = load_rubric(rubric), texts()
    earlier = load_results(since) if since else None
    if share and earlier is not None:
        earlier = [shared_result(result, loaded) for result in earlier]
    asked = Question(
        phase=phase,
        needs=tuple(need or []),
        measures=tuple(measure or []),
        crimes=tuple(crime or []),
        as_of=as_of,
    )
    profiles = Profiles(loaded)
    with gc_paused():
        own = profiles.given(a)
        if own is None:
            raise InputError(profiles.problems)
        documents = _partners(own, others or [], profiles, everyone=all_)
        table = tabulate(loaded, [Request(own, document, asked) for document in documents])
    if len(table):
        lines = [shared_row(row, loaded) if share else row for row in rows(table)]
        it = pages.partners(lines, loaded, say, order=sort, earlier=earlier, limit=limit)
        deliver(
            planned,
            {
                "text": of_page(lambda: pages.text_page(it, say))["text"],
                "markdown": of_page(lambda: pages.table_page(it))["markdown"],
                "html": lambda: html.render(pages.table_page(it)),
                "xlsx": lambda: partners_xlsx.render(it),
                "json": lambda: batch_rows.document(lines, loaded),
            },
        )
    _report(profiles, documents, [reason for _, reason in table.refused])


def _partners(
    own: ProfileDocument, named: list[str], profiles: Profiles, *, everyone: bool
) -> list[ProfileDocument]:
    """The partners in the order given, each once; what is none of them is told as a problem. Raises UsageError for none."""
    from readiness.cli.io.files import bundled_codes, is_folder
    from readiness.errors import Problem, UsageError

    if bool(named) == everyone:
        raise UsageError(
            "give partners, or --all" + (", not both" if everyone else " for every shipped profile")
        )
    found: dict[str, ProfileDocument] = {}
    for name in [code for code in bundled_codes("profiles") if code != own.id] if everyone else named:
        if is_folder(name):
            members = [
                document for document in profiles.folder(name, lambda _: None) if document.id != own.id
            ]
            if not members and not profiles.problems:
                profiles.problems.append(Problem("no profile of a partner in this folder", name))
        else:
            document = profiles.given(name)
            members = [document] if document is not None else []
            if document is not None and document.id == own.id:
                fix = "name other jurisdictions"
                profiles.problems.append(
                    Problem(f"this is {own.id} itself, which is no partner", name, fix=fix)
                )
                members = []
        for member in members:
            found.setdefault(member.id, member)
    return list(found.values())


def _report(profiles: Profiles, documents: list[ProfileDocument], refused: list[str]) -> None:
    """Say once what could not be shown. Raises InputError and UsageError if there is anything."""
    from readiness.errors import InputError, UsageError

    if profiles.problems:
        raise InputError(list({problem.render(): problem for problem in profiles.problems}.values()))
    if refused:
        raise UsageError(refused[0])
    if not documents:
        raise UsageError("no partner is left to show")
