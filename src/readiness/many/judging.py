"""Every pair judged at once, by the kernel that judges one."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from readiness.engine.kernel import BLOCKED
from readiness.engine.outcome import Stands
from readiness.engine.setting import setting_of
from readiness.errors import UsageError
from readiness.many.column_arithmetic import Columns, Rows, full
from readiness.many.details import details
from readiness.many.first_obstacles import NONE
from readiness.many.general import General
from readiness.many.limiting import sides_either_way
from readiness.many.relations import relations
from readiness.many.request import QUESTION, Refusal, asked_in, grouped, impossible, scope_of
from readiness.many.rule_cache import Kept
from readiness.many.scoring import by_phase, outcomes_of, shown
from readiness.many.sides import Pairs, SideReader
from readiness.many.table import NO_SIDE, SCORES, Table, joined, terms_of
from readiness.many.world import World
from readiness.tlp import strictest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.engine.outcome import Outcome
    from readiness.many.column_arithmetic import Column
    from readiness.many.own import SideQuantities
    from readiness.many.relations import Relations
    from readiness.many.request import Asked, Group, Request
    from readiness.many.sides import Causes
    from readiness.model.question import Scope, Side
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp

CHUNK = 24_576
"""Pairs whose columns are worked on together: more take too much memory, fewer too many steps."""


class JudgedPairs(Struct, frozen=True):
    """Pairs judged in each direction that there is; columns have one entry per pair.

    `sides` are the levels by indicator, `causes` what lies behind those whose obstacle depends on it, `shown_b` whether b asks in the direction shown, `requesting` who asks there.
    """

    sides: Mapping[str, SideQuantities]
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

    def verdicts(self) -> Column:
        """The verdict of each pair in its phase and the direction shown, by its code."""
        verdicts = np.full(len(self), BLOCKED)
        for phase, outcome, rows in self.shown():
            verdicts[rows] = full(outcome.phases[phase].verdict, len(self))[rows]
        return verdicts


class Batch:
    """Requests that are judged part by part; what profiles say is read once for all parts.

    As data, sent to another process, it is its rubric and its requests alone.
    """

    def __init__(self, rubric: Rubric, requests: Sequence[Request]) -> None:
        self.rubric, self.requests = rubric, requests
        self._general: dict[Scope, General] = {}
        self._evidence: dict[tuple[Scope, Scope], SideReader] = {}
        self._kept = Kept()

    def __len__(self) -> int:
        return len(self.requests)

    def __reduce__(self) -> tuple[type[Batch], tuple[Rubric, Sequence[Request]]]:
        return Batch, (self.rubric, self.requests)

    def parts(self, size: int = CHUNK) -> Iterator[tuple[int, int]]:
        """The numbers of the first request of each part, and of the one after its last.

        More than one are an even number where they can be, of the same size, so that two processes end together.
        """
        count = -(-len(self) // size)
        if count > 1:
            count = min(count + count % 2, len(self))
        ends = [len(self) * number // count for number in range(count + 1)] if count else []
        yield from pairwise(ends)

    def table(self, begin: int, end: int, kept: Sequence[int] | None = None) -> Table:
        """A part of the requests judged, in their order, with those that cannot be: all, or those with the numbers kept."""
        requests = self.requests[begin:end]
        numbers = np.arange(begin, end) if kept is None else np.array(kept, dtype=np.intp)
        if kept is not None:
            requests = [requests[number - begin] for number in kept]
        self._kept.turn()
        groups, refused = grouped(self.rubric, requests)
        tables = []
        for group in groups:
            pairs, unfit = self._numbered(requests, group)
            refused += unfit
            if len(pairs.indexes):
                tables.append(self._table(pairs, group))
        table = joined(tables) if tables else no_pairs(self.rubric)
        table.index[:] = numbers[table.index]
        table.refused[:] = [Refusal(int(numbers[index]), reason) for index, reason in sorted(refused)]
        return table

    def alike(self) -> Iterator[JudgedPairs]:
        """Requests that ask the same, judged in their order. Raises UsageError for the first that cannot be."""
        for begin, end in self.parts():
            for pairs, group in self._alike(begin, end):
                yield self._judged(pairs, group, group.scope)

    def judging(self) -> Callable[[Kept], object]:
        """The judging alone of requests that ask the same, all evidence read beforehand: what a benchmark measures."""
        read = []
        for part in self.parts():
            for pairs, group in self._alike(*part):
                sides, _, _, stands = self._read(pairs, group, group.scope)
                read.append((setting_of(self.rubric, group.scope), group.requesting, sides, stands))

        def judge(kept: Kept) -> None:
            for part in read:
                kept.turn()
                outcomes_of(Columns(kept), *part)

        return judge

    def _alike(self, begin: int, end: int) -> Iterator[tuple[Pairs, Group]]:
        """The pairs of a part that ask the same. Raises UsageError for the first that cannot be judged."""
        self._kept.turn()
        requests = self.requests[begin:end]
        groups, refused = grouped(self.rubric, requests)
        for group in groups:
            pairs, unfit = self._numbered(requests, group)
            refused += unfit
            if not refused:
                yield pairs, group
        if refused:
            raise UsageError(min(refused).reason)

    @cached_property
    def _worlds(self) -> dict[Scope, World]:
        """The profiles and questions of each scope."""
        asked: dict[Scope, list[Asked]] = {}
        for of_question in asked_in(self.requests):
            scope = scope_of(self.rubric, of_question.request)
            if not isinstance(scope, str):
                asked.setdefault(scope, []).append(of_question)
        worlds: dict[Scope, World] = {}
        for scope, of_scope in asked.items():
            documents = {key: document for item in of_scope for key, document in item.documents.items()}
            worlds[scope] = World(documents.values(), [item.request.question for item in of_scope])
        return worlds

    def _numbered(self, requests: Sequence[Request], group: Group) -> tuple[Pairs, list[Refusal]]:
        """The pairs of a group by numbers of their profiles and dates, and those that cannot be assessed."""
        world, indexes = self._worlds[group.scope], group.indexes
        if len(indexes) < len(requests):
            requests = [requests[index] for index in indexes]
        numbers = world.numbers
        a, b = (
            np.fromiter(map(numbers.__getitem__, map(id, map(itemgetter(side), requests))), np.intp)
            for side in (0, 1)
        )
        days = world.days(a, b, map(QUESTION, requests))
        wrong = (world.jurisdictions[a] == world.jurisdictions[b]) | (days < 0)
        if not wrong.any():
            return Pairs(a, b, days, requests, indexes, {}), []
        refused = [Refusal(indexes[row], impossible(requests[row])) for row in np.flatnonzero(wrong).tolist()]
        rows = np.flatnonzero(~wrong).tolist()
        kept = [requests[row] for row in rows]
        return Pairs(a[rows], b[rows], days[rows], kept, [indexes[row] for row in rows], {}), refused

    def _judged(self, pairs: Pairs, group: Group, scope: Scope) -> JudgedPairs:
        """Pairs of a group judged for its scope, or for one of its needs alone."""
        sides, causes, records, stands = self._read(pairs, group, scope)
        setting = setting_of(self.rubric, scope)
        outcomes = outcomes_of(Columns(self._kept), setting, group.requesting, sides, stands)
        ranks = self._worlds[group.scope].ranks
        shown_b, requesting = shown(
            outcomes, group.requesting, records.phase, ranks[pairs.a] < ranks[pairs.b]
        )
        return JudgedPairs(sides, causes, records, outcomes, shown_b, requesting)

    def _read(
        self, pairs: Pairs, group: Group, scope: Scope
    ) -> tuple[dict[str, SideQuantities], dict[str, Causes], Relations, Stands]:
        """The levels of some pairs, what is recorded between the two of each, and how their relations stand."""
        world, key = self._worlds[group.scope], (group.scope, scope)
        if key not in self._evidence:
            if group.scope not in self._general:
                self._general[group.scope] = General(self.rubric, world, group.scope, self._kept)
            general = self._general[group.scope]
            self._evidence[key] = SideReader(self.rubric, world, scope, self._kept, general)
        evidence = self._evidence[key]
        records = relations(self.rubric, pairs, world, scope, evidence.frames(pairs))
        sides, causes, before = evidence.read(pairs, records.met, records.day_before)
        troubled = np.isin(np.arange(len(pairs.a)), list(records.day_before))
        stands = Stands(records.stopped, records.at_best, troubled, before, records.causes, records.by)
        return sides, causes, records, stands

    def _table(self, pairs: Pairs, group: Group) -> Table:
        world = self._worlds[group.scope]
        judged = self._judged(pairs, group, group.scope)
        columns = self._decided(judged, pairs, group)
        a, b = pairs.a.tolist(), pairs.b.tolist()
        codes, names, digests = world.codes, world.names, world.digests
        dates = [day.isoformat() for day in world.dates]
        return Table(
            terms=terms_of(self.rubric),
            a=[codes[number] for number in a],
            b=[codes[number] for number in b],
            name_a=[names[number] for number in a],
            name_b=[names[number] for number in b],
            digest_a=[digests[number] for number in a],
            digest_b=[digests[number] for number in b],
            asked=list(map(QUESTION, pairs.requests)),
            scope=[group.scope] * len(a),
            as_of=[dates[number] for number in pairs.days.tolist()],
            tlp=_markings([document.profile.tlp for document in world.documents], a, b),
            index=np.array(pairs.indexes),
            standing=judged.records.standing,
            refused=[],
            **columns,
        )

    def _decided(self, together: JudgedPairs, pairs: Pairs, group: Group) -> dict[str, Column]:
        """The columns of all needs together, and for pairs that a need alone judges worse those of this need.

        Of needs that judge a pair alike the one that was asked first.
        """
        columns: dict[str, Column] = {}

        def put(judged: JudgedPairs, rows: Column, chosen: Column) -> None:
            for name, column in _columns(Columns(self._kept), judged, chosen).items():
                if name not in columns:
                    columns[name] = np.empty((len(worst), *column.shape[1:]), column.dtype)
                columns[name][rows[chosen]] = column[chosen]

        def decide(need: str) -> None:
            rows = np.flatnonzero(worst > BLOCKED)
            if not len(rows):
                return
            scope = group.scope.for_need(self.rubric, need, group.lane)
            alone = self._judged(pairs.some(rows), group, scope)
            verdicts = alone.verdicts()
            worse = verdicts < worst[rows]
            if worse.any():
                put(alone, rows, worse)
                worst[rows[worse]], as_whole[rows[worse]] = verdicts[worse], False

        worst, as_whole = together.verdicts(), np.ones(len(together), dtype=bool)
        for need in group.scope.needs if len(group.scope.needs) > 1 else ():
            decide(need)
        pairs.memos.clear()  # all is read
        put(together, np.arange(len(together)), as_whole)
        return columns


def tabulate(rubric: Rubric, requests: Sequence[Request]) -> Table:
    """The requests judged, in their order, with those that cannot be."""
    batch = Batch(rubric, requests)
    tables = [batch.table(*part) for part in batch.parts()]
    return joined(tables) if tables else no_pairs(rubric)


def _columns(arithmetic: Columns, judged: JudgedPairs, chosen: Column) -> dict[str, Column]:
    """The columns of a table for the pairs chosen; what they hold for others means nothing."""
    columns: dict[str, Column] = {
        "phase": judged.records.phase,
        "basis": judged.records.basis,
        "requesting": judged.requesting,
        **by_phase(judged.outcomes, judged.shown_b),
    }
    for phase, outcome, shown_rows in judged.shown():
        blocked = full(outcome.phases[phase].verdict == BLOCKED, len(judged))[shown_rows]
        asked = chosen[shown_rows]
        for rows in (shown_rows[blocked & asked], shown_rows[~blocked & asked]):
            if not len(rows):
                continue
            parts = details(arithmetic, phase, outcome, judged.sides, judged.causes, Rows(rows))
            _either_way(arithmetic, judged, phase, outcome, rows, parts)
            for name, part in parts.items():
                if name not in columns:
                    columns[name] = np.empty((len(judged), *part.shape[1:]), part.dtype)
                columns[name][rows] = part
    return columns


def _either_way(
    arithmetic: Columns,
    judged: JudgedPairs,
    phase: str,
    outcome: Outcome,
    rows: Column,
    parts: dict[str, Column],
) -> None:
    """The sides of first entries and leanings, mended for the pairs in these rows that come out equal both ways."""
    other = next((way for way in judged.outcomes.values() if way is not outcome), None)
    even = np.flatnonzero(judged.requesting[rows] == NO_SIDE)
    if other is None or not len(even):
        return
    for name in ("first", "leaning"):
        chosen = parts[f"{name}_indicator"][even]
        status = parts["first_status"][even] if name == "first" else np.full(len(even), NONE)
        parts[f"{name}_side"][even] = sides_either_way(
            arithmetic, (outcome, other), judged.sides, Rows(rows[even]), phase, chosen, status
        )


def _markings(marks: Sequence[Tlp | None], a: Sequence[int], b: Sequence[int]) -> list[Tlp | None]:
    """The marking of each pair, from those of all profiles and the numbers of both: the stricter of the two."""
    if not any(marks):
        return [None] * len(a)
    kinds = set(marks)
    stricter = {(one, other): strictest((one, other)) for one in kinds for other in kinds if one or other}
    return [stricter.get((marks[first], marks[second])) for first, second in zip(a, b, strict=True)]


def no_pairs(rubric: Rubric) -> Table:
    """A table without a pair."""
    terms = terms_of(rubric)
    shapes = {
        "verdict": (0, len(terms.phases)),
        "known": (0, len(terms.phases)),
        "scores": (0, len(terms.phases), len(SCORES)),
        "coverage": (0, len(terms.factors)),
        "present": (0, len(terms.obstacles)),
    }
    parts: dict[str, Any] = {"terms": terms}
    for name, kind in Table.__annotations__.items():
        is_list = kind.startswith("list")
        parts.setdefault(name, [] if is_list else np.zeros(shapes.get(name, (0,)), dtype=int))
    return Table(**parts)
