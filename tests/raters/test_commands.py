"""`readiness agreement` and `readiness merge` as people run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import Run, run
from readiness.documents.yaml_text import decode, parse

if TYPE_CHECKING:
    from pathlib import Path

ONE = """
profile: TWN
as_of: 2023-11-28
ratings:
  integrity: {level: 3, grade: B2}
  state-stability: {level: 1, grade: B2}
  information-norms: {not-applicable: "a | b"}
"""
TWO = """
profile: TWN
as_of: 2023-11-28
ratings:
  integrity: {level: 3, grade: B2}
  state-stability: {level: 3, grade: B2}
  information-norms: 2
"""


@pytest.fixture
def raters(tmp_path: Path) -> tuple[Path, Path]:
    """A file of one rater, and a folder of another."""
    (tmp_path / "two").mkdir()
    (tmp_path / "one.yaml").write_text(ONE)
    (tmp_path / "two" / "TWN.yaml").write_text(TWO)
    return tmp_path / "one.yaml", tmp_path / "two"


def test_agreement_in_text(raters: tuple[Path, Path]) -> None:
    done = run("agreement", *raters)
    # Values 3,3 / 1,3: n1 = 1, n3 = 3, distance of 1 and 3 is 4 - 2 = 2. Observed 2*4/4 = 2, expected 2*1*3*4/12 = 2.
    assert done.code == 0
    assert (
        "Overall alpha 0.000 (ordinal): the same level in 50 %, within one level in 50 %\nof 2 pairs."
        in done.out
    )
    assert "2 units compared; 1 rated by one alone; 1 rated by some and not applicable to" in done.out
    assert "  TWN, state-stability: 1 · 3\n  TWN, information-norms: n/a · 2\n" in done.out
    assert all(len(line) <= 80 or "rater" in line for line in done.out.splitlines())


def test_agreement_in_markdown(raters: tuple[Path, Path]) -> None:
    done = run("agreement", *raters, "--format", "markdown")
    assert "| integrity | – | 100 % | 100 % | 1 |" in done.out
    assert "| state-stability | 0.000 | 0 % | 0 % | 1 |" in done.out


def test_agreement_in_json(raters: tuple[Path, Path]) -> None:
    found = json.loads(run("agreement", *raters, "--format", "json").out)
    assert found["schema"] == "readiness/agreement/1"
    assert found["overall"] == {
        "alpha": 0.0,
        "exact": 0.5,
        "within_one": 0.5,
        "units": 2,
        "pairs": 2,
        "single": 1,
        "disputed": 1,
    }
    assert [item["id"] for item in found["indicators"]] == [
        "state-stability",
        "integrity",
        "information-norms",
    ]
    assert found["apart"][0] == {
        "jurisdiction": "TWN",
        "partner": None,
        "indicator": "state-stability",
        "row": None,
        "need": None,
        "crime": None,
        "said": [1.0, 3.0],
    }
    assert [rater["profiles"][0]["id"] for rater in found["raters"]] == ["TWN", "TWN"]


def test_agreement_can_be_demanded(raters: tuple[Path, Path]) -> None:
    failed = run("agreement", *raters, "--fail-under", "0.667")
    assert (failed.code, failed.err) == (1, "overall alpha is 0.000; at least 0.667 was asked for\n")
    assert run("agreement", *raters, "--fail-under", "0").code == 0


def test_nothing_to_compare_is_said(raters: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "three.yaml").write_text("profile: LVA\nratings: {integrity: 2}\n")
    done = run("agreement", raters[0], tmp_path / "three.yaml")
    assert (done.code, done.out) == (3, "")
    assert "nothing to compare" in done.err


def test_a_folder_may_hold_other_files_but_not_one_jurisdiction_twice(raters: tuple[Path, Path]) -> None:
    (raters[1] / "case.yaml").write_text("needs: [evidence]\n")
    done = run("agreement", *raters)
    assert done.code == 0
    assert "case.yaml: left out, it has no key `profile`" in done.err
    (raters[1] / "again.yaml").write_text(ONE)
    done = run("agreement", *raters)
    assert done.code == 2
    assert "this rater has a profile of TWN already" in done.err


@pytest.mark.parametrize("command", ["agreement", "merge"])
def test_two_raters_are_the_least(raters: tuple[Path, Path], command: str) -> None:
    assert run(command, raters[0]) == Run(
        2, "", "expected at least two raters: a file or a folder for each\n"
    )


def test_the_mistakes_of_all_raters_are_shown_together(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text("profile: TWN\nratings: {integrety: 2}\n")
    done = run("merge", tmp_path / "one.yaml", tmp_path / "two.yaml")
    assert done.code == 2
    assert done.err.count('unknown indicator "integrety"') == 2


def test_merge_writes_a_profile_and_says_what_to_settle(raters: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "consensus.yaml"
    done = run("merge", raters[0], raters[1] / "TWN.yaml", "-o", target)
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "to settle: ratings.state-stability: rater 1: 1, rater 2: 3; used 1\n"
        "to settle: ratings.information-norms: rater 1: not applicable, rater 2: 2; used 2\n"
    )
    assert parse(decode("c", target.read_bytes()))[0] == {
        "profile": "TWN",
        "as_of": "2023-11-28",
        "ratings": {
            "state-stability": {"level": 1, "grade": "B2", "interval": [1, 3], "note": "rater 2: 3"},
            "integrity": {"level": 3, "grade": "B2"},
            "information-norms": {"level": 2, "note": "rater 1: not applicable (a | b)"},
        },
    }
    assert run("validate", target).code == 0
    again = run("merge", raters[0], raters[1] / "TWN.yaml")
    assert again.out == target.read_text()


def test_merge_may_refuse_contradictions(raters: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "consensus.yaml"
    done = run("merge", raters[0], raters[1] / "TWN.yaml", "-o", target, "--strict")
    assert done.code == 2
    assert not target.exists()


def test_merge_never_overwrites_a_rater(raters: tuple[Path, Path]) -> None:
    done = run("merge", raters[0], raters[1] / "TWN.yaml", "-o", raters[0])
    assert done.code == 2
    assert "is a rater's own file" in done.err
    assert raters[0].read_text() == ONE


def test_merge_refuses_two_jurisdictions(raters: tuple[Path, Path]) -> None:
    done = run("merge", raters[0], "LVA")
    assert done.code == 2
    assert "different jurisdictions: TWN, LVA" in done.err
