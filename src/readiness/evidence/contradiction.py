"""Ratings beside later completed cases, which passed what the rating may say cannot be passed (design 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence import casework, ratings
from readiness.evidence.joint_record import surely_ended
from readiness.evidence.pair import contexts_of
from readiness.evidence.ratings import candidates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.level_reading import Reading
    from readiness.model.joint_record import Cases
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class LaterCases(NamedTuple):
    """What a profile rates for some needs, and the newest cases for one of them that were completed after that."""

    rated: Reading
    needs: tuple[str, ...]
    cases: Cases


def later_cases(
    rubric: Rubric,
    key: str,
    rating: Sequence[tuple[ProfileDocument, str]],
    recording: Sequence[tuple[ProfileDocument, str]],
    scope: Scope,
) -> Iterator[LaterCases]:
    """Each rating of an indicator that completed cases would show, if such cases are surely younger than it.

    `rating` and `recording` are the profiles of which ratings and cases count, each with the code of its partner.
    """
    indicator = rubric.indicators[key]
    if indicator.shown_by is None:
        return
    for document, code in rating:
        mute = casework.mute_asker(indicator, document.id, code) if indicator.unit == "each" else None
        rated = candidates(document, code, key)
        for context in contexts_of(rubric, indicator, scope, rated, by_need=True) if rated else ():
            reading = ratings.read(rated, context, scope.as_of, rubric.evidence)
            needs = scope.needs if context.need is None else (context.need,)
            if reading.as_of is None:
                continue
            for _, _, _, cases in casework.recent(rubric, recording, needs, scope.as_of):
                if (
                    casework.tells_of(indicator, cases, mute)
                    and surely_ended(cases, scope.as_of) > reading.as_of
                ):
                    yield LaterCases(reading, needs, cases)
                    break
