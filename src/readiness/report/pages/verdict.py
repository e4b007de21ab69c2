"""The verdict in sentences that need no manual: what troubles the relation, what the two can do, what comes first."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from readiness.evidence.level_reading import WORKED
from readiness.model.question import OTHER
from readiness.report.pages.first_screen_room import LINE, shortened
from readiness.report.pages.naming import basis_in_words
from readiness.words import clauses, clean, level, listed, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.joint_record import CaseCount, StandingInfo
    from readiness.assessment.result.verdicts import NeedResult, PhaseResult, Verdict
    from readiness.report.pages.naming import Names

BEST_FIRST: tuple[Verdict, ...] = ("ready", "fragile", "undetermined", "blocked")
LEAST_WHOLE = 10
"""A yearly rate from which on it is told as a whole number."""

TOLD = 2
"""As many falls, and as many trends, are told at most."""


def headline(names: Names) -> str:
    """All sentences about the verdict as one paragraph, with what comes first; the first word is the verdict."""
    return sentences([*_opening(names), *_needs(names), *_first(names), *_leaning(names)])


def verdict_in_words(names: Names, changes: int = TOLD) -> str:
    """The same where what comes first stands below, with so many falls and trends at most."""
    return sentences([*_opening(names, changes), *_needs(names), *_other_way(names), *_leaning(names)])


def _opening(names: Names, changes: int = TOLD) -> Iterator[str]:
    """The verdict, its phase, and the standing if that troubles the relation."""
    it, say = names.it, names.say
    together = say("headline.taken-together") if len({need.verdict for need in it.by_need}) > 1 else ""
    values = {
        "VERDICT": say(f"verdict.{it.verdict}").upper(),
        "phase": it.phase.assessed,
        "together": together,
    }
    if names.troubled is not None:
        yield say("headline.troubled", standing=_troubled(names, names.troubled, changes), **values)
    elif it.decided_by is not None:
        yield say("headline.opening-decided", need=it.decided_by, **values)
    else:
        yield say("headline.assumed" if it.phase.basis == "assumed" else "headline.opening", **values)


def _troubled(names: Names, standing: StandingInfo, most: int) -> str:
    """Since when and over what, what is lower than before, and how casework fared."""
    say, scale = names.say, names.rubric.scale
    parts = [names.stands()]
    falls = [
        say(
            "headline.fall",
            indicator=say("route.of", indicator=names.indicator(fall.indicator), side=names.side(fall.side))
            if fall.side in ("a", "b")
            else names.indicator(fall.indicator),
            before=scale[int(fall.from_)],
            after=scale[int(fall.to)],
        )
        for fall in standing.fell
    ]
    if falls:
        parts.append(say("headline.fell", names=_some(names, falls, most)))
    trends = [
        say(
            "headline.trend-item" if item.before.a_year is None else "headline.trend-yearly",
            need=item.need,
            before=_cases(item.before),
            after=_cases(item.after),
            **{
                "from": item.before.to[:4],
                "to": item.after.to[:4],
                "before-years": years(item.before.from_, item.before.to),
                "after-years": years(item.after.from_, item.after.to),
            },
        )
        for item in standing.trend
    ]
    if trends:
        parts.append(say("headline.trend", names=_some(names, trends, most)))
    return clauses(parts)


def _cases(count: CaseCount) -> str:
    """How many cases, or how many a year: of few with a decimal."""
    if count.a_year is None:
        return str(count.completed)
    return level(count.a_year) if count.a_year < LEAST_WHOLE else f"{count.a_year:.0f}"


def years(begin: str, end: str) -> str:
    """The years of two days, once if both are of the same."""
    return begin[:4] if begin[:4] == end[:4] else f"{begin[:4]}–{end[:4]}"


def _some(names: Names, items: list[str], most: int) -> str:
    more = len(items) - most
    return listed(items[:most]) + (f" {names.say('evidence.more', count=more)}" if more > 0 else "")


def _needs(names: Names) -> Iterator[str]:
    """What the two can do and what not, each need judged alone, in one sentence; then what holds for all together."""
    it = names.it
    told: list[str] = []
    for verdict in BEST_FIRST:
        needs = [need for need in it.by_need if need.verdict == verdict]
        if needs:
            told.append(_clause(names, verdict, needs, first=not told))
    sentence = clauses(told)
    yield names.say("headline.sentence", what=f"{sentence[:1].upper()}{sentence[1:]}")
    if it.verdict not in {need.verdict for need in it.by_need}:
        yield names.say("headline.together", verdict=names.say(f"verdict.{it.verdict}"))


def _other_way(names: Names) -> Iterator[str]:
    """What the other direction comes to, where that is another verdict."""
    it = names.it
    other = it.direction.other
    if other is not None and other.verdict != it.verdict:
        key = "headline.other-way" if _told_one_way(names) else "headline.ways-apart"
        yield names.say(key, other=names.say(f"verdict.{other.verdict}"))


def _told_one_way(names: Names) -> bool:
    """Whether the sentence is of what one gets from the other: that way alone was asked, or the other comes out differently.

    Of several needs each may be shown another way, so that they are told of both.
    """
    it = names.it
    if it.direction.requesting is None:
        return False
    other = it.direction.other
    return other is None or (len(it.by_need) == 1 and other.verdict != it.verdict)


def _who(names: Names, *, first: bool) -> str:
    """Of whom a clause is: who asks, or both, by name in the first clause."""
    requesting = names.it.direction.requesting
    if requesting is not None and _told_one_way(names):
        return names.actor(requesting) if first else names.it_alone(requesting)
    return names.both() if first else names.they()


def _can(names: Names, needs: Sequence[str], joint: str, *, first: bool) -> str:
    """What two can do together, or one can get from the other, who is named once."""
    rubric, say, requesting = names.rubric, names.say, names.it.direction.requesting
    one_way = requesting is not None and _told_one_way(names)
    ways = [
        rubric.needs[need].can_get or say("headline.help", need=need)
        if one_way
        else rubric.needs[need].can or say("headline.cooperate", need=need)
        for need in needs
    ]
    joined = joint.join(part for part in (listed(ways[:-1]), ways[-1]) if part)
    if requesting is None or not one_way:
        return joined
    asked = names.side(OTHER[requesting]) if first else say("side.the-other")
    return say("headline.get", what=joined, asked=asked)


def works_earlier(names: Names) -> PhaseResult | None:
    """The last of the phases before one that is blocked in which the two can work together all the same."""
    it = names.it
    before = list(takewhile(lambda phase: phase.id != it.phase.assessed, it.phases))
    works = [phase for phase in before if phase.verdict in ("ready", "fragile")]
    return works[-1] if works and it.verdict == "blocked" else None


def _told_by_phases(names: Names, needs: Sequence[NeedResult]) -> bool:
    """Whether the phases of the assessment speak of these needs: they are those of all needs, or of the one that decides."""
    it = names.it
    return all(need.phase == it.phase.assessed and it.decided_by in (None, need.need) for need in needs)


def _clause(names: Names, verdict: Verdict, needs: Sequence[NeedResult], *, first: bool) -> str:
    earlier = works_earlier(names) if verdict == "blocked" and _told_by_phases(names, needs) else None
    joint = names.say("headline.or" if verdict == "blocked" else "headline.and")
    can = _can(names, [need.need for need in needs], joint, first=first)
    key = f"headline.{verdict}"
    unknown = {indicator for need in needs for indicator in need.unknown}
    if len(needs) == len(names.it.by_need):
        unknown.update(item.indicator for item in names.it.evidence_needed if item.reason == "unknown-gate")
    count = len(unknown)
    troubled, leaning = names.troubled, names.it.leaning
    # What a law bars is of some persons, and no word against the two.
    refused = any(fact.kind not in names.rubric.law_matters for fact in names.it.recorded_against)
    if verdict == "undetermined":
        if count and troubled is not None:
            key += "-troubled"
        elif count and (refused or (leaning is not None and leaning.verdict == "blocked")):
            key += "-against"
        key += "-one" if count == 1 else "" if count else "-silent"
    if earlier is not None:
        key += "-later"
    reasons = [need.first for need in needs if need.first is not None]
    named = [
        names.of_side(
            "headline.reason",
            names.held_on(reason.indicator, reason.side),
            indicator=names.indicator(reason.indicator),
        )
        for reason in reasons
    ]
    return names.say(
        key,
        who=_who(names, first=first),
        can=can,
        phase=names.it.phase.assessed,
        earlier=earlier.id if earlier is not None else "",
        verdict=names.say(f"verdict.{earlier.verdict}") if earlier is not None else "",
        count=count,
        names=listed(list(dict.fromkeys(named))),
        standing=names.say.word("standing.", troubled.status) if troubled is not None else "",
    )


def _first(names: Names) -> Iterator[str]:
    """What to remove or find out first, or what is weakest."""
    it = names.it
    if it.verdict == "undetermined":
        unknown = next((need for need in names.open_questions() if need.reason == "unknown-gate"), None)
        silent = [names.rubric.factors[factor.id].name for factor in it.factors if factor.score is None]
        if unknown is not None:
            yield names.of_side("headline.find-out", unknown.side, indicator=names.unknown(unknown))
        elif silent:
            yield names.say("headline.silent", factors=listed(silent).lower())
        return
    point = it.first or it.weakest_point
    if point is not None:
        bare = it.verdict == "fragile" and names.by_id[point.indicator].basis in WORKED
        weakest = "headline.cases-only" if bare else "headline.weakest"
        key = "headline.remove" if it.verdict == "blocked" else weakest
        side = names.held_on(point.indicator, point.side)
        yield names.of_side(key, side, indicator=names.indicator(point.indicator))
        if names.by_id[point.indicator].basis == "proxy":
            only = names.unrated(point.indicator, "proxy")
            yield names.say(f"headline.only-{only}")


def _leaning(names: Names) -> Iterator[str]:
    """Where an undetermined pair leans, on what, and what is most against it; labelled as no more than that."""
    leaning = names.it.leaning
    if leaning is None:
        return
    values = {
        "verdict": names.say(f"verdict.{leaning.verdict}"),
        "basis": basis_in_words(leaning.basis, leaning.indicator, names.rubric, names.say),
    }
    if names.nothing_against:
        yield names.say("headline.lean-bare", **values)
        return
    yield names.of_side(
        "headline.lean-ready" if leaning.verdict == "ready" else "headline.lean",
        names.held_on(leaning.indicator, leaning.side),
        indicator=names.indicator(leaning.indicator),
        **values,
    )
    result = names.by_id[leaning.indicator]
    if result.basis in ("proxy", "derived") and not names.rubric.indicators[leaning.indicator].proxies:
        facts = [clean(item.says) for item in names.deciding_evidence(result)]
        if facts and leaning.verdict != "ready":
            told = names.say("headline.lean-on", what=facts[0])
            yield shortened(told, 2 * LINE + len(told) - len(facts[0]))
