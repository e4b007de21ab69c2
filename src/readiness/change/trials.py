"""Many what-ifs of one pair at once: levels as columns, judged by the kernel that judges one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.engine.arithmetic import FLOATS, RATED, Quantity
from readiness.engine.kernel import BLOCKED, READY
from readiness.engine.outcome import compared, outcome
from readiness.engine.pair_levels import sides_that_count
from readiness.engine.statuses import next_phase, phase_of, statuses
from readiness.evidence.pair_reading import quantities
from readiness.many.column_arithmetic import Columns, Rows, full
from readiness.many.first_obstacles import NONE, first_obstacles
from readiness.many.levels import merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.engine.arithmetic import Arithmetic, Number
    from readiness.engine.kernel import PhaseScore
    from readiness.engine.outcome import Levels, Outcome, Stands
    from readiness.engine.setting import Setting
    from readiness.engine.statuses import Status
    from readiness.evidence.level_reading import Reading
    from readiness.evidence.supposed_levels import Holder
    from readiness.many.column_arithmetic import Column
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


class Trials:
    """One pair, ready to be judged with other levels. A level that is set is certain, as `--set` has it.

    Its levels and what it needs are those of all needs together; `alone` are the same for each need where there are several.
    """

    def __init__(self, judged: Judgement, stands: Stands | None = None) -> None:
        self.judged, whole = judged, judged.whole
        self.rubric, self.setting = judged.rubric, whole.outcome.setting
        self.stands = whole.stands if stands is None else stands
        self.base: dict[str, Levels] = {key: quantities(reading) for key, reading in whole.readings.items()}
        self.alone = tuple(Trials(single, stands) for single in judged.alone)
        for single in self.alone:  # what reads the same for a need alone is worked out once
            single.base = {key: _shared(levels, self.base[key]) for key, levels in single.base.items()}
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

    def reading(self, item: SettableLevel) -> Reading:
        """What the level on record was read from."""
        reading = self.judged.whole.readings[item.indicator]
        return reading.pair if item.holder == "pair" else reading.side(item.holder)

    def seen(self, item: SettableLevel) -> list[Reading]:
        """What is read for all needs together and for each alone, where the question applies."""
        readings = [trials.reading(item) for trials in (self, *self.alone)]
        return [reading for reading in readings if reading.applicable]

    def score(self, levels: Mapping[SettableLevel, float], phase: str) -> PhaseScore:
        """The judgement of one phase with some levels (0-4) in place of those on record: of both directions and all needs the worse one."""
        certain_levels = {item: certain(level) for item, level in levels.items()}
        ways = self._outcomes(FLOATS, certain_levels.get, (phase,))
        worst = ways[0 if compared(FLOATS, ways[0], ways[-1], phase) <= 0 else -1].phases[phase]
        for single in self.alone:
            if worst.verdict > BLOCKED:
                alone = single.score(levels, phase)
                worst = alone if alone.verdict < worst.verdict else worst
        return worst

    def outcomes(
        self,
        changes: Mapping[SettableLevel, Column],
        phases: Sequence[str],
        arithmetic: Columns | None = None,
    ) -> list[Outcome]:
        """Some phases in each direction. `changes` hold a level (0-4) a what-if, NaN where it stays as it is."""
        columns = arithmetic or Columns()
        return self._outcomes(
            columns,
            lambda item, level: columns.once(_set, level, changes[item]) if item in changes else level,
            phases,
        )

    def _outcomes(
        self,
        arithmetic: Arithmetic,
        changed: Callable[[SettableLevel, Quantity], Quantity],
        phases: Sequence[str],
    ) -> list[Outcome]:
        sides: dict[str, Levels] = {}
        for key, (a, b, pair) in self.base.items():
            sides[key] = (
                changed(SettableLevel(key, "a"), a),
                changed(SettableLevel(key, "b"), b),
                changed(SettableLevel(key, "pair"), pair),
            )
        return [outcome(arithmetic, self.setting, sides, self.stands, side, phases) for side in self.asking]

    def tried(self, changes: Mapping[SettableLevel, Column], phase: str | None, size: int) -> Tried:
        """The judgement of one phase, by default of that which the records give: of both directions and all needs the worse one."""
        tried, _ = _worst(self._parts(changes, [self._phase(phase)], size))
        return tried

    def told(
        self, changes: Mapping[SettableLevel, Column], phase: str | None, size: int
    ) -> tuple[Tried, First]:
        """The same with the first entry."""
        assessed = self._phase(phase)
        following = next_phase(self.rubric, assessed)
        parts = self._parts(changes, [assessed] if following is None else [assessed, following], size)
        tried, decides = _worst(parts)
        status, indicator = np.full(size, NONE), np.full(size, NONE)
        for number, part in enumerate(parts):
            self._first(part, assessed, following, decides == number, status, indicator)
        return tried, First(status, indicator)

    def _phase(self, phase: str | None) -> str:
        return self.judged.whole.phase.phase if phase is None else phase

    def _parts(
        self, changes: Mapping[SettableLevel, Column], phases: Sequence[str], size: int
    ) -> list[_Part]:
        """What-ifs judged for all needs together, and for each alone as long as any of them could come out worse."""
        columns, parts, worst = Columns(), [], np.full(size, READY)
        for trials in (self, *self.alone):
            if (worst > BLOCKED).any():
                outcomes = trials.outcomes(changes, phases, columns)
                tried, second = shown(outcomes, phases[0], size)
                parts.append(_Part(trials.setting, outcomes, tried, second))
                worst = np.minimum(worst, tried.verdict)
        return parts

    def _first(
        self,
        part: _Part,
        phase: str,
        following: str | None,
        decided: Column,
        status: Column,
        indicator: Column,
    ) -> None:
        """Put down the first entries of the what-ifs that a part decides."""
        for number, result in enumerate(part.outcomes):
            for blocked in (True, False):
                rows = np.flatnonzero(
                    decided & (part.second == (number == 1)) & ((part.tried.verdict == BLOCKED) == blocked)
                )
                if not len(rows):
                    continue
                chosen = Rows(rows)
                now = chosen.of(phase_of(result, phase))
                then = chosen.of(phase_of(result, following)) if following is not None else None
                in_order = statuses(Columns(), part.setting, now, then)
                obstacles = len(part.setting.rubric.obstacles)
                first = first_obstacles(in_order, obstacles, len(rows), _of_no_account)
                status[rows], indicator[rows] = first.status, first.indicator


class _Part(NamedTuple):
    """What-ifs judged for some needs: the outcome in each direction, what is shown, and where that is the second direction."""

    setting: Setting
    outcomes: list[Outcome]
    tried: Tried
    second: Column


def _worst(parts: Sequence[_Part]) -> tuple[Tried, Column]:
    """What-if by what-if the judgement of the part with the worst verdict, of equal ones of the first, and its number."""
    decides: Column = np.stack([part.tried.verdict for part in parts]).argmin(axis=0)
    of_parts = zip(*(part.tried for part in parts), strict=True)
    return Tried(*(np.choose(decides, columns) for columns in of_parts)), decides


def shown(outcomes: list[Outcome], phase: str, size: int) -> tuple[Tried, Column]:
    """Per what-if the judgement of the direction shown, and whether that is the second one."""
    scores = [result.phases[phase] for result in outcomes]
    second = np.zeros(size, dtype=bool)
    if len(scores) > 1:
        second = full(compared(Columns(), outcomes[0], outcomes[-1], phase) > 0, size)
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
    return merged(level, changed, certain(np.where(changed, levels, 0.0)))


def certain(level: Number) -> Quantity:
    """A level (0-4) that is taken as certain."""
    return Quantity(True, True, RATED, level, level, level)


def _shared(levels: Levels, others: Levels) -> Levels:
    """Levels, those that are equal to others being the same."""
    a, b, pair = (other if level == other else level for level, other in zip(levels, others, strict=True))
    return a, b, pair
