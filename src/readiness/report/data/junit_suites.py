"""JUnit suites: each pair with the demands that it misses, or each case file with its expectations, is a test case.

Without demands no pair fails. A verdict that cannot be known is a skipped test, never a passed one.
Some readers know no attributes of a skipped test, so its reason is text.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from readiness.report.data.junit import TestCase, TestOutcome, render
from readiness.report.layouts.markup import verbatim
from readiness.report.pages.batch import first_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.assessment.result import Assessment
    from readiness.cases.results import CaseResult, Check, Results
    from readiness.many.rows import Row
    from readiness.model.rubric import Rubric
    from readiness.report.pages.story import Story


def pair(assessment: Assessment, story: Story, missed: Sequence[str]) -> str:
    """The suite of one assessment. `missed` are the demands that it misses."""
    head = [
        story.tlp,
        " · ".join([story.rubric, *story.scope]),
        story.headline,
        *story.asides,
        *story.withheld,
    ]
    obstacles = [
        f"{number}. {obstacle.name}: " + "; ".join(indicator.title for indicator in obstacle.indicators)
        for section in story.sections
        for number, obstacle in enumerate(section.obstacles, 1)
    ]
    printed = [*(line for line in head if line), *obstacles, *story.waivers, *story.first]
    codes = f"{assessment.pair.a.id}-{assessment.pair.b.id}"
    case = TestCase(
        name=f"{story.title} ({assessment.phase.assessed})",
        group=f"{assessment.rubric.id}.{codes}",
        outcome=_demanded(assessment.verdict, story.headline, missed),
        printed=[*missed, *printed],
    )
    return render(f"readiness.{assessment.rubric.id}", [case])


def batch(rows: Iterable[Row], rubric: Rubric, missed: Iterable[Sequence[str]]) -> str:
    """The suite of a batch. `missed` are the demands that each row misses, in the order of the rows."""
    cases = [_row(row, rubric, demands) for row, demands in zip(rows, missed, strict=True)]
    return render(f"readiness.{rubric.rubric}", cases)


def cases(results: Results) -> str:
    """The suite of case files. Known misses are skipped tests; files that could not be run are errors."""
    tests = [_case_file(result) for result in results.cases]
    return render("readiness test", tests, expectations=f"{len(results.checks)}")


def _row(row: Row, rubric: Rubric, missed: Sequence[str]) -> TestCase:
    readiness, named = row["readiness"], first_in_words(row, rubric)
    value = "–" if readiness["value"] is None else f"{readiness['value']:.0f}"
    headline = f"{row['verdict']} in the {row['phase']} phase, readiness {value} ({readiness['low']:.0f}–{readiness['high']:.0f})"
    return TestCase(
        name=f"{row['a']} – {row['b']} ({row['phase']})",
        group=f"{rubric.rubric}.{row['a']}-{row['b']}",
        outcome=_demanded(row["verdict"], headline, missed),
        printed=[*missed, *(line for line in (headline, named) if line)],
    )


def _demanded(verdict: str, headline: str, missed: Sequence[str]) -> TestOutcome | None:
    if missed:
        return TestOutcome("failure", [headline], missed[0], verdict)
    return TestOutcome("skipped", [headline]) if verdict == "undetermined" else None


def _case_file(result: CaseResult) -> TestCase:
    folder = ".".join(part for part in PurePath(result.file).parent.parts if part not in ("/", "..", "."))
    return TestCase(
        name=result.id,
        group=folder or "cases",
        outcome=_expected(result),
        file=result.file,
        assertions=len(result.checks),
    )


def _expected(result: CaseResult) -> TestOutcome | None:
    lines = [_sentence(check) for check in result.failures]
    match result.status:
        case "passed":
            return None
        case "missed":
            return TestOutcome("skipped", lines)
        case "broken":
            message = result.problems[0].message if result.problems else ""
            lines = [line for problem in result.problems for line in problem.render().split("\n")]
            return TestOutcome("error", [verbatim(line) for line in lines], message)
        case _:
            lines += [f"known-miss {name}: no longer missed; remove it" for name in result.outdated]
            return TestOutcome("failure", lines, lines[0])


def _sentence(check: Check) -> str:
    known = f" (known: {check.known})" if check.known is not None else ""
    return f"line {check.line}: {check.name}: expected {check.expected}, found {check.found}{known}"
