"""Levels that recorded facts of both give a pair (see `evidence.derived`), for all pairs at once.

Facts of the record between two particular sides are not here: those pairs are read one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from readiness.engine.arithmetic import Quantity
from readiness.engine.combine import weakest
from readiness.evidence.derived import IDEAL_POINT
from readiness.evidence.facts import instruments
from readiness.evidence.instruments import PARTY
from readiness.evidence.reading import HIGHEST, LOWEST
from readiness.many.columns import UNKNOWN, Columns, merged
from readiness.model.question import needs_concerned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from readiness.many.columns import Column
    from readiness.many.world import Facts
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.profile import Partner
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

OF_RECORD = frozenset({"agreement-in-use", "agreement-in-force"})
"""Facts that only the record between the two can give."""

IDLE = frozenset({"contiguous", "colonial_tie"})
"""Facts that a profile records about a partner and that no derivation reads."""


class Shared:
    """The facts of all profiles, asked pair by pair. `a` and `b` are numbers of facts, `days` those of dates."""

    def __init__(
        self, rubric: Rubric, facts: Facts, dates: Sequence[date], a: Column, b: Column, days: Column
    ) -> None:
        self._rubric = rubric
        self._facts = [(document.profile, dates[day]) for document, day in facts.versions]
        self._a, self._b = a, b
        self._years = np.array([day.year for day in dates])[days]
        self._found: dict[tuple[str, str | None], Column] = {}

    def level(self, indicator: Indicator, scope: Scope) -> Quantity:
        """The level that facts give, the lowest of all rows; unknown where nothing is recorded."""
        if all(derivation.from_ in OF_RECORD for derivation in indicator.derived):
            return UNKNOWN
        rows: Sequence[str | None] = [None]
        if indicator.table is not None:
            by_need = indicator.table.by == "need"
            rows = needs_concerned(indicator, self._rubric, scope) if by_need else list(indicator.table.rows)
        found = [self._row(indicator, row) for row in rows]
        level = found[0]
        for other in found[1:]:
            level = weakest(Columns(), level, other)
        return level

    def _row(self, indicator: Indicator, row: str | None) -> Quantity:
        level = UNKNOWN
        for derivation in reversed(indicator.derived):
            if derivation.from_ not in OF_RECORD:
                value = self._value(derivation.from_, row)
                level = merged(level, ~np.isnan(value), self._reading(derivation, value))
        return level

    def _reading(self, derivation: Derivation, value: Column) -> Quantity:
        level: Any = derivation.level
        if level is None:
            points = np.array(derivation.points, dtype=float)
            level = np.interp(value, points[:, 0], points[:, 1])
        half = self._rubric.evidence.derived if derivation.width is None else derivation.width
        low, high = np.maximum(LOWEST, level - half), np.minimum(HIGHEST, level + half)
        return Quantity(True, True, derivation.prior, level, low, high)

    def _value(self, fact: str, row: str | None) -> Column:
        """A fact's measure for each pair, nan where it is not recorded."""
        if (fact, row) not in self._found:
            self._found[fact, row] = FACTS[fact](self, row)
        return self._found[fact, row]

    def _in_common(self, held: Iterable[Iterable[str]]) -> Column:
        """How many of the things that each profile holds both sides hold; nan for none."""
        sets = [set(items) for items in held]
        names = {name: place for place, name in enumerate(sorted(set().union(*sets)))}
        holds = np.zeros((len(sets), len(names)))
        for row, items in enumerate(sets):
            holds[row, [names[name] for name in items]] = 1
        common = (holds @ holds.T)[self._a, self._b]
        return np.where(common > 0, common, np.nan)

    def languages(self, _row: str | None) -> Column:
        """Languages in common, whatever their script or region."""
        return self._in_common([tag.split("-")[0] for tag in p.facts.languages] for p, _ in self._facts)

    def instruments(self, row: str | None) -> Column:
        """Instruments that serve a need, to which both are party."""
        serving = {name for name, item in self._rubric.instruments.items() if row in item.serves}
        return self._in_common(
            [name for name, status in instruments(p, day).items() if status == PARTY and name in serving]
            for p, day in self._facts
        )

    def legal_family(self, _row: str | None) -> Column:
        """1 for the same legal family."""
        return self._in_common([p.facts.legal_family] if p.facts.legal_family else [] for p, _ in self._facts)

    def political_distance(self, _row: str | None) -> Column:
        """The distance of the ideal points in the newest year that both have."""
        points = [p.facts.indices.get(IDEAL_POINT, []) for p, _ in self._facts]
        distance = np.full(len(self._a), np.nan)
        for year in sorted({value.year for values in points for value in values}):
            held = [[value.value for value in values if value.year == year] for values in points]
            of_year = np.array([values[-1] if values else np.nan for values in held])
            gap = np.abs(of_year[self._a] - of_year[self._b])
            distance = np.where(np.isnan(gap) | (self._years < year), distance, gap)
        return distance


def of_record(partner: Partner | None, indicator: Indicator) -> bool:
    """Whether what a profile records about a partner may give an indicator's level; such pairs are read one by one."""
    if partner is None or not indicator.derived:
        return False
    if partner.facts.model_fields_set - IDLE:
        return True
    return bool(partner.agreements) and any(item.from_ in OF_RECORD for item in indicator.derived)


FACTS: dict[str, Callable[[Shared, str | None], Column]] = {
    "shared-instrument": Shared.instruments,
    "shared-language": Shared.languages,
    "same-legal-family": Shared.legal_family,
    "political-distance": Shared.political_distance,
}
