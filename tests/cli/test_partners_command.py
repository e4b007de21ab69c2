"""`readiness partners`: the lines agree with single assessments, every format, and bad input."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, run
from readiness.report.data.partners_xlsx import TINTS

if TYPE_CHECKING:
    from pathlib import Path

PARTNERS = ("LVA", "JPN", "USA")


def test_each_line_says_what_assess_says() -> None:
    whole = json.loads(run("partners", "TWN", *PARTNERS, "-f", "json").out)
    for row in whole["rows"]:
        alone = json.loads(run("assess", "TWN", row["b"], "-f", "json").out)
        assert row["a"] == "TWN"
        assert row["verdict"] == alone["verdict"]
        assert row["first_obstacle"]["indicator"] == alone["first"]["indicator"]
        assert row["leaning"] == alone["leaning"]
    assert [row["b"] for row in whole["rows"]] == list(PARTNERS)


def test_text_is_in_the_order_asked_for_and_fits() -> None:
    out = run("partners", "TWN", *PARTNERS).out
    assert out.index("Japan (JPN)") < out.index("Latvia (LVA)") < out.index("United States (USA)")
    assert max(map(len, out.splitlines())) <= 80
    assert "no ranking" in out
    first = [line for line in out.splitlines() if "not known: present will" in line]
    assert first, "what is only not known is told as that"
    got = run("partners", "TWN", "LVA", "--sort", "wealth")
    assert (got.code, got.out) == (2, "")


def test_workbook_has_names_filters_and_a_frozen_header_and_is_the_same_twice(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    files = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for file in files:
        assert run("partners", "TWN", *PARTNERS, "-o", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    sheet = openpyxl.load_workbook(files[0]).active
    assert [cell.value for cell in sheet["A"]][3:] == ["partner", "Japan", "Latvia", "United States"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", "A4:H7")
    assert run("partners", "TWN", "LVA", "-f", "xlsx").code == 2


def test_a_grey_printer_keeps_the_verdicts_apart() -> None:
    def grey(colour: str) -> float:  # ITU-R BT.601
        red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    steps = sorted(grey(colour) for colour in TINTS.values())
    assert len(steps) == 4
    assert all(after - before >= 18 for before, after in pairwise(steps))
    assert steps[0] > 160, "black words stay readable"


def test_partners_take_the_question_of_a_case_file(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("needs: [surrender]\nphase: late\n", encoding="utf-8")
    by_case = run("partners", "TWN", "LVA", "--case", tmp_path / "case.yaml", "-f", "json").out
    assert (
        by_case == run("partners", "TWN", "LVA", "--need", "surrender", "--phase", "late", "-f", "json").out
    )
    (tmp_path / "case.yaml").write_text("requesting: TWN\n", encoding="utf-8")
    got = run("partners", "TWN", "LVA", "--case", tmp_path / "case.yaml")
    assert (got.code, got.out) == (2, "")
    assert "of one pair" in got.err


@pytest.mark.parametrize("order", ["name", "verdict", "obstacle", "phase"])
def test_every_order_is_told_and_is_no_ranking(order: str) -> None:
    out = run("partners", "TWN", *PARTNERS, "--sort", order).out
    assert f"By {'what comes first' if order == 'obstacle' else order}" in out
    assert "no ranking" in out


def test_what_changed_since_the_earlier_report(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    run("partners", "TWN", "LVA", "JPN", "--as-of", "2023-11-28", "-o", earlier)
    out = run("partners", "TWN", *PARTNERS, "--as-of", "2023-11-28", "--since", earlier).out
    assert out.count("changed: –") == 2
    assert out.count("changed: not in the earlier report") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("TWN",), "give partners, or --all"),
        (("TWN", "LVA", "--all"), "not both"),
        (("TWN", "TWN"), "TWN itself"),
        (("TWN", "XXX"), "neither a file nor the code"),
        (("XXX", "TWN"), "neither a file nor the code"),
        (("TWN", "LVA", "--need", "gold"), "gold"),
        (("TWN", "LVA", "-o", "no/such/folder/x.html"), "cannot write"),
    ],
)
def test_bad_input_is_one_clear_error(arguments: tuple[str, ...], message: str) -> None:
    got = run("partners", *arguments)
    assert (got.code, got.out) == (2, "")
    assert got.err.count(message) == 1


def test_changes_are_told_by_name(tmp_path: Path) -> None:
    strait = [EXAMPLES / "cross-strait" / name for name in ("TWN.yaml", "CHN.yaml")]
    earlier = tmp_path / "earlier.json"
    run("partners", *strait, "--as-of", "2015-12-31", "-o", earlier)
    out = " ".join(run("partners", *strait, "--since", earlier).out.split())
    assert "changed: was ready, now fragile" in out
    assert "→ No political support: notice and consent, fell" in out
    assert "notice-and-consent" not in out


def test_a_broken_earlier_report(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"schema": "readiness/batch/1", "a": "x"}', "utf-8")
    got = run("partners", "TWN", "LVA", "--since", tmp_path / "bad.json")
    assert (got.code, got.out) == (2, "")
    assert "is not whole" in got.err


def test_a_shared_table_does_not_tell_who_trusts_whom(tmp_path: Path) -> None:
    low = "profile: {}\nas_of: 2023\nratings: {{mutual-trust: {{level: {}, grade: A1}}}}\n"
    (tmp_path / "A.yaml").write_text(low.format("AAA", 0), "utf-8")
    (tmp_path / "B.yaml").write_text(low.format("BBB", 4), "utf-8")
    pair = (tmp_path / "A.yaml", tmp_path / "B.yaml", "--phase", "late")
    assert "first: AAA, Distrust" in run("partners", *pair).out
    assert "first: both, Distrust" in run("partners", *pair, "--share").out


def test_a_folder_without_profiles(tmp_path: Path) -> None:
    got = run("partners", "TWN", tmp_path)
    assert (got.code, got.out) == (2, "")
    assert "no profile of a partner" in got.err


def test_one_bad_partner_is_told_once_and_the_rest_are_shown(tmp_path: Path) -> None:
    target = tmp_path / "p.md"
    got = run("partners", "TWN", "LVA", "XXX", "XXX", "JPN", "-o", target)
    assert got.code == 2
    assert got.err.count("XXX") == 1
    assert "| Latvia (LVA) |" in target.read_text("utf-8")
    assert list(csv.reader(io.StringIO(got.out))) == []
