"""The exact geometry of admissible weights: vertices and centroid of a polytope inside the simplex.

Everything is rational arithmetic, so that the centroid of an order is exactly the mean of its rank-order centroids.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[Fraction, ...]


class Constraint(Struct, frozen=True):
    """coefficients · weights >= bound."""

    coefficients: tuple[Fraction, ...]
    bound: Fraction

    def slack(self, point: Point) -> Fraction:
        """How far inside a point is; 0 on the boundary, negative outside."""
        return sum((c * x for c, x in zip(self.coefficients, point, strict=True)), -self.bound)


def vertices(constraints: Sequence[Constraint]) -> list[Point]:
    """The corners of {weights >= constraints, sum of weights = 1}, sorted; empty if nothing satisfies them."""
    size = len(constraints[0].coefficients)
    total = ([Fraction(1)] * size, Fraction(1))
    corners: set[Point] = set()
    for active in combinations(constraints, size - 1):
        rows = [[*constraint.coefficients, constraint.bound] for constraint in active]
        point = _solve([*rows, [*total[0], total[1]]])
        if point is not None and all(constraint.slack(point) >= 0 for constraint in constraints):
            corners.add(point)
    return sorted(corners, reverse=True)


def centroid(constraints: Sequence[Constraint], corners: Sequence[Point]) -> Point:
    """The centre of mass of the polytope with these corners, whatever its dimension."""
    if not corners:
        raise ValueError("no weights satisfy the constraints")
    simplices, axes = simplices_of(constraints, corners)
    volumes = [volume_of(simplex, axes) for simplex in simplices]
    total = sum(volumes)
    middles = [
        [sum(axis, Fraction(0)) / len(simplex) for axis in zip(*simplex, strict=True)]
        for simplex in simplices
    ]
    return tuple(
        sum((volume * middle[i] for volume, middle in zip(volumes, middles, strict=True)), Fraction(0))
        / total
        for i in range(len(corners[0]))
    )


def simplices_of(
    constraints: Sequence[Constraint], corners: Sequence[Point]
) -> tuple[list[list[Point]], tuple[int, ...]]:
    """Simplices that fill the polytope with these corners, and coordinates in which their volumes can be compared."""
    simplices = list(_simplices(constraints, list(corners)))
    return simplices, tuple(_spanning_axes(simplices[0]))


def volume_of(simplex: Sequence[Point], axes: Sequence[int]) -> Fraction:
    """The volume of a simplex in these coordinates, in units of the volume that all share."""
    return abs(_determinant(_edges(simplex, axes)))


def _simplices(constraints: Sequence[Constraint], corners: list[Point]) -> Iterable[list[Point]]:
    """Cut a polytope into simplices: join its first corner with the simplices of every facet that does not contain it."""
    dimension = _dimension(corners)
    if len(corners) == dimension + 1:
        yield corners
        return
    apex = corners[0]
    facets = set()
    for constraint in constraints:
        facet = tuple(corner for corner in corners if constraint.slack(corner) == 0)
        if apex not in facet and _dimension(facet) == dimension - 1:
            facets.add(facet)
    for facet in sorted(facets):
        for simplex in _simplices(constraints, list(facet)):
            yield [apex, *simplex]


def _edges(simplex: Sequence[Point], axes: Sequence[int]) -> list[list[Fraction]]:
    origin = simplex[0]
    return [[corner[i] - origin[i] for i in axes] for corner in simplex[1:]]


def _dimension(corners: Sequence[Point]) -> int:
    return len(_spanning_axes(corners)) if corners else -1


def _spanning_axes(corners: Sequence[Point]) -> list[int]:
    """A smallest set of coordinates in which the corners span as many dimensions as in all coordinates."""
    rows = _edges(corners, range(len(corners[0])))
    axes: list[int] = []
    for column in range(len(corners[0])):
        pivot = next((row for row in rows if row[column] != 0), None)
        if pivot is None:
            continue
        axes.append(column)
        rows = [
            [value - row[column] / pivot[column] * base for value, base in zip(row, pivot, strict=True)]
            for row in rows
            if row is not pivot
        ]
    return axes


def _determinant(matrix: list[list[Fraction]]) -> Fraction:
    result = Fraction(1)
    rows = [row[:] for row in matrix]
    while rows:
        index = next((i for i, row in enumerate(rows) if row[0] != 0), None)
        if index is None:
            return Fraction(0)
        pivot = rows.pop(index)
        result *= pivot[0] * (-1) ** index
        rows = [
            [value - row[0] / pivot[0] * base for value, base in zip(row[1:], pivot[1:], strict=True)]
            for row in rows
        ]
    return result


def _solve(augmented: list[list[Fraction]]) -> Point | None:
    """The unique solution of a square linear system, or None."""
    rows = [row[:] for row in augmented]
    size = len(rows)
    for column in range(size):
        pivot = next((row for row in rows[column:] if row[column] != 0), None)
        if pivot is None:
            return None
        index = rows.index(pivot)
        rows[column], rows[index] = rows[index], rows[column]
        rows[column] = [value / pivot[column] for value in pivot]
        for i, row in enumerate(rows):
            if i != column and row[column] != 0:
                rows[i] = [value - row[column] * base for value, base in zip(row, rows[column], strict=True)]
    return tuple(row[-1] for row in rows)
