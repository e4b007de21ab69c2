"""JUnit XML, for every system that shows test results: a pair is a test case, a demand that it misses a failure.

Without demands nothing fails. A verdict that cannot be known is a skipped test, never a passed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.report.layouts.markup import Markup, joined, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result import Assessment
    from readiness.report.pages.story import Story


class Case(NamedTuple):
    """One pair as a test case: what it is called, why it fails or is skipped, and what it says."""

    name: str
    group: str
    verdict: str
    failures: Sequence[str]
    headline: str
    says: Sequence[str]


def case(assessment: Assessment, story: Story, failures: Sequence[str]) -> Case:
    """The test case of an assessment."""
    head = [
        story.tlp,
        " · ".join([story.rubric, *story.scope]),
        story.headline,
        *story.asides,
        *story.withheld,
    ]
    blocks = [
        f"{place}. {obstacle.name}: " + "; ".join(indicator.title for indicator in obstacle.indicators)
        for section in story.sections
        for place, obstacle in enumerate(section.obstacles, 1)
    ]
    codes = f"{assessment.pair.a.id}-{assessment.pair.b.id}"
    return Case(
        name=f"{story.title} ({assessment.phase.assessed})",
        group=f"{assessment.rubric.id}.{codes}",
        verdict=assessment.verdict,
        failures=failures,
        headline=story.headline,
        says=[*(line for line in head if line), *blocks, *story.waivers, *story.first],
    )


def render(suite: str, cases: Sequence[Case]) -> str:
    """A suite of pairs."""
    counts: dict[str, str | float] = {
        "tests": len(cases),
        "failures": sum(bool(one.failures) for one in cases),
        "errors": 0,
        "skipped": sum(_skipped(one) for one in cases),
    }
    inner = _lines("testsuite", [_case(one) for one in cases], name=f"readiness.{suite}", **counts)
    outer = _lines("testsuites", [inner], name="readiness", **counts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{outer}\n'


def _case(one: Case) -> Markup:
    parts = [
        tag("failure", text(one.headline), message=failure, type=one.verdict) for failure in one.failures[:1]
    ]
    if _skipped(one):
        parts.append(tag("skipped", one.headline))  # as text: some readers know no attributes here
    told = [*one.failures, *one.says]
    parts.append(tag("system-out", joined(*told, sep="\n")))
    return _lines("testcase", parts, name=one.name, classname=one.group)


def _skipped(one: Case) -> bool:
    return one.verdict == "undetermined" and not one.failures


def _lines(name: str, parts: Sequence[Markup], /, **attributes: str | float) -> Markup:
    """An element whose parts stand on lines of their own."""
    return tag(name, Markup("\n"), joined(*parts, sep="\n"), Markup("\n"), **attributes)
