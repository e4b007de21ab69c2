"""Every level one up and one down, and the smallest change of levels that moves the verdict or the first entry."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from readiness.change.least_rise import least_rise
from readiness.change.trials import Trials
from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.kernel import BLOCKED, FRAGILE, VERDICTS
from readiness.engine.statuses import STATUSES
from readiness.many.first_obstacles import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.verdicts import Verdict
    from readiness.change.trials import SettableLevel
    from readiness.many.column_arithmetic import Column

UP, DOWN = 1.0, -1.0
UNKNOWN = STATUSES.index("unknown")
Kind = Literal["better", "worse", "first"]
MOST: dict[Kind, int] = {"better": 3, "worse": 3, "first": 2}
"""So many whole levels are moved at most when a smallest change is sought; all combinations of them are tried."""


DIRECTIONS: dict[Kind, tuple[float, ...]] = {"better": (UP,), "worse": (DOWN,), "first": (UP, DOWN)}


class LevelMove(NamedTuple):
    """A level moved by whole levels, up or down. `before` and `after` are None where they are not to be shown."""

    item: SettableLevel
    by: float
    before: float | None
    after: float | None


class Nudge(NamedTuple):
    """One level moved by one: what comes of it. `readiness` is None without a value; `first` None of an empty list."""

    move: LevelMove
    verdict: Verdict
    readiness: float | None
    first: str | None
    changes_verdict: bool
    changes_first: bool


class Flip(NamedTuple):
    """A smallest change. `moves` are the levels to set; none of fewer whole levels does the same.

    `others` count its equals, None where they were not counted.
    """

    kind: Kind
    levels: int
    moves: tuple[LevelMove, ...]
    verdict: Verdict
    first: str | None
    others: int | None


def nudges(judged: Judgement) -> list[Nudge]:
    """Every known level in scope one up and one down (inside 0-4), the most telling first."""
    trials, phase = Trials(judged), judged.asked.phase
    steps = [
        (item, step)
        for item in trials.items()
        for step in (UP, DOWN)
        if trials.level(item).known
        and trials.level(item).applicable
        and _moved(trials, item, step) is not None
    ]
    changes: dict[SettableLevel, Column] = {}
    for row, (item, step) in enumerate(steps):
        changes.setdefault(item, np.full(len(steps) + 1, np.nan))[row] = _moved(trials, item, step)
    size = len(steps) + 1  # the last one changes nothing
    tried, (status, first) = trials.told(changes, phase, size)
    keys = list(trials.rubric.indicators)
    table = [
        Nudge(
            _as_move(trials, item, float(changes[item][row])),
            VERDICTS[int(tried.verdict[row])],
            float(tried.readiness[row]) if tried.known[row] else None,
            keys[first[row]] if first[row] != NONE else None,
            bool(tried.verdict[row] != tried.verdict[-1]),
            bool(first[row] != first[-1] or status[row] != status[-1]),
        )
        for row, (item, step) in enumerate(steps)
    ]
    base = float(tried.readiness[-1]) if tried.known[-1] else 0.0
    return sorted(
        table,
        key=lambda nudge: (
            not nudge.changes_verdict,
            not nudge.changes_first,
            -round(abs((nudge.readiness or 0.0) - base), 9),
        ),
    )


def flips(judged: Judgement) -> list[Flip]:
    """The smallest change for a better verdict, for a worse one and for another first entry.

    A change moves known levels by whole levels; fewer levels in all are smaller. Of a blocked pair every failing gate must
    open, so that the smallest change for a better verdict is known without a search. Elsewhere all combinations up to MOST
    are tried; beyond them a better verdict is searched for as a plan is, and a worse one comes from one gate alone. Where nothing does it there is no entry.
    Another first entry is another indicator; the same one with another status is another only where it was merely not known.
    """
    trials, verdict = Trials(judged), int(judged.score.verdict)
    opened = _opened(trials) if verdict == BLOCKED else None
    result = [opened] if opened is not None else []
    wanted: list[Kind] = ["first"] if verdict == BLOCKED else ["worse", "first"]
    if verdict == FRAGILE:  # what is only unknown is found out, not moved
        wanted.insert(0, "better")
    for kind in wanted:
        tries = (_smallest(trials, kind, count) for count in range(1, MOST[kind] + 1))
        smallest = next((flip for flip in tries if flip is not None), None)
        if smallest is None and kind == "worse":
            smallest = _closed(trials)
        if smallest is None and kind == "better":
            smallest = _risen(trials)
        result += [smallest] if smallest is not None else []
    return result


def _opened(trials: Trials) -> Flip | None:
    """Every failing gate opened by as many whole levels as it takes; None if some of them cannot be."""
    phase, sets, levels = trials.judged.phase.phase, [], 0
    for item in trials.items():
        needed, level = trials.needed(item, phase), trials.level(item)
        if needed is None or not level.applicable or not level.known or level.level >= needed - TOLERANCE:
            continue
        count = ceil(needed - level.level - TOLERANCE)
        value = _moved(trials, item, count)
        if value is None:
            return None
        sets.append((item, value))
        levels += count
    flip = _first_doing(trials, "better", [tuple(sets)], levels)
    return flip if sets else None


def _closed(trials: Trials) -> Flip | None:
    """One gate closed by as few whole levels as it takes; for more levels than are tried in all combinations."""
    phase = trials.judged.phase.phase
    drops: dict[int, list[tuple[tuple[SettableLevel, float], ...]]] = {}
    for item in trials.items():
        needed, level = trials.needed(item, phase), trials.level(item)
        if needed is None or not level.applicable or not level.known or level.level < needed - TOLERANCE:
            continue
        count = floor(level.level - needed + TOLERANCE) + 1
        value = _moved(trials, item, -count)
        if value is not None:
            drops.setdefault(count, []).append(((item, value),))
    least = min(drops, default=None)
    return None if least is None else _first_doing(trials, "worse", drops[least], least)


def _risen(trials: Trials) -> Flip | None:
    """More levels than are tried in all combinations; how many others do the same is not counted."""
    sets = least_rise(trials.judged)
    if sets is None:
        return None
    levels = round(sum(value - float(trials.level(item).level) for item, value in sets.items()))
    flip = _first_doing(trials, "better", [tuple(sets.items())], levels)
    return None if flip is None else flip._replace(others=None)


def _smallest(trials: Trials, kind: Kind, count: int) -> Flip | None:
    """The first of the changes of so many levels that does it."""
    return _first_doing(trials, kind, list(_sets(trials, kind, count)), count)


def _first_doing(
    trials: Trials, kind: Kind, rows: list[tuple[tuple[SettableLevel, float], ...]], count: int
) -> Flip | None:
    phase = trials.judged.asked.phase
    size = len(rows) + 1
    changes: dict[SettableLevel, Column] = {}
    for row, sets in enumerate(rows):
        for item, value in sets:
            changes.setdefault(item, np.full(size, np.nan))[row] = value
    tried, (status, first) = trials.told(changes, phase, size)
    does = {
        "better": tried.verdict > tried.verdict[-1],
        "worse": tried.verdict < tried.verdict[-1],
        "first": (first != first[-1]) | ((status[-1] == UNKNOWN) & (status != UNKNOWN)),
    }[kind]
    doing = np.flatnonzero(does)
    if not len(doing):
        return None
    row = int(doing[0])
    key = list(trials.rubric.indicators)[first[row]] if first[row] != NONE else None
    moves = tuple(_as_move(trials, item, value) for item, value in rows[row])
    return Flip(kind, count, moves, VERDICTS[int(tried.verdict[row])], key, len(doing) - 1)


def _sets(trials: Trials, kind: Kind, count: int) -> Iterator[tuple[tuple[SettableLevel, float], ...]]:
    """All ways to move `count` whole levels.

    Only up for a better verdict and only down for a worse one, since every rule is monotone.
    """
    movable = [item for item in trials.items() if trials.level(item).known and trials.level(item).applicable]
    directions = DIRECTIONS[kind]
    steps = [(item, step) for item in movable for step in directions]
    for chosen in combinations_with_replacement(range(len(steps)), count):
        sets = _summed(trials, [steps[number] for number in chosen])
        if sets is not None:
            yield sets


def _summed(
    trials: Trials, steps: Sequence[tuple[SettableLevel, float]]
) -> tuple[tuple[SettableLevel, float], ...] | None:
    moves: dict[SettableLevel, float] = {}
    for item, step in steps:
        if moves.get(item, step) * step < 0:
            return None
        moves[item] = moves.get(item, 0.0) + step
    sets = []
    for item, by in moves.items():
        value = _moved(trials, item, by)
        if value is None:
            return None
        sets.append((item, value))
    return tuple(sets)


def _as_move(trials: Trials, item: SettableLevel, after: float) -> LevelMove:
    before = float(trials.level(item).level)
    return LevelMove(item, after - before, before, after)


def _moved(trials: Trials, item: SettableLevel, by: float) -> float | None:
    """A level moved by some levels; None outside the scale."""
    value = float(trials.level(item).level) + by
    return value if 0 <= value <= trials.rubric.top_level else None
