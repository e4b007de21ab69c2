"""The results of case files: each case with its reasons, then the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.page import Line, Outline, Page
from readiness.safe_text import inert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.cases.results import CaseResult, Results, Status

MARKS: dict[Status, str] = {
    "passed": "passed",
    "failed": "FAILED",
    "missed": "missed (known)",
    "no-longer-missed": "NO LONGER MISSED",
    "broken": "BROKEN",
}


def page(results: Results) -> Page:
    """The page, without a title: every case with what was not met, and the counts of cases and of expectations."""
    lines = [(depth, inert(line)) for case in results.cases for depth, line in _case(case)]
    cases, expectations = _counts(results)
    return Page("", "", [Outline(lines, indent=4), Line(cases), Line(expectations, close=True)], margin=0)


def _case(case: CaseResult) -> Iterator[tuple[int, str]]:
    """Lines with their depths."""
    yield 0, f"{MARKS[case.status]:<16} {case.id}"
    if case.status == "passed":
        return
    if case.id != case.file:
        yield 1, case.file
    for check in case.failures:
        yield 1, f"line {check.line}: {check.name}: expected {check.expected}, found {check.found}"
        if check.known is not None:
            yield 2, f"known: {check.known}"
    for name in case.outdated:
        yield 1, f"known-miss {name}: this is no longer missed; remove it from the case file"
    for problem in case.problems:
        elsewhere = f"{problem.file}: " if problem.file != case.file else ""
        where = f"line {problem.line}: " if problem.line else ""
        yield 1, f"{elsewhere}{where}{problem.message}"


def _counts(results: Results) -> tuple[str, str]:
    checks = results.checks
    met = sum(check.met for check in checks)
    failing = sum(not check.met and check.known is None for check in checks)
    known = len(checks) - met - failing
    statuses = ", ".join(
        f"{results.count(status)} {mark.casefold()}"
        for status, mark in MARKS.items()
        if status in ("passed", "failed") or results.count(status)
    )
    also = f", {known} missed (known)" if known else ""
    return (
        f"{_number(len(results.cases), 'case')}: {statuses}",
        f"{_number(len(checks), 'expectation')} checked: {met} met, {failing} failed{also}",
    )


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
