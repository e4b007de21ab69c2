"""The language of weight orders, and what it refuses (design 2.5)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from building import indicator, small_rubric
from readiness.errors import InputError
from readiness.weights.orders import Order, OrderError, constraints, read
from readiness.weights.polytope import Point, centroid, vertices

FOUR = ("political", "legal", "cultural", "capacity")


def weights(*lines: str, factors: tuple[str, ...] = FOUR) -> Point:
    bounds = constraints(lines, factors)
    return centroid(bounds, vertices(bounds))


# --- reading


def test_an_order_compares_every_factor_on_the_left_with_every_one_on_the_right() -> None:
    assert read("cultural, capacity >= legal, political", FOUR) == [
        Order("cultural", "legal"),
        Order("cultural", "political"),
        Order("capacity", "legal"),
        Order("capacity", "political"),
    ]


def test_an_order_may_be_written_the_other_way_round() -> None:
    assert read("legal <= political", FOUR) == [Order("political", "legal")]


def test_an_equality_is_an_order_in_both_directions() -> None:
    assert read("legal = political", FOUR) == [Order("legal", "political"), Order("political", "legal")]


def test_a_number_on_the_right_is_a_bound() -> None:
    assert read("political >= 0.3", FOUR) == [Order("political", Fraction(3, 10))]
    assert read("political <= 0.3", FOUR) == [Order(Fraction(3, 10), "political")]


def test_spaces_make_no_difference() -> None:
    assert read("  political>=legal ,cultural ", FOUR) == read("political >= legal, cultural", FOUR)


def test_no_weight_is_below_nothing() -> None:
    assert all(min(corner) >= 0 for corner in vertices(constraints([], FOUR)))


# --- what is refused


@pytest.mark.parametrize(
    "line", ["political over legal", "political > legal", ">= legal", "political >=", "", "a >= b >= c"]
)
def test_a_line_that_cannot_be_read_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(OrderError, match=r'cannot read the order ".*"; expected, for example'):
        read(line, FOUR)


def test_an_unknown_factor_is_refused_with_the_list_of_factors() -> None:
    with pytest.raises(
        OrderError, match='"politics" is neither a factor nor a number; the factors are political, '
    ):
        read("politics >= legal", FOUR)


@pytest.mark.parametrize("bound", ["1.5", "-0.1", "30"])
def test_a_bound_outside_nought_to_one_is_refused(bound: str) -> None:
    with pytest.raises(OrderError, match="outside 0-1"):
        read(f"political >= {bound}", FOUR)


@pytest.mark.parametrize(
    "line", ["political >= political", "legal >= political, legal", "0.3 >= 0.2", "0.3 >= 0.3"]
)
def test_comparing_a_factor_with_itself_or_two_numbers_is_refused(line: str) -> None:
    with pytest.raises(OrderError, match="expected two factors, or a factor and a number"):
        read(line, FOUR)


def test_two_orders_that_contradict_each_other_are_refused_with_both_lines() -> None:
    with pytest.raises(
        OrderError, match='"political >= legal" and "legal >= political" contradict each other'
    ):
        constraints(["political >= legal", "legal >= political"], FOUR)


def test_a_contradiction_is_found_in_either_way_of_writing() -> None:
    with pytest.raises(OrderError, match="contradict each other"):
        constraints(["political >= legal, cultural", "political <= cultural"], FOUR)


def test_a_circle_is_refused_and_named() -> None:
    with pytest.raises(OrderError, match="contradict each other: they close a circle at"):
        constraints(["political >= legal", "legal >= cultural", "cultural >= political"], FOUR)


def test_a_longer_circle_is_refused() -> None:
    lines = ["political >= legal", "legal >= cultural", "cultural >= capacity", "capacity >= political"]
    with pytest.raises(OrderError, match="circle"):
        constraints(lines, FOUR)


def test_a_circle_that_does_not_touch_the_first_order_is_refused() -> None:
    lines = ["political >= legal", "legal >= cultural", "cultural >= capacity", "capacity >= legal"]
    with pytest.raises(OrderError, match="circle"):
        constraints(lines, FOUR)


def test_two_ways_to_the_same_factor_are_no_circle() -> None:
    lines = ["political >= legal, cultural", "legal >= capacity", "cultural >= capacity"]
    assert sum(weights(*lines)) == 1


def test_bounds_that_leave_no_weights_are_refused_in_the_rubric_that_states_them() -> None:
    with pytest.raises(InputError, match="weights of the early phase: no weights satisfy the orders"):
        small_rubric(
            {"political": {"will": indicator()}, "legal": {"law": indicator()}},
            orders={"early": ["political >= 0.6", "legal >= 0.6"]},
        )


def test_orders_that_starve_a_factor_are_refused_in_the_rubric_that_states_them() -> None:
    with pytest.raises(InputError, match="leave legal no weight in the early phase"):
        small_rubric(
            {"political": {"will": indicator()}, "legal": {"law": indicator()}},
            orders={"early": ["legal = 0"]},
        )


def test_an_order_said_twice_changes_nothing() -> None:
    assert weights("political >= legal", "legal <= political") == weights("political >= legal")


def test_an_equality_may_be_followed_by_itself() -> None:
    assert weights("political = legal", "legal = political") == weights("political = legal")


def test_an_order_before_an_equality_that_implies_it_changes_nothing() -> None:
    assert weights("political >= legal", "political = legal") == weights("political = legal")


def test_an_order_after_an_equality_that_implies_it_changes_nothing() -> None:
    assert weights("political = legal", "political >= legal") == weights("political = legal")
