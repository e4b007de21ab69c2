"""`readiness route`: the way through friendly forces, or an operation over a chain of jurisdictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import fields, replace

from readiness.cli import options
from readiness.cli.completion import complete_profiles
from readiness.language import _

if TYPE_CHECKING:
    from readiness.cli.batch.exit_conditions import Misses
    from readiness.cli.exit_conditions import Demands
    from readiness.cli.question_options import AskedOfMany
    from readiness.cli.redaction import WaiverFile
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric
    from readiness.routes.chain import Chain

FORMATS = ("text", "markdown", "json")


def route(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B [C…]",
            autocompletion=complete_profiles,
            help="Profiles in the order of the route: files, or codes of the folder or of shipped profiles.",
        ),
    ],
    through: Annotated[
        str | None, typer.Option(help="Folder of profiles that may relay between A and B.")
    ] = None,
    *,
    asked: options.AskedOfPairs,
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    demanded: options.Demanded,
    shown: options.ShownOfMany,
) -> None:
    """Find the best way through friendly forces (A B --through DIR), or judge a chain of jurisdictions (A B C …)."""
    from pathlib import Path

    from readiness.cli import exit_conditions, question_options, redaction
    from readiness.cli.formats import deliver_settled, of_page, plan
    from readiness.cli.io.loading import load_profiles, load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.redaction import refuse_marked
    from readiness.documents.profile_checks import names_of
    from readiness.errors import UsageError
    from readiness.report.data import route_json
    from readiness.report.pages import chain as chain_page
    from readiness.report.pages import route as route_page
    from readiness.report.redacted_assessment import quiet_route
    from readiness.report.texts import texts
    from readiness.tlp import above

    planned = plan(format_ or [], output or [], FORMATS, "text")
    names = _ends(names, through, demanding=_demanding(context, demanded))
    loaded = load_rubric(asked.rubric, asked.crimes or [])
    demands = exit_conditions.demands_of(demanded, loaded)
    limit = redaction.level(shown.max_tlp)
    case = question_options.case_of(asked, loaded)
    say = texts()
    misses: Misses | None = None
    if through is not None:
        from readiness.routes.relayed_path import route as best_way  # a chain needs no NumPy

        origin, target, between = _between(names, through, loaded)
        refuse_marked((origin, target, *between), all_tlp=shown.open, redacts=True)
        codes = [document.id for document in (origin, target, *between)]
        question, parts = question_options.of_many(context, asked, case, codes, loaded)
        if parts.requesting:
            raise UsageError(
                _("--requesting: a relayed way is the same both ways; leave it out with --through")
            )
        kept_back = [
            document.id
            for document in between
            if shown.share or (limit is not None and above(document.profile.tlp, limit))
        ]
        way = quiet_route(best_way(origin, target, between, loaded, question, parts), kept_back)
        named = {document.id: names_of(document.profile) for document in (origin, target, *between)}
        reports = of_page(lambda: route_page.page(way, named, loaded, say))
        reports["json"] = lambda: route_json.route(way, named, loaded)
    else:
        documents = load_profiles(names, loaded)
        refuse_marked(documents, all_tlp=shown.open, redacts=True)
        folders = [Path(name).parent for name in names]
        accepted = redaction.load_waivers(demanded, loaded, documents, folders)
        about = question_options.of_many(
            context, asked, case, [document.id for document in documents], loaded
        )
        whole, misses = _judged(documents, loaded, about, accepted, demands, strict=demanded.strict)
        whole = replace(
            whole,
            links=tuple(redaction.shown(link, loaded, limit, share=shown.share) for link in whole.links),
        )
        reports = of_page(lambda: chain_page.page(whole, loaded, say))
        reports["json"] = lambda: route_json.chain(whole, loaded)
    missed = deliver_settled(planned, reports, misses)
    for reason in missed:
        tell(reason)
    if missed:
        raise typer.Exit(1)


def _demanding(context: typer.Context, demanded: options.Demanded) -> bool:
    """Whether the command line itself makes demands; those of a configuration file hold for chains."""
    from readiness.cli.configuration import settings

    given = {option.name for option in fields(demanded) if getattr(demanded, option.name)}
    return bool(given - {"today"} - settings.configured(context))


def _ends(names: list[str], through: str | None, *, demanding: bool) -> list[str]:
    """The names, each on its own. Raises UsageError for a wrong number of jurisdictions, and for demands on what is no chain."""
    from readiness.cli.meant import one_by_one
    from readiness.errors import UsageError

    names = one_by_one(names)
    if through is not None and len(names) != 2:
        raise UsageError(
            _("--through lies between two jurisdictions, found {count}; leave it out for a chain").format(
                count=len(names)
            )
        )
    if through is None and len(names) < 3:
        raise UsageError(
            _(
                "a chain needs three jurisdictions or more, found {count}; for two, give --through DIR with the possible relays, or use `readiness assess`"
            ).format(count=len(names))
        )
    if through is not None and demanding:
        raise UsageError(
            _("demands and waivers are about the links of a chain; leave them out with --through")
        )
    return names


def _judged(
    documents: list[ProfileDocument],
    rubric: Rubric,
    asked: AskedOfMany,
    accepted: WaiverFile | None,
    demands: Demands,
    *,
    strict: bool,
) -> tuple[Chain, Misses]:
    """The chain with its waivers, and the demands that its links miss. Raises ReadinessError if strict."""
    from readiness.cli import exit_conditions
    from readiness.cli.batch.exit_conditions import Misses
    from readiness.routes.chain import chain

    whole = chain(documents, rubric, *asked)
    links = tuple(accepted.applied(link) if accepted is not None else link for link in whole.links)
    for link in links if strict else ():
        exit_conditions.refuse_weak_evidence(link)
    misses = Misses(demands)
    misses.add(exit_conditions.outcome_of(link, asked.of(link.pair.a.id, link.pair.b.id)) for link in links)
    return replace(whole, links=links), misses


def _between(
    names: list[str], through: str, rubric: Rubric
) -> tuple[ProfileDocument, ProfileDocument, list[ProfileDocument]]:
    """Both ends, and the other profiles of the folder. A code names the folder's own profile before a shipped one."""
    from readiness.cli.io.folder import load_folder
    from readiness.cli.io.loading import load_profile
    from readiness.cli.io.terminal import tell
    from readiness.errors import InputError
    from readiness.jurisdictions.lookup import side_of

    folder = load_folder(through, rubric)
    problems = list(folder.problems)
    for other in folder.others:
        tell(_("{other}: not a profile, left out").format(other=other))
    own = {document.id: document for document in folder.profiles}
    ends: list[ProfileDocument] = []
    for name in names:
        code = side_of(name, own)
        try:
            ends.append(own[code] if code in own else load_profile(name, rubric))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    taken = {document.id for document in ends}
    return ends[0], ends[1], [document for document in folder.profiles if document.id not in taken]
