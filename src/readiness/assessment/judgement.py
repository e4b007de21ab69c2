"""One pair judged for one scope: the phase, the standing, the readings, and the direction that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from msgspec import Struct
from msgspec.structs import replace

from readiness.engine.arithmetic import FLOATS
from readiness.engine.outcome import NOBODY, Outcome, Stands, compared, outcome
from readiness.engine.setting import setting_of
from readiness.evidence.joint_record import Sought
from readiness.evidence.pair import read_pair
from readiness.evidence.pair_reading import Memo, quantities
from readiness.evidence.relation import PhaseFinding, StandingFinding, infer_phase, standing
from readiness.evidence.supposed_levels import suppose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.kernel import PhaseScore
    from readiness.evidence.pair_reading import PairReading
    from readiness.evidence.supposed_levels import Supposed
    from readiness.model.question import Question, Scope, Side
    from readiness.model.rubric import Rubric


class _Directions(TypedDict):
    outcome: Outcome
    other: Outcome | None
    even: bool


class Judgement(Struct, frozen=True):
    """A pair judged for a scope.

    `inferred` is the phase the records give, whatever was asked; `other` the direction not shown, None if only one was
    asked; `even` is whether both directions come out equal. `stands` is what the standing does to the levels. `memo` keeps
    readings for other scopes of the same pair, before what is `supposed`. Where one of several needs alone is judged worse than all
    together, this is its judgement: `together` is then that of all, and `alone` are those of each need.
    """

    a: ProfileDocument
    b: ProfileDocument
    asked: Question
    scope: Scope
    phase: PhaseFinding
    inferred: PhaseFinding
    standing: StandingFinding | None
    readings: Mapping[str, PairReading]
    stands: Stands
    memo: Memo
    supposed: Sequence[Supposed]
    outcome: Outcome
    other: Outcome | None
    even: bool
    together: Judgement | None = None
    alone: tuple[Judgement, ...] = ()

    @property
    def whole(self) -> Judgement:
        """The judgement of all needs together."""
        return self.together if self.together is not None else self

    @property
    def itself(self) -> Judgement:
        """The same without the judgements beside it."""
        return replace(self, together=None, alone=())

    @property
    def rubric(self) -> Rubric:
        """The rubric judged by."""
        return self.outcome.setting.rubric

    @property
    def harmed(self) -> Side | None:
        """The side that the crime harms least."""
        return self.outcome.setting.harmed

    @property
    def score(self) -> PhaseScore:
        """The judgement of the assessed phase."""
        return self.outcome.phases[self.phase.phase]

    def again(self, scope: Scope) -> Judgement:
        """The same pair judged for another scope."""
        return judge(self.rubric, self.a, self.b, self.asked, scope, self.memo, self.supposed)

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
    supposed: Sequence[Supposed] = (),
) -> Judgement:
    """Judge in the direction asked, or in the worse of both. What is supposed takes the place of what is on record."""
    memo = memo or Memo()
    documents = sorted(((a, b.id), (b, a.id)), key=lambda item: item[0].id)
    inferred = infer_phase(rubric, documents, Sought(scope.needs[0], scope.crimes, scope.as_of))
    phase = inferred if asked.phase is None else PhaseFinding(asked.phase, "given", "given")
    stands = standing(rubric, documents, scope.needs, scope.as_of)
    readings = suppose(read_pair(rubric, a, b, scope, memo), supposed)
    levels = {key: quantities(reading) for key, reading in readings.items()}
    state = Stands({}) if stands is None else _state(rubric, a, b, scope, stands)
    setting = setting_of(rubric, scope)
    asking: tuple[Side, ...] = ("a", "b") if a.id < b.id else ("b", "a")
    if asked.requesting is not None:
        asking = (asked.requesting,)
    outcomes = [outcome(FLOATS, setting, levels, state, side) for side in asking]
    directions = _shown(outcomes[0], outcomes[-1], phase.phase)
    if asked.requesting is not None:
        directions = {"outcome": outcomes[0], "other": None, "even": False}
    return Judgement(
        a, b, asked, scope, phase, inferred, stands, readings, state, memo, supposed, **directions
    )


def _state(
    rubric: Rubric, a: ProfileDocument, b: ProfileDocument, scope: Scope, stands: StandingFinding
) -> Stands:
    """What a standing does to the judgement."""
    stopped = stands.stops(rubric)
    day_before = stands.day_before(rubric)
    before = read_pair(rubric, a, b, replace(scope, as_of=day_before)) if day_before is not None else {}
    return Stands(
        {stopped: True} if stopped is not None else {},
        stands.at_best(rubric),
        day_before is not None,
        {key: quantities(reading) for key, reading in before.items()},
        {stands.cause: True} if stands.cause is not None and stands.troubles(rubric) else {},
        (a.id, b.id).index(stands.by) if stands.by is not None else NOBODY,
    )


def _shown(first: Outcome, second: Outcome, phase: str) -> _Directions:
    """The worse direction.

    Where both come out equal the first, in which the smaller code asks, so that the order in which the profiles were
    given makes no difference.
    """
    order = compared(FLOATS, first, second, phase)
    shown, spare = (second, first) if order > 0 else (first, second)
    return {"outcome": shown, "other": spare, "even": order == 0}
