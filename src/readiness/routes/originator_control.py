"""Originator control: what a possible relay says about passing on what another jurisdiction gives it (S1.62)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.model.fields import first_day

if TYPE_CHECKING:
    from datetime import date

    from readiness.documents.reading import ProfileDocument


class RelayPosition(Struct, frozen=True):
    """Whether a jurisdiction passes on the originator's information, None if nothing is recorded, and its own hours."""

    code: str
    passes_on: Literal["yes", "ask", "no"] | None
    hours: float | None = None
    note: str = ""
    source: str | None = None


def relay_of(document: ProfileDocument, originator: str, as_of: date) -> RelayPosition:
    """What a profile records about relaying for the originator, as far as it held by then."""
    partner = document.profile.partners.get(originator)
    said = partner.relay if partner is not None else None
    if said is None or (said.since is not None and first_day(said.since) > as_of):
        return RelayPosition(document.id, None)
    source = document.profile.sources[said.source].title if said.source is not None else None
    return RelayPosition(document.id, said.passes_on, said.hours, said.note, source)
