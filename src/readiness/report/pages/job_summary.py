"""A job summary: the verdict at a glance, what blocks, what to do, and what was waived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.page import Bullets, Grid, Heading, Line, Page
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.report.page import Part
    from readiness.report.pages.story import Story
    from readiness.words import Texts

SIGNS = {"blocked": "✗", "undetermined": "?", "fragile": "!", "ready": "✓"}


def page(story: Story, texts: Texts, failures: Sequence[str]) -> Page:
    """The page, without a title, so that several may follow each other."""
    return Page("", "", list(_parts(story, texts, failures)))


def _parts(story: Story, texts: Texts, failures: Sequence[str]) -> Iterator[Part]:
    yield Heading(f"{SIGNS[story.verdict]} {story.title}: {story.verdict_word}")
    yield Line(" · ".join(part for part in (story.tlp, story.rubric, *story.scope) if part))
    yield Line(story.headline, "strong")
    yield from (Line(aside) for aside in [*story.asides, *story.withheld])
    yield from (Line(failure, "strong") for failure in failures)
    yield story.phases
    rows = [
        [
            str(obstacle.rank),
            obstacle.name,
            " · ".join(part for part in (obstacle.status, obstacle.waived) if part),
            obstacle.side,
            clauses(indicator.title for indicator in obstacle.indicators),
            clauses(f"{remedy.id} {remedy.do}" for remedy in obstacle.remedies[:1]),
        ]
        for section in story.sections
        for obstacle in section.obstacles
    ]
    if rows:
        heads = [texts(f"heading.{key}") for key in ("obstacle-word", "status", "side", "indicator")]
        yield Grid(["", *heads, texts("obstacle.do")], rows, measured=True)
    for key, lines in story.lists:
        if key in ("waivers", "harm", "first", "evidence"):
            yield Line(texts(f"heading.{key}"), "strong")
            yield Bullets(lines)
    yield Line(story.disclaimer, "emphasis")
