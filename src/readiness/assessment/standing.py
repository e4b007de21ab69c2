"""How the relation stands: what fell since, and how casework fares (S1.38)."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from readiness.assessment.indicators import limiting_side
from readiness.assessment.result.joint_record import (
    CaseCount,
    CaseTrend,
    DisputedStanding,
    EndedStanding,
    Fall,
    StandingInfo,
)
from readiness.engine.arithmetic import FLOATS, TOLERANCE
from readiness.engine.diagnosis import in_order
from readiness.engine.outcome import changes_of
from readiness.engine.statuses import fallen, phase_of
from readiness.evidence.casework import trend
from readiness.evidence.joint_record import ended
from readiness.evidence.pair_reading import quantities
from readiness.evidence.relation import disputed, ended_standing
from readiness.model.fields import first_day

if TYPE_CHECKING:
    from datetime import date

    from readiness.assessment.judgement import Judgement
    from readiness.model.joint_record import Cases


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
        stands.by,
        stands.note,
        _fell(judged),
        [
            CaseTrend(
                item.need, *(_count(entry, as_of, yearly=item.yearly) for entry in (item.before, item.after))
            )
            for item in trends
        ],
        [
            DisputedStanding(other.source, other.status, other.since)
            for other in disputed(judged.rubric, documents, judged.scope.needs, as_of)
        ],
    )


def ended_of(judged: Judgement) -> EndedStanding | None:
    """The standing that ended last, if none is on record any more."""
    documents = ((judged.a, judged.b.id), (judged.b, judged.a.id))
    entry = ended_standing(judged.rubric, documents, judged.scope.needs, judged.scope.as_of)
    return (
        EndedStanding(entry.status, entry.since, entry.until)
        if entry is not None and entry.until is not None
        else None
    )


def _fell(judged: Judgement) -> list[Fall]:
    """What is lower than before, of an indicator whose sides both count the side that fell furthest if it fell further than the pair."""
    outcome, indicators = judged.outcome, judged.rubric.indicators
    named = fallen(FLOATS, outcome.setting, phase_of(outcome, judged.phase.phase))
    falls = []
    for key in in_order(judged.rubric, named.flags, named.rank):
        if key not in judged.stands.before:
            continue
        changes = changes_of(
            FLOATS,
            indicators[key].combine.rule,
            judged.stands.before[key],
            quantities(judged.readings[key]),
            outcome.requesting,
            judged.harmed,
        )
        change = max(changes, key=lambda item: FLOATS.rounded(item.drop(FLOATS)))
        if change.drop(FLOATS) > TOLERANCE:
            side = limiting_side(judged, key, None) if change.side is None else change.side
            falls.append(Fall(key, float(change.before.level), float(change.now.level), side))
    return falls


def _count(entry: Cases, as_of: date, *, yearly: bool) -> CaseCount:
    completed, begin, end = int(entry.completed), first_day(entry.from_), ended(entry, as_of)
    a_year = completed / _years(begin, end) if yearly else None
    return CaseCount(completed, begin.isoformat(), end.isoformat(), a_year)


def _years(begin: date, end: date) -> float:
    """How many years from one day to another, both counted: whole months are twelfths, days a share of their month."""
    _, days = monthrange(end.year, end.month)
    return end.year - begin.year + (end.month - begin.month + (end.day - begin.day + 1) / days) / 12
