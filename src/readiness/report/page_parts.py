"""The parts of a page that hold numbers or findings: HTML draws them, text and Markdown lay them out as tables and lists.

All words are told already, also those that only a screen reader speaks (`told`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.assessment.result.indicators import GateState
    from readiness.assessment.result.verdicts import Readiness, Verdict
    from readiness.engine.statuses import Status
    from readiness.report.page import Quote

AGES = (1, 2, 5, 10, 20, 50, 100)
"""The years at which a picture of ages may end or bear a number."""


class Masthead(Struct, frozen=True):
    """What kind of report it is, its marking if it has one, and what was asked."""

    kind: str
    marking: str
    scope: Sequence[str]


class Headline(Struct, frozen=True):
    """The verdict in sentences, and what explains them. `word` is the verdict in a word."""

    verdict: Verdict
    word: str
    sentence: str
    asides: Sequence[str]


class ScoreLine(Struct, frozen=True):
    """A readiness with its verdict: of a phase, or of a need in its own phase, which stands aside."""

    name: str
    aside: str
    here: bool
    readiness: Readiness
    told: str
    verdict: str
    note: str


class ScoreTable(Struct, frozen=True):
    """Scores beside each other. `heads` are by the names of columns; `here` says in words what marks the line that counts.

    `bar` is the score from which it counts as ready, which an axis names if `bar_name` is given.
    """

    heads: Mapping[str, str]
    lines: Sequence[ScoreLine]
    bar: float
    here: str = ""
    bar_name: str = ""
    caption: str = ""


class GateLine(Struct, frozen=True):
    """One necessary condition: the level needed, the level seen (0-4) and its interval."""

    name: str
    side: str
    required: float
    level: float | None
    low: float
    high: float
    state: GateState
    word: str
    told: str


class FactorLine(Struct, frozen=True):
    """One factor: weight 0-1, score 0-100, share of the loss 0-1, and its necessary conditions."""

    name: str
    weight: float
    score: float | None
    low: float
    high: float
    share: float | None
    gates: Sequence[GateLine]
    facts: str
    told: str


class FactorTable(Struct, frozen=True):
    """The factors. `gate_heads` are those of the conditions, `no_gate` stands where there is none."""

    heads: Sequence[str]
    lines: Sequence[FactorLine]
    gate_heads: Sequence[str]
    no_gate: str
    caption: str


class ShareLine(Struct, frozen=True):
    """One obstacle's share (0-1) of the loss."""

    name: str
    side: str
    state: Status
    status: str
    share: float


class ShareTable(Struct, frozen=True):
    """Shares of the loss, the largest first; `most` is the share that a picture's full width stands for."""

    heads: Sequence[str]
    lines: Sequence[ShareLine]
    most: float
    caption: str


class AgeDot(Struct, frozen=True):
    """One rating of one side: its age in years on the day of the assessment."""

    name: str
    side: str
    grade: str
    as_of: str
    years: float
    stale: bool


class AgeLane(Struct, frozen=True):
    """The ratings of one factor, oldest first; `counts` says how many there are and how many are stale."""

    name: str
    dots: Sequence[AgeDot]
    counts: str


class AgeTable(Struct, frozen=True):
    """How old ratings are. `ticks` are the words for no age and for each of AGES; from `stale_after` years they are stale."""

    heads: Sequence[str]
    lanes: Sequence[AgeLane]
    stale_after: float
    stale: str
    ticks: Mapping[int, str]
    caption: str


class RemedyLine(Struct, frozen=True):
    """One remedy in words; `caution` is the warning with the word before it."""

    id: str
    do: str
    terms: str
    needs: str
    warning: str
    caution: str


class IndicatorBlock(Struct, frozen=True):
    """One indicator of an obstacle: the level seen and the level needed in the rubric's own words.

    `target` is necessary in the phase; where `gate` is none, it is the level from which nothing is missing. `in_full` is the
    title with side and grade.
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
    evidence: Sequence[Quote]
    unquoted: str
    in_full: str
    told: str


class ObstacleBlock(Struct, frozen=True):
    """One obstacle with its place in the order of removal, from 1, and all that is known about it."""

    rank: int
    id: str
    name: str
    short: str
    state: Status
    status: str
    side: str
    share: str
    waived: str
    indicators: Sequence[IndicatorBlock]
    remedies: Sequence[RemedyLine]
    more: str
    explains: str


class Finding(Struct, frozen=True):
    """An obstacle. `labels` are the words before its contents, by their keys."""

    obstacle: ObstacleBlock
    labels: Mapping[str, str]


class IndicatorTable(Struct, frozen=True):
    """Indicators in short: title, side, grade with the sources, obstacle."""

    heads: Sequence[str]
    blocks: Sequence[IndicatorBlock]


class Colophon(Struct, frozen=True):
    """What no report tells, how its signs are read, what made it, and its marking again."""

    disclaimer: str
    legend: str
    made: str
    marking: str


Figure = (
    Masthead
    | Headline
    | ScoreTable
    | FactorTable
    | ShareTable
    | AgeTable
    | Finding
    | IndicatorTable
    | Colophon
)
