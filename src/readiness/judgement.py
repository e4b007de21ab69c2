"""One pair judged for one scope: the phase, the standing, the readings, and the direction that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.engine.combine import least_harmed
from readiness.engine.outcome import Outcome, demands_of, outcome, worse
from readiness.evidence.pair import read_pair
from readiness.evidence.relation import PhaseFinding, StandingFinding, infer_phase, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Rubric
    from readiness.engine.kernel import PhaseScore
    from readiness.evidence.pair import PairReading
    from readiness.question import Question, Scope, Side


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


def judge(rubric: Rubric, a: ProfileDocument, b: ProfileDocument, asked: Question, scope: Scope) -> Judgement:
    """Judge in the direction asked, or in the worse of both.

    Where both come out equal, the details are those of the direction in which the smaller code asks, so that the order
    in which the profiles were given makes no difference.
    """
    documents = sorted(((a, b.id), (b, a.id)), key=lambda item: item[0].id)
    inferred = infer_phase(rubric, documents, scope.needs[0], scope.as_of)
    phase = inferred if asked.phase is None else PhaseFinding(asked.phase, "given", "given")
    stands = standing(rubric, documents, scope.needs, scope.as_of)
    suspended = stands.cause if stands is not None and rubric.standing[stands.status].causes else None
    readings = read_pair(rubric, a, b, scope)
    harmed = least_harmed(scope.roles, rubric.roles)
    demands = demands_of(rubric, scope, suspended)
    if asked.requesting is not None:
        shown = outcome(rubric, readings, scope, asked.requesting, demands)
        return Judgement(scope, phase, inferred, stands, readings, shown, None, even=False, harmed=harmed)
    sides: tuple[Side, Side] = ("a", "b") if a.id < b.id else ("b", "a")
    one, other = (outcome(rubric, readings, scope, side, demands) for side in sides)
    order = worse(one, other, phase.phase)
    shown, spare = (other, one) if order > 0 else (one, other)
    return Judgement(scope, phase, inferred, stands, readings, shown, spare, even=order == 0, harmed=harmed)
