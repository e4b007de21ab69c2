"""What a report says, in words and in order, before any format lays it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readiness.report.words import clean, cost_dots, level, listed, number, percent, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment import (
        Assessment,
        EvidenceItem,
        IndicatorResult,
        ObstacleResult,
        PhaseResult,
        Readiness,
    )
    from readiness.documents.rubric import Prerequisite, Remedy, Rubric
    from readiness.report.texts import Texts

REMEDIES_SHOWN = 3
EVIDENCE_SHOWN = 5
EVIDENCE_QUOTED = 3


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase beside the others."""

    name: str
    assessed: bool
    verdict: str
    readiness: Readiness
    held_by: str


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor: weight 0-1, score 0-100, share of the loss 0-1."""

    name: str
    weight: float
    score: float | None
    low: float
    high: float
    share: float | None


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One remedy in words."""

    id: str
    do: str
    terms: str
    needs: str
    warning: str


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """One indicator of an obstacle: the level seen and the level needed in the rubric's own words."""

    id: str
    obstacle: str
    title: str
    side: str
    grade: str
    now: str
    needed: str
    evidence: list[str]


@dataclass(frozen=True, slots=True)
class ObstacleBlock:
    """One obstacle with all that is known about it."""

    id: str
    name: str
    short: str
    status: str
    side: str
    share: str
    indicators: list[IndicatorBlock]
    remedies: list[RemedyLine]
    more: str
    explains: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need judged by itself."""

    need: str
    phase: str
    standing: str
    verdict: str
    readiness: Readiness
    obstacle: str


@dataclass(frozen=True, slots=True)
class Section:
    """What blocks or limits, obstacle by obstacle; or what is not known or comes next, indicator by indicator."""

    heading: str
    obstacles: list[ObstacleBlock] = field(default_factory=list)
    indicators: list[IndicatorBlock] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Story:
    """A whole report in words."""

    title: str
    rubric: str
    scope: list[str]
    verdict: str
    headline: str
    asides: list[str]
    phases: list[PhaseLine]
    factors: list[FactorLine]
    needs: list[NeedLine]
    sections: list[Section]
    first: list[str]
    evidence: list[str]
    sure: list[str]
    flags: list[str]
    harm: list[str]
    conflicts: list[str]
    disclaimer: str
    sources: list[str] = field(default_factory=list)


def tell(assessment: Assessment, rubric: Rubric, texts: Texts) -> Story:
    """The report of an assessment, in the language of the texts."""
    return _Teller(assessment, rubric, texts).story()


class _Teller:
    """Holds what every sentence needs: the assessment, the rubric's texts and the words."""

    def __init__(self, assessment: Assessment, rubric: Rubric, texts: Texts) -> None:
        self.it = assessment
        self.rubric = rubric
        self.say = texts
        self.by_id = {indicator.id: indicator for indicator in assessment.indicators}

    def story(self) -> Story:
        it = self.it
        return Story(
            title=f"{clean(it.pair.a.name)} – {clean(it.pair.b.name)}",
            rubric=f"{it.rubric.id} {it.rubric.version} · {self.say('scope.as-of', date=it.as_of)}",
            scope=list(self._scope()),
            verdict=it.verdict,
            headline=self._headline(),
            asides=list(self._asides()),
            phases=[self._phase(phase) for phase in it.phases],
            factors=[
                FactorLine(self.rubric.factors[f.id].name, f.weight, f.score, f.low, f.high, f.loss_share)
                for f in it.factors
            ],
            needs=[
                NeedLine(
                    need.need,
                    need.phase,
                    self.say(f"standing.{need.standing}") if need.standing else self.say("none"),
                    self.say(f"verdict.{need.verdict}"),
                    need.readiness,
                    self._obstacle_name(need.first_obstacle) if need.first_obstacle else self.say("none"),
                )
                for need in it.by_need
            ],
            sections=list(self._sections()),
            first=list(self._first()),
            evidence=list(self._evidence()),
            sure=list(self._sure()),
            flags=[clean(flag.says) for flag in it.balance],
            harm=list(self._harm()),
            conflicts=list(self._conflicts()),
            disclaimer=self.rubric.disclaimer,
            sources=self._sources(),
        )

    # -- names

    def _name(self, indicator: str) -> str:
        return self.rubric.indicators[indicator].name

    def _side(self, side: str) -> str:
        names = {"a": clean(self.it.pair.a.name), "b": clean(self.it.pair.b.name)}
        return names.get(side) or self.say(f"side.{side}", a=names["a"], b=names["b"])

    def _of_side(self, key: str, side: str, **values: str) -> str:
        """A sentence that names a side, or its form for what belongs to the pair."""
        suffix = "-pair" if side == "pair" else ""
        return self.say(f"{key}{suffix}", side=self._side(side), **values)

    def _obstacle_name(self, obstacle: str) -> str:
        return (
            f"{obstacle} {self.rubric.obstacles[obstacle].short}"
            if obstacle != "legal-gap"
            else self.rubric.obstacles[obstacle].short
        )

    # -- top

    def _scope(self) -> Iterator[str]:
        it = self.it
        yield self.say("scope.need" if len(it.needs) == 1 else "scope.needs", names=listed(it.needs))
        if it.crimes:
            names = listed([self.rubric.crimes[crime].name for crime in it.crimes])
            yield self.say("scope.crime" if len(it.crimes) == 1 else "scope.crimes", names=names)
        if it.measures:
            yield self.say(
                "scope.measure" if len(it.measures) == 1 else "scope.measures", names=listed(it.measures)
            )
        yield self.say("scope.lane", name=self.say(f"lane.{it.lane}"))
        if it.direction.requesting is not None:
            yield self._asks("scope.asks", it.direction.requesting)
        if it.standing is not None:
            cause = self.say("scope.cause", cause=self._name(it.standing.cause)) if it.standing.cause else ""
            status = self.say(f"standing.{it.standing.status}")
            yield self.say("scope.standing", status=status, since=it.standing.since) + cause
        if it.weights_set != self.rubric.default_weights:
            yield self.say("scope.weights", name=it.weights_set)

    def _asks(self, key: str, requesting: str, **values: str) -> str:
        other = "b" if requesting == "a" else "a"
        return self.say(key, asking=self._side(requesting), asked=self._side(other), **values)

    def _headline(self) -> str:
        it = self.it
        values = {"VERDICT": self.say(f"verdict.{it.verdict}").upper(), "phase": it.phase.assessed}
        if it.verdict == "blocked":
            first = self.by_id[it.obstacles[0].indicators[0]]
            values |= {"indicator": self._name(first.id), "needed": level(first.required)}
            values["level"] = level(first.level) if first.level is not None else f"≤ {level(first.high)}"
            return self._of_side("headline.blocked", first.side, **values)
        if it.verdict == "undetermined":
            return self._undetermined(values)
        point = it.weakest_point
        values |= {"value": number(it.readiness.value), "bar": number(self.rubric.verdict.fragile_below)}
        values |= {
            "indicator": self._name(point.indicator) if point else "",
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
        values |= {"count": str(len(unknown)), "indicator": self._name(unknown[0].indicator)}
        return self._of_side(key, unknown[0].side, **values)

    def _asides(self) -> Iterator[str]:
        it = self.it
        source = it.phase.source or ""
        yield self.say(
            f"phase-reason.{it.phase.reason}",
            record=clean(it.phase.record or ""),
            id=source,
            phase=it.phase.assessed,
        )
        other = it.direction.other
        if other is not None:
            readiness = other.readiness
            yield self._asks(
                "direction.other",
                other.requesting,
                verdict=self.say(f"verdict.{other.verdict}"),
                value=number(readiness.value),
                low=number(readiness.low),
                high=number(readiness.high),
            )
        if (
            it.direction.assessed == "mutual"
            and it.direction.requesting is None
            and it.direction.detail is not None
        ):
            yield self._asks("direction.even", it.direction.detail)
        if it.standing is not None and it.standing.note:
            yield clean(it.standing.note)

    def _phase(self, phase: PhaseResult) -> PhaseLine:
        parts = []
        if phase.unmet:
            shown = phase.held_by or phase.unmet[0]
            parts.append(self._name(shown))
            if len(phase.unmet) > 1:
                parts[-1] += " " + self.say("phase.more", count=len(phase.unmet) - 1)
        if phase.unknown:
            parts.append(self.say("phase.unknown", count=len(phase.unknown)))
        assessed = phase.id == self.it.phase.assessed
        return PhaseLine(
            phase.id, assessed, self.say(f"verdict.{phase.verdict}"), phase.readiness, "; ".join(parts)
        )

    # -- obstacles

    def _sections(self) -> Iterator[Section]:
        results = {phase.id: phase for phase in self.it.phases}
        names = list(results)
        now = self.it.phase.assessed
        for status in ("blocking", "limiting"):
            found = [
                self._obstacle(obstacle, now) for obstacle in self.it.obstacles if obstacle.status == status
            ]
            if found:
                yield Section(self.say(f"heading.{status}"), obstacles=found)
        unknown = [self._indicator(self.by_id[key], now) for key in results[now].unknown]
        if unknown:
            yield Section(self.say("heading.unknown"), indicators=unknown)
        following = names[names.index(now) + 1 :][:1]
        for phase in following:
            coming = [key for key in results[phase].unmet if key not in results[now].unmet]
            if coming:
                blocks = [self._indicator(self.by_id[key], phase) for key in coming]
                yield Section(self.say("heading.emerging", phase=phase), indicators=blocks)

    def _obstacle(self, obstacle: ObstacleResult, phase: str) -> ObstacleBlock:
        first = obstacle.indicators[0]
        remedies = self.rubric.indicators[first].remedies
        shown = remedies[:REMEDIES_SHOWN]
        more = len(obstacle.remedies) - len(shown)
        share = self.say("obstacle.share", share=percent(obstacle.loss_share)) if obstacle.loss_share else ""
        return ObstacleBlock(
            id=obstacle.id,
            name=self.rubric.obstacles[obstacle.id].name,
            short=self._obstacle_name(obstacle.id),
            status=self.say(f"status.{obstacle.status}"),
            side=self._side(obstacle.side),
            share=share,
            indicators=[self._indicator(self.by_id[key], phase) for key in obstacle.indicators],
            remedies=[self._remedy(key, self.rubric.remedies[key]) for key in shown],
            more=self.say("obstacle.more", count=more, indicator=first) if more > 0 else "",
            explains=listed([self._name(key) for key in obstacle.consequences]),
        )

    def _indicator(self, found: IndicatorResult, phase: str) -> IndicatorBlock:
        anchors = self.rubric.indicators[found.id].scale
        needed = self.rubric.indicators[found.id].necessary.get(phase)
        reached = needed is None or (found.level is not None and found.level >= needed)
        target = self.rubric.verdict.quality_level if reached or needed is None else needed
        seen = level(found.level, self.say("unknown"))
        title = self.say("obstacle.level", indicator=self._name(found.id), level=seen, needed=level(target))
        return IndicatorBlock(
            id=found.id,
            obstacle=self.rubric.obstacles[self.rubric.indicators[found.id].obstacles[0]].short,
            title=title,
            side=self._side(found.side),
            grade=self._grade(found),
            now=self._now(found),
            needed=anchors[int(target)] if target in anchors else "",
            evidence=list(self._quoted(found)),
        )

    def _now(self, found: IndicatorResult) -> str:
        """The level seen in the rubric's words; where the whole has none, the lowest row that is known."""
        anchors = self.rubric.indicators[found.id].scale
        if found.level is not None:
            return anchors[int(found.level)]
        known = {name: row.level for name, row in (found.rows or {}).items() if row.level is not None}
        if not known:
            return ""
        lowest = min(known, key=lambda name: known[name])
        return self.say("obstacle.row", row=lowest, anchor=anchors[int(known[lowest])])

    def _quoted(self, found: IndicatorResult) -> Iterator[str]:
        """The evidence of the side that holds the indicator, the first few items of it."""
        told = [item for item in found.evidence if found.side not in ("a", "b") or item.side == found.side]
        yield from (self._cited(item) for item in told[:EVIDENCE_QUOTED])
        if len(told) > EVIDENCE_QUOTED:
            yield self.say("evidence.more", count=len(told) - EVIDENCE_QUOTED)

    def _grade(self, found: IndicatorResult) -> str:
        """Grade and date of the reading that decides, and what weakens it."""
        if found.basis == "none":
            return ""
        sides = (
            [found.a, found.b]
            if found.side in ("both", "pair")
            else [found.a if found.side == "a" else found.b]
        )
        rated = [side for side in sides if side.basis not in ("none", "not-applicable")]
        if not rated:
            return ""
        deciding = min(rated, key=lambda side: side.level if side.level is not None else 9)
        parts = [
            deciding.grade or self.say("obstacle.prior" if deciding.basis == "proxy" else "obstacle.ungraded")
        ]
        parts += [deciding.as_of[:7]] if deciding.as_of else []
        parts += [self.say("obstacle.stale")] if found.stale else []
        return listed(parts)

    def _cited(self, item: EvidenceItem) -> str:
        says, source, as_of = clean(item.says), clean(item.source or ""), item.as_of or ""
        return f"{says} ({'; '.join(part for part in (source, as_of) if part)})" if source or as_of else says

    def _remedy(self, key: str, remedy: Remedy) -> RemedyLine:
        low, high = remedy.lead_months
        months = self.say("obstacle.months", low=low, high=high)
        terms = f"{remedy.class_} · {months} · {self.say('obstacle.cost', cost=cost_dots(remedy.cost))}"
        needs = [self._prerequisite(item) for item in remedy.prerequisites]
        return RemedyLine(key, remedy.do, terms, listed([need for need in needs if need]), remedy.warning)

    def _prerequisite(self, item: Prerequisite) -> str:
        if item.indicator is not None:
            key = "obstacle.prerequisite-met" if self._reached(item) else "obstacle.prerequisite"
            return self.say(key, indicator=self._name(item.indicator), level=level(item.min or 0))
        return item.remedy or item.assume or ""

    def _reached(self, item: Prerequisite) -> bool:
        found = self.by_id.get(item.indicator or "")
        return found is not None and found.level is not None and found.level >= (item.min or 0)

    # -- what to do, what to find out, how sure

    def _first(self) -> Iterator[str]:
        """The cheapest remedy of the first blocking indicator whose prerequisites are met."""
        blocking = [obstacle for obstacle in self.it.obstacles if obstacle.status == "blocking"]
        if not blocking:
            return
        first = blocking[0].indicators[0]
        open_to = [
            key for key in self.rubric.indicators[first].remedies if self._possible(self.rubric.remedies[key])
        ]
        if open_to:
            best = min(
                open_to,
                key=lambda key: (self.rubric.remedies[key].cost, self.rubric.remedies[key].lead_months),
            )
            remedy = self._remedy(best, self.rubric.remedies[best])
            yield f"{remedy.id} {remedy.do} ({remedy.terms})"

    def _possible(self, remedy: Remedy) -> bool:
        """Whether nothing that the program can check stands before a remedy; assumptions are printed with it."""
        return all(item.assume is not None or self._reached(item) for item in remedy.prerequisites)

    def _evidence(self) -> Iterator[str]:
        needed = self.it.evidence_needed
        for need in needed[:EVIDENCE_SHOWN]:
            parts = [self.say("evidence.gate")] if need.reason == "unknown-gate" else []
            if need.narrows_by >= 0.5:
                parts.append(self.say("evidence.narrows", points=number(need.narrows_by)))
            what = self._of_side("evidence.item", need.side, indicator=self._name(need.indicator))
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
        shares = listed(
            [
                f"{self.rubric.factors[name].name.lower()} {percent(share)}"
                for name, share in self.it.coverage.items()
            ]
        )
        yield self.say("sure.coverage", share=percent(total), factors=shares)
        values = [corner.readiness.value for corner in robust.vertices if corner.readiness.value is not None]
        if values:
            key = "sure.weights" if max(values) - min(values) >= 0.5 else "sure.weights-one"
            yield self.say(key, low=number(min(values)), high=number(max(values)))
        ends = robust.evidence
        low, high = (self.say(f"verdict.{end.verdict}") for end in (ends.low, ends.high))
        yield self.say("sure.ends", low=low, high=high)
        for key, names in self._weak_evidence():
            if names:
                yield self.say(f"sure.{key}", names=listed(names))
        for document in self.it.inputs:
            if document.ignored_later:
                yield self.say("sure.later", count=document.ignored_later, date=self.it.as_of, id=document.id)

    def _weak_evidence(self) -> Iterator[tuple[str, list[str]]]:
        counted = [indicator for indicator in self.it.indicators if indicator.in_scope]
        yield "priors", [self._name(indicator.id) for indicator in counted if indicator.basis == "proxy"]
        yield "stale", [self._name(indicator.id) for indicator in counted if indicator.stale]
        yield (
            "ungraded",
            [
                self._name(indicator.id)
                for indicator in counted
                if any(side.basis == "rating" and side.grade is None for side in (indicator.a, indicator.b))
            ],
        )

    def _harm(self) -> Iterator[str]:
        for flag in self.it.safeguards:
            row = f" ({flag.row})" if flag.row else ""
            name = self._name(flag.indicator)
            yield self.say(
                "harm.line",
                indicator=name,
                row=row,
                side=self._side(flag.side),
                level=level(flag.level),
                says=flag.says,
            )

    def _conflicts(self) -> Iterator[str]:
        none = self.say("none")
        for conflict in self.it.conflicts:
            yield self.say(
                "conflict.line",
                indicator=self._name(conflict.indicator),
                a=self._side("a"),
                b=self._side("b"),
                level_a=level(conflict.a.level, none),
                level_b=level(conflict.b.level, none),
                used=level(conflict.used.level, none),
            )

    def _sources(self) -> list[str]:
        found = [
            clean(item.source)
            for indicator in self.it.indicators
            for item in indicator.evidence
            if item.source
        ]
        return sorted(dict.fromkeys(found))


def readiness_range(readiness: Readiness) -> str:
    """The range of a readiness."""
    return span(readiness.low, readiness.high)
