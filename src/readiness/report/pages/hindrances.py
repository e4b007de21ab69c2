"""What stands in the way on the first screen: whose it is, what is seen, what is needed, and on what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.arithmetic import TOLERANCE
from readiness.engine.pair_levels import DIRECTIONAL
from readiness.evidence.level_reading import WORKED
from readiness.report.pages.first_screen_room import LINE, Room, shortened, whole_clauses
from readiness.report.pages.naming import UNRATED
from readiness.words import capitalised, clean, continued, level, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.indicators import EvidenceItem, IndicatorResult
    from readiness.assessment.result.obstacles import ObstacleResult
    from readiness.model.question import Side
    from readiness.report.pages.naming import Names

RELIABILITIES = "ABCDEF"
"""The letters of the Admiralty scale, the best first; its numbers run from 1."""

KNOWN_FROM = 18
"""Columns of the fixed words around evidence, with some to spare for wrapping."""


class Hindrances:
    """Tells obstacles with as much room as there is."""

    def __init__(self, names: Names, room: Room) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric
        self.room = room

    def in_order(self) -> list[tuple[ObstacleResult, str]]:
        """What is told, the first to remove first: every indicator that blocks, then the first of each obstacle that does not.

        An obstacle may hold several conditions that fail now; the second of them stops the two as surely as the first.
        """
        there = [obstacle for obstacle in self.it.obstacles if obstacle.status != "unknown"]
        unmet = next(phase.unmet for phase in self.it.phases if phase.id == self.it.phase.assessed)
        blocking = {key: item for item in there if item.status == "blocking" for key in item.indicators}
        told = sorted(blocking, key=lambda key: unmet.index(key) if key in unmet else len(unmet))
        others = [(item, item.indicators[0]) for item in there if item.status != "blocking"]
        return [*((blocking[key], key) for key in told), *others]

    def entry(self, obstacle: ObstacleResult, indicator: str) -> tuple[str, list[str]]:
        """Whose it is; then what is seen, what is needed, and on what evidence."""
        result = self.names.by_id[indicator]
        phases = list(self.rubric.phases)
        now = phases.index(self.it.phase.assessed)
        phase = phases[min(now + 1, len(phases) - 1)] if obstacle.status == "emerging" else phases[now]
        head = self.say(
            "screen.obstacle",
            side=capitalised(
                self.names.actor(obstacle.side if indicator == obstacle.indicators[0] else result.side)
            ),
            indicator=self.names.indicator_by_row(result),
            when=self.say(f"screen.when-{obstacle.status}{self._kind(result, obstacle.status)}", phase=phase),
        )
        wanted = self._wanted(result, phase, obstacle.status)
        anchors = [
            ("seen", self._seen(result), self.room.seen_lines),
            (*wanted, self.room.needed_lines if wanted[0] == "better" else Room().needed_lines),
        ]
        told = [
            whole_clauses(self.say(f"screen.{key}", what=continued(what), phase=phase), lines * LINE)
            for key, what, lines in anchors
            if what
        ]
        return head, [*told, self._evidence(result), *self._other_way(result, phase, obstacle.status)]

    def vouched(self, obstacle: ObstacleResult) -> bool:
        """Whether nothing but completed cases tells of what limits: that they were completed is no weakness."""
        result = self.names.by_id[obstacle.indicators[0]]
        return self._kind(result, obstacle.status) == "-cases"

    def _kind(self, result: IndicatorResult, status: str) -> str:
        """Marks what troubles the relation and fell no lower, and what only a public index or casework says: that is no finding."""
        if status == "fallen" and self.names.fall(result) is None:
            return "-cause"
        basis = self.names.basis(result)
        if status != "limiting" or basis not in ("proxy", *WORKED):
            return ""
        return f"-{self.names.unrated(result.id, basis)}" if basis == "proxy" else "-cases"

    def _seen(self, result: IndicatorResult) -> str:
        """The level seen, or the most that is left of it, in the words of the rubric.

        Nothing for a public index, recorded facts or casework: nobody has seen what the words say.
        """
        unseen = self.names.basis(result) in UNRATED or self.names.suspended(result)
        return "" if unseen else self.names.seen(result)

    def _wanted(self, result: IndicatorResult, phase: str, status: str) -> tuple[str, str]:
        """What is enough for a necessary condition of the phase, even if that is poor; for anything else what would be better, if anything.

        So it is with what limits and is only suggested to miss a necessary level.
        """
        item = self.rubric.indicators[result.id]
        asked = status in ("blocking", "emerging") or (status == "limiting" and result.gate == "unknown")
        necessary = item.necessary_for(phase, self.it.needs) if asked else None
        if status == "limiting" and result.level is not None and result.level >= (necessary or 0):
            necessary = None
        if necessary is None:
            quality = self.rubric.verdict.quality_level
            good = result.level is not None and result.level >= quality
            good |= self._kind(result, status) == "-cases"
            return "better", "" if good else self.names.least(result.id, quality)
        key = "even" if necessary < self.rubric.verdict.workable_level else "enough"
        return key if status == "emerging" else f"{key}-now", self.names.least(result.id, necessary)

    def _other_way(self, result: IndicatorResult, phase: str, status: str) -> Iterator[str]:
        """Where both ways are asked about and one is shown: that the other side, asked in its turn, falls short of the same."""
        item = self.rubric.indicators[result.id]
        necessary = item.necessary_for(phase, self.it.needs) if status in ("blocking", "emerging") else None
        if self.it.direction.assessed != "mutual" or item.combine.rule not in DIRECTIONAL:
            return
        if necessary is None or result.side not in ("a", "b"):
            return
        side: Side = "b" if result.side == "a" else "a"
        theirs = result.b if side == "b" else result.a
        if theirs.basis == "rating" and theirs.level is not None and theirs.level < necessary - TOLERANCE:
            yield self.say("screen.other-way", side=self.names.side(side))

    def _evidence(self, result: IndicatorResult) -> str:
        """The first item of evidence of the side that decides, or what the level rests on without one."""
        if self.names.suspended(result):
            weight = self.say("screen.suspended", standing=self.names.stands())
            return self.say("screen.evidence-bare", weight=weight)
        told, basis = self.names.deciding_evidence(result), self.names.basis(result)
        if told and basis == "proxy" and self.rubric.indicators[result.id].proxies:
            weight = self.say(
                "screen.index",
                name=self._index(result.id, told[0].says),
                year=told[0].as_of,
                level=level(result.level),
            )
            return self.say("screen.evidence-bare", weight=weight)
        if told:
            weight = listed([part for part in self._weight(told[0], basis) if part])
            says = shortened(clean(told[0].says), self.room.evidence_lines * LINE - len(weight) - KNOWN_FROM)
            return self.say("screen.evidence", says=says, weight=weight) if weight else says
        rated = [said for said in self.names.deciding(result) if said.basis == "rating"]
        if rated and rated[0].grade:
            return self.say(
                "screen.evidence-bare", weight=self.say("screen.rated", weight=self._graded(rated[0].grade))
            )
        key = self.names.unrated(result.id, basis) if basis in UNRATED else "nothing-quoted"
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
