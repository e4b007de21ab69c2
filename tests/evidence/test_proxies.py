"""Priors from public indices: piecewise-linear, labelled, and replaced by any rating (design 2.2 and 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, found, indicator, side, small_rubric
from readiness.evidence.proxies import level_at

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import IndicatorResult, SideLevel
    from readiness.model.rubric import Rubric

POINTS = [[-1, 0], [0, 2], [1, 3]]
PROXY = {"index": "some.index", "points": POINTS}
RUBRIC = small_rubric({"political": {"order": indicator(proxies=[PROXY])}})
GATED = small_rubric({"political": {"order": indicator(proxies=[PROXY], necessary=2)}})


def indexed(value: float, year: int = 2022, **ratings: Any) -> Data:
    """A profile with a value of the index."""
    return side(**ratings) | {"facts": {"indices": {"some.index": {"value": float(value), "year": year}}}}


def prior(value: float, year: int = 2022, **question: Any) -> SideLevel:
    return found(assessed(RUBRIC, indexed(value, year), side(order=4), **question), "order").a


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (-1, 0),
        (-0.5, 0 + (2 - 0) * 0.5),
        (-0.25, 0 + (2 - 0) * 0.75),
        (0, 2),
        (0.5, 2 + (3 - 2) * 0.5),
        (0.9, 2 + (3 - 2) * 0.9),
        (1, 3),
    ],
)
def test_between_the_points_the_level_runs_straight(value: float, level: float) -> None:
    assert prior(value).level == pytest.approx(level)


@pytest.mark.parametrize(("value", "level"), [(-9, 0), (-1.01, 0), (1.01, 3), (9, 3)])
def test_beyond_the_outer_points_the_level_stays(value: float, level: float) -> None:
    assert prior(value).level == level


def test_points_may_fall() -> None:
    # Half way from 3 down to 1.
    assert level_at([(0.0, 3.0), (10.0, 1.0)], 5.0) == 3 - (3 - 1) * 0.5


def test_the_shipped_control_of_corruption_becomes_a_level(law_enforcement: Rubric) -> None:
    # Between (0.5, 2.5) and (1.5, 3.5): 2.5 + (1.17 - 0.5).
    points = law_enforcement.indicators["integrity"].proxies[0].points
    assert level_at(points, 1.17) == pytest.approx(2.5 + (1.17 - 0.5) * (3.5 - 2.5) / (1.5 - 0.5))


def test_a_prior_is_one_level_wide_on_either_side() -> None:
    said = prior(0.5)
    assert (said.low, said.high) == (2.5 - 1, 2.5 + 1)


def test_a_prior_is_clipped_to_the_scale() -> None:
    said = prior(-0.75)
    assert (said.level, said.low, said.high) == (0.5, 0, 1.5)


def test_a_proxy_may_declare_another_width() -> None:
    rubric = small_rubric({"political": {"order": indicator(proxies=[PROXY | {"width": 0.25}])}})
    said = found(assessed(rubric, indexed(0.5), side(order=4)), "order").a
    assert (said.low, said.high) == (2.5 - 0.25, 2.5 + 0.25)


def test_a_stale_prior_is_widened_by_half_a_level() -> None:
    # 2018 means 2018-12-31: five years old on 2023-12-31, stale a day later.
    fresh, stale = prior(0, 2018, as_of="2023-12-31"), prior(0, 2018, as_of="2024-01-01")
    assert (fresh.low, fresh.high) == (2 - 1, 2 + 1)
    assert (stale.low, stale.high) == (2 - 1 - 0.5, 2 + 1 + 0.5)


def test_the_newest_year_not_later_than_the_assessment_applies() -> None:
    values = [{"value": float(v), "year": y} for v, y in ((1, 2023), (-1, 2020), (0, 2021))]
    profile = side() | {"facts": {"indices": {"some.index": values}}}
    said = found(assessed(RUBRIC, profile, side(order=4), as_of="2023-11-28"), "order").a
    assert said.level == 2
    later = found(assessed(RUBRIC, profile, side(order=4), as_of="2023-12-31"), "order").a
    assert later.level == 3


def test_the_first_proxy_that_has_a_value_applies() -> None:
    other = {"index": "other.index", "points": [[0, 4], [1, 4]]}
    rubric = small_rubric({"political": {"order": indicator(proxies=[other, PROXY])}})
    assert found(assessed(rubric, indexed(0), side(order=4)), "order").a.level == 2


def test_without_an_index_the_level_is_unknown() -> None:
    said = found(assessed(RUBRIC, side(), side(order=4)), "order").a
    assert (said.level, said.basis) == (None, "none")


def test_a_prior_is_always_labelled_as_one() -> None:
    result = found(assessed(RUBRIC, indexed(0.5), side(order=4)), "order")
    assert (result.a.basis, result.basis) == ("proxy", "proxy")
    assert "prior" in result.evidence[0].says


@pytest.mark.parametrize(
    "rating",
    [1, {"level": 1}, {"level": 1, "grade": "F6"}, {"level": 1, "grade": "A1", "as_of": "2001"}],
)
def test_any_rating_replaces_a_prior(rating: Any) -> None:
    said = found(assessed(RUBRIC, indexed(1, order=rating), side(order=4)), "order").a
    assert (said.level, said.basis) == (1, "rating")


def test_a_rating_towards_the_partner_replaces_a_prior() -> None:
    profile = indexed(1) | side(towards={"ratings": {"order": 1}})
    assert found(assessed(RUBRIC, profile, side(order=4)), "order").a.basis == "rating"


def test_not_applicable_replaces_a_prior() -> None:
    profile = indexed(1, order={"not-applicable": "looked, none found"})
    assert found(assessed(RUBRIC, profile, side(order=4)), "order").a.basis == "not-applicable"


def test_a_rating_for_another_need_does_not_replace_a_prior() -> None:
    profile = indexed(1, order={"level": 1, "needs": ["surrender"]})
    assert found(assessed(RUBRIC, profile, side(order=4)), "order").a.basis == "proxy"


def test_a_rating_dated_later_does_not_replace_a_prior() -> None:
    profile = indexed(1, order={"level": 1, "as_of": "2024"})
    said = found(assessed(RUBRIC, profile, side(order=4), as_of="2023-12-31"), "order").a
    assert (said.level, said.basis) == (3, "proxy")


# --- gates that rest on a prior; at least 2 is needed


def gated(value: float, **ratings: Any) -> tuple[Assessment, IndicatorResult]:
    result = assessed(GATED, indexed(value, **ratings), side(order=4))
    return result, found(result, "order")


def test_a_prior_above_the_gate_but_unsure_leaves_it_unknown() -> None:
    # Level 2.5 in [1.5, 3.5].
    result, order = gated(0.5)
    assert (order.gate, order.sure, result.verdict) == ("unknown", False, "undetermined")


def test_a_prior_below_the_gate_but_unsure_leaves_it_unknown() -> None:
    # Level 1 in [0, 2]: 2 is within reach.
    result, order = gated(-0.5)
    assert (order.gate, order.sure, result.verdict) == ("unknown", False, "undetermined")


def test_a_prior_whose_whole_interval_reaches_the_gate_meets_it() -> None:
    # Level 3 in [2, 4].
    result, order = gated(1)
    assert (order.gate, order.sure, result.verdict) == ("met", True, "ready")


def test_a_prior_whose_whole_interval_misses_the_gate_fails_it() -> None:
    # Level 0.9 in [0, 1.9]; the ceiling is 100 * 0.9 / 2.
    result, order = gated(-0.55)
    assert (order.gate, order.sure, result.verdict) == ("unmet", True, "blocked")
    assert result.readiness.ceiling == pytest.approx(100 * 0.9 / 2)


def test_an_unsure_prior_leaves_the_point_ceiling_alone_and_counts_as_nothing_in_the_low_end() -> None:
    result, _ = gated(0.5)
    # Value: index 100 * 2.5/4 under a ceiling of 100. Low: ceiling 100 * 0/2, not under the floor 5.
    assert result.readiness.ceiling == 100
    assert result.readiness.value == pytest.approx(100 * 2.5 / 4)
    assert result.readiness.low == pytest.approx(5)
    # High: index 100 * 3.5/4, the gate counts as met.
    assert result.readiness.high == pytest.approx(100 * 3.5 / 4)


def test_an_expert_rating_at_the_same_level_decides_the_gate() -> None:
    result, order = gated(0.5, order={"level": 2.5, "grade": "D4"})
    assert (order.gate, order.sure, result.verdict) == ("met", False, "ready")


def test_a_gate_whose_lower_side_is_rated_does_not_rest_only_on_a_prior() -> None:
    # AAA's prior is 3, BBB is rated 2 at C3: the pair has BBB's 2 in [1.5, 2.5].
    result = assessed(GATED, indexed(1), side(order={"level": 2, "grade": "C3"}))
    order = found(result, "order")
    assert (order.level, order.low, order.high) == (2, 1.5, 2.5)
    assert (order.gate, order.sure) == ("met", False)


def test_a_gate_whose_two_sides_tie_does_not_rest_only_on_a_prior() -> None:
    # AAA's prior is 2 in [1, 3], BBB is rated 2 at A1: a rating says the level of the pair.
    order = found(assessed(GATED, indexed(0), side(order=2)), "order")
    assert (order.level, order.low, order.gate) == (2, 1, "met")


@pytest.mark.parametrize("needs", [("intelligence", "evidence"), ("evidence", "intelligence")])
def test_a_need_for_which_only_a_prior_speaks_leaves_the_whole_open(needs: tuple[str, ...]) -> None:
    # For evidence AAA is rated 2, for intelligence only its prior of 2 speaks, and intelligence alone is undetermined.
    profile = indexed(0, order={"level": 2, "grade": "A1", "needs": ["evidence"]})
    result = assessed(GATED, profile, side(order=4), needs=needs)
    order = found(result, "order")
    assert (order.level, order.gate) == (2, "unknown")
    assert (result.verdict, result.decided_by) == ("undetermined", "intelligence")
