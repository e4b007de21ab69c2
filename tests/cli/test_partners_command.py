"""`readiness partners`: the lines agree with single assessments, every format, and bad input."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, run
from readiness.report.data.partners_xlsx import TINTS
from readiness.report.pages.partner_contrasts import telling

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


def test_the_first_step_is_that_of_the_report_on_the_pair() -> None:
    for partner in ("LVA", "JPN"):
        steps = json.loads(run("assess", "TWN", partner, "-f", "json").out)["do_first"]
        out = " ".join(run("partners", "TWN", partner).out.split())
        told = re.findall(r"\((R\d+)\)", out.split("first step:")[1])
        assert told[0] == steps[0]["remedy"]
        assert set(told) <= {step["remedy"] for step in steps}
    out = " ".join(run("partners", "TWN", "LVA").out.split())
    assert "(R09)" in out.split("first step:")[1]
    assert "(R08)" in out.split("first step:")[1], "the relay by friendly forces"


def test_what_is_only_not_known_is_to_be_found_out_and_stands_in_nobodys_way(tmp_path: Path) -> None:
    """Every report tells the same: of BBB nothing is rated, of CCC a whole level is missing on its own side."""
    for code, ratings in (
        ("AAA", ""),
        ("BBB", ""),
        ("CCC", "ratings: {contact-point: {level: 0, grade: A1}}"),
    ):
        (tmp_path / f"{code}.yaml").write_text(f"profile: {code}\nas_of: 2023\n{ratings}\n", "utf-8")
    (tmp_path / "pairs.csv").write_text("a,b\nAAA.yaml,BBB.yaml\nAAA.yaml,CCC.yaml\n", "utf-8")
    a, b, c = (tmp_path / f"{code}.yaml" for code in ("AAA", "BBB", "CCC"))
    out = " ".join(run("partners", a, b, c).out.split())
    of_b, of_c = out.split("CCC (CCC):")
    assert "in the way first: nothing that is known" in of_b
    assert "also in the way" not in of_b
    assert "in the way first: CCC, contact point, which stops it now" in of_c
    screen = " ".join(run("assess", a, b).out.split())
    asked = of_b.split("to find out first: both: ")[1].split("?")[0]
    assert f"· Both: {asked}?" in screen
    assert "STANDS IN THE WAY" not in screen
    assert screen.index(asked) < screen.index("Phases:")
    batch = run("batch", tmp_path / "pairs.csv", "-f", "markdown").out
    assert "| – | nothing that is known | – | 1 |" in batch
    assert "| nothing that is known | – |" in batch
    assert "| contact point, which stops it now | CCC |" in batch
    needs = " ".join(run("assess", a, b, "--full").out.split()).split("BY NEED")[1]
    assert needs.split("NECESSARY")[0].count("nothing that is known") == 2
    matrix = run("matrix", tmp_path, "-f", "csv").out
    assert matrix.count("nothing that is known") == 1
    assert matrix.count("contact point, which stops it now") == 2


def test_partners_with_the_same_first_obstacle_are_told_apart(tmp_path: Path) -> None:
    """The first obstacle is the own side's everywhere; each partner has another one of its own."""
    own = "profile: AAA\nas_of: 2023\nratings: {present-will: {level: 0, grade: A1}}\n"
    partner = "profile: {}\nas_of: 2023\nratings: {{{}: {{level: 0, grade: A1}}}}\n"
    (tmp_path / "AAA.yaml").write_text(own, "utf-8")
    lacks = {"BBB": "contact-point", "CCC": "police-exchange-authority", "DDD": "secure-channel"}
    for code, key in lacks.items():
        (tmp_path / f"{code}.yaml").write_text(partner.format(code, key), "utf-8")
    out = " ".join(run("partners", tmp_path / "AAA.yaml", tmp_path, "--phase", "early").out.split())
    rows = {code: out.split(f"{code} ({code}):")[1].split("to find out first:")[0] for code in lacks}
    assert len({row.split("also in the way:")[0] for row in rows.values()}) == 1
    told = {code: row.split("also in the way:")[1] for code, row in rows.items()}
    assert all(f"{code}, " in told[code] for code in ("BBB", "CCC"))
    assert "contact point" in told["BBB"]
    assert "police exchange authority" in told["CCC"]
    assert "secure channel" in told["DDD"]


def test_a_second_entry_tells_those_apart_whose_rarest_is_the_same() -> None:
    """Two have x, three y, and three z. Of A the rarest is x, of B too; y, which A alone of the two has, comes second.

    Of equally rare ones the first counts: D is told by y, and alone with that.
    """
    x, y, z = (("x", "no x"), ("y", "no y"), ("z", "no z"))
    told = telling({"A": [y, x], "B": [x], "C": [z, y], "D": [y, z], "E": [z], "F": []})
    assert told == {
        "A": "no x; no y",
        "B": "no x",
        "C": "no z; no y",
        "D": "no y",
        "E": "no z",
        "F": "",
    }


@pytest.fixture
def like_partners(tmp_path: Path) -> Path:
    """Profiles of three partners of AAA: two that differ by name and date alone, and one that lacks something."""
    own = "profile: AAA\nas_of: 2023\nratings: {present-will: {level: 0, grade: A1}}\n"
    (tmp_path / "AAA.yaml").write_text(own, "utf-8")
    for code, year, level in (("BBB", 2022, 0), ("CCC", 2023, 0), ("DDD", 2023, 4)):
        text = f"profile: {code}\nas_of: {year}\nratings: {{contact-point: {{level: {level}, grade: A1}}}}\n"
        (tmp_path / f"{code}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_partners_that_nothing_tells_apart_share_a_line(like_partners: Path) -> None:
    arguments = ("partners", like_partners / "AAA.yaml", like_partners, "--phase", "early")
    out = " ".join(run(*arguments).out.split())
    together = "Only public indices, if anything, tell these apart: BBB (BBB), CCC (CCC). Each: blocked"
    assert out.count(together) == 1
    assert out.count("Only public indices") == 1
    assert "as of 2023" in out.split("DDD (DDD): ")[1]
    assert "to find out first: both: " in out.split(together)[1].split("DDD (DDD)")[0]
    for form in ("markdown", "html"):
        table = re.sub(r"<[^>]+>", " ", run(*arguments, "-f", form).out)
        assert table.count("BBB (BBB), CCC (CCC)") == 1
        assert table.count("only public indices, if anything, tell these apart") == 1


def test_a_workbook_keeps_a_row_for_each_partner(like_partners: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = like_partners / "out.xlsx"
    assert (
        run("partners", like_partners / "AAA.yaml", like_partners, "--phase", "early", "-o", file).code == 0
    )
    rows = list(openpyxl.load_workbook(file).active.iter_rows(min_row=4, values_only=True))
    alike = rows[0].index("only indices, if anything, tell it from")
    assert [(row[1], row[alike] or "") for row in rows[1:]] == [("BBB", "CCC"), ("CCC", "BBB"), ("DDD", "")]


def test_text_is_in_the_order_asked_for_and_fits() -> None:
    out = run("partners", "TWN", *PARTNERS).out
    flat = " ".join(out.split())
    assert flat.index("Japan (JPN), United States (USA)") < flat.index("Latvia (LVA)")  # those alike together
    assert max(map(len, out.splitlines())) <= 80
    assert "no ranking" in out
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
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", "A4:M7")
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
    asking = run("partners", "TWN", "LVA", "--case", tmp_path / "case.yaml", "-f", "json").out
    assert asking == run("partners", "TWN", "LVA", "--requesting", "TWN", "-f", "json").out


def test_partners_may_stand_in_one_text_with_the_jurisdiction() -> None:
    written = run("partners", "TWN", "LVA", "JPN", "-f", "json").out
    assert run("partners", "TWN,LVA,JPN", "-f", "json").out == written
    assert run("partners", "TWN-LVA", "JPN", "-f", "json").out == written


@pytest.mark.parametrize("order", ["name", "verdict", "obstacle", "phase"])
def test_every_order_is_told_and_is_no_ranking(order: str) -> None:
    out = run("partners", "TWN", *PARTNERS, "--sort", order).out
    assert f"By {'what stands in the way first' if order == 'obstacle' else order}" in out
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
    assert "→ bilateral climate, in which the trouble between the two shows" in out
    assert "bilateral-climate" not in out


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
    assert "in the way first: AAA, mutual trust" in run("partners", *pair).out
    assert "in the way first: both, mutual trust" in run("partners", *pair, "--share").out


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
