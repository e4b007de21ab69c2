"""Every pair judged at once, by the kernel that judges one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from readiness.documents.profile_checks import names_of
from readiness.engine.kernel import BLOCKED
from readiness.engine.outcome import Stands
from readiness.engine.setting import setting_of
from readiness.errors import UsageError
from readiness.many.columns import full
from readiness.many.details import details
from readiness.many.relations import Relations, relations
from readiness.many.request import grouped
from readiness.many.scoring import by_phase, outcomes_of, shown
from readiness.many.sides import Evidence, Pairs
from readiness.many.table import SCORES, Table, in_order, joined, terms_of
from readiness.many.world import World
from readiness.tlp import strictest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.outcome import Outcome
    from readiness.many.columns import Column
    from readiness.many.own import Sides
    from readiness.many.request import Group, Refusal, Request
    from readiness.many.sides import Causes
    from readiness.model.question import Side
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp

CHUNK = 16_384
"""Pairs whose columns are worked on together: more take too much memory, fewer too many steps."""


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs judged in each direction that there is; columns have one entry per pair.

    `sides` are the levels by indicator, `causes` what lies behind those whose obstacle depends on it, `shown_b` whether b asks in the direction shown, `requesting` who asks there.
    """

    sides: Mapping[str, Sides]
    causes: Mapping[str, Causes]
    records: Relations
    outcomes: Mapping[Side, Outcome]
    shown_b: Column
    requesting: Column

    def __len__(self) -> int:
        return len(self.shown_b)

    def shown(self) -> Iterator[tuple[str, Outcome, Column]]:
        """Each phase in each direction, with the numbers of the pairs that are shown in both."""
        for side, outcome in self.outcomes.items():
            for number, phase in enumerate(outcome.phases):
                rows = np.flatnonzero((self.records.phase == number) & (self.shown_b == (side == "b")))
                if len(rows):
                    yield phase, outcome, rows


def judge_alike(rubric: Rubric, requests: Sequence[Request]) -> Iterator[JudgedPairs]:
    """Requests that ask the same, judged in their order. Raises UsageError for the first that cannot be."""
    groups, refused = grouped(rubric, requests)
    if refused:
        raise UsageError(refused[0].reason)
    for group in groups:
        pairs, world = _numbered(list(requests), group)
        yield from _judged(rubric, pairs, world, relations(rubric, pairs, world, group), group)


def tabulate(
    rubric: Rubric, requests: Sequence[Request], progress: Callable[[int], object] = lambda _: None
) -> Table:
    """The requests judged, in their order, with those that cannot be. `progress` is told how many more are done."""
    groups, refused = grouped(rubric, requests)
    tables = [
        _of_group(rubric, [requests[index] for index in group.places], group, progress) for group in groups
    ]
    if not tables:
        return _nothing(rubric, refused)
    table = joined(tables)
    table.refused.extend(refused)
    return table


def _of_group(
    rubric: Rubric, requests: list[Request], group: Group, progress: Callable[[int], object]
) -> Table:
    pairs, world = _numbered(requests, group)
    records = relations(rubric, pairs, world, group)
    parts: list[dict[str, Column]] = []
    for judged in _judged(rubric, pairs, world, records, group):
        parts.append(_columns(judged))
        progress(len(judged))
    codes = [document.id for document in world.documents]
    digests = [document.digest for document in world.documents]
    names = [names_of(document.profile) for document in world.documents]
    numbers = pairs.a.tolist(), pairs.b.tolist()
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    days = [day.isoformat() for day in world.dates]
    return in_order(
        Table(
            terms=terms_of(rubric),
            a=[codes[number] for number in numbers[0]],
            b=[codes[number] for number in numbers[1]],
            name_a=[names[number] for number in numbers[0]],
            name_b=[names[number] for number in numbers[1]],
            digest_a=[digests[number] for number in numbers[0]],
            digest_b=[digests[number] for number in numbers[1]],
            asked=[request.question for request in requests],
            scope=[group.scope] * len(requests),
            as_of=[days[number] for number in pairs.days.tolist()],
            tlp=_markings(requests),
            index=np.array(group.places),
            phase=records.phase,
            basis=records.basis,
            standing=records.standing,
            refused=[],
            **columns,
        )
    )


def _numbered(requests: list[Request], group: Group) -> tuple[Pairs, World]:
    """The pairs by numbers of their profiles and dates."""
    numbers: dict[int, int] = {}
    documents: list[ProfileDocument] = []
    of_sides: tuple[list[int], list[int]] = ([], [])
    for a, b, _ in requests:
        for side, document in enumerate((a, b)):
            number = numbers.get(id(document))
            if number is None:
                number = numbers[id(document)] = len(documents)
                documents.append(document)
            of_sides[side].append(number)
    sides = np.array(of_sides, dtype=np.intp)
    dates = sorted(set(group.dates))
    day_numbers = {day: number for number, day in enumerate(dates)}
    days = np.array([day_numbers[day] for day in group.dates], dtype=np.intp)
    first, last = np.full(len(documents), len(dates)), np.full(len(documents), -1)
    for of_side in sides:
        np.minimum.at(first, of_side, days)
        np.maximum.at(last, of_side, days)
    return Pairs(sides[0], sides[1], days, requests), World(documents, dates, first.tolist(), last.tolist())


def _judged(
    rubric: Rubric, pairs: Pairs, world: World, records: Relations, group: Group
) -> Iterator[JudgedPairs]:
    """The pairs of a group in order, CHUNK at a time."""
    setting = setting_of(rubric, group.scope)
    evidence = Evidence(rubric, world, pairs, group.scope, records.met)
    codes = [document.id for document in world.documents]
    first_is_a = np.array(
        [codes[a] < codes[b] for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)]
    )
    for rows in _chunks(len(pairs.requests)):
        sides, of_rows = evidence.read(rows), records.part(rows)
        outcomes = outcomes_of(setting, group.requesting, sides, _stands(evidence, rows, sides, of_rows))
        shown_b, requesting = shown(outcomes, group.requesting, of_rows.phase, first_is_a[rows])
        yield JudgedPairs(sides, evidence.causes(rows), of_rows, outcomes, shown_b, requesting)


def _stands(evidence: Evidence, rows: slice, sides: Mapping[str, Sides], records: Relations) -> Stands:
    """How the relations of some pairs stand."""
    return Stands(records.stopped, records.at_best, evidence.before(rows, sides, records.day_before))


def _chunks(size: int) -> list[slice]:
    return [slice(begin, min(begin + CHUNK, size)) for begin in range(0, size, CHUNK)]


def _columns(judged: JudgedPairs) -> dict[str, Column]:
    """The columns of a table for some pairs."""
    columns: dict[str, Column] = {
        "requesting": judged.requesting,
        **by_phase(judged.outcomes, judged.shown_b),
    }
    for phase, outcome, shown_rows in judged.shown():
        blocked = full(outcome.phases[phase].verdict == BLOCKED, len(judged))[shown_rows]
        for rows in (shown_rows[blocked], shown_rows[~blocked]):
            if not len(rows):
                continue
            for name, part in details(phase, outcome, judged.sides, judged.causes, rows).items():
                if name not in columns:
                    columns[name] = np.empty((len(judged), *part.shape[1:]), part.dtype)
                columns[name][rows] = part
    return columns


def judged_alone(rubric: Rubric, requests: Sequence[Request]) -> Callable[[], object]:
    """The judging of requests of one scope, their evidence read beforehand: what a benchmark measures."""
    group = grouped(rubric, requests)[0][0]
    pairs, world = _numbered(list(requests), group)
    setting, records = setting_of(rubric, group.scope), relations(rubric, pairs, world, group)
    evidence = Evidence(rubric, world, pairs, group.scope, records.met)
    parts = []
    for rows in _chunks(len(requests)):
        sides = evidence.read(rows)
        parts.append((sides, _stands(evidence, rows, sides, records.part(rows))))
    return lambda: [outcomes_of(setting, group.requesting, *part) for part in parts]


def _markings(requests: Sequence[Request]) -> list[Tlp | None]:
    """The marking of each pair: the stricter of both."""
    known: dict[tuple[Tlp | None, Tlp | None], Tlp | None] = {(None, None): None}
    markings = []
    for a, b, _ in requests:
        marks = a.profile.tlp, b.profile.tlp
        if marks not in known:
            known[marks] = strictest(marks)
        markings.append(known[marks])
    return markings


def _nothing(rubric: Rubric, refused: list[Refusal]) -> Table:
    """A table without a pair."""
    terms = terms_of(rubric)
    shapes = {
        "verdict": (0, len(terms.phases)),
        "known": (0, len(terms.phases)),
        "scores": (0, len(terms.phases), len(SCORES)),
        "coverage": (0, len(terms.factors)),
        "present": (0, len(terms.obstacles)),
    }
    parts: dict[str, Any] = {"terms": terms, "refused": refused}
    for field in fields(Table):
        is_list = str(field.type).startswith("list")
        parts.setdefault(field.name, [] if is_list else np.zeros(shapes.get(field.name, (0,)), dtype=int))
    return Table(**parts)
