"""What a remedy lifts, by how much, and whether it fits the levels found (levels 0-4, None where unknown)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readiness.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Step:
    """What one use of a remedy does to an indicator: lifts it `by` levels, never above `to`, and perhaps not from 0."""

    by: float
    to: float
    from_zero: bool

    def lifted(self, level: float) -> float:
        """The level after one use."""
        if level == 0 and not self.from_zero:
            return level
        return max(level, min(level + self.by, self.to))


def steps(rubric: Rubric, remedy: str) -> dict[str, Step]:
    """What a remedy lifts: what it states, else every indicator that lists it; the rest is the rubric's rule."""
    rule, stated = rubric.lifting, rubric.remedies[remedy].lifts
    if stated is None:
        listing = [key for key, item in rubric.indicators.items() if remedy in item.remedies]
        return {key: Step(rule.by, rule.to, key not in rule.not_from_zero) for key in listing}
    return {
        lift.indicator: Step(
            rule.by if lift.by is None else lift.by,
            rule.to if lift.to is None else lift.to,
            lift.from_zero or lift.indicator not in rule.not_from_zero,
        )
        for lift in stated
    }


def proposed(
    rubric: Rubric,
    indicator: str,
    levels: Mapping[str, float | None],
    rows: Iterable[str] = (),
    cause: str | None = None,
) -> list[str]:
    """The remedies of an indicator that fit the levels found, those for its failing rows and its cause first.

    A remedy does not fit where it lifts the indicator no further, nor where something is above the `max` of a
    prerequisite or not known to be below it. One that lifts nothing, a way round, always fits.
    """
    return [
        remedy
        for remedy in rubric.indicators[indicator].remedies_for(rows, cause)
        if fits(rubric, remedy, levels) and _helps(rubric, remedy, indicator, levels.get(indicator))
    ]


def fits(rubric: Rubric, remedy: str, levels: Mapping[str, float | None]) -> bool:
    """Whether no level is above the `max` of a prerequisite, or not known to be below it."""
    return all(
        item.max is None or item.met_by(levels.get(item.indicator or ""))
        for item in rubric.remedies[remedy].prerequisites
    )


def open_to(rubric: Rubric, remedy: str, levels: Mapping[str, float | None]) -> bool:
    """Whether every prerequisite that can be checked is met. A remedy required first is not needed where it does not fit."""
    return all(
        not fits(rubric, item.remedy, levels)
        if item.remedy is not None
        else item.indicator is None or item.met_by(levels.get(item.indicator))
        for item in rubric.remedies[remedy].prerequisites
    )


def _helps(rubric: Rubric, remedy: str, indicator: str, level: float | None) -> bool:
    step = steps(rubric, remedy).get(indicator)
    return step is None or level is None or step.lifted(level) > level
