"""The first lines of a plan: what it reaches and within which limits, what that rests on, and how the pair stands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readiness.report.pages.story import readiness_range
from readiness.words import listed, number, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.sureness import EvidenceWorth
    from readiness.assessment.result.verdicts import PhaseResult
    from readiness.change.plan import Plan
    from readiness.change.trials import SettableLevel
    from readiness.report.pages.naming import Names

BASES = ("unknown", "prior", "facts", "few-cases")
TELLING = 3
"""As many of the levels that a plan rests on are named near its headline."""


class PlanSummary:
    """Says the first lines of a plan for the pair as its readers may see it."""

    def __init__(
        self, plan: Plan, assessed: Assessment, worths: Sequence[EvidenceWorth], names: Names
    ) -> None:
        self.it, self.assessed, self.worths, self.names, self.say = plan, assessed, worths, names, names.say

    def lines(self) -> list[str]:
        """The headline, what must end, which steps hang on a decision, what it rests on, and the pair today and with the plan."""
        return [self._headline(), *self._ends(), *self._decided(), *self._base(), *self._states()]

    def _headline(self) -> str:
        say, it = self.say, self.it
        way = it.in_the_way
        if way is not None and not way.barriers and way.highest is None:
            by = say(
                "plan.untold-by" if it.steps else "plan.untold-today", count=len(it.steps), months=it.months
            )
            return say(f"plan.untold-{it.target.verdict}", phase=it.target.phase) + by
        limits = list(self._limits())
        steps = say("plan.steps-count", count=len(it.steps))
        if it.reached:
            key = "holds" if not it.steps else "reached" if it.exact else "bounded"
        else:
            key = "unreached" if it.exact else "cut"
        told = say(
            f"plan.{key}-{it.target.verdict}",
            phase=it.target.phase,
            steps=steps,
            months=it.months,
            cost=say(f"plan.band-{max((step.cost for step in it.steps), default=1)}"),
            best=say(f"verdict.{it.after.verdict}"),
            limits=say("plan.limits", listed=listed(limits)) if limits else "",
        )
        if way is not None:
            by = "others" if way.barriers else "by"
            key = f"plan.best-{by}" if it.steps else "plan.best-today"
            told += say(
                key, steps=steps, count=len(it.steps), months=it.months, value=number(it.after.readiness)
            )
        if way is not None and way.fastest is not None:
            told += say("plan.fastest", months=way.fastest)
        if not it.taken:
            return told
        return say(f"plan.if-{self._guess()}") + told

    def _limits(self) -> Iterator[str]:
        limits, say = self.it.limits, self.say
        if limits.within is not None:
            yield say("plan.limit-within", months=limits.within)
        if limits.side is not None:
            yield say("plan.limit-side", side=self.names.side(limits.side))
        if limits.budget is not None:
            yield say("plan.limit-budget", cost=say(f"plan.band-{limits.budget}"))
        if limits.without:
            yield say("plan.limit-without", remedies=listed(list(limits.without)))

    def _ends(self) -> Iterator[str]:
        """The standing that the plan takes to end."""
        ends = self.it.premises.ends
        if ends is not None:
            text = self.say("plan.ends", status=ends)
            yield self.say("told", what=self.say("plan.assumptions"), note=text)

    def _decided(self) -> Iterator[str]:
        """The steps that lift what hangs on a decision that no remedy takes."""
        warning = self.it.judged.rubric.lifting.warning
        remedies = [step.remedy for step in self.it.steps if warning in step.warnings]
        if warning and remedies:
            yield self.say("plan.decided", remedies=listed(list(dict.fromkeys(remedies))), text=warning)

    def _base(self) -> Iterator[str]:
        """How much of the base is guessed, and what of it tells most."""
        if not self.it.taken:
            return
        counts = Counter(map(self.names.taken, self.it.taken))
        told = [self.say(f"plan.rests-{basis}", count=counts[basis]) for basis in BASES if counts[basis]]
        yield self.say("plan.rests", count=len(self.it.taken), parts=listed(told)) + self.say(
            "plan.telling", names=listed([self.name(item) for item in self._telling()])
        )

    def _telling(self) -> list[SettableLevel]:
        """Of the levels taken for granted those to find out first, in the order of the report on the pair."""
        asked = {need.indicator: place for place, need in enumerate(self.names.open_questions())}
        worth = {(worth.indicator, worth.side): place for place, worth in enumerate(self.worths)}
        known = sorted(
            self.it.taken,
            key=lambda taken: (
                asked.get(taken.item.indicator, len(asked)),
                worth.get((taken.item.indicator, taken.item.holder), len(worth)),
            ),
        )
        return [taken.item for taken in known[:TELLING]]

    def _states(self) -> Iterator[str]:
        """The pair as it is assessed, with what is taken for granted, and with the plan: each number by its name."""
        say, it = self.say, self.it
        phases = {phase.id: phase for phase in self.assessed.phases}
        now, target = phases[self.assessed.phase.assessed], phases[it.target.phase]
        told = [self._assessed("plan.assessed", now)]
        if target is not now:
            told.append(self._assessed("plan.assessed-target", target))
        if it.taken:
            told.append(
                say(
                    f"plan.now-{self._guess()}",
                    phase=target.id,
                    verdict=say(f"verdict.{it.before.verdict}"),
                    before=number(it.before.readiness),
                )
            )
            if self._starts_lower(target):
                told.append(say("plan.now-lower"))
        if it.steps:
            told.append(
                say(
                    "plan.with-plan" if it.reached else "plan.with-best",
                    verdict=say(f"verdict.{it.after.verdict}"),
                    value=number(it.after.readiness),
                )
            )
        yield sentences(told)

    def _starts_lower(self, target: PhaseResult) -> bool:
        """Whether what is taken for granted where nothing is known brings readiness down, as it is printed."""
        before, assessed = self.it.before.readiness, target.readiness.value
        unknown = any(taken.basis == "unknown" for taken in self.it.taken)
        return unknown and before is not None and assessed is not None and round(before) < round(assessed)

    def _assessed(self, key: str, phase: PhaseResult) -> str:
        """A phase as the report on the pair has it."""
        return self.say(
            key,
            phase=phase.id,
            verdict=self.say(f"verdict.{phase.verdict}"),
            before=number(phase.readiness.value),
            range=readiness_range(phase.readiness),
        )

    def _guess(self) -> str:
        """What the plan rests on besides what is rated: anything unknown, else indices, facts or few cases, or several of these."""
        bases = set(map(self.names.taken, self.it.taken))
        if "unknown" in bases:
            return "unknown"
        return "suggested" if len(bases) > 1 else bases.pop()

    def name(self, item: SettableLevel) -> str:
        """An indicator and whose it is."""
        name = self.names.indicator(item.indicator)
        if item.holder == "pair":
            return name
        return self.say("route.of", indicator=name, side=self.names.side(item.holder))
