"""Matrices: what stands in a cell, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from building import as_yaml, shipped_rubric
from readiness.assessment.assemble import assess
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode
from readiness.many.judging import Batch
from readiness.many.matrix import JudgedMatrix, matrix
from readiness.model.question import Question
from readiness.report.data import matrix_data
from readiness.report.layouts import html, text
from readiness.report.pages.matrix import html_page, text_page
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.many.matrix import Matrix
    from readiness.many.table import Table

RULES = shipped_rubric()
SAY = texts()


def profile(code: str, name: str = "", **ratings: Any) -> ProfileDocument:
    data = {
        "profile": code,
        "as_of": "2023-12-31",
        "name": {"en": name or code},
        "ratings": {key.replace("_", "-"): {"level": level, "grade": "A1"} for key, level in ratings.items()},
    }
    return read_profile(decode(f"{code}.yaml", as_yaml(data)), RULES)


def some(count: int) -> list[ProfileDocument]:
    return [profile(f"C{place:02}", present_will=place % 3) for place in range(count)]


def made(*documents: ProfileDocument, left_out: tuple[str, ...] = (), **question: Any) -> JudgedMatrix:
    asked = matrix(documents, RULES, Question(**question), left_out)
    return JudgedMatrix(asked, tables(asked))


def tables(asked: Matrix) -> list[Table]:
    """The pairs judged, two at a time."""
    batch = Batch(RULES, asked.requests)
    return [batch.table(*part) for part in batch.parts(2)]


def written(it: JudgedMatrix, name: str) -> str:
    layout = matrix_data.formats(it.matrix, SAY)[name]
    parts = [layout.part(table, RULES) for table in tables(it.matrix)]
    return layout.head(RULES) + layout.between.join(parts) + layout.end


def shown(it: JudgedMatrix, width: int = 80) -> str:
    return text.render(text_page(it, RULES, SAY), width=width)


def in_html(it: JudgedMatrix) -> str:
    return html.render(html_page(it, RULES, SAY))


def test_a_cell_says_what_the_assessment_of_the_pair_says() -> None:
    documents = some(4)
    it = made(*documents)
    for i, a in enumerate(documents):
        for b in documents[i + 1 :]:
            alone, cell = assess(a, b, RULES, Question()), it.cell(b.id, a.id)
            assert cell is not None
            assert (cell.verdict, cell.phase) == (alone.verdict, alone.phase.assessed)
            assert (cell.value, cell.low) == (alone.readiness.value, alone.readiness.low)
            first = alone.obstacles[0]
            assert (cell.obstacle, cell.status, cell.indicator) == (
                first.id,
                first.status,
                first.indicators[0],
            )


def test_every_pair_stands_once_in_alphabetical_order() -> None:
    it = made(*reversed(some(4)))
    assert it.matrix.codes == ("C00", "C01", "C02", "C03")
    assert len(it.cells) == 6
    assert all(a < b for a, b in it.cells)
    assert it.cell("C01", "C01") is None


def test_all_pairs_are_seen_on_one_day() -> None:
    old, new = profile("AAA"), profile("BBB")
    assert made(old, new).matrix.scope.as_of.isoformat() == "2023-12-31"
    assert made(old, new, as_of="2020").matrix.scope.as_of.isoformat() == "2020-12-31"


def test_text_shows_sign_and_obstacle_and_explains_both() -> None:
    seen = shown(
        made(profile("AAA", present_will=0), profile("BBB", present_will=3), profile("CCC", present_will=3))
    )
    rows = [line.split() for line in seen.splitlines() if re.match(r" (AAA|BBB|CCC) ", line)]
    assert rows == [
        ["AAA", "·", "✕", "O1", "✕", "O1"],
        [
            "BBB",
            "✕",
            "O1",
            "·",
            "?✓",
        ],  # present will, at 3, is all that is known: what is unknown comes first
        ["CCC", "✕", "O1", "?✓", "·"],
    ]
    assert "✕ blocked (2)   ? undetermined (1)" in seen
    assert "O1  No political support" in seen
    assert "not a ranking" in seen


@pytest.mark.parametrize(("count", "blocks"), [(2, 1), (12, 1), (13, 2), (30, 3)])
def test_text_fits_80_columns_and_splits_into_blocks(count: int, blocks: int) -> None:
    seen = shown(made(*some(count)))
    assert max(cell_len(line) for line in seen.splitlines()) <= 80
    assert not any(line != line.rstrip() for line in seen.splitlines())
    assert len(re.findall(r"^ C00 ", seen, re.MULTILINE)) == blocks


def test_long_codes_are_numbered() -> None:
    documents = [profile("a-very-long-name-of-an-agency"), profile("another-long-name"), profile("CCC")]
    seen = shown(made(*documents), 60)
    assert max(cell_len(line) for line in seen.splitlines()) <= 60
    assert "2 a-very-long-nam…" in seen
    assert "2   a-very-long-name-of-an-agency" in seen


def test_colours_add_nothing_that_is_not_in_the_text() -> None:
    it = made(*some(4))
    coloured = text.render(text_page(it, RULES, SAY), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r" +\n", "\n", re.sub(r"\x1b\[[0-9;]*m", "", coloured)) == shown(it)


def test_csv_has_a_row_a_pair() -> None:
    rows = list(csv.DictReader(io.StringIO(written(made(*some(4)), "csv"))))
    assert len(rows) == 6
    assert (rows[0]["a"], rows[0]["b"], rows[0]["verdict"]) == ("C00", "C01", "blocked")
    assert (rows[0]["name_a"], rows[0]["leaning"]) == ("C00", "")
    assert rows[0]["first"] == "present will, which stops it now"
    assert (rows[0]["obstacle"], rows[0]["status"], rows[0]["indicator"]) == (
        "O1",
        "blocking",
        "present-will",
    )


def test_json_says_the_same() -> None:
    it = made(*some(3), left_out=("bad.yaml",), crimes=("drug-trafficking",))
    data = json.loads(written(it, "json"))
    assert data["schema"] == "readiness/matrix/1"
    assert [one["id"] for one in data["jurisdictions"]] == ["C00", "C01", "C02"]
    assert [(pair["a"], pair["b"]) for pair in data["pairs"]] == [
        ("C00", "C01"),
        ("C00", "C02"),
        ("C01", "C02"),
    ]
    assert data["pairs"][0]["first_obstacle"]["indicator"] == "present-will"
    assert (data["left_out"], data["crimes"]) == (["bad.yaml"], ["drug-trafficking"])


class Walk(HTMLParser):
    """Which elements there are, with their attributes, and whether all are closed in order."""

    VOID = ("meta", "!doctype")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_table_that_can_be_walked_and_needs_nothing_else() -> None:
    page = in_html(made(*some(4)))
    walk = Walk(page)
    tags = [tag for tag, _ in walk.found]
    assert walk.open == []
    assert tags.count("table") == tags.count("caption") == 1
    assert [attrs["scope"] for tag, attrs in walk.found if tag == "th"].count("row") == 4
    assert tags.count("td") == 16
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert not re.search(r"https?:|url\(|@import", page)
    assert "C00 – C01: blocked in the early phase; in the way first: present will, which stops it now" in page


def test_names_cannot_break_out_of_html_csv_or_text() -> None:
    evil = '<script>alert("x")</script>&\x1b[31m[red]'
    it = made(profile("AAA", evil), profile("BBB", "=1+1"), left_out=("<b>.yaml",))
    page = in_html(it)
    assert "<script" not in page
    assert "<b>" not in page
    assert "\x1b" not in page + shown(it)


def test_the_same_input_gives_the_same_bytes() -> None:
    one, other = made(*some(5)), made(*reversed(some(5)))
    for render in (lambda it: written(it, "csv"), in_html, shown):
        assert render(one) == render(other)
