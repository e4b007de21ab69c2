"""Waivers applied to an assessment. They change no number and no verdict: they are counted, shown and dated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.assessment.result.obstacles import WaiverResult
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.obstacles import WaiverState
    from readiness.assessment.result.verdicts import Verdict
    from readiness.engine.statuses import Status
    from readiness.model.waivers import Waiver

DECIDING: dict[Verdict, Status] = {"blocked": "blocking", "undetermined": "unknown"}
"""The status of the obstacles that make a verdict what it is."""


def waived(assessment: Assessment, waivers: Iterable[Waiver], today: date) -> Assessment:
    """The assessment with the waivers that concern its pair, as they stand on a day."""
    a, b = assessment.pair.a.id, assessment.pair.b.id
    present = {obstacle.id for obstacle in assessment.obstacles}
    results = [_result(waiver, present, today) for waiver in waivers if waiver.concerns(a, b)]
    return replace(assessment, waivers=sorted(results, key=lambda result: (result.obstacle, result.expires)))


def _result(waiver: Waiver, present: set[str], today: date) -> WaiverResult:
    state: WaiverState = "in-force" if waiver.obstacle in present else "unused"
    if last_day(waiver.expires) < today:
        state = "expired"
    return WaiverResult(waiver.obstacle, waiver.reason, waiver.approver, waiver.expires, state)


def in_force(assessment: Assessment) -> set[str]:
    """The obstacles that are waived now."""
    return {waiver.obstacle for waiver in assessment.waivers if waiver.state == "in-force"}


def excused(assessment: Assessment) -> bool:
    """Whether every obstacle that makes the verdict what it is, is waived, and there is one."""
    status = DECIDING.get(assessment.verdict)
    deciding = {obstacle.id for obstacle in assessment.obstacles if obstacle.status == status}
    return bool(deciding) and deciding <= in_force(assessment)
