"""Recorded facts of a profile as plain words, as they stood on a day, whichever of their forms the profile uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.model.facts import status_of
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from readiness.model.profile import Profile

MEMBER, PARTY, NONE = "member", "party", "none"


def memberships(profile: Profile, as_of: date, only: Container[str] | None = None) -> dict[str, str]:
    """The status in each body that the profile records for a day, or in some bodies only."""
    return _standing(profile.facts.memberships, as_of, only)


def instruments(profile: Profile, as_of: date, only: Container[str] | None = None) -> dict[str, str]:
    """The status under each instrument that the profile records for a day, or under some only."""
    return _standing(profile.facts.instruments, as_of, only)


def _standing(recorded: Mapping[str, object], as_of: date, only: Container[str] | None) -> dict[str, str]:
    """What began after the day is left out: before it, nothing is recorded. What has ended is "none"."""
    return {
        name: NONE if _ended(value, as_of) else status_of(value)
        for name, value in recorded.items()
        if (only is None or name in only) and _begun(value, as_of)
    }


def _begun(value: object, as_of: date) -> bool:
    since = getattr(value, "since", None)
    return since is None or first_day(str(since)) <= as_of


def _ended(value: object, as_of: date) -> bool:
    until = getattr(value, "until", None)
    return until is not None and last_day(str(until)) < as_of
