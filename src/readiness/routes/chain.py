"""A chain: an operation over three or more jurisdictions, as strong as its weakest link and weakest state (S1.72, S1.73)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.assessment.assemble import assess
from readiness.engine.kernel import VERDICTS
from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import key_of
from readiness.language import _
from readiness.model.question import Parts, on_one_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import IndicatorResult, SideLevel
    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric

RULE = "route-weakest"


class StateLevel(Struct, frozen=True):
    """What one jurisdiction of the route can do: level 0-4, None if not known, and its interval."""

    code: str
    level: float | None
    low: float
    high: float


class Operation(Struct, frozen=True):
    """One indicator over the whole route: the lowest of all its jurisdictions, and whose that is.

    `level` is None while a jurisdiction is not known; `weakest` are those with the lowest known level, `unknown` those
    without one. `needed` is the highest level that a link of the route makes necessary, None if none does.
    """

    indicator: str
    level: float | None
    low: float
    high: float
    needed: float | None
    weakest: tuple[str, ...]
    unknown: tuple[str, ...]
    states: tuple[StateLevel, ...]


class Chain(Struct, frozen=True):
    """Every link of the route assessed, what the operation needs of every state, and the place of the weakest link."""

    codes: tuple[str, ...]
    as_of: str
    links: tuple[Assessment, ...]
    operations: tuple[Operation, ...]
    weakest: int

    @property
    def weakest_link(self) -> Assessment:
        """The link that decides."""
        return self.links[self.weakest]


def chain(
    documents: Sequence[ProfileDocument], rubric: Rubric, question: Question, parts: Parts | None = None
) -> Chain:
    """The chain through these jurisdictions in this order. Raises UsageError for fewer than three, InputError for loops."""
    codes = tuple(document.id for document in documents)
    if len(codes) < 3:
        raise UsageError(
            _("a chain needs three jurisdictions or more, found {count}").format(count=len(codes))
        )
    first: dict[str, ProfileDocument] = {}
    for document in documents:
        key = key_of(document.id)
        if key in first:
            message = _("{id} stands twice on the route; expected each jurisdiction once").format(
                id=document.id
            )
            place = document.place.find(("profile",))
            raise InputError(
                [place.problem(message, fix=_("the first is {file}").format(file=first[key].file))]
            )
        first[key] = document
    asked = on_one_day(question, (document.profile for document in documents))
    asked_of = (parts or Parts()).asked_of
    links = tuple(assess(a, b, rubric, asked_of(asked, a.id, b.id)) for a, b in pairwise(documents))
    return Chain(
        codes,
        asked.as_of or "",
        links,
        tuple(_operations(rubric, codes, links)),
        min(range(len(links)), key=lambda index: _worst_first(links[index])),
    )


def _worst_first(link: Assessment) -> tuple[int, float, float]:
    value = link.readiness.value
    return VERDICTS.index(link.verdict), -1.0 if value is None else value, link.readiness.low


def _operations(rubric: Rubric, codes: tuple[str, ...], links: Sequence[Assessment]) -> list[Operation]:
    operations: list[Operation] = []
    for key, indicator in rubric.indicators.items():
        results = [next((item for item in link.indicators if item.id == key), None) for link in links]
        asked = [item for item in results if item is not None and item.in_scope]
        if indicator.combine.rule == RULE and len(asked) == len(links):
            operations.append(_operation(key, codes, asked))
    return operations


def _operation(key: str, codes: tuple[str, ...], results: Sequence[IndicatorResult]) -> Operation:
    """Each jurisdiction speaks in the link before it and in the link behind it; the lower reading counts."""
    states: list[StateLevel] = []
    for index, code in enumerate(codes):
        behind = [results[index].a] if index < len(results) else []
        before = [results[index - 1].b] if index else []
        said = [side for side in [*before, *behind] if side.basis != "not-applicable"]
        if said:
            states.append(_state(code, said))
    known = [state.level for state in states if state.level is not None]
    lowest = min(known, default=None)
    needed = [item.required for item in results if item.required is not None]
    return Operation(
        indicator=key,
        level=lowest if len(known) == len(states) else None,
        low=min((state.low for state in states), default=0.0),
        high=min((state.high for state in states), default=4.0),
        needed=max(needed, default=None),
        weakest=tuple(state.code for state in states if state.level is not None and state.level == lowest),
        unknown=tuple(state.code for state in states if state.level is None),
        states=tuple(states),
    )


def _state(code: str, said: Sequence[SideLevel]) -> StateLevel:
    levels = [side.level for side in said if side.level is not None]
    return StateLevel(
        code,
        min(levels) if len(levels) == len(said) else None,
        min(side.low for side in said),
        min(side.high for side in said),
    )
