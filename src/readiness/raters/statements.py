"""What raters state of one thing, and the one statement that they make together (docs/decisions/0008-consensus.md)."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from readiness.evidence.admiralty import width
from readiness.evidence.ratings import evidence_of, grade_of
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.model.profile import Evidence, Profile, Rating
    from readiness.model.rubric import EvidenceRules

T = TypeVar("T")

CANNOT_BE_JUDGED = "F6"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one rater (from 1) says of one thing. `low` and `high` are the ends of an interval given with the level.

    `as_of` is the date that counts for it, as people wrote it; None in an undated profile. `origin` tells apart the
    ratings of a profile.
    """

    rater: int
    origin: int
    level: float | None
    not_applicable: str | None
    grade: str | None
    as_of: str | None
    evidence: tuple[Evidence, ...]
    low: float | None = None
    high: float | None = None
    cause: str | None = None
    note: str = ""


def statement(
    profile: Profile, rater: int, origin: int, rating: Rating, row: str | None, rules: EvidenceRules
) -> Statement:
    """A rating, or one row of it, with all that it takes from the rating and the profile it stands in."""
    entry = rating.rows[row] if row is not None and row in rating.rows else None
    said = entry or rating
    rated = rating.as_of or newest(item.as_of for item in rating.evidence) or profile.as_of
    if entry is not None:
        rated = entry.as_of or newest(item.as_of for item in entry.evidence) or rated
    low, high = rating.interval or (None, None)
    return Statement(
        rater=rater,
        origin=origin,
        level=said.level,
        not_applicable=said.not_applicable,
        grade=grade_of(rating, entry, rules),
        as_of=rated,
        evidence=tuple(evidence_of(rating, entry)),
        low=low,
        high=high,
        cause=rating.cause,
        note=said.note or rating.note,
    )


def together(said: Sequence[Statement], rules: EvidenceRules) -> Statement:
    """The one statement that several raters make together; a single one stays as it is.

    A level beats "not applicable". The level is the rubric's consensus of the levels; the interval covers all levels and
    all intervals given; the grade is the one that widens most; the date is the newest; all evidence is kept.
    """
    if len(said) == 1:
        return said[0]
    levels = [item.level for item in said if item.level is not None]
    level = _consensus(levels, rules) if levels else None
    ends = [end for item in said for end in (item.low, item.high) if end is not None]
    grade = max(
        (item.grade for item in said), key=lambda given: (width(given, rules), given is None, given or "")
    )
    as_of = newest(item.as_of for item in said)
    evidence = tuple(_unique(_kept(item, entry, as_of, grade) for entry in said for item in entry.evidence))
    if grade is None and any(item.grade for item in evidence):
        grade = CANNOT_BE_JUDGED  # otherwise the best grade among the evidence would stand for all raters
    low, high = (min(levels + ends), max(levels + ends)) if levels else (None, None)
    return Statement(
        rater=0,
        origin=0,
        level=level,
        not_applicable=None if levels else "; ".join(_unique(item.not_applicable or "" for item in said)),
        grade=grade,
        as_of=as_of,
        evidence=evidence,
        low=low,
        high=high,
        cause=_cause(said, level),
        note=_note(said, level),
    )


def newest(dates: Iterable[str | None]) -> str | None:
    """The date that lies last, as it was written; None if there is none."""
    given = [date for date in dates if date is not None]
    return max(given, key=lambda date: (last_day(date), len(date)), default=None)


def _kept(item: Evidence, said: Statement, as_of: str | None, grade: str | None) -> Evidence:
    """Evidence with the date and grade it took from its rating, where those of the common one are different."""
    own: dict[str, str | None] = {}
    if item.as_of is None and said.as_of != as_of:
        own["as_of"] = said.as_of
    if item.grade is None and said.grade != grade:
        own["grade"] = said.grade
    return item.model_copy(update=own)


def _consensus(levels: Sequence[float], rules: EvidenceRules) -> float:
    return statistics.median_low(levels) if rules.consensus == "median-low" else min(levels)


def _cause(said: Sequence[Statement], level: float | None) -> str | None:
    """What most of those who gave the level say lies behind it; at a tie the first."""
    causes = Counter(item.cause for item in said if item.cause is not None and item.level == level)
    return causes.most_common(1)[0][0] if causes else None


def _note(said: Sequence[Statement], level: float | None) -> str:
    """Who said otherwise, and the raters' own notes."""
    parts: list[str] = []
    for item in said:
        if item.level is not None and item.level != level:
            parts.append(f"rater {item.rater}: {item.level:g}")
        elif item.level is None and level is not None:
            parts.append(f"rater {item.rater}: not applicable ({item.not_applicable})")
    notes = [item for item in said if item.note]
    if len(notes) == len(said) and len({item.note for item in notes}) == 1:
        parts.append(notes[0].note)
    else:
        parts += [f"rater {item.rater} notes: {item.note}" for item in notes]
    return " · ".join(parts)


def _unique(items: Iterable[T]) -> list[T]:
    found: list[T] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found
