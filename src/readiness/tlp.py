"""The Traffic Light Protocol: how far a document may travel, from clear to red (FIRST, TLP 2.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

Tlp = Literal["clear", "green", "amber", "amber+strict", "red"]
MARKINGS: tuple[Tlp, ...] = get_args(Tlp)
"""From the freest to the strictest."""


def strictest(markings: Iterable[Tlp | None]) -> Tlp | None:
    """The marking that binds all of them; None if none is marked."""
    return max((marking for marking in markings if marking is not None), key=MARKINGS.index, default=None)


def above(marking: Tlp | None, limit: Tlp) -> bool:
    """Whether a document must not be shown to readers of a level. What bears no marking may."""
    return marking is not None and MARKINGS.index(marking) > MARKINGS.index(limit)


def label(marking: Tlp | None) -> str:
    """A marking as the standard writes it; nothing for none."""
    return f"TLP:{marking.upper()}" if marking else ""
