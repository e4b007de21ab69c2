"""Every phase judged in each direction, and of both directions the one that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from readiness.engine.kernel import PhaseScore
from readiness.engine.outcome import compared, outcome
from readiness.many.column_arithmetic import Columns, Rows, full
from readiness.many.table import ASKS_A, ASKS_B, NO_SIDE, SCORES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readiness.engine.outcome import Outcome, Stands
    from readiness.engine.setting import Setting
    from readiness.many.column_arithmetic import Column
    from readiness.many.own import SideQuantities
    from readiness.model.question import Side


def outcomes_of(
    arithmetic: Columns,
    setting: Setting,
    requesting: Side | None,
    sides: Mapping[str, SideQuantities],
    stands: Stands,
) -> dict[Side, Outcome]:
    """Every phase judged, in each direction that there is: one if it makes no difference who asks."""
    asking: tuple[Side, ...] = ("a", "b") if setting.directional else ("a",)
    if requesting is not None:
        asking = (requesting,)
    return {side: outcome(arithmetic, setting, sides, stands, side) for side in asking}


def shown(
    outcomes: Mapping[Side, Outcome], requesting: Side | None, phase: Column, first_is_a: Column
) -> tuple[Column, Column]:
    """Whether b asks in the direction shown, and who asks, NO_SIDE if both ways come out equal.

    Of both directions the worse one is shown; of equal ones that in which the smaller code asks.
    """
    size = len(phase)
    if len(outcomes) == 1:
        side = next(iter(outcomes))
        asks = NO_SIDE if requesting is None else ASKS_A if side == "a" else ASKS_B
        return np.full(size, side == "b"), np.full(size, asks)
    order = np.zeros(size, dtype=int)
    a, b = outcomes["a"], outcomes["b"]
    arithmetic = Columns()
    for number, name in enumerate(a.phases):
        rows = np.flatnonzero(phase == number)
        if (
            len(rows) > size / 2
        ):  # nearly all: what is worked out for the others as well costs less than choosing
            order[rows] = full(compared(arithmetic, a, b, name), size)[rows]
        elif len(rows):
            chosen = Rows(rows)
            ways = _of_rows(a, name, chosen), _of_rows(b, name, chosen)
            order[rows] = full(compared(Columns(), *ways, name), len(rows))
    shown_b = (order > 0) | ((order == 0) & ~first_is_a)
    return shown_b, np.where(order == 0, NO_SIDE, np.where(shown_b, ASKS_B, ASKS_A))


def _of_rows(outcome: Outcome, phase: str, rows: Rows) -> Outcome:
    """One phase of some pairs."""
    score = outcome.phases[phase]
    part = PhaseScore(*(rows.of(getattr(score, name)) for name in score.__struct_fields__))
    return replace(outcome, phases={phase: part})


def by_phase(outcomes: Mapping[Side, Outcome], shown_b: Column) -> dict[str, Column]:
    """Verdicts, whether there is a value, and scores in the direction shown: one column per phase."""

    def of(part: Callable[[PhaseScore], Any]) -> Column:
        sides = [
            np.stack([full(part(score), len(shown_b)) for score in outcome.phases.values()], axis=1)
            for outcome in outcomes.values()
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
