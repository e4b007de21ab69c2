"""Code quality for GitLab: a subset of Code Climate's format, one entry per finding at the line of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.report.data.json_text import write
from readiness.report.data.located import findings, fingerprint, line_of
from readiness.report.pages.story_composition import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.data.located import LocatedFinding
    from readiness.words import Texts

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(assessment: Assessment, rubric: Rubric, say: Texts, locate: Callable[[str], str | None]) -> str:
    """The findings that stand in a file of the repository, for GitLab shows no others; then waivers and what is withheld."""
    story = tell(assessment, rubric, say)
    marking = f"{story.tlp} · " if story.tlp else ""
    entries = [_entry(finding, assessment, marking, locate) for finding in findings(assessment, rubric, say)]
    files = [locate(given.file) for given in assessment.inputs if given.file is not None]
    path = next((file for file in files if file is not None), None)
    if path is not None:
        entries += [_note(line, assessment, marking, path) for line in (*story.waivers, *story.withheld)]
    return write([entry for entry in entries if entry is not None])


def _note(line: str, assessment: Assessment, marking: str, path: str) -> dict[str, Any]:
    return {
        "description": f"{marking}{line}",
        "check_name": "readiness",
        "fingerprint": fingerprint(assessment, line),
        "severity": "info",
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _entry(
    finding: LocatedFinding, assessment: Assessment, marking: str, locate: Callable[[str], str | None]
) -> dict[str, Any] | None:
    line = line_of(finding, assessment, locate)
    if line is None:
        return None
    asked = (*assessment.needs, *assessment.crimes)  # GitLab holds entries of all jobs together
    return {
        "description": f"{marking}{finding.title}: {finding.message}",
        "check_name": finding.obstacle,
        "fingerprint": fingerprint(assessment, finding.obstacle, finding.indicator, *asked),
        "severity": SEVERITIES[finding.severity],
        "location": {"path": line.file, "lines": {"begin": line.line}},
    }
