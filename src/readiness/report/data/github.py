"""Annotations of a GitHub workflow: one per finding, at the line of the profile whose rating blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.data.located import findings, line_of
from readiness.report.pages.story_composition import tell
from readiness.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(
    assessment: Assessment,
    rubric: Rubric,
    say: Texts,
    failures: Sequence[str],
    locate: Callable[[str], str | None],
) -> str:
    """The verdict, the demands missed, the waivers, then each finding at its line."""
    return "".join(f"{line}\n" for line in _lines(assessment, rubric, say, failures, locate))


def _lines(
    assessment: Assessment,
    rubric: Rubric,
    say: Texts,
    failures: Sequence[str],
    locate: Callable[[str], str | None],
) -> Iterator[str]:
    story = tell(assessment, rubric, say)
    title = " · ".join(part for part in (story.title, story.tlp) if part)
    yield command("notice", story.headline, title=title)
    for failure in failures:
        yield command("error", failure, title=title)
    for line in [*story.waivers, *story.withheld]:
        yield command(
            "notice", line, title=f"{title} · {say('heading.waivers')}" if line in story.waivers else title
        )
    for finding in findings(assessment, rubric, say):
        at = line_of(finding, assessment, locate)
        file, number = (at.file, str(at.line)) if at is not None else (None, None)
        name = COMMANDS[finding.severity]
        yield command(name, finding.message, file=file, line=number, title=f"{title}: {finding.title}")


def command(name: str, message: str, **properties: str | None) -> str:
    """One workflow command. Nothing in it can end it early or begin another."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{name}{' ' if given else ''}{given}::{_data(message)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
