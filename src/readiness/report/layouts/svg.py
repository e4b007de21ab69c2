"""The pictures of the HTML report as SVG.

Places are percentages of the width and heights are pixels, so that a picture fills whatever room there is while its
lines and letters keep their size. Every picture has a title; colours come from classes in `assets/report.css`.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from readiness.report.layouts.markup import Markup, joined, tag
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.report.page import Schedule

QUARTERS = (0, 25, 50, 75, 100)
LEVELS = 4
AGES = (1, 2, 5, 10, 20, 50, 100)
BINS = 40
LANE = 44
ROW = 22
NAMES = 12
"""The share of a schedule's width that names take, in per cent."""
LEGEND = 29
"""The same for an entry of its legend."""


def picture(title: str, height: float, *parts: str, class_: str = "bar") -> Markup:
    """A picture with its title, for those who see it and those who hear it."""
    return tag("svg", tag("title", title), *parts, class_=class_, role="img", width="100%", height=height)


def interval(
    title: str, low: float, value: float | None, high: float, *, bar: float | None, ceiling: float = 100
) -> Markup:
    """A score of 0-100 with the interval that evidence leaves open, the bar to pass, and what a ceiling shuts off."""
    parts = [_rect(0, 100, 9, 8, "track")]
    parts += [_line(score, 6, 20, "tick") for score in QUARTERS[1:-1]]
    parts.append(_rect(low, high, 7, 12, "open"))
    if bar is not None:
        parts.append(_line(bar, 1, 25, "threshold"))
    if ceiling < 100:
        stripes = tag("line", x1=_percent(ceiling), x2="100%", y1=13, y2=13, class_="shut")
        parts += [stripes, _line(ceiling, 3, 23, "ceiling")]
    if value is not None:
        parts.append(_line(value, 3, 23, "value"))
    return picture(title, 26, *parts)


def score_axis(labels: dict[float, str]) -> Markup:
    """The numbers below pictures of scores, and the name of a score between them."""
    marks = [_label(score, f"{score}", "label", 12) for score in QUARTERS]
    marks += [_label(score, name, "label named", 26) for score, name in labels.items()]
    return tag("svg", *marks, class_="axis", aria_hidden="true", width="100%", height=31 if labels else 16)


def level(title: str, low: float, value: float | None, high: float, required: float, state: str) -> Markup:
    """A level of 0-4 against the level that is needed."""

    def at(mark: float) -> float:
        return 4 + 92 * mark / LEVELS

    parts = [_rect(at(0), at(LEVELS), 9, 2, "track")]
    parts += [_line(at(mark), 7, 13, "tick") for mark in range(LEVELS + 1)]
    parts.append(_rect(at(low), at(high), 6, 8, "open"))
    parts.append(_line(at(required), 1, 19, "needed"))
    if value is not None:
        parts.append(tag("circle", cx=_percent(at(value)), cy=10, r=5, class_="level"))
    return picture(title, 20, *parts, class_=f"scale {state}")


def share(title: str, part: float, most: float, state: str) -> Markup:
    """A share of the loss as a bar; `most` is the share that fills the width."""
    width = 100 * part / most if most else 0
    return picture(
        title, 18, _rect(0, 100, 3, 12, "track"), _rect(0, width, 3, 12, "part"), class_=f"bar {state}"
    )


def oldest_tick(years: float) -> int:
    """The end of the age axis, in years: the first tick that covers the oldest rating, or the last tick."""
    return next((tick for tick in AGES if tick >= years), AGES[-1])


def ages(
    title: str, years: Sequence[tuple[float, str]], stale_after: float, oldest: float, most: int
) -> Markup:
    """Ratings by age, the newest at the right: a column for those of about the same age, older ones set apart."""
    bins: dict[int, list[tuple[float, str]]] = {}
    for age, name in years:
        bins.setdefault(min(BINS - 1, int(age_place(age, oldest) / 100 * BINS)), []).append((age, name))
    unit = (LANE - 8) / max(most, 1)
    parts = [_rect(0, age_place(stale_after, oldest), 0, LANE, "past")]
    parts.append(_line(age_place(stale_after, oldest), 0, LANE, "threshold"))
    for column, dots in sorted(bins.items()):
        stale = all(age > stale_after for age, _ in dots)
        height = unit * len(dots)
        shape = tag(
            "rect",
            tag("title", clauses(name for _, name in dots)),
            x=_percent(100 * (column + 0.08) / BINS),
            y=round(LANE - height, 2),
            width=_percent(84 / BINS),
            height=round(height, 2),
            class_="old" if stale else "fresh",
        )
        parts.append(shape)
    parts.append(_rect(0, 100, LANE - 1, 1, "base"))
    return picture(title, LANE, *parts, class_="lane")


def age_axis(oldest: float, labels: dict[float, str], stale: tuple[float, str]) -> Markup:
    """The years below the lanes, and the age beyond which evidence is stale."""
    marks = [_label(age_place(age, oldest), name, "label", 12) for age, name in labels.items()]
    marks.append(_label(age_place(stale[0], oldest), stale[1], "label named", 26))
    return tag("svg", *marks, class_="axis", aria_hidden="true", width="100%", height=31)


def age_place(years: float, oldest: float) -> float:
    """Where an age stands between the oldest (0) and now (100): the nearer a year, the more room it has."""
    return 100 * (1 - log(1 + min(years, oldest)) / log(1 + oldest))


def most_in_a_bin(lanes: Sequence[Sequence[float]], oldest: float) -> int:
    """The height of the highest column of several lanes, in ratings."""
    counts: dict[tuple[int, int], int] = {}
    for number, lane in enumerate(lanes):
        for age in lane:
            key = number, min(BINS - 1, int(age_place(age, oldest) / 100 * BINS))
            counts[key] = counts.get(key, 0) + 1
    return max(counts.values(), default=0)


def columns(title: str, values: Sequence[float | None], top: float) -> Markup:
    """A column for each moment, as high as its value of 0 to `top`; nothing where there is none, a line for zero."""
    width, height = 100 / len(values), 28
    parts = [
        _rect(width * (number + 0.1), width * (number + 0.9), height - tall, tall, "value")
        for number, value in enumerate(values)
        if value is not None
        for tall in [max(1.0, round(height * value / top, 2))]
    ]
    return picture(title, height, *parts, class_="columns")


def signs(title: str, letters: Sequence[str]) -> Markup:
    """A sign for each moment, in the middle of its column."""
    width = 100 / len(letters)
    shapes = [
        tag("text", letter, x=_percent(width * (number + 0.5)), y=15, class_="letter", text_anchor="middle")
        for number, letter in enumerate(letters)
    ]
    return picture(title, 20, *shapes, class_="columns")


def schedule(part: Schedule) -> Markup:
    """What runs when: a row per bar with its name in front, and the months below."""

    def at(month: float) -> float:
        return NAMES + (100 - NAMES) * month / part.length

    shapes: list[Markup] = []
    for row, span in enumerate(part.spans):
        y = row * ROW
        bar = _rect(at(span.start), at(span.end), y + 4, ROW - 8, f"span {span.who}")
        shapes.append(tag("g", tag("title", span.words), _label(0, span.name, "label", y + 15), bar))
    foot = len(part.spans) * ROW
    shapes += [_line(at(quarter * part.length / 4), 0, foot, "tick") for quarter in range(5)]
    months = [part.length * quarter / 4 for quarter in range(4)]
    shapes += [_label(at(month), f"{month:g}", "label", foot + 14) for month in months if month.is_integer()]
    shapes.append(_label(100, part.axis, "label", foot + 14))
    for number, (who, name) in enumerate(part.legend.items()):
        start = NAMES + LEGEND * number
        shapes.append(_rect(start, start + 2, foot + 24, ROW - 12, f"span {who}"))
        shapes.append(_label(start + 3, name, "label", foot + 33, "start"))
    return picture(part.caption, foot + 40, *shapes, class_="schedule")


def sign(state: str) -> Markup:
    """A sign for a verdict or a gate that needs no colour: a cross, a question mark, a bar, a tick."""
    strokes = {
        "blocked": "M6 6 L14 14 M14 6 L6 14",
        "unmet": "M6 6 L14 14 M14 6 L6 14",
        "undetermined": "M7 7.5 a3 3 0 1 1 4.2 2.7 q-1.2 .6 -1.2 1.8 M10 14.6 v.4",
        "unknown": "M7 7.5 a3 3 0 1 1 4.2 2.7 q-1.2 .6 -1.2 1.8 M10 14.6 v.4",
        "fragile": "M10 5.5 v5.5 M10 14.2 v.3",
        "ready": "M5.5 10.5 L9 14 L14.5 6.5",
        "met": "M5.5 10.5 L9 14 L14.5 6.5",
    }
    shapes = joined(tag("circle", cx=10, cy=10, r=9), tag("path", d=strokes.get(state, "M6 10 H14")))
    return tag(
        "svg", shapes, class_=f"sign {state}", viewBox="0 0 20 20", width=20, height=20, aria_hidden="true"
    )


def _rect(start: float, end: float, y: float, height: float, class_: str) -> Markup:
    return tag(
        "rect", x=_percent(start), y=y, width=_percent(max(end - start, 0)), height=height, class_=class_
    )


def _line(position: float, top: float, bottom: float, class_: str) -> Markup:
    return tag("line", x1=_percent(position), x2=_percent(position), y1=top, y2=bottom, class_=class_)


def _label(position: float, words: str, class_: str, y: float, anchor: str = "") -> Markup:
    anchor = anchor or ("start" if position < 6 else "end" if position > 94 else "middle")
    return tag("text", words, x=_percent(position), y=y, class_=class_, text_anchor=anchor)


def _percent(position: float) -> str:
    return f"{round(position, 2):g}%"
