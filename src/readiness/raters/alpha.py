"""Krippendorff's alpha: agreement beyond chance, for any number of raters, with values missing.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: alpha = 1 - Do/De, where Do is the
disagreement observed within units and De the one expected if the same values were dealt out by chance.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Metric = Literal["nominal", "ordinal", "interval"]

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's customary bars: rely on data from 0.8, draw tentative conclusions from 0.667."""


def alpha(units: Sequence[Sequence[float]], metric: Metric = "ordinal") -> float | None:
    """Krippendorff's alpha of units, each with the values that its raters gave (missing ones left out).

    1 is perfect agreement, 0 what chance would give, below 0 systematic disagreement. None if it is not defined: no
    unit has two values, or all values are the same, so that nothing could have disagreed.
    """
    paired = [values for values in units if len(values) > 1]
    totals = Counter(value for values in paired for value in values)
    count = sum(totals.values())
    if len(totals) < 2:
        return None
    squared = _distances(totals, metric)
    observed = sum(
        squared[first, second] / (len(values) - 1)
        for values in paired
        for first in values
        for second in values
    )
    expected = sum(
        totals[first] * totals[second] * squared[first, second] for first in totals for second in totals
    )
    return 1 - (count - 1) * observed / expected


def _distances(totals: Mapping[float, int], metric: Metric) -> dict[tuple[float, float], float]:
    """The squared distance between any two values. Ordinal: by how many of all values lie between them."""
    values = sorted(totals)
    distances: dict[tuple[float, float], float] = {}
    for first in values:
        for second in values:
            low, high = min(first, second), max(first, second)
            if metric == "nominal":
                distance = float(first != second)
            elif metric == "interval":
                distance = high - low
            else:
                between = sum(totals[value] for value in values if low <= value <= high)
                distance = between - (totals[first] + totals[second]) / 2
            distances[first, second] = distance**2
    return distances
