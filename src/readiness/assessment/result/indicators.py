"""One indicator of the pair, with its sides, rows and evidence, and what is to be said of its levels."""

from typing import Literal

from msgspec import Struct

from readiness.assessment.result.verdicts import SideName

GateState = Literal["met", "unmet", "unknown", "none"]


STANDING = "standing"
"""What a level rests on that is lower than what is known, for a suspension holds it there."""


class SideLevel(Struct, frozen=True):
    """What one side's profile says."""

    level: float | None
    low: float
    high: float
    basis: str
    grade: str | None
    as_of: str | None


class RowLevel(Struct, frozen=True):
    """One row of an indicator that takes one level a row."""

    level: float | None
    low: float
    high: float
    basis: str


class EvidenceItem(Struct, frozen=True):
    """One item of evidence, the row that it tells of (of several the lowest), and the line of the profile where it stands."""

    side: Literal["a", "b"]
    says: str
    source: str | None
    grade: str | None
    as_of: str | None
    file: str
    line: int
    url: str | None = None
    row: str | None = None


class IndicatorResult(Struct, frozen=True):
    """One indicator of the pair in the assessed phase. `weight` is its weight within the factor.

    `at_most` is the level (0-4) to which the known side, row or need holds it down where another one is unknown. `basis` is what the
    level rests on: "standing" where a suspension leaves less than the sides say, else what the side says that decides.
    """

    id: str
    factor: str
    in_scope: bool
    weight: float
    level: float | None
    at_most: float | None
    low: float
    high: float
    required: float | None
    gate: GateState
    sure: bool
    side: SideName
    a: SideLevel
    b: SideLevel
    rows: dict[str, RowLevel] | None
    basis: str
    stale: bool
    note: str
    file: str | None
    line: int | None
    loss_share: float | None
    evidence: list[EvidenceItem]


class BarResult(Struct, frozen=True):
    """One bar of the side that raises it, against the level that is necessary: `gate` is "none" where it does not apply.

    `asked` tells whether it counts: it concerns everyone, or the question names it.
    """

    indicator: str
    row: str
    side: SideName
    level: float | None
    low: float
    high: float
    basis: str
    gate: GateState
    asked: bool


class ToCheck(Struct, frozen=True):
    """A row that concerns some persons only, which the question does not name, and that misses what is necessary: to be checked."""

    indicator: str
    row: str
    side: SideName
    level: float
    says: str


class Safeguard(Struct, frozen=True):
    """A do-no-harm flag. It changes no number. `says` is what the level means, `quoted` the evidence that the rater gave for it.

    `side` is the side whose level it is, and `feared` that on which the harm is feared: of a bar against what the other side
    asks for, that other side.
    """

    indicator: str
    row: str | None
    side: SideName
    level: float
    says: str
    feared: SideName
    quoted: str | None = None


class ConflictResult(Struct, frozen=True):
    """Both profiles speak of the same thing and disagree, or a rating below its gate stands beside cases or a record that pass it.

    `used` is what counts, `rated` the rating that is contradicted: by `casework`, cases completed later or, where `ordinary`, at the
    same time as a matter of course; or by what is on `record`. All None where the profiles disagree.
    """

    indicator: str
    a: SideLevel
    b: SideLevel
    used: SideLevel
    casework: str | None
    rated: SideLevel | None
    record: str | None
    ordinary: bool
