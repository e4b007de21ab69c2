"""What a report says, in words, numbers and order, before any format lays it out. `telling.tell` fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from readiness.words import span

if TYPE_CHECKING:
    from readiness.assessment.result.verdicts import Readiness, Verdict
    from readiness.report.page import Page
    from readiness.report.page_parts import (
        AgeTable,
        FactorTable,
        IndicatorBlock,
        ObstacleBlock,
        ScoreTable,
        ShareTable,
    )


class Section(Struct, frozen=True):
    """What blocks or limits, obstacle by obstacle; or what is not known or comes next, indicator by indicator."""

    heading: str
    obstacles: list[ObstacleBlock] = field(default_factory=list)
    indicators: list[IndicatorBlock] = field(default_factory=list)


class Story(Struct, frozen=True):
    """A whole report in words. Of `sources`, the first `cited` are those that the quotes number; `addresses` are those on the web."""

    title: str
    rubric: str
    as_of: str
    tlp: str
    scope: list[str]
    verdict: Verdict
    verdict_word: str
    screen: Page
    headline: str
    asides: list[str]
    phases: ScoreTable
    factors: FactorTable
    needs: ScoreTable
    lanes: list[str]
    records: list[str]
    crimes: list[str]
    instruments: list[str]
    channels: list[str]
    sections: list[Section]
    first: list[str]
    evidence: list[str]
    sure: list[str]
    exactly: list[str]
    worth: list[str]
    flags: list[str]
    harm: list[str]
    conflicts: list[str]
    waivers: list[str]
    withheld: list[str]
    shares: ShareTable | None
    ages: AgeTable | None
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
            ("worth", self.worth),
            ("harm", self.harm),
            ("flags", self.flags),
            ("conflicts", self.conflicts),
            ("lanes", self.lanes),
            ("records", self.records),
            ("crimes", self.crimes),
            ("instruments", self.instruments),
            ("channels", self.channels),
            ("sure", self.sure),
            ("exactly", self.exactly),
        )
        return [(key, lines) for key, lines in groups if lines]

    @property
    def behind(self) -> list[tuple[str, list[str]]]:
        """The same below the first screen, which tells already what to do first."""
        return [(key, lines) for key, lines in self.lists if key != "first"]


def readiness_range(readiness: Readiness) -> str:
    """A range of readiness scores (0-100)."""
    return span(readiness.low, readiness.high)
