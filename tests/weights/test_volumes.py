"""Shares of weights against closed forms of the simplex, and even points against them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from readiness.weights.volumes import region, share, spread

FOUR = ("political", "legal", "cultural", "capacity")


def test_a_corner_of_the_simplex_is_a_cube_of_its_edge() -> None:
    # {w1 >= t} of the simplex in n-1 dimensions is a simplex of edge 1-t: (1-t)^(n-1).
    whole = region((), FOUR)
    assert share(whole, [((1, 0, 0, 0), 0.5)]) == Fraction(1, 8)
    assert share(whole, [((1, 0, 0, 0), 0.25)]) == Fraction(27, 64)


def test_by_symmetry_each_is_the_largest_in_a_quarter() -> None:
    whole = region((), FOUR)
    largest = [((1, -1, 0, 0), 0.0), ((1, 0, -1, 0), 0.0), ((1, 0, 0, -1), 0.0)]
    assert share(whole, largest) == Fraction(1, 4)
    ordered = region(("political >= legal, cultural, capacity",), FOUR)
    assert share(ordered, largest) == 1


def test_two_ordered_factors_are_a_line() -> None:
    whole = region(("political >= legal",), ("political", "legal"))
    assert share(whole, [((1, 0), 0.75)]) == Fraction(1, 2)
    assert share(whole, [((0, 1), 0.75)]) == 0
    assert share(whole, [((0, 1), 0.0)]) == 1


def test_one_ratio_of_losses_is_the_closed_form() -> None:
    # Two factors, weights w and 1-w on [0, 1]: the first loses more where w*2 >= (1-w)*1, so for w >= 1/3.
    whole = region((), ("political", "legal"))
    assert share(whole, [((2, -1), 0.0)]) == Fraction(2, 3)


@pytest.mark.parametrize("lines", [(), ("political >= legal, cultural, capacity",)])
def test_spread_points_are_admissible_and_even(lines: tuple[str, ...]) -> None:
    whole = region(lines, FOUR)
    steps = [(place + 0.5) / 8 for place in range(8)]
    points = [spread(whole, (a, b, c, d)) for a in steps for b in steps for c in steps for d in steps]
    for point in points:
        assert sum(point) == pytest.approx(1)
        assert all(bound.slack(tuple(map(Fraction, point))) >= -1e-9 for bound in whole.bounds)
    above = sum(point[0] >= 0.5 for point in points) / len(points)
    assert above == pytest.approx(float(share(whole, [((1, 0, 0, 0), 0.5)])), abs=0.03)
