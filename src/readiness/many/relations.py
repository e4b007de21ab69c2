"""What is recorded between the two of each pair: the phase, how it stands, what a suspension stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from readiness.engine.kernel import READY
from readiness.engine.outcome import NOBODY
from readiness.evidence.joint_record import Sought
from readiness.evidence.relation import framed, infer_phase, standing
from readiness.many.first_obstacles import NONE
from readiness.many.request import QUESTION
from readiness.many.table import ASSUMED, BASES, GIVEN, INFERRED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from readiness.many.column_arithmetic import Column
    from readiness.many.request import Request
    from readiness.many.sides import Pairs
    from readiness.many.world import World
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class Relations(Struct, frozen=True):
    """Per pair the number of its phase, the basis of that (see BASES) and the number of its standing, NONE without one.

    `stopped` tells by indicator which pairs have it stopped by a suspension, `at_best` the code of the best verdict that the
    standing allows, `causes` by indicator which pairs have it as the cause of a standing that troubles them, `day_before` the day before a standing that troubles the relation began. `met` are the pairs of which either profile
    says something towards the other; of all others nothing is recorded.
    """

    phase: Column
    basis: Column
    standing: Column
    stopped: Mapping[str, Column]
    causes: Mapping[str, Column]
    at_best: Column
    by: Column
    day_before: Mapping[int, date]
    met: list[int]


def relations(rubric: Rubric, pairs: Pairs, world: World, scope: Scope, frames: Column) -> Relations:
    """The relations of all pairs of a group; only those with a record cost anything.

    `frames` is how many instruments are a frame between the two of each.
    """
    requests = pairs.requests
    phases, standings = list(rubric.phases), list(rubric.standing)
    size = len(requests)
    phase, basis = np.zeros(size, dtype=int), np.full(size, ASSUMED)
    for number, name in enumerate(phases):
        rows = np.flatnonzero(framed(rubric, name, frames))
        phase[rows], basis[rows] = number, INFERRED
    stands = np.full(size, NONE)
    at_best, by = np.full(size, READY), np.full(size, NOBODY)
    day_before: dict[int, date] = {}
    stopped: dict[str, Column] = {}
    causes: dict[str, Column] = {}
    met: list[int] = np.flatnonzero(world.told(pairs.a, pairs.b)).tolist()
    for row in met:
        a, b = world.documents[pairs.a[row]], world.documents[pairs.b[row]]
        documents, as_of = ((a, b.id), (b, a.id)), world.dates[pairs.days[row]]
        inferred = infer_phase(rubric, documents, Sought(scope.needs[0], scope.crimes, as_of))
        phase[row], basis[row] = phases.index(inferred.phase), BASES.index(inferred.basis)
        state = standing(rubric, documents, scope.needs, as_of)
        if state is None:
            continue
        stands[row] = standings.index(state.status)
        at_best[row] = state.at_best(rubric)
        if state.by is not None:
            by[row] = (a.id, b.id).index(state.by)
        day = state.day_before(rubric)
        if day is not None:
            day_before[row] = day
        cause = state.stops(rubric)
        if cause is not None:
            stopped.setdefault(cause, np.zeros(size, dtype=bool))[row] = True
        if state.cause is not None and state.troubles(rubric):
            causes.setdefault(state.cause, np.zeros(size, dtype=bool))[row] = True
    for row, name in _given_phases(requests):
        phase[row], basis[row] = phases.index(name), GIVEN
    return Relations(phase, basis, stands, stopped, causes, at_best, by, day_before, met)


def _given_phases(requests: Sequence[Request]) -> Iterator[tuple[int, str]]:
    """The phases that questions name, with the numbers of their pairs. Most batches ask one question of all."""
    questions = list(map(QUESTION, requests))
    kinds = dict(zip(map(id, questions), questions, strict=True))
    if all(question.phase is None for question in kinds.values()):
        return
    for row, question in enumerate(questions):
        if question.phase is not None:
            yield row, question.phase
