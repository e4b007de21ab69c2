"""The results of cases as people read them: each case with its reasons, then the counts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from readiness.errors import printable

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
INDENT = "    "


def render(results: Results, *, width: int) -> str:
    """The report as plain text."""
    lines = [line for case in results.cases for line in _case(case, width)]
    return "\n".join([*lines, "", *_counts(results)]) + "\n"


def _case(case: CaseResult, width: int) -> Iterator[str]:
    yield f"{MARKS[case.status]:<16} {printable(case.id)}"
    if case.status == "passed":
        return
    if case.id != case.file:
        yield f"{INDENT}{printable(case.file)}"
    for check in case.failures:
        text = f"line {check.line}: {check.name}: expected {check.expected}, found {check.found}"
        yield from _wrapped(text, width)
        if check.known is not None:
            yield from _wrapped(f"known: {check.known}", width, 2)
    for name in case.outdated:
        yield from _wrapped(
            f"known-miss {name}: this is no longer missed; remove it from the case file", width
        )
    for problem in case.problems:
        elsewhere = f"{problem.file}: " if problem.file != case.file else ""
        where = f"line {problem.line}: " if problem.line else ""
        yield from _wrapped(f"{elsewhere}{where}{problem.message}", width)


def _wrapped(text: str, width: int, depth: int = 1) -> list[str]:
    return textwrap.wrap(
        printable(text),
        width,
        initial_indent=INDENT * depth,
        subsequent_indent=INDENT * (depth + 1),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _counts(results: Results) -> Iterator[str]:
    checks = results.checks
    met = sum(check.met for check in checks)
    failing = sum(not check.met and check.known is None for check in checks)
    known = len(checks) - met - failing
    statuses = ", ".join(
        f"{results.count(status)} {mark.casefold()}"
        for status, mark in MARKS.items()
        if status in ("passed", "failed") or results.count(status)
    )
    yield f"{_number(len(results.cases), 'case')}: {statuses}"
    also = f", {known} missed (known)" if known else ""
    yield f"{_number(len(checks), 'expectation')} checked: {met} met, {failing} failed{also}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
