"""What a report says, in words, numbers and order, before any format lays it out. `telling.tell` fills it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readiness.words import clauses, span

if TYPE_CHECKING:
    from readiness.assessment.result import GateState, Readiness
    from readiness.engine.statuses import Status
    from readiness.report.page import Page


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase beside the others."""

    name: str
    assessed: bool
    verdict: str
    readiness: Readiness
    held_by: str


@dataclass(frozen=True, slots=True)
class GateLine:
    """One necessary condition: the level needed, the level seen (0-4) and its interval."""

    name: str
    side: str
    required: float
    level: float | None
    low: float
    high: float
    state: GateState
    word: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor: weight 0-1, score 0-100, share of the loss 0-1, and its necessary conditions."""

    name: str
    weight: float
    score: float | None
    low: float
    high: float
    share: float | None
    gates: list[GateLine]


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One remedy in words."""

    id: str
    do: str
    terms: str
    needs: str
    warning: str


@dataclass(frozen=True, slots=True)
class Quote:
    """One item of evidence. `number` is the number of its source in the report, from 1."""

    says: str
    source: str
    as_of: str
    number: int | None

    @property
    def inline(self) -> str:
        """The quotation, followed by its source and date."""
        behind = clauses(part for part in (self.source, self.as_of) if part)
        return f"{self.says} ({behind})" if behind else self.says


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """One indicator of an obstacle: the level seen and the level needed in the rubric's own words.

    `target` is necessary in the phase; where `gate` is none, it is the level from which nothing is missing.
    """

    id: str
    obstacle: str
    name: str
    title: str
    side: str
    grade: str
    level: float | None
    low: float
    high: float
    target: float
    gate: GateState
    now: str
    needed: str
    evidence: list[Quote]
    unquoted: str


@dataclass(frozen=True, slots=True)
class ObstacleBlock:
    """One obstacle with all that is known about it."""

    id: str
    name: str
    short: str
    state: Status
    status: str
    side: str
    share: str
    waived: str
    indicators: list[IndicatorBlock]
    remedies: list[RemedyLine]
    more: str
    explains: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need judged by itself."""

    need: str
    phase: str
    standing: str
    verdict: str
    readiness: Readiness
    obstacle: str


@dataclass(frozen=True, slots=True)
class Section:
    """What blocks or limits, obstacle by obstacle; or what is not known or comes next, indicator by indicator."""

    heading: str
    obstacles: list[ObstacleBlock] = field(default_factory=list)
    indicators: list[IndicatorBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One obstacle's share (0-1) of the loss."""

    name: str
    state: Status
    status: str
    side: str
    share: float


@dataclass(frozen=True, slots=True)
class AgeDot:
    """One rating of one side: its age in years on the day of the assessment."""

    name: str
    side: str
    grade: str
    as_of: str
    years: float
    stale: bool


@dataclass(frozen=True, slots=True)
class AgeLane:
    """The ratings of one factor, oldest first."""

    name: str
    dots: list[AgeDot]


@dataclass(frozen=True, slots=True)
class Story:
    """A whole report in words. Of `sources`, the first `cited` are those that the quotes number; `addresses` are those on the web."""

    title: str
    rubric: str
    as_of: str
    tlp: str
    scope: list[str]
    verdict: str
    verdict_word: str
    screen: Page
    headline: str
    asides: list[str]
    phases: list[PhaseLine]
    factors: list[FactorLine]
    needs: list[NeedLine]
    lanes: list[str]
    records: list[str]
    crimes: list[str]
    instruments: list[str]
    channels: list[str]
    sections: list[Section]
    first: list[str]
    evidence: list[str]
    sure: list[str]
    flags: list[str]
    harm: list[str]
    conflicts: list[str]
    waivers: list[str]
    withheld: list[str]
    shares: list[ShareLine]
    ages: list[AgeLane]
    stale_after: float
    bar: float
    disclaimer: str
    sources: list[str]
    addresses: dict[str, str]
    cited: int

    @property
    def lists(self) -> list[tuple[str, list[str]]]:
        """The plain lists after the obstacles, by the key of their heading, without the empty ones."""
        groups = (
            ("waivers", self.waivers),
            ("first", self.first),
            ("evidence", self.evidence),
            ("harm", self.harm),
            ("flags", self.flags),
            ("conflicts", self.conflicts),
            ("lanes", self.lanes),
            ("records", self.records),
            ("crimes", self.crimes),
            ("instruments", self.instruments),
            ("channels", self.channels),
            ("sure", self.sure),
        )
        return [(key, lines) for key, lines in groups if lines]

    @property
    def behind(self) -> list[tuple[str, list[str]]]:
        """The same below the first screen, which tells already what to do first."""
        return [(key, lines) for key, lines in self.lists if key != "first"]


def readiness_range(readiness: Readiness) -> str:
    """A range of readiness scores (0-100)."""
    return span(readiness.low, readiness.high)
