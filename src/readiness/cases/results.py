"""What came of running cases: each with its status and its reasons, and the counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from readiness.assessment.result import Assessment
    from readiness.cases.case_file import CaseFile
    from readiness.errors import Problem

Status = Literal["passed", "failed", "missed", "no-longer-missed", "broken"]
"""`missed`: all that failed is explained as a known miss. `no-longer-missed`: a known miss that did not happen."""


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation checked. `known` is the explanation, if the case says that it is missed."""

    name: str
    expected: str
    found: str
    met: bool
    line: int
    known: str | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: `outdated` are the known misses that did not happen, `problems` why the case could not be run."""

    id: str
    file: str
    status: Status
    title: str = ""
    checks: tuple[Check, ...] = ()
    outdated: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    case: CaseFile | None = field(default=None, repr=False)
    assessment: Assessment | None = field(default=None, repr=False)

    @property
    def failures(self) -> list[Check]:
        """The expectations that were not met."""
        return [check for check in self.checks if not check.met]


@dataclass(frozen=True, slots=True)
class Results:
    """All cases, in the order in which they were found."""

    cases: tuple[CaseResult, ...]

    def count(self, status: Status) -> int:
        """How many cases ended so."""
        return Counter(case.status for case in self.cases)[status]

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
