"""The recorded facts of a profile one by one, each with who says it, when, and where that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.language import _, label, word
from readiness.model.facts import Law, Stated, YesNo
from readiness.model.fields import last_day
from readiness.words import clauses, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from readiness.model.profile import Partner, Profile


class SourcedFact(NamedTuple):
    """A fact, what it says, since when; its source by title, as of when, the months since then, the address.

    `review` is the first day on which the source is to be looked at again.
    """

    fact: str
    says: str
    since: str | None
    source: str | None
    as_of: str | None
    age: int | None
    url: str | None
    review: date | None


def sourced_facts(
    profile: Profile, day: date | None, reviews: Mapping[str, date], partner: str | None = None
) -> list[SourcedFact]:
    """Every fact that a profile records, in the order of the file. `day` is the one that ages are counted to.

    `reviews` tells of sources the first day on which they are to be looked at again. With a partner, what is recorded
    towards it only.
    """
    told = _told(profile) if partner is None else _of(profile, partner)
    return [_sourced(profile, day, reviews, *fact) for fact in told]


Told = tuple[str, str, str | None, str | None, str | None, str | None]
"""A fact, what it says, since when, the id of its source, as of when, and an address of its own."""


def _told(profile: Profile) -> Iterator[Told]:
    facts = profile.facts
    for name, said in (("languages", ", ".join(facts.languages)), ("legal-family", facts.legal_family or "")):
        if said:
            yield name, said, None, facts.cited.get(name), None, None
    for group, entries in (("memberships", facts.memberships), ("instruments", facts.instruments)):
        for name, entry in entries.items():
            if isinstance(entry, Stated):
                yield f"{group}.{name}", entry.status, entry.since, entry.source, entry.as_of, None
    yield from _of_law(facts.law)
    for channel in facts.channels:
        said = _("{what}: {note}")
        parts = listed(
            said.format(what=word(part), note=word(access)) for part, access in channel.components.items()
        )
        yield f"channel {channel.id}", parts, None, channel.source, channel.as_of, None
    for name, values in facts.indices.items():
        yield from ((name, f"{value.value:g}", None, value.source, str(value.year), None) for value in values)
    for code, partner in profile.partners.items():
        yield from _towards(code, partner)


def _of_law(laws: Mapping[str, object]) -> Iterator[Told]:
    for matter, law in laws.items():
        if isinstance(law, Law):
            said = clauses(part for part in (law.status, law.title, law.note) if part)
            yield f"law.{matter}", said, law.since, law.source, law.as_of, law.url


def _of(profile: Profile, partner: str) -> Iterator[Told]:
    """What is recorded towards one partner, which may be nothing."""
    if partner in profile.partners:
        yield from _towards(partner, profile.partners[partner])


def _towards(code: str, partner: Partner) -> Iterator[Told]:
    shared = partner.facts
    for name in ("common_language", "contiguous", "colonial_tie"):
        fact = getattr(shared, name)
        if isinstance(fact, YesNo):
            yield (
                f"{code} {name.replace('_', '-')}",
                label("yes") if fact.value else label("no"),
                None,
                fact.source,
                None,
                None,
            )
    for relation in shared.relations:
        graded = _("grade {grade}").format(grade=relation.grade) if relation.grade else ""
        told = (_ended(relation.until), relation.note, graded)
        said = clauses(part for part in told if part) or label("yes")
        yield f"{code} {relation.kind}", said, relation.since, relation.source, None, relation.url
    for text in partner.agreements:
        status = f"{text.status}, {_ended(text.until)}" if text.until else text.status
        yield (
            f"{code} {text.kind}",
            _("{what}: {note}").format(what=status, note=text.title or text.note),
            text.since,
            text.source,
            None,
            None,
        )
    for case in partner.cases:
        said = _("{count} completed").format(count=case.completed)
        said += _(" ({note})").format(note=case.note) if case.note else ""
        yield f"{code} cases", said, case.from_, case.source, case.to, None
    for post in partner.structures:
        yield f"{code} {post.kind}", post.note or label("yes"), post.since, post.source, None, None


def _ended(until: str | None) -> str:
    return _("until {date}").format(date=until) if until else ""


def _sourced(
    profile: Profile,
    day: date | None,
    reviews: Mapping[str, date],
    fact: str,
    says: str,
    since: str | None,
    source: str | None,
    as_of: str | None,
    url: str | None,
) -> SourcedFact:
    entry = profile.sources.get(source or "")
    if entry is None:
        return SourcedFact(fact, says, since, source, as_of, _months(as_of, day), url, None)
    known = as_of or entry.accessed or (str(entry.year) if entry.year is not None else None)
    review = reviews.get(source or "")
    return SourcedFact(fact, says, since, entry.title, known, _months(known, day), url or entry.url, review)


def _months(text: str | None, day: date | None) -> int | None:
    """Whole months from a date to the day; 0 if the day falls before its end."""
    if text is None or day is None:
        return None
    then = last_day(text)
    return max(0, (day.year - then.year) * 12 + day.month - then.month - (day.day < then.day))
