"""Instruments of many parties that bind two jurisdictions, and from when to when, as their profiles date it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence.facts import MEMBER, PARTY
from readiness.evidence.legal_bases import accepts
from readiness.model.facts import status_of
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.catalogue import Instrument
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


class Bond(NamedTuple):
    """An instrument by id and name, the needs that it serves, and its first and last day for both; None while it binds them."""

    instrument: str
    name: str
    needs: tuple[str, ...]
    since: str
    until: str | None


class _Joining(NamedTuple):
    status: str
    since: str
    until: str | None


def in_common(rubric: Rubric, profiles: Sequence[Profile], needs: Sequence[str]) -> Iterator[Bond]:
    """The instruments that serve any of the needs between two and bind both from a day that is known, in the rubric's order.

    It begins with the later of the two to join, and ends with the first to leave.
    """
    for key, item in rubric.instruments.items():
        served = tuple(
            need
            for need in needs
            if need in item.serves and all(accepts(rubric, profile, key, need) for profile in profiles)
        )
        joined = [joining for profile in profiles if (joining := _joining(profile, key, item)) is not None]
        statuses = sorted(joining.status for joining in joined)
        if not served or statuses != ([PARTY, PARTY] if item.across is None else [MEMBER, PARTY]):
            continue
        since = max((joining.since for joining in joined), key=first_day)
        until = min(
            (joining.until for joining in joined if joining.until is not None), key=last_day, default=None
        )
        if until is None or last_day(until) >= first_day(since):
            yield Bond(key, item.name, served, since, until)


def _joining(profile: Profile, key: str, item: Instrument) -> _Joining | None:
    """How, and from when to when, a jurisdiction is bound: as a party, or as a member of the body with which an instrument is made."""
    recorded = [(profile.facts.instruments.get(key), PARTY)]
    if item.across is not None:
        recorded.append((profile.facts.memberships.get(item.across), MEMBER))
    for entry, status in recorded:
        since = getattr(entry, "since", None)
        if since is not None and status_of(entry) == status:
            return _Joining(status, since, getattr(entry, "until", None))
    return None
