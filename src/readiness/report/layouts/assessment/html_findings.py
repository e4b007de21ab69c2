"""The parts of the HTML report that tell what blocks, limits, is not known or comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.layouts import svg
from readiness.report.layouts.html import laid_out, references
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.report.page import Quotes
from readiness.words import level, listed

if TYPE_CHECKING:
    from readiness.report.pages.story import IndicatorBlock, ObstacleBlock, RemedyLine, Section
    from readiness.words import Texts


def section(findings: Section, texts: Texts, id_: str) -> Markup:
    """One section: obstacles as cards, single indicators as rows of a table."""
    parts = [_obstacle(obstacle, texts, number) for number, obstacle in enumerate(findings.obstacles, 1)]
    if findings.indicators:
        parts.append(_short(findings.indicators, texts))
    heading = tag("h2", findings.heading, id=id_)
    return tag("section", heading, *parts, class_="findings", aria_labelledby=id_)


def _obstacle(obstacle: ObstacleBlock, texts: Texts, number: int) -> Markup:
    chips = [tag("span", obstacle.status, class_=f"chip {obstacle.state}")]
    chips += [
        tag("span", part, class_="chip") for part in (obstacle.side, obstacle.share, obstacle.waived) if part
    ]
    heading = tag("h3", tag("span", f"{number}", class_="place"), " ", obstacle.name)
    parts = [_indicator(indicator, texts) for indicator in obstacle.indicators]
    if obstacle.remedies:
        remedies = [_remedy(remedy, texts) for remedy in obstacle.remedies]
        more = tag("li", obstacle.more, class_="note") if obstacle.more else None
        parts.append(tag("h4", texts("obstacle.do")))
        parts.append(tag("ul", *remedies, more, class_="remedies"))
    if obstacle.explains:
        explains = joined(tag("b", texts("obstacle.explains")), " ", obstacle.explains)
        parts.append(tag("p", explains, class_="explains"))
    return tag(
        "article", heading, tag("p", *chips, class_="chips"), *parts, class_=f"obstacle {obstacle.state}"
    )


def _indicator(block: IndicatorBlock, texts: Texts) -> Markup:
    aside = listed(part for part in (block.side, block.grade) if part)
    parts = [tag("h4", block.title, " ", tag("small", aside)), tag("div", _scale(block, texts), class_="pic")]
    wanted = "better" if block.gate == "none" else "needed"
    anchors = [(key, words) for key, words in (("now", block.now), (wanted, block.needed)) if words]
    pairs = [
        part for key, words in anchors for part in (tag("dt", texts(f"obstacle.{key}")), tag("dd", words))
    ]
    if pairs:
        parts.append(tag("dl", *pairs))
    if block.evidence:
        parts.append(laid_out(Quotes(block.evidence, block.unquoted)))
    return tag("div", *parts, class_="indicator")


def _scale(block: IndicatorBlock, texts: Texts) -> Markup:
    told = texts(
        "picture.aim" if block.gate == "none" else "picture.gate",
        name=block.name,
        level=level(block.level),
        range=f"{level(block.low)}–{level(block.high)}",
        needed=level(block.target),
        word=texts(f"gate.{block.gate}"),
    )
    state = "short" if block.gate == "none" else block.gate
    return svg.level(told, block.low, block.level, block.high, block.target, state)


def _remedy(remedy: RemedyLine, texts: Texts) -> Markup:
    parts: list[str] = [tag("b", remedy.id), f" {remedy.do} ", tag("small", remedy.terms)]
    if remedy.needs:
        parts.append(tag("div", f"{texts('obstacle.needs')} {remedy.needs}", class_="note"))
    if remedy.warning:
        parts.append(tag("div", tag("b", texts("obstacle.warning")), f" {remedy.warning}", class_="warning"))
    return tag("li", *parts)


def _short(indicators: list[IndicatorBlock], texts: Texts) -> Markup:
    rows = [
        tag(
            "tr",
            tag("th", block.title, scope="row"),
            tag("td", block.side),
            tag("td", block.grade, *references(block.evidence)),
            tag("td", block.obstacle),
        )
        for block in indicators
    ]
    keys = ("indicator", "side", "grade", "obstacle-word")
    heads = [tag("th", texts(f"heading.{key}"), scope="col") for key in keys]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="plain")
