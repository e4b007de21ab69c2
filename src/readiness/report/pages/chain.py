"""The report on a chain of jurisdictions, in words and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.language import word
from readiness.report.page import VERDICT_STYLE, Bullets, Grid, Heading, Line, Page
from readiness.report.pages.naming import Names
from readiness.report.pages.scope import in_words
from readiness.report.pages.story import readiness_range
from readiness.report.pages.story_composition import tell
from readiness.words import clean, level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.report.page_parts import ObstacleBlock
    from readiness.report.pages.story import Story
    from readiness.routes.chain import Chain, Operation
    from readiness.words import Texts


def page(chain: Chain, rubric: Rubric, say: Texts) -> Page:
    """The report of a chain: its links, what the operation needs everywhere, and what strengthens the weakest link."""
    return _ChainTeller(chain, rubric, say).page()


class _ChainTeller:
    """Holds what every sentence needs."""

    def __init__(self, chain: Chain, rubric: Rubric, say: Texts) -> None:
        self.it, self.rubric, self.say = chain, rubric, say
        sides = [side for link in chain.links for side in (link.pair.a, link.pair.b)]
        self.names = {side.id: clean(side.name) for side in sides}

    def page(self) -> Page:
        it, link = self.it, self.it.links[0]
        asked = in_words(link, self.rubric)
        made = (
            f"{self.rubric.rubric} {self.rubric.version} · {self.say('scope.as-of', date=it.as_of)} · {asked}"
        )
        return Page(" → ".join(self.names[code] for code in it.codes), made, list(self._parts()))

    def _parts(self) -> Iterator[Part]:
        weakest = self.it.weakest_link
        story = tell(weakest, self.rubric, self.say)
        yield Line(self._headline(weakest), VERDICT_STYLE[weakest.verdict])
        yield Heading(self.say("chain.links"))
        yield self._links()
        yield Heading(self.say("chain.operation"))
        if self.it.operations:
            yield self._operations()
            yield Bullets([self._operation(operation) for operation in self.it.operations])
        else:
            yield Line(self.say("chain.no-operation"))
        yield Heading(self.say("chain.strengthen", link=self._pair(weakest)))
        yield from self._strengthen(story)
        yield Line(self.say("chain.reads"), "dim")
        yield Line(self.rubric.disclaimer, "italic")

    def _pair(self, link: Assessment) -> str:
        return f"{self.names[link.pair.a.id]} – {self.names[link.pair.b.id]}"

    def _headline(self, weakest: Assessment) -> str:
        return self.say(
            "chain.headline",
            VERDICT=self.say(f"verdict.{weakest.verdict}").upper(),
            count=len(self.it.codes),
            link=self._pair(weakest),
            obstacle=self._first(weakest),
        )

    def _first(self, link: Assessment) -> str:
        """The first obstacle with its indicator and side; where none is known, what to find out first."""
        if not link.obstacles:
            return self.say("chain.nothing")
        first, names = link.obstacles[0], Names(link, self.rubric, self.say)
        if first.status == "unknown":
            asked = names.open_questions()[0]
            return self.say(
                "chain.find-out",
                indicator=names.of_side("evidence.item", asked.side, indicator=names.unknown(asked)),
            )
        indicator = names.indicator(first.indicators[0])
        held = self.say("route.of", indicator=indicator, side=names.side(first.side))
        told = indicator if first.side == "pair" else held
        status = self.say(f"status.{first.status}")
        return self.say("chain.first", obstacle=names.obstacle(first.id), indicator=told, status=status)

    def _links(self) -> Grid:
        heads = [self.say("chain.link")]
        heads += [
            self.say(f"heading.{key}") for key in ("phase", "verdict", "readiness", "range", "obstacle")
        ]
        rows = [
            [
                f"{link.pair.a.id} – {link.pair.b.id}{' ◂' if link is self.it.weakest_link else ''}",
                word(link.phase.assessed),
                self.say(f"verdict.{link.verdict}"),
                number(link.readiness.value),
                readiness_range(link.readiness),
                self._first(link),
            ]
            for link in self.it.links
        ]
        return Grid(heads, rows, right=(3, 4))

    def _operations(self) -> Grid:
        heads = [self.say("heading.indicator"), *self.it.codes]
        heads += [self.say("chain.level"), self.say("heading.needed")]
        rows = []
        for operation in self.it.operations:
            levels = {state.code: level(state.level) for state in operation.states}
            cells = [levels.get(code, self.say("none")) for code in self.it.codes]
            last = [level(operation.level), level(operation.needed, self.say("none"))]
            rows.append([self.rubric.indicators[operation.indicator].name, *cells, *last])
        return Grid(heads, rows, right=tuple(range(1, len(heads))))

    def _operation(self, operation: Operation) -> str:
        name = self.rubric.indicators[operation.indicator].name
        values = {
            "indicator": name,
            "needed": level(operation.needed, self.say("none")),
            "weakest": listed([self.names[code] for code in operation.weakest]),
            "unknown": listed([self.names[code] for code in operation.unknown]),
        }
        lowest = min((state.level for state in operation.states if state.level is not None), default=None)
        values["level"] = level(lowest)
        if not operation.unknown:
            return self.say("chain.known", **values)
        return self.say("chain.partly" if operation.weakest else "chain.unknown", **values)

    def _strengthen(self, story: Story) -> Iterator[Part]:
        yield Line(story.headline)
        blocks = [block for section in story.sections for block in section.obstacles]
        if story.verdict == "undetermined":
            yield Bullets(story.evidence)
        elif blocks:
            yield Bullets(list(self._remedies(blocks[0])))

    def _remedies(self, block: ObstacleBlock) -> Iterator[str]:
        for remedy in block.remedies:
            parts = [self.say("behind", what=f"{remedy.id} {remedy.do}", aside=remedy.terms)]
            if remedy.needs:
                parts.append(f"{self.say('obstacle.needs')} {remedy.needs}")
            if remedy.warning:
                parts.append(self.say("told", what=self.say("obstacle.warning"), note=remedy.warning))
            yield " · ".join(parts)
        if block.more:
            yield block.more
