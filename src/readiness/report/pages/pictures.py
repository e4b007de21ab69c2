"""The numbers behind a report's pictures: factors with their gates, obstacles by share, evidence by age."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readiness.evidence.reading import WORKED
from readiness.report.pages.story import AgeDot, AgeLane, FactorLine, GateLine, ShareLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result import GateState, IndicatorResult
    from readiness.report.pages.naming import Names

GATE_ORDER: dict[GateState, int] = {"unmet": 0, "unknown": 1, "met": 2, "none": 3}
DAYS_A_YEAR = 365.25


def factors(names: Names) -> list[FactorLine]:
    """The factors, each with its necessary conditions: unmet ones first, then the unknown, then the met."""
    return [
        FactorLine(
            names.rubric.factors[factor.id].name,
            factor.weight,
            factor.score,
            factor.low,
            factor.high,
            factor.loss_share,
            sorted(
                (
                    _gate(names, indicator)
                    for indicator in names.it.indicators
                    if indicator.factor == factor.id and indicator.required
                ),
                key=lambda gate: GATE_ORDER[gate.state],
            ),
        )
        for factor in names.it.factors
    ]


def _gate(names: Names, result: IndicatorResult) -> GateLine:
    return GateLine(
        name=names.indicator(result.id),
        side=names.side(result.side),
        required=result.required or 0.0,
        level=result.level,
        low=result.low,
        high=result.high,
        state=result.gate,
        word=names.say(f"gate.{result.gate}"),
    )


def shares(names: Names) -> list[ShareLine]:
    """The obstacles that cost any readiness now, the largest share first."""
    told = [
        ShareLine(
            names.obstacle(obstacle.id),
            obstacle.status,
            names.say(f"status.{obstacle.status}"),
            names.side(obstacle.side),
            obstacle.loss_share,
        )
        for obstacle in names.it.obstacles
        if obstacle.loss_share is not None and round(obstacle.loss_share, 3) > 0
    ]
    return sorted(told, key=lambda line: -line.share)


def ages(names: Names) -> list[AgeLane]:
    """The ratings in scope of either side, by factor."""
    lanes = []
    for key, factor in names.rubric.factors.items():
        mine = [result for result in names.it.indicators if result.factor == key and result.in_scope]
        dots = sorted(
            (dot for result in mine for dot in _dots(names, result)), key=lambda dot: (-dot.years, dot.name)
        )
        lanes.append(AgeLane(factor.name, dots))
    return lanes


def _dots(names: Names, result: IndicatorResult) -> Iterator[AgeDot]:
    now = date.fromisoformat(names.it.as_of)
    for side, said in (("a", result.a), ("b", result.b)):
        if said.as_of is None:
            continue
        years = (now - date.fromisoformat(said.as_of)).days / DAYS_A_YEAR
        stale = years > names.rubric.evidence.stale_after_years
        words: dict[str, str] = {"proxy": "prior", **{name: name for name in WORKED}}
        bare = names.say(f"obstacle.{words.get(said.basis, 'ungraded')}")
        yield AgeDot(
            names.indicator(result.id),
            names.side(side),
            said.grade or bare,
            said.as_of,
            max(years, 0.0),
            stale,
        )
