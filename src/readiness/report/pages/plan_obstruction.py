"""What a plan says where the target is not reached: which levels stand in the way, and why no remedy lifts them further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.words import level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.change.in_the_way import Closed, InTheWay
    from readiness.change.plan import Plan
    from readiness.change.trials import SettableLevel
    from readiness.report.pages.naming import Names


class PlanObstruction:
    """Says what stands in the way, for the pair as its readers may see it."""

    def __init__(self, plan: Plan, way: InTheWay, assessed: Assessment, names: Names) -> None:
        self.it, self.way, self.assessed, self.names, self.say = plan, way, assessed, names, names.say

    def lines(self) -> Iterator[str]:
        """The necessary levels that are not reached; else the score, and what would raise it most."""
        say = self.say
        for barrier in self.way.barriers:
            reached, needed = level(barrier.level), level(barrier.needed)
            key = "just-below" if reached == needed else "" if barrier.proven else "found"
            yield say(
                f"plan.barrier-{key}".rstrip("-"),
                name=self._name([barrier.item]),
                level=reached,
                needed=needed,
            ) + self._closed(barrier.closed)
        if self.way.barriers:
            return
        highest = self.way.highest
        if highest is None:
            for needs, factors in self.it.silent.items():
                called = listed([self.it.judged.rubric.factors[factor].name for factor in factors]).lower()
                yield say("plan.barrier-silent", factors=called, needs=listed(list(needs)))
            return
        yield say(
            "plan.barrier-score" if highest.proven else "plan.barrier-score-between",
            needs=listed(list(highest.needs)),
            value=number(highest.reached),
            most=number(highest.bound),
            bar=number(self.it.judged.rubric.verdict.fragile_below),
        )
        for lever in self.way.levers:
            yield say(
                "plan.lever",
                name=self._name(lever.items),
                level=level(lever.level),
                value=number(lever.readiness),
            ) + self._closed(lever.closed)

    def _closed(self, remedies: Sequence[Closed]) -> str:
        """Why the remedies do no more, those with the same reason together."""
        if not remedies:
            return self.say("plan.no-remedy")
        told: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for closed in remedies:
            told.setdefault((closed.why, closed.waits), []).append(closed.remedy)
        rubric = self.it.judged.rubric
        return "".join(
            self.say(
                f"plan.closed-{why}",
                remedies=listed(same),
                names=listed(
                    [self.names.indicator(key) if key in rubric.indicators else key for key in waits]
                ),
            )
            for (why, waits), same in told.items()
        )

    def _name(self, items: Sequence[SettableLevel]) -> str:
        """One indicator, of whom it is."""
        name = self.names.indicator(items[0].indicator)
        side = items[0].holder if len(items) == 1 else "both"
        if side == "pair":
            return name
        return self.say("route.of", indicator=name, side=self.names.side(side))
