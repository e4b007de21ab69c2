"""The report proposes the remedies of the failing row first, and none that is for weak partners only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import assessed, side

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

BARS = [
    *("nationality", "penalty", "treatment", "fair-trial", "political-offence"),
    *("speciality", "limitation", "in-absentia", "ne-bis-in-idem"),
]


def first_remedies(rubric: Rubric, count: int, **levels: Any) -> list[str]:
    result = assessed(rubric, side(**levels), {}, needs=("surrender",), requesting="b", phase="middle")
    (obstacle,) = [item for item in result.obstacles if "surrender-bars" in item.indicators]
    return obstacle.remedies[:count]


@pytest.mark.parametrize(
    ("row", "remedies"),
    [
        ("nationality", ["R51", "R43"]),
        ("penalty", ["R14"]),
        ("political-offence", ["R33"]),
        ("speciality", ["R14", "R33"]),
        ("limitation", ["R33", "R43"]),
        ("ne-bis-in-idem", ["R43"]),
    ],
)
def test_the_remedies_of_the_failing_bar_come_first(
    law_enforcement: Rubric, row: str, remedies: list[str]
) -> None:
    bars = {"rows": dict.fromkeys(BARS, 3) | {row: 0}, "grade": "A1"}
    assert first_remedies(law_enforcement, len(remedies), surrender_bars=bars) == remedies


def trust_remedies(rubric: Rubric, integrity: float) -> list[str]:
    """What is proposed for a distrust of 0 in the early phase."""
    a = side(mutual_trust=0, integrity=integrity)
    b = side(mutual_trust=0, integrity=integrity)
    result = assessed(rubric, a, b, needs=("intelligence",), phase="early")
    (obstacle,) = [item for item in result.obstacles if "mutual-trust" in item.indicators]
    return obstacle.remedies


def test_vetted_units_are_proposed_only_where_integrity_is_low(law_enforcement: Rubric) -> None:
    assert "R18" in trust_remedies(law_enforcement, 1)
    assert "R18" not in trust_remedies(law_enforcement, 3)
