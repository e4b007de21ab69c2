"""A report that may leave the house: no evidence, no directional trust, no source names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readiness.assessment import Assessment, IndicatorResult, SideLevel

if TYPE_CHECKING:
    from readiness.documents.rubric import Rubric

DIRECTIONAL_VIEWS = {"weaker-view"}
"""Rules whose sides are what each thinks of the other."""

HIDDEN = SideLevel(None, 0.0, 4.0, "none", None, None)


def shared(assessment: Assessment, rubric: Rubric) -> Assessment:
    """The assessment without what must not be passed on. Numbers, verdict and order stay as they are."""
    views = {key for key, item in rubric.indicators.items() if item.combine.rule in DIRECTIONAL_VIEWS}
    phase = assessment.phase
    standing = assessment.standing
    return replace(
        assessment,
        phase=replace(phase, record=None, source=None),
        standing=replace(standing, note="") if standing is not None else None,
        indicators=[_shared(indicator, views) for indicator in assessment.indicators],
        obstacles=[
            replace(obstacle, side="both") if obstacle.indicators[0] in views else obstacle
            for obstacle in assessment.obstacles
        ],
        evidence_needed=[
            replace(need, side="both") if need.indicator in views else need
            for need in assessment.evidence_needed
        ],
        weakest_point=(
            replace(assessment.weakest_point, side="both")
            if assessment.weakest_point is not None and assessment.weakest_point.indicator in views
            else assessment.weakest_point
        ),
        conflicts=[],
    )


def _shared(indicator: IndicatorResult, views: set[str]) -> IndicatorResult:
    bare = replace(indicator, evidence=[], note="", file=None, line=None)
    return replace(bare, a=HIDDEN, b=HIDDEN, side="both") if indicator.id in views else bare
