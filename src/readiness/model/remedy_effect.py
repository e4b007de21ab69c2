"""What a remedy lifts, by how much, and whether it fits the levels found (levels 0-4, None where unknown)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readiness.model.rubric import Rubric


class Step(Struct, frozen=True):
    """What one use of a remedy does to an indicator: lifts it `by` levels, never above `to`, and not where it is below `least`.

    Without `from_zero` it lifts nothing from 0 either.
    """

    by: float
    to: float
    from_zero: bool
    least: float = 0

    def works_at(self, level: float) -> bool:
        """Whether it does anything for a level as low as this."""
        return level >= self.least and (level > 0 or self.from_zero)

    def lifted(self, level: float) -> float:
        """The level after one use."""
        return max(level, min(level + self.by, self.to)) if self.works_at(level) else level


def steps(rubric: Rubric, remedy: str) -> dict[str, Step]:
    """What a remedy lifts: what it states, else every indicator that lists it; the rest is the rubric's rule."""
    rule, stated = rubric.lifting, rubric.remedies[remedy].lifts
    if stated is None:
        listing = {key: item for key, item in rubric.indicators.items() if remedy in item.remedies}
        return {
            key: Step(rule.by, rule.to, key not in rule.not_from_zero, item.remedies_from.get(remedy, 0))
            for key, item in listing.items()
        }
    return {
        lift.indicator: Step(
            rule.by if lift.by is None else lift.by,
            rule.to if lift.to is None else lift.to,
            lift.from_zero or lift.indicator not in rule.not_from_zero,
            rubric.indicators[lift.indicator].remedies_from.get(remedy, 0),
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

    A remedy does not fit where it lifts the indicator no further, none of its failing rows or nothing that low, nor where
    something is above the `max` of a prerequisite or not known to be below it. One that lifts nothing, a way round, fits
    unless the indicator says from which level it is of use.
    """
    return [
        remedy
        for remedy in rubric.indicators[indicator].remedies_for(rows, cause)
        if fits(rubric, remedy, levels) and _helps(rubric, remedy, indicator, levels.get(indicator))
    ]


def for_standing(rubric: Rubric, status: str) -> list[str]:
    """The remedies that say they are for a relation that stands so."""
    return [
        key
        for key, remedy in rubric.remedies.items()
        if any(status in occasion.standing for occasion in remedy.when)
    ]


def fits(rubric: Rubric, remedy: str, levels: Mapping[str, float | None]) -> bool:
    """Whether no level is above the `max` of a prerequisite, or not known to be below it."""
    return all(
        item.met_by(levels.get(item.indicator or ""))
        for item in rubric.remedies[remedy].prerequisites
        if item.for_the_weak
    )


def open_to(rubric: Rubric, remedy: str, levels: Mapping[str, float | None]) -> bool:
    """Whether every prerequisite that can be checked is met.

    A remedy required first is not needed where it does not fit, nor where the level is higher up to which it is asked for.
    """
    return all(
        item.indicator is None or item.met_by(levels.get(item.indicator))
        if item.remedy is None
        else not (item.needed_at(levels.get(item.indicator or "")) and fits(rubric, item.remedy, levels))
        for item in rubric.remedies[remedy].prerequisites
    )


def openers(rubric: Rubric, remedy: str, levels: Mapping[str, float | None]) -> Iterator[str]:
    """The remedies that are surely needed before another one and can be begun: where a level decides that, it is known."""
    for item in rubric.remedies[remedy].prerequisites:
        asked = item.indicator is None or levels.get(item.indicator) is not None
        if item.remedy is not None and asked and open_to(rubric, item.remedy, levels):
            yield item.remedy


def _helps(rubric: Rubric, remedy: str, indicator: str, level: float | None) -> bool:
    step = steps(rubric, remedy).get(indicator)
    if level is None:
        return True
    if step is None:
        return level >= rubric.indicators[indicator].remedies_from.get(remedy, 0)
    return step.lifted(level) > level
