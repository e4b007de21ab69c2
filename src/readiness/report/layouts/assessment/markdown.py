"""The Markdown report: for a memo, a pull request, or a word processor by way of pandoc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import __version__
from readiness.report.layouts.markdown import page_lines
from readiness.report.layouts.markdown_text import footnotes, front_matter, link, table
from readiness.report.pages.story import readiness_range
from readiness.words import bar, clauses, escape, listed, number, percent, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.pages.story import IndicatorBlock, ObstacleBlock, Quote, RemedyLine, Story
    from readiness.words import Texts


def render(story: Story, texts: Texts) -> str:
    """The report as Markdown with front matter, ATX headings, pipe tables and footnotes."""
    return "\n".join([*_front(story, texts), *_lines(story, texts)]).rstrip("\n") + "\n"


def _front(story: Story, texts: Texts) -> Iterator[str]:
    return front_matter(
        [
            ("title", listed([texts("page.kind"), story.title])),
            ("date", story.as_of),
            ("verdict", story.verdict),
            ("tlp", story.tlp),
            ("generator", f"readiness {__version__}"),
        ]
    )


def _lines(story: Story, texts: Texts) -> Iterator[str]:
    yield from page_lines(story.screen)
    yield f"## {escape(texts('heading.behind'))}"
    yield ""
    yield from head(story, told=True)
    yield from phases(story, texts)
    if len(story.needs) > 1:
        yield from _needs(story, texts)
    yield from _factors(story, texts)
    for section in story.sections:
        yield f"## {escape(section.heading)}"
        yield ""
        for rank, obstacle in enumerate(section.obstacles, 1):
            yield from _obstacle(obstacle, texts, rank)
        if section.indicators:
            yield from short(section.indicators, texts)
    for key, lines in story.behind:
        yield from _list(texts(f"heading.{key}"), lines)
    further = story.sources[story.cited :]
    if further:
        yield f"## {escape(texts('heading.further-sources' if story.cited else 'heading.sources'))}"
        yield ""
        yield from (f"- {escape(source)}{link(story.addresses.get(source))}" for source in further)
        yield ""
    yield escape(texts("legend"))
    yield ""
    yield f"*{escape(story.disclaimer)}*"
    yield ""
    yield from footnotes(story.sources[: story.cited], story.addresses)


def head(story: Story, *, told: bool = False) -> Iterator[str]:
    """The scope, the verdict unless it is told already, and what must be said with it."""
    marking = f"**{escape(story.tlp)}** · " if story.tlp else ""
    yield f"{marking}{escape(story.rubric)} · {escape(' · '.join(story.scope))}"
    if not told:
        yield ""
        yield f"**{escape(story.headline)}**"
    for aside in [*story.asides, *story.withheld]:
        yield ""
        yield escape(aside)
    yield ""


def phases(story: Story, texts: Texts) -> Iterator[str]:
    """Every phase beside the others."""
    rows = [
        [
            f"**{line.name}**" if line.assessed else line.name,
            bar(line.readiness.low, line.readiness.value, line.readiness.high),
            number(line.readiness.value),
            readiness_range(line.readiness),
            f"**{line.verdict}**" if line.assessed else line.verdict,
            escape(line.held_by),
        ]
        for line in story.phases
    ]
    keys = ("phase", "readiness", "", "range", "verdict", "held-by")
    heads = [texts(f"heading.{key}") if key else "" for key in keys]
    yield from table(heads, "llrrll", rows)
    yield ""


def _needs(story: Story, texts: Texts) -> Iterator[str]:
    keys = ("need", "phase", "standing", "readiness", "range", "verdict", "obstacle")
    rows = [
        [
            line.need,
            line.phase,
            line.standing,
            number(line.readiness.value),
            readiness_range(line.readiness),
            line.verdict,
            escape(line.obstacle),
        ]
        for line in story.needs
    ]
    yield from table([texts(f"heading.{key}") for key in keys], "lllrrll", rows)
    yield ""


def _factors(story: Story, texts: Texts) -> Iterator[str]:
    heads = [texts(f"heading.{key}") for key in ("factor", "weight", "score", "range", "share")]
    rows = [
        [
            escape(line.name),
            percent(line.weight),
            number(line.score),
            span(line.low, line.high),
            percent(line.share),
        ]
        for line in story.factors
    ]
    yield from table(heads, "lrrrr", rows)
    yield ""


def _obstacle(obstacle: ObstacleBlock, texts: Texts, rank: int) -> Iterator[str]:
    yield f"### {rank}. {escape(obstacle.name)}"
    yield ""
    aside = (obstacle.status, obstacle.side, obstacle.share, obstacle.waived)
    yield escape(" · ".join(part for part in aside if part))
    yield ""
    for indicator in obstacle.indicators:
        yield from _indicator(indicator, texts)
    for remedy in obstacle.remedies:
        yield _item(texts, "do", _remedy(remedy, texts))
    if obstacle.more:
        yield f"- {escape(obstacle.more)}"
    if obstacle.explains:
        yield _item(texts, "explains", escape(obstacle.explains))
    yield ""


def _indicator(indicator: IndicatorBlock, texts: Texts) -> Iterator[str]:
    aside = listed(part for part in (indicator.side, indicator.grade) if part)
    yield texts("behind", what=f"**{escape(indicator.title)}**", aside=escape(aside))
    yield ""
    if indicator.now:
        yield _item(texts, "now", escape(indicator.now))
    if indicator.needed:
        yield _item(texts, "needed", escape(indicator.needed))
    for quote in indicator.evidence:
        yield _item(texts, "evidence", _quote(quote))
    if indicator.unquoted:
        yield _item(texts, "evidence", escape(indicator.unquoted))
    yield ""


def _item(texts: Texts, key: str, told: str) -> str:
    """An item of a list with its label."""
    return f"- {texts('told', what=texts(f'obstacle.{key}'), note=told)}"


def _quote(quote: Quote) -> str:
    date = f" ({escape(quote.as_of)})" if quote.as_of else ""
    return f"{escape(quote.says)}{date}{reference(quote)}"


def reference(quote: Quote) -> str:
    """The mark of the footnote that names a source."""
    return f"[^{quote.number}]" if quote.number is not None else ""


def _remedy(remedy: RemedyLine, texts: Texts) -> str:
    parts = [texts("behind", what=f"**{remedy.id}** {escape(remedy.do)}", aside=escape(remedy.terms))]
    if remedy.needs:
        parts.append(f"{texts('obstacle.needs')} {escape(remedy.needs)}")
    if remedy.warning:
        parts.append(texts("told", what=texts("obstacle.warning"), note=escape(remedy.warning)))
    return clauses(parts)


def short(indicators: list[IndicatorBlock], texts: Texts) -> Iterator[str]:
    """What does not block now: one row per indicator, with its evidence in footnotes."""
    heads = [texts(f"heading.{key}") for key in ("indicator", "side", "grade", "obstacle-word")]
    rows = [
        [
            escape(block.title),
            escape(block.side),
            escape(block.grade) + "".join(dict.fromkeys(reference(quote) for quote in block.evidence)),
            escape(block.obstacle),
        ]
        for block in indicators
    ]
    yield from table(heads, "llll", rows)
    yield ""


def _list(heading: str, lines: list[str]) -> Iterator[str]:
    yield f"## {escape(heading)}"
    yield ""
    yield from (f"- {escape(line)}" for line in lines)
    yield ""
