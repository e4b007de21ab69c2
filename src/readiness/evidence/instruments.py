"""Treaties in common: what governs a crime, who is party, and the basis that being party in common gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from readiness.evidence.facts import instruments
from readiness.evidence.reading import UNKNOWN, Item, Reading, around

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Indicator, Rubric

PARTY = "party"
Shared = Literal["shared", "a-lacks", "b-lacks", "neither", "unknown"]


class Standing(NamedTuple):
    """How the two stand under one instrument. `a` and `b` are the recorded statuses."""

    instrument: str
    a: str | None
    b: str | None
    shared: Shared


def standing(name: str, a: ProfileDocument, b: ProfileDocument) -> Standing:
    """Whether both are party, one lacks it, or it is not known."""
    of_a, of_b = instruments(a.profile).get(name), instruments(b.profile).get(name)
    if of_a is None or of_b is None:
        return Standing(name, of_a, of_b, "unknown")
    shared: dict[tuple[bool, bool], Shared] = {
        (True, True): "shared",
        (False, True): "a-lacks",
        (True, False): "b-lacks",
        (False, False): "neither",
    }
    return Standing(name, of_a, of_b, shared[of_a == PARTY, of_b == PARTY])


def basis(
    rubric: Rubric, indicator: Indicator, need: str | None, a: ProfileDocument, b: ProfileDocument
) -> Reading:
    """The reading that instruments in common give for a need: thin, for nobody has said that they were used."""
    level = indicator.shared_instrument
    if level is None:
        return UNKNOWN
    common = [
        name
        for name, item in rubric.instruments.items()
        if need in item.serves and standing(name, a, b).shared == "shared"
    ]
    if not common:
        return UNKNOWN
    low, high = around(level, rubric.evidence.derived)
    items = tuple(
        Item(
            rubric.instruments[name].name,
            None,
            None,
            document.profile.as_of,
            document.file,
            _line(document, name),
        )
        for name in common
        for document in (a, b)
    )
    first = items[0]
    return Reading(
        level, low, high, "derived", rubric.evidence.derived, file=first.file, line=first.line, items=items
    )


def _line(document: ProfileDocument, name: str) -> int:
    return document.line("facts", "instruments", name)
