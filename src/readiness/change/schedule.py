"""Moves put in order: which can begin when, what each lifts, and what cannot begin at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from readiness.change.available_moves import high_enough, pair_level
from readiness.engine.arithmetic import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from readiness.assessment.result.verdicts import SideName
    from readiness.change.available_moves import Bound, Move
    from readiness.change.trials import SettableLevel
    from readiness.model.remedy_effect import Step


class Lifted(NamedTuple):
    """A level that a step lifts; from what to what is None where that is not to be shown."""

    item: SettableLevel
    before: float | None
    after: float | None


class Stage(NamedTuple):
    """A step of a plan in time: in months from the beginning."""

    move: int
    start: int
    end: int
    lifts: tuple[Lifted, ...]


class Running(Struct, frozen=True):
    """Moves as far as they can be run. `stuck` are the numbers of those that cannot begin, each once."""

    levels: Mapping[SettableLevel, float]
    stages: tuple[Stage, ...]
    stuck: tuple[int, ...]

    @property
    def months(self) -> int:
        """When the last step ends."""
        return max((stage.end for stage in self.stages), default=0)


def run(moves: Sequence[Move], counts: Sequence[int], start: Mapping[SettableLevel, float]) -> Running:
    """So many uses of each move, each begun as soon as it can be.

    Of several that can begin, one for weak partners goes before what would make the partner strong, one that lifts from 0
    before one that cannot, and one with a lower limit before one with a higher, so that nothing is wasted.
    """
    running = _Run(moves, counts, start).result()
    if any(bound.most is not None for number in running.stuck for bound in moves[number].bounds):
        # Another one made the partner strong too early: perhaps not where sides are taken the other way round.
        turned = _Run(moves, counts, start, turned=True).result()
        return min(running, turned, key=lambda result: len(result.stuck))
    return running


def uses_of(running: Running, size: int) -> list[int]:
    """How often each of so many moves was begun."""
    uses = [0] * size
    for stage in running.stages:
        uses[stage.move] += 1
    return uses


class _Run:
    """What has happened so far."""

    def __init__(
        self,
        moves: Sequence[Move],
        counts: Sequence[int],
        start: Mapping[SettableLevel, float],
        *,
        turned: bool = False,
    ) -> None:
        self._moves = moves
        self._left = {number: count for number, count in enumerate(counts) if count}
        self._levels = dict(start)
        self._times = {item: [(level, 0)] for item, level in start.items()}
        self._ends: dict[int, int] = {}
        self._done: dict[tuple[str, SideName], int] = {}
        self._not_before: dict[SettableLevel, int] = {}
        self._stages: list[Stage] = []
        self._lifting: dict[SettableLevel, list[tuple[int, Step]]] = {}
        for number in self._left:
            for item, step in moves[number].lifts:
                self._lifting.setdefault(item, []).append((number, step))
        self._weak_only = {
            number for number in self._left if any(bound.most is not None for bound in moves[number].bounds)
        }
        order = sorted(self._left, key=lambda number: moves[number].name, reverse=turned)
        self._order = sorted(order, key=lambda number: _priority(moves[number]))

    def step(self) -> bool:
        """Begin the next move that can begin. False if none can."""
        ready = [number for number in self._order if number in self._left and self._open(self._moves[number])]
        if not ready:
            return False
        kept = [number for number in ready if not self._closes_others(number)] or ready
        in_time = [number for number in kept if not self._too_early(number, self._left)]
        if not in_time:  # what opens another one goes first, and wastes as little as can be
            opening = [number for number in kept if self._opens(number)] or kept
            in_time = [
                number for number in opening if not self._too_early(number, frozenset(kept))
            ] or opening
        number = in_time[0]
        self._begin(number)
        return True

    def result(self) -> Running:
        """What comes of all moves that can begin."""
        while self.step():
            pass
        return Running(self._levels, tuple(self._stages), tuple(self._left))

    def _begin(self, number: int) -> None:
        move = self._moves[number]
        lifting = [
            (item, step)
            for item, step in move.lifts
            if step.lifted(self._levels[item]) > self._levels[item] + TOLERANCE
        ]
        start = self._start_of(move, self._ends.get(number, 0), lifting)
        end = start + move.months
        lifts = [Lifted(item, self._levels[item], step.lifted(self._levels[item])) for item, step in lifting]
        for item, step in lifting:
            self._levels[item] = step.lifted(self._levels[item])
            self._times[item].append((self._levels[item], end))
        for bound in move.bounds:
            if bound.most is not None:
                for item in bound.items:
                    self._not_before[item] = max(start, self._not_before.get(item, 0))
        self._ends[number] = end
        self._done.setdefault(move.name, end)
        self._stages.append(Stage(number, start, end, tuple(lifts)))
        self._left[number] -= 1
        if not self._left[number]:
            del self._left[number]

    def _start_of(self, move: Move, last: int, lifting: Sequence[tuple[SettableLevel, Step]]) -> int:
        """When a move can begin after its last use: what it needs and the levels that it works from are there.

        It ends no earlier than what lifts the same levels before it, since it lifts further what that one leads to.
        """
        times = [last]
        times += [self._time(bound) for bound in move.bounds if bound.least is not None]
        times += [self._done[name] for name in move.after]
        times += [self._not_before.get(item, 0) for item, _ in move.lifts]
        for item, step in lifting:
            times += [self._when(item, step.works_at), self._times[item][-1][1] - move.months]
        return max(times)

    def _open(self, move: Move) -> bool:
        return all(self._met(bound) for bound in move.bounds) and all(
            name in self._done for name in move.after
        )

    def _met(self, bound: Bound) -> bool:
        level = pair_level(bound.items, self._levels)
        low_enough = bound.most is None or (level is not None and level <= bound.most + TOLERANCE)
        return low_enough and high_enough(bound, self._levels)

    def _time(self, bound: Bound) -> int:
        """When the lowest of the levels got as high as it must be."""
        least = (bound.least or 0.0) - TOLERANCE
        return max((self._when(item, lambda level: level >= least) for item in bound.items), default=0)

    def _when(self, item: SettableLevel, wanted: Callable[[float], bool]) -> int:
        """When a level first was as it must be, which it is by now."""
        return next(end for level, end in self._times[item] if wanted(level))

    def _too_early(self, number: int, others: Container[int]) -> bool:
        """Whether a move would waste what it or another one can do.

        It would where it finds too low what another one can lift from there, or lifts what another one with a lower
        limit could still lift.
        """
        for item, step in self._moves[number].lifts:
            level = self._levels[item]
            for other, by in self._lifting[item]:
                if other == number or other not in others or not by.works_at(level):
                    continue  # it cannot lift this yet, so that nothing is kept for it
                if not step.works_at(level) or level < by.to < step.to:
                    return True
        return False

    def _opens(self, number: int) -> bool:
        """Whether a move lifts something that one which is still to begin waits for."""
        lifted = {
            item
            for item, step in self._moves[number].lifts
            if step.lifted(self._levels[item]) > self._levels[item]
        }
        return any(
            bound.least is not None and item in lifted and self._levels[item] < bound.least - TOLERANCE
            for other in self._left
            for bound in self._moves[other].bounds
            for item in bound.items
        )

    def _closes_others(self, number: int) -> bool:
        """Whether a move would lift something above what another one that is still to begin allows."""
        if not self._weak_only:
            return False
        after = dict(self._levels)
        for item, step in self._moves[number].lifts:
            after[item] = step.lifted(after[item])
        for other in self._weak_only & self._left.keys():
            for bound in self._moves[other].bounds:
                level = pair_level(bound.items, after)
                again = other != number or self._left[number] > 1
                if again and bound.most is not None and level is not None and level > bound.most + TOLERANCE:
                    return True
        return False


def _priority(move: Move) -> tuple[bool, float, int]:
    weak_only = any(bound.most is not None for bound in move.bounds)
    height = min((step.to for _, step in move.lifts), default=0.0)
    return not weak_only, height, move.months
