"""Facts that can be supposed: agreements, structures, standing, memberships, treaties, channels. Each gives a changed profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from readiness.documents.reading import ProfileDocument
from readiness.errors import UsageError, suggestion
from readiness.model.profile import Agreement, Channel, Partner, StandingEntry, Stated, Structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from readiness.evidence.supposed import Holder
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric

Sides = tuple[ProfileDocument, ProfileDocument]
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Fact:
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


class Kind(NamedTuple):
    """A kind of fact: whether it is of the pair, its valid names and values, and what it does to a profile.

    `parts` are the parts of a name, empty where it has none. `nameless` kinds have no name.
    """

    of_pair: bool
    what: str
    names: Callable[[Rubric, Sides], Iterable[str]]
    values: Callable[[Rubric, Sides], Iterable[str]]
    apply: Callable[[Profile, Fact, str, date], Profile]
    parts: Callable[[Rubric], Iterable[str]] = lambda _: ()
    nameless: bool = False

    def read(
        self, text: str, holder: Holder, steps: Sequence[str], value: str, sides: Sides, rubric: Rubric
    ) -> Fact:
        """The fact that a text sets. Raises UsageError with the nearest valid name."""
        codes = [document.id for document in sides]
        if self.of_pair != (holder == "pair"):
            right = "pair" if self.of_pair else " or ".join(codes)
            raise UsageError(f"--set {text}: {self.what} is a fact of {right}; begin with {right}")
        parts = list(self.parts(rubric))
        wanted = (0 if self.nameless else 1) + bool(parts)
        if len(steps) != wanted:
            names = " and ".join(["a name", "a part"][: wanted or 1]) if wanted else "no name"
            raise UsageError(f"--set {text}: expected {names} after the kind of fact, found {len(steps)}")
        name = "" if self.nameless else _checked(text, self.what, steps[0], self.names(rubric, sides))
        part = _checked(text, "part", steps[1], parts) if parts else None
        return Fact(
            holder, _name_of(self), name, _checked(text, "value", value, self.values(rubric, sides)), part
        )


def supposing(sides: Sides, facts: Iterable[Fact], day: date) -> Sides:
    """The two profiles as they would be if the facts held on a day."""
    documents = list(sides)
    for fact in facts:
        changed = [0, 1] if fact.holder == "pair" else ["ab".index(fact.holder)]
        for number in changed:
            document, partner = documents[number], documents[1 - number].id
            profile = FACTS[fact.kind].apply(document.profile, fact, partner, day)
            documents[number] = ProfileDocument(profile, document.place, document.digest)
    return documents[0], documents[1]


def _checked(text: str, what: str, name: str, valid: Iterable[str]) -> str:
    names = list(dict.fromkeys(valid))
    if name not in names:
        hint = suggestion(name, names) or f"expected one of: {', '.join(names)}"
        raise UsageError(f'--set {text}: unknown {what} "{name}"; {hint}')
    return name


def _with_partner(profile: Profile, code: str, **changes: object) -> Profile:
    partner = profile.partners.get(code) or Partner()
    partners = {**profile.partners, code: partner.model_copy(update=changes)}
    return profile.model_copy(update={"partners": partners})


def _agreement(profile: Profile, fact: Fact, code: str, day: date) -> Profile:
    partner = profile.partners.get(code) or Partner()
    kept = [item for item in partner.agreements if item.kind != fact.name]
    stated = Agreement(kind=fact.name, status=fact.value, since=day.isoformat())
    return _with_partner(profile, code, agreements=[*kept, stated])


def _structure(profile: Profile, fact: Fact, code: str, day: date) -> Profile:
    partner = profile.partners.get(code) or Partner()
    kept = [item for item in partner.structures if item.kind != fact.name]
    stated = [Structure(kind=fact.name, since=day.isoformat())] if fact.value == YES else []
    return _with_partner(profile, code, structures=[*kept, *stated])


def _standing(profile: Profile, fact: Fact, code: str, day: date) -> Profile:
    return _with_partner(profile, code, standing=[StandingEntry(status=fact.value, since=day.isoformat())])


def _stated(field: str) -> Callable[[Profile, Fact, str, date], Profile]:
    def apply(profile: Profile, fact: Fact, _code: str, _day: date) -> Profile:
        recorded = {**getattr(profile.facts, field), fact.name: Stated(status=fact.value)}
        return profile.model_copy(update={"facts": profile.facts.model_copy(update={field: recorded})})

    return apply


def _channel(profile: Profile, fact: Fact, _code: str, _day: date) -> Profile:
    held = {channel.id: channel for channel in profile.facts.channels}
    before = held.get(fact.name) or Channel(id=fact.name)
    held[fact.name] = before.model_copy(
        update={"components": {**before.components, fact.part or "": fact.value}, "as_of": None}
    )
    facts = profile.facts.model_copy(update={"channels": list(held.values())})
    return profile.model_copy(update={"facts": facts})


def _bodies(rubric: Rubric, sides: Sides) -> Iterable[str]:
    yield from (body for channel in rubric.channels.values() for body in channel.member_of)
    yield from (body for document in sides for body in document.profile.facts.memberships)


def _membership_statuses(_rubric: Rubric, sides: Sides) -> Iterable[str]:
    yield from ("member", "none", "observer")
    for document in sides:
        yield from (stated.status for stated in document.profile.facts.memberships.values())


FACTS: Mapping[str, Kind] = {
    "agreements": Kind(
        True,
        "kind of agreement",
        lambda rubric, _: rubric.agreement_kinds,
        lambda rubric, _: rubric.agreement_statuses,
        _agreement,
    ),
    "structures": Kind(
        True, "kind of structure", lambda rubric, _: rubric.structure_kinds, lambda *_: (YES, NO), _structure
    ),
    "standing": Kind(
        True,
        "standing",
        lambda *_: (),
        # A suspension needs a cause, which is no single value: set the level that it stops instead.
        lambda rubric, _: [name for name, rule in rubric.standing.items() if not rule.causes],
        _standing,
        nameless=True,
    ),
    "memberships": Kind(False, "body", _bodies, _membership_statuses, _stated("memberships")),
    "instruments": Kind(
        False,
        "instrument",
        lambda rubric, _: rubric.instruments,
        lambda rubric, _: rubric.instrument_statuses,
        _stated("instruments"),
    ),
    "channels": Kind(
        False,
        "channel",
        lambda rubric, _: rubric.channels,
        lambda rubric, _: rubric.channel_access,
        _channel,
        lambda rubric: rubric.channel_components,
    ),
}
"""The kinds of facts by the word that people write."""


def _name_of(kind: Kind) -> str:
    return next(name for name, other in FACTS.items() if other is kind)
