"""The first screen of a report: what a minister must know of one pair, in at most 45 lines of 80 columns."""

from __future__ import annotations

import re
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from readiness import tlp
from readiness.report.page import VERDICT_STYLE, Bullets, Entries, Heading, Line, Page
from readiness.report.pages.caveats import Reserve
from readiness.report.pages.room import FOOT, GROWING, LINE, LINES, SHRINKING, Room, height, shortened
from readiness.report.pages.verdict import verdict_in_words
from readiness.words import clauses, clean, level, listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result import EvidenceItem, IndicatorResult, ObstacleResult, PhaseResult, Works
    from readiness.report.page import Part
    from readiness.report.pages.naming import Names

RELIABILITIES = "ABCDEF"
"""The letters of the Admiralty scale, the best first; its numbers run from 1."""

WAIVERS = 1
"""As many waivers are told behind their numbers."""

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def first_screen(names: Names) -> Page:
    """The page that comes before everything else. It has the same words in every format."""
    room = Room()
    page = _Screen(names, room).page()
    for field, size in SHRINKING:
        if height(page) <= LINES - FOOT:
            break
        room = room._replace(**{field: size})
        page = _Screen(names, room).page()
    for field in GROWING:
        wider = _Screen(names, room._replace(**{field: getattr(Room(), field)})).page()
        if height(wider) <= LINES - FOOT:
            room, page = room._replace(**{field: getattr(Room(), field)}), wider
    return page


def short_report(names: Names) -> Page:
    """The first screen alone, with a foot that says how to see the rest, and what no report tells."""
    page = first_screen(names)
    foot = names.say("screen.full", disclaimer=names.rubric.disclaimer)
    return replace(page, parts=[*page.parts, Line(foot, "italic", close=True)])


def brief(names: Names) -> Page:
    """The first screen as a sheet of its own, with what no report tells at its foot."""
    page = first_screen(names)
    return replace(page, parts=[*page.parts, Line(names.rubric.disclaimer, "italic")])


class _Screen:
    """Says the same with more or less room."""

    def __init__(self, names: Names, room: Room) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric
        self.room = room

    def page(self) -> Page:
        it = self.it
        aside = [tlp.label(it.tlp), self.say("scope.as-of", date=it.as_of), *self._asked()]
        return Page(
            f"{self.names.side('a')} – {self.names.side('b')}",
            " · ".join(part for part in aside if part),
            list(self._parts()),
        )

    def _asked(self) -> Iterator[str]:
        it, rubric = self.it, self.rubric
        yield self.say("scope.need" if len(it.needs) == 1 else "scope.needs", names=listed(it.needs))
        if it.crimes:
            crimes = listed([rubric.crimes[crime].name for crime in it.crimes])
            yield self.say("scope.crime" if len(it.crimes) == 1 else "scope.crimes", names=crimes)
        if it.direction.requesting is not None:
            yield self.names.asks("scope.asks", it.direction.requesting)

    def _parts(self) -> Iterator[Part]:
        it, say = self.it, self.say
        yield Line(verdict_in_words(self.names), VERDICT_STYLE[it.verdict])
        there = [obstacle for obstacle in it.obstacles if obstacle.status != "unknown"]
        if there:
            yield Heading(say("screen.blocking" if it.verdict == "blocked" else "screen.holding"))
            yield Entries([self._obstacle(obstacle) for obstacle in there[: self.room.obstacles]])
        hindering = {key for obstacle in there for key in obstacle.indicators}
        works = list(dict.fromkeys(self._works(item) for item in it.works if self._told(item, hindering)))
        yield from self._list("works", works, self.room.works)
        yield from self._list("do", list(self._steps()), self.room.steps)
        yield from self._list("find-out", list(self._questions()), self.room.questions)
        yield from self._closing()

    def _list(self, key: str, lines: Sequence[str], most: int) -> Iterator[Part]:
        if lines:
            yield Heading(self.say(f"screen.{key}"))
            yield Bullets(lines[:most])

    # -- what stands in the way

    def _obstacle(self, obstacle: ObstacleResult) -> tuple[str, list[str]]:
        """Whose it is; then what is seen, what is needed, and on what evidence."""
        result = self.names.by_id[obstacle.indicators[0]]
        phases = list(self.rubric.phases)
        now = phases.index(self.it.phase.assessed)
        phase = phases[min(now + 1, len(phases) - 1)] if obstacle.status == "emerging" else phases[now]
        head = self.say(
            "screen.obstacle",
            side=_capital(self.names.actor(obstacle.side)),
            indicator=self.names.indicator(result.id),
            obstacle=_lower(self.rubric.obstacles[obstacle.id].short),
            when=self.say(f"screen.when-{obstacle.status}", phase=phase),
        )
        lines = [
            ("seen", self._seen(result)),
            ("needed", self._needed(result, phase, obstacle.status)),
        ]
        told = [self.say(f"screen.{key}", what=_lower(what)) for key, what in lines if what]
        return head, [*(self._cut(line) for line in told), self._evidence(result)]

    def _seen(self, result: IndicatorResult) -> str:
        """The level seen, or the most that is left of it, in the words of the rubric.

        Nothing for a public index: nobody has seen what the words say.
        """
        if result.basis == "proxy":
            return ""
        scale = self.rubric.indicators[result.id].scale
        if result.level is not None:
            return scale[int(result.level)]
        most = result.high if result.at_most is None else min(result.at_most, result.high)
        return self.say("screen.at-most", what=_lower(scale[int(most)]))

    def _needed(self, result: IndicatorResult, phase: str, status: str) -> str:
        item, rules = self.rubric.indicators[result.id], self.rubric.verdict
        necessary = item.necessary_for(phase, self.it.needs) if status in ("blocking", "emerging") else None
        target = rules.quality_level if necessary is None else necessary
        return item.scale[max(ceil(target), ceil(rules.workable_level))]

    def _evidence(self, result: IndicatorResult) -> str:
        """The first item of evidence of the side that decides, or what the level rests on without one."""
        told = [item for item in result.evidence if result.side not in ("a", "b") or item.side == result.side]
        if told and result.basis != "proxy":
            weight = listed([part for part in self._weight(told[0]) if part])
            says = shortened(clean(told[0].says), self.room.evidence_lines * LINE - len(weight) - 10)
            return self.say("screen.evidence", says=says, weight=weight) if weight else says
        side = result.a if result.side == "a" else result.b
        sides = [result.a, result.b] if result.side in ("both", "pair") else [side]
        rated = [side for side in sides if side.basis == "rating"]
        if rated and rated[0].grade:
            return self.say(
                "screen.evidence-bare", weight=self.say("screen.rated", weight=self._graded(rated[0].grade))
            )
        known = {"proxy": "prior", "derived": "derived"}
        key = known.get(result.basis, "nothing-quoted")
        weight = self.say(f"screen.{key}", level=level(result.level))
        return self.say("screen.evidence-bare", weight=weight)

    def _weight(self, item: EvidenceItem) -> Iterator[str]:
        """Who published it, when, and its grade."""
        yield (item.as_of or "")[:7]
        yield self._graded(item.grade)

    def _graded(self, grade: str | None) -> str:
        """A grade in words, by the worse of its two halves."""
        if not grade:
            return self.say("obstacle.ungraded")
        return self.say(f"screen.sourced.{max(RELIABILITIES.index(grade[0]) + 1, int(grade[1]))}")

    # -- what works, what to do, what to find out

    def _told(self, item: Works, hindering: set[str]) -> bool:
        """Whether something works well enough to be told: a gate that is met at a low level only lets cases begin."""
        if item.indicator is None:
            return True
        level = self.names.by_id[item.indicator].level
        workable = level is None or level >= self.rubric.verdict.workable_level
        return workable and item.indicator not in hindering

    def _works(self, item: Works) -> str:
        values = {"text": _lower(clean(item.text)) if item.indicator else clean(item.text)}
        values["indicator"] = self.names.indicator(item.indicator) if item.indicator else ""
        return shortened(self.say(f"screen.works-{item.kind}", **values), self.room.works_lines * LINE)

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
            room = self.room.step_lines * LINE - len(who) - len(months) - 14
            do = shortened(_IN_BRACKETS.sub("", remedy.do), room)
            yield _capital(self.say("screen.step", who=who, do=do, id=step.remedy, months=months))

    def _questions(self) -> Iterator[str]:
        """Of whom, what, and where an answer may be found."""
        for need in self.it.evidence_needed:
            item = self.rubric.indicators[need.indicator]
            sources = [self.rubric.sources[key].named for key in item.sources[:2]]
            named = listed(sources)
            where = self.say("screen.where", names=named) if named else ""
            who = self.names.actor(need.side)
            room = max(self.room.question_lines * LINE - len(who) - len(where) - 4, LINE)
            question = shortened(item.question, room)
            yield _capital(self.say("screen.question", who=who, question=question, where=where).strip())

    # -- the last lines

    def _closing(self) -> Iterator[Part]:
        it, say = self.it, self.say
        for given in it.inputs:
            if given.withheld:
                yield Line(say("tlp.withheld", id=given.id, tlp=tlp.label(given.tlp)), "dim")
        harm = [
            self._cut(
                self.say(
                    "told",
                    what=listed([self.names.indicator(flag.indicator), self.names.side(flag.side)]),
                    note=_lower(flag.says),
                )
            )
            for flag in it.safeguards
        ]
        if harm:
            text = say("screen.more", text=harm[0], count=len(harm) - 1) if len(harm) > 1 else harm[0]
            yield Line(say("screen.harm", text=text), "strong")
        waived = [shortened(line, 2 * LINE) for line in Reserve(self.names).waivers()]
        if waived:
            yield Line(say("screen.waivers", text=clauses(waived[: 1 + WAIVERS])))
        phases = [self._phase(phase) for phase in it.phases]
        yield Line(say("screen.phases", names=" · ".join(phases)))
        weight = {factor.id: factor.weight for factor in it.factors}
        known = sum(weight[name] * share for name, share in it.coverage.items())
        robust = it.robustness
        sure = say(
            "screen.sure",
            stability=say(f"sure.{robust.stability}"),
            reason=say(f"sure-reason.{robust.reason}"),
            share=percent(known),
        )
        yield Line(sure, close=True)

    def _phase(self, phase: PhaseResult) -> str:
        """A phase with its verdict; of one that is still to come, also what would block it."""
        now = phase.id == self.it.phase.assessed
        told = self.say(
            "screen.phase-now" if now else "screen.phase",
            phase=phase.id,
            verdict=self.say(f"verdict.{phase.verdict}"),
        )
        phases = list(self.rubric.phases)
        later = phases.index(phase.id) > phases.index(self.it.phase.assessed)
        if not (later and phase.unmet and self.it.verdict != "blocked"):
            return told
        more = len(phase.unmet) - 1
        name = self.names.indicator(phase.unmet[0])
        key = "screen.phase-by" if more == 0 else "screen.phase-by-more"
        return told + self.say(key, name=name, count=more)

    def _cut(self, text: str) -> str:
        return shortened(text, self.room.obstacle_lines * LINE)


def _lower(text: str) -> str:
    """A sentence as it goes on after a colon: a capital stays where a name or an abbreviation begins."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
