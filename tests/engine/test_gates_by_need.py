"""A condition may be necessary at another level for some needs: the highest of the needs in play counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import assessed, found, indicator, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment

MATCH: Any = {
    "necessary": {"early": 1, "middle": 2, "late": 2},
    "necessary-by-need": {"evidence": {"middle": 1, "late": 1}},
    "when": {"needs": ["evidence", "surrender"]},
}
RUBRIC = small_rubric({"legal": {"match": indicator("similarity", **MATCH), "any": indicator("similarity")}})


def required(phase: str, *needs: str) -> float | None:
    result: Assessment = assessed(
        RUBRIC,
        side(towards={"ratings": {"match": 1, "any": 4}}),
        side(),
        phase=phase,
        needs=needs,
        lane="formal",
    )
    return found(result, "match").required


@pytest.mark.parametrize(
    ("phase", "needs", "level"),
    [
        ("early", ["evidence"], None),
        ("middle", ["evidence"], 1),
        ("late", ["evidence"], 1),
        ("early", ["surrender"], 1),
        ("middle", ["surrender"], 2),
        ("middle", ["evidence", "surrender"], 2),
        ("early", ["evidence", "surrender"], 1),
        ("middle", ["intelligence", "evidence"], 1),
    ],
)
def test_the_highest_level_that_a_need_asks_counts(phase: str, needs: list[str], level: float | None) -> None:
    assert required(phase, *needs) == level


def test_the_shipped_rubric_asks_less_dual_criminality_for_evidence_than_for_surrender(
    law_enforcement: Any,
) -> None:
    match = law_enforcement.indicators["criminalisation-match"]
    assert [match.necessary_for(phase, ["evidence"]) for phase in law_enforcement.phases] == [None, 1, 1]
    assert [match.necessary_for(phase, ["surrender"]) for phase in law_enforcement.phases] == [1, 2, 2]
    assert [match.necessary_for(phase, ["assets"]) for phase in law_enforcement.phases] == [1, 2, 2]
