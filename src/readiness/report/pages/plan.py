"""The report on a plan, in words and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.page import (
    VERDICT_STYLE,
    Bullets,
    Grid,
    Heading,
    Line,
    Page,
    Schedule,
    Span,
)
from readiness.report.pages.naming import Names
from readiness.report.pages.plan_choices import PlanChoices, bands_in_words
from readiness.report.pages.plan_obstruction import PlanObstruction
from readiness.report.pages.plan_summary import PlanSummary
from readiness.report.pages.scope import aside
from readiness.report.pages.sureness import worth_lines
from readiness.words import clauses, clean, continued, level, listed, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.sureness import EvidenceWorth
    from readiness.change.plan import Plan
    from readiness.change.starting_levels import Taken
    from readiness.change.steps import StepOf
    from readiness.change.trials import SettableLevel
    from readiness.report.page import Part
    from readiness.words import Texts


def page(plan: Plan, assessed: Assessment, worths: Sequence[EvidenceWorth], say: Texts) -> Page:
    """The report of a plan for the pair as its readers may see it, and the evidence to get first."""
    return _PlanTeller(plan, assessed, worths, say).page()


class _PlanTeller:
    """Holds what every sentence needs."""

    def __init__(self, plan: Plan, assessed: Assessment, worths: Sequence[EvidenceWorth], say: Texts) -> None:
        self.it, self.say = plan, say
        self.rubric = plan.judged.rubric
        self.assessed, self.worths = assessed, worths
        self.names = Names(self.assessed, self.rubric, say)

    def page(self) -> Page:
        before = self.assessed
        return Page(self.names.title(), aside(before, self.rubric, self.say), list(self._parts()))

    def _parts(self) -> Iterator[Part]:
        say, it = self.say, self.it
        choices = PlanChoices(it, self.names)
        headline, *more = PlanSummary(it, self.assessed, self.worths, self.names).lines()
        yield Line(headline, VERDICT_STYLE[it.after.verdict] if it.reached else "bad")
        for line in more:
            yield Line(line)
        if it.reached and not it.exact:
            yield Line(
                say("plan.bound", least=bands_in_words(it.least, say), cost=bands_in_words(it.cost, say))
            )
        if it.in_the_way is not None:
            in_the_way = PlanObstruction(it, it.in_the_way, self.assessed, self.names)
            yield from self._listed("barriers", list(in_the_way.lines()))
        if it.steps:
            yield Heading(say(f"plan.{self._purpose()}"))
            yield self._steps()
            if it.reached and not it.shortest:
                yield Line(say("plan.late"), "dim")
            yield Heading(say("plan.gantt"))
            yield self._schedule()
        yield from self._listed("warnings", list(self._warnings()))
        yield from self._listed("alternatives", list(choices.alternatives()) if it.reached else [])
        if it.frontier:
            yield Heading(say("plan.frontier"))
            yield choices.frontier()
        yield from self._listed("assumptions", list(self._assumptions()))
        yield from self._listed("unknowns" if it.reached else "unknowns-of-none", list(self._unknowns()))
        found_out = list(worth_lines(self.worths, self.names))
        if found_out:
            yield Heading(say("sureness.first"))
            yield Bullets(found_out)
        yield Line(say("plan.reads"), "dim")
        yield Line(self.rubric.disclaimer, "italic")

    def _purpose(self) -> str:
        """What the steps are for."""
        if self.it.in_the_way is None:
            return "steps"
        return "steps-to-others" if self.it.in_the_way.barriers else "steps-to-best"

    def _listed(self, key: str, lines: list[str]) -> Iterator[Part]:
        if lines:
            yield Heading(self.say(f"plan.{key}"))
            yield Bullets(lines)

    def _steps(self) -> Grid:
        say = self.say
        heads = [say(f"plan.head-{key}") for key in ("step", "months", "who", "do")]
        rows = [
            [
                str(position),
                f"{step.start}–{step.end}",
                self.names.actor(step.side),
                self._does(step),
            ]
            for position, step in enumerate(self.it.steps, 1)
        ]
        return Grid(heads, rows, right=(0,))

    def _does(self, step: StepOf) -> str:
        together: dict[tuple[str, float | None, float | None], list[SettableLevel]] = {}
        for item, before, after in step.lifts:
            together.setdefault((item.indicator, before, after), []).append(item)
        lifts = [
            self.say("plan.rises", name=self._short(items), before=level(before), after=level(after))
            if before is not None
            else self._short(items)
            for (_, before, after), items in together.items()
        ]
        remedy, cost = self.rubric.remedies[step.remedy], self.say(f"plan.band-{step.cost}")
        does = [self.say("plan.does", remedy=step.remedy, do=remedy.do, cost=cost)]
        does.append(self.say("plan.lifts", levels=clauses(lifts)) if lifts else self.say("plan.no-lift"))
        needs = list(self._needs(step))
        if needs:
            does.append(self.say("plan.needs", needs=listed(needs)))
        if step.unlocks:
            does.append(
                self.say("plan.opens", steps=listed([str(position + 1) for position in step.unlocks]))
            )
        return sentences(does)

    def _needs(self, step: StepOf) -> Iterator[str]:
        """What must be there before a step begins."""
        for item in self.rubric.remedies[step.remedy].prerequisites:
            if item.remedy is not None:  # where it is needed, it is a step of the plan
                number = self.it.steps.index(step)
                if any(it.remedy == item.remedy and number in it.unlocks for it in self.it.steps):
                    yield item.remedy
            elif item.indicator is not None:
                key, bound = ("least", item.min) if item.min is not None else ("most", item.max)
                yield self.say(
                    f"plan.at-{key}", name=self.names.indicator(item.indicator), level=level(bound)
                )

    def _schedule(self) -> Schedule:
        spans = [
            Span(
                f"{position} {step.remedy}",
                step.start,
                step.end,
                step.side,
                self.say(
                    "plan.span",
                    step=position,
                    remedy=step.remedy,
                    start=step.start,
                    end=step.end,
                    who=self.names.side(step.side),
                ),
            )
            for position, step in enumerate(self.it.steps, 1)
        ]
        acting = [side for side in ("both", "a", "b") if any(step.side == side for step in self.it.steps)]
        legend = {side: self.names.actor(side) for side in acting}
        return Schedule(self.say("plan.gantt"), spans, self.say("plan.axis", months=self.it.months), legend)

    def _assumptions(self) -> Iterator[str]:
        texts: dict[str, list[str]] = {}
        for step in self.it.steps:
            for text in step.assumes:
                texts.setdefault(text, []).append(step.remedy)
        for text, remedies in texts.items():
            yield self.say("plan.assumed", remedies=listed(list(dict.fromkeys(remedies))), text=text)

    def _warnings(self) -> Iterator[str]:
        texts: dict[str, list[str]] = {}
        for step in self.it.steps:
            for warning in step.warnings:
                if warning == self.rubric.lifting.warning:
                    continue  # is told below the headline
                texts.setdefault(warning, []).append(step.remedy)
        for text, remedies in texts.items():
            yield self.say("plan.warned", remedies=listed(list(dict.fromkeys(remedies))), text=text)
        yield from self._proposed()
        for flag in self.assessed.safeguards:
            what = listed([self.names.flagged(flag), self.names.whose_harm(flag)])
            yield self.say("told", what=what, note=clean(flag.quoted or "") or continued(flag.says))

    def _proposed(self) -> Iterator[str]:
        """What the report on the pair proposes for an indicator that the plan lifts by other steps."""
        used = {step.remedy for step in self.it.steps}
        for first in self.assessed.do_first:
            lifting = [
                step.remedy
                for step in self.it.steps
                if any(item.indicator == first.indicator for item, _, _ in step.lifts)
            ]
            if lifting and first.remedy not in used:
                yield self.say(
                    "plan.proposed",
                    name=self.names.indicator(first.indicator),
                    remedy=first.remedy,
                    do=self.rubric.remedies[first.remedy].do,
                    steps=listed(list(dict.fromkeys(lifting))),
                )

    def _unknowns(self) -> Iterator[str]:
        alike: dict[Taken, list[SettableLevel]] = {}
        for taken in self.it.taken:
            alike.setdefault(taken._replace(item=taken.item._replace(holder="pair")), []).append(taken.item)
        for taken, items in alike.items():
            yield self.say(
                f"plan.taken-{self.names.taken(taken) if taken.suggested is None else 'close'}",
                name=self._names(items),
                level=level(taken.level),
                suggested=level(taken.suggested),
            )

    def _short(self, items: Sequence[SettableLevel]) -> str:
        """One indicator, and behind it of whom it is."""
        name = self.names.indicator(items[0].indicator)
        side = items[0].holder if len(items) == 1 else "both"
        return name if side == "pair" else self.say("behind", what=name, aside=self.names.actor(side))

    def _names(self, items: Sequence[SettableLevel]) -> str:
        """One indicator, of whom it is."""
        name = self.names.indicator(items[0].indicator)
        side = items[0].holder if len(items) == 1 else "both"
        if side == "pair":
            return name
        return self.say("route.of", indicator=name, side=self.names.side(side))
