"""Figures of numbers as HTML with SVG: scores, factors with their gates, shares, ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.language import _
from readiness.report.layouts import svg
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.report.page_parts import AGES
from readiness.words import listed, number, percent, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.report.page_parts import (
        AgeLane,
        AgeTable,
        FactorLine,
        FactorTable,
        GateLine,
        ScoreLine,
        ScoreTable,
        ShareTable,
    )


def scores(figure: ScoreTable) -> Markup:
    """A row per score, with the interval that evidence leaves open, above an axis if it is named."""
    rows = [_score(line, figure) for line in figure.lines]
    if figure.bar_name:
        axis = tag("td", svg.score_axis({figure.bar: figure.bar_name}), class_="pic")
        rows.append(tag("tr", tag("td"), axis, tag("td"), tag("td"), tag("td"), class_="axis-row"))
    heads = [figure.heads[key] for key in ("name", "readiness", "value-range", "verdict", "note")]
    return _captioned(_rows(heads, rows), figure.caption)


def _score(line: ScoreLine, figure: ScoreTable) -> Markup:
    mark = tag("span", " ▸", aria_hidden="true") if line.here else None
    here = tag("span", f" ({figure.here})", class_="unseen") if line.here else None
    aside = joined(" ", tag("small", line.aside)) if line.aside else None
    score = line.readiness
    picture = svg.interval(
        line.told, score.low, score.value, score.high, bar=figure.bar, ceiling=score.ceiling
    )
    value = joined(tag("b", number(score.value)), " ", tag("small", span(score.low, score.high)))
    return tag(
        "tr",
        tag("th", line.name, mark, here, aside, scope="row"),
        tag("td", picture, class_="pic"),
        tag("td", value, class_="number"),
        tag("td", line.verdict, class_="word"),
        tag("td", line.note, class_="note"),
        class_="here" if line.here else None,
    )


def factors(figure: FactorTable) -> Markup:
    """A card for each factor, with its necessary conditions."""
    cards = tag("div", *(_factor(line, figure) for line in figure.lines), class_="cards")
    return _captioned(cards, figure.caption)


def _factor(line: FactorLine, figure: FactorTable) -> Markup:
    heads = [tag("th", head, scope="col") for head in figure.gate_heads]
    table = tag(
        "table",
        tag("colgroup", *(tag("col", class_=name) for name in ("name", "scale", "state"))),
        tag("thead", tag("tr", *heads), class_="unseen"),
        tag("tbody", *(tag("tr", *_gate(gate)) for gate in line.gates)),
        class_="gates",
    )
    facts = tag(
        "p", tag("b", number(line.score)), f" {span(line.low, line.high)} · {line.facts}", class_="facts"
    )
    return tag(
        "article",
        tag("h3", line.name),
        facts,
        svg.interval(line.told, line.low, line.score, line.high, bar=None),
        table if line.gates else tag("p", figure.no_gate, class_="note"),
        class_="card",
    )


def _gate(gate: GateLine) -> tuple[Markup, ...]:
    picture = svg.level(gate.told, gate.low, gate.level, gate.high, gate.required, gate.state)
    return (
        tag("th", gate.name, " ", tag("small", gate.side), scope="row"),
        tag("td", picture, class_="pic"),
        tag("td", svg.sign(gate.state), tag("span", gate.word), class_=f"state {gate.state}"),
    )


def shares(figure: ShareTable) -> Markup:
    """A bar for each obstacle."""
    rows = [
        tag(
            "tr",
            tag("th", line.name, " ", tag("small", line.side), scope="row"),
            tag(
                "td",
                svg.share(_told(line.name, percent(line.share)), line.share, figure.most, line.state),
                class_="pic",
            ),
            tag("td", percent(line.share), class_="number"),
            tag("td", line.status, class_=f"word {line.state}"),
        )
        for line in figure.lines
    ]
    obstacle, _, share, status = figure.heads
    return _captioned(_rows([obstacle, share, "", status], rows), figure.caption)


def ages(figure: AgeTable) -> Markup:
    """A lane for each factor, the newest ratings at its right."""
    every = [[dot.years for dot in lane.dots] for lane in figure.lanes]
    oldest = svg.oldest_tick(max([*(age for lane in every for age in lane), 1.5 * figure.stale_after]))
    most = svg.most_in_a_bin(every, oldest)
    rows = [
        tag(
            "tr",
            tag("th", lane.name, " ", tag("small", lane.counts), scope="row"),
            tag("td", _lane(lane, figure.stale_after, oldest, most), class_="pic"),
        )
        for lane in figure.lanes
    ]
    labels = {float(years): figure.ticks[years] for years in (0, *AGES) if years <= oldest}
    axis = svg.age_axis(oldest, labels, (figure.stale_after, figure.stale))
    rows.append(tag("tr", tag("td"), tag("td", axis, class_="pic"), class_="axis-row"))
    return _captioned(tag("table", tag("tbody", *rows), class_="rows"), figure.caption)


def _lane(lane: AgeLane, stale_after: float, oldest: float, most: int) -> Markup:
    named = [
        (dot.years, _told(listed([dot.name, dot.side]), listed([dot.grade, dot.as_of]))) for dot in lane.dots
    ]
    return svg.ages(_told(lane.name, lane.counts), named, stale_after, oldest, most)


def _told(what: str, note: str) -> str:
    return _("{what}: {note}").format(what=what, note=note)


def _rows(heads: Sequence[str], rows: Sequence[Markup]) -> Markup:
    cells = [tag("th", head, scope="col") if head else tag("td") for head in heads]
    return tag("table", tag("thead", tag("tr", *cells)), tag("tbody", *rows), class_="rows")


def _captioned(content: Markup, caption: str) -> Markup:
    return joined(content, tag("p", caption, class_="key") if caption else None)
