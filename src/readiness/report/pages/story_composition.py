"""From an assessment to its story: the one place where it is decided what a report says, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import tlp
from readiness.report.pages import means, pictures
from readiness.report.pages.caveats import Reserve
from readiness.report.pages.findings import Findings
from readiness.report.pages.first_screen import first_screen
from readiness.report.pages.naming import Names
from readiness.report.pages.story import Story
from readiness.report.pages.sureness import sure_lines, worth_lines
from readiness.report.pages.verdict import headline
from readiness.words import clean, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.words import Texts


def tell(assessment: Assessment, rubric: Rubric, texts: Texts, reader: str | None = None) -> Story:
    """The report of an assessment, in the language of the texts; `reader` is the code of the side that reads it."""
    names = Names(assessment, rubric, texts, reader)
    return _StoryTeller(names).story(Findings(names))


class _StoryTeller:
    """Says what stands above the findings: the scope, the verdict and why."""

    def __init__(self, names: Names) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric

    def story(self, findings: Findings) -> Story:
        it, rubric = self.it, self.rubric
        reserve = Reserve(self.names)
        sections = list(findings.sections())  # before the sources, which it numbers
        return Story(
            title=self.names.title(),
            rubric=f"{it.rubric.id} {it.rubric.version} · {self.names.as_of()}",
            as_of=it.as_of,
            tlp=tlp.label(it.tlp),
            scope=list(self._scope()),
            verdict=it.verdict,
            verdict_word=self.say(f"verdict.{it.verdict}"),
            screen=first_screen(self.names),
            headline=headline(self.names),
            asides=list(self._asides()),
            phases=pictures.phases(self.names),
            factors=pictures.factors(self.names),
            needs=pictures.needs(self.names),
            lanes=means.lanes(self.names),
            records=means.records(self.names),
            crimes=means.crimes(self.names),
            instruments=means.instruments(self.names),
            channels=means.channels(self.names),
            sections=sections,
            first=list(findings.first()),
            evidence=list(reserve.evidence()),
            sure=list(reserve.sure()),
            exactly=[] if it.sureness is None else sure_lines(it.sureness, self.names),
            worth=list(worth_lines(it.evidence_worth or [], self.names)),
            flags=[clean(flag.says) for flag in it.balance],
            harm=list(reserve.harm()),
            conflicts=list(reserve.conflicts()),
            waivers=list(reserve.waivers()),
            withheld=[
                self.say("tlp.withheld", id=given.id, tlp=tlp.label(given.tlp))
                for given in it.inputs
                if given.withheld
            ],
            shares=pictures.shares(self.names),
            ages=pictures.ages(self.names),
            disclaimer=rubric.disclaimer,
            sources=findings.sources(),
            addresses=findings.addresses,
            cited=len(findings.cited),
        )

    # -- top

    def _scope(self) -> Iterator[str]:
        it = self.it
        yield self.say("scope.need" if len(it.needs) == 1 else "scope.needs", names=listed(it.needs))
        if it.crimes:
            names = listed([self.rubric.crimes[crime].name for crime in it.crimes])
            yield self.say("scope.crime" if len(it.crimes) == 1 else "scope.crimes", names=names)
        if it.bars:
            yield self.say("scope.bars", names=listed(it.bars))
        if it.limbs:
            yield self.say(
                "scope.limbs", names=listed([f"({limb}) {self.rubric.limbs[limb]}" for limb in it.limbs])
            )
        if it.measures:
            yield self.say(
                "scope.measure" if len(it.measures) == 1 else "scope.measures", names=listed(it.measures)
            )
        yield self.say("scope.lane", name=self.say(f"lane.{it.lane}"))
        for side in (it.pair.a, it.pair.b):
            if side.agencies:
                yield self.say("scope.agencies", id=side.id, names=listed(list(side.agencies)))
        if direction := self.names.direction():
            yield direction
        if standing := self.names.standing():
            yield standing
        if it.weights_set != self.rubric.default_weights:
            yield self.say("scope.weights", name=it.weights_set)

    def _asides(self) -> Iterator[str]:
        it = self.it
        record, source = clean(it.phase.record or ""), it.phase.source or ""
        bare = "-bare" if it.phase.basis == "inferred" and not record else ""
        yield self.say(
            f"phase-reason.{it.phase.reason}{bare}", record=record, id=source, phase=it.phase.assessed
        )
        other = it.direction.other
        if other is not None:
            readiness = other.readiness
            yield self.names.asks(
                "direction.other",
                other.requesting,
                verdict=self.say(f"verdict.{other.verdict}"),
                value=number(readiness.value),
                low=number(readiness.low),
                high=number(readiness.high),
            )
        mutual = it.direction.assessed == "mutual" and it.direction.requesting is None
        if mutual and it.direction.detail is not None:
            yield self.names.asks("direction.even", it.direction.detail)
        if it.standing is not None and it.standing.note:
            yield self.say("headline.standing-note", note=clean(it.standing.note))
        if it.standing_ended is not None:
            yield self.say(
                "headline.standing-ended",
                status=self.say.word("standing.", it.standing_ended.status),
                until=it.standing_ended.until,
            )
