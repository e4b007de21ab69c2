"""The formats of the report on a pair, each with its renderer. A renderer is imported only when it is needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readiness.errors import UsageError, suggestion
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.page import Page
    from readiness.report.pages.story import Story
    from readiness.words import Texts


class Report(NamedTuple):
    """What is rendered: the assessment as it may be shown, and the demands that it misses.

    `full` asks for the whole text report, not the first screen alone.
    """

    assessment: Assessment
    rubric: Rubric
    failures: Sequence[str]
    reader: str | None = None
    full: bool = False

    def told(self) -> tuple[Story, Texts]:
        """The report in words."""
        from readiness.report.pages.story_composition import tell

        return tell(self.assessment, self.rubric, self.words(), self.reader), self.words()

    def in_short(self) -> Page:
        """The first screen alone."""
        from readiness.report.pages.first_screen import short_report
        from readiness.report.pages.naming import Names

        return short_report(Names(self.assessment, self.rubric, self.words(), self.reader))

    def in_full(self) -> Page:
        """All that stands behind it."""
        from readiness.report.pages.full import full_page

        return full_page(*self.told())

    def words(self) -> Texts:
        """The texts of the report's language."""
        from readiness.report.texts import texts

        return texts()


def _text(report: Report) -> str:
    from readiness.cli.io import terminal
    from readiness.report.layouts.text import render

    page = report.in_full() if report.full else report.in_short()
    return render(page, width=terminal.width(), colour=terminal.colour())


def _markdown(report: Report) -> str:
    from readiness.report.layouts import markdown

    return markdown.render(report.in_full())


def _json(report: Report) -> str:
    from readiness.report.data import json_text

    return json_text.render(report.assessment)


def _html(report: Report) -> str:
    from readiness.report.layouts import html

    return html.render(report.in_full())


def _junit(report: Report) -> str:
    from readiness.report.data import junit_suites

    story, _ = report.told()
    return junit_suites.pair(report.assessment, story, report.failures)


def _sarif(report: Report) -> str:
    from readiness.cli.io.file_names import in_repository
    from readiness.report.data import sarif

    return sarif.render(
        report.assessment,
        report.rubric,
        report.words(),
        report.failures,
        in_repository(report.assessment.inputs),
    )


def _github(report: Report) -> str:
    from readiness.cli.io.file_names import in_repository
    from readiness.report.data import github

    return github.render(
        report.assessment,
        report.rubric,
        report.words(),
        report.failures,
        in_repository(report.assessment.inputs),
    )


def _gitlab(report: Report) -> str:
    from readiness.cli.io.file_names import in_repository
    from readiness.report.data import code_quality

    return code_quality.render(
        report.assessment, report.rubric, report.words(), in_repository(report.assessment.inputs)
    )


def _summary(report: Report) -> str:
    from readiness.report.layouts import markdown
    from readiness.report.pages import job_summary

    return markdown.render(job_summary.page(*report.told(), report.failures)) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
    "html": _html,
    "junit": _junit,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "summary": _summary,
}


def renderers(report: Report) -> dict[str, Callable[[], str]]:
    """A renderer for each format."""
    return {name: partial(render, report) for name, render in FORMATS.items()}


def reader_of(code: str | None, pair: Sequence[str], *, configured: bool) -> str | None:
    """The side that reads. A configured one may be neither of the two. Raises UsageError for one asked for."""
    if code is None:
        return None
    from readiness.jurisdictions.lookup import side_of

    meant = side_of(code, pair)
    if meant in pair:
        return meant
    if configured:
        return None
    raise UsageError(
        _('--as: "{code}" is neither of the two; {hint}').format(code=code, hint=suggestion(code, pair))
    )
