"""What a jurisdiction brings along as a legal basis: instruments that bind it, organisations that it belongs to.

A basis counts only for a need that it serves and for crimes that it covers: the drug convention is none for counterfeits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence.facts import MEMBER, NONE, PARTY, instruments, memberships

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from readiness.model.catalogue import Instrument
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric

ALL = "all"
"""The scope of an instrument that covers whatever crime."""
ALIKE, PARTY_END, MEMBER_END = 0, 1, -1
"""The ends of what two may hold in common: they fit where their sum is 0."""

Held = dict[str, int]
"""What a jurisdiction holds, each with the end it holds it by."""

Holder = Callable[["Profile"], Held]
"""Tells what a profile's jurisdiction holds that may serve."""


class BasisQuery(NamedTuple):
    """What a legal basis is asked about: a need, crimes of which it must cover each, a day, and the least level it must show.

    Without crimes only what covers all crimes is a basis: the question is about ordinary cases.
    """

    rubric: Rubric
    need: str | None
    crimes: tuple[str, ...]
    as_of: date
    level: float | None = None

    def is_shown_by(self, level: float) -> bool:
        """Whether this level is enough."""
        return self.level is None or level >= self.level


def held_instruments(query: BasisQuery) -> Holder:
    """The instruments that bind a jurisdiction and serve what is asked about; optional ones where it accepts them as a basis."""
    held = _binding(query, _serving(query))

    def accepted(profile: Profile) -> Held:
        return {
            name: end
            for name, end in held(profile).items()
            if accepts(query.rubric, profile, name, query.need)
        }

    return accepted


def optional_instruments(query: BasisQuery) -> Holder:
    """The instruments that bind a jurisdiction and would serve what is asked about if they were accepted as a basis."""
    serving = _serving(query)
    return _binding(query, {name: item for name, item in serving.items() if query.need in item.by_acceptance})


def frames(query: BasisQuery) -> Holder:
    """The instruments that bind a jurisdiction, serve what is asked about and are a frame between any two that they bind."""
    held = held_instruments(query)
    return lambda profile: {
        name: end for name, end in held(profile).items() if query.rubric.instruments[name].frame
    }


def in_common(holder: Holder, a: Profile, b: Profile) -> dict[str, tuple[int, int]]:
    """What both hold, with the end of each side."""
    of_a, of_b = holder(a), holder(b)
    return {name: (end, of_b[name]) for name, end in of_a.items() if name in of_b and end + of_b[name] == 0}


def accepts(rubric: Rubric, profile: Profile, name: str, need: str | None) -> bool:
    """Whether an instrument is by itself a basis for a need, or a profile records that it is accepted as one."""
    entry = profile.facts.instruments.get(name)
    return need not in rubric.instruments[name].by_acceptance or (
        entry is not None and need in entry.accepted_for
    )


def binding(rubric: Rubric, names: Iterable[str], as_of: date) -> Holder:
    """Those of some instruments that bind a jurisdiction, whatever they serve and cover."""
    query = BasisQuery(rubric, None, (), as_of)
    return _binding(query, {name: rubric.instruments[name] for name in names})


def _serving(query: BasisQuery) -> dict[str, Instrument]:
    return {
        name: item
        for name, item in query.rubric.instruments.items()
        if query.is_shown_by(item.level) and covers(query, name)
    }


def _binding(query: BasisQuery, serving: Mapping[str, Instrument]) -> Holder:
    """Those of some instruments that bind a jurisdiction, with the end by which they do."""
    across = any(item.across is not None for item in serving.values())

    def held(profile: Profile) -> Held:
        status = instruments(profile, query.as_of, serving)
        belongs = memberships(profile, query.as_of) if across else {}
        ends = {name: end_of(item, status.get(name), belongs) for name, item in serving.items()}
        return {name: end for name, end in ends.items() if end is not None}

    return held


def held_organisations(query: BasisQuery) -> Holder:
    """The organisations of which a jurisdiction is a full member and whose rules serve the need."""
    serving = [
        name
        for name, item in query.rubric.organisations.items()
        if query.need in item.serves and query.is_shown_by(item.level)
    ]

    def held(profile: Profile) -> Held:
        belongs = memberships(profile, query.as_of, serving)
        return {name: ALIKE for name in serving if belongs.get(name) == MEMBER}

    return held


def covers(query: BasisQuery, name: str) -> bool:
    """Whether an instrument serves the need and covers every crime that is asked about."""
    item = query.rubric.instruments[name]
    if query.need is None or query.need not in item.serves:
        return False
    scope = item.covers_for.get(query.need, item.covers)
    if ALL in scope:
        return True
    governed = {crime for crime in query.crimes if name in query.rubric.crimes[crime].governed_by}
    return bool(query.crimes) and governed.union(scope).issuperset(query.crimes)


def end_of(item: Instrument, status: str | None, belongs: Mapping[str, str]) -> int | None:
    """The end by which a jurisdiction holds an instrument, None if it is not bound."""
    if item.across is None:
        return ALIKE if status == PARTY else None
    if belongs.get(item.across) == MEMBER:
        return MEMBER_END if status != NONE else None
    return PARTY_END if status == PARTY else None
