"""A page as one HTML file that needs nothing else.

Whatever is not an element is escaped by `markup`, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from readiness.report.layouts import html_findings, html_frame, html_pictures, html_sources, svg
from readiness.report.layouts.markup import Markup, joined, tag
from readiness.report.page import (
    Abbreviations,
    Block,
    Bullets,
    Checks,
    Definition,
    Entries,
    Grid,
    Heading,
    Legend,
    Line,
    Outline,
    Quotes,
    Schedule,
    Sources,
    Square,
    Timeline,
)
from readiness.report.page_parts import (
    AgeTable,
    Colophon,
    FactorTable,
    Finding,
    Headline,
    IndicatorTable,
    Masthead,
    ScoreTable,
    ShareTable,
)
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.report.page import Page, Part, Sign, Style

TONES: dict[Style, str] = {"dim": "dim", "good": "good", "open": "open", "bad": "bad"}

BLOCK = 20
"""The columns of a square that a sheet of A4 holds along its longer side."""

EMPHASIS: dict[Style, str] = {
    "italic": "em",
    "emphasis": "em",
    "strong": "strong",
    "good": "strong",
    "open": "strong",
    "bad": "strong",
}


def render(page: Page, style: str = "report.css") -> str:
    """The page as HTML that a screen reader can walk."""
    masthead = next((part for part in page.parts if isinstance(part, Masthead)), None)
    main = [part for part in page.parts if not isinstance(part, Masthead | Colophon)]
    foot = (html_frame.footer(part) for part in page.parts if isinstance(part, Colophon))
    body = tag(
        "body",
        html_frame.header(page, masthead),
        tag("main", *sections(main)),
        *foot,
        class_="broad" if page.broad else None,
    )
    return html_frame.document(page.window or page.title, style, body)


def sections(parts: Iterable[Part]) -> Iterator[Markup]:
    """What stands before the first heading, then a section for each heading or block, which names it."""
    name, inside = "", list[Markup]()
    for number, part in enumerate(parts):
        if isinstance(part, Heading | Block):
            yield from _section(name, inside)
            name, inside = "", []
        if isinstance(part, Heading):
            name = f"part-{number}"
            inside = [tag("h2", part.text, id=name)]
        elif isinstance(part, Block):
            yield _of_block(part, number)
        else:
            inside.append(laid_out(part))
    yield from _section(name, inside)


def _section(name: str, inside: Sequence[Markup]) -> Iterator[Markup]:
    if inside:
        yield tag("section", *inside, aria_labelledby=name) if name else joined(*inside)


def _of_block(block: Block, number: int) -> Markup:
    """A section of its own, named by its heading if it has one alone. One that is a list alone looks like a card."""
    match block.parts:
        case [Heading(text=title), *rest] if not any(isinstance(part, Heading) for part in rest):
            pass
        case [Sources(heading=title)]:
            rest = list(block.parts)
        case _:
            return laid_out(block)
    name = f"{block.name}-{number}"
    kind = f"list {block.name}" if [type(part) for part in rest] == [Bullets] else block.name
    heading = tag("h2", title, id=name)
    return tag("section", heading, *map(laid_out, rest), class_=kind, aria_labelledby=name)


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
            return tag("p", tag(name, part.text) if name else part.text, class_=TONES.get(part.style))
        case Bullets():
            return items(part.lines)
        case Quotes():
            return html_sources.quotes(part)
        case Sources():
            return joined(*html_sources.sources(part))
        case Entries():
            return _entries(part)
        case Checks():
            return tag("ul", *(_check(*check) for check in part.checks), class_="checks")
        case Outline():
            lines = (tag("li", line, class_=f"depth-{depth}") for depth, line in part.lines)
            return tag("ul", *lines, class_="outline")
        case Grid():
            return _table(part)
        case Definition():
            return _definition(part)
        case Legend():
            entries = (tag("li", words, class_=verdict) for words, verdict in part.entries)
            return tag("ul", *entries, class_="legend")
        case Abbreviations():
            return items(f"{term} {words}" for term, words in part.rows)
        case Timeline():
            return _timeline(part)
        case Square():
            return joined(*_square(part))
        case Schedule():
            return svg.schedule(part)
        case Headline():
            return html_frame.headline(part)
        case ScoreTable():
            return html_pictures.scores(part)
        case FactorTable():
            return html_pictures.factors(part)
        case ShareTable():
            return html_pictures.shares(part)
        case AgeTable():
            return html_pictures.ages(part)
        case Finding():
            return html_findings.finding(part)
        case IndicatorTable():
            return html_findings.indicators(part)
        case Block():
            return tag("section", *map(laid_out, part.parts), class_=part.name)
        case Masthead() | Colophon():
            raise TypeError("header and footer stand outside the main part")
        case _:
            assert_never(part)


def _check(state: str, text: str) -> Markup:
    box = tag("span", "☑" if state == "met" else "☐", aria_hidden="true")
    return tag("li", box, tag("span", text))


def _timeline(part: Timeline) -> Markup:
    """A table with a picture of each series, whose words can be read aloud, and its newest value."""
    rows = []
    for series in part.series:
        told = clauses(f"{moment}: {word}" for moment, word in zip(part.moments, series.words, strict=True))
        title = f"{series.name}. {told}"
        if series.values is not None:
            content = svg.columns(title, series.values, series.top)
        else:
            content = svg.signs(title, series.signs)
        name, newest = tag("th", series.name, scope="row"), tag("td", series.words[-1], class_="newest")
        rows.append(tag("tr", name, tag("td", content, class_="course"), newest))
    to = tag("span", " – ", class_="unseen")
    later = (to, tag("span", part.moments[-1])) if len(part.moments) > 1 else ()
    span = tag("div", tag("span", part.moments[0]), *later)
    head = tag("tr", tag("td"), tag("th", span, scope="col"), tag("td"))
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="timeline")


def _entries(part: Entries) -> Markup:
    return tag(
        "ol",
        *(tag("li", tag("strong", head), items(lines) if lines else None) for head, lines in part.entries),
        class_="entries",
    )


def _table(part: Grid) -> Markup:
    """A table whose first column names the rows. On a phone each cell stands below the other, behind its head."""
    heads = [
        tag("th", head, scope="col", class_="number" if column in part.right else None)
        for column, head in enumerate(part.heads)
    ]
    rows = [tag("tr", *(_cell(part, column, cell) for column, cell in enumerate(row))) for row in part.rows]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="grid")


def _cell(part: Grid, column: int, cell: str) -> Markup:
    number = "number" if column in part.right else None
    if column == 0 and cell:
        head = part.heads[column] if number else None  # on a phone, a name speaks for itself
        return tag("th", cell, scope="row", class_=number, data_head=head)
    return tag("td", cell, class_=number, data_head=part.heads[column])


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


def _square(part: Square) -> Iterator[Markup]:
    """Tables of as many columns as a sheet of paper holds, each with every row."""
    for start in range(0, len(part.members), BLOCK):
        yield _block(part, slice(start, start + BLOCK))


def _block(part: Square, columns: slice) -> Markup:
    shown = part.members[columns]
    whole = len(shown) == len(part.members)
    caption = part.caption if whole else f"{part.caption}: {shown[0][0]} – {shown[-1][0]}"
    heads = [tag("th", _code(*member), scope="col") for member in shown]
    corner = tag("th", part.corner, scope="col")
    rows = [
        tag("tr", tag("th", _code(code, name), f" {name}", scope="row"), *map(_sign, signs[columns]))
        for (code, name), signs in zip(part.members, part.signs, strict=True)
    ]
    table = tag(
        "table", tag("caption", caption), tag("thead", tag("tr", corner, *heads)), tag("tbody", *rows)
    )
    return tag("div", table, class_="wide", role="region", aria_label=caption, tabindex=0)


def _code(code: str, name: str) -> Markup:
    return tag("abbr", code, title=name)


def _sign(sign: Sign) -> Markup:
    """A sign for the eye, and the same in words for the ear and the pointer."""
    if not sign.words:
        return tag("td", sign.shown, class_="itself")
    eye = tag("span", sign.shown, aria_hidden="true")
    return tag("td", eye, tag("span", sign.words, class_="unseen"), class_=sign.verdict, title=sign.words)
