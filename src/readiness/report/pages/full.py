"""The whole report on one pair as a page without pictures: the first screen, and everything that stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import __version__
from readiness.report.page import (
    Bullets,
    Definition,
    Drawn,
    Grid,
    Heading,
    Line,
    Page,
    Quote,
    Quotes,
    Sources,
)
from readiness.report.pages.story import readiness_range
from readiness.words import bar, listed, number, percent, share_bar, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.page import Content, Part
    from readiness.report.pages.story import IndicatorBlock, ObstacleBlock, RemedyLine, Section, Story
    from readiness.words import Texts

BAR = 16
"""Columns of a bar of readiness."""


def full_page(story: Story, texts: Texts) -> Page:
    """The page of a story."""
    front = (
        ("title", f"{texts('page.kind')}, {story.title}"),
        ("date", story.as_of),
        ("verdict", story.verdict),
        ("tlp", story.tlp),
        ("generator", f"readiness {__version__}"),
    )
    return Page(story.title, story.rubric, list(_parts(story, texts)), front=front)


def _parts(story: Story, texts: Texts) -> Iterator[Part]:
    """All of it, in the one order that every format keeps."""
    verdict, *screen = story.screen.parts
    yield Drawn("head", list(_head(story)))
    yield Drawn("verdict", [verdict, *(Line(aside, "dim", close=True) for aside in story.asides)])
    yield Drawn("screen", screen)
    yield Drawn("phases", [Heading(texts("heading.phases")), phases(story, texts)])
    if len(story.needs) > 1:
        yield Drawn("needs", [Heading(texts("heading.needs")), _needs(story, texts)])
    for position, section in enumerate(story.sections):
        yield Drawn(f"finding-{position}", list(_section(section, texts)))
    lists = {
        key: Drawn(key, [Heading(texts(f"heading.{key}")), Bullets(lines)]) for key, lines in story.behind
    }
    sure = [lists.pop(key) for key in ("sure", "exactly") if key in lists]
    yield from lists.values()
    yield Drawn("factors", [Heading(texts("heading.factor-scores")), _factors(story, texts)])
    yield Drawn("shares")
    yield from sure
    yield Drawn("ages")
    if story.sources:
        yield Drawn("sources", [sources(story, texts)])
    yield Drawn("foot", [Line(texts("legend"), "dim"), Line(story.disclaimer, "italic", close=True)])


def _head(story: Story) -> Iterator[Part]:
    if story.tlp:
        yield Line(story.tlp, "strong", close=True)
    yield Line(" · ".join(story.scope), "dim", close=True)


def sources(story: Story, texts: Texts) -> Sources:
    """The sources that are cited, then the others."""
    return Sources(
        texts("heading.sources"),
        story.sources[: story.cited],
        texts("heading.further-sources"),
        story.sources[story.cited :],
        story.addresses,
    )


def _heads(texts: Texts, *keys: str) -> list[str]:
    return [texts(f"heading.{key}") if key else "" for key in keys]


def phases(story: Story, texts: Texts) -> Grid:
    """Every phase beside the others."""
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
    return Grid(
        _heads(texts, "phase", "readiness", "", "range", "verdict", "held-by"), rows, (2, 3), measured=True
    )


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
        _heads(texts, "need", "phase", "readiness", "range", "verdict", "obstacle"),
        rows,
        (2, 3),
        measured=True,
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
    return Grid(_heads(texts, "factor", "weight", "score", "range", "share"), rows, (1, 2, 3), measured=True)


def _section(section: Section, texts: Texts) -> Iterator[Part]:
    yield Heading(section.heading)
    yield from (_obstacle(obstacle, texts, rank) for rank, obstacle in enumerate(section.obstacles, 1))
    if section.indicators:
        yield Quotes([_in_short(block) for block in section.indicators])


def _in_short(block: IndicatorBlock) -> Quote:
    """An indicator that does not block now, with the numbers of its sources."""
    told = (block.title, block.side, block.grade, block.obstacle)
    numbers = dict.fromkeys(number for quote in block.evidence for number in quote.numbers)
    return Quote(" · ".join(part for part in told if part), "", "", tuple(numbers))


def _obstacle(obstacle: ObstacleBlock, texts: Texts, rank: int) -> Definition:
    aside = (obstacle.status, obstacle.side, obstacle.share, obstacle.waived)
    contents: list[tuple[str, Content]] = []
    for indicator in obstacle.indicators:
        contents += _indicator(indicator, texts)
    if obstacle.remedies:
        lines = [_remedy(remedy, texts) for remedy in obstacle.remedies]
        contents.append(
            (texts("obstacle.do"), Bullets([*lines, *([obstacle.more] if obstacle.more else [])]))
        )
    if obstacle.explains:
        contents.append((texts("obstacle.explains"), obstacle.explains))
    return Definition(f"{rank} · {obstacle.name}", " · ".join(part for part in aside if part), "", contents)


def _indicator(block: IndicatorBlock, texts: Texts) -> Iterator[tuple[str, Content]]:
    aside = listed(part for part in (block.side, block.grade) if part)
    yield texts("heading.indicator"), texts("behind", what=block.title, aside=aside)
    wanted = "better" if block.gate == "none" else "needed"
    for key, words in (("now", block.now), (wanted, block.needed)):
        if words:
            yield texts(f"obstacle.{key}"), words
    if block.evidence:
        yield texts("obstacle.evidence"), Quotes(block.evidence, block.unquoted)


def _remedy(remedy: RemedyLine, texts: Texts) -> str:
    parts = [f"{remedy.id} {remedy.do}", remedy.terms]
    if remedy.needs:
        parts.append(f"{texts('obstacle.needs')} {remedy.needs}")
    if remedy.warning:
        parts.append(texts("told", what=texts("obstacle.warning"), note=remedy.warning))
    return " · ".join(parts)
