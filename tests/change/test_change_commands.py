"""The commands that say what would change a verdict, as people run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from rich.cells import cell_len

from cli.command_line import EXAMPLES, run

if TYPE_CHECKING:
    from pathlib import Path


def test_what_if_shows_both_sides_in_every_format() -> None:
    asked = ("what-if", "TWN", "LVA", "--set", "pair.treaty-basis.evidence=0", "--each")
    data = json.loads(run(*asked, "-f", "json").out)
    assert data["schema"] == "readiness/what-if/1"
    assert data["set"] == ["pair.treaty-basis.evidence=0"]
    assert (data["before"]["verdict"], data["after"]["verdict"]) == ("undetermined", "blocked")
    assert {"what": "verdict", "from": "undetermined", "to": "blocked"}.items() <= data["moved"][0].items()
    for form in ("text", "markdown"):
        told = run(*asked, "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "UNDETERMINED → BLOCKED in the middle phase" in told.out
    assert max(cell_len(line) for line in run(*asked).out.splitlines()) <= 80


@pytest.mark.parametrize("command", ["what-if", "plan", "bottleneck"])
def test_json_holds_under_the_shipped_schema(command: str) -> None:
    more = ("--set", "LVA.mutual-trust=0", "--each") if command == "what-if" else ()
    data = json.loads(run(command, "TWN", "LVA", *more, "-f", "json").out)
    schema = json.loads((EXAMPLES.parent / "docs" / "schemas" / f"{command}.json").read_text("utf-8"))
    assert set(schema["required"]) == set(data)
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []
    assert data["schema"] == f"readiness/{command}/1"


def test_the_bottleneck_table_in_text_and_markdown() -> None:
    for form in ("text", "markdown"):
        told = run("bottleneck", "TWN", "LVA", "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "UNDETERMINED in the middle phase" in told.out
    lines = run("bottleneck", "TWN", "LVA").out.splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    row = next(line for line in lines if line.startswith(" contact point"))
    assert row.split()[2:7] == ["1", "1", "✓", "1", "✓"]


@pytest.mark.parametrize("wrong", ["LVA.mutual-trst=3", "XXX.mutual-trust=3", "LVA.mutual-trust=9"])
def test_a_wrong_change_is_one_error_and_writes_nothing(wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = run("what-if", "TWN", "LVA", "--set", wrong, "-o", file)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert wrong in done.err
    assert not file.exists()


def test_a_plan_in_every_format() -> None:
    data = json.loads(run("plan", "TWN", "LVA", "-f", "json").out)
    assert data["schema"] == "readiness/plan/1"
    assert data["target"] == {"phase": "middle", "verdict": "ready"}
    assert (data["reached"], data["exact"]) == (True, True)
    assert sum(data["cost"]) == len(data["steps"])
    assert data["months"] == max(step["end"] for step in data["steps"])
    for form in ("text", "markdown", "html"):
        told = run("plan", "TWN", "LVA", "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "CAN BE REACHED: ready in the middle phase" in told.out
        for step in data["steps"]:
            assert step["remedy"] in told.out
    assert max(cell_len(line) for line in run("plan", "TWN", "LVA").out.splitlines()) <= 80
    page = run("plan", "TWN", "LVA", "-f", "html").out
    assert page.count("<g>") == len(data["steps"])
    assert "<script" not in page


def test_the_plan_put_into_what_if_reaches_its_target() -> None:
    for target in ("ready", "late"):
        plan = json.loads(run("plan", "TWN", "LVA", "--target", target, "-f", "json").out)
        sets = [word for text in plan["what_if"] for word in ("--set", text)]
        done = run("what-if", "TWN", "LVA", "--phase", plan["target"]["phase"], *sets, "-f", "json")
        after = json.loads(done.out)["after"]
        assert after["verdict"] == plan["after"]["verdict"]
        assert after["readiness"]["value"] == pytest.approx(plan["after"]["readiness"])


def test_a_plan_that_does_not_reach_its_target_fails_only_if_asked() -> None:
    asked = ("plan", "TWN", "LVA", "--target", "ready", "--side", "LVA", "--within", "1")
    done = run(*asked)
    assert done.code == 0
    assert done.out.splitlines()[3].startswith(" CANNOT BE REACHED")
    assert "WHAT STANDS IN THE WAY" in done.out
    failed = run(*asked, "--fail-unreached")
    assert (failed.code, failed.out) == (1, done.out)
    assert failed.err == "ready in the middle phase is not reached\n"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--target", "redy"), 'unknown verdict or phase "redy"; did you mean "ready"?'),
        (("--target", "blocked"), "expected one of: fragile, ready, early, middle, late"),
        (("--side", "LVX"), 'unknown side "LVX"; did you mean "LVA"?'),
        (("--within", "0"), "expected at least 1 month, found 0"),
        (("--budget", "5"), "expected one of: 1, 2, 3, 4"),
        (("--without", "R999"), 'unknown remedy "R999"'),
    ],
)
def test_a_wrong_option_is_one_error_and_writes_nothing(
    wrong: tuple[str, str], told: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.html"
    done = run("plan", "TWN", "LVA", *wrong, "-o", file)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err
    assert not file.exists()


def test_how_sure_and_what_evidence_is_worth_stand_in_every_full_report() -> None:
    without = json.loads(run("assess", "TWN", "LVA", "-f", "json").out)
    assert (without["sureness"], without["evidence_worth"]) == (None, None)
    data = json.loads(run("assess", "TWN", "LVA", "--full", "-f", "json").out)
    schema = json.loads((EXAMPLES.parent / "docs" / "schemas" / "assessment.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []
    sure = data["sureness"]
    assert sure["verdict"] == data["verdict"]
    assert sum(sure["weights"]["top_loss"].values()) == pytest.approx(1)
    for shares in (sure["evidence"], sure["evidence_and_weights"]):
        assert sum(estimate["share"] for estimate in shares.values()) == pytest.approx(1)
    first = data["evidence_worth"][0]
    assert {"indicator", "side", "levels", "changes_verdict", "sources", "ask"} <= first.keys()
    for form in ("text", "markdown", "html"):
        assert (
            "How sure, exactly".casefold() in run("assess", "TWN", "LVA", "--full", "-f", form).out.casefold()
        )
        assert "How sure, exactly".casefold() not in run("assess", "TWN", "LVA", "-f", form).out.casefold()
