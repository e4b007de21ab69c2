"""The results of running cases: the status of each case with its checks, and counts over all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readiness.assessment.result.assessment import Assessment
    from readiness.cases.case_file import CaseFile
    from readiness.errors import Problem

Status = Literal["passed", "failed", "missed", "no-longer-missed", "broken"]
"""`missed`: every failure is explained as a known miss. `no-longer-missed`: an expectation marked as a known miss was met."""


class Check(Struct, frozen=True):
    """One expectation checked. `known` is the case's explanation of why it is missed, if there is one."""

    name: str
    expected: str
    found: str
    met: bool
    line: int
    known: str | None = None


class CaseResult(Struct, frozen=True):
    """The result of one case: `outdated` known misses did not happen, `problems` kept the case from being run."""

    id: str
    file: str
    status: Status
    title: str = ""
    checks: tuple[Check, ...] = ()
    outdated: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    case: CaseFile | None = None
    assessment: Assessment | None = None

    @property
    def failures(self) -> list[Check]:
        """The expectations that were not met."""
        return [check for check in self.checks if not check.met]


class Results(Struct, frozen=True):
    """All cases, in the order in which they were found."""

    cases: tuple[CaseResult, ...]

    def count(self, status: Status) -> int:
        """How many cases have this status."""
        return Counter(case.status for case in self.cases)[status]

    def told(self, name_of: Callable[[str], str]) -> Results:
        """The same with the files named as a report may tell them, also in what is said about mistakes."""
        files = {
            file for case in self.cases for file in (case.file, *(problem.file for problem in case.problems))
        }
        names = {file: name_of(file) for file in sorted(files, key=lambda file: (-len(file), file)) if file}
        return Results(tuple(_told(case, names) for case in self.cases))

    @property
    def checks(self) -> list[Check]:
        """Every expectation checked."""
        return [check for case in self.cases for check in case.checks]

    @property
    def failed(self) -> bool:
        """Whether any expectation failed, or a known miss did not happen."""
        return any(case.status in ("failed", "no-longer-missed") for case in self.cases)

    @property
    def problems(self) -> list[Problem]:
        """Every mistake of the files, each once."""
        return list(dict.fromkeys(problem for case in self.cases for problem in case.problems))


def _told(case: CaseResult, names: Mapping[str, str]) -> CaseResult:
    def renamed(text: str) -> str:
        """A text with the names in it, a longer one before one that it holds."""
        for file, name in names.items():
            text = text.replace(file, name)
        return text

    problems = tuple(
        replace(
            problem,
            message=renamed(problem.message),
            file=names.get(problem.file, ""),
            fix=renamed(problem.fix) if isinstance(problem.fix, str) else problem.fix,
        )
        for problem in case.problems
    )
    file = names.get(case.file, "")
    return replace(case, id=file if case.id == case.file else case.id, file=file, problems=problems)
