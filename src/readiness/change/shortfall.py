"""What some uses of moves still lack to reach the target: a move that may mend it, and what it costs at least.

First what the moves in hand need to begin, then the levels that are necessary, then the score, then time.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from readiness.change.cost import unit
from readiness.change.cost_bound import LeastCost, ScoreBound
from readiness.change.reach import reach
from readiness.change.schedule import Running, run
from readiness.engine.arithmetic import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.change.available_moves import Move
    from readiness.change.scoring import Scores
    from readiness.change.trials import SettableLevel
    from readiness.model.remedy_effect import Step

    Want = tuple[SettableLevel, float]
    """An item and the level (0-4) that it must reach."""

NOWHERE = -1
"""The number of a move that there is not."""

Counts = tuple[int, ...]


class SearchProblem(Struct, frozen=True):
    """Moves, the levels they start from, the levels that are needed, and the score if the bar must be passed."""

    moves: Sequence[Move]
    start: Mapping[SettableLevel, float]
    needs: Sequence[Want]
    scores: Scores | None
    within: int | None = None


class Node(NamedTuple):
    """A number of uses of each move, and how many there may be at most."""

    counts: Counts
    most: Counts


class Lack(NamedTuple):
    """What a node lacks: the number of a move that may mend it, and a bound of the cost of what must be added.

    Nothing where it is complete; without a move nothing can mend it.
    """

    option: int | None
    cost: int
    complete: bool = False


IMPOSSIBLE = Lack(None, 0)
COMPLETE = Lack(None, 0, complete=True)


class Lacks:
    """Looks at nodes of one problem. `root` is the first of them."""

    def __init__(self, problem: SearchProblem) -> None:
        self._it = problem
        self._names = {move.name: number for number, move in enumerate(problem.moves)}
        self._lifting: dict[SettableLevel, list[tuple[int, Step]]] = {}
        for number, move in enumerate(problem.moves):
            for item, step in move.lifts:
                if step.to > problem.start[item] + TOLERANCE:
                    self._lifting.setdefault(item, []).append((number, step))
        self._runs: dict[Counts, Running] = {}
        most = reach(problem.moves, problem.start)
        able = [move.uses * (number in most.moves) for number, move in enumerate(problem.moves)]
        self.root = Node((0,) * len(problem.moves), tuple(able))
        self._bound = (
            ScoreBound(problem.scores, problem.moves, problem.start, most.levels) if problem.scores else None
        )
        self.possible = self._met(most.levels) and (self._bound is None or self._bound.may_pass(most.levels))
        """Whether every move as often as it may be used could reach the target, time aside. If not, nothing does."""

    def reached(self, levels: Mapping[SettableLevel, float]) -> bool:
        """Whether levels are where they must be."""
        scores = self._it.scores
        return self._met(levels) and (scores is None or scores.passes(levels))

    def _met(self, levels: Mapping[SettableLevel, float]) -> bool:
        return all(levels[item] >= need - TOLERANCE for item, need in self._it.needs)

    def does(self, counts: Counts) -> bool:
        """Whether moves reach the target when they run so."""
        running = self.run(counts)
        in_time = self._it.within is None or running.months <= self._it.within
        return in_time and not running.stuck and self.reached(running.levels)

    def run(self, counts: Counts) -> Running:
        """How so many uses run."""
        if counts not in self._runs:
            self._runs[counts] = run(self._it.moves, counts, self._it.start)
        return self._runs[counts]

    def point_at(self, counts: Counts) -> None:
        """Make the bound of the score closest around a plan."""
        if self._bound is not None:
            self._bound.point_at(self.run(counts).levels)

    def lack(self, node: Node) -> Lack:
        """What a node lacks."""
        it, running = self._it, self.run(node.counts)
        wants = self._wanted_first(node, running)
        if isinstance(wants, Lack):
            return wants
        wants += [need for need in it.needs if running.levels[need[0]] < need[1] - TOLERANCE]
        if wants:
            return self._wanted(node, wants, running)
        if it.scores is not None and not it.scores.passes(running.levels):
            return self._below_bar(node, running.levels)
        if it.within is not None and running.months > it.within:
            return self._too_late(node)
        return COMPLETE

    def _wanted_first(self, node: Node, running: Running) -> list[Want] | Lack:
        """The levels that moves wait for; what is lacking where one waits for another remedy or for ever."""
        wants: list[Want] = []
        for number in running.stuck:
            move = self._it.moves[number]
            missing = [self._names.get(name, NOWHERE) for name in move.after]
            missing = [first for first in missing if first == NOWHERE or not node.counts[first]]
            if missing:
                possible = NOWHERE not in missing and _free(node, missing[0])
                return Lack(missing[0], 0) if possible else IMPOSSIBLE
            for bound in move.bounds:
                if any(item not in running.levels for item in bound.items):
                    return IMPOSSIBLE
                wants += [
                    (item, bound.least)
                    for item in bound.items
                    if bound.least is not None and running.levels[item] < bound.least - TOLERANCE
                ]
        return IMPOSSIBLE if running.stuck and not wants else wants

    def _wanted(self, node: Node, wants: Sequence[Want], running: Running) -> Lack:
        """Levels are wanted: the moves of which one must be added.

        What a move that cannot begin yet would lift may come by itself; what nothing in hand lifts must be added. Where all is
        in hand and each waits for the other, anything that lifts what one of them waits for may help.
        """
        stuck = frozenset(running.stuck)
        options = {want: self._options(node, want[0], running.levels) for want in wants}
        urgent = [want for want in wants if not self._in_hand(want[0], stuck)]
        if not urgent:
            added = sorted({number for numbers in options.values() for number in numbers})
            return Lack(added[0], unit(1)) if added else IMPOSSIBLE
        chosen = min(urgent, key=lambda want: len(options[want]))
        if not options[chosen]:
            return IMPOSSIBLE
        cost = self._least(urgent, options, running.levels)
        if self._it.scores is not None and not running.stuck and not self._it.scores.passes(running.levels):
            below = self._score_cost(node, running.levels)
            if below is None:
                return IMPOSSIBLE
            cost = max(cost, below.cost)
        return Lack(options[chosen][0], cost)

    def _least(
        self,
        wants: Sequence[Want],
        options: Mapping[Want, Sequence[int]],
        levels: Mapping[SettableLevel, float],
    ) -> int:
        """A bound of the cost: of wants that share no move every one costs its cheapest moves."""
        total = 0
        used: set[int] = set()
        for item, level in sorted(wants, key=lambda want: len(options[want])):
            moves = options[item, level]
            if used & set(moves):
                continue
            used |= set(moves)
            by = max(step.by for _, step in self._lifting[item])
            uses = ceil((level - levels[item]) / by - TOLERANCE)
            total += uses * min(unit(self._it.moves[number].cost) for number in moves)
        return total

    def _below_bar(self, node: Node, levels: Mapping[SettableLevel, float]) -> Lack:
        """The score lacks something: the most telling move of the dearest band that is needed, so that branches without it soon fall."""
        least = self._score_cost(node, levels)
        if least is None or self._bound is None:
            return IMPOSSIBLE
        return Lack(self._bound.most_telling(levels, node.counts, _left(node), least.dearest), least.cost)

    def _score_cost(self, node: Node, levels: Mapping[SettableLevel, float]) -> LeastCost | None:
        return self._bound.least(levels, node.counts, _left(node)) if self._bound is not None else None

    def _too_late(self, node: Node) -> Lack:
        """The plan ends too late: only what lets its moves begin earlier could help."""
        moves = self._it.moves
        used = [move for move, uses in zip(moves, node.counts, strict=True) if uses]
        waited_for = {item for move in used for bound in move.bounds for item in bound.items}
        waited_for |= {
            item for move in used for item, step in move.lifts if not step.works_at(self._it.start[item])
        }
        options = (
            number
            for number, move in enumerate(moves)
            if _free(node, number) and any(item in waited_for for item, _ in move.lifts)
        )
        return Lack(next(options, None), unit(1))

    def _options(self, node: Node, item: SettableLevel, levels: Mapping[SettableLevel, float]) -> list[int]:
        """The moves that may still be added to lift a level; from 0 one that lifts from there must come first."""
        options = [
            number
            for number, step in self._lifting.get(item, ())
            if _free(node, number) and step.works_at(levels[item])
        ]
        return sorted(
            options, key=lambda number: (self._it.moves[number].cost, self._it.moves[number].months)
        )

    def _in_hand(self, item: SettableLevel, stuck: frozenset[int]) -> bool:
        return any(lifted == item for number in stuck for lifted, _ in self._it.moves[number].lifts)


def _free(node: Node, number: int) -> bool:
    return node.counts[number] < node.most[number]


def _left(node: Node) -> list[int]:
    return [most - uses for most, uses in zip(node.most, node.counts, strict=True)]
