"""Completed cases speak: of the gates that such a case must pass, and of how the relation fares (design 2.2, 2.4)."""

from __future__ import annotations

from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from readiness.documents.profile_checks import names_of
from readiness.evidence.joint_record import Sought, counts, ended, structures, telling
from readiness.evidence.level_reading import UNKNOWN, CitedItem, Reading, Recorded, around, source_title
from readiness.language import _, ngettext
from readiness.model.fields import UNKNOWN_DATE, first_day
from readiness.model.joint_record import MANY
from readiness.words import named, with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.level_reading import Basis
    from readiness.model.indicator import Indicator
    from readiness.model.joint_record import Cases
    from readiness.model.rubric import Rubric


A_YEAR = timedelta(days=365)
"""What records of different lengths must last for their yearly rates to be set beside each other."""

Worked = tuple["ProfileDocument", str, int, "Cases"]
"""Casework, the profile it stands in, the code of the partner, and its place in the list."""


class Trend(NamedTuple):
    """Cases of a need completed before and after a day: each a count and the days from and to.

    `yearly` tells that they last so differently long that only their yearly rates compare.
    """

    need: str
    before: Cases
    after: Cases
    yearly: bool


def shown(
    rubric: Rubric,
    indicator: Indicator,
    documents: Iterable[tuple[ProfileDocument, str]],
    need: str,
    as_of: date,
    mute: str | None = None,
) -> Reading:
    """The level that a record of cases for a need shows of an indicator that such a case must pass.

    A record is a number of recent completed cases in one profile, or a body that works such cases all year. Fewer cases
    suggest the level without showing it. UNKNOWN without any. `documents` are profiles with the code of the partner each is
    read towards; `mute` is whose own requests tell nothing of what is asked.
    """
    rules = rubric.evidence.casework
    if indicator.shown_by is None or rules is None:
        return UNKNOWN
    documents = [(document, code) for document, code in documents if _records_work(document, code)]
    if not documents:
        return UNKNOWN
    worked = [
        item for item in recent(rubric, documents, (need,), as_of) if tells_of(indicator, item[3], mute)
    ]
    names = {document.id: names_of(document.profile) for document, _ in documents}
    items = (
        *(
            CitedItem(
                in_words(entry, as_of, names, open_direction=mute is not None),
                source_title(document, entry.source),
                None,
                ended(entry, as_of).isoformat(),
                document.file,
                document.line("partners", code, "cases", index),
            )
            for document, code, index, entry in worked
        ),
        *(
            standing := []
            if indicator.shown_by == "measures"
            else list(_bodies(rubric, documents, need, as_of))
        ),
    )
    if not items:
        return UNKNOWN
    told = _told(worked)
    ordinary = rules.ordinary_from is not None and told >= rules.ordinary_from
    level = rules.ordinary_level if ordinary and rules.ordinary_level is not None else rules.level
    low, high = around(level, rules.width)
    basis: Basis = "casework" if standing or told >= rules.record_from else "few-cases"
    newest = as_of if standing else ended(worked[0][3], as_of)
    return Reading(level, low, high, basis, rules.width, as_of=newest, origin=Recorded(items))


def _records_work(document: ProfileDocument, code: str) -> bool:
    partner = document.profile.partners.get(code)
    return partner is not None and bool(partner.cases or partner.structures)


def mute_asker(indicator: Indicator, side: str, other: str) -> str | None:
    """Whose own requests tell nothing of a side: its own where the side that is asked counts, the other's where the one that asks does.

    None where both sides count in each direction, or the pair.
    """
    return {"requested": side, "requesting": other}.get(indicator.combine.rule)


def tells_of(indicator: Indicator, entry: Cases, mute: str | None = None) -> bool:
    """Whether cases tell of an indicator: of one side's part those in which it had that part, as far as they say who asked.

    Of what its measures alone show, those in which one of them was taken.
    """
    if mute is not None and entry.requesting == mute:
        return False
    if indicator.shown_by != "measures":
        return True
    return indicator.when is not None and not {*entry.measures}.isdisjoint(indicator.when.measures)


def _told(worked: Iterable[Worked]) -> float:
    """The most cases of which one profile tells; two may tell of the same ones, so theirs are never added up."""
    totals: dict[str, float] = {}
    for document, _code, _index, entry in worked:
        count = inf if entry.completed == MANY else int(entry.completed)
        totals[document.id] = totals.get(document.id, 0) + count
    return max(totals.values(), default=0)


def _bodies(
    rubric: Rubric, documents: Iterable[tuple[ProfileDocument, str]], need: str, as_of: date
) -> Iterator[CitedItem]:
    """The bodies between the two that work cases of a need on a day."""
    rules = rubric.evidence.casework
    kinds = rules.bodies if rules is not None else []
    for document, code in documents:
        partner = document.profile.partners.get(code)
        if partner is None or not partner.structures:
            continue
        for index, entry in structures(rubric, partner, Sought(need, (), as_of)):
            if entry.kind in kinds:
                yield CitedItem(
                    entry.note or named(entry.kind),
                    source_title(document, entry.source),
                    None,
                    entry.since if entry.since != UNKNOWN_DATE else None,
                    document.file,
                    document.line("partners", code, "structures", index),
                )


def recent(
    rubric: Rubric, documents: Iterable[tuple[ProfileDocument, str]], needs: Iterable[str], as_of: date
) -> list[Worked]:
    """Completed cases for any of the needs that are recent enough to tell, the newest first."""
    rules = rubric.evidence.casework
    if rules is None:
        return []
    tell = {name for need in needs for name in telling(rubric, need)}
    worked = [
        (document, code, index, entry)
        for document, code in documents
        if code in document.profile.partners
        for index, entry in enumerate(document.profile.partners[code].cases)
        if tell.intersection(entry.needs or tell)
        and counts(entry, as_of)
        and entry.completed
        and (as_of - ended(entry, as_of)).days <= rules.within_years * 365.25
    ]
    return sorted(worked, key=lambda item: (ended(item[3], as_of), item[0].id), reverse=True)


def trend(
    rubric: Rubric,
    documents: Iterable[tuple[ProfileDocument, str]],
    needs: Iterable[str],
    since: date,
    as_of: date,
) -> list[Trend]:
    """For each need the newest record wholly before a day, and the newest one after that of about its length.

    Without such a one the newest one after it, by yearly rates, if both last a year or more: less tells nothing of a year. Both come from one profile: that with more cases before. What compares as it is comes first. A rubric without rules for casework has no trends.
    """
    rules = rubric.evidence.casework
    if rules is None:
        return []
    partners = [
        document.profile.partners[code] for document, code in documents if code in document.profile.partners
    ]
    trends: list[Trend] = []
    for need in needs:
        of_need: list[Trend] = []
        for partner in partners:
            recorded = [
                entry
                for entry in partner.cases
                if need in (entry.needs or [need])
                and counts(entry, as_of)
                and isinstance(entry.completed, int)
            ]
            earlier = [entry for entry in recorded if ended(entry, as_of) < since]
            before = max(earlier, key=lambda entry: ended(entry, as_of), default=None)
            if before is None:
                continue
            length = _length(before, as_of)
            later = [
                Trend(need, before, entry, abs(_length(entry, as_of) / length - 1) > rules.comparable)
                for entry in recorded
                if first_day(entry.from_) > ended(before, as_of)
            ]
            telling = [
                item for item in later if not item.yearly or min(length, _length(item.after, as_of)) >= A_YEAR
            ]
            of_need += sorted(telling, key=lambda item: (item.yearly, as_of - ended(item.after, as_of)))[:1]
        trends += sorted(of_need, key=lambda item: -int(item.before.completed))[:1]
    return sorted(trends, key=lambda item: item.yearly)


def _length(entry: Cases, as_of: date) -> timedelta:
    return ended(entry, as_of) - first_day(entry.from_) + timedelta(days=1)


def in_words(entry: Cases, as_of: date, names: Mapping[str, str], *, open_direction: bool = False) -> str:
    """How many cases, in which years, of what kind, and who asked, by name.

    With `open_direction` it is told where that is not recorded.
    """
    begin, end = first_day(entry.from_).year, ended(entry, as_of).year
    years = str(begin) if begin == end else f"{begin}–{end}"
    if isinstance(entry.completed, int):
        told = ngettext(
            "{count} completed case, {years}", "{count} completed cases, {years}", entry.completed
        )
        told = told.format(count=f"{entry.completed:,}", years=years)
    else:
        told = _("many completed cases, {years}").format(years=years)
    if entry.requesting is not None:
        asker = with_article(names.get(entry.requesting, entry.requesting))
        told = _("{cases}, asked by {name}").format(cases=told, name=asker)
    elif open_direction:
        told = _("{cases}, which side asked not recorded").format(cases=told)
    return _("{what}: {note}").format(what=told, note=entry.note) if entry.note else told
