"""Weights are orders, the point weights the exact centroid of what they admit (design 2.5)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.weights.orders import constraints
from readiness.weights.polytope import Point, centroid, vertices
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.model.rubric import Rubric

F = Fraction
FOUR = ("political", "legal", "cultural", "capacity")
THREE = ("a", "b", "c")

EARLY = ["political >= legal, cultural, capacity"]
MIDDLE = ["legal >= political, cultural, capacity"]
LATE = ["cultural, capacity >= legal, political"]


def weights(lines: Sequence[str], factors: Sequence[str] = FOUR) -> Point:
    bounds = constraints(lines, factors)
    return centroid(bounds, vertices(bounds))


def rank_order_centroid(size: int) -> list[Fraction]:
    """The centroid of a total order: the weight of rank r is the mean of 1/r, ..., 1/size, each over size."""
    return [sum((F(1, place) for place in range(rank, size + 1)), F(0)) / size for rank in range(1, size + 1)]


# --- the orders of the seed paper


def test_a_total_order_has_the_rank_order_centroid() -> None:
    # (1 + 1/2 + 1/3 + 1/4) / 4 = 25/48, (1/2 + 1/3 + 1/4) / 4 = 13/48, (1/3 + 1/4) / 4 = 7/48, (1/4) / 4 = 3/48
    lines = ["political >= legal", "legal >= cultural", "cultural >= capacity"]
    assert weights(lines) == (F(25, 48), F(13, 48), F(7, 48), F(3, 48))


def test_the_early_weights_are_the_centroid_of_politics_first() -> None:
    # Politics takes the first rank, 25/48; the others share the rest: (13/48 + 7/48 + 3/48) / 3 = 23/144.
    assert weights(EARLY) == (F(25, 48), F(23, 144), F(23, 144), F(23, 144))


def test_the_middle_weights_are_the_centroid_of_law_first() -> None:
    assert weights(MIDDLE) == (F(23, 144), F(25, 48), F(23, 144), F(23, 144))


def test_the_late_weights_are_the_centroid_of_culture_and_capacity_first() -> None:
    # (25/48 + 13/48) / 2 = 19/48 and (7/48 + 3/48) / 2 = 5/48
    assert weights(LATE) == (F(5, 48), F(5, 48), F(19, 48), F(19, 48))


def test_without_any_order_all_factors_weigh_the_same() -> None:
    assert weights([]) == (F(1, 4),) * 4


def test_the_corners_of_the_early_weights() -> None:
    # Politics alone, or level with any one, any two or all three of the others.
    expected = {
        tuple(F(1, 1 + size) if place == 0 or place in others else F(0) for place in range(4))
        for size in range(4)
        for others in combinations((1, 2, 3), size)
    }
    assert set(vertices(constraints(EARLY, FOUR))) == expected
    assert len(expected) == 1 + 3 + 3 + 1


def test_the_corners_of_the_late_weights() -> None:
    third, quarter = F(1, 3), F(1, 4)
    assert set(vertices(constraints(LATE, FOUR))) == {
        (0, 0, 1, 0),
        (0, 0, 0, 1),
        (third, 0, third, third),
        (0, third, third, third),
        (quarter, quarter, quarter, quarter),
    }


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("early", (25 / 48, 23 / 144, 23 / 144, 23 / 144)),
        ("middle", (23 / 144, 25 / 48, 23 / 144, 23 / 144)),
        ("late", (5 / 48, 5 / 48, 19 / 48, 19 / 48)),
    ],
)
@pytest.mark.parametrize("lane", ["informal", "formal", "both"])
def test_the_shipped_staged_weights(
    law_enforcement: Rubric, phase: str, lane: str, expected: tuple[float, ...]
) -> None:
    assert weights_for(law_enforcement, "staged", phase, lane).point == pytest.approx(expected)


def test_staged_is_the_default_weight_set(law_enforcement: Rubric) -> None:
    assert law_enforcement.default_weights == "staged"


def test_bottom_up_lets_culture_and_capacity_lead_early_in_the_informal_lane(law_enforcement: Rubric) -> None:
    point = weights_for(law_enforcement, "bottom-up", "early", "informal").point
    assert point == pytest.approx((5 / 48, 5 / 48, 19 / 48, 19 / 48))


@pytest.mark.parametrize(
    ("phase", "lane"),
    [
        ("early", "formal"),
        ("early", "both"),
        ("middle", "informal"),
        ("late", "informal"),
        ("middle", "both"),
    ],
)
def test_elsewhere_bottom_up_is_as_staged(law_enforcement: Rubric, phase: str, lane: str) -> None:
    assert weights_for(law_enforcement, "bottom-up", phase, lane) == weights_for(
        law_enforcement, "staged", phase, lane
    )


# --- numbers and bounds


def test_a_number_fixes_a_weight() -> None:
    # a = 0.1; b and c share 0.9, from (0.9, 0) to (0, 0.9).
    assert weights(["a = 0.1"], THREE) == (F(1, 10), F(9, 20), F(9, 20))


def test_numbers_for_all_weights_are_those_weights() -> None:
    assert weights(["a = 0.5", "b = 0.3", "c = 0.2"], THREE) == (F(1, 2), F(3, 10), F(1, 5))


def test_a_lower_bound_leaves_a_smaller_triangle() -> None:
    # Corners (1, 0, 0), (1/2, 1/2, 0), (1/2, 0, 1/2): their mean.
    assert weights(["a >= 0.5"], THREE) == (F(2, 3), F(1, 6), F(1, 6))


def test_an_upper_bound_cuts_a_corner_off() -> None:
    # The whole triangle (area 1, centre 1/3 each) without the corner above (area 1/4, centre 2/3, 1/6, 1/6).
    a = (F(1, 3) - F(1, 4) * F(2, 3)) / F(3, 4)
    b = (F(1, 3) - F(1, 4) * F(1, 6)) / F(3, 4)
    assert weights(["a <= 0.5"], THREE) == (a, b, b)
    assert (a, b) == (F(2, 9), F(7, 18))


def test_an_order_and_a_bound_together() -> None:
    # a >= b and a <= 1/2: the corners (0, 0, 1), (1/2, 0, 1/2), (1/2, 1/2, 0).
    bounds = constraints(["a >= b", "a <= 0.5"], THREE)
    assert set(vertices(bounds)) == {(0, 0, 1), (F(1, 2), 0, F(1, 2)), (F(1, 2), F(1, 2), 0)}
    assert weights(["a >= b", "a <= 0.5"], THREE) == (F(1, 3), F(1, 6), F(1, 2))


def test_an_equality_keeps_two_factors_level() -> None:
    # From (0, 0, 1) to (1/2, 1/2, 0).
    assert weights(["a = b"], THREE) == (F(1, 4), F(1, 4), F(1, 2))


def test_bounds_that_meet_in_one_point_give_that_point() -> None:
    assert weights(["a >= 0.6", "b >= 0.4"], THREE) == (F(3, 5), F(2, 5), F(0))


def test_no_admissible_weights_have_no_corners_and_no_centre() -> None:
    bounds = constraints(["a >= 0.6", "b >= 0.6"], THREE)
    assert vertices(bounds) == []
    with pytest.raises(ValueError, match="no weights satisfy the constraints"):
        centroid(bounds, [])


def test_one_factor_has_all_the_weight() -> None:
    assert weights([], ("a",)) == (F(1),)


def test_two_factors_in_order() -> None:
    # First rank: (1 + 1/2) / 2. Second rank: (1/2) / 2.
    assert weights(["a >= b"], ("a", "b")) == (F(3, 4), F(1, 4))


def test_five_factors_in_order() -> None:
    # (1 + 1/2 + 1/3 + 1/4 + 1/5) / 5 = (137/60) / 5, ..., (1/5) / 5
    lines = ["v >= w", "w >= x", "x >= y", "y >= z"]
    assert weights(lines, ("v", "w", "x", "y", "z")) == (
        F(137, 300),
        F(77, 300),
        F(47, 300),
        F(27, 300),
        F(12, 300),
    )


# --- properties


@st.composite
def partial_orders(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Some factors and pairs of them (more, less) without a circle."""
    factors = ("a", "b", "c", "d")[: draw(st.integers(2, 4))]
    ranking = draw(st.permutations(factors))
    pairs = [pair for pair in combinations(ranking, 2) if draw(st.booleans())]
    return factors, pairs


@settings(max_examples=60, deadline=None, derandomize=True)
@given(partial_orders())
def test_the_centroid_is_the_mean_of_the_rank_order_centroids_of_all_rankings_that_agree(
    order: tuple[tuple[str, ...], list[tuple[str, str]]],
) -> None:
    factors, pairs = order
    by_rank = rank_order_centroid(len(factors))
    agreeing = [
        ranking
        for ranking in permutations(factors)
        if all(ranking.index(more) < ranking.index(less) for more, less in pairs)
    ]
    expected = tuple(
        sum((by_rank[ranking.index(name)] for ranking in agreeing), F(0)) / len(agreeing) for name in factors
    )
    assert weights([f"{more} >= {less}" for more, less in pairs], factors) == expected


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    partial_orders(),
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([">=", "<="]), st.integers(0, 10)), max_size=2),
)
def test_the_centroid_satisfies_every_constraint_and_sums_to_one(
    order: tuple[tuple[str, ...], list[tuple[str, str]]], limits: list[tuple[str, str, int]]
) -> None:
    factors, pairs = order
    assume(len({(name, bound) for name, _, bound in limits}) == len(limits))
    lines = [f"{more} >= {less}" for more, less in pairs]
    bounds = constraints([*lines, *(f"{name} {sign} {bound / 10}" for name, sign, bound in limits)], factors)
    corners = vertices(bounds)
    assume(corners)
    point = centroid(bounds, corners)
    assert sum(point) == 1
    assert all(item.slack(point) >= 0 for item in bounds)
    assert all(sum(corner) == 1 and all(item.slack(corner) >= 0 for item in bounds) for corner in corners)
