"""Findings as HTML: what blocks, limits, is not known or comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.layouts import svg
from readiness.report.layouts.html_sources import quotes, references
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.report.page import Quotes
from readiness.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.report.page_parts import Finding, IndicatorBlock, IndicatorTable, RemedyLine


def finding(figure: Finding) -> Markup:
    """An obstacle as a card."""
    obstacle, labels = figure.obstacle, figure.labels
    chips = [tag("span", obstacle.status, class_=f"chip {obstacle.state}")]
    chips += [
        tag("span", part, class_="chip") for part in (obstacle.side, obstacle.share, obstacle.waived) if part
    ]
    heading = tag("h3", tag("span", f"{obstacle.rank}", class_="place"), " ", obstacle.name)
    parts = [_indicator(indicator, labels) for indicator in obstacle.indicators]
    if obstacle.remedies:
        remedies = [_remedy(remedy, labels) for remedy in obstacle.remedies]
        more = tag("li", obstacle.more, class_="note") if obstacle.more else None
        parts.append(tag("h4", labels["do"]))
        parts.append(tag("ul", *remedies, more, class_="remedies"))
    if obstacle.explains:
        explains = joined(tag("b", labels["explains"]), " ", obstacle.explains)
        parts.append(tag("p", explains, class_="explains"))
    return tag(
        "article", heading, tag("p", *chips, class_="chips"), *parts, class_=f"obstacle {obstacle.state}"
    )


def _indicator(block: IndicatorBlock, labels: Mapping[str, str]) -> Markup:
    aside = listed(part for part in (block.side, block.grade) if part)
    state = "short" if block.gate == "none" else block.gate
    scale = svg.level(block.told, block.low, block.level, block.high, block.target, state)
    parts = [tag("h4", block.title, " ", tag("small", aside)), tag("div", scale, class_="pic")]
    wanted = "better" if block.gate == "none" else "needed"
    anchors = [(key, words) for key, words in (("now", block.now), (wanted, block.needed)) if words]
    pairs = [part for key, words in anchors for part in (tag("dt", labels[key]), tag("dd", words))]
    if pairs:
        parts.append(tag("dl", *pairs))
    if block.evidence:
        parts.append(quotes(Quotes(block.evidence, block.unquoted)))
    return tag("div", *parts, class_="indicator")


def _remedy(remedy: RemedyLine, labels: Mapping[str, str]) -> Markup:
    parts: list[str] = [tag("b", remedy.id), f" {remedy.do} ", tag("small", remedy.terms)]
    if remedy.needs:
        parts.append(tag("div", f"{labels['needs']} {remedy.needs}", class_="note"))
    if remedy.warning:
        parts.append(tag("div", tag("b", labels["warning"]), f" {remedy.warning}", class_="warning"))
    return tag("li", *parts)


def indicators(figure: IndicatorTable) -> Markup:
    """A row for each indicator."""
    rows = [
        tag(
            "tr",
            tag("th", block.title, scope="row"),
            tag("td", block.side),
            tag("td", block.grade, *references(block.evidence)),
            tag("td", block.obstacle),
        )
        for block in figure.blocks
    ]
    heads = [tag("th", head, scope="col") for head in figure.heads]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="plain")
