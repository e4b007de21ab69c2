"""A target within limits, ready to be planned for: what a plan starts from, what it may do, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.assessment.remedies import Remedies
from readiness.change.available_moves import moves_of
from readiness.change.schedule import run
from readiness.change.scoring import Scores
from readiness.change.search import NODES, cheapest
from readiness.change.shortfall import SearchProblem
from readiness.change.starting_levels import premises
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.kernel import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.verdicts import Verdict
    from readiness.change.available_moves import Limits
    from readiness.change.schedule import Running
    from readiness.change.search import Cheapest
    from readiness.change.shortfall import Counts
    from readiness.change.starting_levels import Target
    from readiness.change.trials import SettableLevel


class State(NamedTuple):
    """What comes of levels: the verdict and readiness (0-100, None without a value) in a phase."""

    phase: str
    verdict: Verdict
    readiness: float | None


class PlanTask:
    """The premises, the moves that the limits allow, and the levels and the score that the target asks for."""

    def __init__(self, judged: Judgement, target: Target, limits: Limits) -> None:
        self.judged, self.target, self.limits = judged, target, limits
        self.premises = premises(judged, target)
        self.remedies = Remedies(judged.whole)
        self.moves = moves_of(self.premises, self.remedies, limits)
        self.trials = self.premises.trials
        self.scores = Scores(self.premises, judged.rubric.verdict.fragile_below)
        needs = [(item, self.trials.needed(item, target.phase)) for item in self.trials.items()]
        self.problem = SearchProblem(
            self.moves,
            self.premises.levels,
            [(item, need) for item, need in needs if need is not None and item in self.premises.levels],
            self.scores if target.verdict == "ready" else None,
            limits.within,
        )

    def cheapest(self, *, every: bool = True, nodes: int = NODES) -> Cheapest | int | None:
        """The plans of the least cost, or without `every` one of them; see `search`. None where nothing at all is known of a factor."""
        if not self.scores.known(self.premises.levels):
            return None
        return cheapest(self.problem, self.scores.readiness if every else None, nodes)

    def state(self, levels: Mapping[SettableLevel, float]) -> State:
        """The judgement with these levels in place of the premises'."""
        own = {**self.premises.levels, **levels}
        taken = {item.item for item in self.premises.taken}
        changed = {
            item: level
            for item, level in own.items()
            if item in taken or level != self.trials.level(item).level
        }
        score = self.trials.score(changed, self.target.phase)
        value = float(score.readiness.value) if score.known else None
        return State(self.target.phase, VERDICTS[int(score.verdict)], value)

    def stands_if(self, counts: Counts, item: SettableLevel, level: float) -> bool:
        """Whether moves still reach the target if a level is another one from the beginning."""
        running = run(self.moves, counts, {**self.premises.levels, item: level})
        met = all(running.levels[needed] >= need - TOLERANCE for needed, need in self.problem.needs)
        late = self.limits.within is not None and running.months > self.limits.within
        scored = self.problem.scores is None or self.problem.scores.passes(running.levels)
        return met and scored and not running.stuck and not late

    def all_that_can_run(self) -> Running:
        """Every move as often as it is of use, as far as it can begin, and in time."""
        counts = [move.uses for move in self.moves]
        running = run(self.moves, counts, self.premises.levels)
        while self.limits.within is not None and running.months > self.limits.within:
            for stage in running.stages:
                counts[stage.move] -= stage.end > self.limits.within
            running = run(self.moves, counts, self.premises.levels)
        return running
