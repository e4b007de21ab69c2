"""The HTML report: one file that needs nothing else, for screens of any width, light and dark, and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import __version__
from readiness.report.layouts import svg
from readiness.report.layouts.assessment import html_findings, html_pictures
from readiness.report.layouts.html import document, items, laid_out
from readiness.report.layouts.markup import joined, tag
from readiness.report.page import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.report.layouts.markup import Markup
    from readiness.report.pages.story import Story
    from readiness.words import Texts


def render(story: Story, texts: Texts) -> str:
    """The report as one HTML file."""
    title = " · ".join(part for part in (story.title, story.verdict_word, story.tlp) if part)
    body = tag("body", _head(story, texts), tag("main", *_main(story, texts)), _foot(story, texts))
    return document(title, "report.css", body)


def _head(story: Story, texts: Texts) -> Markup:
    marking = (
        tag("p", story.tlp, class_=f"tlp {story.tlp[4:].lower().replace('+', '-')}") if story.tlp else None
    )
    scope = items(story.scope, class_="scope")
    kind = tag("p", texts("page.kind"), class_="kind")
    top = tag("div", kind, marking, class_="top")
    return tag("header", top, tag("h1", story.title), tag("p", story.rubric, class_="rubric"), scope)


def _main(story: Story, texts: Texts) -> Iterator[Markup]:
    """The verdict, what stands in the way and what to do; then what it rests on, and how sure that is."""
    lists = {
        key: block(
            texts(f"heading.{key}"),
            items(lines),
            key,
            class_=f"list {key}",
        )
        for key, lines in story.behind
    }
    sure = lists.pop("sure")
    yield _verdict(story)
    yield tag("section", *map(laid_out, story.screen.parts[1:]), class_="screen")
    yield html_pictures.phases(story, texts)
    if len(story.needs) > 1:
        yield html_pictures.needs(story, texts)
    for number, section in enumerate(story.sections):
        yield html_findings.section(section, texts, f"finding-{number}")
    yield from lists.values()
    yield html_pictures.factors(story, texts)
    if story.shares:
        yield html_pictures.shares(story, texts)
    yield sure
    if any(lane.dots for lane in story.ages):
        yield html_pictures.ages(story, texts)
    if story.sources:
        yield _sources(story, texts)


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


def _sources(story: Story, texts: Texts) -> Markup:
    cited, others = story.sources[: story.cited], story.sources[story.cited :]
    numbered = [
        tag("li", _source(source, story), id=f"source-{number}") for number, source in enumerate(cited, 1)
    ]
    parts = [tag("ol", *numbered)] if numbered else []
    if others:
        if numbered:
            parts.append(tag("h3", texts("heading.further-sources")))
        parts.append(items(_source(source, story) for source in others))
    return block(texts("heading.sources"), joined(*parts), "sources", class_="sources")


def _source(source: str, story: Story) -> str:
    """A source, as a link if it has an address."""
    address = story.addresses.get(source)
    return source if address is None else tag("a", source, href=address, rel="noreferrer")


def _foot(story: Story, texts: Texts) -> Markup:
    made = texts("page.made", version=__version__, rubric=story.rubric)
    marking = tag("p", story.tlp, class_="marking") if story.tlp else None
    return tag("footer", tag("p", story.disclaimer, class_="disclaimer"), tag("p", made), marking)
