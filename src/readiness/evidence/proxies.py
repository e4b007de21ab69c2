"""Priors from public indices: piecewise-linear between declared cut-points, and never more than a prior."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.arithmetic import FLOATS
from readiness.evidence.admiralty import is_stale
from readiness.evidence.level_reading import UNKNOWN, CitedItem, Reading, around
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Arithmetic, Number
    from readiness.model.facts import IndexValue
    from readiness.model.indicator import Indicator, Proxy
    from readiness.model.rules import EvidenceRules


def read(document: ProfileDocument, indicator: Indicator, as_of: date, rules: EvidenceRules) -> Reading:
    """The reading that the first available index gives, or unknown."""
    for proxy in indicator.proxies:
        values = document.profile.facts.indices.get(proxy.index, [])
        usable = [(i, value) for i, value in enumerate(values) if date(value.year, 12, 31) <= as_of]
        if usable:
            index, value = max(usable, key=lambda entry: entry[1].year)
            return _reading(document, proxy, value, index, as_of, rules)
    return UNKNOWN


def level_at(points: Sequence[tuple[float, float]], value: Number, arithmetic: Arithmetic = FLOATS) -> Number:
    """The level (0-4) of an index value; beyond the outermost points it stays as it is there."""
    level: Number = points[-1][1]
    for (left, below), (right, above) in reversed(list(pairwise(points))):
        between = below + (above - below) * (value - left) / (right - left)
        level = arithmetic.choose(value <= right, between, level)
    return arithmetic.choose(value <= points[0][0], points[0][1], level)


def _reading(
    document: ProfileDocument, proxy: Proxy, value: IndexValue, index: int, as_of: date, rules: EvidenceRules
) -> Reading:
    measured = date(value.year, 12, 31)
    stale = is_stale(measured, as_of, rules)
    half = (rules.proxy if proxy.width is None else proxy.width) + (rules.stale_widens if stale else 0)
    level = level_at(proxy.points, value.value)
    low, high = around(level, half)
    return Reading(
        level,
        low,
        high,
        "proxy",
        half,
        as_of=measured,
        stale=stale,
        origin=IndexOrigin(document, proxy.index, index),
    )


class IndexOrigin(NamedTuple):
    """The origin of a prior: a value of an index, by its position in the profile's list."""

    document: ProfileDocument
    name: str
    position: int

    @property
    def file(self) -> str:
        """The profile's file."""
        return self.document.file

    @property
    def line(self) -> int:
        """The line of the value."""
        return self.document.line("facts", "indices", self.name, self.position)

    @property
    def items(self) -> tuple[CitedItem, ...]:
        """The value in words."""
        value = self.document.profile.facts.indices[self.name][self.position]
        error = f" ± {value.error:g}" if value.error is not None else ""
        says = _("prior from {index} {year}: {value}").format(
            index=self.name, year=value.year, value=f"{value.value:g}{error}"
        )
        return (CitedItem(says, value.source, None, str(value.year), self.file, self.line),)
