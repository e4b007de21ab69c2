"""Quotations as HTML, and the sources to which their marks lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.layouts.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readiness.report.page import Quote, Quotes, Sources


def quotes(part: Quotes) -> Markup:
    """Each with its date, and links to its sources."""
    more = tag("li", part.more, class_="note") if part.more else None
    return tag("ul", *(tag("li", *_quoted(quote)) for quote in part.quotes), more, class_="quotes")


def _quoted(quote: Quote) -> Iterator[str]:
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


def sources(part: Sources) -> Iterator[Markup]:
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
        yield tag("ul", *(tag("li", _source(source, part.addresses)) for source in part.others))


def _source(source: str, addresses: Mapping[str, str]) -> str:
    """A source, as a link if it has an address."""
    address = addresses.get(source)
    return source if address is None else tag("a", source, href=address, rel="noreferrer")
