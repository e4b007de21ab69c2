"""Many what-ifs of one pair at once: levels as columns, judged by the kernel that judges one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from readiness.engine.arithmetic import RATED, Quantity
from readiness.engine.combine import sides_that_count
from readiness.engine.kernel import BLOCKED
from readiness.engine.outcome import compared, outcome
from readiness.engine.statuses import next_phase, phase_of
from readiness.evidence.pair import quantities
from readiness.many.columns import Columns, Rows, full
from readiness.many.first import NONE, first_obstacles
from readiness.many.levels import merged

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
    """What-ifs judged, one entry each: the code of the verdict, whether readiness has a value, readiness (0-100)."""

    verdict: Column
    known: Column
    readiness: Column


class First(NamedTuple):
    """The first entry of what-ifs: its status and its indicator by their numbers, NONE without one."""

    status: Column
    indicator: Column


Columned = TypeVar("Columned", Tried, First)


class Trials:
    """One pair, ready to be judged with other levels. A level that is set is certain, as `--set` has it.

    Its levels and what it needs are those of all needs together; `alone` are the same for each need where there are several.
    """

    def __init__(self, judged: Judgement, stands: Stands | None = None) -> None:
        self.judged, whole = judged, judged.whole
        self.rubric, self.setting = judged.rubric, whole.outcome.setting
        self.stands = whole.stands if stands is None else stands
        self.alone = tuple(Trials(single, stands) for single in judged.alone)
        self.base: dict[str, Levels] = {key: quantities(reading) for key, reading in whole.readings.items()}
        self.asking: tuple[Side, ...] = ("a", "b") if judged.a.id < judged.b.id else ("b", "a")
        if whole.other is None:
            self.asking = (whole.outcome.requesting,)
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
        return self.rubric.indicators[item.indicator].necessary_for(phase, self.setting.scope.needs)

    def level(self, item: SettableLevel) -> Quantity:
        """The level on record."""
        return self.base[item.indicator][HOLDERS.index(item.holder)]

    def seen(self, item: SettableLevel) -> list[Quantity]:
        """The levels on record for all needs together and for each alone, where the question applies."""
        levels = [trials.level(item) for trials in (self, *self.alone)]
        return [level for level in levels if level.applicable]

    def outcomes(self, changes: Mapping[SettableLevel, Column]) -> list[Outcome]:
        """Every phase in each direction. `changes` hold a level (0-4) a what-if, NaN where it stays as it is."""
        sides = dict(self.base)
        for item, levels in changes.items():
            parts = list(sides[item.indicator])
            number = HOLDERS.index(item.holder)
            parts[number] = _set(parts[number], levels)
            sides[item.indicator] = (parts[0], parts[1], parts[2])
        return [outcome(Columns(), self.setting, sides, self.stands, side) for side in self.asking]

    def tried(self, changes: Mapping[SettableLevel, Column], phase: str | None, size: int) -> Tried:
        """The judgement of one phase, by default of that which the records give: of both directions and all needs the worse one."""
        tried, _ = shown(self.outcomes(changes), self._phase(phase), size)
        for single in self.alone:
            alone = single.tried(changes, phase, size)
            tried = _where(alone.verdict < tried.verdict, alone, tried)
        return tried

    def told(
        self, changes: Mapping[SettableLevel, Column], phase: str | None, size: int
    ) -> tuple[Tried, First]:
        """The same with the first entry."""
        outcomes = self.outcomes(changes)
        tried, second = shown(outcomes, self._phase(phase), size)
        first = self._first(outcomes, self._phase(phase), tried, second)
        for single in self.alone:
            alone, other = single.told(changes, phase, size)
            worse = alone.verdict < tried.verdict
            tried, first = _where(worse, alone, tried), _where(worse, other, first)
        return tried, first

    def _phase(self, phase: str | None) -> str:
        return self.judged.whole.phase.phase if phase is None else phase

    def _first(self, outcomes: list[Outcome], phase: str, tried: Tried, second: Column) -> First:
        size = len(second)
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
        return First(status, indicator)


def _where(condition: Column, yes: Columned, no: Columned) -> Columned:
    """Each column of two tuples, where a condition holds from the first."""
    return type(yes)(*(np.where(condition, new, old) for new, old in zip(yes, no, strict=True)))


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
