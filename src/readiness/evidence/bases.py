"""What a jurisdiction brings along as a legal basis: instruments that bind it, organisations that it belongs to.

A basis counts only for a need that it serves and for crimes that it covers: the drug convention is none for counterfeits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence.facts import MEMBER, NONE, PARTY, instruments, memberships

if TYPE_CHECKING:
    from collections.abc import Mapping
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


class Sought(NamedTuple):
    """What a basis is sought for: a need, crimes of which it must cover each, a day, and the least level it must show.

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


def held_instruments(sought: Sought, profile: Profile) -> Held:
    """The instruments that bind a jurisdiction and serve what is sought."""
    status = instruments(profile, sought.as_of)
    belongs = memberships(profile, sought.as_of)
    ends = {
        name: _end(item, status.get(name), belongs)
        for name, item in sought.rubric.instruments.items()
        if sought.is_shown_by(item.level) and covers(sought, name)
    }
    return {name: end for name, end in ends.items() if end is not None}


def held_organisations(sought: Sought, profile: Profile) -> Held:
    """The organisations of which a jurisdiction is a full member and whose rules serve the need."""
    belongs = memberships(profile, sought.as_of)
    return {
        name: ALIKE
        for name, item in sought.rubric.organisations.items()
        if sought.need in item.serves and sought.is_shown_by(item.level) and belongs.get(name) == MEMBER
    }


def covers(sought: Sought, name: str) -> bool:
    """Whether an instrument serves the need and covers every crime that is asked about."""
    item = sought.rubric.instruments[name]
    if sought.need is None or sought.need not in item.serves:
        return False
    scope = item.covers_for.get(sought.need, item.covers)
    if ALL in scope:
        return True
    governed = {crime for crime in sought.crimes if name in sought.rubric.crimes[crime].governed_by}
    return bool(sought.crimes) and governed.union(scope).issuperset(sought.crimes)


def _end(item: Instrument, status: str | None, belongs: Mapping[str, str]) -> int | None:
    """The end by which a jurisdiction holds an instrument, None if it is not bound."""
    if item.across is None:
        return ALIKE if status == PARTY else None
    if belongs.get(item.across) == MEMBER:
        return MEMBER_END if status != NONE else None
    return PARTY_END if status == PARTY else None
