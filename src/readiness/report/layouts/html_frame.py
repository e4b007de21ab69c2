"""The frame that every HTML report stands in: a file that needs nothing else, its header and its footer."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from readiness import __version__
from readiness.language import spoken
from readiness.report.layouts import svg
from readiness.report.layouts.markup import Markup, tag

if TYPE_CHECKING:
    from readiness.report.page import Page
    from readiness.report.page_parts import Colophon, Headline, Masthead

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a file may load: nothing. A last defence, should anything ever get past the escaping."""


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


def header(page: Page, masthead: Masthead | None) -> Markup:
    """The title, with what stands beside it; of a report with a masthead its kind, marking and scope too."""
    title = (tag("h1", page.title), tag("p", page.aside, class_="rubric"))
    if masthead is None:
        return tag("header", *title)
    level = masthead.marking[4:].lower().replace("+", "-")
    marking = tag("p", masthead.marking, class_=f"tlp {level}") if masthead.marking else None
    top = tag("div", tag("p", masthead.kind, class_="kind"), marking, class_="top")
    scope = tag("ul", *(tag("li", part) for part in masthead.scope), class_="scope")
    return tag("header", top, *title, scope)


def footer(colophon: Colophon) -> Markup:
    """What stands at the foot of a report, without the legend of signs that only text has."""
    disclaimer = tag("p", colophon.disclaimer, class_="disclaimer")
    marking = tag("p", colophon.marking, class_="marking") if colophon.marking else None
    return tag("footer", disclaimer, tag("p", colophon.made), marking)


def headline(part: Headline) -> Markup:
    """The verdict in a box with its sign."""
    before, word, rest = part.sentence.partition(part.word.upper())
    sentence = tag("p", before, tag("strong", word), rest, class_="headline")
    asides = [tag("p", aside, class_="aside") for aside in part.asides]
    box = tag("div", sentence, *asides)
    return tag("section", svg.sign(part.verdict), box, class_=f"verdict {part.verdict}", aria_label=part.word)
