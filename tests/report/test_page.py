"""Pages of parts: every part in every format, with text that tries to break out."""

from __future__ import annotations

import pytest

from readiness.assessment.result.verdicts import Readiness
from readiness.report.layouts import html, markdown, prose, text
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
)
from readiness.report.page_parts import (
    AGES,
    AgeDot,
    AgeLane,
    AgeTable,
    Colophon,
    FactorLine,
    FactorTable,
    Figure,
    Finding,
    GateLine,
    Headline,
    IndicatorBlock,
    IndicatorTable,
    Masthead,
    ObstacleBlock,
    RemedyLine,
    ScoreLine,
    ScoreTable,
    ShareLine,
    ShareTable,
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


HEADS = dict.fromkeys(("name", "aside", "readiness", "range", "value-range", "verdict", "note"), EVIL)
SCORE = Readiness(value=50.0, low=40.0, high=60.0, index=50.0, ceiling=75.0)
GATE = GateLine(EVIL, EVIL, 2.0, 1.0, 0.5, 1.5, "unmet", EVIL, EVIL)
INDICATOR = IndicatorBlock(
    "id", EVIL, EVIL, EVIL, EVIL, EVIL, 1.0, 0.5, 1.5, 2.0, "unmet", EVIL, EVIL, [Quote(EVIL, EVIL, EVIL, (1,))], EVIL, EVIL, EVIL
)  # fmt: skip
OBSTACLE = ObstacleBlock(
    1, "O1", EVIL, EVIL, "blocking", EVIL, EVIL, EVIL, EVIL, [INDICATOR], [RemedyLine(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL)], EVIL, EVIL
)  # fmt: skip
LABELS = dict.fromkeys(
    ("indicator", "now", "needed", "better", "evidence", "do", "needs", "warning", "explains"), EVIL
)
FIGURES: list[Figure] = [
    Masthead(EVIL, f"TLP:{EVIL}", [EVIL]),
    Headline("blocked", EVIL, f"{EVIL.upper()} indeed", [EVIL]),
    ScoreTable(HEADS, [ScoreLine(EVIL, EVIL, True, SCORE, EVIL, EVIL, EVIL)], 55.0, EVIL, EVIL, EVIL),
    ScoreTable({**HEADS, "aside": ""}, [ScoreLine(EVIL, "", False, SCORE, EVIL, EVIL, EVIL)], 55.0),
    FactorTable(
        [EVIL] * 5, [FactorLine(EVIL, 0.5, 50.0, 40, 60, 0.5, [GATE], EVIL, EVIL)], [EVIL] * 3, EVIL, EVIL
    ),
    ShareTable([EVIL] * 4, [ShareLine(EVIL, EVIL, "blocking", EVIL, 0.5)], 1.0, EVIL),
    AgeTable(
        [EVIL, EVIL],
        [AgeLane(EVIL, [AgeDot(EVIL, EVIL, EVIL, EVIL, 2.0, False)], EVIL)],
        5.0,
        EVIL,
        dict.fromkeys((0, *AGES), EVIL),
        EVIL,
    ),
    Finding(OBSTACLE, LABELS),
    IndicatorTable([EVIL] * 4, [INDICATOR]),
    Colophon(EVIL, EVIL, EVIL, EVIL),
]


def test_every_figure_is_tried() -> None:
    assert {type(figure) for figure in FIGURES} == set(Figure.__args__)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: type(figure).__name__)
def test_every_format_lays_out_every_figure_and_no_word_becomes_markup(figure: Figure) -> None:
    page = Page("title", "aside", [figure])
    assert "<b>*x*|y</b>" in "".join(text.render(page).split()).casefold()
    in_html, in_markdown = html.render(page), markdown.render(page)
    assert "&lt;b&gt;*x*|y&lt;/b&gt;" in in_html.casefold().split("<body>")[1]
    assert "<b>*x" not in in_html.casefold()
    assert r"\<b\>\*x\*\|y\</b\>" in in_markdown.casefold().split("\n\n", 2)[2]
    assert "<b>" not in in_markdown.casefold()


def test_a_block_is_a_section_of_html_and_nothing_in_text() -> None:
    listed = Block("harm", [Heading("Do no harm"), Bullets(["a"])])
    several = Block("screen", [Line("words"), Heading("one"), Heading("two")])
    page = Page("", "", [listed, several, Block("sources", [Sources("Sources", ["b"], "", [], {})])])
    assert markdown.render(page).startswith("## Do no harm\n\n- a\n\nwords\n\n## one\n\n## two\n")
    out = html.render(page)
    assert '<section class="list harm" aria-labelledby="harm-0"><h2 id="harm-0">Do no harm</h2>' in out
    assert '<section class="screen"><p>words</p><h2>one</h2><h2>two</h2></section>' in out
    assert '<h2 id="sources-2">Sources</h2><ol>' in out


def test_an_outline_hangs_what_runs_over_its_line() -> None:
    page = Page("", "", [Outline([(0, "a pair"), (1, "because no-will is gone")])], margin=0)
    assert text.render(page, width=16) == "a pair\n  because\n    no-will is\n    gone\n"
    assert markdown.render(page) == "- a pair\n  - because no-will is gone\n"


def test_sentences_without_a_width_are_a_line_each_and_long_words_stay_whole() -> None:
    page = Page("", "", [Outline([(0, "a pair"), (1, "x" * 30)], indent=4), Line("two words")], margin=0)
    assert prose.render(page) == f"a pair\n    {'x' * 30}\n\ntwo words\n"
    assert prose.render(page, 6) == f"a pair\n    {'x' * 30}\n\ntwo\nwords\n"
    with pytest.raises(TypeError, match="Grid"):
        prose.render(Page("", "", [GRID]))


def test_markdown_aligns_numbers_to_the_right_and_measures_when_asked() -> None:
    rows = [["present will", "3"]]
    plain = markdown.render(Page("", "", [Grid(["name", "level"], rows, right=(1,))]))
    assert plain == "| name | level |\n| :--- | ---: |\n| present will | 3 |\n"
    measured = markdown.render(Page("", "", [Grid(["name", "level"], rows, right=(1,), measured=True)]))
    assert measured == "| name | level |\n| :------------ | -----: |\n| present will | 3 |\n"


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_width_loses_the_newest_value_of_a_series(width: int) -> None:
    years = [str(year) for year in range(1985, 2026)]
    series = Series("a name of several words", [*"=" * 40, "!"], [*["running"] * 40, "strained"])
    lines = text.render(Page("t", "", [Timeline(years, [series])]), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any(line.endswith("2025") for line in lines)
    assert any(line.endswith("=!  strained") for line in lines)
