"""Every pair judged at once, by the kernel that judges one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from readiness.batch.columns import full, matrix
from readiness.batch.first import NONE, Diagnosis, Gates
from readiness.batch.held import sides_held
from readiness.batch.world import World
from readiness.batch.request import grouped
from readiness.batch.sharing import COLUMNS, Kernel
from readiness.batch.sides import Evidence, Pairs
from readiness.batch.table import ASKS_A, ASKS_B, NO_SIDE, SCORES, Table, in_order, joined, terms_of
from readiness.batch.relations import Relations, relations
from readiness.engine.combine import DIRECTIONAL, combine, least_harmed
from readiness.engine.diagnosis import next_phase
from readiness.engine.kernel import TOLERANCE
from readiness.engine.outcome import demands_of
from readiness.tlp import strictest
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readiness.batch.columns import Column
    from readiness.batch.request import Group, Request
    from readiness.batch.sides import Sides
    from readiness.documents.rubric import Rubric
    from readiness.engine.arithmetic import Quantity
    from readiness.engine.kernel import Demand, PhaseScore
    from readiness.question import Scope, Side

CHUNK = 4096
"""Pairs whose columns are worked on together: few enough to stay in the processor's cache."""


class Setting(NamedTuple):
    """What is the same for all pairs of a group."""

    rubric: Rubric
    scope: Scope
    requesting: Side | None
    demands: Mapping[str, tuple[Demand, ...]]
    points: Mapping[str, tuple[float, ...]]
    directional: bool
    harmed: Side | None
    diagnosis: Diagnosis


def tabulate(
    rubric: Rubric, requests: Sequence[Request], progress: Callable[[int], object] = lambda _: None
) -> Table:
    """The requests judged, in their order, with those that cannot be. `progress` is told how many more are done."""
    groups, refused = grouped(rubric, requests)
    tables = [_of_group(rubric, [requests[place] for place in group.places], group, progress) for group in groups]
    if not tables:
        return _nothing(rubric, refused)
    table = joined(tables)
    table.refused.extend(refused)
    return table


def _of_group(
    rubric: Rubric, requests: list[Request], group: Group, progress: Callable[[int], object]
) -> Table:
    pairs, world = _numbered(requests, group)
    setting = _setting(rubric, group)
    records = relations(rubric, requests, group)
    evidence = Evidence(rubric, world, pairs, group.scope, records.met)
    first_is_a = np.array([request.a.id < request.b.id for request in requests])
    parts: list[dict[str, Column]] = []
    for begin in range(0, len(requests), CHUNK):
        rows = slice(begin, min(begin + CHUNK, len(requests)))
        sides = evidence.read(rows)
        parts.append(_of_rows(setting, sides, records.part(rows), first_is_a[rows]))
        progress(rows.stop - rows.start)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    days = [day.isoformat() for day in world.dates]
    return in_order(
        Table(
            terms=terms_of(rubric),
            a=[request.a.id for request in requests],
            b=[request.b.id for request in requests],
            digest_a=[request.a.digest for request in requests],
            digest_b=[request.b.digest for request in requests],
            asked=[request.question for request in requests],
            scope=[group.scope] * len(requests),
            as_of=[days[number] for number in pairs.days.tolist()],
            tlp=[strictest((request.a.profile.tlp, request.b.profile.tlp)) for request in requests],
            place=np.array(group.places),
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
    documents = []
    sides = np.empty((2, len(requests)), dtype=np.intp)
    for place, request in enumerate(requests):
        for side, document in enumerate((request.a, request.b)):
            number = numbers.setdefault(id(document), len(numbers))
            if number == len(documents):
                documents.append(document)
            sides[side, place] = number
    dates = sorted(set(group.dates))
    day_numbers = {day: number for number, day in enumerate(dates)}
    days = np.array([day_numbers[day] for day in group.dates], dtype=np.intp)
    first, last = np.full(len(documents), len(dates)), np.full(len(documents), -1)
    for side in sides:
        np.minimum.at(first, side, days)
        np.maximum.at(last, side, days)
    return Pairs(sides[0], sides[1], days, requests), World(documents, dates, first.tolist(), last.tolist())


def _setting(rubric: Rubric, group: Group) -> Setting:
    scope = group.scope
    demands = demands_of(rubric, scope, None)
    points = {phase: weights_for(rubric, scope.weights, phase, scope.lane).point for phase in rubric.phases}
    weights = [demand.weight for demand in next(iter(demands.values()))]
    directional = any(
        weight and item.combine.rule in DIRECTIONAL
        for weight, item in zip(weights, rubric.indicators.values(), strict=True)
    )
    harmed = least_harmed(scope.roles, rubric.roles)
    diagnosis = Diagnosis(rubric, points, weights)
    return Setting(rubric, scope, group.requesting, demands, points, directional, harmed, diagnosis)


def _of_rows(
    setting: Setting, sides: Mapping[str, Sides], records: Relations, first_is_a: Column
) -> dict[str, Column]:
    """The columns of a table for some pairs: judged both ways, or in the one direction asked."""
    rubric, size = setting.rubric, len(first_is_a)
    scores: dict[Side, dict[str, PhaseScore]] = {}
    kernel = Kernel(rubric.verdict)
    demands = {phase: _demands(setting.demands[phase], rubric, records) for phase in rubric.phases}
    combined: dict[str, Quantity] = {}
    for side in _directions(setting):
        combined = _combined(setting, sides, side, combined)
        levels = tuple(combined.values())
        scores[side] = {
            phase: kernel.judge(demands[phase], levels, setting.points[phase]) for phase in rubric.phases
        }
    shown_b, requesting = _shown(setting, scores, records.phase, first_is_a)
    found: dict[str, Column] = {"requesting": requesting}
    for name in ("verdict", "known"):
        found[name] = _by_phase(scores, shown_b, lambda score, name=name: getattr(score, name))
    found["scores"] = np.stack(
        [_by_phase(scores, shown_b, lambda score, name=name: _score(score, name)) for name in SCORES], axis=2
    )
    details = _Details(setting, size)
    for side in scores:
        for number, phase in enumerate(rubric.phases):
            rows = np.flatnonzero((records.phase == number) & (shown_b == (side == "b")))
            if len(rows):
                details.add(phase, side, scores[side], sides, rows)
    return found | details.columns


def _directions(setting: Setting) -> tuple[Side, ...]:
    if setting.requesting is not None:
        return (setting.requesting,)
    return ("a", "b") if setting.directional else ("a",)


def _combined(
    setting: Setting, sides: Mapping[str, Sides], requesting: Side, other: Mapping[str, Quantity]
) -> dict[str, Quantity]:
    """The pairs' levels by indicator. What does not depend on the direction is taken from the other one."""
    return {
        key: other[key]
        if key in other and indicator.combine.rule not in DIRECTIONAL
        else combine(COLUMNS, indicator.combine.rule, *sides[key], requesting, setting.harmed)
        for key, indicator in setting.rubric.indicators.items()
    }


def _demands(demands: Sequence[Demand], rubric: Rubric, records: Relations) -> list[Demand]:
    """The demands, with the suspensions that stand."""
    return [
        demand._replace(stopped=records.stopped[key]) if key in records.stopped else demand
        for key, demand in zip(rubric.indicators, demands, strict=True)
    ]


def _shown(
    setting: Setting, scores: Mapping[Side, Mapping[str, PhaseScore]], phase: Column, first_is_a: Column
) -> tuple[Column, Column]:
    """Whether b asks in the direction shown, and who asks, NO_SIDE if both ways come out equal (see `outcome.worse`)."""
    size = len(phase)
    if len(scores) == 1:
        side = next(iter(scores))
        asks = NO_SIDE if setting.requesting is None else ASKS_A if side == "a" else ASKS_B
        return np.full(size, side == "b"), np.full(size, asks)
    order = np.zeros(size, dtype=int)
    for number, name in enumerate(setting.rubric.phases):
        one, other = scores["a"][name], scores["b"][name]
        mine = phase == number
        for ours, theirs in zip(_ranked(one, size), _ranked(other, size), strict=True):
            differ = mine & (order == 0) & (np.abs(ours - theirs) > TOLERANCE)
            order = np.where(differ, np.where(ours < theirs, -1, 1), order)
    shown_b = (order > 0) | ((order == 0) & ~first_is_a)
    return shown_b, np.where(order == 0, NO_SIDE, np.where(shown_b, ASKS_B, ASKS_A))


def _ranked(score: PhaseScore, size: int) -> tuple[Column, ...]:
    """Verdict, readiness (below all without a value) and low end, as `outcome.worse` compares them."""
    value = COLUMNS.choose(score.known, score.readiness.value, -1.0)
    return tuple(full(column, size) for column in (score.verdict, value, score.readiness.low))


def _score(score: PhaseScore, name: str) -> Any:
    if name in ("index", "ceiling"):
        return getattr(score, name).value
    return getattr(score.readiness, name)


def _by_phase(
    scores: Mapping[Side, Mapping[str, PhaseScore]], shown_b: Column, part: Callable[[PhaseScore], Any]
) -> Column:
    """A part of the score in the direction shown, one column a phase."""
    sides = [
        np.stack([full(part(score), len(shown_b)) for score in by_phase.values()], axis=1)
        for by_phase in scores.values()
    ]
    return sides[0] if len(sides) == 1 else np.where(shown_b[:, None], sides[1], sides[0])


class _Details:
    """What is told of each pair in its own phase and direction alone."""

    def __init__(self, setting: Setting, size: int) -> None:
        self._setting = setting
        rubric = setting.rubric
        demands = next(iter(setting.demands.values()))
        self._weight = np.array([demand.weight for demand in demands])[:, None]
        factors = np.array([demand.factor for demand in demands])
        self._factors = [np.flatnonzero(factors == number) for number in range(len(rubric.factors))]
        self.columns: dict[str, Column] = {
            "first_status": np.full(size, NONE),
            "first_indicator": np.full(size, NONE),
            "first_side": np.full(size, NONE),
            "unmet": np.zeros(size, dtype=int),
            "unknown": np.zeros(size, dtype=int),
            "coverage": np.zeros((size, len(rubric.factors))),
            "present": np.zeros((size, len(rubric.obstacles)), dtype=bool),
        }

    def add(
        self, phase: str, side: Side, scores: Mapping[str, PhaseScore], sides: Mapping[str, Sides], rows: Column
    ) -> None:
        """Tell of the pairs in these rows."""
        rubric, columns = self._setting.rubric, self.columns
        following = next_phase(rubric, phase)
        now = _gates(scores[phase], rows)
        then = _gates(scores[following], rows) if following is not None else None
        first = self._setting.diagnosis.first(phase, now, then)
        columns["first_status"][rows], columns["first_indicator"][rows] = first.status, first.indicator
        columns["present"][rows] = first.present.T
        columns["first_side"][rows] = sides_held(
            rubric, sides, rows, first, phase, following, side, self._setting.harmed
        )
        columns["unmet"][rows], columns["unknown"][rows] = now.unmet.sum(axis=0), now.unknown.sum(axis=0)
        for number, members in enumerate(self._factors):
            weight = self._weight[members]
            total = (now.applicable[members] * weight).sum(axis=0)
            known = ((now.applicable[members] & now.known[members]) * weight).sum(axis=0)
            columns["coverage"][rows, number] = known / np.where(total > 0, total, 1.0)


def _gates(score: PhaseScore, rows: Column) -> Gates:
    levels, gates = score.levels, score.gates
    return Gates(
        known=matrix([level.known for level in levels], rows),
        applicable=matrix([level.applicable for level in levels], rows),
        level=matrix([level.level for level in levels], rows),
        high=matrix([level.high for level in levels], rows),
        unmet=matrix([gate is not None and gate.unmet for gate in gates], rows),
        unknown=matrix([gate is not None and gate.unknown for gate in gates], rows),
    )


def _nothing(rubric: Rubric, refused: list[Any]) -> Table:
    """A table without a pair."""
    terms = terms_of(rubric)
    shapes = {
        "verdict": (0, len(terms.phases)),
        "known": (0, len(terms.phases)),
        "scores": (0, len(terms.phases), len(SCORES)),
        "coverage": (0, len(terms.factors)),
        "present": (0, len(terms.obstacles)),
    }
    lists = ("a", "b", "digest_a", "digest_b", "asked", "scope", "as_of", "tlp")
    names = (
        "place phase basis standing requesting verdict known scores first_status first_indicator first_side "
        "unmet unknown coverage present"
    ).split()
    columns = {name: np.zeros(shapes.get(name, (0,)), dtype=int) for name in names}
    return Table(terms=terms, refused=refused, **{name: [] for name in lists}, **columns)
