"""Which of a profile's ratings applies, and the reading it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.evidence.admiralty import best, dated, is_stale, order, width
from readiness.evidence.level_reading import (
    HIGHEST,
    LOWEST,
    UNKNOWN,
    CitedItem,
    Reading,
    around,
    source_title,
)
from readiness.model.fields import day_by, first_day

if TYPE_CHECKING:
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.model.rating import Evidence, Rating, RowRating
    from readiness.model.rubric import Rubric
    from readiness.model.rules import EvidenceRules


class Context(NamedTuple):
    """What one level is about: a need, a crime, a row of a table. None where it makes no difference."""

    need: str | None = None
    crime: str | None = None
    row: str | None = None


class Candidate(NamedTuple):
    """A rating that stands in a profile, general or towards the partner, and where."""

    document: ProfileDocument
    rating: Rating
    path: tuple[Any, ...]
    towards_partner: bool

    def date(self, row: RowRating | None, as_of: date) -> date:
        """When the rating was true; in an undated profile, the day of the assessment."""
        profile = self.document.profile
        fallback = day_by(profile.as_of, as_of) if profile.as_of is not None else as_of
        rated = dated(self.rating.as_of, self.rating.evidence, fallback, as_of)
        return dated(row.as_of, row.evidence, rated, as_of) if row is not None else rated


def candidates(document: ProfileDocument, partner: str | None, indicator: str) -> list[Candidate]:
    """All ratings of an indicator that may apply towards a partner, in the order of the file; None for anyone.

    What is said towards anyone comes first.
    """
    general = document.profile.ratings.get(indicator, ())
    listed = [
        Candidate(document, rating, ("ratings", indicator, i), False) for i, rating in enumerate(general)
    ]
    known = document.profile.partners.get(partner) if partner is not None else None
    if known is not None and indicator in known.ratings:
        path, towards = ("partners", partner, "ratings", indicator), known.ratings[indicator]
        listed += [Candidate(document, rating, (*path, i), True) for i, rating in enumerate(towards)]
    return listed


def read(ratings: list[Candidate], context: Context, as_of: date, rules: EvidenceRules) -> Reading:
    """The reading of the candidate that applies: towards the partner, then most specific, then newest, then better graded.

    Of equals the one that the profile names first.
    """
    fitting = [
        (item, rated)
        for item in ratings
        if _concerns(item.rating, context) and (rated := item.date(_row(item, context), as_of)) <= as_of
    ]
    if not fitting:
        return UNKNOWN
    if len(fitting) == 1:
        return _reading(*fitting[0], context, as_of, rules)
    ranks = [_rank(item, rated) for item, rated in fitting]
    first = min(ranks)
    readings = (
        _reading(item, rated, context, as_of, rules)
        for (item, rated), rank in zip(fitting, ranks, strict=True)
        if rank == first
    )
    return min(readings, key=_better_graded)


def lowest_said(
    rubric: Rubric, document: ProfileDocument, partner: str, indicator: str, row: str | None, as_of: date
) -> Reading | None:
    """The lowest level that a profile states of an indicator for any need and crime, or None if it states none."""
    rated = candidates(document, partner, indicator)
    needs = [None, *dict.fromkeys(need for item in rated for need in item.rating.needs)]
    crimes = [None, *dict.fromkeys(crime for item in rated for crime in item.rating.crimes)]
    said = [
        read(rated, Context(need, crime, row), as_of, rubric.evidence) for need in needs for crime in crimes
    ]
    levelled = [reading for reading in said if reading.level is not None]
    return min(levelled, key=lambda reading: (reading.level or LOWEST, reading.low), default=None)


def dated_later(item: Candidate, as_of: date) -> int:
    """How much of a rating is dated after a day: all of it, or some of its rows and items of evidence."""
    if item.date(None, as_of) > as_of:
        return 1
    rows = sum(item.date(row, as_of) > as_of for row in item.rating.rows.values())
    said = [entry.as_of for entry in item.rating.evidence if entry.as_of is not None]
    return rows + sum(first_day(text) > as_of for text in said)


def _rank(item: Candidate, rated: date) -> tuple[bool, int, int]:
    narrowed = bool(item.rating.needs) + bool(item.rating.crimes)
    return not item.towards_partner, -narrowed, -rated.toordinal()


def _better_graded(reading: Reading) -> tuple[float, tuple[int, int], float]:
    level = reading.level if reading.level is not None else HIGHEST
    return reading.width, order(reading.grade), level


def _concerns(rating: Rating, context: Context) -> bool:
    if rating.needs and context.need not in rating.needs:
        return False
    if rating.crimes and context.crime not in rating.crimes:
        return False
    return not rating.rows or context.row in rating.rows


def _row(item: Candidate, context: Context) -> RowRating | None:
    return item.rating.rows.get(context.row) if context.row is not None else None


class Said(NamedTuple):
    """What a rating says on a day, apart from its evidence: a level or none, its interval, and what widens that."""

    level: float | None
    low: float
    high: float
    width: float
    grade: str | None
    stale: bool


def said_by(rating: Rating, row: RowRating | None, rules: EvidenceRules, *, stale: bool) -> Said:
    """What a rating, or one of its rows, says while it is fresh, or once it is stale."""
    level = (row or rating).level
    grade = grade_of(rating, row, rules)
    half = width(grade, rules) + (rules.stale_widens if stale else 0)
    low, high = around(level, half) if level is not None else (LOWEST, HIGHEST)
    if rating.interval is not None:
        low, high = min(low, rating.interval[0]), max(high, rating.interval[1])
    return Said(level, low, high, half, grade, stale)


def grade_of(rating: Rating, row: RowRating | None, rules: EvidenceRules) -> str | None:
    """The grade of a rating, or of one of its rows: its own, else the best of its evidence."""
    own = (row.grade if row is not None else None) or rating.grade
    return own or best([entry.grade for entry in evidence_of(rating, row)], rules)


def evidence_of(rating: Rating, row: RowRating | None) -> list[Evidence]:
    """The evidence of a row, or of the rating where the row has none of its own."""
    return row.evidence if row is not None and row.evidence else rating.evidence


def _reading(item: Candidate, rated: date, context: Context, as_of: date, rules: EvidenceRules) -> Reading:
    rating, row = item.rating, _row(item, context)
    said = said_by(rating, row, rules, stale=is_stale(rated, as_of, rules))
    words = row or rating
    return Reading(
        level=said.level,
        low=said.low,
        high=said.high,
        basis="rating" if said.level is not None else "not-applicable",
        width=said.width,
        grade=said.grade,
        as_of=rated,
        stale=said.stale,
        cause=rating.cause if said.level is not None else None,
        note=words.not_applicable or words.note or rating.note,
        origin=RatingOrigin(item, context.row if row is not None else None, said.grade, rated, as_of),
    )


class RatingOrigin(NamedTuple):
    """The origin of what a rating, or one of its rows, says on a day, with the grade and the date that count for it."""

    candidate: Candidate
    row: str | None
    grade: str | None
    rated: date
    as_of: date

    @property
    def file(self) -> str:
        """The profile's file."""
        return self.candidate.document.file

    @property
    def line(self) -> int:
        """The line of the rating or the row."""
        return self.candidate.document.line(*self._path)

    @property
    def items(self) -> tuple[CitedItem, ...]:
        """The items of evidence not dated after the assessment, each with its own grade and date where it has them."""
        document, rating = self.candidate.document, self.candidate.rating
        row = rating.rows[self.row] if self.row is not None else None
        path = self._path if row is not None and row.evidence else self.candidate.path
        return tuple(
            CitedItem(
                says=entry.says,
                source=source_title(document, entry.source),
                grade=entry.grade or self.grade,
                as_of=entry.as_of or self.rated.isoformat(),
                file=document.file,
                line=document.line(*path, "evidence", i),
            )
            for i, entry in enumerate(evidence_of(rating, row))
            if entry.as_of is None or first_day(entry.as_of) <= self.as_of
        )

    @property
    def _path(self) -> tuple[Any, ...]:
        return self.candidate.path if self.row is None else (*self.candidate.path, "rows", self.row)
