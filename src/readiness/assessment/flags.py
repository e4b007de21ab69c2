"""Balance flags (S1.82-86) and do-no-harm flags. They never change a number or a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.indicators import readings_that_count
from readiness.assessment.result.indicators import Safeguard, ToCheck
from readiness.assessment.result.verdicts import BalanceFlag, SideName
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.pair_levels import sides_that_count
from readiness.evidence.ratings import lowest_said
from readiness.model.question import in_scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from readiness.assessment.judgement import Judgement
    from readiness.evidence.level_reading import Reading
    from readiness.model.rules import Condition


def balance(judged: Judgement) -> list[BalanceFlag]:
    """The balance rules all of whose conditions hold."""
    return [
        BalanceFlag(name, rule.says)
        for name, rule in judged.rubric.balance.items()
        if all(_holds(judged, condition) for condition in rule.when)
    ]


def safeguards(judged: Judgement) -> list[Safeguard]:
    """The do-no-harm flags, whatever the need, the crime and the direction: the lowest first, conduct as such before rows.

    What is given as evidence or as a tip may lead to the same harm as a surrender; but a row of an indicator that is not asked about
    comes last, and is told by what it is about: what its level says of a surrender says nothing of a tip.
    """
    asked = {key for key, item in judged.rubric.indicators.items() if in_scope(item, judged.scope)}
    flags = _safeguards(judged, asked)
    return sorted(
        flags,
        key=lambda flag: (
            flag.row is not None and flag.indicator not in asked,
            flag.level,
            flag.row is not None,
        ),
    )


def _safeguards(judged: Judgement, asked: Collection[str]) -> Iterator[Safeguard]:
    rubric, a, b, as_of = judged.rubric, judged.a, judged.b, judged.scope.as_of
    limit = rubric.verdict.harm_level + TOLERANCE
    for key, indicator in rubric.indicators.items():
        about = indicator.table.rows if indicator.table is not None and key not in asked else {}
        rows: list[str | None] = [None] if indicator.do_no_harm else []
        for row in (*rows, *indicator.harm_rows):
            of_a = lowest_said(rubric, a, b.id, key, row, as_of)
            of_b = lowest_said(rubric, b, a.id, key, row, as_of)
            answers = row is not None and indicator.combine.rule == "requested"
            sides: list[tuple[SideName, SideName, Reading | None]] = [
                ("a", "b" if answers else "a", of_a),
                ("b", "a" if answers else "b", of_b),
            ]
            if indicator.unit == "pair":
                sides = [("pair", "pair", _lower(of_a, of_b))]
            for side, feared, said in sides:
                if said is not None and said.level is not None and said.level <= limit:
                    quoted = said.items[0].says if said.items else None
                    means = about.get(row or "", indicator.scale[int(said.level)])
                    yield Safeguard(key, row, side, said.level, means, feared, quoted)


def conditions(judged: Judgement) -> Iterator[ToCheck]:
    """Rows of some persons that the question does not name and that miss what the phase needs: they hold if the person is such a one."""
    rubric, as_of = judged.rubric, judged.scope.as_of
    documents = {"a": (judged.a, judged.b.id), "b": (judged.b, judged.a.id)}
    for key, indicator in rubric.indicators.items():
        needed = indicator.necessary_for(judged.phase.phase, judged.scope.needs)
        if indicator.table is None or needed is None or not in_scope(indicator, judged.scope):
            continue
        rows = [row for row in indicator.table.of_some if row not in judged.scope.bars]
        counting = sides_that_count(indicator.combine.rule, judged.outcome.requesting, judged.harmed)
        both_ways = judged.other is not None
        for row in rows:
            for side in counting if counting and not both_ways else ("a", "b"):
                said = lowest_said(rubric, *documents[side], key, row, as_of)
                if said is not None and said.level is not None and said.level < needed - TOLERANCE:
                    yield ToCheck(key, row, side, said.level, indicator.scale[int(said.level)])


def _lower(of_a: Reading | None, of_b: Reading | None) -> Reading | None:
    said = [reading for reading in (of_a, of_b) if reading is not None]
    return min(said, key=lambda reading: reading.level or 0.0, default=None)


def _holds(judged: Judgement, condition: Condition) -> bool:
    rubric = judged.rubric
    if condition.factor is not None:
        factor = judged.score.factors[list(rubric.factors).index(condition.factor)]
        return bool(factor.known) and _between(condition, 100 * factor.score.value)
    key = condition.indicator or ""
    level = judged.outcome.quantities[list(rubric.indicators).index(key)]
    seen = (
        (level.low, level.high) if level.prior else (level.level,)
    )  # what is only suggested holds if it must
    if not (level.known and level.applicable and all(_between(condition, value) for value in seen)):
        return False
    said = readings_that_count(judged, key)
    return not condition.cause or any(statement.cause in condition.cause for statement in said)


def _between(condition: Condition, value: float) -> bool:
    above = condition.at_least is None or value >= condition.at_least - TOLERANCE
    return above and (condition.at_most is None or value <= condition.at_most + TOLERANCE)
