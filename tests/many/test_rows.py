"""Rows as text: written field by field over columns, they say what the rows say one by one."""

from __future__ import annotations

import csv
import io
import json
import random
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from msgspec.structs import replace
from shipped_world import shipped_profile

from building import document_of, shipped_rubric
from readiness.many.judging import tabulate
from readiness.many.request import Request
from readiness.many.rows import rows
from readiness.model.question import Question
from readiness.report.data.batch_rows import TEXTS, jsonl

if TYPE_CHECKING:
    from readiness.many.table import Table


@pytest.fixture(scope="module")
def table() -> Table:
    rng = random.Random(13)  # noqa: S311 - test data, not secrets
    rubric = shipped_rubric()
    codes = [f"Q{number:02d}" for number in range(6)]
    documents = [
        document_of(shipped_profile(rng, rubric, code, [other for other in codes if other != code]), rubric)
        for code in codes
    ]
    dated = Question(as_of="2026")
    questions = [dated, replace(dated, needs=("surrender",), crimes=("terrorism",), requesting="b")]
    pairs = combinations(documents, 2)
    judged = tabulate(rubric, [Request(a, b, question) for a, b in pairs for question in questions])
    judged.known[4] = False
    return judged


def test_a_line_is_the_row_as_json_writes_it(table: Table) -> None:
    every = list(rows(table))
    assert len(every) == 30
    assert len({row["verdict"] for row in every}) > 1
    assert any(row["leaning"] is None for row in every)
    assert any(row["readiness"]["value"] is None for row in every)
    lines = [
        json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n" for row in every
    ]
    assert jsonl(table) == "".join(lines)


def test_a_percent_sign_is_only_a_sign(table: Table) -> None:
    named: Any = ["100%s" for _ in table.a]
    table = replace(table, a=named)
    assert [json.loads(line)["a"] for line in jsonl(table).splitlines()] == named


def test_a_number_that_is_not_finite_is_an_error(table: Table) -> None:
    scores = table.scores.copy()
    table.scores[3, 0, 1] = np.inf
    with pytest.raises(ValueError, match="not finite"):
        jsonl(table)
    table.scores[:] = scores


def test_cells_are_the_rows(table: Table) -> None:
    text = TEXTS["csv"].head(shipped_rubric()) + TEXTS["csv"].part(table, shipped_rubric())
    for row, cells in zip(rows(table), csv.DictReader(io.StringIO(text)), strict=True):
        first = row["first_obstacle"] or {}
        assert cells["verdict"] == row["verdict"]
        assert cells["readiness"] == (
            "" if row["readiness"]["value"] is None else str(row["readiness"]["value"])
        )
        assert cells["first_obstacle"] == first.get("id", "")
        assert cells["first_side"] == first.get("side", "")
        assert cells["obstacles"].split() == row["obstacles"]
        assert cells["needs"].split() == row["needs"]
        for phase in row["phases"]:
            assert cells[f"{phase['id']}_high"] == str(phase["readiness"]["high"])
        for factor, share in row["coverage"].items():
            assert cells[f"coverage_{factor}"] == str(share)
        assert cells["digest_b"] == row["digests"]["b"]


def test_no_two_rows_share_what_can_be_changed(table: Table) -> None:
    every = list(rows(table))
    before = json.dumps(every[1])
    for part in (every[0]["needs"], every[0]["obstacles"], every[0]["asked"], every[0]["first_obstacle"]):
        if part is not None:
            part.clear()
    assert json.dumps(every[1]) == before
