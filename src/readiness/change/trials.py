"""Many what-ifs of one pair at once: levels as columns, judged by the kernel that judges one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.engine.arithmetic import RATED, Quantity
from readiness.engine.combine import sides_that_count
from readiness.engine.kernel import BLOCKED
from readiness.engine.outcome import compared, outcome
from readiness.engine.statuses import next_phase, phase_of
from readiness.evidence.pair import quantities
from readiness.many.columns import Columns, Rows, full, merged
from readiness.many.first import NONE, first_obstacles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from readiness.assessment.judgement import Judgement
    from readiness.engine.outcome import Levels, Outcome, Stands
    from readiness.engine.statuses import Status
    from readiness.evidence.supposed import Holder
    from readiness.many.columns import Column
    from readiness.model.question import Side

HOLDERS: tuple[Holder, Holder, Holder] = ("a", "b", "pair")


class SettableLevel(NamedTuple):
    """A level that can be set: of an indicator, on one side or of the pair as such."""

    indicator: str
    holder: Holder


class Tried(NamedTuple):
    """What-ifs judged in one phase, one entry each: the code of the verdict, whether readiness has a value, readiness (0-100)."""

    verdict: Column
    known: Column
    readiness: Column


class Trials:
    """One pair, ready to be judged with other levels. A level that is set is certain, as `--set` has it."""

    def __init__(self, judged: Judgement, stands: Stands | None = None) -> None:
        self.judged = judged
        self.rubric, self.setting = judged.rubric, judged.outcome.setting
        self.stands = judged.stands if stands is None else stands
        self.base: dict[str, Levels] = {key: quantities(reading) for key, reading in judged.readings.items()}
        self.asking: tuple[Side, ...] = ("a", "b") if judged.a.id < judged.b.id else ("b", "a")
        if judged.other is None:
            self.asking = (judged.outcome.requesting,)
        elif not self.setting.directional:
            self.asking = self.asking[:1]

    def items(self) -> Iterator[SettableLevel]:
        """The levels that count in the scope, in catalogue order: those of a side that never counts are left out."""
        demands = next(iter(self.setting.demands.values()))
        for (key, indicator), demand in zip(self.rubric.indicators.items(), demands, strict=True):
            if not demand.weight:
                continue
            counting = {
                side
                for asks in self.asking
                for side in sides_that_count(indicator.combine.rule, asks, self.setting.harmed)
            }
            holders: list[Holder] = [side for side in HOLDERS[:2] if side in counting] or ["pair"]
            yield from (SettableLevel(key, holder) for holder in holders)

    def needed(self, item: SettableLevel, phase: str) -> float | None:
        """The level that a phase asks of the indicator, None if it asks none."""
        return self.rubric.indicators[item.indicator].necessary_for(phase, self.judged.scope.needs)

    def level(self, item: SettableLevel) -> Quantity:
        """The level on record."""
        return self.base[item.indicator][HOLDERS.index(item.holder)]

    def outcomes(self, changes: Mapping[SettableLevel, Column]) -> list[Outcome]:
        """Every phase in each direction. `changes` hold a level (0-4) a what-if, NaN where it stays as it is."""
        sides = dict(self.base)
        for item, levels in changes.items():
            parts = list(sides[item.indicator])
            number = HOLDERS.index(item.holder)
            parts[number] = _set(parts[number], levels)
            sides[item.indicator] = (parts[0], parts[1], parts[2])
        return [outcome(Columns(), self.setting, sides, self.stands, side) for side in self.asking]

    def tried(self, changes: Mapping[SettableLevel, Column], phase: str, size: int) -> Tried:
        """The judgement of one phase, of both directions the worse one."""
        return shown(self.outcomes(changes), phase, size)[0]

    def firsts(self, outcomes: list[Outcome], phase: str, size: int) -> tuple[Column, Column]:
        """Per what-if the status and the indicator of the first entry, by their numbers, NONE without one."""
        tried, second = shown(outcomes, phase, size)
        status, indicator = np.full(size, NONE), np.full(size, NONE)
        for number, result in enumerate(outcomes):
            for blocked in (True, False):
                rows = np.flatnonzero((second == (number == 1)) & ((tried.verdict == BLOCKED) == blocked))
                if not len(rows):
                    continue
                following = next_phase(self.rubric, phase)
                chosen = Rows(rows)
                now = chosen.of(phase_of(result, phase))
                then = chosen.of(phase_of(result, following)) if following is not None else None
                first = first_obstacles(self.setting, now, then, len(rows), _of_no_account)
                status[rows], indicator[rows] = first.status, first.indicator
        return status, indicator


def shown(outcomes: list[Outcome], phase: str, size: int) -> tuple[Tried, Column]:
    """Per what-if the judgement of the direction shown, and whether that is the second one."""
    scores = [result.phases[phase] for result in outcomes]
    second = np.zeros(size, dtype=bool)
    if len(scores) > 1:
        second = full(compared(Columns(), *scores) > 0, size)
    of_sides = [
        Tried(*(full(part, size) for part in (score.verdict, score.known, score.readiness.value)))
        for score in scores
    ]
    first, last = of_sides[0], of_sides[-1]
    return Tried(*(np.where(second, new, old) for old, new in zip(first, last, strict=True))), second


def _of_no_account(_indicator: int, _status: Status) -> int:
    """The obstacle that an indicator raises: which entry is first does not depend on it."""
    return 0


def _set(level: Quantity, levels: Column) -> Quantity:
    """A level with those that are set in its place."""
    changed = ~np.isnan(levels)
    values = np.where(changed, levels, 0.0)
    return merged(level, changed, Quantity(True, True, RATED, values, values, values))
