"""The cheapest plan for a pair: steps in time, what else would do, what it rests on, and what stands in the way without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from readiness.assessment.remedies import Remedies
from readiness.change.moves import Limits, moves_of
from readiness.change.premises import Target, premises
from readiness.change.running import run
from readiness.change.scoring import Scores
from readiness.change.search import Found, SearchProblem, by_band, cheapest
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.kernel import VERDICTS
from readiness.evidence.supposed import Supposed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result import SideName, Verdict
    from readiness.change.moves import Move
    from readiness.change.premises import Premises, Taken
    from readiness.change.running import Lifted, Running, Stage
    from readiness.change.trials import SettableLevel
    from readiness.model.catalogue import Remedy
    from readiness.model.rubric import Rubric

ALTERNATIVES = 12
"""As many alternatives are listed at most."""


class StepOf(NamedTuple):
    """A step: a remedy used once. `start` and `end` in months; `unlocks` are the later steps that wait for it."""

    remedy: str
    target: SideName
    side: SideName
    cost: int
    start: int
    end: int
    lifts: tuple[Lifted, ...]
    assumes: tuple[str, ...]
    warnings: tuple[str, ...]
    unlocks: tuple[int, ...]


class Alternative(NamedTuple):
    """Another plan of the same cost: a remedy in the place of a step (from 0), by whom, and how long it then takes."""

    step: int
    remedy: str
    side: SideName
    months: int


class State(NamedTuple):
    """What comes of levels: the verdict and readiness (0-100, None without a value) in a phase."""

    phase: str
    verdict: Verdict
    readiness: float | None


class Milestone(NamedTuple):
    """A target of the frontier: what it costs, by band from the dearest, None where it is not reached.

    `state` is the best that this cost can buy, `highest` whether nothing is better for sure; `months` is when the shortest
    plan of this cost ends. `ends` is the standing that must end for it, None if none must.
    """

    target: Target
    cost: tuple[int, ...] | None
    months: int | None
    exact: bool
    state: State
    highest: bool
    ends: str | None


class Barrier(NamedTuple):
    """A necessary level that the best plan does not reach, and the remedies that cannot begin with what they wait for."""

    item: SettableLevel
    level: float
    needed: float
    closed: tuple[tuple[str, tuple[str, ...]], ...]


class Plan(Struct, frozen=True):
    """A plan, or why there is none.

    `least` is the cost, by band from the dearest, that no plan is below; with `exact` it is this one's. `shortest` tells that
    none of the same cost ends earlier. `fastest` is in how many months the target can be reached where the time that is allowed is
    too short for it, None where something else is in the way. `after` is the pair with the plan carried out, or the best that can be reached.
    `supposed` are the levels that `what-if` must set to see it.
    """

    judged: Judgement
    premises: Premises
    limits: Limits
    before: State
    reached: bool
    exact: bool
    shortest: bool
    fastest: int | None
    cost: tuple[int, ...]
    least: tuple[int, ...]
    months: int
    steps: tuple[StepOf, ...]
    alternatives: tuple[Alternative, ...]
    frontier: tuple[Milestone, ...]
    barriers: tuple[Barrier, ...]
    after: State
    supposed: tuple[Supposed, ...]
    stands_if: Callable[[SettableLevel, float], bool]
    """Whether the same steps reach the target if a level (0-4) is another one."""

    @property
    def target(self) -> Target:
        """What it is to reach."""
        return self.premises.target

    @property
    def silent(self) -> list[str]:
        """The factors of which nothing is known for all needs together or for one of them alone."""
        judged = (self.judged.whole, *self.judged.alone)
        return [
            name
            for number, name in enumerate(self.judged.rubric.factors)
            if not all(needs.score.factors[number].known for needs in judged)
        ]

    @property
    def taken(self) -> tuple[Taken, ...]:
        """What was taken for granted and could void it."""
        return self.premises.taken


def default_target(judged: Judgement) -> Target:
    """The first of the targets that is not reached yet: no block in the phase assessed, ready there, no block in the next."""
    phases = list(judged.rubric.phases)
    phase = judged.phase.phase
    targets = [Target(phase, "fragile"), Target(phase, "ready")]
    targets += [Target(later, "fragile") for later in phases[phases.index(phase) + 1 :][:1]]
    for target in targets:
        state = _Task(judged, target, Limits()).state({})
        if VERDICTS.index(state.verdict) < VERDICTS.index(target.verdict):
            return target
    return targets[-1]


def plan(judged: Judgement, target: Target, limits: Limits, *, frontier: bool = True) -> Plan:
    """The cheapest plan for a target within limits."""
    task = _Task(judged, target, limits)
    found = task.found()
    if isinstance(found, Found):
        running, reached = found.running, True
    else:
        running, reached = task.all_that_can_run(), False
    supposed = {**{item.item: item.level for item in task.premises.taken}, **running.levels}
    lifted = dict.fromkeys(level.item for stage in running.stages for level in stage.lifts)
    sets = {item: supposed[item] for item in [*(item.item for item in task.premises.taken), *lifted]}
    return Plan(
        judged,
        task.premises,
        limits,
        task.state({}),
        reached,
        (isinstance(found, Found) and found.exact) or found is None,
        isinstance(found, Found) and found.shortest,
        None if reached else _fastest(judged, target, limits),
        by_band(found.cost if isinstance(found, Found) else 0),
        by_band(found.least if isinstance(found, Found) else found or 0),
        running.months if reached else 0,
        tuple(_steps(task, running)) if reached else (),
        tuple(task.alternatives(found)) if isinstance(found, Found) else (),
        tuple(_frontier(task, found)) if frontier else (),
        () if reached else tuple(task.barriers(running)),
        task.state(running.levels),
        tuple(Supposed(item.holder, item.indicator, level) for item, level in sets.items()),
        lambda item, level: isinstance(found, Found) and task.stands_if(found, item, level),
    )


def _fastest(judged: Judgement, target: Target, limits: Limits) -> int | None:
    """The fewest months in which the target can be reached with the other limits; None if it cannot, or no time is set.

    Where a search is cut off, fewer may be possible.
    """
    if limits.within is None:
        return None
    too_few = limits.within
    found = _Task(judged, target, replace(limits, within=None)).found()
    if not isinstance(found, Found):
        return None
    months = found.running.months
    while too_few + 1 < months:
        middle = (too_few + months) // 2
        faster = _Task(judged, target, replace(limits, within=middle)).found()
        if isinstance(faster, Found):
            months = faster.running.months
        else:
            too_few = middle
    return months


class _Task:
    """A target within limits: its premises, moves and needs."""

    def __init__(self, judged: Judgement, target: Target, limits: Limits) -> None:
        self.judged, self.limits = judged, limits
        self.premises = premises(judged, target)
        self.moves: Sequence[Move] = moves_of(self.premises, Remedies(judged.whole), limits)
        self.trials = self.premises.trials
        self.scores = Scores(self.premises, self.moves)
        needs = [(item, self.trials.needed(item, target.phase)) for item in self.trials.items()]
        self.problem = SearchProblem(
            self.moves,
            self.premises.levels,
            [(item, need) for item, need in needs if need is not None and item in self.premises.levels],
            self.scores if target.verdict == "ready" else None,
            limits.within,
            self.scores.readiness,
        )

    def found(self) -> Found | int | None:
        """The cheapest plan; see `cheapest`. None where nothing at all is known of a factor."""
        return cheapest(self.problem) if self.scores.known(self.premises.levels) else None

    def all_that_can_run(self) -> Running:
        """Every move as often as it is of use, as far as it can begin, and in time; what would end too late is left out."""
        counts = [move.uses for move in self.moves]
        running = run(self.moves, counts, self.premises.levels)
        while self.limits.within is not None and running.months > self.limits.within:
            for stage in running.stages:
                counts[stage.move] -= stage.end > self.limits.within
            running = run(self.moves, counts, self.premises.levels)
        return running

    def state(self, levels: Mapping[SettableLevel, float]) -> State:
        """The judgement with these levels in place of the premises'."""
        own = {**self.premises.levels, **levels}
        taken = {item.item for item in self.premises.taken}
        counting = [
            item for item, level in own.items() if item in taken or level != self.trials.level(item).level
        ]
        changes = {item: np.array([own[item]]) for item in counting}
        tried = self.trials.tried(changes, self.premises.target.phase, 1)
        value = float(tried.readiness[0]) if tried.known[0] else None
        return State(self.premises.target.phase, VERDICTS[int(tried.verdict[0])], value)

    def does(self, running: Running) -> bool:
        """Whether moves reach the target when they run so."""
        met = all(running.levels[item] >= need - TOLERANCE for item, need in self.problem.needs)
        late = self.limits.within is not None and running.months > self.limits.within
        scored = self.problem.scores is None or self.problem.scores.passes(running.levels)
        return met and scored and not running.stuck and not late

    def stands_if(self, found: Found, item: SettableLevel, level: float) -> bool:
        """Whether a plan reaches the target if a level is another one."""
        start = {**self.premises.levels, item: level}
        return self.does(run(self.moves, found.counts, start))

    def alternatives(self, found: Found) -> Iterator[Alternative]:
        """Plans of the same cost that take no longer, in which one step is another remedy's."""
        numbers = list(dict.fromkeys(stage.move for stage in found.running.stages))
        listed = 0
        for number in numbers:
            for other, move in enumerate(self.moves):
                if (
                    other == number
                    or move.cost != self.moves[number].cost
                    or found.counts[other] >= move.uses
                ):
                    continue
                counts = list(found.counts)
                counts[number] -= 1
                counts[other] += 1
                running = run(self.moves, counts, self.premises.levels)
                in_time = running.months <= found.running.months
                if in_time and self.does(running) and listed < ALTERNATIVES:
                    listed += 1
                    step = [stage.move for stage in found.running.stages].index(number)
                    yield Alternative(step, move.remedy, move.side, running.months)

    def barriers(self, running: Running) -> Iterator[Barrier]:
        """What even all moves together do not reach."""
        for item, need in self.problem.needs:
            level = running.levels[item]
            if level < need - TOLERANCE:
                closed = tuple(
                    (move.remedy, tuple(_waits_for(move, running)))
                    for move in (self.moves[number] for number in running.stuck)
                    if any(lifted == item for lifted, _ in move.lifts)
                )
                yield Barrier(item, level, need, closed)


def _waits_for(move: Move, running: Running) -> Iterator[str]:
    done = {stage.move for stage in running.stages}
    yield from (name for name, _ in move.after if not done)
    for bound in move.bounds:
        levels = [running.levels.get(item) for item in bound.items]
        if any(level is None or (bound.least is not None and level < bound.least) for level in levels):
            yield bound.indicator


def _steps(task: _Task, running: Running) -> Iterator[StepOf]:
    rubric = task.judged.rubric
    stages = sorted(running.stages, key=lambda stage: (stage.start, stage.end))
    for stage in stages:
        move = task.moves[stage.move]
        remedy = rubric.remedies[move.remedy]
        lifted = {level.item for level in stage.lifts}
        unlocks = tuple(
            number
            for number, other in enumerate(stages)
            if other.start >= stage.end and _waits(task.moves[other.move], move, lifted)
        )
        yield StepOf(
            move.remedy,
            move.target,
            move.side,
            move.cost,
            stage.start,
            stage.end,
            stage.lifts,
            tuple(item.assume for item in remedy.prerequisites if item.assume is not None),
            tuple(_warnings(rubric, remedy, stage)),
            unlocks,
        )


def _warnings(rubric: Rubric, remedy: Remedy, stage: Stage) -> Iterator[str]:
    """The remedy's own, and the rubric's where a step lifts what hangs on a decision."""
    if remedy.warning:
        yield remedy.warning
    if rubric.lifting.warning and any(
        lift.item.indicator in rubric.lifting.not_from_zero for lift in stage.lifts
    ):
        yield rubric.lifting.warning


def _waits(move: Move, before: Move, lifted: set[SettableLevel]) -> bool:
    """Whether a move needs what another one lifted, or that it was done."""
    return before.name in move.after or any(
        item in lifted for bound in move.bounds if bound.least is not None for item in bound.items
    )


def _frontier(known: _Task, found: Found | int | None) -> Iterator[Milestone]:
    """What the phase assessed and each later one would cost, in rising order. `found` is what came of the task known."""
    judged, limits = known.judged, known.limits
    phases = list(judged.rubric.phases)
    phase = judged.phase.phase
    targets: list[Target] = []
    for later in phases[phases.index(phase) :]:
        targets += [Target(later, "fragile"), Target(later, "ready")]
    for target in targets:
        task = known if target == known.premises.target else _Task(judged, target, limits)
        reached = found if task is known else task.found()
        if isinstance(reached, Found):
            state, months = task.state(reached.richest), reached.running.months
            cost, exact = by_band(reached.cost), reached.exact
            yield Milestone(target, cost, months, exact, state, reached.highest, task.premises.ends)
        else:
            state = task.state(task.all_that_can_run().levels)
            proven = reached is None
            highest = proven and limits.within is None
            yield Milestone(target, None, None, proven, state, highest, task.premises.ends)
