"""Shares of the admissible weights, as exact volumes; and points spread evenly over them."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.weights.orders import constraints
from readiness.weights.polytope import Constraint, simplices_of, vertices, volume_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.weights.polytope import Point


class Region(Struct, frozen=True):
    """The admissible weights: what bounds them, and simplices that fill them, with the share of each (summing to 1)."""

    bounds: tuple[Constraint, ...]
    simplices: tuple[tuple[Point, ...], ...]
    shares: tuple[Fraction, ...]
    axes: tuple[int, ...]


def region(lines: Sequence[str], factors: Sequence[str]) -> Region:
    """The weights that obey these orders. Raises OrderError if none do."""
    bounds = tuple(constraints(tuple(lines), tuple(factors)))
    corners = vertices(bounds)
    simplices, axes = simplices_of(bounds, corners)
    volumes = [volume_of(simplex, axes) for simplex in simplices]
    total = sum(volumes, Fraction(0))
    return Region(
        bounds,
        tuple(tuple(simplex) for simplex in simplices),
        tuple(volume / total for volume in volumes),
        axes,
    )


def share(whole: Region, cuts: Sequence[tuple[Sequence[float], float]]) -> Fraction:
    """The share (0-1) of the weights for which every cut holds: coefficients · weights >= bound.

    Exact for the numbers given: floats are taken for the fractions that they are.
    """
    more = tuple(
        Constraint(tuple(Fraction(value) for value in coefficients), Fraction(bound))
        for coefficients, bound in cuts
    )
    corners = vertices((*whole.bounds, *more))
    if len(corners) <= len(whole.axes):
        return Fraction(0)
    simplices, axes = simplices_of((*whole.bounds, *more), corners)
    if len(axes) < len(whole.axes):
        return Fraction(0)
    all_of_it = sum((volume_of(simplex, whole.axes) for simplex in whole.simplices), Fraction(0))
    return sum((volume_of(simplex, whole.axes) for simplex in simplices), Fraction(0)) / all_of_it


def spread(whole: Region, unit: Sequence[float]) -> tuple[float, ...]:
    """The weights that a point of the unit cube (one number more than the region has dimensions) stands for.

    Even points of the cube become even points of the region: the first number chooses a simplex by its share, the sorted
    others cut it (Devroye 1986, ch. V.2).
    """
    chosen, left = whole.simplices[-1], unit[0]
    for simplex, part in zip(whole.simplices, whole.shares, strict=True):
        if left < part:
            chosen = simplex
            break
        left -= float(part)
    cuts = [0.0, *sorted(unit[1 : len(chosen)]), 1.0]
    lengths = [end - begin for begin, end in itertools.pairwise(cuts)]
    return tuple(
        sum(length * float(corner[axis]) for length, corner in zip(lengths, chosen, strict=True))
        for axis in range(len(chosen[0]))
    )
