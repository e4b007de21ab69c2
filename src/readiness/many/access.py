"""The best channel open to both (see `evidence.channels`), for all pairs at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from readiness.engine.arithmetic import Quantity
from readiness.evidence.channels import links
from readiness.evidence.reading import HIGHEST, LOWEST
from readiness.many.columns import UNKNOWN
from readiness.many.own import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.many.columns import Column
    from readiness.many.world import Facts
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class Channels:
    """One indicator: the access to each channel that facts give, as (facts, channel) tables; nan where not recorded."""

    def __init__(self, rubric: Rubric, key: str, facts: Facts, scopes: Sequence[Scope]) -> None:
        self._half = rubric.evidence.derived
        self._known = key in rubric.channel_ladders
        found = [
            {link.channel: link.a for link in links(rubric, key, document, NOBODY, scopes[day])}
            if self._known
            else {}
            for document, day in facts.versions
        ]
        names = sorted({channel for accesses in found for channel in accesses})
        self._level = np.full((len(found), len(names)), np.nan)
        self._most = np.full((len(found), len(names)), np.nan)
        for row, accesses in enumerate(found):
            for place, name in enumerate(names):
                access = accesses.get(name)
                if access is not None:
                    self._level[row, place], self._most[row, place] = access.level, access.most
        terms = [
            rubric.channels[name if name in rubric.channels else rubric.unlisted_channel or name]
            for name in names
        ]
        self._caps = [item.caps.get(key, HIGHEST) for item in terms]
        self._listed = [name in rubric.channels for name in names]

    def level(self, a: Column, b: Column) -> Quantity:
        """The level that recorded channels give, for pairs of facts by number."""
        if not self._known:
            return UNKNOWN
        size = len(a)
        best, most, any_found = np.zeros(size), np.full(size, -1.0), np.zeros(size, dtype=bool)
        for place, (cap, listed) in enumerate(zip(self._caps, self._listed, strict=True)):
            levels = self._level[a, place], self._level[b, place]
            both, neither = ~np.isnan(levels[0] + levels[1]), np.isnan(levels[0]) & np.isnan(levels[1])
            serves = True if listed else ~neither
            highest = np.fmin(np.fmin(self._most[a, place], self._most[b, place]), cap)
            level = np.where(both | (highest <= LOWEST), np.fmin(np.fmin(*levels), cap), LOWEST)
            best = np.where(serves, np.maximum(best, level), best)
            most = np.where(serves, np.maximum(most, highest), most)
            any_found |= serves
        most = np.where(any_found, most, HIGHEST)
        known = (best > LOWEST) | ((most <= LOWEST) & any_found)
        low = np.where(known, np.maximum(LOWEST, best - self._half), LOWEST)
        high = np.where(
            known, np.maximum(np.minimum(HIGHEST, best + self._half), most), np.minimum(most, HIGHEST)
        )
        return Quantity(True, known, False, np.where(known, best, 0.0), low, high)
