"""The judgement from other sides: each need alone, each lane alone, the instruments that govern, the channels on record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readiness.assessment import result
from readiness.assessment.judgement import Judgement, judge
from readiness.engine import diagnosis
from readiness.engine.kernel import VERDICTS
from readiness.evidence import channels, instruments
from readiness.model.question import Question, lanes_meet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.kernel import PhaseScore
    from readiness.evidence.pair import Memo
    from readiness.model.rubric import Rubric


def verdict(score: PhaseScore) -> result.Verdict:
    """The verdict of a score."""
    return VERDICTS[int(score.verdict)]


def readiness(score: PhaseScore) -> result.Readiness:
    """The readiness of a score; no value where a factor has no level."""
    known = bool(score.known)
    return result.Readiness(
        value=float(score.readiness.value) if known else None,
        low=float(score.readiness.low),
        high=float(score.readiness.high),
        index=float(score.index.value) if known else None,
        ceiling=float(score.ceiling.value),
    )


def alone(
    rubric: Rubric, a: ProfileDocument, b: ProfileDocument, asked: Question, judged: Judgement, memo: Memo
) -> list[Judgement]:
    """Each need judged alone, in its own phase, standing and lane."""
    if len(judged.scope.needs) == 1:
        return [judged]
    scopes = [judged.scope.for_need(rubric, need, asked.lane) for need in judged.scope.needs]
    return [judge(rubric, a, b, asked, scope, memo) for scope in scopes]


def by_need(rubric: Rubric, own: Judgement) -> result.NeedResult:
    """One need judged alone."""
    obstacles = diagnosis.diagnose(rubric, own.outcome, own.phase.phase)
    return result.NeedResult(
        need=own.scope.needs[0],
        phase=own.phase.phase,
        standing=own.standing.status if own.standing is not None else None,
        verdict=verdict(own.score),
        readiness=readiness(own.score),
        first_obstacle=obstacles[0].id if obstacles else None,
    )


def by_lane(
    rubric: Rubric,
    a: ProfileDocument,
    b: ProfileDocument,
    asked: Question,
    judged: Judgement,
    alone: list[Judgement],
    memo: Memo,
) -> Iterator[result.LaneResult]:
    """Both lanes side by side, where both are in play: the same phase, each with the needs it can serve."""
    if judged.scope.lane != "both":
        return
    for lane, text in rubric.lanes.items():
        needs = tuple(need for need in judged.scope.needs if lanes_meet(rubric.needs[need].lane, lane))
        if not needs:
            continue
        scope = replace(judged.scope, needs=needs, lane=lane)
        known = next((single for single in alone if single.scope == scope), None)
        own = (known or judge(rubric, a, b, asked, scope, memo)).seen_in(judged.phase)
        obstacles = diagnosis.diagnose(rubric, own.outcome, own.phase.phase)
        first = obstacles[0].id if obstacles else None
        yield result.LaneResult(lane, verdict(own.score), readiness(own.score), first, text.allows)


def governing(
    rubric: Rubric, a: ProfileDocument, b: ProfileDocument, judged: Judgement
) -> Iterator[result.InstrumentResult]:
    """The instruments that govern the crimes, in the order the crimes name them."""
    governing = dict.fromkeys(
        name for crime in judged.scope.crimes for name in rubric.crimes[crime].governed_by
    )
    for name in governing:
        found = instruments.standing(name, a, b, judged.scope.as_of)
        yield result.InstrumentResult(name, rubric.instruments[name].name, found.a, found.b, found.shared)


def open_channels(
    rubric: Rubric, a: ProfileDocument, b: ProfileDocument, judged: Judgement
) -> Iterator[result.ChannelResult]:
    """The channels that either profile records, by the ladder of the most telling channel indicator."""
    ladder = next(iter(rubric.channel_ladders), None)
    for link in channels.links(rubric, ladder, a, b, judged.scope) if ladder else ():
        if link.a is None and link.b is None:
            continue
        name = rubric.channels[link.channel].name if link.channel in rubric.channels else link.channel
        levels = [access.level if access is not None else None for access in (link.a, link.b)]
        yield result.ChannelResult(
            link.channel, name, levels[0], levels[1], link.level.level if link.level.known else None
        )
