"""The whole report on one pair as a page: the first screen, and everything that stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import __version__
from readiness.report.page import Block, Bullets, Heading, Line, Page, Sources
from readiness.report.page_parts import Colophon, Finding, Headline, IndicatorTable, Masthead
from readiness.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.page import Part
    from readiness.report.pages.story import Section, Story
    from readiness.words import Texts

LABELS = ("now", "needed", "better", "evidence", "do", "needs", "warning", "explains")
"""The words before the contents of a finding, by their keys among the texts on obstacles."""


def full_page(story: Story, texts: Texts) -> Page:
    """The page of a story."""
    front = (
        ("title", listed([texts("page.kind"), story.title])),
        ("date", story.as_of),
        ("verdict", story.verdict),
        ("tlp", story.tlp),
        ("generator", f"readiness {__version__}"),
    )
    window = " · ".join(part for part in (story.title, story.verdict_word, story.tlp) if part)
    return Page(story.title, story.rubric, list(_parts(story, texts)), front=front, window=window)


def _parts(story: Story, texts: Texts) -> Iterator[Part]:
    """All of it, in the one order that every format keeps."""
    yield Masthead(texts("page.kind"), story.tlp, story.scope)
    sentence, *screen = story.screen.parts
    told = sentence.text if isinstance(sentence, Line) else story.headline
    yield Headline(story.verdict, story.verdict_word, told, story.asides)
    yield Block("screen", screen)
    yield Block("phases", [Heading(texts("heading.phases")), story.phases])
    if len(story.needs.lines) > 1:
        yield Block("needs", [Heading(texts("heading.needs")), story.needs])
    for section in story.sections:
        yield Block("findings", list(_section(section, texts)))
    lists = {
        key: Block(key, [Heading(texts(f"heading.{key}")), Bullets(lines)]) for key, lines in story.behind
    }
    sure = [lists.pop(key) for key in ("sure", "exactly") if key in lists]
    yield from lists.values()
    yield Block("factors", [Heading(texts("heading.factors")), story.factors])
    if story.shares is not None:
        yield Block("shares", [Heading(texts("heading.shares")), story.shares])
    yield from sure
    if story.ages is not None:
        yield Block("ages", [Heading(texts("heading.ages")), story.ages])
    if story.sources:
        yield Block("sources", [_sources(story, texts)])
    made = texts("page.made", version=__version__, rubric=story.rubric)
    yield Colophon(story.disclaimer, texts("legend"), made, story.tlp)


def _sources(story: Story, texts: Texts) -> Sources:
    """The sources that are cited, then the others."""
    return Sources(
        texts("heading.sources"),
        story.sources[: story.cited],
        texts("heading.further-sources"),
        story.sources[story.cited :],
        story.addresses,
    )


def _section(section: Section, texts: Texts) -> Iterator[Part]:
    yield Heading(section.heading)
    labels = {key: texts(f"obstacle.{key}") for key in LABELS} | {"indicator": texts("heading.indicator")}
    yield from (Finding(obstacle, labels) for obstacle in section.obstacles)
    if section.indicators:
        heads = [texts(f"heading.{key}") for key in ("indicator", "side", "grade", "obstacle-word")]
        yield IndicatorTable(heads, section.indicators)
