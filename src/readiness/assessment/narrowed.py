"""The pair judged for less than was asked: each need alone, each lane alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.assessment.order import first_of, leaning_of
from readiness.assessment.result.verdicts import LaneResult, NeedResult
from readiness.assessment.scores import readiness_of, verdict_of
from readiness.engine import diagnosis
from readiness.model.question import lanes_meet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement


def alone(judged: Judgement) -> list[Judgement]:
    """Each need judged alone, in its own phase, standing and lane."""
    if len(judged.scope.needs) == 1:
        return [judged]
    scopes = (judged.scope.for_need(judged.rubric, need, judged.asked.lane) for need in judged.scope.needs)
    return [judged.again(scope) for scope in scopes]


def deciding(together: Judgement) -> Judgement:
    """All needs together, or the one that alone is judged worse: the whole is never better than its worst need (design 2.4).

    Of needs with the same verdict the one that was asked first.
    """
    singles = alone(together)
    if len(singles) == 1:
        return together
    worst = min(singles, key=lambda single: single.score.verdict)
    shown = worst if worst.score.verdict < together.score.verdict else together
    return replace(shown, together=together, alone=tuple(singles))


def by_need(single: Judgement) -> NeedResult:
    """One need judged alone."""
    first = first_of(single)
    return NeedResult(
        need=single.scope.needs[0],
        phase=single.phase.phase,
        standing=single.standing.status if single.standing is not None else None,
        verdict=verdict_of(single.score),
        readiness=readiness_of(single.score),
        first_obstacle=first.obstacle if first is not None else None,
        first=first,
        leaning=leaning_of(single),
        unmet=diagnosis.unmet(single.outcome, single.phase.phase),
        unknown=diagnosis.unknown(single.rubric, single.score),
    )


def by_lane(judged: Judgement, singles: Sequence[Judgement]) -> Iterator[LaneResult]:
    """Both lanes side by side, where both are in play: the same phase, each with the needs it can serve.

    `singles` are the needs judged alone: a lane that serves one of them only is not judged again.
    """
    if judged.scope.lane != "both":
        return
    rubric = judged.rubric
    for lane, text in rubric.lanes.items():
        needs = tuple(need for need in judged.scope.needs if lanes_meet(rubric.needs[need].lane, lane))
        if not needs:
            continue
        scope = replace(judged.scope.with_needs(rubric, needs), lane=lane)
        known = next((single for single in singles if single.scope == scope), None)
        in_lane = (known or deciding(judged.again(scope))).seen_in(judged.phase)
        first = first_of(in_lane)
        yield LaneResult(
            lane,
            verdict_of(in_lane.score),
            readiness_of(in_lane.score),
            first.obstacle if first is not None else None,
            first,
            text.allows,
        )
