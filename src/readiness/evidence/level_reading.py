"""A reading: what the evidence says about one level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from msgspec import Struct

from readiness.engine.arithmetic import FLOATS, PRIOR, RATED, RECORDED, SHOWN, SUGGESTED, Quantity
from readiness.evidence.admiralty import order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Arithmetic, Number

Basis = Literal["rating", "casework", "few-cases", "derived", "proxy", "none", "not-applicable"]

GROUNDS: dict[Basis, float] = {
    "rating": RATED,
    "casework": SHOWN,
    "derived": RECORDED,
    "few-cases": SUGGESTED,
    "proxy": PRIOR,
}
"""What a level of each basis rests on, as the engine counts it."""

WORKED: tuple[Basis, ...] = ("casework", "few-cases")
"""The bases of levels that completed cases give."""

LOWEST, HIGHEST = 0.0, 4.0


class CitedItem(Struct, frozen=True):
    """One item of evidence and where it stands. `source` is the source's title."""

    says: str
    source: str | None
    grade: str | None
    as_of: str | None
    file: str
    line: int


def source_title(document: ProfileDocument, source: str | None) -> str | None:
    """The source that an item of a profile cites, with publisher and year."""
    if source is None:
        return None
    entry = document.profile.sources[source]
    parts = [entry.title, entry.publisher, str(entry.year) if entry.year else None]
    return ", ".join(part for part in parts if part)


def source_address(document: ProfileDocument, source: str | None) -> str | None:
    """The web address of the source that an item of a profile cites, if it gives one."""
    return document.profile.sources[source].url if source is not None else None


class Origin(Protocol):
    """Where a level comes from."""

    @property
    def file(self) -> str:
        """The file it stands in."""

    @property
    def line(self) -> int:
        """The line (from 1) it stands in."""

    @property
    def items(self) -> tuple[CitedItem, ...]:
        """The items of evidence behind it."""


class Recorded(NamedTuple):
    """The origin of a level that recorded facts give: their items, of which the first says where the level stands."""

    items: tuple[CitedItem, ...]

    @property
    def file(self) -> str:
        """The file of the first item."""
        return self.items[0].file

    @property
    def line(self) -> int:
        """The line of the first item."""
        return self.items[0].line


class Reading(NamedTuple):
    """A level (0-4), or none, with the interval it lies in, and what it rests on.

    `width` is half the interval before clipping: the measure of how well graded the reading is. `origin`
    is that of the level, `beside` are those of what else was weighed. Of several things of which one is unknown there is no
    level, but the lowest of the known ones holds it down: `held_at` is that level, `held_on` its basis. `by_index` tells of what
    cases give that the level itself is an index's, which lies above what they show.
    """

    level: float | None
    low: float
    high: float
    basis: Basis
    width: float = HIGHEST
    grade: str | None = None
    as_of: date | None = None
    stale: bool = False
    cause: str | None = None
    note: str = ""
    origin: Origin | None = None
    beside: tuple[Origin, ...] = ()
    held_at: float = HIGHEST
    held_on: Basis = "rating"
    by_index: bool = False

    @property
    def file(self) -> str:
        """The file that the level stands in; empty without one."""
        return self.origin.file if self.origin is not None else ""

    @property
    def line(self) -> int:
        """The line (from 1) that the level stands in; 0 without one."""
        return self.origin.line if self.origin is not None else 0

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where all that it rests on comes from, the level itself first."""
        return self.beside if self.origin is None else (self.origin, *self.beside)

    @property
    def items(self) -> tuple[CitedItem, ...]:
        """All items of evidence, each once. Their texts and lines are looked up now: a batch never asks for them."""
        return tuple(dict.fromkeys(item for origin in self.origins for item in origin.items))

    @property
    def known(self) -> bool:
        """Whether there is a point level."""
        return self.level is not None

    @property
    def applicable(self) -> bool:
        """Whether the question arises at all."""
        return self.basis != "not-applicable"


UNKNOWN = Reading(None, LOWEST, HIGHEST, "none")


def quantity(reading: Reading) -> Quantity:
    """A reading as the engine sees it."""
    held_at, held_on = _held(reading)
    return Quantity(
        reading.applicable, reading.known, GROUNDS.get(held_on, RATED), held_at, reading.low, reading.high
    )


def around(level: Number, width: float, arithmetic: Arithmetic = FLOATS) -> tuple[Number, Number]:
    """The interval around a level, inside [0, 4]."""
    return arithmetic.most(LOWEST, level - width), arithmetic.least(HIGHEST, level + width)


def weakest(readings: Sequence[Reading]) -> Reading:
    """The lowest of several readings of one thing (rows, needs, sides).

    One unknown leaves no level, only an interval. At equal levels a rating decides before a proxy. The cause is that of
    the lowest known level; of equal ones the first by name.
    """
    if len(readings) == 1 or (readings and all(reading is readings[0] for reading in readings)):
        return readings[0]
    counting = [reading for reading in readings if reading.applicable]
    if not counting:
        return readings[0] if readings else UNKNOWN
    if len(counting) == 1:
        return counting[0]
    unknown = [reading for reading in counting if not reading.known]
    deciding = min(unknown or counting, key=_firmest)
    holding = min(counting, key=_lowest_held)
    held_at, held_on = _held(holding)
    return deciding._replace(
        cause=holding.cause,
        held_at=held_at,
        held_on=held_on,
        low=min(reading.low for reading in counting),
        high=min(reading.high for reading in counting),
        stale=any(reading.stale for reading in counting),
        beside=tuple(origin for reading in [deciding, *counting] for origin in reading.origins),
    )


def reconcile(first: Reading, second: Reading) -> tuple[Reading, bool]:
    """What two profiles say of the same thing, and whether they disagree.

    The better graded is used, at equal grades the lower; the interval then covers both. A rating replaces whatever is
    no rating, and a level outweighs "not applicable".
    """
    ranks = {
        "rating": 0,
        "not-applicable": 0,
        "casework": 1,
        "derived": 1,
        "few-cases": 2,
        "proxy": 2,
        "none": 3,
    }
    if ranks[first.basis] != ranks[second.basis] or first.basis == "none":
        return min(first, second, key=lambda reading: ranks[reading.basis]), False
    used, spare = sorted((first, second), key=_better)
    if not (first.applicable and second.applicable):
        return used, first.applicable != second.applicable
    beside = used.beside + spare.origins
    if first.level == second.level:
        return used._replace(beside=beside), False
    return used._replace(
        low=min(first.low, second.low), high=max(first.high, second.high), beside=beside
    ), True


def _held(reading: Reading) -> tuple[float, Basis]:
    """The level of a reading and its basis; without one, what holds it down."""
    return (reading.held_at, reading.held_on) if reading.level is None else (reading.level, reading.basis)


def _lowest_held(reading: Reading) -> tuple[float, float, bool, str]:
    level, basis = _held(reading)
    return level, GROUNDS.get(basis, RATED), reading.cause is None, reading.cause or ""


def _better(reading: Reading) -> tuple[bool, float, tuple[int, int], float, float, str, int]:
    """What applies, then the better graded, then the lower; the location last, so that the order given never decides."""
    level = reading.level if reading.level is not None else HIGHEST
    grade = order(reading.grade)
    return (not reading.applicable, reading.width, grade, level, reading.low, reading.file, reading.line)


def _firmest(reading: Reading) -> tuple[float, float, float]:
    """Lower levels first, ratings before proxies; without levels the one with the lowest possible level."""
    return (
        reading.level if reading.level is not None else reading.high,
        GROUNDS.get(reading.basis, RATED),
        reading.low,
    )
