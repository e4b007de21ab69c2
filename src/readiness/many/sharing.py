"""The kernel over columns, each part worked out once for all the phases and directions that share it.

A gate depends on a level and the necessary one, a factor on its levels: of three phases and two directions most parts are
the same. The rules are those of `engine.kernel`, whose `judge` puts the same parts together for one phase alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from readiness.engine.kernel import (
    Demand,
    FactorScore,
    Gate,
    PhaseScore,
    Triple,
    ceiling_of,
    factor_score,
    gate,
    hold,
    index_of,
    verdict_of,
)
from readiness.many.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from readiness.engine.arithmetic import Quantity
    from readiness.model.rubric import VerdictRules

COLUMNS = Columns()
T = TypeVar("T")


class Kernel:
    """Judges phases of the same pairs. What it is given must not change meanwhile: parts are known by identity."""

    def __init__(self, rules: VerdictRules) -> None:
        self._rules = rules
        self._known: dict[Hashable, tuple[object, object]] = {}

    def judge(
        self, demands: Sequence[Demand], levels: Sequence[Quantity], weights: Sequence[float]
    ) -> PhaseScore:
        """The judgement of one phase, as `engine.kernel.judge` gives it."""
        held = tuple(self._held(demand, level) for demand, level in zip(demands, levels, strict=True))
        pairs = list(zip(demands, held, strict=True))
        gates = tuple(self._gate(demand, level) for demand, level in pairs)
        factors = tuple(
            self._factor([(d.weight, level) for d, level in pairs if d.factor == number and d.weight])
            for number in range(len(weights))
        )
        known = factors[0].known
        for factor in factors[1:]:
            known = known & factor.known
        index = index_of(COLUMNS, [factor.score for factor in factors], weights, self._rules.floor)
        ceiling = self._ceiling([self._alone(*one) for one in zip(demands, held, gates, strict=True)])
        readiness = Triple(*(COLUMNS.least(one, other) for one, other in zip(index, ceiling, strict=True)))
        verdict = verdict_of(COLUMNS, gates, known, readiness.value, self._rules.fragile_below)
        return PhaseScore(held, gates, factors, known, index, ceiling, readiness, verdict)

    def _once(self, key: Hashable, about: object, work: Callable[[], T]) -> T:
        """What the work gives. `about` is kept, so that nothing else can take over the identities in the key."""
        if key not in self._known:
            self._known[key] = about, work()
        found: T = self._known[key][1]  # type: ignore[assignment]  # what was put there under this key
        return found

    def _held(self, demand: Demand, level: Quantity) -> Quantity:
        if demand.stopped is False:
            return level
        key = ("held", id(level), id(demand.stopped), demand.necessary)
        return self._once(key, (level, demand.stopped), lambda: hold(COLUMNS, demand, level))

    def _gate(self, demand: Demand, level: Quantity) -> Gate | None:
        necessary = demand.necessary
        if not demand.weight or necessary is None:
            return None
        key = ("gate", id(level), id(demand.stopped), necessary)
        return self._once(key, (level, demand.stopped), lambda: gate(necessary, level, demand.stopped))

    def _factor(self, weighted: list[tuple[float, Quantity]]) -> FactorScore:
        key = ("factor", *((weight, id(level)) for weight, level in weighted))
        return self._once(key, weighted, lambda: factor_score(COLUMNS, weighted))

    def _alone(self, demand: Demand, level: Quantity, state: Gate | None) -> Triple | None:
        """The ceiling that one gate alone sets."""
        if state is None:
            return None
        key = ("ceiling", id(level), id(state))
        return self._once(
            key, (level, state), lambda: ceiling_of(COLUMNS, [demand], [level], [state], self._rules.floor)
        )

    def _ceiling(self, alone: Sequence[Triple | None]) -> Triple:
        """The lowest of the ceilings that the gates set."""
        low = Triple(100.0, 100.0, 100.0)
        for one in alone:
            if one is not None:
                low = Triple(*(COLUMNS.least(end, other) for end, other in zip(low, one, strict=True)))
        return low
