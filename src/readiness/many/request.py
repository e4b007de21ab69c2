"""The requests of a batch: pairs with their questions, sorted into groups that can be judged together."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.errors import UsageError
from readiness.jurisdictions.lookup import key_of
from readiness.model.fields import last_day
from readiness.model.question import Question, Scope, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Side
    from readiness.model.rubric import Rubric


class Request(NamedTuple):
    """One pair and the question about it."""

    a: ProfileDocument
    b: ProfileDocument
    question: Question


class Refusal(NamedTuple):
    """A request that cannot be assessed, by its index among the requests, and the reason."""

    request_index: int
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Requests of the same scope and direction, by their indexes, each with its phase (None: inferred) and date.

    The date in `scope` is meaningless: every request has its own.
    """

    scope: Scope
    requesting: Side | None
    places: list[int]
    phases: list[str | None]
    dates: list[date]


def grouped(rubric: Rubric, requests: Sequence[Request]) -> tuple[list[Group], list[Refusal]]:
    """The groups, ordered by their first request, and the requests that cannot be assessed."""
    known: dict[int, tuple[str, date | None]] = {}
    answers: dict[int, Group | str] = {}
    groups: dict[tuple[Scope, Side | None], Group] = {}
    refused: list[Refusal] = []
    for index, request in enumerate(requests):
        a, b, asked = request
        group = answers.get(id(asked))
        if group is None:
            group = answers[id(asked)] = _group(rubric, request, groups)
        if isinstance(group, str):
            refused.append(Refusal(index, group))
            continue
        of_a, of_b = known.get(id(a)), known.get(id(b))
        if of_a is None:
            of_a = known[id(a)] = _dated(a)
        if of_b is None:
            of_b = known[id(b)] = _dated(b)
        day = _date(of_a, of_b, asked.as_of)
        if isinstance(day, str):
            refused.append(Refusal(index, day))
            continue
        group.places.append(index)
        group.phases.append(asked.phase)
        group.dates.append(day)
    return [group for group in groups.values() if group.places], refused


def _group(rubric: Rubric, request: Request, groups: dict[tuple[Scope, Side | None], Group]) -> Group | str:
    """The group that a request belongs to, or what is wrong with its question."""
    scope, asks = _scope(rubric, request), request.question.requesting
    if isinstance(scope, str):
        return scope
    return groups.setdefault((scope, asks), Group(scope, asks, [], [], []))


def _dated(document: ProfileDocument) -> tuple[str, date | None]:
    """A profile's code and date."""
    text = document.profile.as_of
    return document.id, last_day(text) if text is not None else None


def _scope(rubric: Rubric, request: Request) -> Scope | str:
    """The scope of a question, without its date, or what is wrong with the question."""
    question = request.question
    try:
        resolved = resolve(
            replace(question, as_of=question.as_of or "2000"), rubric, request.a.profile, request.b.profile
        )
    except UsageError as error:
        return str(error)
    return replace(resolved, as_of=last_day("2000"))


def _date(a: tuple[str, date | None], b: tuple[str, date | None], as_of: str | None) -> date | str:
    """The date of a pair's assessment, or why there is none: from its profiles' codes and dates, and the date asked for."""
    (code_a, of_a), (code_b, of_b) = a, b
    if code_a == code_b or key_of(code_a) == key_of(code_b):
        return f"both profiles are of {code_a}; expected two jurisdictions"
    if as_of is not None:
        return last_day(as_of)
    if of_a is not None and of_b is not None:
        return max(of_a, of_b)
    latest = of_a or of_b
    return latest or f"neither {code_a} nor {code_b} has a date; add `as_of` to one, or give --as-of"


def asked_for(question: Question) -> dict[str, Any]:
    """A question as plain data, without the fields that it leaves open."""
    answers = {field.name: getattr(question, field.name) for field in fields(question)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in answers.items()
        if value not in (None, (), (None, None))
    }
