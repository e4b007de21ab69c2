"""The channels that pairs have in common, over columns (see `evidence.channels`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.evidence import channels
from readiness.many.column_arithmetic import Columns
from readiness.many.levels import Levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.engine.arithmetic import Quantity
    from readiness.many.column_arithmetic import Column
    from readiness.many.world import FactHistory
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class Channels:
    """What facts give one indicator: by channel the number of each profile's access, and whether the channel serves all."""

    def __init__(self, rubric: Rubric, key: str, facts: FactHistory, scopes: Sequence[Scope]) -> None:
        self._half = rubric.evidence.derived
        recorded = [channels.accesses(rubric, key, document, scopes[day]) for document, day in facts.versions]
        listed = dict.fromkeys(channels.serving(rubric, scopes[0]))
        names = [*listed, *sorted(set().union(*recorded) - listed.keys())]
        self._caps = {name: channels.cap(rubric, key, name) for name in names}
        self._levels = Levels()
        self._numbers = {
            name: np.array(
                [self._levels.add(access[name].quantity) if name in access else 0 for access in recorded]
            )
            for name in names
        }
        self._unlisted = names[len(listed) :]

    def best(self, a: Column, b: Column) -> Quantity:
        """The level that recorded channels give, for pairs of facts by number."""
        return channels.strongest(Columns(), [self._joint(name, a, b) for name in self._caps], self._half)

    def _joint(self, name: str, a: Column, b: Column) -> Quantity:
        of_a, of_b = self._numbers[name][a], self._numbers[name][b]
        level = channels.joint(Columns(), *self._levels.of_both(of_a, of_b), self._caps[name])
        return level._replace(applicable=(of_a + of_b) > 0) if name in self._unlisted else level
