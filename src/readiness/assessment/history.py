"""One pair through time: assessed at the end of each year, and the dated events that lie behind it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from readiness.assessment.assemble import assess
from readiness.assessment.treaties import in_common
from readiness.evidence.joint_record import counts, ended
from readiness.model.fields import UNKNOWN_DATE, first_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.documents.reading import ProfileDocument
    from readiness.model.profile import Partner, Profile
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric

MOST_STEPS = 40
"""A longer time is told in longer steps."""
FEWEST_STEPS, MOST_READ = 5, 20_000
"""So is what so many dated records tell that reading them for each of these steps would take long, as no real relation does."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Years from one assessment to the next."""
ENDED = "ended"
"""What became of an agreement, a structure or a standing on its last day."""


class Event(NamedTuple):
    """Something dated between the two.

    `what` is a kind of agreement, structure or relation, an instrument, or a standing, as the rubric names it; of casework it is empty.
    `note` is the title of an agreement or an instrument, or what the profile says of anything else. `status` is what became of it on that
    day: that of a standing or an agreement, or ENDED. `side` tells whose profile records it: a, b or both. `begin` is the first
    day of casework, which stands on its last; `completed` its number of completed cases, None without one.
    """

    day: str
    kind: str
    what: str
    needs: tuple[str, ...]
    side: str
    completed: int | None = None
    status: str = ""
    cause: str = ""
    note: str = ""
    begin: str = ""


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
        for event in (*_events(a, b, days[-1]), *_treaties(a, b, rubric, points[-1].needs, days[-1]))
        if days[0].isoformat()[:4] <= event.day[:4] and (not event.needs or needs & set(event.needs))
    ]
    return History(points, list(_once(events)))


def _once(events: Iterable[Event]) -> Iterator[Event]:
    """The events by their days, those that both profiles record told once."""
    records: dict[tuple[str | int, ...], list[Event]] = {}
    for event in events:
        about = (event.day, event.kind, event.what, event.status, event.note, event.begin)
        records.setdefault((*about, event.completed or 0), []).append(event)
    for key in sorted(records):
        first, *others = records[key]
        yield first._replace(side="both") if any(other.side != first.side for other in others) else first


def days_of(
    a: ProfileDocument,
    b: ProfileDocument,
    rubric: Rubric,
    needs: Sequence[str],
    last: date,
    first: int | None,
) -> list[date]:
    """The last days of the years from the first dated record between the two, or from a year, up to a day.

    Of a long time only every second, fifth or tenth year, and so on, beside the first and the last.
    """
    days = [day for document, code in ((a, b.id), (b, a.id)) for day in _moments(document.profile, code)]
    years = [int(day[:4]) for day in (*days, *(event.day for event in _treaties(a, b, rubric, needs, last)))]
    most = min(MOST_STEPS, max(FEWEST_STEPS, MOST_READ // max(len(years), 1)))
    known = [year for year in years if year <= last.year]
    begin = first if first is not None else min(known, default=last.year)
    step = next((step for step in STEPS if (last.year - begin) / step < most), STEPS[-1])
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
        begun: list[str | None] = [entry.since for entry in partner.standing]
        begun += [agreement.since for agreement in partner.agreements]
        begun += [structure.since for structure in partner.structures]
        begun += [relation.since for relation in partner.facts.relations]
        yield from (day for day in begun if day is not None and day != UNKNOWN_DATE)
        yield from (case.from_ for case in partner.cases)


def _events(a: ProfileDocument, b: ProfileDocument, last: date) -> Iterator[Event]:
    for side, document, code in (("a", a, b.id), ("b", b, a.id)):
        partner = document.profile.partners.get(code)
        if partner is not None:
            events = (*_turns(partner, side), *_casework(partner, side, last))
            yield from (event for event in events if _begun(event.day, last))


def _treaties(
    a: ProfileDocument, b: ProfileDocument, rubric: Rubric, needs: Sequence[str], last: date
) -> Iterator[Event]:
    """Instruments of many parties that serve a need: the days on which they began and ceased to bind both."""
    for bond in in_common(rubric, (a.profile, b.profile), needs):
        if bond.since is None:
            continue
        begun = Event(bond.since, "instrument", bond.instrument, bond.needs, "both", note=bond.name)
        yield from (event for event in (begun, *_ending(begun, bond.until)) if _begun(event.day, last))


def _turns(partner: Partner, side: str) -> Iterator[Event]:
    """What begins and ends: standings, agreements, structures, facts of public law. A day may be unknown."""
    for standing in partner.standing:
        begun = Event(
            standing.since,
            "standing",
            standing.status,
            tuple(standing.needs),
            side,
            status=standing.status,
            cause=standing.cause or "",
            note=standing.note,
        )
        yield from (begun, *_ending(begun, standing.until))
    for agreement in partner.agreements:
        begun = Event(
            agreement.since or UNKNOWN_DATE,
            "agreement",
            agreement.kind,
            tuple(agreement.needs),
            side,
            status=agreement.status,
            note=agreement.title,
        )
        yield from (begun, *_ending(begun, agreement.until))
    for structure in partner.structures:
        since, needs = structure.since or UNKNOWN_DATE, tuple(structure.needs)
        begun = Event(since, "structure", structure.kind, needs, side, note=structure.note)
        yield from (begun, *_ending(begun, structure.until))
    for relation in partner.facts.relations:
        begun = Event(relation.since or UNKNOWN_DATE, "relation", relation.kind, (), side, note=relation.note)
        yield from (begun, *_ending(begun, relation.until))


def _ending(event: Event, until: str | None) -> Iterator[Event]:
    if until is not None:
        yield event._replace(day=until, status=ENDED)


def _casework(partner: Partner, side: str, last: date) -> Iterator[Event]:
    """Records of completed cases, each on the day on which it ends."""
    for case in partner.cases:
        if counts(case, last):
            yield Event(
                ended(case, last).isoformat(),
                "casework",
                "",
                tuple(case.needs),
                side,
                case.completed if isinstance(case.completed, int) else None,
                note=case.note,
                begin=case.from_,
            )


def _begun(since: str, last: date) -> bool:
    return since != UNKNOWN_DATE and first_day(since) <= last
