"""The weight sets of a rubric, solved: point weights and corners for every phase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from readiness.weights.orders import OrderError, constraints
from readiness.weights.polytope import centroid, vertices

if TYPE_CHECKING:
    from readiness.documents.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Weights:
    """Admissible factor weights of one phase, in the rubric's factor order; each row sums to 1.

    `point` is the exact centroid of all admissible weights, `corners` are their extremes, `lines` the orders they obey.
    """

    point: tuple[float, ...]
    corners: tuple[tuple[float, ...], ...]
    lines: tuple[str, ...]


def weights_for(rubric: Rubric, name: str, phase: str, lane: str) -> Weights:
    """The weights of a phase in a weight set. A set made for another lane leaves the phase to the set it extends."""
    return _solved(_lines(rubric, name, phase, lane), tuple(rubric.factors))


def _lines(rubric: Rubric, name: str, phase: str, lane: str) -> tuple[str, ...]:
    chosen = rubric.weights[name]
    if phase in chosen.orders and chosen.lane in (None, lane):
        return tuple(chosen.orders[phase])
    return _lines(rubric, chosen.extends, phase, lane) if chosen.extends else ()


@lru_cache(maxsize=256)
def _solved(lines: tuple[str, ...], factors: tuple[str, ...]) -> Weights:
    """Raises OrderError if the orders contradict each other or leave no weights."""
    bounds = constraints(lines, factors)
    corners = vertices(bounds)
    if not corners:
        raise OrderError(
            f"no weights satisfy the orders {' and '.join(f'{line!r}' for line in lines)} together"
        )
    point = tuple(float(value) for value in centroid(bounds, corners))
    return Weights(point, tuple(tuple(float(value) for value in corner) for corner in corners), lines)
