"""Krippendorff's alpha against its author's worked examples, and against numbers derived by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.raters.alpha import alpha

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): four observers, twelve units.
FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
# The example of the encyclopedias: three coders, fifteen units.
THREE_CODERS = """
. . . . . 3 4 1 2 1 1 3 3 . 3
1 . 2 1 3 3 4 3 . . . . . . .
. . 2 1 3 4 4 . 2 1 1 3 3 . 4
"""
# Krippendorff (2011), sections A and B: two observers, binary and nominal.
BINARY = "0 1 0 0 0 0 0 0 0 0\n1 1 1 0 0 1 0 0 1 0"
NOMINAL = "1 1 2 2 4 3 3 3 5 4 4 1\n2 1 2 2 2 3 3 3 5 4 4 4"


def units(table: str) -> list[list[float]]:
    rows = [line.split() for line in table.strip().splitlines()]
    return [[float(value) for value in column if value != "."] for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("table", "metric", "published"),
    [
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "ordinal", 0.807),
        (THREE_CODERS, "interval", 0.811),
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
    ],
)
def test_published_examples(table: str, metric: Any, published: float) -> None:
    assert alpha(units(table), metric) == pytest.approx(published, abs=0.0005)


def test_by_hand_two_raters_three_units() -> None:
    # Values 0,0 / 2,2 / 2,3: n = 6 with n0 = 2, n2 = 3, n3 = 1. Ordinal distances: 0-2: 2+3-2.5 = 2.5; 2-3: 3+1-2 = 2;
    # 0-3: 2+3+1-1.5 = 4.5. Squares 6.25, 4, 20.25. Observed: the pair 2,3 both ways = 8, over n = 8/6.
    # Expected: 2 (2*3*6.25 + 3*1*4 + 2*1*20.25) / (6*5) = 2 * 90 / 30 = 6. Alpha = 1 - (8/6)/6 = 7/9.
    assert alpha([[0, 0], [2, 2], [2, 3]]) == pytest.approx(7 / 9)


def test_perfect_agreement_is_one_and_constant_values_are_undefined() -> None:
    assert alpha([[0, 0], [3, 3, 3], [4, 4]]) == 1
    assert alpha([[2, 2], [2, 2, 2]]) is None


def test_units_with_one_value_or_none_do_not_count() -> None:
    assert alpha([]) is None
    assert alpha([[1], [], [4]]) is None
    assert alpha([[0, 0], [2, 2], [2, 3], [4], []]) == pytest.approx(7 / 9)


def test_two_raters_who_swap_everything_are_worse_than_chance() -> None:
    # Values 0,4 / 4,0: n = 4. Ordinal 0-4: 2+2-2 = 2, squared 4. Do = (2*4 + 2*4)/4 = 4; De = 2*2*2*4/(4*3) = 8/3.
    assert alpha([[0, 4], [4, 0]]) == pytest.approx(1 - 4 / (8 / 3))


levels = st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0])


@given(st.lists(st.lists(levels, max_size=4), max_size=8), st.randoms())
def test_order_of_raters_and_units_makes_no_difference(rated: list[list[float]], order: Any) -> None:
    shuffled = [order.sample(values, len(values)) for values in order.sample(rated, len(rated))]
    first, second = alpha(rated), alpha(shuffled)
    assert first == (second if first is None else pytest.approx(second))
    assert first is None or first <= 1


@given(st.lists(st.lists(levels, max_size=4), max_size=8))
def test_only_the_order_of_levels_counts(rated: list[list[float]]) -> None:
    stretched = [[value**2 + value for value in values] for values in rated]
    first, second = alpha(rated), alpha(stretched)
    assert first == (second if first is None else pytest.approx(second))
