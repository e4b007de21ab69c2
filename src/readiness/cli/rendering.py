"""The formats of an assessment, each ready to be rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli import terminal
from readiness.errors import UsageError, suggestion
from readiness.report.share import shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.assessment import Assessment
    from readiness.documents.rubric import Rubric
    from readiness.report.story import Story
    from readiness.report.texts import Texts

LANGUAGES = ("en",)


def renderers(
    assessment: Assessment, rubric: Rubric, language: str, *, share: bool
) -> dict[str, Callable[[], str]]:
    """A renderer for each format. Raises UsageError for a language there is not."""
    if language not in LANGUAGES:
        raise UsageError(f'unknown language "{language}"; {suggestion(language, LANGUAGES)}')
    shown = shared(assessment, rubric) if share else assessment

    def text() -> str:
        from readiness.report import terminal as report  # noqa: PLC0415

        story, texts = _told(shown, rubric, language)
        return report.render(story, texts, width=terminal.width(), colour=terminal.colour())

    def markdown() -> str:
        from readiness.report import markdown as format_  # noqa: PLC0415

        return format_.render(*_told(shown, rubric, language))

    def json() -> str:
        from readiness.report import json_text  # noqa: PLC0415

        return json_text.render(shown)

    return {"text": text, "markdown": markdown, "json": json}


def _told(assessment: Assessment, rubric: Rubric, language: str) -> tuple[Story, Texts]:
    from readiness.report.story import tell  # noqa: PLC0415
    from readiness.report.texts import texts  # noqa: PLC0415

    words = texts(language)
    return tell(assessment, rubric, words), words
