"""One rater's statement about one question, and the consensus of several (docs/decisions/0008-consensus.md)."""

from __future__ import annotations

import statistics
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from readiness.evidence.admiralty import width
from readiness.evidence.ratings import evidence_of, grade_of
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.model.profile import Profile
    from readiness.model.rating import Evidence, Rating
    from readiness.model.rules import EvidenceRules

T = TypeVar("T")

CANNOT_BE_JUDGED = "F6"


class Statement(Struct, frozen=True):
    """What one rater (from 1) says about one question. `low` and `high` are the ends of an interval given with the level.

    `as_of` is the date that applies, as it was written; None in an undated profile. `origin` is the index of the rating
    in the profile.
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
    """A rating, or one row of it, with everything that it inherits from its rating and its profile."""
    entry = rating.rows[row] if row is not None and row in rating.rows else None
    own = entry or rating
    rated = rating.as_of or newest(evidence.as_of for evidence in rating.evidence) or profile.as_of
    if entry is not None:
        rated = entry.as_of or newest(evidence.as_of for evidence in entry.evidence) or rated
    low, high = rating.interval or (None, None)
    return Statement(
        rater=rater,
        origin=origin,
        level=own.level,
        not_applicable=own.not_applicable,
        grade=grade_of(rating, entry, rules),
        as_of=rated,
        evidence=tuple(evidence_of(rating, entry)),
        low=low,
        high=high,
        cause=rating.cause,
        note=own.note or rating.note,
    )


def together(statements: Sequence[Statement], rules: EvidenceRules) -> Statement:
    """The consensus of several raters' statements; a single statement stays as it is.

    A level beats "not applicable". The level is the rubric's consensus of the levels; the interval covers all levels and
    all intervals given; the grade is the one that widens an interval most; the date is the newest; all evidence is kept.
    """
    if len(statements) == 1:
        return statements[0]
    levels = [statement.level for statement in statements if statement.level is not None]
    level = _consensus(levels, rules) if levels else None
    ends = [end for statement in statements for end in (statement.low, statement.high) if end is not None]
    grade = max(
        (statement.grade for statement in statements),
        key=lambda given: (width(given, rules), given is None, given or ""),
    )
    as_of = newest(statement.as_of for statement in statements)
    evidence = tuple(
        _unique(
            _kept(cited, statement, as_of, grade) for statement in statements for cited in statement.evidence
        )
    )
    if grade is None and any(cited.grade for cited in evidence):
        grade = CANNOT_BE_JUDGED  # otherwise the best grade among the evidence would stand for all raters
    low, high = (min(levels + ends), max(levels + ends)) if levels else (None, None)
    return Statement(
        rater=0,
        origin=0,
        level=level,
        not_applicable=None
        if levels
        else "; ".join(_unique(statement.not_applicable or "" for statement in statements)),
        grade=grade,
        as_of=as_of,
        evidence=evidence,
        low=low,
        high=high,
        cause=_cause(statements, level),
        note=_note(statements, level),
    )


def newest(dates: Iterable[str | None]) -> str | None:
    """The latest date, as it was written; None if there is none."""
    given = [date for date in dates if date is not None]
    return max(given, key=lambda date: (last_day(date), len(date)), default=None)


def _kept(evidence: Evidence, statement: Statement, as_of: str | None, grade: str | None) -> Evidence:
    """Evidence with the date and grade inherited from its own rating, where the consensus has different ones."""
    own: dict[str, str | None] = {}
    if evidence.as_of is None and statement.as_of != as_of:
        own["as_of"] = statement.as_of
    if evidence.grade is None and statement.grade != grade:
        own["grade"] = statement.grade
    return evidence.model_copy(update=own)


def _consensus(levels: Sequence[float], rules: EvidenceRules) -> float:
    return statistics.median_low(levels) if rules.consensus == "median-low" else min(levels)


def _cause(statements: Sequence[Statement], level: float | None) -> str | None:
    """The cause that most of those who gave this level name; at a tie the first."""
    causes = Counter(
        statement.cause
        for statement in statements
        if statement.cause is not None and statement.level == level
    )
    return causes.most_common(1)[0][0] if causes else None


def _note(statements: Sequence[Statement], level: float | None) -> str:
    """Which raters deviate from the consensus, and the raters' own notes."""
    parts: list[str] = []
    for statement in statements:
        if statement.level is not None and statement.level != level:
            parts.append(f"rater {statement.rater}: {statement.level:g}")
        elif statement.level is None and level is not None:
            parts.append(f"rater {statement.rater}: not applicable ({statement.not_applicable})")
    notes = [statement for statement in statements if statement.note]
    if len(notes) == len(statements) and len({statement.note for statement in notes}) == 1:
        parts.append(notes[0].note)
    else:
        parts += [f"rater {statement.rater} notes: {statement.note}" for statement in notes]
    return " · ".join(parts)


def _unique(items: Iterable[T]) -> list[T]:
    unique: list[T] = []
    for item in items:
        if item not in unique:
            unique.append(item)
    return unique
