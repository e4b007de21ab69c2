"""One pair judged for one scope: the phase, the standing, the readings, and the direction that counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from readiness.engine.combine import least_harmed
from readiness.engine.outcome import Outcome, demands_of, outcome, worse
from readiness.evidence.pair import read_pair
from readiness.evidence.relation import PhaseFinding, StandingFinding, infer_phase, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.kernel import PhaseScore
    from readiness.evidence.pair import Memo, PairReading
    from readiness.model.question import Question, Scope, Side
    from readiness.model.rubric import Rubric


class _Directions(TypedDict):
    outcome: Outcome
    other: Outcome | None
    even: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """A scope judged.

    `inferred` is the phase the records give, whatever was asked; `other` the direction not shown, None if only one was
    asked; `even` tells that both directions come out equal; `harmed` is the side the crime harms least.
    """

    scope: Scope
    phase: PhaseFinding
    inferred: PhaseFinding
    standing: StandingFinding | None
    readings: Mapping[str, PairReading]
    outcome: Outcome
    other: Outcome | None
    even: bool
    harmed: Side | None

    @property
    def score(self) -> PhaseScore:
        """The judgement of the assessed phase."""
        return self.outcome.phases[self.phase.phase]

    def seen_in(self, phase: PhaseFinding) -> Judgement:
        """The same judgement in another phase, with the direction that is the worse one there."""
        if self.other is None:
            return replace(self, phase=phase)
        return replace(self, phase=phase, **_shown(self.outcome, self.other, phase.phase))


def judge(
    rubric: Rubric,
    a: ProfileDocument,
    b: ProfileDocument,
    asked: Question,
    scope: Scope,
    memo: Memo | None = None,
) -> Judgement:
    """Judge in the direction asked, or in the worse of both."""
    documents = sorted(((a, b.id), (b, a.id)), key=lambda item: item[0].id)
    inferred = infer_phase(rubric, documents, scope.needs[0], scope.as_of)
    phase = inferred if asked.phase is None else PhaseFinding(asked.phase, "given", "given")
    stands = standing(rubric, documents, scope.needs, scope.as_of)
    suspended = stands.cause if stands is not None and rubric.standing[stands.status].causes else None
    readings = read_pair(rubric, a, b, scope, memo)
    harmed = least_harmed(scope.roles, rubric.roles)
    demands = demands_of(rubric, scope, suspended)
    if asked.requesting is not None:
        shown = outcome(rubric, readings, scope, asked.requesting, demands)
        return Judgement(scope, phase, inferred, stands, readings, shown, None, even=False, harmed=harmed)
    sides: tuple[Side, Side] = ("a", "b") if a.id < b.id else ("b", "a")
    one, other = (outcome(rubric, readings, scope, side, demands) for side in sides)
    chosen = _shown(one, other, phase.phase)
    return Judgement(scope, phase, inferred, stands, readings, harmed=harmed, **chosen)


def _shown(one: Outcome, other: Outcome, phase: str) -> _Directions:
    """The worse direction.

    Where both come out equal the first, in which the smaller code asks, so that the order in which the profiles were
    given makes no difference.
    """
    order = worse(one, other, phase)
    shown, spare = (other, one) if order > 0 else (one, other)
    return {"outcome": shown, "other": spare, "even": order == 0}
