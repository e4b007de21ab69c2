"""A job summary in Markdown: the verdict at a glance, what blocks, what to do, and what was waived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.layouts.assessment.markdown import head, phases
from readiness.report.layouts.markdown_text import table
from readiness.words import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.report.pages.story import Story
    from readiness.words import Texts

SIGNS = {"blocked": "✗", "undetermined": "?", "fragile": "!", "ready": "✓"}


def render(story: Story, texts: Texts, failures: Sequence[str]) -> str:
    """The summary. It has no front matter, so that several may follow each other on one page."""
    return "\n".join(_lines(story, texts, failures)).rstrip("\n") + "\n\n"


def _lines(story: Story, texts: Texts, failures: Sequence[str]) -> Iterator[str]:
    yield f"## {SIGNS[story.verdict]} {escape(story.title)}: {escape(story.verdict_word)}"
    yield ""
    yield from head(story)
    for failure in failures:
        yield f"> **{escape(failure)}**"
        yield ""
    yield from phases(story, texts)
    rows = [
        [
            str(rank),
            escape(obstacle.name),
            escape(" · ".join(part for part in (obstacle.status, obstacle.waived) if part)),
            escape(obstacle.side),
            "<br>".join(escape(indicator.title) for indicator in obstacle.indicators),
            "<br>".join(f"**{remedy.id}** {escape(remedy.do)}" for remedy in obstacle.remedies[:1]),
        ]
        for section in story.sections
        for rank, obstacle in enumerate(section.obstacles, 1)
    ]
    if rows:
        heads = [texts(f"heading.{key}") for key in ("obstacle-word", "status", "side", "indicator")]
        yield from table(["", *heads, texts("obstacle.do")], "llllll", rows)
        yield ""
    for key, lines in story.lists:
        if key in ("waivers", "harm", "first"):
            yield f"**{escape(texts(f'heading.{key}'))}**"
            yield ""
            yield from (f"- {escape(line)}" for line in lines)
            yield ""
    if story.evidence:
        yield f"<details><summary>{escape(texts('heading.evidence'))}</summary>"
        yield ""
        yield from (f"- {escape(line)}" for line in story.evidence)
        yield ""
        yield "</details>"
        yield ""
    yield f"*{escape(story.disclaimer)}*"
