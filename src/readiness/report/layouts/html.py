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
    Drawn,
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
    plain,
)
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readiness.report.page import Page, Part, Quote, Sign, Style

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a file may load: nothing. A last defence, should anything ever get past the escaping."""

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


def render(page: Page, style: str = "report.css") -> str:
    """The page as HTML that a screen reader can walk."""
    head = tag("header", tag("h1", page.title), tag("p", page.aside, class_="rubric"))
    main = tag("main", *sections(list(plain(page.parts))))
    return document(page.title, style, tag("body", head, main, class_="broad" if page.broad else None))


def sections(parts: Iterable[Part]) -> Iterator[Markup]:
    """What stands before the first heading, then a section for each heading, which names it."""
    name, inside = "", list[Markup]()
    for number, part in enumerate(parts):
        if isinstance(part, Heading):
            yield from _section(name, inside)
            name = f"part-{number}"
            inside = [tag("h2", part.text, id=name)]
        else:
            inside.append(laid_out(part))
    yield from _section(name, inside)


def _section(name: str, inside: Sequence[Markup]) -> Iterator[Markup]:
    if inside:
        yield tag("section", *inside, aria_labelledby=name) if name else joined(*inside)


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
            return _quotes(part)
        case Sources():
            return joined(*_sources(part))
        case Entries():
            return _entries(part)
        case Checks():
            return tag("ul", *(_check(*check) for check in part.checks), class_="checks")
        case Outline():
            return tag("ul", *(tag("li", line, class_=f"depth-{depth}") for depth, line in part.lines))
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
        case Drawn():
            raise TypeError(f"{part.name} is to be drawn, or laid out by its plain parts")
        case _:
            assert_never(part)


def _quotes(part: Quotes) -> Markup:
    """Each with its date, and links to its sources."""
    more = tag("li", part.more, class_="note") if part.more else None
    return tag("ul", *(tag("li", *quoted(quote)) for quote in part.quotes), more, class_="quotes")


def quoted(quote: Quote) -> Iterator[str]:
    """The words, the date and the marks of the sources."""
    yield quote.says
    if quote.as_of:
        yield " "
        yield tag("small", quote.as_of)
    yield from references([quote])


def references(quotes: Iterable[Quote]) -> Iterator[Markup]:
    """The marks of all sources in their order, each once."""
    named = {number: quote.source for quote in quotes for number in quote.numbers}
    for number in sorted(named):
        link = tag("a", f"{number}", href=f"#source-{number}", title=named[number] or None)
        yield tag("sup", link)


def _sources(part: Sources) -> Iterator[Markup]:
    """The cited ones, to which the marks of quotations lead; then the others."""
    numbered = [
        tag("li", _source(source, part.addresses), id=f"source-{number}")
        for number, source in enumerate(part.cited, 1)
    ]
    if numbered:
        yield tag("ol", *numbered)
    if part.others:
        if numbered:
            yield tag("h3", part.further)
        yield items(_source(source, part.addresses) for source in part.others)


def _source(source: str, addresses: Mapping[str, str]) -> str:
    """A source, as a link if it has an address."""
    address = addresses.get(source)
    return source if address is None else tag("a", source, href=address, rel="noreferrer")


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
    span = tag("div", tag("span", part.moments[0]), to, tag("span", part.moments[-1]))
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
