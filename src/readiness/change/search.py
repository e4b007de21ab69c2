"""The cheapest moves that reach a target: branch and bound, exact unless it is cut off.

Costs are ordinal bands, so that a plan costs its steps in the dearest band, then those in the next, and so on down; of equal
ones the one that ends first is better. A node is a number of uses of each move. What it still lacks names the moves of which
at least one must be added; each branch adds one of them and forbids more of those tried before it, so that no plan is met twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, groupby
from math import ceil
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.change.running import Running, reach, run
from readiness.engine.arithmetic import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.change.moves import Move
    from readiness.change.scoring import Scores
    from readiness.change.trials import Item
    from readiness.many.columns import Column
    from readiness.model.lifting import Step

    Want = tuple[Item, float]
    """An item and the level (0-4) that it must reach."""

    Offer = tuple[int, float, int]
    """A move's cost band, what one more use of it adds at most, and its number."""

BANDS = 4
UNIT = 10_000
"""More steps than any plan has: a cost is a number in this base, its first digit the steps of the dearest band."""
NODES = 4_000
"""So many nodes are looked at before the search for the cheapest plan, or for the shortest of the cheapest, is cut off."""

NOWHERE = -1
"""The number of a move that there is not."""

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Moves, the levels they start from, the levels that are needed, and the score if the bar must be passed."""

    moves: Sequence[Move]
    start: Mapping[Item, float]
    needs: Sequence[Want]
    scores: Scores | None
    within: int | None = None


class Found(NamedTuple):
    """A plan: the uses of each move and how they run. `least` is a bound that no plan's cost is below; with `exact` it is its cost.

    `shortest` tells that none of the same cost ends earlier.
    """

    counts: Counts
    running: Running
    cost: int
    least: int
    exact: bool
    shortest: bool


def cheapest(problem: Problem) -> Found | int | None:
    """The cheapest plan, None if there is none; a bound of the cost where the search was cut off before one was found."""
    search = _Search(problem)
    plan, least = search.cheapest()
    if plan is None:
        return least
    shorter, complete = search.shortest(plan)
    running = run(problem.moves, shorter, problem.start)
    cost = cost_of(problem.moves, plan)
    return Found(shorter, running, cost, cost if least is None else least, least is None, complete)


def cost_of(moves: Sequence[Move], counts: Sequence[int]) -> int:
    """The cost of some uses as one number."""
    return sum(uses * unit(move.cost) for move, uses in zip(moves, counts, strict=True))


def unit(band: int) -> int:
    """One step of a band."""
    return int(UNIT ** (band - 1))


def by_band(cost: int) -> tuple[int, ...]:
    """The steps of each band, the dearest first."""
    return tuple(cost // unit(band) % UNIT for band in range(BANDS, 0, -1))


class _Node(NamedTuple):
    counts: Counts
    most: Counts


class _Lack(NamedTuple):
    """What a node lacks: the numbers of the moves of which one must be added at least, and a bound of the cost of the rest.

    Complete without options and possible; impossible where nothing can mend it.
    """

    options: Sequence[int]
    cost: int
    possible: bool
    complete: bool = False


IMPOSSIBLE = _Lack((), 0, possible=False)


class _Search:
    """Holds what every node needs."""

    def __init__(self, problem: Problem) -> None:
        self._it = problem
        self._names = {move.name: number for number, move in enumerate(problem.moves)}
        self._lifting: dict[Item, list[tuple[int, Step]]] = {}
        for number, move in enumerate(problem.moves):
            for item, step in move.lifts:
                if step.to > problem.start[item] + TOLERANCE:
                    self._lifting.setdefault(item, []).append((number, step))
        self._runs: dict[Counts, Running] = {}
        self._gains: dict[Counts, tuple[list[tuple[float, list[Offer]]], list[Offer]]] = {}
        self._bands = np.array([move.cost for move in problem.moves])
        self._most = reach(problem.moves, problem.start)
        able = [move.uses * (number in self._most.moves) for number, move in enumerate(problem.moves)]
        self._root = _Node((0,) * len(problem.moves), tuple(able))

    def cheapest(self) -> tuple[Counts | None, int | None]:
        """The cheapest plan, and a bound of the cost if the search was cut off; neither if there is none.

        The node with the lowest bound is looked at first, of equal ones the deepest. Until then its bound is its parent's.
        """
        if not self._reached(self._most.levels):
            return None, None
        order = count()
        heap: list[tuple[int, int, int, _Node, _Lack | None]] = [(0, 0, next(order), self._root, None)]
        for _ in range(NODES):
            if not heap:
                return None, None
            bound, depth, _, node, lack = heappop(heap)
            if lack is None:
                lack = self._lack(node)
                if not lack.possible:
                    continue
                spent = cost_of(self._it.moves, node.counts) + lack.cost
                if spent > bound:
                    heappush(heap, (spent, depth, next(order), node, lack))
                    continue
            if lack.complete:
                return node.counts, None
            for child in self._children(node, lack):
                heappush(heap, (bound, depth - 1, next(order), child, None))
        return self._dive() or self._pared(), heap[0][0] if heap else 0

    def _reached(self, levels: Mapping[Item, float]) -> bool:
        scores = self._it.scores
        met = all(levels[item] >= need - TOLERANCE for item, need in self._it.needs)
        return met and (scores is None or scores.passes(levels))

    def _dive(self) -> Counts | None:
        """Any plan: always the cheapest next move."""
        node = self._root
        while True:
            lack = self._lack(node)
            if lack.complete:
                return node.counts
            children = list(self._children(node, lack)) if lack.possible else []
            scored = [child for child in children if self._lack(child).possible]
            if not scored:
                return None
            node = min(
                scored, key=lambda child: cost_of(self._it.moves, child.counts) + self._lack(child).cost
            )

    def _pared(self) -> Counts | None:
        """Any plan where the dive found none: all that can be done, less what can be left out, the dearest first."""
        counts = [0] * len(self._it.moves)
        for stage in self._run(self._root.most).stages:
            counts[stage.move] += 1
        if not self._does(tuple(counts)):
            return None
        for number in sorted(range(len(counts)), key=lambda number: -self._it.moves[number].cost):
            while counts[number]:
                counts[number] -= 1
                if not self._does(tuple(counts)):
                    counts[number] += 1
                    break
        return tuple(counts)

    def _does(self, counts: Counts) -> bool:
        """Whether moves reach the target when they run so."""
        running = self._run(counts)
        in_time = self._it.within is None or running.months <= self._it.within
        return in_time and not running.stuck and self._reached(running.levels)

    def shortest(self, plan: Counts) -> tuple[Counts, bool]:
        """Of the plans of the same cost the one that ends first, and whether all of them were looked at."""
        moves, cost = self._it.moves, cost_of(self._it.moves, plan)
        best, months = plan, self._run(plan).months
        stack = [self._root]
        for _ in range(NODES):
            if not stack:
                return best, True
            node = stack.pop()
            longest = max(
                (move.months * uses for move, uses in zip(moves, node.counts, strict=True)), default=0
            )
            if longest >= months:
                continue
            lack = self._lack(node)
            if not lack.possible or cost_of(moves, node.counts) + lack.cost > cost:
                continue
            if lack.complete:
                end = self._run(node.counts).months
                if end < months:
                    best, months = node.counts, end
                continue
            stack += reversed(list(self._children(node, lack)))
        return best, not stack

    def _children(self, node: _Node, lack: _Lack) -> list[_Node]:
        """Each option added once; of those before it no more."""
        children = []
        most = list(node.most)
        for number in lack.options:
            counts = list(node.counts)
            counts[number] += 1
            children.append(_Node(tuple(counts), tuple(most)))
            most[number] = node.counts[number]
        return children

    def _lack(self, node: _Node) -> _Lack:
        """What a node lacks: first what its own moves need to begin, then levels, then the score, then time."""
        it, running = self._it, self._run(node.counts)
        wants = self._wanted_first(node, running)
        if isinstance(wants, _Lack):
            return wants
        wants += [need for need in it.needs if running.levels[need[0]] < need[1] - TOLERANCE]
        if wants:
            return self._wanted(node, wants, running)
        if it.scores is not None and not it.scores.passes(running.levels):
            return self._below_bar(node, running.levels)
        if it.within is not None and running.months > it.within:
            return self._too_late(node)
        return _Lack((), 0, possible=True, complete=True)

    def _run(self, counts: Counts) -> Running:
        if counts not in self._runs:
            self._runs[counts] = run(self._it.moves, counts, self._it.start)
        return self._runs[counts]

    def _wanted_first(self, node: _Node, running: Running) -> list[Want] | _Lack:
        """The levels that moves wait for; what is lacking where one waits for another remedy or for ever."""
        wants: list[Want] = []
        for number in running.stuck:
            move = self._it.moves[number]
            missing = [self._names.get(name, NOWHERE) for name in move.after]
            missing = [first for first in missing if first == NOWHERE or not node.counts[first]]
            if missing:
                possible = NOWHERE not in missing and self._free(node, missing[0])
                return _Lack(missing[:1], 0, possible=True) if possible else IMPOSSIBLE
            for bound in move.bounds:
                if any(item not in running.levels for item in bound.items):
                    return IMPOSSIBLE
                wants += [
                    (item, bound.least)
                    for item in bound.items
                    if bound.least is not None and running.levels[item] < bound.least - TOLERANCE
                ]
        return IMPOSSIBLE if running.stuck and not wants else wants

    def _wanted(self, node: _Node, wants: Sequence[Want], running: Running) -> _Lack:
        """Levels are wanted: the moves of which one must be added.

        What a move that cannot begin yet would lift may come by itself; what nothing in hand lifts must be added. Where all is
        in hand and each waits for the other, anything that lifts what one of them waits for may help.
        """
        stuck = frozenset(running.stuck)
        options = {want: self._options(node, want[0], running.levels) for want in wants}
        urgent = [want for want in wants if not self._in_hand(want[0], stuck)]
        if not urgent:
            added = sorted({number for numbers in options.values() for number in numbers})
            return _Lack(added, unit(1), possible=bool(added))
        chosen = min(urgent, key=lambda want: len(options[want]))
        if not options[chosen]:
            return IMPOSSIBLE
        return self._lacks_levels(node, urgent, options, chosen, running)

    def _lacks_levels(
        self,
        node: _Node,
        wants: Sequence[Want],
        options: Mapping[Want, Sequence[int]],
        chosen: Want,
        running: Running,
    ) -> _Lack:
        """Levels are missing: one of the moves that lift the chosen one, and a bound from all of them and from the score."""
        cost = self._least(wants, options, running.levels)
        if self._it.scores is not None and not running.stuck and not self._it.scores.passes(running.levels):
            below = self._below_bar(node, running.levels)
            if not below.possible:
                return IMPOSSIBLE
            cost = max(cost, below.cost)
        return _Lack(options[chosen], cost, possible=True)

    def _too_late(self, node: _Node) -> _Lack:
        """The plan ends too late: only what lets its moves begin earlier could help."""
        moves = self._it.moves
        waited_for = {
            item
            for move, uses in zip(moves, node.counts, strict=True)
            if uses
            for bound in move.bounds
            for item in bound.items
        }
        options = [
            number
            for number, move in enumerate(moves)
            if self._free(node, number) and any(item in waited_for for item, _ in move.lifts)
        ]
        return _Lack(options, unit(1), possible=bool(options))

    def _options(self, node: _Node, item: Item, levels: Mapping[Item, float]) -> list[int]:
        """The moves that may still be added to lift a level; from 0 one that lifts from there must come first."""
        options = [
            number
            for number, step in self._lifting.get(item, ())
            if self._free(node, number) and (levels[item] > 0 or step.from_zero)
        ]
        return sorted(
            options, key=lambda number: (self._it.moves[number].cost, self._it.moves[number].months)
        )

    def _free(self, node: _Node, number: int) -> bool:
        return node.counts[number] < node.most[number]

    def _in_hand(self, item: Item, stuck: frozenset[int]) -> bool:
        return any(lifted == item for number in stuck for lifted, _ in self._it.moves[number].lifts)

    def _least(
        self,
        wants: Sequence[Want],
        options: Mapping[Want, Sequence[int]],
        levels: Mapping[Item, float],
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

    def _below_bar(self, node: _Node, levels: Mapping[Item, float]) -> _Lack:
        """The score lacks something: any move that could raise it, and a bound of how many it takes."""
        it = self._it
        if it.scores is None:
            return IMPOSSIBLE
        left = [most - uses for most, uses in zip(node.most, node.counts, strict=True)]
        if node.counts not in self._gains:
            bounds = it.scores.gains(levels)
            offers = [(missing, self._offers(added)) for missing, added in bounds]
            self._gains[node.counts] = offers, self._offers(np.maximum.reduce([added for _, added in bounds]))
        bounded, most = self._gains[node.counts]
        costs = [_fewest(missing, of_bound, left) for missing, of_bound in bounded]
        # The most telling first: without them the rest soon cannot do it, and whole branches fall.
        options = [number for _, _, number in most if left[number]]
        known = [cost for cost in costs if cost is not None]
        possible = bool(options) and len(known) == len(costs)
        return _Lack(options, max(known), possible=True) if possible else IMPOSSIBLE

    def _offers(self, added: Column) -> list[Offer]:
        """What one more use of each move adds: the cheapest band first, in it what adds most."""
        order = np.lexsort((-added, self._bands))
        order = order[added[order] > 0]
        return list(zip(self._bands[order].tolist(), added[order].tolist(), order.tolist(), strict=True))


def _fewest(missing: float, offers: Sequence[Offer], left: Sequence[int]) -> int | None:
    """A bound of the cost of what adds up to what is missing: all of the cheaper bands, and as few as can be of the dearest.

    `left` is how many uses of each move there still are. None if all together are not enough.
    """
    if missing <= TOLERANCE:
        return unit(1)
    for band, of_band in groupby(offers, key=itemgetter(0)):
        steps = 0
        for _, gain, number in of_band:
            uses = left[number]
            if gain * uses >= missing - TOLERANCE:
                return unit(band) * max(1, steps + ceil(missing / gain - TOLERANCE))
            missing -= gain * uses
            steps += uses
    return None
