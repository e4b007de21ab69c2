"""Pages of parts: every part in every format, with text that tries to break out."""

from __future__ import annotations

import pytest

from readiness.report.layouts import html, lines, markdown, text
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
    Page,
    Part,
    Quote,
    Quotes,
    Schedule,
    Series,
    Sign,
    Sources,
    Span,
    Square,
    Timeline,
    plain,
)

EVIL = "<b>*x*|y</b>"
GRID = Grid([EVIL, "level"], [[EVIL, "3"]], right=(1,))
PARTS: list[Part] = [
    Heading(EVIL),
    Line(EVIL, "strong"),
    Bullets([EVIL]),
    Outline([(1, EVIL)]),
    GRID,
    Definition(EVIL, "kind", "id", [("plain", EVIL), ("list", Bullets([EVIL])), ("table", GRID)]),
    Legend([(EVIL, "blocked")]),
    Abbreviations([("O1", EVIL)]),
    Quotes([Quote(EVIL, EVIL, EVIL, (1,))], EVIL),
    Definition(EVIL, "kind", "", [("plain", EVIL), ("quotes", Quotes([Quote(EVIL, "", "")]))]),
    Sources("sources", [EVIL], "further", [f"{EVIL} too"], {EVIL: "https://example.org/a"}),
    Entries([(EVIL, [EVIL])]),
    Checks([("met", EVIL), ("unknown", EVIL)]),
    Timeline(["2001", "2002"], [Series(EVIL, ["a", "b"], [EVIL, EVIL])]),
    Schedule(EVIL, [Span(EVIL, 0, 3, "a", EVIL)], EVIL, {"a": EVIL}),
    Square(EVIL, EVIL, [("AAA", EVIL)], [[Sign(EVIL, EVIL, "blocked")]]),
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_no_part_lets_its_words_become_markup(part: Part) -> None:
    page = Page(EVIL, EVIL, [part])
    assert EVIL.casefold() in text.render(page).casefold()
    in_html, in_markdown = html.render(page), markdown.render(page)
    assert "&lt;b&gt;*x*|y&lt;/b&gt;" in in_html.split("<main>")[1]
    assert "<b>" not in in_html
    assert r"\<b\>\*x\*\|y\</b\>" in in_markdown.split("\n\n", 2)[2]
    assert "<b>" not in in_markdown


def test_what_is_drawn_is_plain_elsewhere() -> None:
    page = Page("", "", [Drawn("picture", [Line("words"), Drawn("inner", [Bullets(["a"])])]), Drawn("none")])
    assert list(plain(page.parts)) == [Line("words"), Bullets(["a"])]
    assert markdown.render(page) == "words\n\n- a\n"
    with pytest.raises(TypeError, match="picture"):
        html.laid_out(page.parts[0])


def test_an_outline_hangs_what_runs_over_its_line() -> None:
    page = Page("", "", [Outline([(0, "a pair"), (1, "because no-will is gone")])], margin=0)
    assert text.render(page, width=16) == "a pair\n  because\n    no-will is\n    gone\n"
    assert markdown.render(page) == "- a pair\n  - because no-will is gone\n"


def test_sentences_without_a_width_are_a_line_each_and_long_words_stay_whole() -> None:
    page = Page("", "", [Outline([(0, "a pair"), (1, "x" * 30)], indent=4), Line("two words")], margin=0)
    assert lines.render(page) == f"a pair\n    {'x' * 30}\n\ntwo words\n"
    assert lines.render(page, 6) == f"a pair\n    {'x' * 30}\n\ntwo\nwords\n"
    with pytest.raises(TypeError, match="Grid"):
        lines.render(Page("", "", [GRID]))


def test_markdown_aligns_numbers_to_the_right_and_measures_when_asked() -> None:
    rows = [["present will", "3"]]
    plain = markdown.render(Page("", "", [Grid(["name", "level"], rows, right=(1,))]))
    assert plain == "| name | level |\n| :--- | ---: |\n| present will | 3 |\n"
    measured = markdown.render(Page("", "", [Grid(["name", "level"], rows, right=(1,), measured=True)]))
    assert measured == "| name | level |\n| :------------ | -----: |\n| present will | 3 |\n"
