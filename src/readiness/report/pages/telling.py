"""From an assessment to its story: the one place where it is decided what a report says, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import tlp
from readiness.model.fields import UNKNOWN_DATE
from readiness.report.pages import means, pictures
from readiness.report.pages.caveats import Reserve
from readiness.report.pages.findings import Findings
from readiness.report.pages.naming import Names
from readiness.report.pages.story import NeedLine, PhaseLine, Story
from readiness.words import clean, level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result import Assessment, NeedResult, PhaseResult
    from readiness.model.rubric import Rubric
    from readiness.words import Texts


def tell(assessment: Assessment, rubric: Rubric, texts: Texts) -> Story:
    """The report of an assessment, in the language of the texts."""
    names = Names(assessment, rubric, texts)
    return _StoryTeller(names).story(Findings(names))


class _StoryTeller:
    """Says what stands above the findings: the scope, the verdict and why, the phases, the needs."""

    def __init__(self, names: Names) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric

    def story(self, findings: Findings) -> Story:
        it, rubric = self.it, self.rubric
        reserve = Reserve(self.names)
        sections = list(findings.sections())  # before the sources, which it numbers
        return Story(
            title=f"{clean(it.pair.a.name)} – {clean(it.pair.b.name)}",
            rubric=f"{it.rubric.id} {it.rubric.version} · {self.say('scope.as-of', date=it.as_of)}",
            as_of=it.as_of,
            tlp=tlp.label(it.tlp),
            scope=list(self._scope()),
            verdict=it.verdict,
            verdict_word=self.say(f"verdict.{it.verdict}"),
            headline=self._headline(),
            asides=list(self._asides()),
            phases=[self._phase(phase) for phase in it.phases],
            factors=pictures.factors(self.names),
            needs=[self._need(need) for need in it.by_need],
            lanes=means.lanes(self.names),
            instruments=means.instruments(self.names),
            channels=means.channels(self.names),
            sections=sections,
            first=list(findings.first()),
            evidence=list(reserve.evidence()),
            sure=list(reserve.sure()),
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
            stale_after=rubric.evidence.stale_after_years,
            bar=rubric.verdict.fragile_below,
            disclaimer=rubric.disclaimer,
            sources=findings.sources(),
            cited=len(findings.cited),
        )

    # -- top

    def _scope(self) -> Iterator[str]:
        it = self.it
        yield self.say("scope.need" if len(it.needs) == 1 else "scope.needs", names=listed(it.needs))
        if it.crimes:
            names = listed([self.rubric.crimes[crime].name for crime in it.crimes])
            yield self.say("scope.crime" if len(it.crimes) == 1 else "scope.crimes", names=names)
        if it.limbs:
            yield self.say(
                "scope.limbs", names=listed([f"({limb}) {self.rubric.limbs[limb]}" for limb in it.limbs])
            )
        if it.measures:
            yield self.say(
                "scope.measure" if len(it.measures) == 1 else "scope.measures", names=listed(it.measures)
            )
        yield self.say("scope.lane", name=self.say(f"lane.{it.lane}"))
        if it.direction.requesting is not None:
            yield self.names.asks("scope.asks", it.direction.requesting)
        if it.standing is not None:
            stopped = it.standing.cause
            cause = self.say("scope.cause", cause=self.names.indicator(stopped)) if stopped else ""
            status = self.say(f"standing.{it.standing.status}")
            dated = "scope.standing" if it.standing.since != UNKNOWN_DATE else "scope.standing-undated"
            yield self.say(dated, status=status, since=it.standing.since) + cause
        if it.weights_set != self.rubric.default_weights:
            yield self.say("scope.weights", name=it.weights_set)

    def _headline(self) -> str:
        """The verdict in a sentence, what troubles the relation before all else, then the first of the list."""
        troubled = self._troubled()
        parts = [troubled or self._verdict(), self._remove() if troubled else "", self._leaning()]
        return " ".join(part for part in parts if part)

    def _remove(self) -> str:
        """What to remove first, of a blocked pair."""
        if self.it.verdict != "blocked" or self.it.first is None:
            return ""
        first = self.names.by_id[self.it.first.indicator]
        values = {"indicator": self.names.indicator(first.id), "needed": level(first.required)}
        return self.names.of_side("headline.remove", first.side, level=self.names.level(first), **values)

    def _troubled(self) -> str:
        """What strains or stops the relation, and what is lower than before."""
        it, standing = self.it, self.it.standing
        if standing is None or self.rubric.standing[standing.status].verdict_at_best == "ready":
            return ""
        falls = [
            self.say(
                "headline.fall",
                indicator=self.names.indicator(fall.indicator),
                before=level(fall.from_),
                after=level(fall.to),
            )
            for fall in standing.fell
        ]
        trends = [
            self.say(
                "headline.trend-item",
                need=item.need,
                before=item.before.completed,
                after=item.after.completed,
                **{"from": item.before.to[:4], "to": item.after.to[:4]},
            )
            for item in standing.trend
        ]
        cause = standing.cause
        known = cause in self.rubric.indicators if cause else False
        named = self.names.indicator(cause) if cause and known else clean(cause or "")
        return self.say(
            "headline.troubled",
            VERDICT=self.say(f"verdict.{it.verdict}").upper(),
            phase=it.phase.assessed,
            standing=self.say(f"standing.{standing.status}"),
            since=standing.since,
            cause=self.say("scope.cause", cause=named) if named else "",
            fell=self.say("headline.fell", names=listed(falls)) if falls else "",
            trend=self.say("headline.trend", names=listed(trends)) if trends else "",
        )

    def _leaning(self) -> str:
        leaning = self.it.leaning
        if leaning is None:
            return ""
        return self.names.of_side(
            "headline.lean",
            leaning.side,
            verdict=self.say(f"verdict.{leaning.verdict}"),
            indicator=self.names.indicator(leaning.indicator),
            basis=self.say(f"basis.{leaning.basis}"),
        )

    def _verdict(self) -> str:
        it = self.it
        values = {"VERDICT": self.say(f"verdict.{it.verdict}").upper(), "phase": it.phase.assessed}
        if it.verdict == "blocked":
            first = self.names.by_id[it.obstacles[0].indicators[0]]
            values |= {"indicator": self.names.indicator(first.id), "needed": level(first.required)}
            values["level"] = self.names.level(first)
            return self.names.of_side("headline.blocked", first.side, **values)
        if it.verdict == "undetermined":
            return self._undetermined(values)
        point = it.first or it.weakest_point
        values |= {"value": number(it.readiness.value), "bar": number(self.rubric.verdict.fragile_below)}
        values |= {
            "indicator": self.names.indicator(point.indicator) if point else "",
            "level": self.names.level(self.names.by_id[point.indicator]) if point else "",
        }
        return self.say(f"headline.{it.verdict}", **values)

    def _undetermined(self, values: dict[str, str]) -> str:
        unknown = [need for need in self.it.evidence_needed if need.reason == "unknown-gate"]
        if not unknown:
            silent = [
                self.rubric.factors[factor.id].name for factor in self.it.factors if factor.score is None
            ]
            return self.say("headline.undetermined-factor", factors=listed(silent).lower(), **values)
        key = "headline.undetermined-one" if len(unknown) == 1 else "headline.undetermined"
        values |= {"count": str(len(unknown)), "indicator": self.names.indicator(unknown[0].indicator)}
        return self.names.of_side(key, unknown[0].side, **values)

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
            yield clean(it.standing.note)

    # -- phases and needs

    def _phase(self, phase: PhaseResult) -> PhaseLine:
        parts = []
        if phase.unmet:
            shown = phase.held_by or phase.unmet[0]
            parts.append(self.names.indicator(shown))
            if len(phase.unmet) > 1:
                parts[-1] += " " + self.say("phase.more", count=len(phase.unmet) - 1)
        if phase.unknown:
            parts.append(self.say("phase.unknown", count=len(phase.unknown)))
        assessed = phase.id == self.it.phase.assessed
        return PhaseLine(
            phase.id, assessed, self.say(f"verdict.{phase.verdict}"), phase.readiness, "; ".join(parts)
        )

    def _need(self, need: NeedResult) -> NeedLine:
        return NeedLine(
            need.need,
            need.phase,
            self.say(f"standing.{need.standing}") if need.standing else self.say("none"),
            self.say(f"verdict.{need.verdict}"),
            need.readiness,
            self.names.entry(need.first) if need.first else self.say("none"),
        )
