"""`readiness history`: each point is the assessment of that day, and events stand once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, run

if TYPE_CHECKING:
    from pathlib import Path

CROSS_STRAIT = [str(EXAMPLES / "cross-strait" / name) for name in ("CHN.yaml", "TWN.yaml")]


def test_every_point_is_what_assess_says_of_that_day() -> None:
    data = json.loads(run("history", *CROSS_STRAIT, "--from", "2014", "--to", "2017-12-31", "-f", "json").out)
    assert [point["as_of"] for point in data["points"]] == [
        "2014-12-31",
        "2015-12-31",
        "2016-12-31",
        "2017-12-31",
    ]
    for point in (data["points"][0], data["points"][-1]):
        alone = json.loads(run("assess", *CROSS_STRAIT, "--as-of", point["as_of"], "-f", "json").out)
        assert point["verdict"] == alone["verdict"]
        assert point["readiness"] == alone["readiness"]["value"]
        levels = {it["id"]: it["level"] for it in alone["indicators"] if it["in_scope"]}
        assert point["levels"] == levels


def test_the_question_is_that_of_assess() -> None:
    asked = ("--need", "surrender", "--phase", "late", "--requesting", "CHN", "--weights", "bottom-up")
    data = json.loads(run("history", *CROSS_STRAIT, "--from", "2016", *asked, "-f", "json").out)
    for point in data["points"][:2]:
        alone = json.loads(run("assess", *CROSS_STRAIT, *asked, "--as-of", point["as_of"], "-f", "json").out)
        assert (point["verdict"], point["phase"]) == (alone["verdict"], "late")
        assert point["readiness"] == alone["readiness"]["value"]


def test_a_case_file_asks_the_question(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("needs: [surrender]\nas_of: 2018-06-30\n", encoding="utf-8")
    by_case = run("history", *CROSS_STRAIT, "--from", "2016", "--case", tmp_path / "case.yaml").out
    assert (
        by_case == run("history", *CROSS_STRAIT, "--from", "2016", "--need=surrender", "--to=2018-06-30").out
    )


def test_text_is_a_line_per_series_and_tells_each_event_once() -> None:
    out = run("history", *CROSS_STRAIT, "--from", "2008").out
    (verdicts,) = re.findall(r"^ verdict +(\S+)", out, re.MULTILINE)
    assert len(verdicts) == 16  # the ends of 2008 to 2023
    assert re.search(
        r"^ standing +·={7}!{8}", out, re.MULTILINE
    )  # running 2009-2015, strained from June 2016
    assert out.count("2016-06-25: strained") == 1
    assert max(map(len, out.splitlines())) <= 80


def test_no_format_drops_the_years_without_a_value() -> None:
    out = run("history", *CROSS_STRAIT, "--from", "2008", "-f", "markdown").out
    rows = [line.split(" | ")[1].replace("\\", "") for line in out.splitlines() if line.startswith("| ")]
    assert {len(row) for row in rows if " " not in row and set(row) - set(":-")} == {16}


def test_a_shared_history_tells_no_case_and_no_agreement() -> None:
    out = run("history", *CROSS_STRAIT, "--share").out
    assert "completed case" not in out
    assert "Agreement" not in out


def test_html_draws_what_it_says() -> None:
    out = run("history", *CROSS_STRAIT, "--from", "2008", "-f", "html").out
    assert "<svg" in out
    assert re.search(r"<title>present will\. 2008: [^<]*2023-12-31|<title>present will\. 2008", out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--from", "2050"), "lies after"),
        (("--to", "yesterday"), "yesterday"),
        (("-o", "no/such/folder/x.html"), "cannot write"),
    ],
)
def test_bad_input_is_one_clear_error(arguments: tuple[str, ...], message: str) -> None:
    got = run("history", *CROSS_STRAIT, *arguments)
    assert (got.code, got.out) == (2, "")
    assert message in got.err


def test_a_jurisdiction_has_no_history_with_itself() -> None:
    got = run("history", "TWN", "TWN")
    assert (got.code, got.out) == (2, "")
    assert "both profiles are of TWN" in got.err
