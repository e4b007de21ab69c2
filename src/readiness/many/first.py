"""What to remove first, for all pairs at once: the first obstacle of `engine.diagnosis`, and which obstacles are present.

The order is that of `diagnosis.ordered`, asked rule by rule over a matrix of pairs and indicators: each rule keeps the best
of those that the rules before it left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.engine.diagnosis import grounds, next_phase
from readiness.engine.kernel import TOLERANCE

if TYPE_CHECKING:
    from readiness.many.columns import Column
    from readiness.model.rubric import Rubric

BLOCKING, UNKNOWN, EMERGING, LIMITING = 0, 1, 2, 3
STATUSES = ("blocking", "unknown", "emerging", "limiting")
NONE = -1
DIGITS = 9


class Gates(NamedTuple):
    """The judgement of one phase for some pairs: a row for each indicator in catalogue order, a column for each pair."""

    known: Column
    applicable: Column
    level: Column
    high: Column
    unmet: Column
    unknown: Column

    def of(self, pairs: Column) -> Gates:
        """The same for some of the pairs."""
        return Gates(*(part[:, pairs] for part in self))


class First(NamedTuple):
    """Per pair the first obstacle's status and indicator by number, NONE without one, and the obstacles present."""

    status: Column
    indicator: Column
    present: Column


class Diagnosis:
    """The rules of one rubric as tables, for weights of factors (by phase) and of indicators."""

    def __init__(self, rubric: Rubric, points: dict[str, tuple[float, ...]], weights: list[float]) -> None:
        keys, self._rubric = list(rubric.indicators), rubric
        rest = grounds(rubric)
        self._all = np.arange(len(keys))
        self._gated: dict[str, Column] = {}
        self._needed: dict[str, Column] = {}
        self._rests: dict[str, list[list[int]]] = {}
        for phase in rubric.phases:
            gated = [key for key in keys if phase in rubric.indicators[key].necessary]
            self._gated[phase] = np.array([keys.index(key) for key in gated], dtype=int)
            self._needed[phase] = np.array([rubric.indicators[key].necessary[phase] for key in gated])[
                :, None
            ]
            self._rests[phase] = [
                [place for place, ground in enumerate(gated) if ground in rest[key]] for key in gated
            ]
        factors, obstacles = list(rubric.factors), list(rubric.obstacles)
        self._factor = np.array([factors.index(rubric.factor_of[key]) for key in keys])
        self._points = {phase: np.array(point) for phase, point in points.items()}
        self._weights = np.array(weights)[:, None]
        group = [obstacles.index(item.obstacles[0]) for item in rubric.indicators.values()]
        self._members = [
            [place for place, mine in enumerate(group) if mine == number] for number in range(len(obstacles))
        ]
        self._group = np.array(group)[:, None]

    def first(self, phase: str, now: Gates, then: Gates | None) -> First:
        """The first obstacle of each pair. `then` is the judgement of the next phase, None after the last."""
        size = now.unmet.shape[1]
        status, indicator = np.full(size, NONE), np.full(size, NONE)
        present = self._groups(now.unmet)
        blocked = now.unmet.any(axis=0)
        pairs = np.flatnonzero(blocked)
        status[pairs], indicator[pairs] = BLOCKING, self._ordered(phase, now.of(pairs))
        free = np.flatnonzero(~blocked)
        now, then = now.of(free), then.of(free) if then is not None else None
        limits, limiting = self._limiting(phase, now)
        named = self._groups(now.unknown if then is None else now.unknown | then.unmet)
        present[:, free] = limits & ~named
        later = np.where(limiting == NONE, NONE, LIMITING), limiting
        following = next_phase(self._rubric, phase)
        if then is not None and following is not None:
            later = _instead(later, EMERGING, then.unmet, self._ordered(following, then))
        later = _instead(later, UNKNOWN, now.unknown, self._heaviest(phase, now.unknown, self._all))
        status[free], indicator[free] = later
        return First(status, indicator, present)

    def _groups(self, indicators: Column) -> Column:
        """The obstacles that indicators stand for: a row for each."""
        return np.stack([indicators[members].any(axis=0) for members in self._members])

    def _ordered(self, phase: str, gates: Gates) -> Column:
        """The first of the failing indicators, as `diagnosis.ordered` would have it."""
        gated = self._gated[phase]
        if not len(gated):
            return np.zeros(gates.unmet.shape[1], dtype=int)
        failing = gates.unmet[gated]
        level = np.where(gates.known[gated], gates.level[gated], gates.high[gated])
        needed = self._needed[phase]
        left = _prefer(failing, needed - level >= 1 - TOLERANCE)
        left = _prefer(left, np.stack([~failing[rests].any(axis=0) for rests in self._rests[phase]]))
        left = _lowest(left, np.round(level / needed, DIGITS))
        return gated[self._heaviest(phase, left, gated)]

    def _heaviest(self, phase: str, left: Column, indicators: Column) -> Column:
        """Of those left the one whose factor weighs most, else the first in catalogue order."""
        weight = np.round(self._points[phase], DIGITS)[self._factor[indicators]]
        chosen: Column = _lowest(left, -weight[:, None]).argmax(axis=0)
        return chosen

    def _limiting(self, phase: str, now: Gates) -> tuple[Column, Column]:
        """The obstacles that limit each pair, and the first indicator of the largest (see `diagnosis._limiting`)."""
        rules = self._rubric.verdict
        counts = (self._weights > 0) & now.applicable & now.known
        weight = counts * self._weights
        points = self._points[phase]
        total = np.stack([weight[self._factor == factor].sum(axis=0) for factor in range(len(points))])
        share = points[self._factor][:, None] * weight / np.where(total > 0, total, 1.0)[self._factor]
        shortfall = share * np.maximum(0.0, rules.quality_level - np.where(counts, now.level, 0.0))
        missing = shortfall.sum(axis=0)
        low = counts & (now.level < rules.limiting_below - TOLERANCE)
        sums = np.stack([shortfall[members].sum(axis=0) for members in self._members])
        sums /= np.where(missing > TOLERANCE, missing, 1.0)
        large = (sums >= rules.limiting_share - TOLERANCE) & (missing > TOLERANCE) & self._groups(low)
        # Where groups are equal, the one whose first counted indicator stands first.
        begins = np.stack([(counts & (self._group == place)).argmax(axis=0) for place in range(len(sums))])
        best = _lowest(_lowest(large, -np.round(sums, DIGITS)), begins).argmax(axis=0)
        chosen = _lowest(low & (self._group == best), -np.round(shortfall, DIGITS)).argmax(axis=0)
        return large, np.where(large.any(axis=0), chosen, NONE)


def _instead(
    later: tuple[Column, Column], status: int, failing: Column, indicator: Column
) -> tuple[Column, Column]:
    """A status that goes before what was found so far, for the pairs where something fails."""
    some = failing.any(axis=0)
    return np.where(some, status, later[0]), np.where(some, indicator, later[1])


def _prefer(left: Column, better: Column) -> Column:
    """Those left that are better; where none is, all that are left."""
    chosen = left & better
    return np.where(chosen.any(axis=0), chosen, left)


def _lowest(left: Column, value: Column) -> Column:
    """Those left with the lowest value."""
    counted = np.where(left, value, np.inf)
    result: Column = left & (counted == counted.min(axis=0))
    return result
