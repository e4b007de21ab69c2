"""A what-if: the pair before and after some changes, what moved and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.assessment.assemble import assembled, judged_pair
from readiness.change.supposed_facts import supposing
from readiness.change.supposed_profile import Fact
from readiness.engine.arithmetic import FLOATS, TOLERANCE
from readiness.engine.kernel import VERDICTS
from readiness.evidence.level_reading import WORKED
from readiness.evidence.supposed_levels import Supposed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.assessment.result.verdicts import PhaseResult
    from readiness.change.change_notation import Wish
    from readiness.model.rubric import Rubric

Why = Literal[
    "set", "fact", "casework", "direction", "gates", "index", "ceiling", "phase-asks-more", "record", "order"
]
"""Why something moved: it was set; a fact or completed casework gives it; the other direction is now the worse one; gates
opened or closed; the index or the ceiling moved; the relation counts as another phase; the records say so; the order of
removal changed."""


class Moved(Struct, frozen=True):
    """Something that moved: what (a dotted key of the report), from what to what, why, and by which indicators."""

    what: str
    before: str | float | None
    after: str | float | None
    why: Why
    by: tuple[str, ...] = ()


class WhatIf(Struct, frozen=True):
    """A pair before and after.

    `former` is set where the pair looks worse and counts as a later phase, which asks more: it is the judgement of the former
    phase after the change. `idle` are the changes that add nothing to the others.
    """

    wishes: Sequence[Wish]
    before: Assessment
    after: Assessment
    moved: list[Moved]
    former: PhaseResult | None
    idle: Sequence[Wish]
    judged: Judgement

    @property
    def only_by_phase(self) -> bool:
        """Whether it looks worse only because the later phase asks more: in the former one it is no worse."""
        return self.former is not None and _worth(self.former) >= _worth(self.before)


def what_if(judged: Judgement, wishes: Sequence[Wish]) -> WhatIf:
    """The pair with the changes. Raises InputError as `assess` does."""
    changed = _changed(judged, wishes)
    before, after = assembled(judged), assembled(changed)
    levels = [wish.change for wish in wishes if isinstance(wish.change, Supposed)]
    return WhatIf(
        wishes,
        before,
        after,
        list(_moved(before, after, levels)),
        _former(before, after, judged.rubric),
        list(_idle(judged, wishes, changed)),
        judged,
    )


def _changed(judged: Judgement, wishes: Sequence[Wish]) -> Judgement:
    """The pair judged with changes."""
    facts = [wish.change for wish in wishes if isinstance(wish.change, Fact)]
    levels = [wish.change for wish in wishes if isinstance(wish.change, Supposed)]
    levels.sort(key=lambda level: level.row is not None)  # a row stands out from what is set of the whole
    sides = supposing((judged.a, judged.b), facts, judged.scope.as_of, judged.rubric)
    return judged_pair(*sides, judged.rubric, judged.asked, levels)


def _idle(judged: Judgement, wishes: Sequence[Wish], changed: Judgement) -> Iterator[Wish]:
    """The changes without which the others come to the same, one at a time."""
    for wish in wishes:
        others = [other for other in wishes if other is not wish]
        if _told(_changed(judged, others) if others else judged) == _told(changed):
            yield wish


def _told(judged: Judgement) -> list[object]:
    """What is told of a judgement: the phase, verdicts, scores as they are printed, and levels that are known."""
    told: list[object] = [judged.phase.phase, *map(FLOATS.printed, judged.score.readiness)]
    for it in (judged, judged.whole):
        for score in it.outcome.phases.values():
            told += [score.verdict, score.known and FLOATS.printed(score.readiness.value)]
            told += [(level.known, level.known and level.level) for level in score.levels]
    return told


def _former(before: Assessment, after: Assessment, rubric: Rubric) -> PhaseResult | None:
    """The former phase after the change, where the pair counts as a later one and looks worse there."""
    order = list(rubric.phases)
    old = before.phase.assessed
    if order.index(after.phase.assessed) <= order.index(old) or _worth(after) >= _worth(before):
        return None
    return next(phase for phase in after.phases if phase.id == old)


def _worth(result: Assessment | PhaseResult) -> tuple[int, float]:
    value = result.readiness.value
    return VERDICTS.index(result.verdict), -1.0 if value is None else round(value)


def _moved(before: Assessment, after: Assessment, levels: Sequence[Supposed]) -> Iterator[Moved]:
    other_phase = before.phase.assessed != after.phase.assessed
    old, new = ({item.id: item for item in assessment.indicators} for assessment in (before, after))
    gates = tuple(key for key in new if key in old and old[key].gate != new[key].gate)
    if other_phase:
        yield Moved("phase", before.phase.assessed, after.phase.assessed, "record")
    if before.verdict != after.verdict:
        why: Why = "phase-asks-more" if other_phase else "gates" if gates else "index"
        yield Moved("verdict", before.verdict, after.verdict, why, _deciding(before, after, gates))
    if _differ(before.readiness.value, after.readiness.value):
        held = after.readiness.ceiling < 100 or before.readiness.ceiling < 100
        bound: Why = "phase-asks-more" if other_phase else "ceiling" if held else "index"
        yield Moved("readiness", before.readiness.value, after.readiness.value, bound, gates if held else ())
    first = [None if judged.first is None else judged.first.indicator for judged in (before, after)]
    if first[0] != first[1]:
        yield Moved("first", first[0], first[1], "gates" if gates else "order", gates)
    for was, now in zip(before.phases, after.phases, strict=True):
        if was.verdict != now.verdict:
            by = tuple(sorted((set(was.unmet) ^ set(now.unmet)) | (set(was.unknown) ^ set(now.unknown))))
            yield Moved(f"phases.{was.id}.verdict", was.verdict, now.verdict, "gates" if by else "index", by)
    supposed = {item.indicator for item in levels}
    turned = before.direction.detail != after.direction.detail
    for key in [*old, *(key for key in new if key not in old)]:
        yield from _of_indicator(
            key, old.get(key), new.get(key), _reason(new.get(key), key in supposed, turned), other_phase
        )


def _deciding(before: Assessment, after: Assessment, gates: tuple[str, ...]) -> tuple[str, ...]:
    """Of the gates that moved those that hold the verdict down now, or held it down before."""
    now, was = ({item.id: item.gate for item in assessment.indicators} for assessment in (after, before))
    for gate in ("unmet", "unknown"):
        for side in (now, was):
            named = tuple(key for key in gates if side.get(key) == gate)
            if named:
                return named
    return gates


def _reason(new: IndicatorResult | None, supposed: bool, turned: bool) -> Why:
    if supposed:
        return "set"
    if turned:
        return "direction"
    return "casework" if new is not None and new.basis in WORKED else "fact"


def _of_indicator(
    key: str, old: IndicatorResult | None, new: IndicatorResult | None, why: Why, other_phase: bool
) -> Iterator[Moved]:
    was, now = (None if item is None else item.level for item in (old, new))
    if _differ(was, now):
        yield Moved(f"indicators.{key}.level", was, now, why)
    states = [None if item is None else item.gate for item in (old, new)]
    if states[0] != states[1]:
        asks_more = other_phase and not _differ(was, now)
        yield Moved(f"indicators.{key}.gate", states[0], states[1], "phase-asks-more" if asks_more else why)


def _differ(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > TOLERANCE
