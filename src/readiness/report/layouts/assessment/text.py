"""The text report: for a terminal, a pipe or a plain file, at the width there is (80 columns if unknown)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readiness.report.layouts.console import printed
from readiness.report.layouts.text import bullets, labels, verdict_style
from readiness.report.pages.story import readiness_range
from readiness.words import bar, number, percent, share_bar, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from readiness.report.pages.story import IndicatorBlock, ObstacleBlock, RemedyLine, Section, Story
    from readiness.words import Texts

LABEL = 9
"""Width of the labels in front of an obstacle's lines."""


def render(story: Story, texts: Texts, *, width: int = 80, colour: bool = False) -> str:
    """The report as text of at most `width` columns, with colours if asked."""
    return printed([_report(story, texts)], width=width, colour=colour)


def _report(story: Story, texts: Texts) -> Group:
    parts: list[RenderableType] = [
        _head(story),
        Text(),
        _verdict(story),
        Text(),
        _phases(story, texts),
        Text(),
    ]
    if len(story.needs) > 1:
        parts += [_needs(story, texts), Text()]
    parts += [_factors(story, texts), Text()]
    for section in story.sections:
        parts += [*_section(section, texts), Text()]
    for key, lines in story.lists:
        parts += [_title(texts(f"heading.{key}")), bullets(lines), Text()]
    parts += [Text(texts("legend"), style="dim"), Text(story.disclaimer, style="italic")]
    return Group(*parts)


def _head(story: Story) -> Group:
    top = _grid(1, 0)
    top.add_row(Text(story.title, style="bold"), Text(story.rubric, style="dim", justify="right"))
    marking = [Text(story.tlp, style="bold")] if story.tlp else []
    return Group(top, *marking, Text(" · ".join(story.scope), style="dim"))


def _verdict(story: Story) -> Group:
    word, rest = story.headline.split(" ", 1)
    headline = Text.assemble((word, verdict_style(story.verdict)), " ", (rest, "bold"))
    return Group(headline, *(Text(aside, style="dim") for aside in [*story.asides, *story.withheld]))


def _phases(story: Story, texts: Texts) -> Table:
    table = _table(texts, "phase", "readiness", "", "range", "verdict", "held-by", right=(2, 3))
    for line in story.phases:
        name = Text(f"{line.name} ▸" if line.assessed else line.name, style="bold" if line.assessed else "")
        readiness = line.readiness
        table.add_row(
            name,
            Text(bar(readiness.low, readiness.value, readiness.high, 16)),
            number(readiness.value),
            readiness_range(readiness),
            Text(line.verdict, style="bold" if line.assessed else ""),
            Text(line.held_by),
        )
    return table


def _needs(story: Story, texts: Texts) -> Table:
    table = _table(texts, "need", "phase", "readiness", "range", "verdict", "obstacle", right=(2, 3))
    for line in story.needs:
        readiness = line.readiness
        row = (line.need, line.phase, number(readiness.value), readiness_range(readiness))
        table.add_row(*row, line.verdict, Text(line.obstacle))
    return table


def _factors(story: Story, texts: Texts) -> Table:
    table = _table(texts, "factor", "weight", "score", "range", "share", "", right=(1, 2, 3, 5))
    for line in story.factors:
        table.add_row(
            line.name,
            percent(line.weight),
            number(line.score),
            span(line.low, line.high),
            Text(share_bar(line.share)),
            percent(line.share),
        )
    return table


def _section(section: Section, texts: Texts) -> Iterator[RenderableType]:
    yield _title(section.heading)
    for rank, obstacle in enumerate(section.obstacles, 1):
        yield _obstacle(obstacle, texts, rank)
    if section.indicators:
        yield _short(section.indicators)


def _obstacle(obstacle: ObstacleBlock, texts: Texts, rank: int) -> Group:
    head = _grid(1, 0)
    aside = " · ".join(part for part in (obstacle.status, obstacle.side, obstacle.share) if part)
    head.add_row(Text(f"{rank}  {obstacle.short}", style="bold"), Text(aside, style="dim", justify="right"))
    parts: list[RenderableType] = [head]
    if obstacle.waived:
        parts.append(Padding(Text(obstacle.waived, style="bold"), (0, 0, 0, 3)))
    parts += [Padding(_indicator(indicator, texts), (0, 0, 0, 3)) for indicator in obstacle.indicators]
    labelled = labels(LABEL)
    for remedy in obstacle.remedies:
        labelled.add_row(texts("obstacle.do"), _remedy(remedy, texts))
    if obstacle.more:
        labelled.add_row("", Text(obstacle.more, style="dim"))
    if obstacle.explains:
        labelled.add_row(texts("obstacle.explains"), Text(obstacle.explains))
    parts.append(Padding(labelled, (0, 0, 0, 3)))
    return Group(*parts)


def _indicator(indicator: IndicatorBlock, texts: Texts) -> Group:
    head = _grid(1, 0)
    aside = ", ".join(part for part in (indicator.side, indicator.grade) if part)
    head.add_row(Text(indicator.title, style="underline"), Text(aside, style="dim", justify="right"))
    labelled = labels(LABEL)
    if indicator.now:
        labelled.add_row(texts("obstacle.now"), Text(indicator.now))
    if indicator.needed:
        labelled.add_row(texts("obstacle.needed"), Text(indicator.needed))
    for line in indicator.evidence:
        labelled.add_row(texts("obstacle.evidence"), Text(line.inline, style="dim"))
    if indicator.unquoted:
        labelled.add_row(texts("obstacle.evidence"), Text(indicator.unquoted, style="dim"))
    return Group(head, labelled)


def _remedy(remedy: RemedyLine, texts: Texts) -> Text:
    text = Text.assemble((remedy.id, "bold"), f" {remedy.do} ", (f"· {remedy.terms}", "dim"))
    if remedy.needs:
        text.append(f" · {texts('obstacle.needs')} {remedy.needs}", style="dim")
    if remedy.warning:
        text.append(f" · {texts('obstacle.warning')}: {remedy.warning}", style="yellow")
    return text


def _short(indicators: list[IndicatorBlock]) -> Table:
    """What does not block now: one line per indicator."""
    rows = _grid(1, 0, 0)
    for indicator in indicators:
        aside = ", ".join(part for part in (indicator.side, indicator.grade) if part)
        rows.add_row(Text(f"· {indicator.title}"), Text(aside), Text(indicator.obstacle, style="dim"))
    return rows


def _title(text: str) -> Text:
    return Text(text.upper(), style="bold cyan")


def _grid(*ratios: int) -> Table:
    table = Table.grid(expand=True, padding=(0, 0, 0, 1))
    for ratio in ratios:
        table.add_column(ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    return table


def _table(texts: Texts, *headings: str, right: tuple[int, ...] = ()) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column, heading in enumerate(headings):
        name = texts(f"heading.{heading}") if heading else ""
        last = column == len(headings) - 1
        table.add_column(
            name, justify="right" if column in right else "left", no_wrap=not last, overflow="fold"
        )
    return table
