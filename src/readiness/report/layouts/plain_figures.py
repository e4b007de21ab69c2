"""Figures and blocks for text and Markdown, which cannot draw: as tables, lists and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from readiness.report.page import (
    VERDICT_STYLE,
    Block,
    Bullets,
    Definition,
    Grid,
    Line,
    Quote,
    Quotes,
)
from readiness.report.page_parts import (
    AgeTable,
    Colophon,
    FactorTable,
    Figure,
    Finding,
    Headline,
    IndicatorTable,
    Masthead,
    ScoreTable,
    ShareTable,
)
from readiness.words import bar, number, percent, share_bar, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.report.page import Content, Part, PlainPart
    from readiness.report.page_parts import IndicatorBlock, RemedyLine

BAR = 16
"""Columns of a bar of readiness."""


def plain(parts: Sequence[Part]) -> Iterator[PlainPart]:
    """The parts one after the other, with plain ones in place of figures."""
    for part in parts:
        if isinstance(part, Block):
            yield from plain(part.parts)
        elif isinstance(part, Figure):
            yield from _plain(part)
        else:
            yield part


def _plain(figure: Figure) -> Iterator[PlainPart]:  # noqa: C901  (one per figure)
    match figure:
        case Masthead():
            if figure.marking:
                yield Line(figure.marking, "strong", close=True)
            yield Line(" · ".join(figure.scope), "dim", close=True)
        case Headline():
            yield Line(figure.sentence, VERDICT_STYLE[figure.verdict])
            yield from (Line(aside, "dim", close=True) for aside in figure.asides)
        case ScoreTable():
            yield _scores(figure)
        case FactorTable():
            yield _factors(figure)
        case ShareTable():
            rows = [
                [line.name, line.side, f"{percent(line.share):>5} {share_bar(line.share)}", line.status]
                for line in figure.lines
            ]
            yield Grid(figure.heads, rows, measured=True)
        case AgeTable():
            yield Grid(figure.heads, [[lane.name, lane.counts] for lane in figure.lanes], measured=True)
        case Finding():
            yield _finding(figure)
        case IndicatorTable():
            yield Quotes([_in_short(block) for block in figure.blocks])
        case Colophon():
            yield Line(figure.legend, "dim")
            yield Line(figure.disclaimer, "italic", close=True)
        case _:
            assert_never(figure)


def _scores(figure: ScoreTable) -> Grid:
    """Phases with bars; needs with their phase instead."""
    heads = figure.heads
    value = [heads["range"], heads["verdict"], heads["note"]]
    named = [heads["name"], heads["aside"], heads["readiness"]]
    if not heads["aside"]:
        named = [heads["name"], heads["readiness"], ""]
    rows = []
    for line in figure.lines:
        score = line.readiness
        drawn = line.aside if heads["aside"] else bar(score.low, score.value, score.high, BAR)
        name = f"{line.name} ▸" if line.here else line.name
        rows.append([name, drawn, number(score.value), span(score.low, score.high), line.verdict, line.note])
    return Grid([*named, *value], rows, (2, 3), measured=True)


def _factors(figure: FactorTable) -> Grid:
    rows = [
        [
            line.name,
            percent(line.weight),
            number(line.score),
            span(line.low, line.high),
            f"{percent(line.share):>5} {share_bar(line.share)}",
        ]
        for line in figure.lines
    ]
    return Grid(figure.heads, rows, (1, 2, 3), measured=True)


def _in_short(block: IndicatorBlock) -> Quote:
    """An indicator that does not block now, with the numbers of its sources."""
    told = (block.title, block.side, block.grade, block.obstacle)
    numbers = dict.fromkeys(number for quote in block.evidence for number in quote.numbers)
    return Quote(" · ".join(part for part in told if part), "", "", tuple(numbers))


def _finding(figure: Finding) -> Definition:
    obstacle, labels = figure.obstacle, figure.labels
    aside = (obstacle.status, obstacle.side, obstacle.share, obstacle.waived)
    contents: list[tuple[str, Content]] = []
    for indicator in obstacle.indicators:
        contents += _indicator(indicator, labels)
    if obstacle.remedies:
        lines = [_remedy(remedy, labels) for remedy in obstacle.remedies]
        contents.append((labels["do"], Bullets([*lines, *([obstacle.more] if obstacle.more else [])])))
    if obstacle.explains:
        contents.append((labels["explains"], obstacle.explains))
    return Definition(
        f"{obstacle.rank} · {obstacle.name}", " · ".join(part for part in aside if part), "", contents
    )


def _indicator(block: IndicatorBlock, labels: Mapping[str, str]) -> Iterator[tuple[str, Content]]:
    yield labels["indicator"], block.in_full
    wanted = "better" if block.gate == "none" else "needed"
    for key, words in (("now", block.now), (wanted, block.needed)):
        if words:
            yield labels[key], words
    if block.evidence:
        yield labels["evidence"], Quotes(block.evidence, block.unquoted)


def _remedy(remedy: RemedyLine, labels: Mapping[str, str]) -> str:
    parts = [f"{remedy.id} {remedy.do}", remedy.terms]
    if remedy.needs:
        parts.append(f"{labels['needs']} {remedy.needs}")
    if remedy.warning:
        parts.append(remedy.caution)
    return " · ".join(parts)
