"""One pair through time: assessed at the end of each year, and the dated events that lie behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from readiness.assessment.assemble import assess
from readiness.evidence.casework import in_words
from readiness.evidence.record import counts, ended
from readiness.model.fields import UNKNOWN_DATE, first_day
from readiness.words import listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result import Assessment
    from readiness.documents.reading import ProfileDocument
    from readiness.model.profile import Partner, Profile
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric

MOST_STEPS = 40
"""A longer time is told in longer steps."""
STEPS = (1, 2, 5, 10, 20, 50)
"""Years from one assessment to the next."""


class Event(NamedTuple):
    """Something dated between the two: its kind, its text or kind in the rubric, the needs it is for, whose profile tells it.

    `completed` is the number of completed cases; None for anything else, and for casework without a number.
    """

    day: str
    kind: str
    what: str
    needs: tuple[str, ...]
    side: str
    completed: int | None = None


class History(NamedTuple):
    """The assessments in order of their days, and the events up to the last of them."""

    points: list[Assessment]
    events: list[Event]


def history(
    a: ProfileDocument, b: ProfileDocument, rubric: Rubric, question: Question, days: Sequence[date]
) -> History:
    """The pair at each of some days. Raises what `assess` raises."""
    points = [assess(a, b, rubric, replace(question, as_of=day.isoformat())) for day in days]
    needs = set(points[-1].needs)
    events = [
        event
        for event in _events(a, b, days[-1])
        if days[0].isoformat()[:4] <= event.day[:4] and (not event.needs or needs & set(event.needs))
    ]
    once = {(event.day, event.kind, event.what): event for event in reversed(events)}
    return History(points, [once[key] for key in sorted(once)])


def days_of(a: ProfileDocument, b: ProfileDocument, last: date, first: int | None) -> list[date]:
    """The last days of the years from the first dated record between the two, or from a year, up to a day.

    Of a long time only every second, fifth or tenth year, and so on, beside the first and the last.
    """
    years = [
        int(day[:4]) for document, code in ((a, b.id), (b, a.id)) for day in _moments(document.profile, code)
    ]
    known = [year for year in years if year <= last.year]
    begin = first if first is not None else min(known, default=last.year)
    step = next((step for step in STEPS if (last.year - begin) / step < MOST_STEPS), STEPS[-1])
    told = [year for year in range(begin, last.year) if year == begin or year % step == 0]
    return [date(year, 12, 31) for year in told] + [last]


def _moments(profile: Profile, code: str) -> Iterator[str]:
    """The dates of what a profile records of the other, and of its dated ratings."""
    partner = profile.partners.get(code)
    tables = [profile.ratings] if partner is None else [profile.ratings, partner.ratings]
    for table in tables:
        for ratings in table.values():
            for rating in ratings:
                yield from (rating.as_of,) if rating.as_of is not None else ()
    if partner is not None:
        yield from (entry.since for entry in partner.standing if entry.since != UNKNOWN_DATE)
        texts = [entry.since for entry in partner.agreements] + [entry.since for entry in partner.structures]
        yield from (since for since in texts if since is not None and since != UNKNOWN_DATE)
        yield from (case.from_ for case in partner.cases)


def _events(a: ProfileDocument, b: ProfileDocument, last: date) -> Iterator[Event]:
    for side, document, code in (("a", a, b.id), ("b", b, a.id)):
        partner = document.profile.partners.get(code)
        if partner is not None:
            begun = [event for event in _beginnings(partner, side) if _begun(event.day, last)]
            yield from (*begun, *_casework(partner, side, last))


def _beginnings(partner: Partner, side: str) -> Iterator[Event]:
    """What begins: standings, agreements, structures. A day may be unknown."""
    for standing in partner.standing:
        yield Event(standing.since, "standing", standing.status, tuple(standing.needs), side)
    for agreement in partner.agreements:
        what = listed([agreement.title or named(agreement.kind), named(agreement.status)])
        yield Event(agreement.since or UNKNOWN_DATE, "agreement", what, tuple(agreement.needs), side)
    for structure in partner.structures:
        what = structure.note or named(structure.kind)
        yield Event(structure.since or UNKNOWN_DATE, "structure", what, tuple(structure.needs), side)


def _casework(partner: Partner, side: str, last: date) -> Iterator[Event]:
    """Records of completed cases, each on the day on which it ends."""
    for case in partner.cases:
        if counts(case, last):
            number = case.completed if isinstance(case.completed, int) else None
            yield Event(
                ended(case, last).isoformat(),
                "casework",
                in_words(case, last),
                tuple(case.needs),
                side,
                number,
            )


def _begun(since: str, last: date) -> bool:
    return since != UNKNOWN_DATE and first_day(since) <= last
