"""What blocks, limits, is not known or comes next: obstacles, their indicators, evidence and remedies in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readiness.evidence.admiralty import is_stale
from readiness.model.fields import last_day
from readiness.model.remedy_effect import for_standing
from readiness.report.page import Quote
from readiness.report.page_parts import IndicatorBlock, ObstacleBlock, RemedyLine
from readiness.report.pages.naming import TOP, UNRATED
from readiness.report.pages.story import Section
from readiness.words import clean, cost_dots, level, listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.indicators import EvidenceItem, GateState, IndicatorResult
    from readiness.assessment.result.obstacles import ObstacleResult
    from readiness.model.catalogue import Prerequisite, Remedy
    from readiness.report.pages.naming import Names

ADDRESS = re.compile(r"https?://[\w.~%/?#@!$&+,;=:-]+", re.ASCII)
"""What may become a link: nothing in it can end one."""

REMEDIES_SHOWN = 3
EVIDENCE_QUOTED = 3


class Findings:
    """Tells the findings and numbers the sources that they cite, in the order of citation."""

    def __init__(self, names: Names) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric
        self.cited: dict[str, int] = {}
        self.addresses = {
            clean(item.source): item.url
            for indicator in self.it.indicators
            for item in indicator.evidence
            if item.source and item.url and ADDRESS.fullmatch(item.url)
        }

    def sections(self) -> Iterator[Section]:
        """What blocks, what fell, what the next phase would ask, what limits, in the one order; then what is not known.

        Of a blocked pair what is coming is told in short, at the end, as it is no part of the order.
        """
        results = {phase.id: phase for phase in self.it.phases}
        phases = list(results)
        now = self.it.phase.assessed
        then = next(iter(phases[phases.index(now) + 1 :]), None)
        since = self.it.standing.since if self.it.standing is not None else ""
        rank, told = 1, set[str]()
        for status in ("blocking", "fallen", "emerging", "limiting"):
            mine = [item for item in self.it.obstacles if item.status == status]
            judged = then if status == "emerging" and then is not None else now
            blocks = [self._obstacle(item, judged, place) for place, item in enumerate(mine, rank)]
            if blocks:
                rank += len(blocks)
                told |= {key for item in mine for key in item.indicators}
                yield Section(self.say(f"heading.{status}", since=since, phase=then), obstacles=blocks)
        unknown = [self._indicator(self.names.by_id[key], now) for key in results[now].unknown]
        if unknown:
            yield Section(self.say("heading.unknown", phase=now), indicators=unknown)
        coming = set(results[then].unmet) - set(results[now].unmet) - told if then is not None else set()
        if then is not None and coming:
            keys = [key for key in results[then].unmet if key in coming]
            blocks_in_short = [self._indicator(self.names.by_id[key], then) for key in keys]
            yield Section(self.say("heading.emerging", phase=then), indicators=blocks_in_short)

    def first(self) -> Iterator[str]:
        """Who can begin what now, for the first entries."""
        for step in self.it.do_first:
            remedy = self._remedy(step.remedy, self.rubric.remedies[step.remedy])
            what = self.say("behind", what=f"{remedy.id} {remedy.do}", aside=remedy.terms)
            yield self.say("told", what=self.names.side(step.side), note=what)

    def sources(self) -> list[str]:
        """All sources of the report: the cited ones as they are numbered, then the others by name."""
        named = {
            clean(item.source)
            for indicator in self.it.indicators
            for item in indicator.evidence
            if item.source
        }
        return [*self.cited, *sorted(named - self.cited.keys())]

    def _obstacle(self, obstacle: ObstacleResult, phase: str, rank: int) -> ObstacleBlock:
        first = obstacle.indicators[0]
        explained = {key for other in self.it.obstacles for key in other.consequences}
        remedies = [] if first in explained else self._remedies(obstacle)[:REMEDIES_SHOWN]
        more = len(obstacle.remedies) - len(remedies) if remedies else 0
        share = self.say("obstacle.share", share=percent(obstacle.loss_share)) if obstacle.loss_share else ""
        return ObstacleBlock(
            rank=rank,
            id=obstacle.id,
            name=self.names.obstacle_in_full(obstacle.id),
            short=self.names.obstacle(obstacle.id),
            state=obstacle.status,
            status=self.say(f"status.{obstacle.status}"),
            side=self.names.side(obstacle.side),
            share=share,
            waived=self._waived(obstacle.id),
            indicators=[self._indicator(self.names.by_id[key], phase) for key in obstacle.indicators],
            remedies=[self._remedy(key, self.rubric.remedies[key]) for key in remedies],
            more=self.say("obstacle.more", count=more, indicator=first) if more > 0 else "",
            explains=listed([self.names.indicator(key) for key in obstacle.consequences]),
        )

    def _remedies(self, obstacle: ObstacleResult) -> list[str]:
        """What fits the obstacle's first indicator."""
        first = self.rubric.indicators[obstacle.indicators[0]]
        own = {*first.remedies_for(()), *first.answers_to(first.remedies_by_row)}
        stands = self.names.troubled
        if stands is not None and stands.cause == obstacle.indicators[0]:
            own |= set(for_standing(self.rubric, stands.status))
        return [remedy for remedy in obstacle.remedies if remedy in own]

    def _levels(self) -> dict[str, float | None]:
        """The levels as prerequisites see them: what does not arise stands in the way of none."""
        levels = {key: item.level for key, item in self.names.by_id.items()}
        return levels | {key: TOP for key, item in self.names.by_id.items() if item.basis == "not-applicable"}

    def _waived(self, obstacle: str) -> str:
        waivers = [waiver for waiver in self.it.waivers if waiver.obstacle == obstacle]
        in_force = [waiver for waiver in waivers if waiver.state == "in-force"]
        return self.say("waiver.short", expires=in_force[0].expires) if in_force else ""

    def _indicator(self, result: IndicatorResult, phase: str) -> IndicatorBlock:
        needed = self.rubric.indicators[result.id].necessary_for(phase, self.it.needs)
        surely = result.level is not None and result.level >= (needed or 0) and result.gate != "unknown"
        target = self.rubric.verdict.quality_level if needed is None or surely else needed
        name = self.names.indicator(result.id)
        seen = self.names.level(result)
        told = self.names.deciding_evidence(result)
        more = len(told) - EVIDENCE_QUOTED
        by_row = self.names.indicator_by_row(result)
        still_open = self.names.indicator_by_open_rows(result, target) if result.gate == "unknown" else ""
        fall, good = self.names.fall(result), result.level is not None and result.level >= target
        title = self.say(
            "obstacle.fell"
            if fall is not None and good
            else "obstacle.enough"
            if good
            else "obstacle.unknown"
            if still_open
            else _title(result, target),
            indicator=still_open or by_row,
            level=level(fall.to) if fall is not None and good else seen,
            needed=level(target),
            before=level(fall.from_) if fall is not None else "",
        )
        held_by = fall.side if fall is not None and good else result.side
        side, grade = self.names.side(held_by), self._grade(result)
        aside = listed(part for part in (side, grade) if part)
        state: GateState = "none" if needed is None or surely else _gate(result, needed)
        return IndicatorBlock(
            id=result.id,
            obstacle=self.rubric.obstacles[self._raised(result.id)].short,
            name=name,
            title=title,
            side=side,
            grade=grade,
            level=result.level,
            low=result.low,
            high=result.high,
            target=target,
            gate=state,
            now=self._now(result),
            needed="" if good else self.names.least(result.id, target),
            evidence=[self._quote(item) for item in told[:EVIDENCE_QUOTED]],
            unquoted=self.say("evidence.more", count=more) if more > 0 else "",
            in_full=self.say("behind", what=title, aside=aside),
            told=self.say(
                "picture.aim" if state == "none" else "picture.gate",
                name=name,
                level=level(result.level),
                range=f"{level(result.low)}–{level(result.high)}",
                needed=level(target),
                word=self.say(f"gate.{state}"),
            ),
        )

    def _raised(self, indicator: str) -> str:
        """The obstacle that counts an indicator; of one that counts for none the first that it lists."""
        counted = (obstacle.id for obstacle in self.it.obstacles if indicator in obstacle.indicators)
        return next(counted, self.rubric.indicators[indicator].obstacles[0])

    def _now(self, result: IndicatorResult) -> str:
        """The level seen in the rubric's words; where the whole has none, the lowest row that is known.

        Of a public index only the number: nobody has seen what the words say.
        """
        if self.names.suspended(result):
            return self.names.seen(result)
        if result.basis == "proxy":
            index = self.rubric.indicators[result.id].proxies
            key = "obstacle.suggested" if index else "obstacle.suggested-by-facts"
            return self.say(key, level=level(result.level))
        anchors = self.rubric.indicators[result.id].scale
        own = self.names.own_level(result)
        if own is not None:
            return anchors[int(own)]
        known = {name: row.level for name, row in (result.rows or {}).items() if row.level is not None}
        if not known:
            return ""
        lowest = min(known, key=lambda name: known[name])
        return self.say("obstacle.row", row=lowest, anchor=anchors[int(known[lowest])])

    def _quote(self, item: EvidenceItem) -> Quote:
        source = clean(item.source or "")
        numbers = (self.cited.setdefault(source, len(self.cited) + 1),) if source else ()
        return Quote(clean(item.says), source, self._dated(item.as_of), numbers)

    def _dated(self, as_of: str | None) -> str:
        """The date of an item of evidence, with its age where the rubric calls that old."""
        if as_of is None or not is_stale(last_day(as_of), last_day(self.it.as_of), self.rubric.evidence):
            return as_of or ""
        return listed([as_of, self.say("obstacle.old", years=self.names.years(as_of))])

    def _grade(self, result: IndicatorResult) -> str:
        """Grade and date of the reading that decides, and what weakens it."""
        if result.basis == "none" or self.names.suspended(result):
            return ""
        rated = [said for said in self.names.deciding(result) if said.basis not in ("none", "not-applicable")]
        if not rated:  # what recorded facts give the pair
            return self.say("obstacle.prior" if result.basis == "proxy" else "obstacle.derived")
        deciding = rated[0]
        bare = self.say(f"obstacle.{UNRATED.get(deciding.basis, 'ungraded')}")
        parts = [deciding.grade or bare]
        parts += [deciding.as_of[:7]] if deciding.as_of else []
        if result.stale and deciding.as_of:
            parts.append(self.say("obstacle.old", years=self.names.years(deciding.as_of)))
        return listed(parts)

    def _remedy(self, key: str, remedy: Remedy) -> RemedyLine:
        low, high = remedy.lead_months
        months = self.say("obstacle.months", low=low, high=high)
        measure = self.say("obstacle.class", measure=remedy.class_)
        terms = f"{measure} · {months} · {self.say('obstacle.cost', cost=cost_dots(remedy.cost))}"
        needs = [self._prerequisite(item) for item in remedy.prerequisites]
        warning = remedy.warning
        caution = self.say("told", what=self.say("obstacle.warning"), note=warning) if warning else ""
        return RemedyLine(key, remedy.do, terms, listed(need for need in needs if need), warning, caution)

    def _prerequisite(self, item: Prerequisite) -> str:
        if item.remedy is not None:
            return item.remedy if item.needed_at(self._levels().get(item.indicator or "")) else ""
        if item.indicator is not None:
            if item.min is None:
                return ""  # a remedy for weak partners only is shown only where it fits
            met = item.met_by(self._levels().get(item.indicator))
            key = "obstacle.prerequisite-met" if met else "obstacle.prerequisite"
            return self.say(key, indicator=self.names.indicator(item.indicator), level=level(item.min))
        return item.assume or ""


def _gate(result: IndicatorResult, needed: float) -> GateState:
    """The state of a gate that the indicator does not surely pass."""
    return "unmet" if result.level is not None and result.level < needed else "unknown"


def _title(result: IndicatorResult, target: float) -> str:
    """How a level beside the one to reach is told: no arrow leads from what may be high enough already."""
    most = result.level if result.level is not None else result.at_most
    if result.gate != "unknown" or (most is not None and most < target):
        return "obstacle.level"
    return "obstacle.unknown" if most is None and result.high >= TOP else "obstacle.unsure"
