"""Levels supposed in the place of those on record: what a what-if asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.evidence.level_reading import HIGHEST, LOWEST, UNKNOWN, Reading, weakest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.evidence.pair_reading import PairReading

Holder = Literal["a", "b", "pair"]
"""Whose level it is: that of one side, or that of the pair as such."""


class Supposed(Struct, frozen=True):
    """A level (0-4) taken as certain: of a whole indicator, or of one row of its table.

    Without a level nothing is known of it, or, where it is not `applicable`, there is nothing to know.
    """

    holder: Holder
    indicator: str
    level: float | None
    row: str | None = None
    applicable: bool = True

    @property
    def key(self) -> tuple[object, ...]:
        """What is set, whatever the level."""
        return self.holder, self.indicator, self.row


def suppose(readings: dict[str, PairReading], supposed: Sequence[Supposed]) -> dict[str, PairReading]:
    """The readings with what is supposed. A row that is not in play changes nothing."""
    changed = dict(readings)
    for item in supposed:
        changed[item.indicator] = _with(changed[item.indicator], item)
    return changed


def _with(reading: PairReading, item: Supposed) -> PairReading:
    certain = _reading(item)
    rows = reading.rows
    if rows is not None and item.holder in rows:
        chosen = rows[item.holder] if item.row is None else rows[item.holder].keys() & {item.row}
        own = {**rows[item.holder], **dict.fromkeys(chosen, certain)}
        rows = {**rows, item.holder: own}
        certain = weakest(list(own.values()))
    if item.holder == "pair":
        return reading._replace(pair=certain, rows=rows, conflict=None)
    if item.holder == "a":
        return reading._replace(a=certain, rows=rows)
    return reading._replace(b=certain, rows=rows)


def _reading(item: Supposed) -> Reading:
    if not item.applicable:
        return Reading(None, LOWEST, HIGHEST, "not-applicable")
    if item.level is None:
        return UNKNOWN
    return Reading(item.level, item.level, item.level, "rating", width=0.0)
