"""The cheapest moves that reach a target: branch and bound, exact unless it is cut off.

Costs are ordinal bands, so that a plan costs its steps in the dearest band, then those in the next, and so on down. A node is a
number of uses of each move. What it still lacks names a move that may mend it: one branch uses it once more, the other one no more
than so far, so that no plan is met twice. The search goes on through all plans of the least
cost: of these the one that ends first is the best, of equal ones the one of the highest readiness.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from readiness.change.cost import cost_of
from readiness.change.schedule import uses_of
from readiness.change.shortfall import IMPOSSIBLE, Counts, Lack, Lacks, Node, SearchProblem
from readiness.engine.arithmetic import FLOATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from readiness.change.schedule import Running
    from readiness.change.trials import SettableLevel

    Value = Callable[[Mapping[SettableLevel, float]], float]
    """Readiness at some levels, by which plans are told apart that are equal otherwise."""

NODES = 5_000
"""So many nodes are looked at before the search for the cheapest plan is cut off."""
EQUAL_NODES = 200
"""After so many more only those plans of the least cost are looked for that may end earlier than the one in hand."""
SHORT_NODES = 300
"""After so many more, no further ones."""


class Carried(NamedTuple):
    """A plan: the uses of each move, how they run, and the readiness (0-100) that they come to."""

    counts: Counts
    running: Running
    readiness: float


class Cheapest(NamedTuple):
    """The plans of the least cost, the best first: the one that ends first, of equal ones the one of the highest readiness.

    `least` is a bound that no plan's cost is below; with `exact` it is theirs. `complete` tells that there are no more of them,
    `shortest` that none of them ends earlier than the first.
    """

    plans: tuple[Carried, ...]
    cost: int
    least: int
    exact: bool
    complete: bool
    shortest: bool

    @property
    def best(self) -> Carried:
        """The plan."""
        return self.plans[0]

    @property
    def richest(self) -> Carried:
        """The plan of the highest readiness as it is printed, of equal ones the one that ends first."""
        return max(self.plans, key=lambda plan: (FLOATS.printed(plan.readiness), -plan.running.months))


def cheapest(problem: SearchProblem, value: Value | None = None, nodes: int = NODES) -> Cheapest | int | None:
    """The cheapest plans, None if there are none; a bound of the cost where the search was cut off before one was found.

    Without `value` the first of them is enough. The search for it is cut off after so many nodes.
    """
    search = _Search(problem, value)
    return search.cheapest(nodes) if search.lacks.possible else None


class _Search:
    """The nodes that are still to be looked at."""

    def __init__(self, problem: SearchProblem, value: Value | None) -> None:
        self._moves, self._value = problem.moves, value
        self.lacks = Lacks(problem)
        self._order = count()
        self._heap: list[tuple[int, int, int, Node, Lack | None]] = []
        self._push(0, 0, self.lacks.root)

    def cheapest(self, nodes: int) -> Cheapest | int | None:
        """See the function of this name."""
        near = self._greedy()
        if near is not None:
            self.lacks.point_at(near)
        for _ in range(nodes):
            if not self._heap:
                return None
            counts = self._look()
            if counts is not None:
                return self._of_equal_cost(counts)
        return self._cut_off(near)

    def _of_equal_cost(self, counts: Counts) -> Cheapest:
        """The cheapest plan found, and the others of its cost."""
        cost = cost_of(self._moves, counts)
        plans = [self._carried(counts)]
        if self._value is not None:
            plans += self._others(cost, EQUAL_NODES)
        complete = not self._more(cost)
        if self._value is not None:
            plans += self._others(cost, SHORT_NODES, min(plan.running.months for plan in plans))
        plans.sort(key=lambda plan: (plan.running.months, -plan.readiness))
        return Cheapest(
            tuple(plans), cost, cost, exact=True, complete=complete, shortest=not self._more(cost)
        )

    def _others(self, cost: int, nodes: int, months: int | None = None) -> Iterator[Carried]:
        """Further plans of a cost; with `months` only those that may end earlier, and then earlier than these."""
        for _ in range(nodes):
            while months is not None and self._heap and self._longest(self._heap[0][3].counts) >= months:
                heappop(self._heap)
            if not self._more(cost):
                return
            counts = self._look()
            if counts is not None:
                plan = self._carried(counts)
                months = None if months is None else min(months, plan.running.months)
                yield plan

    def _more(self, cost: int) -> bool:
        """Whether a plan of a cost may still be among the nodes."""
        return bool(self._heap) and self._heap[0][0] <= cost

    def _longest(self, counts: Counts) -> int:
        """Uses of one move follow each other, whatever else is done: no plan with these ends earlier."""
        return max((move.months * uses for move, uses in zip(self._moves, counts, strict=True)), default=0)

    def _look(self) -> Counts | None:
        """Look at the node with the lowest bound, of equal ones the deepest. Its uses if they are a plan.

        Until a node is looked at, its bound is its parent's.
        """
        bound, depth, _, node, lack = heappop(self._heap)
        if lack is None:
            lack = self.lacks.lack(node)
            least = cost_of(self._moves, node.counts) + lack.cost
            if least > bound and lack != IMPOSSIBLE:
                self._push(least, depth, node, lack)
                return None
        if lack.option is not None:
            added, rest = _branches(node, lack.option)
            self._push(bound, depth - 1, added)
            self._push(bound, depth, rest)
        return node.counts if lack.complete else None

    def _push(self, bound: int, depth: int, node: Node, lack: Lack | None = None) -> None:
        heappush(self._heap, (bound, depth, next(self._order), node, lack))

    def _greedy(self) -> Counts | None:
        """Any plan: always what may mend it."""
        node = self.lacks.root
        while True:
            lack = self.lacks.lack(node)
            if lack.option is None:
                return node.counts if lack.complete else None
            node, _ = _branches(node, lack.option)

    def _cut_off(self, near: Counts | None) -> Cheapest | int:
        """Any plan, without what can be left out of it, and what no plan costs less than."""
        least = self._heap[0][0] if self._heap else 0
        able = uses_of(self.lacks.run(self.lacks.root.most), len(self._moves))
        pared = [self._pared(counts) for counts in (near, tuple(able)) if counts is not None]
        plans = [self._carried(counts) for counts in pared if counts is not None]
        if not plans:
            return least
        plan = min(plans, key=lambda plan: cost_of(self._moves, plan.counts))
        cost = cost_of(self._moves, plan.counts)
        return Cheapest((plan,), cost, least, exact=False, complete=False, shortest=False)

    def _pared(self, plan: Counts) -> Counts | None:
        """A plan without what can be left out, the dearest first; None if it is none."""
        if not self.lacks.does(plan):
            return None
        counts = list(plan)
        for number in sorted(range(len(counts)), key=lambda number: -self._moves[number].cost):
            while counts[number]:
                counts[number] -= 1
                if not self.lacks.does(tuple(counts)):
                    counts[number] += 1
                    break
        return tuple(counts)

    def _carried(self, counts: Counts) -> Carried:
        running = self.lacks.run(counts)
        return Carried(counts, running, 0.0 if self._value is None else self._value(running.levels))


def _branches(node: Node, number: int) -> tuple[Node, Node]:
    """A move used once more, and no more than so far."""
    counts, most = list(node.counts), list(node.most)
    most[number] = counts[number]
    counts[number] += 1
    return Node(tuple(counts), node.most), Node(node.counts, tuple(most))
