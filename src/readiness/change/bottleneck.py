"""The bottleneck table: the least that each indicator needs for each verdict and phase, and how far away it is today.

The layout is that of necessary condition analysis: a row for each condition, a column for each outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from readiness.change.trials import SettableLevel, Trials
from readiness.engine.arithmetic import FLOATS, TOLERANCE
from readiness.engine.kernel import FRAGILE, READY, VERDICTS, gate
from readiness.engine.outcome import Stands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.verdicts import Verdict
    from readiness.engine.arithmetic import Quantity
    from readiness.many.column_arithmetic import Column

STEP = 0.5
"""Levels are tried from 0 up in steps of this."""


class Least(NamedTuple):
    """What an outcome asks of an indicator.

    `needed` is the level below which the outcome is out of reach however good all else is (None: there is none), `distance`
    how many levels are missing today (None where that is not known, as a gate is not known in an assessment, or nothing is
    asked). `alone` is the level that this indicator alone must reach, while the other necessary conditions are at least just
    met and all else stays as it is; None where no level of it is enough.
    """

    needed: float | None
    distance: float | None
    alone: float | None


class IndicatorRow(NamedTuple):
    """An indicator: its level for the pair today (None where not known), and what each outcome asks, in their order.

    `applicable` tells whether its question arises at all, `stopped` whether a suspension stops it, whatever its level.
    """

    indicator: str
    applicable: bool
    stopped: bool
    level: float | None
    cells: tuple[Least, ...]


class Goal(NamedTuple):
    """A column: a phase, and the verdict to reach in it. `today` is the verdict now."""

    phase: str
    verdict: Verdict
    today: Verdict


class BottleneckTable(Struct, frozen=True):
    """The rows are in catalogue order.

    `floors` is readiness (0-100, None without a value) by phase if every necessary condition that fails or is not known were
    just met and all else stayed as it is.
    """

    judged: Judgement
    outcomes: tuple[Goal, ...]
    rows: tuple[IndicatorRow, ...]
    floors: Mapping[str, float | None]


def bottleneck(judged: Judgement) -> BottleneckTable:
    """What every phase asks of each indicator that nothing blocks it, and that the pair is ready in it.

    A standing that stops an indicator or caps the verdict is left out of account; what it stops is marked.
    """
    trials = Trials(judged, Stands({}))  # what a standing stops is told apart: no level would open it
    outcomes: list[Goal] = []
    columns: list[dict[str, Least]] = []
    floors: dict[str, float | None] = {}
    items = _by_indicator(trials)
    best = {item: float(trials.rubric.top_level) for item in trials.items()}
    for phase in trials.rubric.phases:
        today = VERDICTS[int(judged.outcome.phases[phase].verdict)]
        met = _just_met(trials, phase)
        for verdict in (FRAGILE, READY):
            outcomes.append(Goal(phase, VERDICTS[verdict], today))
            necessary, _ = _least(trials, items, best, phase, verdict)
            alone, floors[phase] = _least(trials, items, met, phase, verdict)
            columns.append(
                {
                    key: Least(necessary[key] or None, _distance(trials, necessary[key], own), alone[key])
                    for key, own in items.items()
                }
            )
    rows = tuple(
        IndicatorRow(
            key,
            bool(_applicable(trials, own)),
            key in judged.stands.stopped,
            _level(trials, own),
            tuple(column[key] for column in columns),
        )
        for key, own in items.items()
    )
    return BottleneckTable(judged, tuple(outcomes), rows, floors)


def _by_indicator(trials: Trials) -> dict[str, list[SettableLevel]]:
    items: dict[str, list[SettableLevel]] = {}
    for item in trials.items():
        items.setdefault(item.indicator, []).append(item)
    return items


def _level(trials: Trials, items: list[SettableLevel]) -> float | None:
    """The lowest of the levels that count; None where one is not known."""
    levels = _applicable(trials, items)
    if not levels or not all(level.known for level in levels):
        return None
    return min(float(level.level) for level in levels)


def _applicable(trials: Trials, items: list[SettableLevel]) -> list[Quantity]:
    return [level for item in items if (level := trials.level(item)).applicable]


def _distance(trials: Trials, needed: float | None, items: list[SettableLevel]) -> float | None:
    """How far the lowest level that surely falls short does so; 0 where none may."""
    levels = _applicable(trials, items)
    if not needed or not levels:
        return None
    states = [gate(needed, level) for level in levels]
    short = [level.reached(FLOATS) for level, state in zip(levels, states, strict=True) if state.unmet]
    if short:
        return needed - float(min(short))
    return None if any(state.unknown for state in states) else 0.0


def _just_met(trials: Trials, phase: str) -> dict[SettableLevel, float]:
    """The levels to set so that every necessary condition is met: those that miss it or are not known or not sure."""
    sets: dict[SettableLevel, float] = {}
    for item in trials.items():
        needed, level = trials.needed(item, phase), trials.level(item)
        if needed is not None and level.applicable:
            short = not level.known or level.level < needed - TOLERANCE
            if short or level.prior:
                sets[item] = needed if short else float(level.level)
    return sets


def _least(
    trials: Trials,
    items: Mapping[str, list[SettableLevel]],
    others: Mapping[SettableLevel, float],
    phase: str,
    verdict: int,
) -> tuple[dict[str, float | None], float | None]:
    """The least level of each indicator with which the verdict is reached, and readiness with the others alone.

    `others` are the levels of all else; what is not among them stays as it is. None where no level is enough.
    """
    levels = np.arange(0, trials.rubric.top_level + STEP / 2, STEP)
    size = len(items) * len(levels) + 1
    changes: dict[SettableLevel, Column] = {item: np.full(size, level) for item, level in others.items()}
    places = {
        key: slice(number * len(levels), (number + 1) * len(levels)) for number, key in enumerate(items)
    }
    for key, own in items.items():
        for item in own:
            if trials.level(item).applicable:
                changes.setdefault(item, np.full(size, np.nan))[places[key]] = levels
    tried = trials.tried(changes, phase, size)
    least: dict[str, float | None] = {}
    for key, rows in places.items():
        doing = np.flatnonzero(tried.verdict[rows] >= verdict)
        least[key] = float(levels[doing[0]]) if len(doing) else None
    return least, float(tried.readiness[-1]) if tried.known[-1] else None
