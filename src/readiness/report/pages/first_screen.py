"""The first screen of a report: what a minister must know of one pair, in at most 45 lines of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness import tlp
from readiness.report.page import VERDICT_STYLE, Bullets, Entries, Heading, Line, Page
from readiness.report.pages.caveats import Reserve
from readiness.report.pages.first_screen_room import (
    GROWING,
    LINE,
    SCREEN,
    SHEET,
    SHRINKING,
    Room,
    Surface,
    fits,
    shortened,
    whole_clauses,
)
from readiness.report.pages.hindrances import Hindrances
from readiness.report.pages.naming import IN_BRACKETS
from readiness.report.pages.verdict import verdict_in_words
from readiness.words import capitalised, clauses, clean, continued, listed, named, percent, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.joint_record import Works
    from readiness.assessment.result.verdicts import PhaseResult
    from readiness.report.page import Part
    from readiness.report.pages.naming import Names

STEP = 11
"""Columns of the fixed words around a step, with some to spare for wrapping."""

WAIVERS = 1
"""As many waivers are told behind their numbers."""


def first_screen(names: Names, surface: Surface = SCREEN) -> Page:
    """The page that comes before everything else, as it fits a surface. It has the same words in every format."""
    room = Room()
    page = _Screen(names, room).page()
    for field, size in SHRINKING:
        if fits(page, surface):
            break
        room = room._replace(**{field: size})
        page = _Screen(names, room).page()
    for field in GROWING:
        for size in range(getattr(room, field) + 1, getattr(surface.most, field) + 1):
            wider = room._replace(**{field: size})
            wider_page = _Screen(names, wider).page()
            if not fits(wider_page, surface):
                break
            room, page = wider, wider_page
    return page


def short_report(names: Names) -> Page:
    """The first screen alone, with a foot that says how to see the rest, and what no report tells."""
    page = first_screen(names)
    foot = names.say("screen.full", disclaimer=names.rubric.disclaimer)
    return replace(page, parts=[*page.parts, Line(foot, "italic", close=True)])


def brief(names: Names) -> Page:
    """The first screen as a sheet of its own, on which more fits, with what no report tells at its foot."""
    page = first_screen(names, SHEET)
    return replace(page, parts=[*page.parts, Line(names.rubric.disclaimer, "italic")])


class _Screen:
    """Says the same with more or less room."""

    def __init__(self, names: Names, room: Room) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric
        self.room = room

    def page(self) -> Page:
        it = self.it
        aside = [tlp.label(it.tlp), self.names.as_of(), *self._asked()]
        return Page(
            self.names.title(),
            " · ".join(part for part in aside if part),
            list(self._parts()),
        )

    def _asked(self) -> Iterator[str]:
        it, rubric = self.it, self.rubric
        yield self.say("scope.need" if len(it.needs) == 1 else "scope.needs", names=listed(it.needs))
        if it.crimes:
            crimes = listed([rubric.crimes[crime].name for crime in it.crimes])
            yield self.say("scope.crime" if len(it.crimes) == 1 else "scope.crimes", names=crimes)
        if it.bars:
            yield self.say("scope.bars", names=listed(it.bars))
        if self.names.troubled is None:  # what troubles the relation stands in the first sentence
            yield self.names.standing()
        yield self.names.direction()

    def _parts(self) -> Iterator[Part]:
        it, say = self.it, self.say
        yield Line(verdict_in_words(self.names, self.room.changes), VERDICT_STYLE[it.verdict])
        hindrances = Hindrances(self.names, self.room)
        there = hindrances.in_order()
        if there:
            harder = all(obstacle.status == "limiting" for obstacle, _ in there)
            vouched = harder and all(hindrances.vouched(obstacle) for obstacle, _ in there)
            key = "vouched" if vouched else "harder" if harder else "holding"
            key = "blocking" if it.verdict == "blocked" else key
            yield self._heading(key, there, self.room.obstacles)
            yield Entries([hindrances.entry(*entry) for entry in there[: self.room.obstacles]])
        works = list(dict.fromkeys(map(self._works, it.works)))
        yield from self._list("works", works, self.room.works)
        yield from self._list("do", list(self._steps()), self.room.steps)
        questions = list(self._questions())
        if questions:
            shown = min(len(questions), self.room.questions)
            yield Heading(say("screen.find-out", shown=shown, count=len(questions)))
            yield Bullets(questions[:shown])
        yield from self._closing()

    def _list(self, key: str, lines: Sequence[str], most: int) -> Iterator[Part]:
        if lines[:most]:
            yield self._heading(key, lines, most)
            yield Bullets(lines[:most])

    def _heading(self, key: str, items: Sequence[object], most: int) -> Heading:
        """A heading that says how many there are, where not all are shown."""
        heading, shown = self.say(f"screen.{key}"), min(len(items), most)
        if shown == len(items):
            return Heading(heading)
        return Heading(self.say("screen.some", heading=heading, shown=shown, count=len(items)))

    # -- what works, what to do, what to find out

    def _works(self, item: Works) -> str:
        values = {"text": continued(clean(item.text)) if item.indicator else clean(item.text)}
        values["indicator"] = self.names.indicator(item.indicator) if item.indicator else ""
        needs = listed(map(named, item.needs))
        values["needs"] = self.say("screen.works-needs", names=needs) if needs else ""
        kind = "enough" if item.indicator and self._just_enough(item.indicator) else item.kind
        return shortened(self.say(f"screen.works-{kind}", **values), self.room.works_lines * LINE)

    def _just_enough(self, indicator: str) -> bool:
        """Whether a level that was rated is workable and no more."""
        result = self.names.by_id[indicator]
        return result.basis == "rating" and (
            result.level is not None and result.level < self.rubric.verdict.quality_level
        )

    def _steps(self) -> Iterator[str]:
        """Who does what, those of one side together."""
        steps = sorted(
            self.it.do_first, key=lambda step: [item.side for item in self.it.do_first].index(step.side)
        )
        for step in steps:
            remedy = self.rubric.remedies[step.remedy]
            low, high = remedy.lead_months
            who = self.names.actor(step.side)
            months = self.say("obstacle.months", low=low, high=high)
            do = IN_BRACKETS.sub("", remedy.do)
            if len(who) + len(do) + len(months) + STEP > self.room.step_lines * LINE:
                do = do.partition(": ")[0]
            yield capitalised(self.say("screen.step", who=who, do=do, months=months))

    def _questions(self) -> Iterator[str]:
        """Of whom, what, and where an answer may be found."""
        for need in self.names.open_questions():
            item = self.rubric.indicators[need.indicator]
            sources = [self.rubric.sources[key].named for key in item.sources[:2]]
            named = listed(sources)
            where = self.say("screen.where", names=named) if named else ""
            asked = self.names.question(need)
            yield capitalised(self.say("screen.question", question=asked, where=where).strip())

    # -- the last lines

    def _closing(self) -> Iterator[Part]:
        it, say = self.it, self.say
        yield Heading(say("screen.rest"))
        for given in it.inputs:
            if given.withheld:
                yield Line(say("tlp.withheld", id=given.id, tlp=tlp.label(given.tlp)), "dim", close=True)
        checks = list(
            dict.fromkeys(
                self.say("screen.condition", row=item.row.replace("-", " "), side=self.names.side(item.side))
                for item in it.conditions
            )
        )
        if checks:
            yield Line(shortened(self.say("screen.conditions", names=listed(checks)), 2 * LINE), close=True)
        harm = [
            whole_clauses(
                self.say(
                    "told",
                    what=listed([self.names.flagged(flag), self.names.whose_harm(flag)]),
                    note=clean(flag.quoted or "") or continued(flag.says),
                ),
                self.room.harm_lines * LINE,
            )
            for flag in it.safeguards
        ]
        if harm:
            text = say("screen.more", text=harm[0], count=len(harm) - 1) if len(harm) > 1 else harm[0]
            yield Line(say("screen.harm", text=text), "strong", close=True)
        for line in Reserve(self.names).recorded_against():
            yield Line(shortened(line, (self.room.harm_lines + 1) * LINE), "strong", close=True)
        for line in Reserve(self.names).standings():
            yield Line(line, "strong", close=True)
        for line in Reserve(self.names).doubts():
            yield Line(say("screen.doubt", text=line), "strong", close=True)
        waived = [shortened(line, 2 * LINE) for line in Reserve(self.names).waivers()]
        if waived:
            yield Line(say("screen.waivers", text=clauses(waived[: 1 + WAIVERS])), close=True)
        phases = [self._phase(phase) for phase in it.phases]
        told = say("screen.phases", names=" · ".join(phases))
        yield Line(sentences([told, *self._apart()]), close=True)
        weight = {factor.id: factor.weight for factor in it.factors}
        known = sum(weight[name] * share for name, share in it.coverage.items())
        robust = it.robustness
        sure = say(
            "screen.sure",
            stability=say(f"sure.{robust.stability}"),
            reason=say(f"sure-reason.{robust.reason}{self._loosely()}"),
            share=percent(known),
        )
        untold = (
            Reserve(self.names).untold() if it.verdict != "blocked" else ()
        )  # what fails, fails whoever asked
        yield Line(sentences([sure, *untold]), close=True)

    def _apart(self) -> Iterator[str]:
        """The needs that are in another phase than the pair, phase by phase."""
        for phase in self.rubric.phases:
            needs = [need.need for need in self.it.by_need if need.phase == phase != self.it.phase.assessed]
            if needs:
                yield self.say("screen.phase-apart", needs=listed(needs), phase=phase)

    def _loosely(self) -> str:
        """Marks a sure failure whose evidence nobody has graded."""
        first = self.it.first
        if self.it.robustness.reason != "gate-sure" or first is None:
            return ""
        result = self.names.by_id[first.indicator]
        sides = {"a": [result.a], "b": [result.b]}.get(result.side, [result.a, result.b])
        return "" if result.basis != "rating" or any(side.grade for side in sides) else "-ungraded"

    def _phase(self, phase: PhaseResult) -> str:
        now = phase.id == self.it.phase.assessed
        return self.say(
            "screen.phase-now" if now else "screen.phase",
            phase=phase.id,
            verdict=self.say(f"verdict.{phase.verdict}"),
        )
