"""The fewest whole levels that make a fragile pair ready, however many: the search for plans, with every level a step of its own."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from readiness.change.available_moves import Move
from readiness.change.scoring import Scores
from readiness.change.search import Cheapest, cheapest
from readiness.change.shortfall import SearchProblem
from readiness.change.starting_levels import Target, premises
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.kernel import READY
from readiness.model.remedy_effect import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.judgement import Judgement
    from readiness.change.starting_levels import Premises
    from readiness.change.trials import SettableLevel


def least_rise(judged: Judgement) -> dict[SettableLevel, float] | None:
    """The levels to set; None where none are high enough, or where the search was cut off."""
    if judged.stands.at_best < READY:
        return None
    start = premises(judged, Target(judged.phase.phase, "ready"))
    moves = list(_rises(start))
    scores = Scores(start, start.trials.rubric.verdict.fragile_below)
    cheapest_rise = (
        cheapest(SearchProblem(moves, start.levels, [], scores)) if scores.known(start.levels) else None
    )
    if not isinstance(cheapest_rise, Cheapest) or not cheapest_rise.exact:
        return None
    lifted = {
        item for stage in cheapest_rise.best.running.stages for item in (lift.item for lift in stage.lifts)
    }
    return {item: cheapest_rise.best.running.levels[item] for item in lifted}


def _rises(start: Premises) -> Iterator[Move]:
    """Every known level that counts, one up, as often as the scale allows."""
    top = start.trials.rubric.top_level
    for item in start.trials.items():
        level = start.trials.level(item)
        if level.applicable and level.known:
            before = start.levels[item]
            uses = floor(top - before + TOLERANCE)
            side = "both" if item.holder == "pair" else item.holder
            if uses:
                step = Step(1.0, before + uses, from_zero=True)
                yield Move(item.indicator, side, side, 1, 0, ((item, step),), (), (), uses)
