"""Balance flags (S1.82-86) and do-no-harm flags. They never change a number or a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.kernel import TOLERANCE
from readiness.engine.outcome import Held, sides_that_count
from readiness.evidence.ratings import lowest_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.outcome import Outcome
    from readiness.evidence.pair import PairReading
    from readiness.evidence.reading import Reading
    from readiness.model.question import Side
    from readiness.model.rubric import Condition, Rubric


def balance(
    rubric: Rubric, readings: Mapping[str, PairReading], outcome: Outcome, phase: str, harmed: Side | None
) -> list[str]:
    """The balance rules all of whose conditions hold."""
    return [
        name
        for name, rule in rubric.balance.items()
        if all(_holds(rubric, readings, outcome, phase, harmed, condition) for condition in rule.when)
    ]


def safeguards(
    rubric: Rubric, a: ProfileDocument, b: ProfileDocument, as_of: date
) -> Iterator[tuple[str, str | None, Held, Reading]]:
    """Indicator, row, side and reading of every do-no-harm flag, whatever the need, the crime and the direction."""
    limit = rubric.verdict.harm_level + TOLERANCE
    for key, indicator in rubric.indicators.items():
        rows: tuple[str | None, ...] = tuple(indicator.harm_rows) or ((None,) if indicator.do_no_harm else ())
        for row in rows:
            of_a = lowest_said(rubric, a, b.id, key, row, as_of)
            of_b = lowest_said(rubric, b, a.id, key, row, as_of)
            sides: list[tuple[Held, Reading | None]] = [("a", of_a), ("b", of_b)]
            if indicator.unit == "pair":
                sides = [("pair", _lower(of_a, of_b))]
            for side, said in sides:
                if said is not None and said.level is not None and said.level <= limit:
                    yield key, row, side, said


def _lower(one: Reading | None, other: Reading | None) -> Reading | None:
    said = [reading for reading in (one, other) if reading is not None]
    return min(said, key=lambda reading: reading.level or 0.0, default=None)


def _holds(
    rubric: Rubric,
    readings: Mapping[str, PairReading],
    outcome: Outcome,
    phase: str,
    harmed: Side | None,
    condition: Condition,
) -> bool:
    if condition.factor is not None:
        factor = outcome.phases[phase].factors[list(rubric.factors).index(condition.factor)]
        return bool(factor.known) and _between(condition, 100 * factor.score.value)
    key = condition.indicator or ""
    level = outcome.quantities[list(rubric.indicators).index(key)]
    if not (level.known and level.applicable and _between(condition, level.level)):
        return False
    counting = sides_that_count(rubric.indicators[key], outcome.requesting, harmed)
    said = [readings[key].side(side) for side in counting] or [readings[key].pair]
    return not condition.cause or any(reading.cause in condition.cause for reading in said)


def _between(condition: Condition, value: float) -> bool:
    above = condition.at_least is None or value >= condition.at_least - TOLERANCE
    return above and (condition.at_most is None or value <= condition.at_most + TOLERANCE)
