"""What stands in the way of one pair, in the one order in which to remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from readiness.engine.arithmetic import FLOATS
from readiness.engine.statuses import Shortfalls, next_phase, phase_of, removed_before, statuses

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.engine.kernel import PhaseScore
    from readiness.engine.outcome import Outcome
    from readiness.engine.statuses import Rank, Status
    from readiness.model.rubric import Rubric


class DiagnosedObstacle(Struct, frozen=True):
    """An obstacle: its status, its indicators in order, and those of equal status that rest on them."""

    id: str
    status: Status
    indicators: tuple[str, ...]
    consequences: tuple[str, ...] = ()


def diagnose(outcome: Outcome, phase: str, raised: Callable[[str, Status], str]) -> list[DiagnosedObstacle]:
    """Every obstacle with its one status, in the order of the statuses and of removal.

    `raised` tells which obstacle an indicator of a status raises.
    """
    rubric = outcome.setting.rubric
    following = next_phase(rubric, phase)
    now = phase_of(outcome, phase)
    then = phase_of(outcome, following) if following is not None else None
    obstacles: dict[str, DiagnosedObstacle] = {}
    for named in statuses(FLOATS, outcome.setting, now, then):
        groups: dict[str, list[str]] = {}
        for key in in_order(rubric, named.flags, named.rank):
            groups.setdefault(raised(key, named.status), []).append(key)
        for name, members in groups.items():
            obstacles.setdefault(name, DiagnosedObstacle(name, named.status, tuple(members)))
    return _with_consequences(rubric, list(obstacles.values()))


def hindering(outcome: Outcome, phase: str) -> set[str]:
    """The indicators that stand in the way now or later: of every status but unknown."""
    rubric = outcome.setting.rubric
    following = next_phase(rubric, phase)
    then = phase_of(outcome, following) if following is not None else None
    return {
        key
        for named in statuses(FLOATS, outcome.setting, phase_of(outcome, phase), then)
        if named.status != "unknown"
        for key, flag in zip(rubric.indicators, named.flags, strict=True)
        if flag
    }


def unmet(outcome: Outcome, phase: str) -> list[str]:
    """The indicators that fail a gate, the one to remove first first."""
    now = phase_of(outcome, phase)
    failing = [gate is not None and bool(gate.unmet) for gate in now.gates]
    return in_order(outcome.setting.rubric, failing, removed_before(FLOATS, outcome.setting, now, failing))


def unknown(rubric: Rubric, score: PhaseScore) -> list[str]:
    """The indicators whose gate is neither met nor unmet, in catalogue order."""
    states = zip(rubric.indicators, score.gates, strict=True)
    return [key for key, gate in states if gate is not None and gate.unknown]


def weakest_point(outcome: Outcome, phase: str) -> str | None:
    """The indicator in scope that holds most of the shortfall below the quality level; None where nothing falls short of it."""
    shortfalls = Shortfalls(FLOATS, outcome.setting, phase_of(outcome, phase))
    short = [counted and shortfalls.rank(number)[0] < 0 for number, counted in enumerate(shortfalls.counting)]
    return next(iter(in_order(outcome.setting.rubric, short, shortfalls.rank)), None)


def in_order(rubric: Rubric, flags: Sequence[bool], rank: Rank) -> list[str]:
    """The indicators that are flagged, the first one first; of equal ones the first in the catalogue."""
    keys = list(rubric.indicators)
    numbers = [number for number, flag in enumerate(flags) if flag]
    return [keys[number] for number in sorted(numbers, key=rank)]


def _with_consequences(rubric: Rubric, obstacles: list[DiagnosedObstacle]) -> list[DiagnosedObstacle]:
    """Each obstacle with the indicators of equal status that rest on its own; each named under one obstacle only."""
    named: set[str] = set()
    result: list[DiagnosedObstacle] = []
    for number, obstacle in enumerate(obstacles):
        own = frozenset(obstacle.indicators)
        others = [
            key
            for other in obstacles[number + 1 :]
            if other.status == obstacle.status
            for key in other.indicators
        ]
        following = tuple(key for key in others if rubric.grounds[key] & own and key not in named)
        named.update(following)
        result.append(replace(obstacle, consequences=following))
    return result
