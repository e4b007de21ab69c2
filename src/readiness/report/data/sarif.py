"""SARIF 2.1.0 for code scanning: a rule for each obstacle, a result for each indicator, a suppression for a waiver."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec.structs import asdict

from readiness import __version__, tlp
from readiness.report.data.json_text import write
from readiness.report.data.located import findings, fingerprint, line_of
from readiness.report.pages.story_composition import tell
from readiness.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.data.located import FileLine, LocatedFinding
    from readiness.words import Texts

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
_LINKING = re.compile(r"[\\\[\]]")


def render(
    assessment: Assessment,
    rubric: Rubric,
    say: Texts,
    failures: Sequence[str],
    locate: Callable[[str], str | None],
) -> str:
    """The findings of a pair as one run.

    Those that show in no file of the repository are only counted: code scanning refuses all of a run in which one result
    has no location.
    """
    rules = list(rubric.obstacles)
    story = tell(assessment, rubric, say)
    located = [
        (finding, line_of(finding, assessment, locate)) for finding in findings(assessment, rubric, say)
    ]
    unplaced = sum(line is None for _, line in located)
    notes = [*story.waivers, *story.withheld]
    if unplaced:
        notes.append(say("finding.unplaced", count=unplaced))
    run = {
        "tool": {
            "driver": {
                "name": "readiness",
                "version": __version__,
                "rules": [
                    {"id": key, "name": obstacle.short, "shortDescription": _message(obstacle.name)}
                    for key, obstacle in rubric.obstacles.items()
                ],
            }
        },
        "automationDetails": {"id": _category(assessment)},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": 1 if failures else 0,
                "toolExecutionNotifications": [
                    *({"level": "error", "message": _message(clean(text))} for text in failures),
                    *({"level": "note", "message": _message(text)} for text in notes),
                ],
            }
        ],
        "results": [
            _result(finding, assessment, rules, line) for finding, line in located if line is not None
        ],
        "properties": {
            "pair": [assessment.pair.a.id, assessment.pair.b.id],
            "rubric": f"{assessment.rubric.id} {assessment.rubric.version}",
            "asOf": assessment.as_of,
            "phase": assessment.phase.assessed,
            "verdict": assessment.verdict,
            "headline": story.headline,
            "tlp": tlp.label(assessment.tlp) or None,
            "waivers": [asdict(waiver) for waiver in assessment.waivers],
        },
    }
    report = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return write(report)


def _result(
    finding: LocatedFinding, assessment: Assessment, rules: list[str], line: FileLine
) -> dict[str, Any]:
    artifact = {"uri": quote(line.file), "uriBaseId": ROOT}
    region = {"startLine": line.line}
    result: dict[str, Any] = {
        "ruleId": finding.obstacle,
        "ruleIndex": rules.index(finding.obstacle),
        "level": finding.severity,
        "message": _message(finding.message),
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"readinessFinding/v1": _fingerprint(finding, assessment)},
        "properties": {"indicator": finding.indicator},
    }
    if finding.waiver is not None:
        reason = clean(finding.waiver.reason)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _message(text: str) -> dict[str, str]:
    """A plain text message; `[text](address)` in one would be a link (SARIF 2.1.0, 3.11.6)."""
    return {"text": _LINKING.sub(r"\\\g<0>", text)}


def _category(assessment: Assessment) -> str:
    """The analysis that a run belongs to: the pair and what is asked of it, so that several do not replace each other."""
    codes = sorted((assessment.pair.a.id, assessment.pair.b.id))
    asked = "+".join([*assessment.needs, *assessment.crimes])
    return f"readiness/{'-'.join(codes)}/{asked}/"


def _fingerprint(finding: LocatedFinding, assessment: Assessment) -> str:
    """The same for the same indicator of the same pair, whatever line it moves to and whoever is named first."""
    return fingerprint(assessment, finding.obstacle, finding.indicator)
