"""`readiness partners`: the lines agree with single assessments, every format, and bad input."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run

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


def test_a_folder_without_profiles(tmp_path: Path) -> None:
    got = run("partners", "TWN", tmp_path)
    assert (got.code, got.out) == (2, "")
    assert "no profile of a partner" in got.err


def test_one_bad_partner_is_told_once_and_the_rest_are_shown(tmp_path: Path) -> None:
    target = tmp_path / "p.md"
    got = run("partners", "TWN", "LVA", "XXX", "XXX", "JPN", "-o", target)
    assert got.code == 2
    assert got.err.count("XXX") == 1
    assert "| Latvia | LVA |" in target.read_text("utf-8")
    assert list(csv.reader(io.StringIO(got.out))) == []
