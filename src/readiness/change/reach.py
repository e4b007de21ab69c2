"""How far moves come at the very most: a bound that no run of them is above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.change.available_moves import high_enough
from readiness.engine.arithmetic import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.assessment.result.verdicts import SideName
    from readiness.change.available_moves import Move
    from readiness.change.trials import SettableLevel


class Reach(NamedTuple):
    """What moves come to at the very most: the levels, and the numbers of the moves that can ever begin."""

    levels: Mapping[SettableLevel, float]
    moves: frozenset[int]


class Rise(NamedTuple):
    """By how much all uses of a move lift a level at most, and up to where."""

    by: float
    to: float


def reach(moves: Sequence[Move], start: Mapping[SettableLevel, float]) -> Reach:
    """Every move as often as it may be used, in whatever order, whatever is meant for weak partners only: no run of these moves comes further.

    A level rises by no more than all uses together lift from the start, and to no more than the highest of them leads.
    """
    levels = dict(start)
    begun: set[int] = set()
    done: set[tuple[str, SideName]] = set()
    rises: dict[SettableLevel, dict[int, Rise]] = {}
    rising = True
    while rising:
        rising = False
        for number, move in enumerate(moves):
            if not set(move.after) <= done or not all(high_enough(bound, levels) for bound in move.bounds):
                continue
            begun.add(number)
            rising = rising or move.name not in done
            done.add(move.name)
            for item, step in move.lifts:
                if step.works_at(levels[item]) and step.to > start[item]:
                    by = move.uses * min(step.by, step.to - start[item])
                    rises.setdefault(item, {})[number] = Rise(by, step.to)
                    after = min(
                        max(rise.to for rise in rises[item].values()),
                        start[item] + sum(rise.by for rise in rises[item].values()),
                    )
                    rising = rising or after > levels[item] + TOLERANCE
                    levels[item] = max(after, levels[item])
    return Reach(levels, frozenset(begun))
