"""Instruments of many parties that bind two jurisdictions, and from when to when, as their profiles date it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence.facts import MEMBER, PARTY
from readiness.evidence.legal_bases import MEMBER_END, accepts, end_of
from readiness.model.facts import status_of
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from readiness.model.catalogue import Instrument
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


class Bond(NamedTuple):
    """An instrument by id and name, the needs that it serves, and from when to when it binds each of the two."""

    instrument: str
    name: str
    needs: tuple[str, ...]
    joined: tuple[_Joining, ...]

    @property
    def since(self) -> str | None:
        """The day on which the later of the two joined; None where that of either is not known."""
        days = [joining.since for joining in self.joined if joining.since is not None]
        return max(days, key=first_day) if len(days) == len(self.joined) else None

    @property
    def until(self) -> str | None:
        """The last day of the first to leave; None while it binds both."""
        days = (joining.until for joining in self.joined if joining.until is not None)
        return min(days, key=last_day, default=None)

    @property
    def as_of(self) -> str | None:
        """The older of the days as of which it is known; None if neither is dated so."""
        return min((joining.as_of for joining in self.joined if joining.as_of is not None), default=None)

    def stands(self, day: date) -> bool:
        """Whether it binds both on a day; what is not dated does."""
        begun = all(joining.since is None or first_day(joining.since) <= day for joining in self.joined)
        return begun and (self.until is None or last_day(self.until) >= day)


class _Joining(NamedTuple):
    end: int
    since: str | None
    until: str | None
    as_of: str | None


def in_common(rubric: Rubric, profiles: Sequence[Profile], needs: Sequence[str]) -> Iterator[Bond]:
    """The instruments that serve any of the needs between two and bind both at some time, in the rubric's order.

    One that is made with a body binds a party to it and each member of the body.
    """
    for key, item in rubric.instruments.items():
        served = tuple(
            need
            for need in needs
            if need in item.serves and all(accepts(rubric, profile, key, need) for profile in profiles)
        )
        joined = tuple(
            joining for profile in profiles if (joining := _joining(profile, key, item)) is not None
        )
        if not served or len(joined) < len(profiles) or sum(joining.end for joining in joined) != 0:
            continue
        bond = Bond(key, item.name, served, joined)
        if bond.since is None or bond.until is None or last_day(bond.until) >= first_day(bond.since):
            yield bond


def _joining(profile: Profile, key: str, item: Instrument) -> _Joining | None:
    """By which end, and from when to when, a jurisdiction is bound: as a party, or as a member of the body that is."""
    entry = profile.facts.instruments.get(key)
    membership = profile.facts.memberships.get(item.across) if item.across is not None else None
    status = status_of(entry) if entry is not None else None
    left = status == PARTY and getattr(membership, "until", None) is not None
    belongs = {item.across: MEMBER} if item.across and status_of(membership) == MEMBER and not left else {}
    end = end_of(item, status, belongs)
    if end is None:
        return None
    record = membership if end == MEMBER_END else entry
    return _Joining(end, *(getattr(record, name, None) for name in ("since", "until", "as_of")))
