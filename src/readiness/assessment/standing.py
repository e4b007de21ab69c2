"""How the relation stands: what fell since, and how casework fares (S1.38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.result import CaseCount, CaseTrend, Fall, StandingInfo
from readiness.engine.arithmetic import FLOATS
from readiness.engine.diagnosis import in_order
from readiness.engine.statuses import fallen, phase_of
from readiness.evidence.casework import trend
from readiness.evidence.record import ended
from readiness.model.fields import first_day

if TYPE_CHECKING:
    from datetime import date

    from readiness.assessment.judgement import Judgement
    from readiness.model.profile import Cases


def standing_of(judged: Judgement) -> StandingInfo | None:
    """The standing with what fell since it began, if it troubles the relation."""
    stands = judged.standing
    if stands is None:
        return None
    day = stands.day_before(judged.rubric)
    documents = ((judged.a, judged.b.id), (judged.b, judged.a.id))
    as_of = judged.scope.as_of
    needs = dict.fromkeys([*judged.scope.needs, *judged.rubric.needs])
    began = first_day(stands.since)
    trends = trend(judged.rubric, documents, needs, began, as_of) if day is not None else []
    return StandingInfo(
        stands.status,
        stands.since,
        stands.cause,
        stands.note,
        _fell(judged),
        [CaseTrend(item.need, _count(item.before, as_of), _count(item.after, as_of)) for item in trends],
    )


def _fell(judged: Judgement) -> list[Fall]:
    outcome, keys = judged.outcome, list(judged.rubric.indicators)
    named = fallen(FLOATS, outcome.setting, phase_of(outcome, judged.phase.phase))
    falls = []
    for key in in_order(judged.rubric, named.flags, named.rank):
        number = keys.index(key)
        level = float(outcome.quantities[number].level)
        falls.append(Fall(key, level + float(outcome.fell[number]), level))
    return falls


def _count(entry: Cases, as_of: date) -> CaseCount:
    return CaseCount(
        int(entry.completed), first_day(entry.from_).isoformat(), ended(entry, as_of).isoformat()
    )
