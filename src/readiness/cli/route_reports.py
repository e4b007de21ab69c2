"""The formats of a route or a chain, each ready to be rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.io import terminal
from readiness.documents.profile_checks import names_of
from readiness.report.texts import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric
    from readiness.report.page import Page

Reports = dict[str, "Callable[[], str]"]


def of_route(
    origin: ProfileDocument,
    target: ProfileDocument,
    through: Sequence[ProfileDocument],
    rubric: Rubric,
    question: Question,
) -> Reports:
    """The way from origin to target through the others."""
    from readiness.routes.relayed import route

    found = route(origin, target, through, rubric, question)
    names = {document.id: names_of(document.profile) for document in (origin, target, *through)}

    def page() -> Page:
        from readiness.report.pages import route as route_page

        return route_page.page(found, names, rubric, texts("en"))

    def json() -> str:
        from readiness.report.data import route_json

        return route_json.route(found, names, rubric)

    return _with(page, json)


def of_chain(documents: Sequence[ProfileDocument], rubric: Rubric, question: Question) -> Reports:
    """The chain through all of them, in this order."""
    from readiness.routes.chain import chain

    found = chain(documents, rubric, question)

    def page() -> Page:
        from readiness.report.pages import chain as chain_page

        return chain_page.page(found, rubric, texts("en"))

    def json() -> str:
        from readiness.report.data import route_json

        return route_json.chain(found, rubric)

    return _with(page, json)


def _with(page: Callable[[], Page], json: Callable[[], str]) -> Reports:
    def text() -> str:
        from readiness.report.page import text as laid_out

        return laid_out(page(), width=terminal.width(), colour=terminal.colour())

    def markdown() -> str:
        from readiness.report.page import markdown as laid_out

        return laid_out(page())

    return {"text": text, "markdown": markdown, "json": json}
