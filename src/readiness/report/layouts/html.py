"""A page as one HTML file that needs nothing else, and the frame that every HTML report stands in.

Whatever is not an element is escaped by `markup`, and nowhere else.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, assert_never

from readiness import __version__
from readiness.language import spoken
from readiness.report.layouts import svg
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.report.page import (
    Abbreviations,
    Bullets,
    Checks,
    Definition,
    Entries,
    Grid,
    Heading,
    Legend,
    Line,
    Outline,
    Schedule,
    Square,
    Timeline,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.report.page import Page, Part, Sign, Style

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a file may load: nothing. A last defence, should anything ever get past the escaping."""

EMPHASIS: dict[Style, str] = {
    "italic": "em",
    "emphasis": "em",
    "strong": "strong",
    "good": "strong",
    "open": "strong",
    "bad": "strong",
}


def document(title: str, style: str, body: Markup) -> str:
    """A whole file, without scripts, fonts, images or anything else from elsewhere. `style` is a sheet of `assets/`."""
    sheet = resources.files("readiness.report").joinpath("assets", style).read_text(encoding="utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content=f"readiness {__version__}"),
        tag("title", title),
        tag("style", Markup(f"\n{sheet}")),
    )
    page = tag("html", head, Markup("\n"), body, lang=spoken().tag)
    return f"<!DOCTYPE html>\n{page}\n"


def render(page: Page, style: str = "page.css") -> str:
    """The page as HTML that a screen reader can walk."""
    parts = (laid_out(part) for part in page.parts)
    main = tag("main", tag("h1", page.title), tag("p", page.aside), *parts)
    return document(page.title, style, tag("body", main))


def items(lines: Iterable[str], **attributes: str | None) -> Markup:
    """A list."""
    return tag("ul", *(tag("li", line) for line in lines), **attributes)


def laid_out(part: Part) -> Markup:  # noqa: C901, PLR0911, PLR0912  (one per part)
    """One part of a page."""
    match part:
        case Heading():
            return tag("h2", part.text)
        case Line():
            name = EMPHASIS.get(part.style)
            return tag("p", tag(name, part.text) if name else part.text)
        case Bullets():
            return items(part.lines)
        case Entries():
            return _entries(part)
        case Checks():
            lines = [f"{'☑' if state == 'met' else '☐'} {text}" for state, text in part.checks]
            return items(lines, class_="checks")
        case Outline():
            return tag("ul", *(tag("li", line, class_=f"depth-{depth}") for depth, line in part.lines))
        case Grid():
            return _table(part)
        case Definition():
            return _definition(part)
        case Legend():
            return tag("ul", *(tag("li", words, class_=verdict) for words, verdict in part.entries))
        case Abbreviations():
            return items(f"{term} {words}" for term, words in part.rows)
        case Timeline():
            return _timeline(part)
        case Square():
            return _square(part)
        case Schedule():
            return svg.schedule(part)
        case _:
            assert_never(part)


def _timeline(part: Timeline) -> Markup:
    """A table with a picture of each series, whose words can be read aloud."""
    rows = []
    for series in part.series:
        told = "; ".join(f"{moment}: {word}" for moment, word in zip(part.moments, series.words, strict=True))
        if series.values is not None:
            content = svg.columns(f"{series.name}. {told}", series.values, series.top)
        else:
            content = tag("span", "".join(series.signs), class_="signs", role="img", aria_label=told)
        rows.append(tag("tr", tag("th", series.name, scope="row"), tag("td", content, class_="course")))
    span = f"{part.moments[0]} – {part.moments[-1]}"
    head = tag("tr", tag("td"), tag("th", span, scope="col"))
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="timeline")


def _entries(part: Entries) -> Markup:
    return tag(
        "ol",
        *(tag("li", tag("b", head), items(lines) if lines else None) for head, lines in part.entries),
        class_="entries",
    )


def _table(part: Grid) -> Markup:
    heads = [tag("th", head, scope="col") for head in part.heads]
    rows = [
        tag(
            "tr",
            *(
                tag("td", cell, class_="number" if column in part.right else None)
                for column, cell in enumerate(row)
            ),
        )
        for row in part.rows
    ]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="grid")


def _definition(part: Definition) -> Markup:
    contents = [
        tag(name, content if isinstance(content, str) else laid_out(content))
        for label, content in part.contents
        for name, content in (("dt", label), ("dd", content))
    ]
    return joined(
        tag("h2", part.name, " ", tag("small", f"{part.kind} {part.id}")),
        tag("dl", *contents),
    )


def _square(part: Square) -> Markup:
    heads = [tag("th", _code(*member), scope="col") for member in part.members]
    corner = tag("th", part.corner, scope="col")
    rows = [
        tag("tr", tag("th", _code(code, name), f" {name}", scope="row"), *map(_sign, signs))
        for (code, name), signs in zip(part.members, part.signs, strict=True)
    ]
    table = tag(
        "table",
        tag("caption", part.caption),
        tag("thead", tag("tr", corner, *heads)),
        tag("tbody", *rows),
    )
    return tag("div", table, class_="wide", role="region", aria_label=part.caption, tabindex=0)


def _code(code: str, name: str) -> Markup:
    return tag("abbr", code, title=name)


def _sign(sign: Sign) -> Markup:
    """A sign for the eye, and the same in words for the ear and the pointer."""
    if not sign.words:
        return tag("td", sign.shown, class_="itself")
    eye = tag("span", sign.shown, aria_hidden="true")
    return tag("td", eye, tag("span", sign.words, class_="unseen"), class_=sign.verdict, title=sign.words)
