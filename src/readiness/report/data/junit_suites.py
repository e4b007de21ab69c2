"""JUnit suites: each pair with the demands that it misses, or each case file with its expectations, is a test case.

Without demands no pair fails. A verdict that cannot be known is a skipped test, never a passed one.
Some readers know no attributes of a skipped test, so its reason is text.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from readiness.language import _, word
from readiness.report.data.junit import TestCase, TestOutcome, render
from readiness.report.layouts.markup import verbatim
from readiness.report.pages.batch import first_in_words
from readiness.report.texts import texts
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
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
        _("{what}: {note}").format(
            what=f"{obstacle.rank}. {obstacle.name}",
            note=clauses(indicator.title for indicator in obstacle.indicators),
        )
        for section in story.sections
        for obstacle in section.obstacles
    ]
    printed = [*(line for line in head if line), *obstacles, *story.waivers, *story.first]
    codes = f"{assessment.pair.a.id}-{assessment.pair.b.id}"
    case = TestCase(
        name=f"{story.title} ({', '.join([assessment.phase.assessed, *assessment.crimes])})",
        group=f"{assessment.rubric.id}.{codes}",
        outcome=_demanded(assessment.verdict, story.headline, missed),
        printed=[*missed, *printed],
    )
    return render(f"readiness.{assessment.rubric.id}", [case])


def batch(rows: Iterable[Row], rubric: Rubric, missed: Iterable[Sequence[str]]) -> str:
    """The suite of a batch. `missed` are the demands that each row misses, in the order of the rows."""
    every = list(rows)
    names = _unlike(every)
    cases = [
        _row(row, name, rubric, demands) for row, name, demands in zip(every, names, missed, strict=True)
    ]
    return render(f"readiness.{rubric.rubric}", cases)


def cases(results: Results) -> str:
    """The suite of case files. Known misses are skipped tests; files that could not be run are errors."""
    tests = [_case_file(result) for result in results.cases]
    return render("readiness test", tests, expectations=f"{len(results.checks)}")


def _unlike(rows: Sequence[Row]) -> list[str]:
    """A name for each row: its pair, phase and question; its date, and then its number, only where these are the same.

    Readers take two cases of one name for one, and know a case again by its name.
    """
    names = [f"{row['a']} – {row['b']} ({', '.join([row['phase'], *_asked(row)])})" for row in rows]
    for tell_apart in (lambda row, _: row["as_of"], lambda _, number: f"{number}"):
        counted = Counter(names)
        seen: Counter[str] = Counter()
        for place, name in enumerate(names):
            if counted[name] > 1:
                seen[name] += 1
                names[place] = f"{name[:-1]}, {tell_apart(rows[place], seen[name])})"
    return names


def _asked(row: Row) -> Iterator[str]:
    """What the question names, but for the phase and the date."""
    for key, value in row["asked"].items():
        if key == "roles":
            sides = zip((row["a"], row["b"]), value, strict=True)
            yield " ".join(f"{code}={role}" for code, role in sides if role)
        elif key == "requesting":
            yield f"{row[value]} asks"
        elif key not in ("phase", "as_of"):
            yield " ".join(value) if isinstance(value, list) else str(value)


def _row(row: Row, name: str, rubric: Rubric, missed: Sequence[str]) -> TestCase:
    readiness, named = row["readiness"], first_in_words(row, rubric)
    value = "–" if readiness["value"] is None else f"{readiness['value']:.0f}"
    told = _("{verdict} in the {phase} phase, readiness {value} ({low:.0f}–{high:.0f})")
    verdict, phase = texts()(f"verdict.{row['verdict']}"), word(row["phase"])
    headline = told.format(
        verdict=verdict, phase=phase, value=value, low=readiness["low"], high=readiness["high"]
    )
    return TestCase(
        name=name,
        group=f"{rubric.rubric}.{row['a']}-{row['b']}",
        outcome=_demanded(row["verdict"], headline, missed),
        printed=[*missed, headline, *([texts()("entry-first", entry=named)] if named else [])],
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
            told = _("known-miss {name}: no longer missed; remove it")
            lines += [told.format(name=name) for name in result.outdated]
            return TestOutcome("failure", lines, lines[0])


def _sentence(check: Check) -> str:
    told = _("line {line}: {name}: expected {expected}, found {found}").format(
        line=check.line, name=check.name, expected=check.expected, found=check.found
    )
    return told + (_(" (known: {why})").format(why=check.known) if check.known is not None else "")
