"""What it costs at least to raise the index to the bar: a bound that no set of moves can go below.

The logarithm of the index is concave in the factor scores, so that a tangent bounds it from above, and under a tangent the
moves add up: the fewest that could reach the bar are those that add most. Two things make the bound close. Moves of cheaper
bands count as all made, with what they lift together. And where several moves lift the same level, which can rise only so
far, a share of that rise is granted to all at once and taken from each: a Lagrange multiplier per level, chosen once.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.change.cost import unit
from readiness.change.running import reach
from readiness.engine.arithmetic import FLOATS, TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.change.moves import Move
    from readiness.change.scoring import Scores
    from readiness.change.trials import SettableLevel
    from readiness.many.columns import Column

ROUNDS = 40
"""So often the multipliers of a band are bettered when it is first looked at."""
NEVER = 10**6
"""More steps than there are: nothing reaches the bar."""


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
        self._weights = np.array(scores.weights)
        self._floor = scores.floor
        self._lacking = log((FLOATS.printed(scores.bar) - 0.5) / 100)
        self._linear = [scores.linear(asks, numbers) for asks in scores.asking]
        self._reference = [
            np.maximum(linear.scores(self._start), scores.bar / 100) for linear in self._linear
        ]
        self._multipliers: dict[int, Column] = {}
        self._reached: dict[tuple[int, frozenset[int]], Column] = {}

    def point_at(self, levels: Mapping[SettableLevel, float]) -> None:
        """Where the second tangent touches: at the scores of a plan that is near the cheapest one."""
        column = self._column(levels)
        self._reference = [np.maximum(linear.scores(column), self._floor) for linear in self._linear]
        self._multipliers.clear()

    def options(
        self, levels: Mapping[SettableLevel, float], counts: Sequence[int], left: Sequence[int]
    ) -> list[int]:
        """The moves that could raise the index, the cheapest band first, in it what adds most."""
        at = self._possible(levels, counts)
        additive = self._additive(at)
        added = (additive.worth @ np.minimum(self._rises, additive.room).T).max(axis=0)
        added[np.array(left) == 0] = 0
        order = np.lexsort((-added, [move.cost for move in self._moves]))
        return [int(number) for number in order if added[number] > TOLERANCE]

    def cost(
        self, levels: Mapping[SettableLevel, float], counts: Sequence[int], left: Sequence[int]
    ) -> int | None:
        """The least cost of what must be added, `left` being how often each move still may be; None if nothing is enough."""
        at, free = self._possible(levels, counts), np.array(left)
        starts = [at]
        for band in self._bands:
            lifted = (free * self._of_band[band]) @ self._rises
            starts.append(np.minimum(starts[-1] + lifted, np.maximum(self._top, at)))
        dearest = next(
            (
                number
                for number, granted in enumerate(starts)
                if self._enough(np.minimum(granted, self._reach(number, counts)))
            ),
            None,
        )
        if dearest is None:
            return None
        steps: dict[int, int] = {}
        for band, granted in reversed(list(zip(self._bands[:dearest], starts, strict=False))):
            fewest = max(self._fewest(band, granted, free, steps), not steps)  # at least one of the dearest
            if fewest >= NEVER:  # what is dearer must do more
                above = min(steps, default=band)
                return sum(unit(of) * uses for of, uses in steps.items()) + unit(above) if steps else None
            steps[band] = fewest
        return sum(unit(band) * uses for band, uses in steps.items()) or unit(self._bands[0])

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

    def _enough(self, levels: Column) -> bool:
        return all(
            float(self._weights @ np.log(np.maximum(linear.scores(levels), self._floor)))
            >= self._lacking - TOLERANCE
            for linear in self._linear
        )

    def _additive(self, at: Column) -> _Additive:
        """In every direction one tangent at the scores themselves and one at the scores pointed at."""
        missing, worths = [], []
        for linear, reference in zip(self._linear, self._reference, strict=True):
            scores = np.maximum(linear.scores(at), self._floor)
            first, second = at[linear.lower], at[linear.other]
            # Of a minimum the lower level counts whole; of equal ones each half, since a minimum is never above the mean.
            share = np.where(first < second - TOLERANCE, 1.0, np.where(second < first - TOLERANCE, 0.0, 0.5))
            for point in (scores, np.maximum(scores, reference)):
                missing.append(
                    self._lacking - float(self._weights @ (np.log(point) + (scores - point) / point))
                )
                per_part = (self._weights / point) @ linear.weights
                worth = np.zeros(len(at))
                np.add.at(worth, linear.lower, per_part * share)
                np.add.at(worth, linear.other, per_part * (1 - share))
                worths.append(worth)
        return _Additive(np.array(missing), np.array(worths), np.maximum(0.0, self._top - at))

    def _fewest(self, band: int, granted: Column, free: Column, dearer: Mapping[int, int]) -> int:
        """The fewest steps of a band, all cheaper ones being granted, beside so many steps of each dearer band."""
        additive = self._additive(granted)
        rises = np.minimum(self._rises, additive.room)
        bands = [band, *dearer]
        used = free * np.any([self._of_band[other] for other in bands], axis=0)
        room = np.minimum(additive.room, used @ rises)
        if band not in self._multipliers:
            self._multipliers[band] = np.zeros_like(additive.worth)
            self._multipliers[band] = self._bettered(band, additive, rises, room, free, dearer)
        return self._counted(band, self._multipliers[band], additive, rises, room, free, dearer)[0]

    def _counted(
        self,
        band: int,
        multipliers: Column,
        additive: _Additive,
        rises: Column,
        room: Column,
        free: Column,
        dearer: Mapping[int, int],
    ) -> tuple[int, Column]:
        """The fewest steps, and what is still missing without the last of them, by bound."""
        gains = (additive.worth * (1 - multipliers)) @ rises.T
        missing = additive.missing - (additive.worth * multipliers) @ room
        for other, uses in dearer.items():
            of_band = np.repeat(np.flatnonzero(self._of_band[other]), free[self._of_band[other]])
            missing = missing - np.sort(gains[:, of_band], axis=1)[:, ::-1][:, :uses].sum(axis=1)
        of_band = np.repeat(np.flatnonzero(self._of_band[band]), free[self._of_band[band]])
        sums = np.cumsum(np.sort(gains[:, of_band], axis=1)[:, ::-1], axis=1)
        sums = np.hstack([np.zeros((len(missing), 1)), sums])
        reaches = sums >= missing[:, None] - TOLERANCE
        steps = np.where(reaches.any(axis=1), reaches.argmax(axis=1), NEVER)
        return int(steps.max()), steps

    def _bettered(
        self,
        band: int,
        additive: _Additive,
        rises: Column,
        room: Column,
        free: Column,
        dearer: Mapping[int, int],
    ) -> Column:
        """Multipliers (0-1) that ask for as many steps of the band as can be shown, by subgradients, one row at a time."""
        size = len(additive.missing)
        multipliers = np.zeros_like(additive.worth)
        chosen = multipliers.copy()
        most = self._counted(band, chosen, additive, rises, room, free, dearer)[1]
        pools = [
            (np.repeat(np.flatnonzero(self._of_band[of]), free[self._of_band[of]]), of)
            for of in [band, *dearer]
        ]
        for row in range(size):
            worth, missing = additive.worth[row], additive.missing[row]
            for _ in range(ROUNDS):
                if most[row] >= NEVER:
                    break
                gains = rises @ (worth * (1 - multipliers[row]))
                taken = np.zeros(len(gains))
                for pool, of in pools:
                    uses = int(most[row]) if of == band else dearer[of]
                    best = pool[np.argsort(-gains[pool], kind="stable")[:uses]]
                    np.add.at(taken, best, 1.0)
                over = worth * multipliers[row] @ room + taken @ gains - missing
                slope = worth * (room - taken @ rises)
                if over < -TOLERANCE:
                    chosen[row] = multipliers[row]
                    most[row] = self._counted(band, chosen, additive, rises, room, free, dearer)[1][row]
                    continue
                norm = float(slope @ slope)
                if norm < TOLERANCE:
                    break
                multipliers[row] = np.clip(multipliers[row] - (over + 1e-3) / norm * slope, 0.0, 1.0)
        return chosen
