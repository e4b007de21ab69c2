"""Solves a rubric's weight sets: the central weights and the extreme weights of every phase."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.model.rubric import Rubric
    from readiness.weights.polytope import Constraint, Point


class Weights(Struct, frozen=True):
    """Admissible factor weights of one phase, in the rubric's factor order; each row sums to 1.

    `point` is the exact centroid of all admissible weights, `corners` are their extremes, `lines` the orders they obey.
    """

    point: tuple[float, ...]
    corners: tuple[tuple[float, ...], ...]
    lines: tuple[str, ...]


def weights_for(rubric: Rubric, name: str, phase: str, lane: str) -> Weights:
    """The weights of a phase in a weight set. If the set is for another lane, the set that it extends decides."""
    key = (_lines(rubric, name, phase, lane), tuple(rubric.factors))
    if key not in _SOLVED:
        _SOLVED[key] = _solve(*key)
    return _SOLVED[key]


def solved() -> list[dict[str, Any]]:
    """All weights solved so far, as plain data for an index."""
    return [
        {"lines": lines, "factors": factors, "point": weights.point, "corners": weights.corners}
        for (lines, factors), weights in _SOLVED.items()
    ]


def remember(entries: Iterable[dict[str, Any]]) -> None:
    """Load weights from an index, so that they need not be solved again."""
    for entry in entries:
        lines = tuple(entry["lines"])
        corners = tuple(tuple(corner) for corner in entry["corners"])
        _SOLVED[lines, tuple(entry["factors"])] = Weights(tuple(entry["point"]), corners, lines)


def _lines(rubric: Rubric, name: str, phase: str, lane: str) -> tuple[str, ...]:
    chosen = rubric.weights[name]
    if phase in chosen.orders and chosen.lane in (None, lane):
        return tuple(chosen.orders[phase])
    return _lines(rubric, chosen.extends, phase, lane) if chosen.extends else ()


_SOLVED: dict[tuple[tuple[str, ...], tuple[str, ...]], Weights] = {}
"""Solutions by orders and factors: exact arithmetic is slow, and every pair asks for the same few."""


def _solve(lines: tuple[str, ...], factors: tuple[str, ...]) -> Weights:
    """Raises OrderError if the orders contradict each other or leave no weights."""
    from readiness.weights.orders import OrderError, constraints  # noqa: PLC0415  (rational arithmetic is slow to import)

    corners, point = _corners_and_centroid(tuple(constraints(lines, factors)))
    if not corners:
        raise OrderError(
            _("no weights satisfy the orders {names} together").format(
                names=_(" and ").join(f"{line!r}" for line in lines)
            )
        )
    return Weights(_floats(point), tuple(_floats(corner) for corner in corners), lines)


@cache
def _corners_and_centroid(bounds: tuple[Constraint, ...]) -> tuple[list[Point], Point]:
    """Both are empty if nothing satisfies the bounds. Cached: orders over different factors often give equal bounds."""
    from readiness.weights.polytope import centroid, vertices  # noqa: PLC0415

    corners = vertices(bounds)
    return corners, centroid(bounds, corners) if corners else ()


def _floats(point: Point) -> tuple[float, ...]:
    return tuple(float(value) for value in point)
