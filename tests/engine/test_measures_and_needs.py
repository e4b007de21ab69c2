"""Which needs and measures bring an indicator into scope (design 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import Data, assessed, found, indicator, side, small_rubric

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

MEASURES = {
    "joint": {"about": "joint team", "needs": ["evidence"]},
    "fund-stop": {"about": "halting a payment"},
    "posts": {"about": "officers abroad", "needs": ["intelligence", "evidence"]},
}


def rubric() -> Rubric:
    """Fraud proposes a joint team, which fits evidence only, and the halting of payments, which fits every need."""
    indicators: Data = {
        "will": indicator(necessary=2),
        "team": indicator(necessary=2, when={"measures": ["joint"]}),
    }
    crimes = {"fraud": {"name": "fraud", "measures": ["joint", "fund-stop"]}}
    return small_rubric({"political": indicators}, measures=MEASURES, crimes=crimes)


@pytest.mark.parametrize("lane", [None, "formal", "informal"])
def test_who_asks_for_assets_is_asked_of_rapid_stops_whatever_the_lane(
    law_enforcement: Rubric, lane: str | None
) -> None:
    assert law_enforcement.indicators["rapid-fund-stop"].lane == "informal"
    assert law_enforcement.needs["assets"].lane == "formal"
    low = side(rapid_fund_stop=0)
    result = assessed(law_enforcement, low, low, needs=("assets",), lane=lane, phase="middle")
    stop = found(result, "rapid-fund-stop")
    assert (stop.in_scope, stop.gate) == (True, "unmet")
    assert not found(assessed(law_enforcement, low, low, needs=("evidence",)), "rapid-fund-stop").in_scope


@pytest.mark.parametrize(
    ("needs", "asked", "measures"),
    [
        (("intelligence",), (), ["fund-stop"]),  # of what the crime proposes only what fits
        (("evidence",), (), ["joint", "fund-stop"]),
        (("intelligence", "evidence"), (), ["joint", "fund-stop"]),
        (("evidence",), ("none",), []),
        (("intelligence",), ("joint",), ["joint", "fund-stop"]),  # what is planned always counts
        (("intelligence",), ("none", "joint"), ["joint"]),
        (("surrender",), ("none", "posts"), ["posts"]),
    ],
)
def test_measures_of_a_crime_count_where_they_fit_and_planned_ones_always(
    needs: tuple[str, ...], asked: tuple[str, ...], measures: list[str]
) -> None:
    result = assessed(rubric(), side(), side(), needs=needs, measures=asked, crimes=("fraud",))
    assert result.measures == measures


def test_each_need_is_judged_with_the_measures_that_fit_it() -> None:
    # Will is 3 and the team 0: the team blocks evidence, which it fits, and not intelligence.
    rated = side(will=3, team=0)
    result = assessed(rubric(), rated, rated, needs=("intelligence", "evidence"), crimes=("fraud",))
    assert result.verdict == "blocked"
    assert {need.need: need.verdict for need in result.by_need} == {
        "intelligence": "ready",
        "evidence": "blocked",
    }


def test_a_planned_measure_that_fits_none_of_the_needs_stays_with_each() -> None:
    rated = side(will=3, team=0)
    result = assessed(rubric(), rated, rated, needs=("intelligence", "surrender"), measures=("joint",))
    assert {need.verdict for need in result.by_need} == {"blocked"}
