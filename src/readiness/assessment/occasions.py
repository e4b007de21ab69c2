"""What there is occasion for: what stands between the two, and what is asked about, that a remedy may be meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.arithmetic import FLOATS, TOLERANCE
from readiness.evidence.joint_record import Sought, relations, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.engine.arithmetic import Quantity
    from readiness.model.catalogue import Occasion


class Occasions:
    """Tells whether occasions of remedies are there for one pair."""

    def __init__(self, judged: Judgement) -> None:
        self._standing = judged.standing.status if judged.standing is not None else None
        self._relations = frozenset(_relations(judged))
        self._unfinished = frozenset(_unfinished(judged))
        self._crimes = frozenset(judged.scope.crimes)
        self._levels = dict(zip(judged.rubric.indicators, judged.score.levels, strict=True))

    def any_of(self, occasions: Sequence[Occasion]) -> bool:
        """Whether one of them is there. What asks for none may always be done."""
        return not occasions or any(map(self._is_there, occasions))

    def _is_there(self, occasion: Occasion) -> bool:
        if occasion.indicator is not None and occasion.at_most is not None:
            return _stated_at_most(self._levels[occasion.indicator], occasion.at_most)
        return (
            self._standing in occasion.standing
            or not self._relations.isdisjoint(occasion.relations)
            or not self._unfinished.isdisjoint(occasion.agreements)
            or not self._crimes.isdisjoint(occasion.crimes)
        )


def _stated_at_most(level: Quantity, at_most: float) -> bool:
    """Whether a level, or the weakest link known of it, is rated or recorded and no higher."""
    return bool(level.applicable & level.stated) and level.reached(FLOATS) <= at_most + TOLERANCE


def _relations(judged: Judgement) -> Iterator[str]:
    """Kinds of facts that hold between the two."""
    as_of = judged.scope.as_of
    for document, code in ((judged.a, judged.b.id), (judged.b, judged.a.id)):
        partner = document.profile.partners.get(code)
        for kind in judged.rubric.relation_kinds if partner is not None else ():
            if partner is not None and relations(partner, kind, as_of):
                yield kind


def _unfinished(judged: Judgement) -> Iterator[str]:
    """The statuses of agreements between the two that would serve a need in play if they were in force."""
    rubric, scope = judged.rubric, judged.scope
    for document, code in ((judged.a, judged.b.id), (judged.b, judged.a.id)):
        partner = document.profile.partners.get(code)
        for need in scope.needs if partner is not None else ():
            if partner is not None:
                sought = Sought(need, scope.crimes, scope.as_of)
                yield from (status for _, _, status in unfinished(rubric, partner, sought))
