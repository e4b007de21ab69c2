"""What the two sides are called in one report, and the sentences that name a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.words import clean
from readiness.wrapping import cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.result.question import Pair
    from readiness.words import Texts

LONG_NAME, LONGEST_NAME = 40, 100
"""Columns of a name. Sentences have the code for a longer one, which a title introduces; the longest are cut there."""


def _cut(name: str, size: int) -> str:
    """A name of at most so many columns."""
    if cells(name) <= size:
        return name
    return next(name[:end] for end in range(size, 0, -1) if cells(name[:end]) < size) + "…"


class SideNames:
    """Names the sides of a pair: in full, in sentences, and as their reader would.

    `reader` is the id of the side whose people read the report; `called` are other words for a side than its name.
    """

    def __init__(
        self, pair: Pair, say: Texts, reader: str | None = None, called: Mapping[str, str] | None = None
    ) -> None:
        self.say = say
        self.reader = reader
        self._pair = pair
        sides = {"a": pair.a, "b": pair.b}
        self._named = {side: clean(it.name) for side, it in sides.items()}
        self._called = {
            side: name if cells(name) <= LONG_NAME else clean(sides[side].id)
            for side, name in self._named.items()
        } | dict(called or {})

    def title(self) -> str:
        """Both names in full."""
        return f"{self.in_full('a')} – {self.in_full('b')}"

    def in_full(self, side: str) -> str:
        """The name of a side in full, with the code by which sentences call it if that is not the name."""
        name, called = self._named[side], self._called[side]
        return name if called == name else f"{_cut(name, LONGEST_NAME)} ({called})"

    def side(self, side: str) -> str:
        """What sentences call the jurisdiction, both of them, or the pair."""
        return self._called.get(side) or self.say(f"side.{side}", **self._called)

    def actor(self, side: str) -> str:
        """Who is meant, in short: the jurisdiction or both; "we" for the one whose people read the report."""
        pair = {"a": self._pair.a, "b": self._pair.b}
        if side not in pair:
            return self.say("side.both-of-us" if self.reader else "side.both-in-short")
        return self.say("side.we", name=self.side(side)) if pair[side].id == self.reader else self.side(side)

    def both(self) -> str:
        """Both by name, of whom one may be the reader."""
        sides = {"a": self._pair.a, "b": self._pair.b}
        order = sorted(sides, key=lambda side: sides[side].id != self.reader)
        a, b = (self.actor(side) for side in order)
        return self.say("headline.both", a=a, b=b)

    def by_name(self, side: str) -> str:
        """Whom a sentence speaks of: the jurisdiction, both of them by name, or the pair."""
        return self.say("headline.both", **self._called) if side == "both" else self.side(side)

    def they(self) -> str:
        """The same once they are named."""
        return self.say("side.both-we" if self.reader else "side.both-they")

    def it_alone(self, side: str) -> str:
        """One side once it is named."""
        pair = {"a": self._pair.a, "b": self._pair.b}
        return self.say("side.one-we" if pair[side].id == self.reader else "side.one-it")

    def of_side(self, key: str, side: str, **values: str) -> str:
        """A sentence that names a side, or its form for what belongs to the pair."""
        suffix = "-pair" if side == "pair" else ""
        return self.say(f"{key}{suffix}", side=self.side(side), **values)

    def asks(self, key: str, requesting: str, **values: str) -> str:
        """A sentence about the direction in which one side asks."""
        other = "b" if requesting == "a" else "a"
        return self.say(key, asking=self.side(requesting), asked=self.side(other), **values)
