"""Every phase judged in each direction, and of both directions the one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from readiness.engine.combine import DIRECTIONAL, combine
from readiness.engine.kernel import TOLERANCE
from readiness.many.columns import full
from readiness.many.sharing import COLUMNS, Kernel
from readiness.many.table import ASKS_A, ASKS_B, NO_SIDE, SCORES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readiness.engine.arithmetic import Quantity
    from readiness.engine.kernel import Demand, PhaseScore
    from readiness.many.columns import Column
    from readiness.many.own import Sides
    from readiness.many.relations import Relations
    from readiness.many.setting import Setting
    from readiness.model.question import Side
    from readiness.model.rubric import Rubric


def scores_of(
    setting: Setting, sides: Mapping[str, Sides], records: Relations
) -> dict[Side, dict[str, PhaseScore]]:
    """Every phase judged, in each direction that there is."""
    rubric = setting.rubric
    scores: dict[Side, dict[str, PhaseScore]] = {}
    kernel = Kernel(rubric.verdict)
    demands = {phase: _demands(setting.demands[phase], rubric, records) for phase in rubric.phases}
    combined: dict[str, Quantity] = {}
    for side in _directions(setting):
        combined = _combined(setting, sides, side, combined)
        levels = tuple(combined.values())
        scores[side] = {
            phase: kernel.judge(demands[phase], levels, setting.points[phase]) for phase in rubric.phases
        }
    return scores


def _directions(setting: Setting) -> tuple[Side, ...]:
    if setting.requesting is not None:
        return (setting.requesting,)
    return ("a", "b") if setting.directional else ("a",)


def _combined(
    setting: Setting, sides: Mapping[str, Sides], requesting: Side, other: Mapping[str, Quantity]
) -> dict[str, Quantity]:
    """The pairs' levels by indicator. What does not depend on the direction is taken from the other one."""
    return {
        key: other[key]
        if key in other and indicator.combine.rule not in DIRECTIONAL
        else combine(COLUMNS, indicator.combine.rule, *sides[key], requesting, setting.harmed)
        for key, indicator in setting.rubric.indicators.items()
    }


def _demands(demands: Sequence[Demand], rubric: Rubric, records: Relations) -> list[Demand]:
    """The demands, with the suspensions that stand."""
    return [
        demand._replace(stopped=records.stopped[key]) if key in records.stopped else demand
        for key, demand in zip(rubric.indicators, demands, strict=True)
    ]


def shown(
    setting: Setting, scores: Mapping[Side, Mapping[str, PhaseScore]], phase: Column, first_is_a: Column
) -> tuple[Column, Column]:
    """Whether b asks in the direction shown, and who asks, NO_SIDE if both ways come out equal (see `outcome.worse`)."""
    size = len(phase)
    if len(scores) == 1:
        side = next(iter(scores))
        asks = NO_SIDE if setting.requesting is None else ASKS_A if side == "a" else ASKS_B
        return np.full(size, side == "b"), np.full(size, asks)
    order = np.zeros(size, dtype=int)
    for number, name in enumerate(setting.rubric.phases):
        one, other = scores["a"][name], scores["b"][name]
        mine = phase == number
        for ours, theirs in zip(_ranked(one, size), _ranked(other, size), strict=True):
            differ = mine & (order == 0) & (np.abs(ours - theirs) > TOLERANCE)
            order = np.where(differ, np.where(ours < theirs, -1, 1), order)
    shown_b = (order > 0) | ((order == 0) & ~first_is_a)
    return shown_b, np.where(order == 0, NO_SIDE, np.where(shown_b, ASKS_B, ASKS_A))


def _ranked(score: PhaseScore, size: int) -> tuple[Column, ...]:
    """Verdict, readiness (below all without a value) and low end, as `outcome.worse` compares them."""
    value = COLUMNS.choose(score.known, score.readiness.value, -1.0)
    return tuple(full(column, size) for column in (score.verdict, value, score.readiness.low))


def by_phase(scores: Mapping[Side, Mapping[str, PhaseScore]], shown_b: Column) -> dict[str, Column]:
    """Verdicts, whether there is a value, and scores in the direction shown: one column a phase."""

    def of(part: Callable[[PhaseScore], Any]) -> Column:
        sides = [
            np.stack([full(part(score), len(shown_b)) for score in by_phase.values()], axis=1)
            for by_phase in scores.values()
        ]
        return sides[0] if len(sides) == 1 else np.where(shown_b[:, None], sides[1], sides[0])

    layers: dict[str, Callable[[PhaseScore], Any]] = {
        "value": lambda score: score.readiness.value,
        "low": lambda score: score.readiness.low,
        "high": lambda score: score.readiness.high,
        "index": lambda score: score.index.value,
        "ceiling": lambda score: score.ceiling.value,
    }
    return {
        "verdict": of(lambda score: score.verdict),
        "known": of(lambda score: score.known),
        "scores": np.stack([of(layers[name]) for name in SCORES], axis=2),
    }
