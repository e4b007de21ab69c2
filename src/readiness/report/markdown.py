"""The Markdown report: tables that survive a memo, a pull request or pandoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readiness.report.story import readiness_range
from readiness.report.words import bar, number, percent, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.story import IndicatorBlock, ObstacleBlock, RemedyLine, Story
    from readiness.report.texts import Texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$@!])")


def escape(text: str) -> str:
    """Text that means itself in Markdown: no markup, table cell, link, mention or HTML can come out of it."""
    flat = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    return re.sub(r"\b(https?|ftp|www)(?=[:.])", lambda found: f"{found[0]}\u200b", flat)


def render(story: Story, texts: Texts) -> str:
    """The report as Markdown with ATX headings and pipe tables."""
    return "\n".join(_lines(story, texts)) + "\n"


def _lines(story: Story, texts: Texts) -> Iterator[str]:
    yield f"# {escape(story.title)}"
    yield ""
    yield f"{escape(story.rubric)} · {escape(' · '.join(story.scope))}"
    yield ""
    yield f"**{escape(story.headline)}**"
    for aside in story.asides:
        yield ""
        yield escape(aside)
    yield ""
    yield from _phases(story, texts)
    if len(story.needs) > 1:
        yield from _needs(story, texts)
    yield from _factors(story, texts)
    for section in story.sections:
        yield f"## {escape(section.heading)}"
        yield ""
        for place, obstacle in enumerate(section.obstacles, 1):
            yield from _obstacle(obstacle, texts, place)
        if section.indicators:
            yield from _short(section.indicators, texts)
    for key, lines in (
        ("first", story.first),
        ("evidence", story.evidence),
        ("flags", story.flags),
        ("harm", story.harm),
        ("conflicts", story.conflicts),
        ("sure", story.sure),
        ("sources", story.sources),
    ):
        if lines:
            yield f"## {escape(texts(f'heading.{key}'))}"
            yield ""
            yield from (f"- {escape(line)}" for line in lines)
            yield ""
    yield escape(texts("legend"))
    yield ""
    yield f"*{escape(story.disclaimer)}*"


def _phases(story: Story, texts: Texts) -> Iterator[str]:
    rows = []
    for line in story.phases:
        name = f"**{line.name}**" if line.assessed else line.name
        verdict = f"**{line.verdict}**" if line.assessed else line.verdict
        it = line.readiness
        rows.append(
            [
                name,
                bar(it.low, it.value, it.high),
                number(it.value),
                readiness_range(it),
                verdict,
                escape(line.held_by),
            ]
        )
    heads = [
        texts("heading.phase"),
        texts("heading.readiness"),
        "",
        *(texts(f"heading.{k}") for k in ("range", "verdict", "held-by")),
    ]
    yield from _table(heads, "llrrll", rows)


def _needs(story: Story, texts: Texts) -> Iterator[str]:
    heads = [
        texts(f"heading.{key}")
        for key in ("need", "phase", "standing", "readiness", "range", "verdict", "obstacle")
    ]
    rows = [
        [
            n.need,
            n.phase,
            n.standing,
            number(n.readiness.value),
            readiness_range(n.readiness),
            n.verdict,
            escape(n.obstacle),
        ]
        for n in story.needs
    ]
    yield from _table(heads, "lllrrll", rows)


def _factors(story: Story, texts: Texts) -> Iterator[str]:
    heads = [texts(f"heading.{key}") for key in ("factor", "weight", "score", "range", "share")]
    rows = [
        [f.name, percent(f.weight), number(f.score), span(f.low, f.high), percent(f.share)]
        for f in story.factors
    ]
    yield from _table(heads, "lrrrr", rows)


def _obstacle(obstacle: ObstacleBlock, texts: Texts, place: int) -> Iterator[str]:
    named = obstacle.name if obstacle.id == "legal-gap" else f"{obstacle.id} {obstacle.name}"
    yield f"### {place}. {escape(named)}"
    yield ""
    yield escape(" · ".join(part for part in (obstacle.status, obstacle.side, obstacle.share) if part))
    yield ""
    for indicator in obstacle.indicators:
        yield from _indicator(indicator, texts)
    for remedy in obstacle.remedies:
        yield f"- {texts('obstacle.do')}: {_remedy(remedy, texts)}"
    if obstacle.more:
        yield f"- {escape(obstacle.more)}"
    if obstacle.explains:
        yield f"- {texts('obstacle.explains')}: {escape(obstacle.explains)}"
    yield ""


def _indicator(indicator: IndicatorBlock, texts: Texts) -> Iterator[str]:
    aside = ", ".join(part for part in (indicator.side, indicator.grade) if part)
    yield f"**{escape(indicator.title)}** ({escape(aside)})"
    yield ""
    if indicator.now:
        yield f"- {texts('obstacle.now')}: {escape(indicator.now)}"
    if indicator.needed:
        yield f"- {texts('obstacle.needed')}: {escape(indicator.needed)}"
    for line in indicator.evidence:
        yield f"- {texts('obstacle.evidence')}: {escape(line)}"
    yield ""


def _remedy(remedy: RemedyLine, texts: Texts) -> str:
    parts = [f"**{remedy.id}** {escape(remedy.do)} ({escape(remedy.terms)})"]
    if remedy.needs:
        parts.append(f"{texts('obstacle.needs')} {escape(remedy.needs)}")
    if remedy.warning:
        parts.append(f"{texts('obstacle.warning')}: {escape(remedy.warning)}")
    return "; ".join(parts)


def _short(indicators: list[IndicatorBlock], texts: Texts) -> Iterator[str]:
    heads = [texts(f"heading.{key}") for key in ("indicator", "side", "grade", "obstacle-word")]
    rows = [[escape(part) for part in (it.title, it.side, it.grade, it.obstacle)] for it in indicators]
    yield from _table(heads, "llll", rows)


def _table(heads: list[str], align: str, rows: list[list[str]]) -> Iterator[str]:
    rules = {"l": ":---", "r": "---:"}
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join(rules[letter] for letter in align)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
