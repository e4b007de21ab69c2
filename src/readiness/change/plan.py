"""The cheapest plan for a pair: steps in time, what else would do, what it rests on, and what stands in the way without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.assessment.remedies import Remedies
from readiness.change.moves import Limits, moves_of
from readiness.change.premises import Target, premises
from readiness.change.running import run
from readiness.change.scoring import Scores
from readiness.change.search import Found, Problem, by_band, cheapest
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.kernel import VERDICTS
from readiness.evidence.supposed import Supposed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result import SideName, Verdict
    from readiness.change.moves import Move
    from readiness.change.premises import Premises, Taken
    from readiness.change.running import Lifted, Running
    from readiness.change.trials import Item

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
    warning: str
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

    `ends` is the standing that must end for it, None if none must.
    """

    target: Target
    cost: tuple[int, ...] | None
    months: int | None
    exact: bool
    state: State
    ends: str | None


class Barrier(NamedTuple):
    """A necessary level that the best plan does not reach, and the remedies that cannot begin with what they wait for."""

    item: Item
    level: float
    needed: float
    closed: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, or why there is none.

    `least` is the cost, by band from the dearest, that no plan is below; with `exact` it is this one's. `shortest` tells that
    none of the same cost ends earlier. `after` is the pair with the plan carried out, or the best that can be reached.
    `supposed` are the levels that `what-if` must set to see it.
    """

    judged: Judgement
    premises: Premises
    limits: Limits
    before: State
    reached: bool
    exact: bool
    shortest: bool
    cost: tuple[int, ...]
    least: tuple[int, ...]
    months: int
    steps: tuple[StepOf, ...]
    alternatives: tuple[Alternative, ...]
    frontier: tuple[Milestone, ...]
    barriers: tuple[Barrier, ...]
    after: State
    supposed: tuple[Supposed, ...]
    stands_if: Callable[[Item, float], bool]
    """Whether the same steps reach the target if a level (0-4) is another one."""

    @property
    def target(self) -> Target:
        """What it is to reach."""
        return self.premises.target

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


class _Task:
    """A target within limits: its premises, moves and needs."""

    def __init__(self, judged: Judgement, target: Target, limits: Limits) -> None:
        self.judged, self.limits = judged, limits
        self.premises = premises(judged, target)
        self.moves: Sequence[Move] = moves_of(self.premises, Remedies(judged), limits)
        self.trials = self.premises.trials
        self.scores = Scores(self.premises, self.moves)
        needs = [(item, self.trials.needed(item, target.phase)) for item in self.trials.items()]
        self.problem = Problem(
            self.moves,
            self.premises.levels,
            [(item, need) for item, need in needs if need is not None and item in self.premises.levels],
            self.scores if target.verdict == "ready" else None,
            limits.within,
        )

    def found(self) -> Found | int | None:
        """The cheapest plan; see `cheapest`. None where nothing at all is known of a factor."""
        return cheapest(self.problem) if self.scores.known(self.premises.levels) else None

    def all_that_can_run(self) -> Running:
        """Every move as often as it is of use, as far as it can begin."""
        return run(self.moves, [move.uses for move in self.moves], self.premises.levels)

    def state(self, levels: Mapping[Item, float]) -> State:
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

    def stands_if(self, found: Found, item: Item, level: float) -> bool:
        """Whether a plan reaches the target if a level is another one."""
        start = {**self.premises.levels, item: level}
        return self.does(run(self.moves, found.counts, start))

    def alternatives(self, found: Found) -> Iterator[Alternative]:
        """Plans of the same cost in which one step is another remedy's."""
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
                if self.does(running) and listed < ALTERNATIVES:
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
            remedy.warning,
            unlocks,
        )


def _waits(move: Move, before: Move, lifted: set[Item]) -> bool:
    """Whether a move needs what another one lifted, or that it was done."""
    return before.name in move.after or any(
        item in lifted for bound in move.bounds if bound.least is not None for item in bound.items
    )


def _frontier(known: _Task, found: Found | int | None) -> Iterator[Milestone]:
    """What the phase assessed and each later one would cost, in rising order. `found` is what came of the task known."""
    judged, limits = known.judged, known.limits
    phases = list(judged.rubric.phases)
    phase = judged.phase.phase
    targets = [Target(phase, "fragile"), Target(phase, "ready")]
    targets += [Target(later, "fragile") for later in phases[phases.index(phase) + 1 :]]
    for target in targets:
        task = known if target == known.premises.target else _Task(judged, target, limits)
        reached = found if task is known else task.found()
        if isinstance(reached, Found):
            state = task.state(reached.running.levels)
            cost, months = by_band(reached.cost), reached.running.months
            yield Milestone(target, cost, months, reached.exact, state, task.premises.ends)
        else:
            state = task.state(task.all_that_can_run().levels)
            yield Milestone(target, None, None, reached is None, state, task.premises.ends)
