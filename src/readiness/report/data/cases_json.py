"""The results of cases as JSON, `readiness/casework/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from readiness.cases.results import Status
from readiness.plain_data import plain
from readiness.report.data.json_text import write

if TYPE_CHECKING:
    from readiness.cases.results import CaseResult, Results

SCHEMA = "readiness/casework/1"


def render(results: Results) -> str:
    """The report as JSON. What is absent is null or an empty list, never left out."""
    checks = results.checks
    data = {
        "schema": SCHEMA,
        "counts": {"cases": len(results.cases)} | {name: results.count(name) for name in get_args(Status)},
        "expectations": {"checked": len(checks), "met": sum(check.met for check in checks)},
        "cases": [_case(case) for case in results.cases],
    }
    return write(data)


def _case(case: CaseResult) -> dict[str, Any]:
    return {
        "id": case.id,
        "title": case.title,
        "file": case.file,
        "status": case.status,
        "checks": [plain(check) for check in case.checks],
        "outdated": list(case.outdated),
        "problems": [
            {"message": problem.message, "file": problem.file, "line": problem.line, "column": problem.column}
            for problem in case.problems
        ],
    }
