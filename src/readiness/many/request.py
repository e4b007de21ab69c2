"""The requests of a batch: pairs with their questions, sorted into groups that can be judged together."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import islice, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from msgspec.structs import asdict, replace

from readiness.errors import UsageError
from readiness.jurisdictions.lookup import key_of
from readiness.language import _
from readiness.model.fields import last_day
from readiness.model.question import Parts, Question, Scope, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Side
    from readiness.model.rubric import Rubric


class Request(NamedTuple):
    """One pair and the question about it."""

    a: ProfileDocument
    b: ProfileDocument
    question: Question


QUESTION = attrgetter("question")
"""The question of a request; millions are asked for."""


class Refusal(NamedTuple):
    """A request that cannot be assessed, by its index among the requests, and the reason."""

    request_index: int
    reason: str


class EveryPair(Sequence[Request]):
    """Every pair of some profiles in their order, with one question about all. Requests are made when they are asked for.

    Questions differ only where jurisdictions have parts.
    """

    def __init__(
        self, documents: Sequence[ProfileDocument], question: Question, parts: Parts | None = None
    ) -> None:
        self.documents, self.question, self.parts = documents, question, parts or Parts()
        count = len(documents)
        self._begins = [row * (2 * count - row - 1) // 2 for row in range(count)]

    def __len__(self) -> int:
        return len(self.documents) * (len(self.documents) - 1) // 2

    @overload
    def __getitem__(self, index: int) -> Request: ...

    @overload
    def __getitem__(self, index: slice) -> list[Request]: ...

    def __getitem__(self, index: int | slice) -> Request | list[Request]:
        if not isinstance(index, slice):
            return next(self._since(range(len(self))[index]))
        begin, end, step = index.indices(len(self))
        return list(islice(self._since(begin), 0, max(0, end - begin), step))

    def alike(self) -> Iterator[Sequence[Request]]:
        """The pairs with the same question together, each kind in order."""
        if not self.parts:
            yield self
            return
        of_question: dict[Question, list[Request]] = {}
        for request in self:
            of_question.setdefault(request.question, []).append(request)
        yield from of_question.values()

    def _since(self, begin: int) -> Iterator[Request]:
        """The pairs from the one with this number on; `_begins` are the numbers of each profile's first pair."""
        first = bisect(self._begins, begin) - 1
        for row in range(first, len(self.documents)):
            after = row + 1 + (begin - self._begins[row] if row == first else 0)
            a, others = self.documents[row], self.documents[after:]
            questions: Iterable[Question] = repeat(self.question)
            if self.parts:
                questions = (self.parts.asked_of(self.question, a.id, b.id) for b in others)
            yield from map(Request, repeat(a), others, questions)


class Asked(NamedTuple):
    """A question, as one of the requests that ask it, and the profiles of all of these by identity."""

    request: Request
    documents: dict[int, ProfileDocument]


def asked_in(requests: Sequence[Request]) -> list[Asked]:
    """The questions of some requests, with the profiles that each is about."""
    if isinstance(requests, EveryPair) and not requests.parts:
        documents = {id(document): document for document in requests.documents}
        return [Asked(requests[0], documents)] if requests else []
    by_question: dict[int, Asked] = {}
    for request in requests:
        asked = by_question.setdefault(id(request.question), Asked(request, {}))
        asked.documents[id(request.a)] = request.a
        asked.documents[id(request.b)] = request.b
    return list(by_question.values())


class Group(NamedTuple):
    """Requests of the same scope, direction and lane asked, by their indexes in rising order. The date in `scope` is meaningless."""

    scope: Scope
    requesting: Side | None
    lane: str | None
    indexes: list[int]


def grouped(rubric: Rubric, requests: Sequence[Request]) -> tuple[list[Group], list[Refusal]]:
    """The groups, and the requests whose question makes no sense."""
    by_question: dict[int, list[int]] = {}
    kinds = list(map(id, map(QUESTION, requests)))
    if len(set(kinds)) == 1:
        by_question[kinds[0]] = list(range(len(requests)))
    else:
        for index, kind in enumerate(kinds):
            by_question.setdefault(kind, []).append(index)
    groups: dict[tuple[Scope, Side | None, str | None], Group] = {}
    refused: list[Refusal] = []
    for indexes in by_question.values():
        first = requests[indexes[0]]
        scope, asks, lane = scope_of(rubric, first), first.question.requesting, first.question.lane
        if isinstance(scope, str):
            refused += [Refusal(index, scope) for index in indexes]
        else:
            groups.setdefault((scope, asks, lane), Group(scope, asks, lane, [])).indexes.extend(indexes)
    for group in groups.values():
        group.indexes.sort()
    return list(groups.values()), refused


def scope_of(rubric: Rubric, request: Request) -> Scope | str:
    """The scope of a question, without its date, or what is wrong with the question."""
    question = request.question
    try:
        resolved = resolve(
            replace(question, as_of=question.as_of or "2000"), rubric, request.a.profile, request.b.profile
        )
    except UsageError as error:
        return str(error)
    return replace(resolved, as_of=last_day("2000"))


def impossible(request: Request) -> str:
    """Why two profiles cannot be assessed together: they are of one jurisdiction, or nothing has a date."""
    a, b, _question = request
    if a.id == b.id or key_of(a.id) == key_of(b.id):
        return _("both profiles are of {id}; expected two jurisdictions").format(id=a.id)
    return _("neither {a} nor {b} has a date; add `as_of` to one, or give --as-of").format(a=a.id, b=b.id)


def asked_for(question: Question) -> dict[str, Any]:
    """A question as plain data, without the fields that it leaves open."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(question).items()
        if value not in (None, (), (None, None))
    }
