"""What is asked for: pairs with their questions, sorted into groups that can be judged together."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.documents.model import last_day
from readiness.errors import UsageError
from readiness.question import Question, Scope, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Rubric
    from readiness.question import Side


class Request(NamedTuple):
    """One pair and what is asked about it."""

    a: ProfileDocument
    b: ProfileDocument
    question: Question


class Refusal(NamedTuple):
    """A request that cannot be assessed, by its place among the requests, and why."""

    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Requests of one scope and direction, by their places, each with its phase (None: inferred) and date.

    The date in `scope` means nothing: every request has its own.
    """

    scope: Scope
    requesting: Side | None
    places: list[int]
    phases: list[str | None]
    dates: list[date]


def grouped(rubric: Rubric, requests: Sequence[Request]) -> tuple[list[Group], list[Refusal]]:
    """The groups, in order of their first request, and the requests that cannot be assessed."""
    scopes: dict[int, Scope | str] = {}
    days: dict[int, date | None] = {}
    groups: dict[tuple[Scope, Side | None], Group] = {}
    latest: tuple[int, Group] | None = None
    refused: list[Refusal] = []
    for place, request in enumerate(requests):
        a, b, asked = request
        scope = scopes.get(id(asked))
        if scope is None:
            scope = scopes[id(asked)] = _scope(rubric, request)
        for document in (a, b):
            if id(document) not in days:
                dated = document.profile.as_of
                days[id(document)] = last_day(dated) if dated is not None else None
        day = scope if isinstance(scope, str) else _date(request, days[id(a)], days[id(b)])
        if isinstance(scope, str) or isinstance(day, str):
            refused.append(Refusal(place, str(day)))
            continue
        if latest is None or latest[0] != id(asked):  # to look a scope up is slow, and most pairs share one
            key = (scope, asked.requesting)
            latest = id(asked), groups.setdefault(key, Group(scope, asked.requesting, [], [], []))
        group = latest[1]
        group.places.append(place)
        group.phases.append(asked.phase)
        group.dates.append(day)
    return list(groups.values()), refused


def _scope(rubric: Rubric, request: Request) -> Scope | str:
    """What a question means whatever its date, or what is wrong with it."""
    question = request.question
    try:
        resolved = resolve(
            replace(question, as_of=question.as_of or "2000"), rubric, request.a.profile, request.b.profile
        )
    except UsageError as error:
        return str(error)
    return replace(resolved, as_of=last_day("2000"))


def _date(request: Request, of_a: date | None, of_b: date | None) -> date | str:
    """The day a request is assessed at, or why it cannot be assessed. `of_a` and `of_b` are the profiles' own dates."""
    a, b, asked = request
    if a is b or a.id == b.id:
        return f"both profiles are of {a.id}; expected two jurisdictions"
    if asked.as_of is not None:
        return last_day(asked.as_of)
    if of_a is not None and of_b is not None:
        return max(of_a, of_b)
    found = of_a or of_b
    return found or f"neither {a.id} nor {b.id} has a date; add `as_of` to one, or give --as-of"


def asked_for(question: Question) -> dict[str, Any]:
    """A question as plain data, without what it leaves open."""
    found = {field.name: getattr(question, field.name) for field in fields(question)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in found.items()
        if value not in (None, (), (None, None))
    }
