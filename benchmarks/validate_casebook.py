"""How often the program agrees with the sources of the casebook: the numbers of docs/validation.md.

Run it to see them; with --write it puts them into the page, between the two marks.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.assessment.assemble import assess
from readiness.assessment.result.obstacles import PRESENT
from readiness.cases.results import CaseResult
from readiness.cases.runner import run_case
from readiness.cli.io.cases import load_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.obstacles import ObstacleResult
    from readiness.cases.reading import LoadedCase

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "validation.md"
BEGIN, END = "<!-- numbers, made by benchmarks/validate_casebook.py -->\n", "<!-- end of numbers -->\n"
NOT_BLOCKED, SUCCESS = "not blocked", "none (success)"
FOLLOWS = "follows from"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case judged: as it is asked, and with the phase that the casebook records."""

    loaded: LoadedCase
    result: CaseResult
    found: Assessment
    in_phase: Assessment
    phase: str

    @property
    def number(self) -> str:
        """The case's number in the casebook."""
        return self.result.id[:2]

    @property
    def stopped(self) -> bool:
        """Whether the sources describe a stop; otherwise a success, or a friction in cooperation that works."""
        return "blocked" in (self.loaded.document.case.expect.verdict or ())

    @property
    def friction(self) -> bool:
        """Whether the sources name what holds back cooperation that works."""
        return not self.stopped and self.factor != SUCCESS

    @property
    def factor(self) -> str:
        """The factor that the sources name first."""
        named = self.loaded.document.case.expect.factor
        return named[0] if named else SUCCESS

    @property
    def obstacle(self) -> str:
        """The obstacle that the sources name first."""
        named = self.loaded.document.case.expect.obstacle
        return named[0] if named else SUCCESS


def hindrances(assessment: Assessment) -> list[ObstacleResult]:
    """What blocks; where nothing does, what limits."""
    return [obstacle for obstacle in assessment.obstacles if obstacle.status in PRESENT]


def factor_found(assessment: Assessment) -> str:
    if assessment.verdict != "blocked":
        return NOT_BLOCKED
    return hindrances(assessment)[0].factor


def factor_right(case: Judged, assessment: Assessment) -> bool:
    """The first hindrance has the factor named, and blocks only where the sources describe a stop."""
    if case.factor == SUCCESS:
        return assessment.verdict != "blocked"
    return (assessment.verdict == "blocked") == case.stopped and [
        obstacle.factor for obstacle in hindrances(assessment)[:1]
    ] == [case.factor]


def obstacle_right(case: Judged) -> bool:
    if case.factor == SUCCESS:
        return case.found.verdict != "blocked"
    return (case.found.verdict == "blocked") == case.stopped and [
        obstacle.id for obstacle in hindrances(case.found)[:1]
    ] == [case.obstacle]


def in_first_two(case: Judged) -> bool:
    if case.factor == SUCCESS:
        return case.found.verdict != "blocked"
    return case.factor in [obstacle.factor for obstacle in hindrances(case.found)[:2]]


def with_weakest_point(case: Judged) -> bool:
    """Right as above, or nothing blocks and the weakest point that the report names has the factor."""
    weakest = case.found.weakest_point
    if factor_right(case, case.found) or case.found.verdict == "blocked" or weakest is None:
        return factor_right(case, case.found)
    return case.loaded.rubric.factor_of[weakest.indicator] == case.factor


def works(case: Judged) -> bool:
    return case.found.verdict in ("ready", "fragile")


def judged() -> tuple[list[Judged], list[Judged]]:
    """All cases of the first and of the second rater, in order of their numbers."""
    first: list[Judged] = []
    second: list[Judged] = []
    phases: dict[str, str] = {}
    for loaded in load_cases([str(ROOT / "casebook")], None):
        if isinstance(loaded, CaseResult):
            sys.exit(f"{loaded.file} cannot be read")
        case = loaded.document.case
        number = case.case[:2]
        if case.documented is not None and case.documented.phase is not None:
            phases[number] = case.documented.phase
        question = case.question((loaded.a.id, loaded.b.id))
        result = run_case(loaded)
        forced = assess(loaded.a, loaded.b, loaded.rubric, replace(question, phase=phases[number]))
        if result.assessment is None:
            sys.exit(f"{result.file} cannot be assessed")
        side = second if case.case.endswith(".second-rater") else first
        side.append(Judged(loaded, result, result.assessment, forced, phases[number]))
    return first, second


def share(cases: Sequence[Judged], test: Callable[[Judged], bool]) -> str:
    count = sum(test(case) for case in cases)
    return f"{count} of {len(cases)} ({100 * count / len(cases):.0f} %)"


def summary(raters: Sequence[Sequence[Judged]]) -> list[str]:
    stopped = [[case for case in cases if case.stopped] for cases in raters]
    successes = [[case for case in cases if case.factor == SUCCESS] for cases in raters]
    frictions = [[case for case in cases if case.friction] for cases in raters]
    rows: list[tuple[str, Sequence[Sequence[Judged]], Callable[[Judged], bool]]] = [
        ("first factor right", raters, lambda case: factor_right(case, case.found)),
        ("… where the sources describe a stop", stopped, lambda case: factor_right(case, case.found)),
        ("… where they describe a friction", frictions, lambda case: factor_right(case, case.found)),
        ("first obstacle right", raters, obstacle_right),
        ("factor among the first two obstacles", raters, in_first_two),
        ("stops seen as blocked", stopped, lambda case: case.found.verdict == "blocked"),
        ("frictions wrongly blocked", frictions, lambda case: case.found.verdict == "blocked"),
        ("frictions called ready or fragile", frictions, works),
        ("successes wrongly blocked", successes, lambda case: case.found.verdict == "blocked"),
        ("successes called ready or fragile", successes, works),
        ("first factor right, counting the weakest point where nothing blocks", raters, with_weakest_point),
        ("phase as the casebook records it", raters, lambda case: case.found.phase.assessed == case.phase),
        ("first factor right in the casebook's phase", raters, lambda c: factor_right(c, c.in_phase)),
        (
            "every expectation met (verdict, factor, obstacle, side)",
            raters,
            lambda c: c.result.status == "passed",
        ),
    ]
    lines = ["| | first rater | second rater |", "|---|---|---|"]
    lines += [f"| {name} | {share(group[0], test)} | {share(group[1], test)} |" for name, group, test in rows]
    return lines


def alike(first: Sequence[Judged], second: Sequence[Judged]) -> str:
    same = sum(
        (one.found.verdict, factor_found(one.found)) == (other.found.verdict, factor_found(other.found))
        for one, other in zip(first, second, strict=True)
    )
    return f"From both raters the same verdict and first factor come out in {same} of {len(first)} cases."


def confusion(raters: Sequence[Sequence[Judged]]) -> list[str]:
    factors = list(raters[0][0].loaded.rubric.factors)
    columns = [*factors, NOT_BLOCKED]
    lines = [f"| named ↓ found → | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for named in [*factors, SUCCESS]:
        counts = [Counter(factor_found(c.found) for c in cases if c.factor == named) for cases in raters]
        cells = [" + ".join(str(count[column]) for count in counts) for column in columns]
        lines.append(f"| {named} | {' | '.join(cells)} |")
    return lines


def misses(raters: Sequence[Sequence[Judged]]) -> list[str]:
    """Every miss with its reason; equal misses of both raters share a line."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for rater, cases in zip(("1", "2"), raters, strict=True):
        for case in cases:
            reasons = [check for check in case.result.failures if not (check.known or "").startswith(FOLLOWS)]
            missed = ", ".join(check.name for check in case.result.failures)
            for check in reasons:
                kind, _, text = (check.known or "unexplained: not yet explained").partition(": ")
                said = f"{check.name}: expected {check.expected}, found {check.found}"
                found.setdefault((case.number, f"{said}. {text}", kind, missed), []).append(rater)
    lines = ["| case | rater | missed | why | |", "|---|---|---|---|---|"]
    for (number, text, kind, missed), who in sorted(found.items()):
        lines.append(f"| {number} | {' and '.join(who)} | {missed} | {kind} | {text} |")
    return lines


def numbers() -> str:
    """The generated part of the page."""
    raters = judged()
    parts = [
        summary(raters),
        [alike(*raters)],
        ["Named by the sources × found by the program (first rater + second rater):"],
        confusion(raters),
        ["### Every miss"],
        misses(raters),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def page() -> str:
    """The page with its numbers made anew."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{numbers()}\n{END}{tail}"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(numbers())
