"""What profiles say in general, whoever the partner is, for all needs that are asked and for each alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from readiness.many.channels import Channels
from readiness.many.derived_levels import Holdings
from readiness.many.laws import Laws
from readiness.many.own import differs_by_need, statements
from readiness.many.world import Calendar, Stretches, facts_of
from readiness.model.question import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.many.column_arithmetic import Column
    from readiness.many.levels import Levels
    from readiness.many.own import Statements
    from readiness.many.rule_cache import Kept
    from readiness.many.world import World
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class StatedColumns(NamedTuple):
    """What profiles say of one indicator: the number of the level in each stretch of dates, and of `Statements` the rest."""

    levels: Levels
    numbers: Column
    rated: Column
    narrowed: Column
    firm: Column
    causes: Column | None


class General:
    """What profiles say in general. It is read for a scope with all needs asked; each of these alone asks for no other indicators.

    `facts` are the numbers of each profile's facts by stretch of dates.
    """

    def __init__(self, rubric: Rubric, world: World, scope: Scope, kept: Kept) -> None:
        self._rubric, self._world, self._whole = rubric, world, scope
        self._calendar = Calendar(world.dates, rubric.evidence)
        facts = facts_of(world, self._calendar)
        said = self._read(scope, counting(rubric, scope))
        turning = zip(facts.turns, *(statement.turns for statement in said.values()), strict=True)
        begins = [sorted({day for turns in of_profile for day, _ in turns}) for of_profile in turning]
        self.stretches = Stretches(begins, len(world.dates))
        self.facts = self.stretches.spread(facts.turns)
        self.holdings = Holdings(rubric, facts, world.dates, kept)
        self.channels = {
            key: Channels(rubric, key, facts, self._days(scope))
            for key in said
            if rubric.indicators[key].unit == "channel" and key in rubric.channel_ladders
        }
        self.laws = {
            key: Laws(rubric, rubric.indicators[key], facts, world.dates)
            for key in said
            if rubric.indicators[key].by_law
        }
        self._said = {key: self._spread(key, statement) for key, statement in said.items()}

    def said(self, scope: Scope) -> dict[str, StatedColumns]:
        """What profiles say of each indicator that counts: for all needs, or for one alone, where it is read again only if need be."""
        keys = counting(self._rubric, scope)
        anew = [
            key for key in keys if scope != self._whole and differs_by_need(self._rubric, self._world, key)
        ]
        read = {key: self._spread(key, statement) for key, statement in self._read(scope, anew).items()}
        return {key: read[key] if key in read else self._said[key] for key in keys}

    def _read(self, scope: Scope, keys: Iterable[str]) -> dict[str, Statements]:
        days = self._days(scope)
        return {key: statements(self._rubric, self._world, self._calendar, key, days) for key in keys}

    def _days(self, scope: Scope) -> list[Scope]:
        """The scope at each date."""
        return [replace(scope, as_of=day) for day in self._world.dates]

    def _spread(self, key: str, said: Statements) -> StatedColumns:
        """What profiles say of an indicator, by stretches of dates."""
        spread, none = self.stretches.spread, self._rubric.indicators[key].causes.index(None)
        return StatedColumns(
            said.levels,
            spread(said.turns),
            said.rated,
            said.narrowed,
            spread(said.firm),
            spread(said.causes, none) if said.causes is not None else None,
        )


def counting(rubric: Rubric, scope: Scope) -> dict[str, Indicator]:
    """The indicators that count: those in scope, and those that a suspension may stop whatever the need."""
    causes = {cause for standing in rubric.standing.values() for cause in standing.causes}
    return {key: item for key, item in rubric.indicators.items() if in_scope(item, scope) or key in causes}
