"""The first screen of a report: what a minister must know of one pair, in at most 45 lines of 80 columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness import tlp
from readiness.evidence.reading import WORKED
from readiness.report.page import VERDICT_STYLE, Bullets, Entries, Heading, Line, Page
from readiness.report.pages.caveats import Reserve
from readiness.report.pages.room import (
    FOOT,
    GROWING,
    LINE,
    LINES,
    SHEET,
    SHRINKING,
    Room,
    height,
    shortened,
    whole_clauses,
)
from readiness.report.pages.verdict import verdict_in_words
from readiness.words import clauses, clean, level, listed, named, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result import EvidenceItem, IndicatorResult, ObstacleResult, PhaseResult, Works
    from readiness.report.page import Part
    from readiness.report.pages.naming import Names

RELIABILITIES = "ABCDEF"
"""The letters of the Admiralty scale, the best first; its numbers run from 1."""

KNOWN_FROM, STEP = 18, 11
"""Columns of the fixed words around evidence and around a step, with some to spare for wrapping."""

WAIVERS = 1
"""As many waivers are told behind their numbers."""

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def first_screen(names: Names, lines: int = LINES) -> Page:
    """The page that comes before everything else, of at most so many lines. It has the same words in every format."""
    room = Room()
    page = _Screen(names, room).page()
    for field, size in SHRINKING:
        if height(page) <= lines - FOOT:
            break
        room = room._replace(**{field: size})
        page = _Screen(names, room).page()
    for field in GROWING:
        wider = _Screen(names, room._replace(**{field: getattr(Room(), field)})).page()
        if height(wider) <= lines - FOOT:
            room, page = room._replace(**{field: getattr(Room(), field)}), wider
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
        if it.bars:
            yield self.say("scope.bars", names=listed(it.bars))
        yield self.names.direction()

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
        questions = list(self._questions())
        if questions:
            shown = min(len(questions), self.room.questions)
            yield Heading(say("screen.find-out", shown=shown, count=len(questions)))
            yield Bullets(questions[:shown])
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
            when=self.say(f"screen.when-{obstacle.status}{self._bare(result, obstacle.status)}", phase=phase),
        )
        wanted = self._wanted(result, phase, obstacle.status)
        anchors = [
            ("seen", self._seen(result), self.room.seen_lines),
            (*wanted, self.room.needed_lines if wanted[0] == "better" else Room().needed_lines),
        ]
        told = [
            whole_clauses(self.say(f"screen.{key}", what=_lower(what), phase=phase), lines * LINE)
            for key, what, lines in anchors
            if what
        ]
        return head, [*told, self._evidence(result)]

    def _bare(self, result: IndicatorResult, status: str) -> str:
        """Marks what only a public index or casework says: that is no finding."""
        if status != "limiting" or result.basis not in ("proxy", *WORKED):
            return ""
        return "-prior" if result.basis == "proxy" else "-cases"

    def _seen(self, result: IndicatorResult) -> str:
        """The level seen, or the most that is left of it, in the words of the rubric.

        Nothing for a public index, recorded facts or casework: nobody has seen what the words say.
        """
        if result.basis in ("proxy", "derived", *WORKED):
            return ""
        scale = self.rubric.indicators[result.id].scale
        if result.level is not None:
            return scale[int(result.level)]
        most = result.high if result.at_most is None else min(result.at_most, result.high)
        return self.say("screen.at-most", what=_lower(scale[int(most)]))

    def _wanted(self, result: IndicatorResult, phase: str, status: str) -> tuple[str, str]:
        """What is enough for a necessary condition of the phase; for anything else what would be better."""
        item = self.rubric.indicators[result.id]
        necessary = item.necessary_for(phase, self.it.needs) if status in ("blocking", "emerging") else None
        if necessary is None:
            return "better", self.names.least(result.id, self.rubric.verdict.quality_level)
        key = "even" if necessary < self.rubric.verdict.quality_level else "enough"
        return f"{key}-now" if status == "blocking" else key, self.names.least(result.id, necessary)

    def _evidence(self, result: IndicatorResult) -> str:
        """The first item of evidence of the side that decides, or what the level rests on without one."""
        told = [item for item in result.evidence if result.side not in ("a", "b") or item.side == result.side]
        if told and result.basis == "proxy" and self.rubric.indicators[result.id].proxies:
            weight = self.say(
                "screen.index",
                name=self._index(result.id, told[0].says),
                year=told[0].as_of,
                level=level(result.level),
            )
            return self.say("screen.evidence-bare", weight=weight)
        if told:
            weight = listed([part for part in self._weight(told[0], result.basis) if part])
            says = shortened(clean(told[0].says), self.room.evidence_lines * LINE - len(weight) - KNOWN_FROM)
            return self.say("screen.evidence", says=says, weight=weight) if weight else says
        side = result.a if result.side == "a" else result.b
        sides = [result.a, result.b] if result.side in ("both", "pair") else [side]
        rated = [side for side in sides if side.basis == "rating"]
        if rated and rated[0].grade:
            return self.say(
                "screen.evidence-bare", weight=self.say("screen.rated", weight=self._graded(rated[0].grade))
            )
        known: dict[str, str] = {"proxy": "prior", "derived": "derived", **{name: name for name in WORKED}}
        key = known.get(result.basis, "nothing-quoted")
        weight = self.say(f"screen.{key}", level=level(result.level))
        return self.say("screen.evidence-bare", weight=weight)

    def _index(self, indicator: str, says: str) -> str:
        """A public index by the name of its source and of its part."""
        keys = [proxy.index for proxy in self.rubric.indicators[indicator].proxies]
        key = next((key for key in keys if key in says), keys[0])
        source, _, part = key.partition(".")
        known = self.rubric.sources.get(source)
        return listed(
            [known.named if known is not None else source, *([part.replace("-", " ")] if part else [])]
        )

    def _weight(self, item: EvidenceItem, basis: str) -> Iterator[str]:
        """When it was, and its grade; of a recorded fact, which has no grade, where it is recorded."""
        date = (item.as_of or "")[:7]
        if basis in ("derived", "proxy") and not item.grade:
            yield self.say("screen.recorded", date=date) if date else ""
            yield shortened(clean(item.source), LINE // 2) if item.source else ""
            return
        yield date
        yield self._graded(item.grade)

    def _graded(self, grade: str | None) -> str:
        """A grade in words, by the worse of its two halves."""
        if not grade:
            return self.say("screen.ungraded")
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
        needs = listed(map(named, item.needs))
        values["needs"] = self.say("screen.works-needs", names=needs) if needs else ""
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
            do = _IN_BRACKETS.sub("", remedy.do)
            if len(who) + len(do) + len(months) + STEP > self.room.step_lines * LINE:
                do = do.partition(": ")[0]
            yield _capital(self.say("screen.step", who=who, do=do, months=months))

    def _questions(self) -> Iterator[str]:
        """Of whom, what, and where an answer may be found."""
        for need in self.names.open_questions():
            item = self.rubric.indicators[need.indicator]
            sources = [self.rubric.sources[key].named for key in item.sources[:2]]
            named = listed(sources)
            where = self.say("screen.where", names=named) if named else ""
            who = self.names.actor(need.side)
            question = _IN_BRACKETS.sub("", item.question)
            yield _capital(self.say("screen.question", who=who, question=question, where=where).strip())

    # -- the last lines

    def _closing(self) -> Iterator[Part]:
        it, say = self.it, self.say
        for given in it.inputs:
            if given.withheld:
                yield Line(say("tlp.withheld", id=given.id, tlp=tlp.label(given.tlp)), "dim")
        checks = list(
            dict.fromkeys(
                self.say("screen.condition", row=item.row.replace("-", " "), side=self.names.side(item.side))
                for item in it.conditions
            )
        )
        if checks:
            yield Line(shortened(self.say("screen.conditions", names=listed(checks)), 2 * LINE))
        harm = [
            whole_clauses(
                self.say(
                    "told",
                    what=listed([self.names.indicator(flag.indicator), self.names.side(flag.side)]),
                    note=_lower(flag.says),
                ),
                2 * LINE,
            )
            for flag in it.safeguards
        ]
        if harm:
            text = say("screen.more", text=harm[0], count=len(harm) - 1) if len(harm) > 1 else harm[0]
            yield Line(say("screen.harm", text=text), "strong")
        for line in Reserve(self.names).standings():
            yield Line(line, "strong")
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
            reason=say(f"sure-reason.{robust.reason}{self._loosely()}"),
            share=percent(known),
        )
        yield Line(sure, close=True)

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


def _lower(text: str) -> str:
    """A sentence as it goes on after a colon: a capital stays where a name or an abbreviation begins."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
