"""A link: how strong the way between two jurisdictions is, and how long a message takes over it."""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from readiness.engine.arithmetic import FLOATS, Quantity
from readiness.errors import UsageError
from readiness.language import _
from readiness.many.column_arithmetic import Columns, full
from readiness.many.judging import Batch
from readiness.many.limiting import limiting_side
from readiness.many.request import EveryPair
from readiness.many.table import SIDES
from readiness.model.question import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Flag
    from readiness.many.judging import JudgedPairs
    from readiness.model.question import Parts, Question
    from readiness.model.rubric import Rubric
    from readiness.model.rules import Routes

TOP = 4.0


class LinkLevel(Struct, frozen=True):
    """The pair's level (0-4) of one link indicator, None if not known, and the codes of the side it is held down on.

    `most` is the highest it may be; `held_by` is empty for what belongs to the pair.
    """

    indicator: str
    level: float | None
    most: float
    held_by: tuple[str, ...]


class Link(Struct, frozen=True):
    """The way between two jurisdictions, the same in both directions; `a` comes before `b` in the alphabet.

    `strength` is the lowest of the levels (0-4), None while one is not known that could lower it; `at_most` is what it
    may be at best. `hours` is how long a message takes, None if not known or if nothing arrives.
    """

    a: str
    b: str
    strength: float | None
    at_most: float
    levels: tuple[LinkLevel, ...]
    hours: float | None

    @property
    def ends(self) -> tuple[str, str]:
        """Both codes."""
        return self.a, self.b

    @property
    def limiting(self) -> LinkLevel | None:
        """The lowest known level; of several the one that the rubric names first."""
        known = [level for level in self.levels if level.level is not None]
        return min(known, key=lambda level: level.level or 0.0, default=None)

    @property
    def unknown(self) -> tuple[LinkLevel, ...]:
        """What is not known of it."""
        return tuple(level for level in self.levels if level.level is None)


def rules_of(rubric: Rubric) -> Routes:
    """What the rubric says of routes. Raises UsageError if it says nothing."""
    if rubric.routes is None:
        raise UsageError(
            _('the rubric "{rubric}" has no `routes`: it does not say what makes a link').format(
                rubric=rubric.rubric
            )
        )
    return rubric.routes


def measure_all(
    rubric: Rubric, documents: Iterable[ProfileDocument], question: Question, parts: Parts | None = None
) -> dict[tuple[str, str], Link]:
    """Every link between the jurisdictions for what is asked, by codes in alphabetical order.

    Link indicators out of scope, or to which the question does not apply, leave a link alone. What a suspension that
    stands has stopped counts as one of them. A level that rests only on a public index is a prior and does not make a
    link known. Raises UsageError for a question that cannot be answered.
    """
    rules = rules_of(rubric)
    nodes = sorted(documents, key=lambda document: document.id)
    links: dict[tuple[str, str], Link] = {}
    for requests in EveryPair(nodes, question, parts).alike():
        ends = ((request.a.id, request.b.id) for request in requests)
        for judged in Batch(rubric, requests).alike():
            codes = list(islice(ends, len(judged)))
            links |= dict(zip(codes, _links(rules, judged, codes), strict=True))
    return {ends: links[ends] for ends in combinations([document.id for document in nodes], 2)}


def _links(rules: Routes, judged: JudgedPairs, codes: Sequence[tuple[str, str]]) -> list[Link]:
    """The links of some pairs, each in its own phase and direction."""
    levels: list[list[LinkLevel]] = [[] for _ in codes]
    hours: list[float | None] = [None] * len(codes)
    stopped = judged.records.stopped
    for phase, outcome, rows in judged.shown():
        rubric = outcome.setting.rubric
        quantities = {
            key: Quantity(*(full(part, len(codes))[rows] for part in quantity))
            for key, quantity in zip(rubric.indicators, outcome.phases[phase].levels, strict=True)
            if in_scope(rubric.indicators[key], outcome.setting.scope)
        }
        for key in dict.fromkeys([*rules.link, *stopped]):
            if key not in quantities:
                continue
            side = limiting_side(Columns(), outcome, key, judged.sides[key])
            sides = full(side, len(codes))[rows]
            counts = quantities[key].applicable & (key in rules.link or stopped[key][rows])
            for number in np.flatnonzero(counts).tolist():
                row = rows[number]
                level = Quantity(*(part[number] for part in quantities[key]))
                levels[row].append(_level(key, level, SIDES[sides[number]], codes[row]))
        if rules.hours_from in quantities:
            contact = quantities[rules.hours_from]
            timed = contact.applicable & _known(contact)
            for row, level in zip(rows[timed].tolist(), contact.level[timed].tolist(), strict=True):
                hours[row] = rules.hours[int(level)]
    return [
        _link(ends, tuple(of_pair), time) for ends, of_pair, time in zip(codes, levels, hours, strict=True)
    ]


def _level(key: str, quantity: Quantity, side: str | None, codes: tuple[str, str]) -> LinkLevel:
    """One pair's level of one indicator; `side` is where it is held down, `codes` are those of a and b."""
    known = bool(_known(quantity))
    most = TOP if quantity.prior else float(quantity.reached(FLOATS))
    held_by = {"a": codes[:1], "b": codes[1:], "both": codes}.get(side or "", ())
    return LinkLevel(key, float(quantity.level) if known else None, most, held_by)


def _known(quantity: Quantity) -> Flag:
    return quantity.known & (quantity.prior ^ True)


def _link(codes: tuple[str, str], levels: tuple[LinkLevel, ...], hours: float | None) -> Link:
    at_most = min((level.most for level in levels), default=TOP)
    settled = bool(levels) and (at_most == 0 or all(level.level is not None for level in levels))
    return Link(*codes, at_most if settled else None, at_most, levels, hours)
