"""The figures of a report in numbers and words: phases and needs, factors with their gates, obstacles by share, evidence by age."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readiness.evidence.level_reading import WORKED
from readiness.language import word
from readiness.report.page_parts import (
    AGES,
    AgeDot,
    AgeLane,
    AgeTable,
    FactorLine,
    FactorTable,
    GateLine,
    ScoreLine,
    ScoreTable,
    ShareLine,
    ShareTable,
)
from readiness.report.pages.naming import entry_in_words
from readiness.words import clauses, level, number, percent, sentences, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.indicators import GateState, IndicatorResult
    from readiness.assessment.result.verdicts import FactorResult, PhaseResult, Readiness
    from readiness.report.pages.naming import Names

GATE_ORDER: dict[GateState, int] = {"unmet": 0, "unknown": 1, "met": 2, "none": 3}
DAYS_A_YEAR = 365.25

SHARE_ENDS = (0.1, 0.25, 0.5, 1.0)
"""Shares that the full width of a picture may stand for."""


def phases(names: Names) -> ScoreTable:
    """Every phase beside the others, with what holds it down."""
    say, bar = names.say, names.rubric.verdict.fragile_below
    lines = [
        ScoreLine(
            word(phase.id),
            "",
            phase.id == names.it.phase.assessed,
            phase.readiness,
            _readiness_told(names, word(phase.id), phase.readiness),
            say(f"verdict.{phase.verdict}"),
            _held_by(names, phase),
        )
        for phase in names.it.phases
    ]
    return ScoreTable(
        {**_score_heads(names), **_heads(names, name="phase", note="held-by"), "aside": ""},
        lines,
        bar,
        say("picture.assessed"),
        say("picture.bar", bar=number(bar)),
        say("picture.phases"),
    )


def needs(names: Names) -> ScoreTable:
    """Every need judged alone, in its own phase."""
    say = names.say
    lines = [
        ScoreLine(
            word(need.need),
            word(need.phase),
            False,
            need.readiness,
            _readiness_told(names, word(need.need), need.readiness),
            say(f"verdict.{need.verdict}"),
            entry_in_words(need.first.indicator, need.first.status, names.rubric, say)
            if need.first
            else say("none"),
        )
        for need in names.it.by_need
    ]
    heads = {**_score_heads(names), **_heads(names, name="need", aside="phase", note="in-the-way")}
    return ScoreTable(heads, lines, names.rubric.verdict.fragile_below)


def _heads(names: Names, **keys: str) -> dict[str, str]:
    return {column: names.say(f"heading.{key}") for column, key in keys.items()}


def _score_heads(names: Names) -> dict[str, str]:
    return {key: names.say(f"heading.{key}") for key in ("readiness", "range", "value-range", "verdict")}


def _held_by(names: Names, phase: PhaseResult) -> str:
    parts = []
    if phase.unmet:
        parts.append(names.indicator(phase.held_by or phase.unmet[0]))
        if len(phase.unmet) > 1:
            parts[-1] = sentences([parts[-1], names.say("phase.more", count=len(phase.unmet) - 1)])
    if phase.unknown:
        parts.append(names.say("phase.unknown", count=len(phase.unknown)))
    return clauses(parts)


def _readiness_told(names: Names, name: str, readiness: Readiness) -> str:
    open_range = span(readiness.low, readiness.high)
    told = names.say("picture.readiness", name=name, value=number(readiness.value), range=open_range)
    if readiness.ceiling < 100:
        told = sentences([told, names.say("picture.ceiling", ceiling=number(readiness.ceiling))])
    return told


def factors(names: Names) -> FactorTable:
    """The factors, each with its necessary conditions: unmet ones first, then the unknown, then the met."""
    say = names.say
    heads = [say(f"heading.{key}") for key in ("factor", "weight", "score", "range", "share")]
    gate_heads = [say(f"heading.{key}") for key in ("gates", "level", "gate")]
    lines = [_factor(names, factor) for factor in names.it.factors]
    return FactorTable(heads, lines, gate_heads, say("picture.no-gate"), say("picture.factors"))


def _factor(names: Names, factor: FactorResult) -> FactorLine:
    say, name = names.say, names.rubric.factors[factor.id].name
    gates = [
        _gate(names, indicator)
        for indicator in names.it.indicators
        if indicator.factor == factor.id and indicator.required
    ]
    facts = [say("picture.weight", share=percent(factor.weight))]
    if factor.loss_share is not None:
        facts.append(say("obstacle.share", share=percent(factor.loss_share)))
    return FactorLine(
        name,
        factor.weight,
        factor.score,
        factor.low,
        factor.high,
        factor.loss_share,
        sorted(gates, key=lambda gate: GATE_ORDER[gate.state]),
        " · ".join(facts),
        say("picture.factor", name=name, value=number(factor.score), range=span(factor.low, factor.high)),
    )


def _gate(names: Names, result: IndicatorResult) -> GateLine:
    name, word, required = (
        names.indicator(result.id),
        names.say(f"gate.{result.gate}"),
        result.required or 0.0,
    )
    return GateLine(
        name=name,
        side=names.side(result.side),
        required=required,
        level=result.level,
        low=result.low,
        high=result.high,
        state=result.gate,
        word=word,
        told=names.say(
            "picture.gate",
            name=name,
            level=level(result.level),
            range=f"{level(result.low)}–{level(result.high)}",
            needed=level(required),
            word=word,
        ),
    )


def shares(names: Names) -> ShareTable | None:
    """The obstacles that cost any readiness now, the largest share first; None without any."""
    say = names.say
    lines = [
        ShareLine(
            names.obstacle(obstacle.id),
            names.side(obstacle.side),
            obstacle.status,
            say(f"status.{obstacle.status}"),
            obstacle.loss_share,
        )
        for obstacle in names.it.obstacles
        if obstacle.loss_share is not None and round(obstacle.loss_share, 3) > 0
    ]
    if not lines:
        return None
    lines.sort(key=lambda line: -line.share)
    most = next(end for end in SHARE_ENDS if lines[0].share <= end + 1e-9)
    heads = [say(f"heading.{key}") for key in ("obstacle-word", "side", "share", "status")]
    return ShareTable(heads, lines, most, say("picture.shares", most=percent(most)))


def ages(names: Names) -> AgeTable | None:
    """The ratings in scope of either side, by factor; None without any."""
    say = names.say
    lanes = []
    for key, factor in names.rubric.factors.items():
        mine = [result for result in names.it.indicators if result.factor == key and result.in_scope]
        dots = sorted(
            (dot for result in mine for dot in _dots(names, result)), key=lambda dot: (-dot.years, dot.name)
        )
        counts = say("picture.lane", count=len(dots), stale=sum(dot.stale for dot in dots))
        lanes.append(AgeLane(factor.name, dots, counts))
    if not any(lane.dots for lane in lanes):
        return None
    stale_after = names.rubric.evidence.stale_after_years
    return AgeTable(
        [say("heading.factor"), say("heading.rated")],
        lanes,
        stale_after,
        say("picture.stale"),
        {0: say("picture.now"), **{years: say("picture.years", years=years) for years in AGES}},
        say("picture.ages", years=f"{stale_after:g}"),
    )


def _dots(names: Names, result: IndicatorResult) -> Iterator[AgeDot]:
    now = date.fromisoformat(names.it.as_of)
    for side, said in (("a", result.a), ("b", result.b)):
        if said.as_of is None:
            continue
        years = (now - date.fromisoformat(said.as_of)).days / DAYS_A_YEAR
        stale = years > names.rubric.evidence.stale_after_years
        words: dict[str, str] = {"proxy": "prior", **{name: name for name in WORKED}}
        bare = names.say(f"obstacle.{words.get(said.basis, 'ungraded')}")
        yield AgeDot(
            names.indicator(result.id),
            names.side(side),
            said.grade or bare,
            said.as_of,
            max(years, 0.0),
            stale,
        )
