"""What a supposed fact does to a profile. What it takes the place of ends the day before, so that every entry keeps its place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from readiness.change.fact_vocabulary import BY, CASES, YES
from readiness.model.facts import ChannelAccess, IndexValue, PairFacts, Relation, Stated
from readiness.model.joint_record import MANY, Agreement, Cases, StandingEntry, Structure
from readiness.model.profile import Partner, Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readiness.evidence.supposed_levels import Holder
    from readiness.model.rubric import Rubric

    Change = Callable[[Profile, "Fact", str, date, Rubric], Profile]

Dated = TypeVar("Dated", Agreement, Structure, Relation)
LAST_DAY = (12, 31)


class Fact(Struct, frozen=True):
    """A fact supposed: of one side or of the pair, its kind, the name it is about, and its value."""

    holder: Holder
    kind: str
    name: str
    value: str
    part: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What is set, whatever the value."""
        return self.holder, self.kind, self.name, self.part


def _ended(entries: Sequence[Dated], kind: str, day: date) -> list[Dated]:
    """The entries, those of a kind ended before the day."""
    before = {"until": (day - timedelta(days=1)).isoformat()}
    return [entry.model_copy(update=before) if entry.kind == kind else entry for entry in entries]


def _partner(profile: Profile, code: str) -> Partner:
    return profile.partners.get(code) or Partner()


def _with_partner(profile: Profile, code: str, **changes: object) -> Profile:
    partner = _partner(profile, code).model_copy(update=changes)
    return profile.model_copy(update={"partners": {**profile.partners, code: partner}})


def _with_facts(profile: Profile, **changes: object) -> Profile:
    return profile.model_copy(update={"facts": profile.facts.model_copy(update=changes)})


def _agreement(profile: Profile, fact: Fact, code: str, day: date, _rubric: Rubric) -> Profile:
    stated = Agreement(kind=fact.name, status=fact.value, since=day.isoformat())
    kept = _ended(_partner(profile, code).agreements, fact.name, day)
    return _with_partner(profile, code, agreements=[*kept, stated])


def _structure(profile: Profile, fact: Fact, code: str, day: date, _rubric: Rubric) -> Profile:
    stated = [Structure(kind=fact.name, since=day.isoformat())] if fact.value == YES else []
    kept = _ended(_partner(profile, code).structures, fact.name, day)
    return _with_partner(profile, code, structures=[*kept, *stated])


def _relation(profile: Profile, fact: Fact, code: str, day: date, _rubric: Rubric) -> Profile:
    facts: PairFacts = _partner(profile, code).facts
    stated = [Relation(kind=fact.name, since=day.isoformat())] if fact.value == YES else []
    relations = [*_ended(facts.relations, fact.name, day), *stated]
    return _with_partner(profile, code, facts=facts.model_copy(update={"relations": relations}))


def _cases(profile: Profile, fact: Fact, code: str, day: date, rubric: Rubric) -> Profile:
    """Those on record for the need count for their other needs only."""
    kept = []
    for entry in _partner(profile, code).cases:
        others = [need for need in entry.needs or rubric.needs if need != fact.name]
        own = fact.name in (entry.needs or rubric.needs)
        without = {"needs": others} if others else {"completed": 0}
        kept.append(entry.model_copy(update=without) if own else entry)
    told = CASES.fullmatch(fact.value)
    count, years = (told["count"], int(told["years"] or 1)) if told is not None else ("0", 1)
    stated = Cases.model_validate(
        {
            "needs": [fact.name],
            "from": (day - timedelta(days=366 * years)).isoformat(),
            "to": day.isoformat(),
            "completed": MANY if count == MANY else int(count),
        }
    )
    return _with_partner(profile, code, cases=[*kept, stated])


def _standing(profile: Profile, fact: Fact, code: str, day: date, _rubric: Rubric) -> Profile:
    status, _, cause = fact.value.partition(BY)
    entry = StandingEntry(status=status, since=day.isoformat(), cause=cause or None)
    return _with_partner(profile, code, standing=[entry])


def _membership(profile: Profile, fact: Fact, _code: str, _day: date, _rubric: Rubric) -> Profile:
    recorded = {**profile.facts.memberships, fact.name: Stated(status=fact.value)}
    return _with_facts(profile, memberships=recorded)


def _instrument(profile: Profile, fact: Fact, _code: str, _day: date, _rubric: Rubric) -> Profile:
    recorded = {**profile.facts.instruments, fact.name: Stated(status=fact.value)}
    return _with_facts(profile, instruments=recorded)


def _channel(profile: Profile, fact: Fact, _code: str, _day: date, _rubric: Rubric) -> Profile:
    held = {channel.id: channel for channel in profile.facts.channels}
    before = held.get(fact.name) or ChannelAccess(id=fact.name)
    components = {**before.components, fact.part or "": fact.value}
    held[fact.name] = before.model_copy(update={"components": components, "as_of": None})
    return _with_facts(profile, channels=list(held.values()))


def _language(profile: Profile, fact: Fact, _code: str, _day: date, _rubric: Rubric) -> Profile:
    """A language is there or not, whatever its script or region."""
    tag = fact.name.partition("-")[0]
    kept = [other for other in profile.facts.languages if other.partition("-")[0] != tag]
    return _with_facts(profile, languages=[*kept, *([fact.name] if fact.value == YES else [])])


def _legal_family(profile: Profile, fact: Fact, _code: str, _day: date, _rubric: Rubric) -> Profile:
    return _with_facts(profile, legal_family=fact.value)


def _index(profile: Profile, fact: Fact, _code: str, day: date, _rubric: Rubric) -> Profile:
    """A value of the last year that is over."""
    year = day.year if (day.month, day.day) == LAST_DAY else day.year - 1
    value = IndexValue(value=float(fact.value), year=year)
    return _with_facts(profile, indices={**profile.facts.indices, fact.name: [value]})


CHANGES: Mapping[str, Change] = {
    "agreements": _agreement,
    "structures": _structure,
    "cases": _cases,
    "standing": _standing,
    "relations": _relation,
    "memberships": _membership,
    "instruments": _instrument,
    "channels": _channel,
    "languages": _language,
    "legal-family": _legal_family,
    "indices": _index,
}
"""What each kind of fact does to a profile, for a partner and a day."""
