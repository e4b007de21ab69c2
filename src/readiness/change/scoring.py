"""Readiness of one pair at other levels, as a plan's search asks for it: thousands of times, one at a time.

It uses the kernel's own rules and keeps what they gave, because from one step to the next almost nothing differs.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.change.premises import items_of
from readiness.engine.arithmetic import FLOATS, RATED, TOLERANCE, Quantity
from readiness.engine.combine import combine, sides_that_count
from readiness.engine.kernel import TOP, factor_score, index_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.change.moves import Move
    from readiness.change.premises import Premises
    from readiness.change.trials import SettableLevel, Trials
    from readiness.engine.kernel import FactorScore
    from readiness.many.columns import Column
    from readiness.model.question import Side

TANGENTS = (0.0, 0.5, 0.6)
"""Where the logarithm is replaced by a tangent, which bounds it from above: at the score itself or at this one."""


class Part(NamedTuple):
    """An indicator in a factor's score: its key, its weight, and the items its level comes from."""

    key: str
    weight: float
    items: tuple[SettableLevel, ...]


class ReachableScore(NamedTuple):
    """A factor's score, and how much of each item's rise can reach it."""

    score: FactorScore
    shares: Column


class Scores:
    """The index (0-100) of a phase, in each direction and for all needs together and each alone, and how far moves could raise it."""

    def __init__(self, premises: Premises, moves: Sequence[Move]) -> None:
        trials = premises.trials
        self.bar = trials.rubric.verdict.fragile_below
        self._each = [ScoresOfNeeds(premises, moves, part) for part in (trials, *trials.alone)]

    def passes(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether readiness reaches the rubric's bar everywhere, as it is printed, while no gate fails."""
        return all(part.passes(levels) for part in self._each)

    def readiness(self, levels: Mapping[SettableLevel, float]) -> float:
        """The index (0-100) where it is lowest."""
        return min(part.readiness(levels) for part in self._each)

    def known(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether every factor has a score everywhere."""
        return all(part.known(levels) for part in self._each)

    def gains(self, levels: Mapping[SettableLevel, float]) -> list[tuple[float, Column]]:
        """Bounds of what is missing and of what moves add; see `ScoresOfNeeds.gains`."""
        return [bound for part in self._each for bound in part.gains(levels)]


class ScoresOfNeeds:
    """The same for some needs, in each direction that there is."""

    def __init__(self, premises: Premises, moves: Sequence[Move], trials: Trials) -> None:
        phase = premises.target.phase
        self._start = premises.levels
        self._taken = frozenset(item.item for item in premises.taken)
        self._trials, self._setting = trials, trials.setting
        self._floor = trials.rubric.verdict.floor
        self.bar = trials.rubric.verdict.fragile_below
        self._weights = self._setting.weights[phase].point
        self._parts: list[list[Part]] = [[] for _ in self._weights]
        demands = zip(trials.rubric.indicators, self._setting.demands[phase], strict=True)
        for key, demand in demands:
            if demand.weight:
                part = Part(key, demand.weight, tuple(items_of(trials, key)))
                self._parts[demand.factor].append(part)
        self._items = list(premises.levels)
        self._numbers = {item: number for number, item in enumerate(self._items)}
        # What a use lifts at most: what it could lift from the start, since another order may let it lift more than it
        # would now, and never above what the highest move reaches.
        self._rises = np.zeros((len(moves), len(self._items)))
        self._top = np.zeros(len(self._items))
        for row, move in enumerate(moves):
            for item, step in move.lifts:
                column = self._numbers[item]
                self._rises[row, column] = max(0.0, min(step.by, step.to - premises.levels[item]))
                self._top[column] = max(step.to, self._top[column])
        self._of_factor = [[item for part in parts for item in part.items] for parts in self._parts]
        self._kept: dict[tuple[object, ...], ReachableScore] = {}
        self._quantities: dict[tuple[object, ...], Quantity] = {}

    def passes(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether readiness reaches the rubric's bar in every direction, as it is printed, while no gate fails."""
        return all(
            FLOATS.printed(self._index(levels, asks)) >= FLOATS.printed(self.bar)
            for asks in self._trials.asking
        )

    def readiness(self, levels: Mapping[SettableLevel, float]) -> float:
        """The index (0-100) in the direction in which it is lower."""
        return min(self._index(levels, asks) for asks in self._trials.asking)

    def known(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether every factor has a score."""
        return all(
            self._factor(number, levels, asks).score.known
            for asks in self._trials.asking
            for number in range(len(self._weights))
        )

    def gains(self, levels: Mapping[SettableLevel, float]) -> list[tuple[float, Column]]:
        """Bounds of what is missing and of what moves add, one pair per direction and tangent.

        The first is how much the logarithm of the index still lacks, the second what one more use of each move adds at most:
        where the sum over some moves is below the first, these moves cannot reach the bar.
        """
        numbers = range(len(self._weights))
        at = np.array([levels[item] for item in self._items])
        rises = np.minimum(self._rises, np.maximum(0.0, self._top - at))
        lacking = log((FLOATS.printed(self.bar) - 0.5) / 100)
        bounds = []
        for asks in self._trials.asking:
            factors = [self._factor(number, levels, asks) for number in numbers]
            scores = [max(factor.score.score.value, self._floor) for factor in factors]
            for tangent in TANGENTS:
                points = [max(score, tangent) for score in scores]
                base = sum(
                    weight * (log(point) + (score - point) / point)
                    for weight, point, score in zip(self._weights, points, scores, strict=True)
                )
                worth = sum(
                    weight / point * factor.shares
                    for weight, point, factor in zip(self._weights, points, factors, strict=True)
                )
                bounds.append((lacking - base, rises @ worth))
        return bounds

    def _index(self, levels: Mapping[SettableLevel, float], asks: Side) -> float:
        scores = [self._factor(number, levels, asks).score.score for number in range(len(self._weights))]
        return float(index_of(FLOATS, scores, self._weights, self._floor).value)

    def _factor(self, number: int, levels: Mapping[SettableLevel, float], asks: Side) -> ReachableScore:
        key = (number, asks, *(levels.get(item) for item in self._of_factor[number]))
        if key not in self._kept:
            parts = self._parts[number]
            weighted = tuple((part.weight, self._quantity(part, levels, asks)) for part in parts)
            shares = self._shares(parts, weighted, levels, asks)
            self._kept[key] = ReachableScore(factor_score(FLOATS, weighted), shares)
        return self._kept[key]

    def _quantity(self, part: Part, levels: Mapping[SettableLevel, float], asks: Side) -> Quantity:
        key = (part.key, asks, *(levels.get(item) for item in part.items))
        if key not in self._quantities:
            sides = dict(zip("ab", self._trials.base[part.key], strict=False))
            of_pair = self._trials.base[part.key][2]
            for item in part.items:
                level = levels.get(item)
                if level == self._start.get(item) and item not in self._taken:
                    continue  # as it was read for these needs
                if level is not None and item.holder == "pair":
                    of_pair = _certain(level)
                elif level is not None:
                    sides[item.holder] = _certain(level)
            rule = self._trials.rubric.indicators[part.key].combine.rule
            self._quantities[key] = combine(
                FLOATS, rule, sides["a"], sides["b"], of_pair, asks, self._setting.harmed
            )
        return self._quantities[key]

    def _shares(
        self,
        parts: Sequence[Part],
        weighted: Sequence[tuple[float, Quantity]],
        levels: Mapping[SettableLevel, float],
        asks: Side,
    ) -> Column:
        """How much of a level's rise can reach the factor's score (0-1) at most, by item.

        A side that does not count adds nothing. Of a minimum over two the lower one counts whole; of equal ones each half, since a minimum is never above the mean.
        """
        shares = np.zeros(len(self._items))
        total = sum(weight for weight, level in weighted if level.known and level.applicable)
        for part, (weight, level) in zip(parts, weighted, strict=True):
            if level.known and level.applicable:
                rule = self._trials.rubric.indicators[part.key].combine.rule
                counting = {"pair", *sides_that_count(rule, asks, self._setting.harmed)}
                lowest = [
                    item
                    for item in part.items
                    if item in self._numbers
                    and item.holder in counting
                    and levels[item] <= level.level + TOLERANCE
                ]
                for item in lowest:
                    shares[self._numbers[item]] = weight / (TOP * total * len(lowest))
        return shares


def _certain(level: float) -> Quantity:
    return Quantity(True, True, RATED, level, level, level)
