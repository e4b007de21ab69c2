"""The caveats of a report: what to find out, how sure it is, what it warns of, what was waived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.words import clauses, clean, continued, level, listed, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.indicators import ConflictResult, SideLevel
    from readiness.assessment.result.joint_record import RecordedAgainst
    from readiness.report.pages.naming import Names

EVIDENCE_SHOWN = 5
WAIVER_STATES = ("in-force", "expired", "unused")


class Reserve:
    """Says what limits trust in the verdict, and what must be heard with it."""

    def __init__(self, names: Names) -> None:
        self.names, self.it, self.say, self.rubric = names, names.it, names.say, names.rubric

    def evidence(self) -> Iterator[str]:
        """What to find out first, and what it would bring."""
        needed = list(
            {
                need.indicator: need for need in (*self.names.open_questions(), *self.it.evidence_needed)
            }.values()
        )
        for need in needed[:EVIDENCE_SHOWN]:
            parts = [self.say("evidence.gate")] if need.reason == "unknown-gate" else []
            if need.narrows_by >= 0.5:
                parts.append(self.say("evidence.narrows", points=number(need.narrows_by)))
            what = self.names.of_side("evidence.item", need.side, indicator=self.names.unknown(need))
            yield self.say("behind", what=what, aside=listed(parts)) if parts else what
        if len(needed) > EVIDENCE_SHOWN:
            yield self.say("evidence.more", count=len(needed) - EVIDENCE_SHOWN)

    def sure(self) -> Iterator[str]:
        """How far the verdict depends on weights and on evidence, and what the evidence lacks."""
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
        for key, weak in self._weak():
            if weak:
                yield self.say(f"sure.{key}", names=listed(weak))
        yield from self.untold()
        for document in self.it.inputs:
            if document.ignored_later:
                yield self.say("sure.later", count=document.ignored_later, date=self.it.as_of, id=document.id)

    def _weak(self) -> Iterator[tuple[str, list[str]]]:
        counted = [indicator for indicator in self.it.indicators if indicator.in_scope]
        ungraded = [
            indicator
            for indicator in counted
            if any(side.basis == "rating" and side.grade is None for side in (indicator.a, indicator.b))
        ]
        yield "priors", [self.names.indicator(result.id) for result in counted if result.basis == "proxy"]
        yield "stale", [self.names.indicator(result.id) for result in counted if result.stale]
        yield "ungraded", [self.names.indicator(result.id) for result in ungraded]

    def untold(self) -> Iterator[str]:
        """That cases, on which conditions of one side's part rest, do not say who asked."""
        names = self.it.direction.untold
        if names:
            key = "sure.untold" if len(names) > 1 else "sure.untold-one"
            yield self.say(key, count=len(names), indicator=self.names.indicator(names[0]))

    # -- flags, conflicts, waivers

    def harm(self) -> Iterator[str]:
        """The do-no-harm flags."""
        for flag in self.it.safeguards:
            yield self.say(
                "harm.line",
                indicator=self.names.flagged(flag),
                side=self.names.whose_harm(flag),
                level=level(flag.level),
                says=clean(flag.quoted or flag.says),
            )

    def standings(self) -> Iterator[str]:
        """Where the two profiles tell differently how the relation stands."""
        standing = self.it.standing
        for other in standing.disputed if standing is not None else ():
            if standing is not None:
                yield self.say(
                    "conflict.standing",
                    by=other.by,
                    status=self.say.word("standing.", other.status),
                    since=other.since,
                    used=self.say.word("standing.", standing.status),
                )

    def recorded_against(self) -> Iterator[str]:
        """What the record of a side tells against what is asked of it, in whichever direction that is."""
        for fact in self.it.recorded_against:
            if fact.kind in self.rubric.law_matters:
                yield self._law(fact)
                continue
            told = [clean(part) for part in (fact.since, fact.note) if part]
            says = self.rubric.relation_kinds[fact.kind]
            yield self.names.asks(
                "against",
                "b" if fact.side == "a" else "a",
                says=self.say("behind", what=continued(says), aside=clauses(told))
                if told
                else continued(says),
            )

    def _law(self, fact: RecordedAgainst) -> str:
        """What the law of a side bars, with how old the record of it is."""
        as_of = self.say("law.as-of", date=fact.as_of) if fact.as_of else ""
        told = [clean(part) for part in (fact.note, as_of) if part]
        says = clean(fact.says) or continued(self.rubric.law_matters[fact.kind].about)
        return self.names.asks(
            "law.bars",
            "b" if fact.side == "a" else "a",
            says=self.say("behind", what=says, aside=clauses(told)) if told else says,
        )

    def conflicts(self) -> Iterator[str]:
        """Where the profiles disagree, or a rating and cases or a record do, and what was used."""
        none = self.say("none")
        yield from self.standings()
        for conflict in self.it.conflicts:
            if conflict.rated is not None:
                yield self._doubted(conflict, conflict.rated)
                continue
            yield self.say(
                "conflict.line",
                indicator=self.names.indicator(conflict.indicator),
                a=self.names.side("a"),
                b=self.names.side("b"),
                level_a=level(conflict.a.level, none),
                level_b=level(conflict.b.level, none),
                used=level(conflict.used.level, none),
            )

    def doubts(self) -> Iterator[str]:
        """What contradicts the rating of what is named first."""
        first = self.it.first.indicator if self.it.first is not None else None
        for conflict in self.it.conflicts:
            if conflict.rated is not None and conflict.indicator == first:
                yield self._doubted(conflict, conflict.rated)

    def _doubted(self, conflict: ConflictResult, rated: SideLevel) -> str:
        if conflict.casework is None:
            key = "conflict.record"
        elif conflict.used.basis == "casework":
            key = "conflict.casework-over"
        else:
            key = "conflict.ordinary" if conflict.ordinary else "conflict.casework"
        return self.say(
            key,
            indicator=self.names.indicator(conflict.indicator),
            used=level(rated.level, self.say("none")),
            dated=rated.as_of or "",
            casework=clean(conflict.casework or conflict.record or ""),
        )

    def waivers(self) -> Iterator[str]:
        """A line with their number, then one line per item."""
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
