"""The parts of the HTML report that hold pictures: phases, needs, factors with their gates, shares, ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.layouts import svg
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.report.pages.story import readiness_range
from readiness.words import level, number, percent, span

if TYPE_CHECKING:
    from readiness.assessment.result import Readiness
    from readiness.report.pages.story import AgeLane, FactorLine, GateLine, PhaseLine, Story
    from readiness.words import Texts


SHARE_ENDS = (0.1, 0.25, 0.5, 1.0)
"""Shares that the full width of a picture may stand for."""


def phases(story: Story, texts: Texts) -> Markup:
    """Every phase beside the others, with the interval that evidence leaves open."""
    rows = [_phase(line, story.bar, texts) for line in story.phases]
    axis = svg.score_axis({story.bar: texts("picture.bar", bar=number(story.bar))})
    foot = tag(
        "tr", tag("td"), tag("td", axis, class_="pic"), tag("td"), tag("td"), tag("td"), class_="axis-row"
    )
    heads = _heads(texts, "phase", "readiness", "value-range", "verdict", "held-by")
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows, foot), class_="rows phases")
    return figure(texts("heading.phases"), table, texts("picture.phases"), "phases")


def _phase(line: PhaseLine, bar: float, texts: Texts) -> Markup:
    mark = tag("span", " ▸", aria_hidden="true") if line.assessed else None
    here = tag("span", f" ({texts('picture.assessed')})", class_="unseen") if line.assessed else None
    return tag(
        "tr",
        tag("th", line.name, mark, here, scope="row"),
        tag("td", _interval(line.name, line.readiness, bar, texts), class_="pic"),
        _value(line.readiness),
        tag("td", line.verdict, class_="word"),
        tag("td", line.held_by, class_="note"),
        class_="here" if line.assessed else None,
    )


def needs(story: Story, texts: Texts) -> Markup:
    """Every need judged alone, in its own phase."""
    rows = [
        tag(
            "tr",
            tag("th", line.need, " ", tag("small", line.phase), scope="row"),
            tag("td", _interval(line.need, line.readiness, story.bar, texts), class_="pic"),
            _value(line.readiness),
            tag("td", line.verdict, class_="word"),
            tag("td", line.obstacle, class_="note"),
        )
        for line in story.needs
    ]
    heads = _heads(texts, "need", "readiness", "value-range", "verdict", "obstacle")
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="rows")
    return figure(texts("heading.needs"), table, "", "needs")


def factors(story: Story, texts: Texts) -> Markup:
    """The four factors, each against its necessary conditions."""
    cards = tag("div", *(_factor(line, texts) for line in story.factors), class_="cards")
    return figure(texts("heading.factors"), cards, texts("picture.factors"), "factors")


def _factor(line: FactorLine, texts: Texts) -> Markup:
    told = texts("picture.factor", name=line.name, value=number(line.score), range=span(line.low, line.high))
    facts = [texts("picture.weight", share=percent(line.weight))]
    if line.share is not None:
        facts.append(texts("obstacle.share", share=percent(line.share)))
    gates = [tag("tr", *_gate(gate, texts)) for gate in line.gates]
    heads = [tag("th", texts(f"heading.{key}"), scope="col") for key in ("gates", "level", "gate")]
    table = tag(
        "table",
        tag("colgroup", *(tag("col", class_=name) for name in ("name", "scale", "state"))),
        tag("thead", tag("tr", *heads), class_="unseen"),
        tag("tbody", *gates),
        class_="gates",
    )
    return tag(
        "article",
        tag("h3", line.name),
        tag(
            "p",
            tag("b", number(line.score)),
            f" {span(line.low, line.high)} · {' · '.join(facts)}",
            class_="facts",
        ),
        svg.interval(told, line.low, line.score, line.high, bar=None),
        table if gates else tag("p", texts("picture.no-gate"), class_="note"),
        class_="card",
    )


def _gate(gate: GateLine, texts: Texts) -> tuple[Markup, ...]:
    told = texts(
        "picture.gate",
        name=gate.name,
        level=level(gate.level),
        range=f"{level(gate.low)}–{level(gate.high)}",
        needed=level(gate.required),
        word=gate.word,
    )
    picture = svg.level(told, gate.low, gate.level, gate.high, gate.required, gate.state)
    return (
        tag("th", gate.name, " ", tag("small", gate.side), scope="row"),
        tag("td", picture, class_="pic"),
        tag("td", svg.sign(gate.state), tag("span", gate.word), class_=f"state {gate.state}"),
    )


def shares(story: Story, texts: Texts) -> Markup:
    """The obstacles by what they take from the index."""
    largest = max(line.share for line in story.shares)
    most = next(end for end in SHARE_ENDS if largest <= end + 1e-9)
    rows = []
    for line in story.shares:
        told = f"{line.name}: {percent(line.share)}"
        rows.append(
            tag(
                "tr",
                tag("th", line.name, " ", tag("small", line.side), scope="row"),
                tag("td", svg.share(told, line.share, most, line.state), class_="pic"),
                tag("td", percent(line.share), class_="number"),
                tag("td", line.status, class_=f"word {line.state}"),
            )
        )
    heads = _heads(texts, "obstacle-word", "share", "", "status")
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="rows shares")
    return figure(texts("heading.shares"), table, texts("picture.shares", most=percent(most)), "shares")


def ages(story: Story, texts: Texts) -> Markup:
    """How old the ratings are, factor by factor."""
    every = [[dot.years for dot in lane.dots] for lane in story.ages]
    oldest = svg.oldest_tick(max([*(age for lane in every for age in lane), 1.5 * story.stale_after]))
    most = svg.most_in_a_bin(every, oldest)
    rows = [
        tag(
            "tr",
            tag("th", lane.name, " ", tag("small", _ages(lane, texts)), scope="row"),
            tag("td", _lane(lane, story, oldest, most, texts), class_="pic"),
        )
        for lane in story.ages
    ]
    ticks = [tick for tick in svg.AGES if tick <= oldest]
    labels = {
        0.0: texts("picture.now"),
        **{float(tick): texts("picture.years", years=tick) for tick in ticks},
    }
    axis = svg.age_axis(oldest, labels, (story.stale_after, texts("picture.stale")))
    rows.append(tag("tr", tag("td"), tag("td", axis, class_="pic"), class_="axis-row"))
    table = tag("table", tag("tbody", *rows), class_="rows ages")
    note = texts("picture.ages", years=f"{story.stale_after:g}")
    return figure(texts("heading.ages"), table, note, "ages")


def _lane(lane: AgeLane, story: Story, oldest: float, most: int, texts: Texts) -> Markup:
    told = f"{lane.name}: {_ages(lane, texts)}"
    named = [(dot.years, f"{dot.name}, {dot.side}: {dot.grade}, {dot.as_of}") for dot in lane.dots]
    return svg.ages(told, named, story.stale_after, oldest, most)


def _ages(lane: AgeLane, texts: Texts) -> str:
    stale = sum(dot.stale for dot in lane.dots)
    return texts("picture.lane", count=len(lane.dots), stale=stale)


def figure(heading: str, content: str, note: str, id_: str) -> Markup:
    """A part of the report that is a picture, with its heading and how to read it."""
    name = f"h-{id_}"
    caption = tag("p", note, class_="key") if note else None
    return tag("section", tag("h2", heading, id=name), content, caption, class_=id_, aria_labelledby=name)


def _heads(texts: Texts, *keys: str) -> list[Markup]:
    return [
        tag("th", texts(f"heading.{key}"), scope="col", class_=f"head-{key}") if key else tag("td")
        for key in keys
    ]


def _interval(name: str, readiness: Readiness, bar: float, texts: Texts) -> Markup:
    told = texts(
        "picture.readiness", name=name, value=number(readiness.value), range=readiness_range(readiness)
    )
    if readiness.ceiling < 100:
        told += " " + texts("picture.ceiling", ceiling=number(readiness.ceiling))
    return svg.interval(
        told, readiness.low, readiness.value, readiness.high, bar=bar, ceiling=readiness.ceiling
    )


def _value(readiness: Readiness) -> Markup:
    value = joined(tag("b", number(readiness.value)), " ", tag("small", readiness_range(readiness)))
    return tag("td", value, class_="number")
