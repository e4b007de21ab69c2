"""SARIF 2.1.0 for code scanning: a rule for each obstacle, a result for each indicator, a suppression for a waiver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec.structs import asdict

from readiness import __version__, tlp
from readiness.report.data.json_text import write
from readiness.report.data.located import findings, fingerprint
from readiness.report.pages.telling import tell
from readiness.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.assessment.result import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.data.located import LocatedFinding
    from readiness.words import Texts

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"


def render(
    assessment: Assessment,
    rubric: Rubric,
    say: Texts,
    failures: Sequence[str],
    locate: Callable[[str], str | None],
) -> str:
    """The findings of a pair as one run."""
    rules = list(rubric.obstacles)
    story = tell(assessment, rubric, say)
    run = {
        "tool": {
            "driver": {
                "name": "readiness",
                "version": __version__,
                "rules": [
                    {"id": key, "name": obstacle.short, "shortDescription": {"text": obstacle.name}}
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
                    *({"level": "error", "message": {"text": clean(text)}} for text in failures),
                    *(
                        {"level": "note", "message": {"text": text}}
                        for text in [*story.waivers, *story.withheld]
                    ),
                ],
            }
        ],
        "results": [
            _result(finding, assessment, rules, locate) for finding in findings(assessment, rubric, say)
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
    finding: LocatedFinding, assessment: Assessment, rules: list[str], locate: Callable[[str], str | None]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.obstacle,
        "ruleIndex": rules.index(finding.obstacle),
        "level": finding.severity,
        "message": {"text": finding.message},
        "partialFingerprints": {"readinessFinding/v1": _fingerprint(finding, assessment)},
        "properties": {"indicator": finding.indicator},
    }
    file = locate(finding.file) if finding.file is not None else None
    if file is not None:
        artifact = {"uri": quote(file), "uriBaseId": ROOT}
        region = {"startLine": finding.line or 1}
        result["locations"] = [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    if finding.waiver is not None:
        reason = clean(finding.waiver.reason)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _category(assessment: Assessment) -> str:
    """The analysis that a run belongs to: the pair and what is asked of it, so that several do not replace each other."""
    codes = sorted((assessment.pair.a.id, assessment.pair.b.id))
    asked = "+".join([*assessment.needs, *assessment.crimes])
    return f"readiness/{'-'.join(codes)}/{asked}/"


def _fingerprint(finding: LocatedFinding, assessment: Assessment) -> str:
    """The same for the same indicator of the same pair, whatever line it moves to and whoever is named first."""
    return fingerprint(assessment, finding.obstacle, finding.indicator)
