"""Which factor, and in it which indicator, costs the index how much."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.statuses import counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readiness.engine.outcome import Outcome


class Losses(Struct, frozen=True):
    """Shares of what the index loses, 0-1, by factor and by indicator. None where the index has no value."""

    factors: Mapping[str, float] | None
    indicators: Mapping[str, float] | None

    def of(self, indicators: Iterable[str]) -> float | None:
        """The share of several indicators together."""
        return (
            sum(self.indicators.get(key, 0.0) for key in indicators) if self.indicators is not None else None
        )


def losses(outcome: Outcome, phase: str) -> Losses:
    """The losses of one pair. A factor's is shared among its indicators as they fall short of the top level."""
    score, rubric = outcome.phases[phase], outcome.setting.rubric
    if not score.known:
        return Losses(None, None)
    weights = outcome.setting.weights[phase].point
    logs = [
        weight * -math.log(max(factor.score.value, rubric.verdict.floor))
        for weight, factor in zip(weights, score.factors, strict=True)
    ]
    total = sum(logs)
    shares = {
        factor: (log / total if total > TOLERANCE else 0.0)
        for factor, log in zip(rubric.factors, logs, strict=True)
    }
    parts: dict[str, float] = {}
    for number, factor in enumerate(rubric.factors):
        gaps = {
            key: demand.weight * (1 - level.level / 4)
            for key, demand, level in zip(
                rubric.indicators, outcome.demands[phase], score.levels, strict=True
            )
            if demand.factor == number and counts(demand.weight, level)
        }
        gap = sum(gaps.values())
        for key, value in gaps.items():
            parts[key] = shares[factor] * value / gap if gap > TOLERANCE else 0.0
    return Losses(shares, parts)
