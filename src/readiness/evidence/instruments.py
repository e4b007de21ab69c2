"""Treaties in common: who is party, who is not, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from readiness.evidence.facts import PARTY, instruments

if TYPE_CHECKING:
    from datetime import date

    from readiness.documents.reading import ProfileDocument

Shared = Literal["shared", "a-lacks", "b-lacks", "neither", "unknown"]


class InstrumentStanding(NamedTuple):
    """How the two stand under one instrument. `a` and `b` are the recorded statuses."""

    instrument: str
    a: str | None
    b: str | None
    shared: Shared


def standing(name: str, a: ProfileDocument, b: ProfileDocument, as_of: date) -> InstrumentStanding:
    """Whether both are party on a day, one lacks it, or it is not known."""
    of_a, of_b = instruments(a.profile, as_of).get(name), instruments(b.profile, as_of).get(name)
    if of_a is None or of_b is None:
        return InstrumentStanding(name, of_a, of_b, "unknown")
    shared: dict[tuple[bool, bool], Shared] = {
        (True, True): "shared",
        (False, True): "a-lacks",
        (True, False): "b-lacks",
        (False, False): "neither",
    }
    return InstrumentStanding(name, of_a, of_b, shared[of_a == PARTY, of_b == PARTY])
