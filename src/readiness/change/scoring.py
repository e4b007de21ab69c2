"""Readiness of one pair at other levels, as a plan's search asks for it: thousands of times, one at a time.

It uses the kernel's own rules and keeps what they gave, because from one step to the next almost nothing differs. For bounds the
same rules are laid out as a linear form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.change.starting_levels import items_of
from readiness.change.trials import certain
from readiness.engine.arithmetic import FLOATS
from readiness.engine.kernel import TOP, factor_score, index_of
from readiness.engine.pair_levels import combine, sides_that_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from readiness.change.starting_levels import Premises
    from readiness.change.trials import SettableLevel, Trials
    from readiness.engine.arithmetic import Quantity
    from readiness.engine.kernel import FactorScore
    from readiness.many.column_arithmetic import Column
    from readiness.model.question import Side


class Part(NamedTuple):
    """An indicator in a factor's score: its key, its weight, and the items its level comes from."""

    key: str
    weight: float
    items: tuple[SettableLevel, ...]


class LinearScore(NamedTuple):
    """The factor scores (0-1) in one direction at most, as they follow from levels: `fixed` + `weights` · the lower of two levels.

    `of_factors` are the weights of the factors. `lower` and `other` are the numbers of these levels, the same where only one counts, each with
    how much higher it counts; `weights` is factors × parts.
    """

    of_factors: Column
    fixed: Column
    weights: Column
    lower: Column
    other: Column
    lower_above: Column
    other_above: Column

    def sides(self, levels: Column) -> tuple[Column, Column]:
        """The two levels that each part is the lower of."""
        return levels[self.lower] + self.lower_above, levels[self.other] + self.other_above

    def scores(self, levels: Column) -> Column:
        """One score per factor."""
        scores: Column = self.fixed + self.weights @ np.minimum(*self.sides(levels))
        return scores

    def is_same(self, other: LinearScore) -> bool:
        """Whether the scores follow from levels in the same way."""
        return all(np.array_equal(own, of_other) for own, of_other in zip(self, other, strict=True))


class Scores:
    """The index (0-100) of a phase, in each direction and for all needs together and each alone, held against a bar (0-100)."""

    def __init__(self, premises: Premises, bar: float) -> None:
        trials = premises.trials
        self.bar = bar
        self.floor = trials.rubric.verdict.floor
        self._each = [ScoresOfNeeds(premises, part) for part in (trials, *trials.alone)]

    def passes(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether readiness reaches the bar everywhere, as it is printed, while no gate fails."""
        bar = FLOATS.printed(self.bar)
        return all(FLOATS.printed(part.readiness(levels)) >= bar for part in self._each)

    def readiness(self, levels: Mapping[SettableLevel, float]) -> float:
        """The index (0-100) where it is lowest."""
        return min(part.readiness(levels) for part in self._each)

    def lowest(self, levels: Mapping[SettableLevel, float]) -> tuple[str, ...]:
        """The needs for which it is lowest: all together, or one of them."""
        return min(self._each, key=lambda part: part.readiness(levels)).needs

    def known(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether every factor has a score everywhere."""
        return all(part.known(levels) for part in self._each)

    def linear(
        self, numbers: Mapping[SettableLevel, int], lifted: AbstractSet[SettableLevel]
    ) -> list[LinearScore]:
        """The factor scores as they follow from levels of which only `lifted` rise, each way to reckon them once.

        That of a need of which something becomes known on the way is left out; where it matters, `passes` tells.
        """
        different: list[LinearScore] = []
        for part in self._each:
            for form in part.linear(numbers, lifted):
                if not any(form.is_same(other) for other in different):
                    different.append(form)
        return different


class ScoresOfNeeds:
    """The same for some needs, in each direction that there is."""

    def __init__(self, premises: Premises, trials: Trials) -> None:
        phase = premises.target.phase
        self._start = premises.levels
        self._taken = frozenset(item.item for item in premises.taken)
        self._trials, self._setting = trials, trials.setting
        self.needs = trials.setting.scope.needs
        self._asking = trials.asking
        self._floor = trials.rubric.verdict.floor
        self._weights = self._setting.weights[phase].point
        self._parts: list[list[Part]] = [[] for _ in self._weights]
        demands = zip(trials.rubric.indicators, self._setting.demands[phase], strict=True)
        for key, demand in demands:
            if demand.weight:
                part = Part(key, demand.weight, tuple(items_of(trials, key)))
                self._parts[demand.factor].append(part)
        self._of_factor = [[item for part in parts for item in part.items] for parts in self._parts]
        self._kept: dict[tuple[object, ...], FactorScore] = {}
        self._quantities: dict[tuple[object, ...], Quantity] = {}

    def readiness(self, levels: Mapping[SettableLevel, float]) -> float:
        """The index (0-100) in the direction in which it is lower."""
        return min(self._index(levels, asks) for asks in self._asking)

    def known(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether every factor has a score."""
        return all(
            self._factor(number, levels, asks).known
            for asks in self._asking
            for number in range(len(self._weights))
        )

    def linear(
        self, numbers: Mapping[SettableLevel, int], lifted: AbstractSet[SettableLevel]
    ) -> Iterator[LinearScore]:
        """A linear form per direction; none where a level that is not known for these needs is lifted, for then it counts anew."""
        for asks in self._asking:
            combined = [
                [(part, self._quantity(part, self._start, asks)) for part in parts] for parts in self._parts
            ]
            anew = (
                self._quantity(part, {**self._start, **dict.fromkeys(lifted & {*part.items}, TOP)}, asks)
                for parts in combined
                for part, level in parts
                if not level.known
            )
            if not any(level.known for level in anew):
                yield self._form(combined, asks, numbers)

    def _form(
        self,
        combined: Sequence[Sequence[tuple[Part, Quantity]]],
        asks: Side,
        numbers: Mapping[SettableLevel, int],
    ) -> LinearScore:
        """Of a pair's level only those of the sides that count matter."""
        fixed = np.zeros(len(combined))
        rows: list[tuple[int, float, list[int], list[float]]] = []
        for factor, parts in enumerate(combined):
            known = [(part, level) for part, level in parts if level.known and level.applicable]
            total = sum(part.weight for part, _ in known)
            for part, level in known:
                rule = self._trials.rubric.indicators[part.key].combine.rule
                counting = {"pair", *sides_that_count(rule, asks, self._setting.harmed)}
                items = [item for item in part.items if item in numbers and item.holder in counting]
                weight = part.weight / (TOP * total)
                if items:
                    above = [self._above(item) for item in items]
                    rows.append((factor, weight, [numbers[item] for item in items], above))
                else:
                    fixed[factor] += weight * level.level
        weights = np.zeros((len(combined), len(rows)))
        for column, (factor, weight, _, _) in enumerate(rows):
            weights[factor, column] = weight
        return LinearScore(
            np.array(self._weights),
            fixed,
            weights,
            np.array([items[0] for _, _, items, _ in rows], dtype=int),
            np.array([items[-1] for _, _, items, _ in rows], dtype=int),
            np.array([above[0] for _, _, _, above in rows]),
            np.array([above[-1] for _, _, _, above in rows]),
        )

    def _above(self, item: SettableLevel) -> float:
        """How far a level as read for these needs is above the one that a plan starts from. It rises by no more than that one."""
        level = self._trials.level(item)
        if item in self._taken or not level.known:
            return 0.0
        return max(0.0, float(level.level) - self._start[item])

    def _index(self, levels: Mapping[SettableLevel, float], asks: Side) -> float:
        scores = [self._factor(number, levels, asks).score for number in range(len(self._weights))]
        return float(index_of(FLOATS, scores, self._weights, self._floor).value)

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
            sides = dict(zip("ab", self._trials.base[part.key], strict=False))
            of_pair = self._trials.base[part.key][2]
            for item in part.items:
                level = levels.get(item)
                if level == self._start.get(item) and item not in self._taken:
                    continue  # as it was read for these needs
                if level is not None and item.holder == "pair":
                    of_pair = certain(level)
                elif level is not None:
                    sides[item.holder] = certain(level)
            rule = self._trials.rubric.indicators[part.key].combine.rule
            self._quantities[key] = combine(
                FLOATS, rule, sides["a"], sides["b"], of_pair, asks, self._setting.harmed
            )
        return self._quantities[key]
