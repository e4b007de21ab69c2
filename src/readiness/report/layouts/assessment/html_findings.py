"""The parts of the HTML report that tell what blocks, limits, is not known or comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.layouts import svg
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.words import level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.pages.story import IndicatorBlock, ObstacleBlock, Quote, RemedyLine, Section
    from readiness.words import Texts


def section(found: Section, texts: Texts, id_: str) -> Markup:
    """One section: obstacles as cards, single indicators as rows of a table."""
    parts = [_obstacle(obstacle, texts, place) for place, obstacle in enumerate(found.obstacles, 1)]
    if found.indicators:
        parts.append(_short(found.indicators, texts))
    heading = tag("h2", found.heading, id=id_)
    return tag("section", heading, *parts, class_="findings", aria_labelledby=id_)


def _obstacle(obstacle: ObstacleBlock, texts: Texts, place: int) -> Markup:
    chips = [tag("span", obstacle.status, class_=f"chip {obstacle.state}")]
    chips += [
        tag("span", part, class_="chip") for part in (obstacle.side, obstacle.share, obstacle.waived) if part
    ]
    heading = tag("h3", tag("span", f"{place}", class_="place"), " ", obstacle.name)
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


def _indicator(found: IndicatorBlock, texts: Texts) -> Markup:
    aside = ", ".join(part for part in (found.side, found.grade) if part)
    parts = [tag("h4", found.title, " ", tag("small", aside)), tag("div", _scale(found, texts), class_="pic")]
    anchors = [(key, words) for key, words in (("now", found.now), ("needed", found.needed)) if words]
    pairs = [
        part for key, words in anchors for part in (tag("dt", texts(f"obstacle.{key}")), tag("dd", words))
    ]
    if pairs:
        parts.append(tag("dl", *pairs))
    if found.evidence:
        quotes = [tag("li", *_quote(quote)) for quote in found.evidence]
        more = tag("li", found.unquoted, class_="note") if found.unquoted else None
        parts.append(tag("ul", *quotes, more, class_="quotes"))
    return tag("div", *parts, class_="indicator")


def _scale(found: IndicatorBlock, texts: Texts) -> Markup:
    told = texts(
        "picture.aim" if found.gate == "none" else "picture.gate",
        name=found.name,
        level=level(found.level),
        range=f"{level(found.low)}–{level(found.high)}",
        needed=level(found.target),
        word=texts(f"gate.{found.gate}"),
    )
    state = "short" if found.gate == "none" else found.gate
    return svg.level(told, found.low, found.level, found.high, found.target, state)


def _quote(quote: Quote) -> Iterator[Markup | str]:
    yield quote.says
    if quote.as_of:
        yield " "
        yield tag("small", quote.as_of)
    yield from _reference(quote)


def _reference(quote: Quote) -> Iterator[Markup]:
    if quote.number is not None:
        yield tag("sup", tag("a", f"{quote.number}", href=f"#source-{quote.number}", title=quote.source))


def _references(found: IndicatorBlock) -> Iterator[Markup]:
    """The marks of all sources, each once."""
    first = {quote.number: quote for quote in reversed(found.evidence)}
    for number in sorted(number for number in first if number is not None):
        yield from _reference(first[number])


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
            tag("th", found.title, scope="row"),
            tag("td", found.side),
            tag("td", found.grade, *_references(found)),
            tag("td", found.obstacle),
        )
        for found in indicators
    ]
    keys = ("indicator", "side", "grade", "obstacle-word")
    heads = [tag("th", texts(f"heading.{key}"), scope="col") for key in keys]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="plain")
