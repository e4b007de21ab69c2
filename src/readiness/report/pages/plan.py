"""The report on a plan, in words and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.assemble import assembled
from readiness.change.evidence_worth import evidence_worth
from readiness.engine.kernel import VERDICTS
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
from readiness.report.pages.scope import in_words
from readiness.report.pages.sureness import worth_lines
from readiness.words import clean, level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.change.plan import Barrier, Milestone, Plan, StepOf
    from readiness.change.trials import Item
    from readiness.report.page import Part
    from readiness.words import Texts

BANDS = 4


def page(plan: Plan, say: Texts) -> Page:
    """The report of a plan."""
    return _PlanTeller(plan, say).page()


class _PlanTeller:
    """Holds what every sentence needs."""

    def __init__(self, plan: Plan, say: Texts) -> None:
        self.it, self.say = plan, say
        self.rubric = plan.judged.rubric
        self.assessed = assembled(plan.judged)
        self.names = Names(self.assessed, self.rubric, say)

    def page(self) -> Page:
        before = self.assessed
        title = f"{clean(before.pair.a.name)} – {clean(before.pair.b.name)}"
        asked = f"{self.say('scope.as-of', date=before.as_of)} · {in_words(before, self.rubric)}"
        return Page(title, f"{self.rubric.rubric} {self.rubric.version} · {asked}", list(self._parts()))

    def _parts(self) -> Iterator[Part]:
        say, it = self.say, self.it
        yield Line(self._headline(), VERDICT_STYLE[it.target.verdict] if it.reached else "bad")
        yield Line(self._now())
        if it.reached and not it.exact:
            yield Line(say("plan.bound", least=_bands(it.least), cost=_bands(it.cost)))
        if it.steps:
            yield Heading(say("plan.steps"))
            yield self._steps()
            if not it.shortest:
                yield Line(say("plan.late"), "dim")
            yield Heading(say("plan.gantt"))
            yield self._schedule()
        yield from self._listed("barriers", [] if it.reached else list(self._barriers()))
        yield from self._listed("alternatives", list(self._alternatives()))
        if it.frontier:
            yield Heading(say("plan.frontier"))
            yield self._frontier()
        yield from self._listed("assumptions", list(self._assumptions()))
        yield from self._listed("warnings", list(self._warnings()))
        yield from self._listed("unknowns", list(self._unknowns()))
        found_out = list(worth_lines(evidence_worth(it.judged, it), self.names))
        if found_out:
            yield Heading(say("sureness.first"))
            yield Bullets(found_out)
        yield Line(say("plan.reads"), "dim")
        yield Line(self.rubric.disclaimer, "italic")

    def _listed(self, key: str, lines: list[str]) -> Iterator[Part]:
        if lines:
            yield Heading(self.say(f"plan.{key}"))
            yield Bullets(lines)

    def _headline(self) -> str:
        say, it = self.say, self.it
        values = {
            "verdict": say(f"verdict.{it.target.verdict}"),
            "phase": it.target.phase,
            "steps": say("plan.one-step")
            if len(it.steps) == 1
            else say("plan.steps-count", count=len(it.steps)),
            "months": it.months,
            "cost": self._dots(max((step.cost for step in it.steps), default=0)),
            "best": say(f"verdict.{it.after.verdict}"),
            "value": number(it.after.readiness),
        }
        if it.reached and not it.steps:
            return say("plan.holds-if" if self._open() else "plan.holds", **values)
        if it.reached:
            return say("plan.reached" if it.exact else "plan.bounded", **values)
        return say("plan.unreached" if it.exact else "plan.cut", **values)

    def _open(self) -> bool:
        phase = next(phase for phase in self.assessed.phases if phase.id == self.it.target.phase)
        return VERDICTS.index(phase.verdict) < VERDICTS.index(self.it.target.verdict)

    def _now(self) -> str:
        before, after = self.it.before, self.it.after
        return self.say(
            "plan.now" if self.it.reached else "plan.now-unreached",
            verdict=self.say(f"verdict.{before.verdict}"),
            before=number(before.readiness),
            after=self.say(f"verdict.{after.verdict}"),
            value=number(after.readiness),
        )

    def _steps(self) -> Grid:
        say = self.say
        heads = [say(f"plan.head-{key}") for key in ("step", "months", "who", "cost", "do")]
        rows = [
            [
                str(place),
                f"{step.start}–{step.end}",
                self.names.side(step.side),
                self._dots(step.cost),
                self._does(step),
            ]
            for place, step in enumerate(self.it.steps, 1)
        ]
        return Grid(heads, rows, right=(0,))

    def _does(self, step: StepOf) -> str:
        together: dict[tuple[str, float, float], list[Item]] = {}
        for item, before, after in step.lifts:
            together.setdefault((item.indicator, before, after), []).append(item)
        lifts = [
            self.say("plan.lifts", name=self._names(items), before=level(before), after=level(after))
            for (_, before, after), items in together.items()
        ]
        does = [f"{step.remedy} {self.rubric.remedies[step.remedy].do}"]
        does.append(f"[{'; '.join(lifts) or self.say('plan.no-lift')}]")
        if step.unlocks:
            does.append(self.say("plan.opens", steps=listed([str(place + 1) for place in step.unlocks])))
        return " ".join(does)

    def _schedule(self) -> Schedule:
        spans = [
            Span(
                f"{place} {step.remedy}",
                step.start,
                step.end,
                step.side,
                self.say(
                    "plan.span",
                    step=place,
                    remedy=step.remedy,
                    start=step.start,
                    end=step.end,
                    who=self.names.side(step.side),
                ),
            )
            for place, step in enumerate(self.it.steps, 1)
        ]
        return Schedule(self.say("plan.gantt"), spans, self.say("plan.axis", months=self.it.months))

    def _alternatives(self) -> Iterator[str]:
        for other in self.it.alternatives:
            yield self.say(
                "plan.alternative",
                step=other.step + 1,
                remedy=other.remedy,
                who=self.names.side(other.side),
                months=other.months,
                do=self.rubric.remedies[other.remedy].do,
            )

    def _frontier(self) -> Grid:
        heads = [self.say(f"plan.head-{key}") for key in ("target", "dear", "months", "result")]
        return Grid(heads, [self._milestone(item) for item in self.it.frontier], right=(2,))

    def _milestone(self, item: Milestone) -> list[str]:
        say = self.say
        cost = say("plan.not-reached")
        if item.cost is not None:
            cost = _bands(item.cost) if item.exact else say("plan.at-most", cost=_bands(item.cost))
        return [
            say("plan.target", verdict=say(f"verdict.{item.target.verdict}"), phase=item.target.phase),
            cost,
            "" if item.months is None else str(item.months),
            say(
                "plan.result",
                verdict=say(f"verdict.{item.state.verdict}"),
                value=number(item.state.readiness),
            ),
        ]

    def _assumptions(self) -> Iterator[str]:
        if self.it.premises.ends is not None:
            yield self.say("plan.ends", status=self.it.premises.ends)
        texts: dict[str, list[str]] = {}
        for step in self.it.steps:
            for text in step.assumes:
                texts.setdefault(text, []).append(step.remedy)
        for text, remedies in texts.items():
            yield self.say("plan.assumed", remedies=listed(list(dict.fromkeys(remedies))), text=text)

    def _warnings(self) -> Iterator[str]:
        texts: dict[str, list[str]] = {}
        for step in self.it.steps:
            if step.warning:
                texts.setdefault(step.warning, []).append(step.remedy)
        for text, remedies in texts.items():
            yield self.say("plan.assumed", remedies=listed(list(dict.fromkeys(remedies))), text=text)
        for flag in self.assessed.safeguards:
            what = self.say(
                "behind", what=self.names.indicator(flag.indicator), aside=self.names.side(flag.side)
            )
            yield self.say("told", what=what, note=flag.says)

    def _unknowns(self) -> Iterator[str]:
        by_level: dict[tuple[str, float, str], list[Item]] = {}
        for taken in self.it.taken:
            by_level.setdefault((taken.item.indicator, taken.level, taken.basis), []).append(taken.item)
        for (_, value, basis), items in by_level.items():
            yield self.say(f"plan.taken-{basis}", name=self._names(items), level=level(value))

    def _barriers(self) -> Iterator[str]:
        it, say = self.it, self.say
        for barrier in it.barriers:
            yield self._barrier(barrier)
        if not it.barriers and it.after.readiness is None:
            factors = [item.id for item in self.assessed.factors if item.score is None]
            yield say("plan.barrier-standing", factors=listed(factors))
        elif not it.barriers:
            bar = number(self.rubric.verdict.fragile_below)
            yield say("plan.barrier-score", value=number(it.after.readiness), bar=bar)

    def _barrier(self, barrier: Barrier) -> str:
        told = self.say(
            "plan.barrier",
            name=self._name(barrier.item),
            level=level(barrier.level),
            needed=level(barrier.needed),
        )
        for remedy, waits in barrier.closed:
            names = [self.names.indicator(key) if key in self.rubric.indicators else key for key in waits]
            told += self.say("plan.closed", remedy=remedy, names=listed(names))
        return told if barrier.closed else told + self.say("plan.no-remedy")

    def _name(self, item: Item) -> str:
        return self._names([item])

    def _names(self, items: Sequence[Item]) -> str:
        """One indicator, of whom it is."""
        name = self.names.indicator(items[0].indicator)
        side = items[0].holder if len(items) == 1 else "both"
        if side == "pair":
            return name
        return self.say("route.of", indicator=name, side=self.names.side(side))

    def _dots(self, cost: int) -> str:
        return "●" * cost + "○" * (BANDS - cost)


def _bands(cost: tuple[int, ...]) -> str:
    """Steps by band, the dearest first."""
    return " · ".join(str(steps) for steps in cost)
