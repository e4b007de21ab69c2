"""The units of agreement statistics: one question about one jurisdiction, with the answer of every rater."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.evidence.ratings import Candidate, Context, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.model.rating import Rating, Ratings
    from readiness.model.rubric import Rubric

    Rater = Mapping[str, ProfileDocument]

Said = float | Literal["not-applicable"] | None
"""A rater's answer: a level (0-4), "not applicable", or None for no rating."""


class Subject(Struct, frozen=True):
    """The question that a unit is about. Without a partner it concerns the jurisdiction in general."""

    jurisdiction: str
    partner: str | None
    indicator: str
    row: str | None = None
    need: str | None = None
    crime: str | None = None


class Unit(Struct, frozen=True):
    """The answers to one question, in the order of the raters."""

    subject: Subject
    said: tuple[Said, ...]

    @property
    def levels(self) -> list[float]:
        """The levels given (0-4), without what is missing or not applicable."""
        return [answer for answer in self.said if isinstance(answer, float)]

    @property
    def disputed_question(self) -> bool:
        """Whether some gave a level and others called the question not applicable."""
        return bool(self.levels) and "not-applicable" in self.said

    @property
    def spread(self) -> float:
        """The distance from the lowest to the highest level given (0-4)."""
        return max(self.levels) - min(self.levels) if self.levels else 0.0


def units(raters: Sequence[Rater], rubric: Rubric, as_of: date | None = None) -> list[Unit]:
    """One unit per subject that any rater rated, ordered by jurisdiction, partner and catalogue.

    `raters` holds one mapping per rater, from code to profile. A subject is whatever any rater singled out: a row, a need,
    a crime. For a rater who did not single it out, the more general rating applies, as it does in an assessment. Of
    several ratings, the newest not later than `as_of` counts.
    """
    return [
        Unit(subject, tuple(_said(rater, subject, rubric, as_of or date.max) for rater in raters))
        for jurisdiction in sorted({code for rater in raters for code in rater})
        for partner in _partners(raters, jurisdiction)
        for indicator in rubric.indicators
        for subject in _subjects(raters, rubric, jurisdiction, partner, indicator)
    ]


def _partners(raters: Sequence[Rater], jurisdiction: str) -> list[str | None]:
    codes = {
        code for rater in raters if jurisdiction in rater for code in rater[jurisdiction].profile.partners
    }
    return [None, *sorted(codes)]


def _subjects(
    raters: Sequence[Rater], rubric: Rubric, jurisdiction: str, partner: str | None, indicator: str
) -> list[Subject]:
    table = rubric.indicators[indicator].table
    rows = list(table.rows) if table is not None else []
    contexts = {
        context
        for rater in raters
        for rating in _ratings(rater, jurisdiction, partner).get(indicator, [])
        for context in _contexts(rating)
    }
    orders = [list(names) for names in (rubric.needs, rubric.crimes, rows)]

    def catalogue_order(context: Context) -> list[int]:
        named = zip((context.need, context.crime, context.row), orders, strict=True)
        return [-1 if name is None else order.index(name) for name, order in named]

    return [
        Subject(jurisdiction, partner, indicator, context.row, context.need, context.crime)
        for context in sorted(contexts, key=catalogue_order)
    ]


def _contexts(rating: Rating) -> Iterator[Context]:
    needs: list[str | None] = [*rating.needs] or [None]
    crimes: list[str | None] = [*rating.crimes] or [None]
    rows: list[str | None] = [*rating.rows] or [None]
    for need, crime, row in product(needs, crimes, rows):
        yield Context(need, crime, row)


def _said(rater: Rater, subject: Subject, rubric: Rubric, as_of: date) -> Said:
    if subject.jurisdiction not in rater:
        return None
    document = rater[subject.jurisdiction]
    ratings = _ratings(rater, subject.jurisdiction, subject.partner).get(subject.indicator, [])
    candidates = [Candidate(document, rating, (), subject.partner is not None) for rating in ratings]
    reading = read(candidates, Context(subject.need, subject.crime, subject.row), as_of, rubric.evidence)
    return "not-applicable" if reading.basis == "not-applicable" else reading.level


def _ratings(rater: Rater, jurisdiction: str, partner: str | None) -> Ratings:
    if jurisdiction not in rater:
        return {}
    profile = rater[jurisdiction].profile
    if partner is None:
        return profile.ratings
    return profile.partners[partner].ratings if partner in profile.partners else {}
