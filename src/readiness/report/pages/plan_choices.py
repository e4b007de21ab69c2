"""What a plan says of other plans: those as cheap and as quick, and what each cost buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.page import Grid
from readiness.words import clauses, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readiness.change.exchanges import OtherStep
    from readiness.change.frontier import Buys, Milestone
    from readiness.change.plan import Plan
    from readiness.change.task import State
    from readiness.report.pages.naming import Names
    from readiness.words import Texts


class PlanChoices:
    """Says what else could be done, for the pair as its readers may see it."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self.it, self.names, self.say = plan, names, names.say
        self.rubric = plan.judged.rubric

    def alternatives(self) -> Iterator[str]:
        """The plans as cheap and as quick: which steps are exchanged for which."""
        say, equal = self.say, self.it.alternatives
        for other in equal.listed:
            told = say(
                "plan.alternative",
                steps=listed([say("plan.numbered", step=step + 1) for step in other.steps]),
                others=clauses(self._others(other.others)),
            )
            warnings = {self.rubric.remedies[step.remedy].warning for step in other.others} - {""}
            yield told + "".join(say("plan.mind", text=text) for text in sorted(warnings))
        if equal.number > len(equal.listed):
            yield say("plan.alternatives-listed", listed=len(equal.listed), count=equal.number)
        if not equal.complete:
            yield say("plan.alternatives-more")
        elif not equal.number and self.it.steps:
            yield say("plan.alternatives-none")

    def _others(self, steps: Iterable[OtherStep]) -> Iterator[str]:
        """Each remedy once, with all who use it."""
        acting: dict[str, list[str]] = {}
        for step in steps:
            acting.setdefault(step.remedy, []).append(self.names.actor(step.side))
        for remedy, who in acting.items():
            do = self.rubric.remedies[remedy].do
            yield self.say("plan.other", remedy=remedy, who=listed(who), do=do)

    def frontier(self) -> Grid:
        """A row for each cost and what it buys, and one for what is not reached."""
        heads = [self.say(f"plan.head-{key}") for key in ("dear", "buys")]
        return Grid(heads, [self._milestone(row) for row in self.it.frontier])

    def _milestone(self, row: Milestone) -> list[str]:
        say = self.say
        if row.cost is None:
            key = "not-reached" if row.exact else "not-found"
            return [say(f"plan.{key}"), clauses(self._missed(item) for item in row.buys)]
        cost = bands_in_words(row.cost, say)
        return [
            cost if row.exact else say("plan.cost-at-most", cost=cost),
            clauses(self._bought(item, item.state) for item in row.buys if item.state is not None),
        ]

    def _bought(self, item: Buys, state: State) -> str:
        return self.say(
            "plan.buys" if item.months else "plan.buys-today",
            phase=item.target.phase,
            verdict=self.say(f"verdict.{state.verdict}"),
            value=number(state.readiness) + ("" if item.highest else self.say("plan.or-more")),
            months=item.months or 0,
        ) + self._unless(item)

    def _missed(self, item: Buys) -> str:
        return self.say(f"plan.misses-{item.target.verdict}", phase=item.target.phase) + self._unless(item)

    def _unless(self, item: Buys) -> str:
        if item.ends is None:
            return ""
        return self.say("plan.unless", status=self.say.word("standing.", item.ends))


def bands_in_words(cost: tuple[int, ...], say: Texts) -> str:
    """How many steps of each band, the dearest first."""
    told = [
        say("plan.of-band", count=steps, band=say(f"plan.band-{band}"))
        for band, steps in zip(range(len(cost), 0, -1), cost, strict=True)
        if steps
    ]
    return listed(told) or say("plan.no-steps")
