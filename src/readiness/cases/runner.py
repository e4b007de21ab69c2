"""Runs cases: assesses each and compares the assessment with what the case expects. Pure: documents in, results out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.assemble import assess
from readiness.cases.case_file import ANY
from readiness.cases.expectation import check
from readiness.cases.results import CaseResult, Check, Results
from readiness.errors import InputError, Problem, UsageError
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readiness.cases.reading import CaseDocument, LoadedCase
    from readiness.cases.results import Status


def run(cases: Iterable[LoadedCase | CaseResult]) -> Results:
    """Run every case. One that could not be loaded is passed as its broken result, which is kept."""
    results: list[CaseResult] = []
    seen: dict[str, str] = {}
    for case in cases:
        result = case if isinstance(case, CaseResult) else _new(case, seen)
        results.append(result)
    return Results(tuple(results))


def broken(file: str, problems: Iterable[Problem], name: str = "") -> CaseResult:
    """The result of a file that could not be run."""
    return CaseResult(name or file, file, "broken", problems=tuple(problems))


def run_case(loaded: LoadedCase) -> CaseResult:
    """Assess one case and compare. The result is broken if the question cannot be asked."""
    document = loaded.document
    case = document.case
    try:
        assessment = assess(loaded.a, loaded.b, loaded.rubric, case.question((loaded.a.id, loaded.b.id)))
    except InputError as error:
        return broken(document.file, error.problems, case.case)
    except UsageError as error:
        return broken(document.file, [document.place.problem(str(error))], case.case)
    checks = tuple(
        Check(
            name=" ".join(finding.path),
            expected=finding.expected,
            found=finding.found,
            met=finding.met,
            line=document.line("expect", *finding.path),
            known=_explanation(case.known_miss, finding.path[0]),
        )
        for finding in check(case.expect, assessment)
    )
    outdated = _outdated(case.known_miss, checks)
    return CaseResult(
        id=case.case,
        file=document.file,
        status=_status(checks, outdated),
        title=case.title,
        checks=checks,
        outdated=outdated,
        case=case,
        assessment=assessment,
    )


def _new(case: LoadedCase, seen: dict[str, str]) -> CaseResult:
    document: CaseDocument = case.document
    name = document.case.case
    if name in seen:
        message = _('the case "{name}" stands in {file} already').format(name=name, file=seen[name])
        position = document.place.find(("case",))
        return broken(document.file, [position.problem(message, fix=_("give it another name"))], name)
    seen[name] = document.file
    return run_case(case)


def _explanation(known: Mapping[str, str], name: str) -> str | None:
    return known.get(name, known.get(ANY))


def _outdated(known: Mapping[str, str], checks: Iterable[Check]) -> tuple[str, ...]:
    """The known misses that did not happen."""
    missed = {check.name.split()[0] for check in checks if not check.met}
    return tuple(name for name in known if name not in missed and not (name == ANY and missed))


def _status(checks: Iterable[Check], outdated: tuple[str, ...]) -> Status:
    failures = [check for check in checks if not check.met]
    if any(check.known is None for check in failures):
        return "failed"
    if outdated:
        return "no-longer-missed"
    return "missed" if failures else "passed"
