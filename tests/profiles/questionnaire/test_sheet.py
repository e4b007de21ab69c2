"""The questionnaire that goes out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.profiles.questionnaire import sheet
from readiness.profiles.questionnaire.fields import ANSWER, COLUMNS
from readiness.profiles.questions import every
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric


def test_csv_has_a_row_for_every_question_and_no_answer(law_enforcement: Rubric) -> None:
    asks = every(law_enforcement, partner=True)
    text = sheet.to_csv(sheet.table(sheet.rows(law_enforcement, "TWN", "LVA", asks)))
    assert text.startswith("\ufeffjurisdiction,towards,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["indicator"], row["row"]) for row in rows] == [
        (ask.indicator, ask.row or "") for ask in asks
    ]
    assert tuple(rows[0]) == COLUMNS
    assert not any(row[name] for row in rows for name in ANSWER)
    for row in rows:
        scale = law_enforcement.indicators[row["indicator"]].scale
        assert [row[f"level-{level}"] for level in range(5)] == [scale[level] for level in range(5)]


def test_towards_the_partner_stands_what_is_asked_about_it(law_enforcement: Rubric) -> None:
    rows = sheet.rows(law_enforcement, "TWN", "LVA", every(law_enforcement, partner=True))
    towards = {row.ask.indicator: row.towards for row in rows}
    for key in ("present-will", "mutual-trust", "bilateral-climate", "secure-channel"):
        assert towards[key] == "LVA"
    for key in ("integrity", "state-stability", "domestic-implementation"):
        assert towards[key] == ""


def test_markdown_has_a_table_for_every_question(law_enforcement: Rubric) -> None:
    rows = sheet.rows(law_enforcement, "TWN", "LVA", every(law_enforcement, partner=True))
    text = sheet.to_markdown(rows, "Taiwan", law_enforcement, texts())
    heads = [line for line in text.split("\n") if line.startswith("| TWN / ")]
    assert heads == [f"| {sheet.key_of(row)} | your answer |" for row in rows]
    assert "| TWN / treaty-basis / row evidence / towards LVA | your answer |" in heads
    assert text.count("\n| level | |\n") == len(rows)


def test_no_spreadsheet_takes_a_question_for_a_formula(law_enforcement: Rubric) -> None:
    rows = sheet.rows(law_enforcement, "TWN", None, every(law_enforcement, partner=False)[:1])
    item = replace(rows[0].indicator, question="=1+1", name="@x", evidence=["-a\tb"])
    text = sheet.to_csv(sheet.table([replace(rows[0], indicator=item, factor="+f")]))
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert (row["question"], row["name"], row["look-for"], row["factor"]) == ("'=1+1", "'@x", "'-a b", "'+f")


def test_no_question_brings_markup_into_the_document(law_enforcement: Rubric) -> None:
    rows = sheet.rows(law_enforcement, "TWN", None, every(law_enforcement, partner=False)[:1])
    item = replace(rows[0].indicator, question="<b>| [x](y) \x1b[0m", name="# a\n| b |")
    text = sheet.to_markdown([replace(rows[0], indicator=item)], "<i>", law_enforcement, texts())
    assert "<b>" not in text
    assert "<i>" not in text
    assert "\x1b" not in text
    assert "\\[x\\](y)" in text
