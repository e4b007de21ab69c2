"""Admiralty grades: how far a grade, or its absence, widens a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.model.fields import day_by

if TYPE_CHECKING:
    from datetime import date

    from readiness.model.rating import Evidence
    from readiness.model.rules import EvidenceRules


def width(grade: str | None, rules: EvidenceRules) -> float:
    """Half the width of the interval, in levels. Of a mixed grade the worse half counts."""
    if grade is None:
        return rules.ungraded
    return max(rules.reliability[grade[0]], rules.credibility[int(grade[1])])


def order(grade: str | None) -> tuple[int, int]:
    """The place of a grade among those that widen alike, the best first: by its worse half, then by both. None is as F6."""
    halves = ("ABCDEF".index(grade[0]) + 1, int(grade[1])) if grade is not None else (6, 6)
    return max(halves), sum(halves)


def best(grades: list[str | None], rules: EvidenceRules) -> str | None:
    """The grade that widens least, of equal ones the best, or None if there is none."""
    given = [grade for grade in grades if grade is not None]
    return min(given, key=lambda grade: (width(grade, rules), order(grade), grade)) if given else None


def dated(own: str | None, evidence: list[Evidence], fallback: date, as_of: date) -> date:
    """The date of a rating: its own, else that of its newest evidence, else the profile's.

    A partial date that the day of the assessment falls into means that day.
    """
    if own is not None:
        return day_by(own, as_of)
    dates = [day_by(item.as_of, as_of) for item in evidence if item.as_of is not None]
    return max(dates, default=fallback)


def is_stale(rated: date, as_of: date, rules: EvidenceRules) -> bool:
    """Whether evidence is older than the rubric's `stale-after`."""
    months = round(rules.stale_after_years * 12)
    total = rated.year * 12 + rated.month - 1 + months
    limit = (total // 12, total % 12 + 1, rated.day)
    return (as_of.year, as_of.month, as_of.day) > limit
