"""The whole report on one pair as a page for terminals: everything that stands behind the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.page import VERDICT_STYLE, Bullets, Definition, Grid, Heading, Line, Page
from readiness.report.pages.story import readiness_range
from readiness.words import bar, listed, number, percent, share_bar, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.report.page import Part
    from readiness.report.pages.story import IndicatorBlock, ObstacleBlock, RemedyLine, Section, Story
    from readiness.words import Texts

BAR = 16
"""Columns of a bar of readiness."""


def full_page(story: Story, texts: Texts, behind: Mapping[str, Sequence[str]]) -> Page:
    """The page of a story, without pictures. `behind` are further lists by the key of their heading."""
    return Page(story.title, story.rubric, list(_parts(story, texts, behind)))


def _parts(story: Story, texts: Texts, behind: Mapping[str, Sequence[str]]) -> Iterator[Part]:
    if story.tlp:
        yield Line(story.tlp, "strong", close=True)
    yield Line(" · ".join(story.scope), "dim", close=True)
    yield Line(story.headline, VERDICT_STYLE[story.verdict])
    yield from (Line(aside, "dim", close=True) for aside in [*story.asides, *story.withheld])
    yield from _spaced(_phases(story, texts))
    if len(story.needs) > 1:
        yield from _spaced(_needs(story, texts))
    yield from _spaced(_factors(story, texts))
    for section in story.sections:
        yield from _section(section, texts)
    for key, lines in story.lists:
        yield Heading(texts(f"heading.{key}"))
        yield Bullets(lines)
    for key, told in behind.items():
        if told:
            yield Heading(texts(key))
            yield Bullets(told)
    yield Line(texts("legend"), "dim")
    yield Line(story.disclaimer, "italic", close=True)


def _spaced(grid: Grid) -> Iterator[Part]:
    yield Line("", close=True)
    yield grid


def _heads(texts: Texts, *keys: str) -> list[str]:
    return [texts(f"heading.{key}") if key else "" for key in keys]


def _phases(story: Story, texts: Texts) -> Grid:
    rows = [
        [
            f"{line.name} ▸" if line.assessed else line.name,
            bar(line.readiness.low, line.readiness.value, line.readiness.high, BAR),
            number(line.readiness.value),
            readiness_range(line.readiness),
            line.verdict,
            line.held_by,
        ]
        for line in story.phases
    ]
    return Grid(_heads(texts, "phase", "readiness", "", "range", "verdict", "held-by"), rows, right=(2, 3))


def _needs(story: Story, texts: Texts) -> Grid:
    rows = [
        [
            line.need,
            line.phase,
            number(line.readiness.value),
            readiness_range(line.readiness),
            line.verdict,
            line.obstacle,
        ]
        for line in story.needs
    ]
    return Grid(
        _heads(texts, "need", "phase", "readiness", "range", "verdict", "obstacle"), rows, right=(2, 3)
    )


def _factors(story: Story, texts: Texts) -> Grid:
    rows = [
        [
            line.name,
            percent(line.weight),
            number(line.score),
            span(line.low, line.high),
            f"{percent(line.share):>5} {share_bar(line.share)}",
        ]
        for line in story.factors
    ]
    return Grid(_heads(texts, "factor", "weight", "score", "range", "share"), rows, right=(1, 2, 3))


def _section(section: Section, texts: Texts) -> Iterator[Part]:
    yield Heading(section.heading)
    yield from (_obstacle(obstacle, texts, rank) for rank, obstacle in enumerate(section.obstacles, 1))
    if section.indicators:
        told = [(block.title, block.side, block.grade, block.obstacle) for block in section.indicators]
        yield Bullets([" · ".join(part for part in parts if part) for parts in told])


def _obstacle(obstacle: ObstacleBlock, texts: Texts, rank: int) -> Definition:
    aside = (obstacle.status, obstacle.side, obstacle.share, obstacle.waived)
    contents: list[tuple[str, str | Bullets | Grid]] = []
    for indicator in obstacle.indicators:
        contents += _indicator(indicator, texts)
    if obstacle.remedies:
        lines = [_remedy(remedy, texts) for remedy in obstacle.remedies]
        contents.append(
            (texts("obstacle.do"), Bullets([*lines, *([obstacle.more] if obstacle.more else [])]))
        )
    if obstacle.explains:
        contents.append((texts("obstacle.explains"), obstacle.explains))
    return Definition(f"{rank}  {obstacle.short}", " · ".join(part for part in aside if part), "", contents)


def _indicator(block: IndicatorBlock, texts: Texts) -> Iterator[tuple[str, str | Bullets | Grid]]:
    aside = listed(part for part in (block.side, block.grade) if part)
    yield texts("heading.indicator"), texts("behind", what=block.title, aside=aside)
    for key, words in (("now", block.now), ("needed", block.needed)):
        if words:
            yield texts(f"obstacle.{key}"), words
    if block.evidence:
        quotes = [quote.inline for quote in block.evidence]
        yield texts("obstacle.evidence"), Bullets([*quotes, *([block.unquoted] if block.unquoted else [])])


def _remedy(remedy: RemedyLine, texts: Texts) -> str:
    parts = [f"{remedy.id} {remedy.do}", remedy.terms]
    if remedy.needs:
        parts.append(f"{texts('obstacle.needs')} {remedy.needs}")
    if remedy.warning:
        parts.append(texts("told", what=texts("obstacle.warning"), note=remedy.warning))
    return " · ".join(parts)
