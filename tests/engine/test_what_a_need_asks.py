"""What each need asks of the shipped rubric: help that cannot be given without something is not promised without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import Data, assessed, side

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric


def state(rubric: Rubric, at_zero: str, of_pair: bool) -> Data:
    """Everything at 3 but one indicator, of the pair or of a side."""
    levels: Data = {}
    for key, item in rubric.indicators.items():
        if (item.unit != "each") != of_pair:
            continue
        level = 0 if key == at_zero else 3
        rows = dict.fromkeys(item.table.rows, level) if item.table is not None else None
        levels[key] = level if rows is None else {"rows": rows, "grade": "A1"}
    return levels


@pytest.mark.parametrize(
    ("need", "without"),
    [
        ("assets", "urgent-measures"),  # no power to stop money
        ("data", "urgent-measures"),  # no power to preserve data
        ("assets", "basic-infrastructure"),  # money is stopped within hours
        ("data", "basic-infrastructure"),
        ("data", "institutional-trust"),  # the partner's system is rejected as a rule
        ("data", "court-capacity"),  # courts order what providers hand over
        ("data", "criminalisation-match"),  # a search for conduct that is lawful there
        ("joint-operation", "sender-conditions"),  # who works together also informs each other
    ],
)
def test_without_what_a_need_cannot_do_without_it_is_blocked(
    law_enforcement: Rubric, need: str, without: str
) -> None:
    def verdict(at_zero: str) -> str:
        of_side, of_pair = (state(law_enforcement, at_zero, half) for half in (False, True))
        a, b = side(towards={"ratings": of_pair}, **of_side), side(**of_side)
        return assessed(law_enforcement, a, b, needs=(need,), phase="late").verdict

    assert verdict("") == "ready"
    assert verdict(without) == "blocked"
