"""The one ordered list of what stands in the way: its obstacles, its first entry, and where an undetermined pair leans."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from readiness.assessment.indicators import limiting_side, readings_that_count
from readiness.assessment.result.obstacles import ObstacleResult
from readiness.assessment.result.verdicts import FirstResult, LeaningResult
from readiness.engine.arithmetic import FLOATS
from readiness.engine.diagnosis import diagnose, in_order
from readiness.engine.kernel import BLOCKED, UNDETERMINED, VERDICTS
from readiness.engine.leaning import LEANS_ON, lean
from readiness.engine.outcome import NOBODY, deciding_cause
from readiness.engine.statuses import Shortfalls, measured_by, phase_of
from readiness.evidence.level_reading import quantity

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement
    from readiness.assessment.remedies import Remedies
    from readiness.assessment.result.verdicts import SideName
    from readiness.engine.diagnosis import DiagnosedObstacle
    from readiness.engine.losses import Losses
    from readiness.engine.statuses import Status
    from readiness.model.question import Side


SIDES: tuple[Side, Side] = ("a", "b")
"""The sides by the numbers of those who decide a standing."""


def obstacles_of(judged: Judgement, lost: Losses, remedies: Remedies) -> list[ObstacleResult]:
    """Every obstacle, the first to remove first."""
    factor_of = judged.rubric.factor_of
    results: list[ObstacleResult] = []
    for obstacle in _diagnosed(judged):
        first = obstacle.indicators[0]
        results.append(
            ObstacleResult(
                id=obstacle.id,
                status=obstacle.status,
                factor=factor_of[first],
                side=_side(judged, first, obstacle.status),
                indicators=list(obstacle.indicators),
                consequences=list(obstacle.consequences),
                loss_share=lost.of(obstacle.indicators),
                remedies=list(
                    dict.fromkeys(remedy for key in obstacle.indicators for remedy in remedies.of(key))
                ),
            )
        )
    return results


def first_of(judged: Judgement) -> FirstResult | None:
    """The first entry of the list, None of an empty one."""
    for obstacle in _diagnosed(judged):
        first = obstacle.indicators[0]
        side = _side(judged, first, obstacle.status)
        return FirstResult(first, judged.rubric.factor_of[first], obstacle.id, obstacle.status, side)
    return None


def leaning_of(judged: Judgement) -> LeaningResult | None:
    """Where the pair leans; None unless it is undetermined and any level is known."""
    if judged.score.verdict != UNDETERMINED:
        return None
    phase = judged.phase.phase
    outcome = judged.outcome
    now = phase_of(outcome, phase)
    leaning = lean(
        FLOATS,
        outcome.setting,
        outcome.demands[phase],
        now,
        judged.score.factors,
        outcome.at_best,
        Shortfalls(FLOATS, outcome.setting, now),
    )
    if not leaning.told:
        return None
    blocked = leaning.verdict == BLOCKED
    named = leaning.blocking if blocked else leaning.limiting
    key = in_order(judged.rubric, named.flags, named.rank)[0]
    level = judged.score.levels[list(judged.rubric.indicators).index(key)]
    return LeaningResult(
        cast('Literal["blocked", "fragile", "ready"]', VERDICTS[int(leaning.verdict)]),
        key,
        judged.rubric.factor_of[key],
        _side(judged, key, named.status),
        LEANS_ON[level.grounds],
    )


def _diagnosed(judged: Judgement) -> list[DiagnosedObstacle]:
    return diagnose(judged.outcome, judged.phase.phase, partial(_raised, judged))


def _raised(judged: Judgement, key: str, status: Status) -> str:
    """The obstacle that an indicator raises: by the cause of the level that decides, else the first listed."""
    indicator = judged.rubric.indicators[key]
    if not indicator.raises_by_cause:
        return indicator.obstacles[0]
    readings, causes = readings_that_count(judged, key), indicator.causes
    number = deciding_cause(
        FLOATS,
        [quantity(reading) for reading in readings],
        [causes.index(reading.cause) for reading in readings],
        _necessary(judged, key, status),
    )
    return indicator.obstacle_for(causes[int(number)])


def _side(judged: Judgement, key: str, status: Status) -> SideName:
    """On whose side an entry lies, against what the phase needs that gives it its status.

    What has one level for the pair lies on the side that decided the standing of which it is the cause.
    """
    side, outcome = limiting_side(judged, key, _necessary(judged, key, status)), judged.outcome
    decided = outcome.caused[list(judged.rubric.indicators).index(key)] and outcome.by != NOBODY
    return SIDES[outcome.by] if side == "pair" and decided else side


def _necessary(judged: Judgement, key: str, status: Status) -> float:
    number = list(judged.rubric.indicators).index(key)
    return measured_by(judged.outcome.setting, number, judged.phase.phase, status)
