"""The HTML report: one file that needs nothing else, for screens of any width, light and dark, and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import __version__
from readiness.report.layouts import svg
from readiness.report.layouts.assessment import html_findings, html_pictures
from readiness.report.layouts.html import document, items, laid_out
from readiness.report.layouts.markup import tag
from readiness.report.page import Drawn, Line
from readiness.report.pages.full import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.layouts.markup import Markup
    from readiness.report.page import Page
    from readiness.report.pages.story import Story
    from readiness.words import Texts


def render(story: Story, page: Page, texts: Texts) -> str:
    """The report as one HTML file: the page of the story, with pictures where there are some."""
    title = " · ".join(part for part in (story.title, story.verdict_word, story.tlp) if part)
    pictures = dict(_pictures(story, texts))
    main = (
        pictures[part.name] if isinstance(part, Drawn) else laid_out(part)
        for part in page.parts
        if not isinstance(part, Drawn) or part.name in pictures
    )
    body = tag("body", _head(story, texts), tag("main", *main), _foot(story, texts))
    return document(title, "report.css", body)


def _head(story: Story, texts: Texts) -> Markup:
    marking = (
        tag("p", story.tlp, class_=f"tlp {story.tlp[4:].lower().replace('+', '-')}") if story.tlp else None
    )
    scope = items(story.scope, class_="scope")
    kind = tag("p", texts("page.kind"), class_="kind")
    top = tag("div", kind, marking, class_="top")
    return tag("header", top, tag("h1", story.title), tag("p", story.rubric, class_="rubric"), scope)


def _pictures(story: Story, texts: Texts) -> Iterator[tuple[str, Markup]]:
    """What is drawn, by its name on the page; head and foot stand outside the main part."""
    yield "verdict", _verdict(story)
    yield "screen", tag("section", *map(laid_out, story.screen.parts[1:]), class_="screen")
    yield "phases", html_pictures.phases(story, texts)
    yield "needs", html_pictures.needs(story, texts)
    for number, section in enumerate(story.sections):
        name = f"finding-{number}"
        yield name, html_findings.section(section, texts, name)
    for key, lines in story.behind:
        yield key, block(texts(f"heading.{key}"), items(lines), key, class_=f"list {key}")
    yield "factors", html_pictures.factors(story, texts)
    if story.shares:
        yield "shares", html_pictures.shares(story, texts)
    if any(lane.dots for lane in story.ages):
        yield "ages", html_pictures.ages(story, texts)
    if story.sources:
        listed = sources(story, texts)
        yield "sources", block(listed.heading, laid_out(listed), "sources", class_="sources")


def _verdict(story: Story) -> Markup:
    first = story.screen.parts[0]
    told = first.text if isinstance(first, Line) else story.headline
    before, word, rest = told.partition(story.verdict_word.upper())
    headline = tag("p", before, tag("strong", word), rest, class_="headline")
    asides = [tag("p", aside, class_="aside") for aside in [*story.asides, *story.withheld]]
    return tag(
        "section",
        svg.sign(story.verdict),
        tag("div", headline, *asides),
        class_=f"verdict {story.verdict}",
        aria_label=story.verdict_word,
    )


def block(heading: str, content: str, id_: str, *, class_: str = "") -> Markup:
    """A part of the report with its heading."""
    name = f"h-{id_}"
    return tag("section", tag("h2", heading, id=name), content, class_=class_ or None, aria_labelledby=name)


def _foot(story: Story, texts: Texts) -> Markup:
    made = texts("page.made", version=__version__, rubric=story.rubric)
    marking = tag("p", story.tlp, class_="marking") if story.tlp else None
    return tag("footer", tag("p", story.disclaimer, class_="disclaimer"), tag("p", made), marking)
