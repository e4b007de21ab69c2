"""The results of case files: each case with its reasons, then the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.language import _, ngettext
from readiness.report.page import Line, Outline, Page
from readiness.safe_text import inert
from readiness.words import listed
from readiness.wrapping import padded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.cases.results import CaseResult, Results, Status

STATUSES: tuple[Status, ...] = ("passed", "failed", "missed", "no-longer-missed", "broken")


def page(results: Results) -> Page:
    """The page, without a title: every case with what was not met, and the counts of cases and of expectations."""
    lines = [(depth, inert(line)) for case in results.cases for depth, line in _case(case)]
    cases, expectations = _counts(results)
    return Page("", "", [Outline(lines, indent=4), Line(cases), Line(expectations, close=True)], margin=0)


def _case(case: CaseResult) -> Iterator[tuple[int, str]]:
    """Lines with their depths."""
    yield 0, f"{padded(_mark(case.status), 16)} {case.id}"
    if case.status == "passed":
        return
    if case.id != case.file:
        yield 1, case.file
    for check in case.failures:
        told = _("line {line}: {name}: expected {expected}, found {found}")
        yield 1, told.format(line=check.line, name=check.name, expected=check.expected, found=check.found)
        if check.known is not None:
            yield 2, _("known: {why}").format(why=check.known)
    for name in case.outdated:
        yield (
            1,
            _("known-miss {name}: this is no longer missed; remove it from the case file").format(name=name),
        )
    for problem in case.problems:
        elsewhere = f"{problem.file}: " if problem.file != case.file else ""
        where = _("line {line}: ").format(line=problem.line) if problem.line else ""
        yield 1, f"{elsewhere}{where}{problem.message}"


def _counts(results: Results) -> tuple[str, str]:
    checks = results.checks
    met = sum(check.met for check in checks)
    failing = sum(not check.met and check.known is None for check in checks)
    known = len(checks) - met - failing
    statuses = listed(
        f"{results.count(status)} {_mark(status).casefold()}"
        for status in STATUSES
        if status in ("passed", "failed") or results.count(status)
    )
    cases, count = len(results.cases), len(checks)
    told = ngettext("{count} case: {statuses}", "{count} cases: {statuses}", cases)
    checked = ngettext(
        "{count} expectation checked: {met} met, {failed} failed",
        "{count} expectations checked: {met} met, {failed} failed",
        count,
    ).format(count=count, met=met, failed=failing)
    also = [_("{count} missed (known)").format(count=known)] if known else []
    return told.format(count=cases, statuses=statuses), listed([checked, *also])


def _mark(status: Status) -> str:
    match status:
        case "passed":
            return _("passed")
        case "failed":
            return _("FAILED")
        case "missed":
            return _("missed (known)")
        case "no-longer-missed":
            return _("NO LONGER MISSED")
        case "broken":
            return _("BROKEN")
