"""The report proposes the remedies of the failing row first, and none that is for weak partners only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, side

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

BARS = [
    *("nationality", "penalty", "treatment", "fair-trial", "political-offence"),
    *("speciality", "limitation", "in-absentia", "ne-bis-in-idem"),
]


def first_remedies(rubric: Rubric, count: int, **levels: Any) -> list[str]:
    asked: Data = {"needs": ("surrender",), "bars": tuple(rubric.bars), "requesting": "b", "phase": "middle"}
    result = assessed(rubric, side(**levels), {}, **asked)
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


@pytest.mark.parametrize(
    ("row", "remedy"),
    [
        ("penalty", "R14"),  # dearer than who tries (R43), which is no answer to a death penalty
        ("treatment", "R14"),
        ("political-offence", "R33"),
        ("nationality", "R43"),  # of two that answer it the cheaper one
    ],
)
def test_the_first_step_answers_the_failing_bar(law_enforcement: Rubric, row: str, remedy: str) -> None:
    # Will and climate 3, and a treaty that can be amended, so that no prerequisite is in the way.
    bars = {"rows": dict.fromkeys(BARS, 3) | {row: 1}, "grade": "A1"}
    state: Data = {"present_will": 3, "surrender_bars": bars}
    treaty = {"rows": {"surrender": 2}, "grade": "A1"}
    of_pair = side(towards={"ratings": {"bilateral-climate": 3, "treaty-basis": treaty}}, **state)
    bars_named = tuple(law_enforcement.bars)
    result = assessed(
        law_enforcement, of_pair, side(**state), needs=("surrender",), bars=bars_named, phase="middle"
    )
    assert [(step.remedy, step.indicator) for step in result.do_first][:1] == [(remedy, "surrender-bars")]


@pytest.mark.parametrize(
    ("cause", "remedy"), [("excluded", "R09"), ("no-means", "R23"), ("upkeep", "R37"), (None, "R09")]
)
def test_the_first_step_answers_the_cause(law_enforcement: Rubric, cause: str | None, remedy: str) -> None:
    # Without a cause the cheapest: R09 costs 1, R23 2, R37 3.
    point = {"level": 1, "grade": "A1"} | ({"cause": cause} if cause else {})
    state: Data = {"present_will": 3, "contact_point": point, "agenda_priority_funding": 3}
    result = assessed(law_enforcement, side(**state), side(**state), phase="late")
    assert [step.remedy for step in result.do_first if step.indicator == "contact-point"] == [remedy]


def test_a_local_conflict_is_no_reason_to_hold_everything(law_enforcement: Rubric) -> None:
    for level, steps in ((2, []), (0, ["R54"])):
        result = assessed(
            law_enforcement, side(state_stability=level), side(state_stability=4), phase="middle"
        )
        assert [step.remedy for step in result.do_first] == steps
