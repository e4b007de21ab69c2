"""What it costs at least to raise the index to the bar: a bound that no set of moves can go below.

The logarithm of the index is concave in the factor scores, so that a tangent bounds it from above, and under a tangent the
moves add up: the fewest that could reach the bar are those that add most. Moves of cheaper bands count as all made, with
what they lift together.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.change.cost import unit
from readiness.change.reach import reach
from readiness.engine.arithmetic import FLOATS, TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.change.available_moves import Move
    from readiness.change.scoring import Scores
    from readiness.change.trials import SettableLevel
    from readiness.many.column_arithmetic import Column

NEVER = 10**6
"""More steps than there are: nothing reaches the bar."""


class LeastCost(NamedTuple):
    """A cost that nothing is below, and the dearest band of which something must be added."""

    cost: int
    dearest: int


class _Additive(NamedTuple):
    """From one start, one row per bound: what the logarithm of the index lacks, what a rise of each level is worth, and how far each can rise."""

    missing: Column
    worth: Column
    room: Column


class ScoreBound:
    """Bounds for uses of moves that begin at the levels `start` and never come above `highest`."""

    def __init__(
        self,
        scores: Scores,
        moves: Sequence[Move],
        start: Mapping[SettableLevel, float],
        highest: Mapping[SettableLevel, float],
    ) -> None:
        self._items = list(start)
        numbers = {item: number for number, item in enumerate(self._items)}
        self._moves, self._levels = moves, start
        self._start, self._top = self._column(start), self._column(highest)
        self._bands = sorted({move.cost for move in moves})
        self._of_band = {
            band: np.array([move.cost == band for move in moves], dtype=bool) for band in self._bands
        }
        # What a use lifts at most: what it could lift from the start, since in another order it may lift more than now.
        self._rises = np.zeros((len(moves), len(self._items)))
        for row, move in enumerate(moves):
            for item, step in move.lifts:
                self._rises[row, numbers[item]] = max(0.0, min(step.by, step.to - start[item]))
        self._floor = scores.floor
        self._lacking = log((FLOATS.printed(scores.bar) - 0.5) / 100)
        lifted = {item for move in moves for item, _ in move.lifts}
        self._linear = scores.linear(numbers, lifted)
        self._reference = [
            np.maximum(linear.scores(self._start), scores.bar / 100) for linear in self._linear
        ]
        self._reached: dict[tuple[int, frozenset[int]], Column] = {}

    def point_at(self, levels: Mapping[SettableLevel, float]) -> None:
        """Where the second tangent touches: at the scores of a plan that is near the cheapest one."""
        column = self._column(levels)
        self._reference = [np.maximum(linear.scores(column), self._floor) for linear in self._linear]

    def most_telling(
        self, levels: Mapping[SettableLevel, float], counts: Sequence[int], left: Sequence[int], band: int
    ) -> int | None:
        """The move that could raise the index most, of this band or else of the cheapest; None if none could."""
        additive = self._additive(self._possible(levels, counts))
        added = (additive.worth @ np.minimum(self._rises, additive.room).T).max(axis=0)
        free = np.array(left) > 0
        useful = np.flatnonzero(free & (added > TOLERANCE))
        if not len(useful):  # some needs may ask for what the forms leave out
            useful = np.flatnonzero(free & (np.minimum(self._rises, additive.room).sum(axis=1) > TOLERANCE))

        def order(number: int) -> tuple[bool, int, float]:
            cost = self._moves[number].cost
            return cost != band, cost, -float(added[number])

        return min(useful.tolist(), key=order, default=None)

    def least(
        self, levels: Mapping[SettableLevel, float], counts: Sequence[int], left: Sequence[int]
    ) -> LeastCost | None:
        """The least cost of what must be added, `left` being how often each move still may be; None if nothing is enough."""
        at, free = self._possible(levels, counts), np.array(left)
        starts = [at]
        for band in self._bands:
            lifted = (free * self._of_band[band]) @ self._rises
            starts.append(np.minimum(starts[-1] + lifted, np.maximum(self._top, at)))
        needed = next(
            (
                number
                for number, granted in enumerate(starts)
                if self._enough(granted) and self._enough(np.minimum(granted, self._reach(number, counts)))
            ),
            None,
        )
        if needed is None:
            return None
        bands = self._bands[: max(1, needed)]
        steps: dict[int, int] = {}
        for band, granted in reversed(list(zip(bands, starts, strict=False))):
            fewest = self._fewest(band, granted, free, steps)
            if fewest >= NEVER and not steps:
                return None
            if fewest >= NEVER:  # what is dearer must do more
                steps[min(steps)] += 1
                break
            steps[band] = max(fewest, 0 if steps else 1)  # at least one of the dearest
        return LeastCost(sum(unit(band) * uses for band, uses in steps.items()), bands[-1])

    def _column(self, levels: Mapping[SettableLevel, float]) -> Column:
        return np.array([levels[item] for item in self._items])

    def _possible(self, levels: Mapping[SettableLevel, float], counts: Sequence[int]) -> Column:
        """The levels, and what uses that found a level too low for them would lift if others went first."""
        at = self._column(levels)
        for number, uses in enumerate(counts):
            if uses:
                for item, step in self._moves[number].lifts:
                    if not step.works_at(levels[item]):
                        column = self._items.index(item)
                        at[column] += uses * self._rises[number, column]
        return at

    def _reach(self, bands: int, counts: Sequence[int]) -> Column:
        """What so many of the cheaper bands come to at the very most, beside the dearer moves that are in use."""
        cheap = self._bands[:bands]
        used = frozenset(
            number for number, uses in enumerate(counts) if uses and self._moves[number].cost not in cheap
        )
        if (bands, used) not in self._reached:
            moves = [move for number, move in enumerate(self._moves) if number in used or move.cost in cheap]
            self._reached[bands, used] = self._column(reach(moves, self._levels).levels)
        return self._reached[bands, used]

    def may_pass(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether the bar may be reached at levels that nothing comes above."""
        return self._enough(self._column(levels))

    def _enough(self, levels: Column) -> bool:
        return all(
            float(linear.of_factors @ np.log(np.maximum(linear.scores(levels), self._floor)))
            >= self._lacking - TOLERANCE
            for linear in self._linear
        )

    def _additive(self, at: Column) -> _Additive:
        """In every direction one tangent at the scores themselves and one at the scores pointed at."""
        missing, worths = [], []
        for linear, reference in zip(self._linear, self._reference, strict=True):
            scores = np.maximum(linear.scores(at), self._floor)
            first, second = linear.sides(at)
            # Of a minimum the lower level counts whole; of equal ones each half, since a minimum is never above the mean.
            share = np.where(first < second - TOLERANCE, 1.0, np.where(second < first - TOLERANCE, 0.0, 0.5))
            for point in (scores, np.maximum(scores, reference)):
                missing.append(
                    self._lacking - float(linear.of_factors @ (np.log(point) + (scores - point) / point))
                )
                per_part = (linear.of_factors / point) @ linear.weights
                of_lower = np.bincount(linear.lower, per_part * share, len(at))
                worths.append(of_lower + np.bincount(linear.other, per_part * (1 - share), len(at)))
        return _Additive(np.array(missing), np.array(worths), np.maximum(0.0, self._top - at))

    def _fewest(self, band: int, granted: Column, free: Column, dearer: Mapping[int, int]) -> int:
        """The fewest steps of a band, all cheaper ones being granted, beside the best so many steps of each dearer band."""
        additive = self._additive(granted)
        gains = additive.worth @ np.minimum(self._rises, additive.room).T

        def sums(of: int) -> Column:
            uses = np.repeat(np.flatnonzero(self._of_band[of]), free[self._of_band[of]])
            best_first = np.sort(gains[:, uses], axis=1)[:, ::-1]
            return np.hstack([np.zeros((len(gains), 1)), np.cumsum(best_first, axis=1)])

        missing = additive.missing
        for of, uses in dearer.items():
            added = sums(of)
            missing = missing - added[:, min(uses, added.shape[1] - 1)]
        reaches = sums(band) >= missing[:, None] - TOLERANCE
        return int(np.where(reaches.any(axis=1), reaches.argmax(axis=1), NEVER).max())
