"""The conditions under which `assess` exits with 1: --fail-under, --fail-on, --strict and expired waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment import waivers as waiving
from readiness.assessment.result import PRESENT
from readiness.engine.arithmetic import FLOATS
from readiness.engine.kernel import VERDICTS
from readiness.errors import ReadinessError, UsageError, suggestion
from readiness.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result import Assessment
    from readiness.model.rubric import Rubric


def check(fail_on: Sequence[str], fail_under: float | None, rubric: Rubric) -> None:
    """Raise UsageError for a demand that no assessment could ever meet or miss."""
    known = [*VERDICTS, *rubric.obstacles]
    for name in fail_on:
        if name not in known:
            raise UsageError(f'--fail-on: unknown verdict or obstacle "{name}"; {suggestion(name, known)}')
    if fail_under is not None and not 0 <= fail_under <= 100:
        raise UsageError(f"--fail-under: {fail_under:g} is outside 0-100")


def failures(assessment: Assessment, fail_on: Sequence[str], fail_under: float | None) -> list[str]:
    """One sentence per demand that the assessment misses. A waived obstacle is no miss; an expired waiver is one."""
    sentences: list[str] = []
    value = assessment.readiness.value
    if fail_under is not None and value is None:
        sentences.append(f"failed: readiness has no value, at least {fail_under:g} was demanded")
    elif fail_under is not None and value is not None and FLOATS.printed(value) < fail_under:
        sentences.append(f"failed: readiness {number(value)} is below {fail_under:g}")
    present = {obstacle.id for obstacle in assessment.obstacles if obstacle.status in PRESENT}
    present -= waiving.in_force(assessment)
    for name in fail_on:
        if name == assessment.verdict and not waiving.excused(assessment):
            sentences.append(f"failed: the verdict is {name}")
        elif name in present:
            sentences.append(f"failed: the obstacle {name} is present")
    expired = (waiver for waiver in assessment.waivers if waiver.state == "expired")
    sentences += [
        f"failed: the waiver of {waiver.obstacle} expired on {waiver.expires}" for waiver in expired
    ]
    return sentences


def refuse_weak_evidence(assessment: Assessment) -> None:
    """Raise ReadinessError if anything in scope is stale, ungraded or conflicting, or the phase is assumed."""
    weaknesses = list(_weaknesses(assessment))
    if weaknesses:
        raise ReadinessError("\n".join(["--strict:", *(f"  {weakness}" for weakness in weaknesses)]))


def _weaknesses(assessment: Assessment) -> Iterator[str]:
    if assessment.phase.basis == "assumed":
        yield "the phase is assumed; give --phase or record cases, structures or agreements"
    for indicator in assessment.indicators:
        if not indicator.in_scope:
            continue
        position = f"{indicator.file}:{indicator.line}: " if indicator.file else ""
        if indicator.stale:
            yield f"{position}{indicator.id} rests on stale evidence"
        if any(side.basis == "rating" and side.grade is None for side in (indicator.a, indicator.b)):
            yield f"{position}{indicator.id} is rated without a grade"
    for conflict in assessment.conflicts:
        yield f"the profiles disagree on {conflict.indicator}"
