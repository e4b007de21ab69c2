"""From an assessment to its story: the one place where it is decided what a report says, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import tlp
from readiness.report import means, pictures
from readiness.report.findings import Findings
from readiness.report.naming import Names
from readiness.report.story import NeedLine, PhaseLine, Story
from readiness.report.words import clean, level, listed, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment import Assessment, NeedResult, PhaseResult
    from readiness.documents.rubric import Rubric
    from readiness.report.texts import Texts

EVIDENCE_SHOWN = 5


def tell(assessment: Assessment, rubric: Rubric, texts: Texts) -> Story:
    """The report of an assessment, in the language of the texts."""
    names = Names(assessment, rubric, texts)
    return _Teller(names).story(Findings(names))


class _Teller:
    """Says what stands around the findings: the head, the phases, what to find out, how sure it is."""

    def __init__(self, names: Names) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric

    def story(self, findings: Findings) -> Story:
        it, rubric = self.it, self.rubric
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
            evidence=list(self._evidence()),
            sure=list(self._sure()),
            flags=[clean(flag.says) for flag in it.balance],
            harm=list(self._harm()),
            conflicts=list(self._conflicts()),
            waivers=list(self._waivers()),
            withheld=[
                self.say("tlp.withheld", id=one.id, tlp=tlp.label(one.tlp))
                for one in it.inputs
                if one.withheld
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
            yield self.say("scope.standing", status=status, since=it.standing.since) + cause
        if it.weights_set != self.rubric.default_weights:
            yield self.say("scope.weights", name=it.weights_set)

    def _headline(self) -> str:
        it = self.it
        values = {"VERDICT": self.say(f"verdict.{it.verdict}").upper(), "phase": it.phase.assessed}
        if it.verdict == "blocked":
            first = self.names.by_id[it.obstacles[0].indicators[0]]
            values |= {"indicator": self.names.indicator(first.id), "needed": level(first.required)}
            values["level"] = level(first.level) if first.level is not None else f"≤ {level(first.high)}"
            return self.names.of_side("headline.blocked", first.side, **values)
        if it.verdict == "undetermined":
            return self._undetermined(values)
        point = it.weakest_point
        values |= {"value": number(it.readiness.value), "bar": number(self.rubric.verdict.fragile_below)}
        values |= {
            "indicator": self.names.indicator(point.indicator) if point else "",
            "level": level(point.level if point else None),
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
            self.names.obstacle(need.first_obstacle) if need.first_obstacle else self.say("none"),
        )

    # -- what to find out, and how sure

    def _evidence(self) -> Iterator[str]:
        needed = self.it.evidence_needed
        for need in needed[:EVIDENCE_SHOWN]:
            parts = [self.say("evidence.gate")] if need.reason == "unknown-gate" else []
            if need.narrows_by >= 0.5:
                parts.append(self.say("evidence.narrows", points=number(need.narrows_by)))
            name = self.names.indicator(need.indicator)
            what = self.names.of_side("evidence.item", need.side, indicator=name)
            yield f"{what} ({listed(parts)})" if parts else what
        if len(needed) > EVIDENCE_SHOWN:
            yield self.say("evidence.more", count=len(needed) - EVIDENCE_SHOWN)

    def _sure(self) -> Iterator[str]:
        robust = self.it.robustness
        yield self.say(
            "sure.line",
            stability=self.say(f"sure.{robust.stability}"),
            reason=self.say(f"sure-reason.{robust.reason}"),
        )
        weight = {factor.id: factor.weight for factor in self.it.factors}
        total = sum(weight[name] * share for name, share in self.it.coverage.items())
        factors = self.rubric.factors
        shares = [f"{factors[name].name.lower()} {percent(part)}" for name, part in self.it.coverage.items()]
        yield self.say("sure.coverage", share=percent(total), factors=listed(shares))
        values = [corner.readiness.value for corner in robust.vertices if corner.readiness.value is not None]
        if values:
            key = "sure.weights" if max(values) - min(values) >= 0.5 else "sure.weights-one"
            yield self.say(key, low=number(min(values)), high=number(max(values)))
        ends = robust.evidence
        low, high = (self.say(f"verdict.{end.verdict}") for end in (ends.low, ends.high))
        yield self.say("sure.ends", low=low, high=high)
        for key, weak in self._weak_evidence():
            if weak:
                yield self.say(f"sure.{key}", names=listed(weak))
        for document in self.it.inputs:
            if document.ignored_later:
                yield self.say("sure.later", count=document.ignored_later, date=self.it.as_of, id=document.id)

    def _weak_evidence(self) -> Iterator[tuple[str, list[str]]]:
        counted = [indicator for indicator in self.it.indicators if indicator.in_scope]
        ungraded = [
            indicator
            for indicator in counted
            if any(side.basis == "rating" and side.grade is None for side in (indicator.a, indicator.b))
        ]
        yield "priors", [self.names.indicator(one.id) for one in counted if one.basis == "proxy"]
        yield "stale", [self.names.indicator(one.id) for one in counted if one.stale]
        yield "ungraded", [self.names.indicator(one.id) for one in ungraded]

    # -- flags, conflicts, waivers

    def _harm(self) -> Iterator[str]:
        for flag in self.it.safeguards:
            yield self.say(
                "harm.line",
                indicator=self.names.indicator(flag.indicator),
                row=f" ({flag.row})" if flag.row else "",
                side=self.names.side(flag.side),
                level=level(flag.level),
                says=flag.says,
            )

    def _conflicts(self) -> Iterator[str]:
        none = self.say("none")
        for conflict in self.it.conflicts:
            yield self.say(
                "conflict.line",
                indicator=self.names.indicator(conflict.indicator),
                a=self.names.side("a"),
                b=self.names.side("b"),
                level_a=level(conflict.a.level, none),
                level_b=level(conflict.b.level, none),
                used=level(conflict.used.level, none),
            )

    def _waivers(self) -> Iterator[str]:
        """A line that counts them, then a line each."""
        waivers = self.it.waivers
        if waivers:
            counts = {state: sum(waiver.state == state for waiver in waivers) for state in WAIVER_STATES}
            told = [self.say(f"waiver.count-{state}", count=n) for state, n in counts.items() if n]
            yield self.say("waiver.counted", counts=listed(told))
        for waiver in waivers:
            yield self.say(
                "waiver.line" if waiver.reason else "waiver.line-shared",
                obstacle=self.names.obstacle(waiver.obstacle),
                state=self.say(f"waiver.{waiver.state}"),
                expires=waiver.expires,
                reason=clean(waiver.reason),
                approver=clean(waiver.approver),
            )


WAIVER_STATES = ("in-force", "expired", "unused")
