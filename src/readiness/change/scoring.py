"""Readiness of one pair at other levels, as a plan's search asks for it: thousands of times, one at a time.

It uses the kernel's own rules and keeps what they gave, because from one step to the next almost nothing differs. For bounds the
same rules are laid out as a linear form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.change.premises import items_of
from readiness.engine.arithmetic import FLOATS, RATED, Quantity
from readiness.engine.combine import combine, sides_that_count
from readiness.engine.kernel import TOP, factor_score, index_of
from readiness.evidence.pair import quantities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.change.premises import Premises
    from readiness.change.trials import SettableLevel
    from readiness.engine.kernel import FactorScore
    from readiness.many.columns import Column
    from readiness.model.question import Side


class Part(NamedTuple):
    """An indicator in a factor's score: its key, its weight, and the items its level comes from."""

    key: str
    weight: float
    items: tuple[SettableLevel, ...]


class LinearScore(NamedTuple):
    """The factor scores (0-1) in one direction, as they follow from levels: `fixed` + `weights` · the lower of two levels.

    `lower` and `other` are the numbers of these levels, the same where only one counts; `weights` is factors × parts.
    """

    fixed: Column
    weights: Column
    lower: Column
    other: Column

    def scores(self, levels: Column) -> Column:
        """One score per factor."""
        scores: Column = self.fixed + self.weights @ np.minimum(levels[self.lower], levels[self.other])
        return scores

    def is_same(self, other: LinearScore) -> bool:
        """Whether the scores follow from levels in the same way."""
        return all(np.array_equal(own, of_other) for own, of_other in zip(self, other, strict=True))


class Scores:
    """The index (0-100) of a phase in each direction that there is, at given levels, held against a bar (0-100)."""

    def __init__(self, premises: Premises, bar: float) -> None:
        trials, phase = premises.trials, premises.target.phase
        self._trials, self._setting, self._start = trials, trials.setting, premises.levels
        self.asking = trials.asking
        self.floor = trials.rubric.verdict.floor
        self.bar = bar
        self.weights = self._setting.weights[phase].point
        self._parts: list[list[Part]] = [[] for _ in self.weights]
        demands = zip(trials.rubric.indicators, self._setting.demands[phase], strict=True)
        for key, demand in demands:
            if demand.weight:
                part = Part(key, demand.weight, tuple(items_of(trials, key)))
                self._parts[demand.factor].append(part)
        self._of_factor = [[item for part in parts for item in part.items] for parts in self._parts]
        self._kept: dict[tuple[object, ...], FactorScore] = {}
        self._quantities: dict[tuple[object, ...], Quantity] = {}

    def passes(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether readiness reaches the bar in every direction, as it is printed, while no gate fails."""
        return all(
            FLOATS.printed(self._index(levels, asks)) >= FLOATS.printed(self.bar) for asks in self.asking
        )

    def readiness(self, levels: Mapping[SettableLevel, float]) -> float:
        """The index (0-100) in the direction in which it is lower."""
        return min(self._index(levels, asks) for asks in self.asking)

    def known(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether every factor has a score."""
        return all(
            self._factor(number, levels, asks).known
            for asks in self.asking
            for number in range(len(self.weights))
        )

    def linear(self, asks: Side, numbers: Mapping[SettableLevel, int]) -> LinearScore:
        """The factor scores in one direction as they follow from levels, by the numbers of these.

        Which levels are known does not change, and of a pair's level only those of the sides that count matter.
        """
        fixed = np.zeros(len(self.weights))
        rows: list[tuple[int, float, int, int]] = []
        for factor, parts in enumerate(self._parts):
            combined = [(part, self._quantity(part, self._start, asks)) for part in parts]
            known = [(part, level) for part, level in combined if level.known and level.applicable]
            total = sum(part.weight for part, _ in known)
            for part, level in known:
                rule = self._trials.rubric.indicators[part.key].combine.rule
                counting = {"pair", *sides_that_count(rule, asks, self._setting.harmed)}
                lowest = [numbers[item] for item in part.items if item in numbers and item.holder in counting]
                weight = part.weight / (TOP * total)
                if lowest:
                    rows.append((factor, weight, lowest[0], lowest[-1]))
                else:
                    fixed[factor] += weight * level.level
        weights = np.zeros((len(self.weights), len(rows)))
        for column, (factor, weight, _, _) in enumerate(rows):
            weights[factor, column] = weight
        return LinearScore(
            fixed,
            weights,
            np.array([row[2] for row in rows], dtype=int),
            np.array([row[3] for row in rows], dtype=int),
        )

    def _index(self, levels: Mapping[SettableLevel, float], asks: Side) -> float:
        scores = [self._factor(number, levels, asks).score for number in range(len(self.weights))]
        return float(index_of(FLOATS, scores, self.weights, self.floor).value)

    def _factor(self, number: int, levels: Mapping[SettableLevel, float], asks: Side) -> FactorScore:
        key = (number, asks, *(levels.get(item) for item in self._of_factor[number]))
        if key not in self._kept:
            parts = self._parts[number]
            weighted = tuple((part.weight, self._quantity(part, levels, asks)) for part in parts)
            self._kept[key] = factor_score(FLOATS, weighted)
        return self._kept[key]

    def _quantity(self, part: Part, levels: Mapping[SettableLevel, float], asks: Side) -> Quantity:
        key = (part.key, asks, *(levels.get(item) for item in part.items))
        if key not in self._quantities:
            sides = dict(zip("ab", quantities(self._trials.judged.readings[part.key]), strict=False))
            of_pair = self._trials.base[part.key][2]
            for item in part.items:
                level = levels.get(item)
                if level is not None and item.holder == "pair":
                    of_pair = _certain(level)
                elif level is not None:
                    sides[item.holder] = _certain(level)
            rule = self._trials.rubric.indicators[part.key].combine.rule
            self._quantities[key] = combine(
                FLOATS, rule, sides["a"], sides["b"], of_pair, asks, self._setting.harmed
            )
        return self._quantities[key]


def _certain(level: float) -> Quantity:
    return Quantity(True, True, RATED, level, level, level)
