"""One jurisdiction as its profile tells it: ratings with age, priors, coverage, what is unknown. Pure data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.evidence import proxies
from readiness.evidence.admiralty import dated, is_stale
from readiness.evidence.ratings import candidates, evidence_of, said_by
from readiness.model.fields import last_day
from readiness.model.question import Question
from readiness.profiles import questions
from readiness.profiles.coverage import CoverageLine, coverage
from readiness.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.reading import ProfileDocument
    from readiness.model.indicator import Indicator
    from readiness.model.rating import Evidence, Rating, RowRating
    from readiness.model.rubric import Rubric


class RatingLine(Struct, frozen=True):
    """One rating. `level` is 0-4, or None where the question does not arise; `words` are the rubric's for that level.

    `age` is in months at the day of the sheet; `later` marks what is dated after it.
    """

    indicator: str
    factor: str
    towards: str | None
    row: str | None
    needs: tuple[str, ...]
    crimes: tuple[str, ...]
    level: float | None
    low: float
    high: float
    words: str
    cause: str | None
    grade: str | None
    as_of: str | None
    age: int | None
    stale: bool
    later: bool
    note: str
    evidence: tuple[CitedStatement, ...]
    line: int


class CitedStatement(Struct, frozen=True):
    """An item of evidence with the id of its source."""

    says: str
    source: str | None
    grade: str | None
    as_of: str | None


class PriorLine(Struct, frozen=True):
    """What a public index suggests where nobody has rated: a level with its interval (0-4), a prior and no more."""

    indicator: str
    factor: str
    level: float
    low: float
    high: float
    says: str
    source: str | None
    stale: bool


class UnknownLine(Struct, frozen=True):
    """A question without an answer: what the phase needs of it, its weight (0-1), and where to look."""

    indicator: str
    row: str | None
    factor: str
    necessary: float | None
    weight: float
    question: str
    evidence: tuple[str, ...]
    sources: tuple[str, ...]


class Sheet(Struct, frozen=True):
    """Everything a profile sheet shows. `as_of` is None for a profile in which nothing is dated."""

    document: ProfileDocument
    rubric: Rubric
    partner: str | None
    as_of: str | None
    phase: str
    needs: tuple[str, ...]
    ratings: tuple[RatingLine, ...]
    priors: tuple[PriorLine, ...]
    coverage: tuple[CoverageLine, ...]
    unknown: tuple[UnknownLine, ...]


def sheet(document: ProfileDocument, rubric: Rubric, partner: str | None, as_of: str | None) -> Sheet:
    """The sheet of a profile on a day: the one given, else the profile's own, else the newest in it.

    With a partner, what is said towards it counts as well, and what is asked about the two is asked too. Raises
    UsageError for a date that cannot be read.
    """
    given = as_of or document.profile.as_of or _newest(document)
    asked = Question(as_of=given or "9999", needs=tuple(rubric.needs), measures=tuple(rubric.measures))
    scope = questions.scope_of(document, rubric, asked)
    day = scope.as_of if given is not None else None
    phase = questions.phase_of(document, rubric, partner, scope, None)
    lines = tuple(_ratings(document, rubric, partner, day))
    priors = tuple(_priors(document, rubric, scope.as_of))
    open_ones = questions.open_questions(document, rubric, scope, partner, phase)
    return Sheet(
        document=document,
        rubric=rubric,
        partner=partner,
        as_of=day.isoformat() if day is not None else None,
        phase=phase,
        needs=scope.needs,
        ratings=lines,
        priors=priors,
        coverage=tuple(coverage(document, rubric, partner, {line.indicator for line in priors})),
        unknown=tuple(_unknown(rubric, ask) for ask in open_ones),
    )


def _ratings(
    document: ProfileDocument, rubric: Rubric, partner: str | None, day: date | None
) -> Iterator[RatingLine]:
    """Every rating, in catalogue order: towards anyone first, then towards each partner or the one asked for."""
    profile = document.profile
    partners = [code for code in profile.partners if partner is None or code == partner]
    groups = [(None, profile.ratings), *((code, profile.partners[code].ratings) for code in partners)]
    for towards, ratings in groups:
        for key in rubric.indicators:
            for number, rating in enumerate(ratings.get(key, [])):
                head = ("ratings",) if towards is None else ("partners", towards, "ratings")
                rows: list[tuple[str | None, RowRating | None]] = list(rating.rows.items())
                for row, of_row in rows or [(None, None)]:
                    steps = ("rows", row) if row is not None else ()
                    line = document.line(*head, key, number, *steps)
                    yield _line(document, rubric, key, towards, rating, row, of_row, day, line)


def _line(
    document: ProfileDocument,
    rubric: Rubric,
    key: str,
    towards: str | None,
    rating: Rating,
    row: str | None,
    of_row: RowRating | None,
    day: date | None,
    line: int,
) -> RatingLine:
    words = of_row or rating
    rated = _date(document, rating, of_row)
    stale = day is not None and rated is not None and is_stale(rated, day, rubric.evidence)
    said = said_by(rating, of_row, rubric.evidence, stale=stale)
    return RatingLine(
        indicator=key,
        factor=rubric.factor_of[key],
        towards=towards,
        row=row,
        needs=tuple(rating.needs),
        crimes=tuple(rating.crimes),
        level=said.level,
        low=said.low,
        high=said.high,
        words=_words(rubric.indicators[key], said.level)
        if said.level is not None
        else words.not_applicable or "",
        cause=rating.cause,
        grade=said.grade,
        as_of=words.as_of or rating.as_of or (rated.isoformat() if rated is not None else None),
        age=_months(rated, day) if rated is not None and day is not None else None,
        stale=stale,
        later=day is not None and rated is not None and rated > day,
        note=words.note or rating.note,
        evidence=tuple(_said(item) for item in evidence_of(rating, of_row)),
        line=line,
    )


def _said(item: Evidence) -> CitedStatement:
    return CitedStatement(clean(item.says), item.source, item.grade, item.as_of)


def _words(indicator: Indicator, level: float) -> str:
    """The anchor of a level; of a half level both its neighbours'."""
    below, above = int(level), int(level) + (level != int(level))
    if below == above:
        return indicator.scale[below]
    return f"{indicator.scale[below]} / {indicator.scale[above]}"


def _date(document: ProfileDocument, rating: Rating, row: RowRating | None) -> date | None:
    """When a rating was true, as far as the profile tells."""
    never = date.max
    own = document.profile.as_of
    rated = dated(rating.as_of, rating.evidence, last_day(own) if own is not None else never, never)
    day = dated(row.as_of, row.evidence, rated, never) if row is not None else rated
    return None if day == never else day


def _months(rated: date, day: date) -> int:
    """Whole months from one day to another; never below 0."""
    months = (day.year - rated.year) * 12 + day.month - rated.month - (day.day < rated.day)
    return max(0, months)


def _newest(document: ProfileDocument) -> str | None:
    """The newest date anywhere in the ratings and index values of a profile without a date of its own."""
    profile = document.profile
    groups = [profile.ratings, *(partner.ratings for partner in profile.partners.values())]
    dates = [
        _date(document, rating, row)
        for ratings in groups
        for entries in ratings.values()
        for rating in entries
        for row in (None, *rating.rows.values())
    ]
    years = [date(value.year, 12, 31) for values in profile.facts.indices.values() for value in values]
    days = [*(day for day in dates if day is not None), *years]
    return max(days).isoformat() if days else None


def _priors(document: ProfileDocument, rubric: Rubric, day: date) -> Iterator[PriorLine]:
    """What public indices suggest for indicators that nobody has rated towards anyone."""
    for key, indicator in rubric.indicators.items():
        if candidates(document, "", key):
            continue
        reading = proxies.read(document, indicator, day, rubric.evidence)
        if reading.level is not None:
            item = reading.items[0]
            yield PriorLine(
                key,
                rubric.factor_of[key],
                reading.level,
                reading.low,
                reading.high,
                item.says,
                item.source,
                reading.stale,
            )


def _unknown(rubric: Rubric, ask: questions.Ask) -> UnknownLine:
    indicator = rubric.indicators[ask.indicator]
    return UnknownLine(
        indicator=ask.indicator,
        row=ask.row,
        factor=rubric.factor_of[ask.indicator],
        necessary=ask.necessary,
        weight=ask.weight,
        question=indicator.question,
        evidence=tuple(indicator.evidence),
        sources=tuple(rubric.sources[name].name for name in indicator.sources if name in rubric.sources),
    )
