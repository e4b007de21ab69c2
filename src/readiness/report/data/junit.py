"""JUnit XML, for every system that shows test results. `tag` cleans and escapes every text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from readiness.report.layouts.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Sequence


class TestOutcome(NamedTuple):
    """Why a test case did not pass: the full explanation by line, a short message, and the type of a failure."""

    outcome: Literal["failure", "error", "skipped"]
    lines: Sequence[str]
    message: str | None = None
    type: str | None = None


class TestCase(NamedTuple):
    """A test case: what it is called, its outcome if it did not pass, and what it prints."""

    name: str
    group: str
    outcome: TestOutcome | None = None
    printed: Sequence[str] = ()
    file: str | None = None
    assertions: int | None = None


def render(suite: str, cases: Sequence[TestCase], **properties: str) -> str:
    """One suite of test cases."""
    outcomes = [case.outcome.outcome for case in cases if case.outcome]
    counts = {
        "tests": f"{len(cases)}",
        "failures": f"{outcomes.count('failure')}",
        "errors": f"{outcomes.count('error')}",
    }
    skipped = outcomes.count("skipped")
    parts = [tag("property", name=name, value=value) for name, value in properties.items()]
    head = [_element("properties", parts)] if parts else []
    inner = _element("testsuite", [*head, *map(_case, cases)], name=suite, **counts, skipped=skipped)
    outer = _element("testsuites", [inner], name="readiness", **counts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{outer}\n'


def _case(case: TestCase) -> Markup:
    parts = [_outcome(case.outcome)] if case.outcome else []
    if case.printed:
        parts.append(tag("system-out", joined(*case.printed, sep="\n")))
    attributes = {"name": case.name, "classname": case.group, "file": case.file}
    return _element("testcase", parts, **attributes, assertions=case.assertions)


def _outcome(outcome: TestOutcome) -> Markup:
    lines = joined(*outcome.lines, sep="\n")
    return tag(outcome.outcome, lines, message=outcome.message, type=outcome.type)


def _element(name: str, parts: Sequence[Markup], /, **attributes: str | float | None) -> Markup:
    """An element with each part on its own line."""
    lines = [Markup("\n"), joined(*parts, sep="\n"), Markup("\n")] if parts else []
    return tag(name, *lines, **attributes)
