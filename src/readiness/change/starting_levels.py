"""What a plan starts from: every level as a number, with what had to be taken for granted to get there.

A public index counts as a level, as it does where a pair leans. A necessary condition that is not known, or that an index misses
by too little to tell, counts as just met.
Whatever is taken so is told, because it could void the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from readiness.change.trials import SettableLevel, Trials
from readiness.engine.arithmetic import FLOATS
from readiness.engine.kernel import READY
from readiness.engine.leaning import too_close
from readiness.engine.outcome import NOBODY, Stands
from readiness.evidence.level_reading import HIGHEST, quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.engine.arithmetic import Quantity
    from readiness.evidence.level_reading import Reading


class Target(NamedTuple):
    """What a plan is to reach: at least a verdict in a phase."""

    phase: str
    verdict: Literal["fragile", "ready"]


class Taken(NamedTuple):
    """A level (0-4) that is taken for granted: nothing is known of it, or a public index or a case or two alone speak.

    `suggested` is the level that these give where it is too close below the necessary one to tell, None elsewhere.
    """

    item: SettableLevel
    level: float
    basis: Literal["unknown", "prior", "few-cases"]
    suggested: float | None = None


class Premises(Struct, frozen=True):
    """The start of a plan. `levels` holds what is known or taken; what is missing there stays unknown and counts for nothing.

    `ends` is the standing that must end for the plan to help, None if none must.
    """

    trials: Trials
    target: Target
    levels: Mapping[SettableLevel, float]
    taken: tuple[Taken, ...]
    ends: str | None


def premises(judged: Judgement, target: Target) -> Premises:
    """What a plan for this target starts from."""
    ends = _standing_that_must_end(judged, target)
    trials = Trials(judged, Stands({}) if ends is not None else None)
    counting = frozenset(trials.items())
    levels: dict[SettableLevel, float] = {}
    taken: list[Taken] = []
    for key in trials.rubric.indicators:
        for item in items_of(trials, key):
            level = trials.level(item)
            if not level.applicable:
                continue
            needed = trials.needed(item, target.phase) if item in counting else None
            start = _start(level, needed, trials.rubric.verdict.prior_blocks_from)
            if start is None:
                continue
            if ends is not None and needed is not None and _stopped(judged, item, counting):
                start = min(start, max(0.0, needed - 1))
            levels[item] = start
            loose = [seen for seen in trials.seen(item) if not seen.known or quantity(seen).prior]
            if needed is not None and loose:
                suggested = float(level.level) if level.known and level.level < start else None
                taken.append(Taken(item, start, _basis(loose), suggested))
    return Premises(trials, target, levels, tuple(taken), ends)


def _stopped(judged: Judgement, item: SettableLevel, counting: Collection[SettableLevel]) -> bool:
    """Whether a suspension stops a level: of an indicator of sides that of the side which decided it, if that one counts."""
    stands = judged.whole.stands
    if item.indicator not in stands.stopped or stands.by == NOBODY:
        return item.indicator in stands.stopped
    decided = SettableLevel(item.indicator, "a" if stands.by == 0 else "b")
    return item == decided or decided not in counting


def items_of(trials: Trials, key: str) -> list[SettableLevel]:
    """The levels that an indicator has, whether in scope or not."""
    if trials.rubric.indicators[key].unit == "each":
        return [SettableLevel(key, "a"), SettableLevel(key, "b")]
    return [SettableLevel(key, "pair")]


def _start(level: Quantity, needed: float | None, blocks_from: float) -> float | None:
    """The level itself; of a necessary condition that is not known what just meets it, or the most that it can be."""
    if level.known and needed is not None and too_close(FLOATS, needed, level, blocks_from):
        return needed
    if level.known:
        return float(level.level)
    if needed is None:
        return None
    return float(min(needed, level.level, level.high, HIGHEST))


def _basis(loose: Sequence[Reading]) -> Literal["unknown", "prior", "few-cases"]:
    if not all(reading.known for reading in loose):
        return "unknown"
    return "few-cases" if all(map(by_few_cases, loose)) else "prior"


def by_few_cases(suggested: Reading) -> bool:
    """Whether a level that is only suggested is what a case or two give, and not that of an index above it."""
    return suggested.basis == "few-cases" and not suggested.by_index


def _standing_that_must_end(judged: Judgement, target: Target) -> str | None:
    """The standing that stops an indicator or caps the verdict below the target."""
    stands, standing = judged.whole.stands, judged.whole.standing
    capped = target.verdict == "ready" and stands.at_best < READY
    return standing.status if standing is not None and (stands.stopped or capped) else None
