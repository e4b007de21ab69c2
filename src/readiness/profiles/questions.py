"""The questions that a profile leaves open, and the order in which answers are worth most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.assessment.judgement import judge
from readiness.engine import robustness
from readiness.engine.setting import weight_of
from readiness.evidence.joint_record import Sought
from readiness.evidence.ratings import candidates
from readiness.evidence.relation import infer_phase
from readiness.model.question import Question, in_scope, needs_concerned, resolve
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.reading import ProfileDocument
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

_OTHER_SIDE = re.compile(r"\bB\b")
_PARTNER = re.compile(r"\bpartner\b", re.IGNORECASE)


class Ask(Struct, frozen=True):
    """One question: an indicator, or one row of it.

    `necessary` is the level (0-4) that the phase needs, if it needs one; `weight` the indicator's share (0-1) of the
    weight of the phase.
    """

    indicator: str
    row: str | None = None
    necessary: float | None = None
    weight: float = 0.0


def only_towards_partner(indicator: Indicator) -> bool:
    """Whether a question means nothing without a partner: what belongs to the pair, and views of the other side."""
    return indicator.unit == "pair" or indicator.combine.rule == "weaker-view"


def speaks_of_partner(indicator: Indicator) -> bool:
    """Whether an answer most likely holds towards one partner only. A default: whoever answers may say otherwise."""
    return (
        only_towards_partner(indicator)
        or indicator.unit == "channel"
        or bool(_OTHER_SIDE.search(indicator.sides.a or ""))
        or bool(_PARTNER.search(indicator.question))
    )


def every(rubric: Rubric, *, partner: bool) -> list[Ask]:
    """All questions in catalogue order; without a partner only those that make sense towards anyone."""
    return [
        Ask(key, row)
        for key, indicator in rubric.indicators.items()
        if partner or not only_towards_partner(indicator)
        for row in (indicator.table.rows if indicator.table is not None else (None,))
    ]


def scope_of(document: ProfileDocument, rubric: Rubric, asked: Question) -> Scope:
    """What is in play when only one profile is at hand. The question must have a date. Raises UsageError."""
    return resolve(asked, rubric, document.profile, document.profile)


def phase_of(
    document: ProfileDocument, rubric: Rubric, partner: str | None, scope: Scope, given: str | None
) -> str:
    """The phase whose gates come first: the one given, else the one that the profile's own record shows."""
    sought = Sought(scope.needs[0], scope.crimes, scope.as_of)
    return given or infer_phase(rubric, [(document, partner or "")], sought).phase


def open_questions(
    document: ProfileDocument, rubric: Rubric, scope: Scope, partner: str | None, phase: str
) -> list[Ask]:
    """What the profile does not answer of what is in play: what is mostly answered by silence, then the most valuable first.

    First what is mostly answered by having looked, then what the phase makes necessary, then the rest; within each the
    weightiest first, then catalogue order.
    """
    weights = _weights(rubric, scope, phase)
    asks = [
        Ask(key, row, indicator.necessary_for(phase, scope.needs), weights[key])
        for key, indicator in rubric.indicators.items()
        if in_scope(indicator, scope) and (partner is not None or not only_towards_partner(indicator))
        for row in _rows(rubric, indicator, scope)
        if not answered(document, rubric, key, row, partner, scope)
    ]
    weighty = sorted(asks, key=lambda ask: (ask.necessary is None, -round(ask.weight, 9)))
    return quick_first(weighty, rubric)


def quick_first(asks: list[Ask], rubric: Rubric) -> list[Ask]:
    """The questions that are mostly answered by having looked and found none, then the others, each as they stand."""
    return sorted(asks, key=lambda ask: rubric.indicators[ask.indicator].silence is None)


def answered(
    document: ProfileDocument, rubric: Rubric, key: str, row: str | None, partner: str | None, scope: Scope
) -> bool:
    """Whether some rating, general or towards the partner, speaks to a question for every need in play."""
    ratings = [
        item.rating
        for item in candidates(document, partner or "", key)
        if not item.rating.crimes and (not item.rating.rows or row in item.rating.rows)
    ]
    needs = needs_concerned(rubric.indicators[key], rubric, scope)
    table = rubric.indicators[key].table
    if table is not None and table.by == "need":
        return bool(ratings)
    return all(any(not rating.needs or need in rating.needs for rating in ratings) for need in needs)


def most_wanted(
    document: ProfileDocument, other: ProfileDocument, rubric: Rubric, asked: Question
) -> list[str]:
    """Indicators by how much knowing them would narrow the verdict on the two, in the direction that counts first."""
    scope = resolve(asked, rubric, document.profile, other.profile)
    judged = judge(rubric, document, other, asked, scope)
    outcomes = [outcome for outcome in (judged.outcome, judged.other) if outcome is not None]
    return list(
        dict.fromkeys(
            need.indicator
            for outcome in outcomes
            for need in robustness.evidence_needed(outcome, judged.phase.phase)
        )
    )


def wanted_first(asks: list[Ask], wanted: list[str]) -> list[Ask]:
    """The questions about these indicators in their order, then the others as they stand."""
    rank = {key: number for number, key in enumerate(wanted)}
    return sorted(asks, key=lambda ask: rank.get(ask.indicator, len(rank)))


def _rows(rubric: Rubric, indicator: Indicator, scope: Scope) -> Iterator[str | None]:
    table = indicator.table
    if table is None:
        yield None
    elif table.by == "need":
        concerned = needs_concerned(indicator, rubric, scope)
        yield from (row for row in table.rows if row in concerned)
    else:
        yield from table.rows


def _weights(rubric: Rubric, scope: Scope, phase: str) -> dict[str, float]:
    """Each indicator's share of the phase's weight: its factor's weight, divided among what is in play."""
    point = dict(
        zip(rubric.factors, weights_for(rubric, scope.weights, phase, scope.lane).point, strict=True)
    )
    own = {key: weight_of(rubric, key, indicator, scope) for key, indicator in rubric.indicators.items()}
    totals = dict.fromkeys(rubric.factors, 0.0)
    for key, weight in own.items():
        totals[rubric.factor_of[key]] += weight
    return {
        key: point[rubric.factor_of[key]] * weight / totals[rubric.factor_of[key]] if weight else 0.0
        for key, weight in own.items()
    }
