"""Code quality for GitLab: a subset of Code Climate's format, one entry per finding at the line of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.report.data.json_text import write
from readiness.report.data.located import findings, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.assessment.result import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.data.located import LocatedFinding
    from readiness.words import Texts

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(assessment: Assessment, rubric: Rubric, say: Texts, locate: Callable[[str], str | None]) -> str:
    """The findings that stand in a file of the repository; GitLab shows no others."""
    entries = (_entry(finding, assessment, locate) for finding in findings(assessment, rubric, say))
    return write([entry for entry in entries if entry is not None])


def _entry(
    finding: LocatedFinding, assessment: Assessment, locate: Callable[[str], str | None]
) -> dict[str, Any] | None:
    path = locate(finding.file) if finding.file is not None else None
    if path is None:
        return None
    asked = (*assessment.needs, *assessment.crimes)  # GitLab holds entries of all jobs together
    return {
        "description": f"{finding.title}: {finding.message}",
        "check_name": finding.obstacle,
        "fingerprint": fingerprint(assessment, finding.obstacle, finding.indicator, *asked),
        "severity": SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.line or 1}},
    }
