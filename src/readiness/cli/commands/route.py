"""`readiness route`: the way through friendly forces, or an operation over a chain of jurisdictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

FORMATS = ("text", "markdown", "json")


def route(
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
    need: options.Needs = None,
    measure: options.Measures = None,
    crime: options.Crimes = None,
    rubric: options.RubricName = "law-enforcement",
    as_of: options.AsOf = None,
    format_: options.TextFormats = None,
    output: options.Outputs = None,
    all_tlp: options.AllTlp = False,
) -> None:
    """Find the best way through friendly forces (A B --through DIR), or judge a chain of jurisdictions (A B C …)."""
    from readiness.cli.formats import deliver, of_page, plan
    from readiness.cli.io.loading import load_profiles, load_rubric
    from readiness.cli.redaction import refuse_marked
    from readiness.documents.profile_checks import names_of
    from readiness.errors import UsageError
    from readiness.model.question import Question
    from readiness.report.data import route_json
    from readiness.report.pages import chain as chain_page
    from readiness.report.pages import route as route_page
    from readiness.report.texts import texts
    from readiness.routes.chain import chain

    planned = plan(format_ or [], output or [], FORMATS, "text")
    if through is not None and len(names) != 2:
        raise UsageError(
            f"--through lies between two jurisdictions, found {len(names)}; leave it out for a chain"
        )
    if through is None and len(names) < 3:
        raise UsageError(
            f"a chain needs three jurisdictions or more, found {len(names)}; "
            "for two, give --through DIR with the possible relays, or use `readiness assess`"
        )
    loaded = load_rubric(rubric)
    asked = Question(
        needs=tuple(need or []), measures=tuple(measure or []), crimes=tuple(crime or []), as_of=as_of
    )
    say = texts("en")
    if through is not None:
        from readiness.routes.relayed import route as best_way  # a chain needs no NumPy

        origin, target, between = _between(names, through, loaded)
        refuse_marked((origin, target, *between), all_tlp=all_tlp)
        way = best_way(origin, target, between, loaded, asked)
        named = {document.id: names_of(document.profile) for document in (origin, target, *between)}
        reports = of_page(lambda: route_page.page(way, named, loaded, say))
        reports["json"] = lambda: route_json.route(way, named, loaded)
    else:
        documents = load_profiles(names, loaded)
        refuse_marked(documents, all_tlp=all_tlp)
        whole = chain(documents, loaded, asked)
        reports = of_page(lambda: chain_page.page(whole, loaded, say))
        reports["json"] = lambda: route_json.chain(whole, loaded)
    deliver(planned, reports)


def _between(
    names: list[str], through: str, rubric: Rubric
) -> tuple[ProfileDocument, ProfileDocument, list[ProfileDocument]]:
    """Both ends, and the other profiles of the folder. A code names the folder's own profile before a shipped one."""
    from readiness.cli.io.folder import load_folder
    from readiness.cli.io.loading import load_profile
    from readiness.cli.io.terminal import tell
    from readiness.errors import InputError

    folder = load_folder(through, rubric)
    problems = list(folder.problems)
    for other in folder.others:
        tell(f"{other}: not a profile, left out")
    own = {document.id.casefold(): document for document in folder.profiles}
    ends: list[ProfileDocument] = []
    for name in names:
        try:
            ends.append(own[name.casefold()] if name.casefold() in own else load_profile(name, rubric))
        except InputError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise InputError(problems)
    taken = {document.id for document in ends}
    return ends[0], ends[1], [document for document in folder.profiles if document.id not in taken]
