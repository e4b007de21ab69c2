"""Statistics of agreement: Krippendorff's alpha, share of equal levels and of levels within one; per indicator and overall."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.raters.alpha import alpha

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.model.rubric import Rubric
    from readiness.raters.units import Unit

TOLERANCE = 1e-9


class AgreementStatistics(Struct, frozen=True):
    """How far raters agree over some units.

    `alpha` is ordinal (1 perfect, 0 chance; None if undefined). `exact` and `within_one` are shares (0-1) of `pairs`,
    the pairs of raters who both gave a level. `units` have at least two levels, `single` only one. `disputed` are units
    that some rated and others called not applicable; they enter no other number.
    """

    alpha: float | None
    exact: float | None
    within_one: float | None
    units: int
    pairs: int
    single: int
    disputed: int


class IndicatorAgreement(Struct, frozen=True):
    """How far raters agree on one indicator."""

    id: str
    factor: str
    agreement: AgreementStatistics


class Summary(Struct, frozen=True):
    """How far raters agree: overall, by indicator, and the units on which they are furthest apart."""

    overall: AgreementStatistics
    indicators: tuple[IndicatorAgreement, ...]
    apart: tuple[Unit, ...]


def summarise(units: Sequence[Unit], rubric: Rubric) -> Summary:
    """The agreement over all units, and over the units of each indicator that any rater rated.

    `apart` are the units with levels more than one apart, or rated by some and called not applicable by others; the
    largest spread first.
    """
    by_indicator = {
        key: [unit for unit in units if unit.subject.indicator == key] for key in rubric.indicators
    }
    apart = [unit for unit in units if unit.spread > 1 + TOLERANCE or unit.disputed_question]
    return Summary(
        agreement(units),
        tuple(
            IndicatorAgreement(key, rubric.factor_of[key], agreement(own))
            for key, own in by_indicator.items()
            if own
        ),
        tuple(sorted(apart, key=lambda unit: -unit.spread)),
    )


def agreement(units: Sequence[Unit]) -> AgreementStatistics:
    """The agreement over these units."""
    levels = [unit.levels for unit in units]
    distances = [abs(first - second) for values in levels for first, second in combinations(values, 2)]
    return AgreementStatistics(
        alpha=alpha(levels),
        exact=_share(distances, 0),
        within_one=_share(distances, 1),
        units=sum(len(values) > 1 for values in levels),
        pairs=len(distances),
        single=sum(len(values) == 1 for values in levels),
        disputed=sum(unit.disputed_question for unit in units),
    )


def _share(distances: Sequence[float], most: float) -> float | None:
    if not distances:
        return None
    return sum(distance <= most + TOLERANCE for distance in distances) / len(distances)
