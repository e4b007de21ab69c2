"""What is told of each pair in its own phase and direction alone: the first obstacle, counts, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.diagnosis import next_phase
from readiness.many.columns import matrix
from readiness.many.first import NONE, Gates
from readiness.many.held import sides_held

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.engine.kernel import PhaseScore
    from readiness.many.columns import Column
    from readiness.many.own import Sides
    from readiness.many.setting import Setting
    from readiness.model.question import Side


class Details:
    """What is told of each pair in its own phase and direction alone."""

    def __init__(self, setting: Setting, size: int) -> None:
        self._setting = setting
        rubric = setting.rubric
        demands = next(iter(setting.demands.values()))
        self._weight = np.array([demand.weight for demand in demands])[:, None]
        factors = np.array([demand.factor for demand in demands])
        self._factors = [np.flatnonzero(factors == number) for number in range(len(rubric.factors))]
        self.columns: dict[str, Column] = {
            "first_status": np.full(size, NONE),
            "first_indicator": np.full(size, NONE),
            "first_side": np.full(size, NONE),
            "unmet": np.zeros(size, dtype=int),
            "unknown": np.zeros(size, dtype=int),
            "coverage": np.zeros((size, len(rubric.factors))),
            "present": np.zeros((size, len(rubric.obstacles)), dtype=bool),
        }

    def add(
        self,
        phase: str,
        side: Side,
        scores: Mapping[str, PhaseScore],
        sides: Mapping[str, Sides],
        rows: Column,
    ) -> None:
        """Tell of the pairs in these rows."""
        rubric, columns = self._setting.rubric, self.columns
        following = next_phase(rubric, phase)
        now = _gates(scores[phase], rows)
        then = _gates(scores[following], rows) if following is not None else None
        first = self._setting.diagnosis.first(phase, now, then)
        columns["first_status"][rows], columns["first_indicator"][rows] = first.status, first.indicator
        columns["present"][rows] = first.present.T
        columns["first_side"][rows] = sides_held(
            rubric, sides, rows, first, phase, following, side, self._setting.harmed
        )
        columns["unmet"][rows], columns["unknown"][rows] = now.unmet.sum(axis=0), now.unknown.sum(axis=0)
        for number, members in enumerate(self._factors):
            weight = self._weight[members]
            total = (now.applicable[members] * weight).sum(axis=0)
            known = ((now.applicable[members] & now.known[members]) * weight).sum(axis=0)
            columns["coverage"][rows, number] = known / np.where(total > 0, total, 1.0)


def _gates(score: PhaseScore, rows: Column) -> Gates:
    levels, gates = score.levels, score.gates
    return Gates(
        known=matrix([level.known for level in levels], rows),
        applicable=matrix([level.applicable for level in levels], rows),
        level=matrix([level.level for level in levels], rows),
        high=matrix([level.high for level in levels], rows),
        unmet=matrix([gate is not None and gate.unmet for gate in gates], rows),
        unknown=matrix([gate is not None and gate.unknown for gate in gates], rows),
    )
