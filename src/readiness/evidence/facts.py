"""Recorded facts of a profile as plain words, whichever of their forms the profile uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.documents.profile import status_of

if TYPE_CHECKING:
    from readiness.documents.profile import Profile


def memberships(profile: Profile) -> dict[str, str]:
    """The status in each body that the profile records."""
    return {body: status_of(value) for body, value in profile.facts.memberships.items()}


def instruments(profile: Profile) -> dict[str, str]:
    """The status under each instrument that the profile records."""
    return {name: status_of(value) for name, value in profile.facts.instruments.items()}
