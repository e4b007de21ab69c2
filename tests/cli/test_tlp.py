"""Traffic Light Protocol: a report bears the strictest marking, and shows nothing above the level of its readers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, DELICATE_A, DELICATE_B, assess, report, run, write
from readiness.cli.pair_formats import FORMATS
from readiness.tlp import MARKINGS, above, label, strictest

if TYPE_CHECKING:
    from pathlib import Path

KEPT, GONE = "Kept", "Secret"


@pytest.fixture
def pair(folder: Path) -> tuple[str, str]:
    """One profile marked red, whose secrets must go, and one marked green, whose must stay."""
    green = DELICATE_B.replace("Secret", KEPT).replace("present-will: {level: 2", "present-will: {level: 1")
    green = green.replace("grade: B2}}", "grade: B2, evidence: [{says: Kept-says, source: secret-source}]}}")
    write(folder, {"red-file.yaml": f"tlp: red\n{DELICATE_A}", "green-file.yaml": f"tlp: green\n{green}"})
    return "red-file.yaml", "green-file.yaml"


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_bears_the_strictest_marking_of_its_inputs(name: str, pair: tuple[str, str]) -> None:
    for order in (pair, pair[::-1]):
        text = assess(*order, "-f", name).out
        assert ('"tlp": "red"' if name == "json" else "TLP%3ARED" if name == "github" else "TLP:RED") in text


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", FORMATS)
def test_without_a_marking_none_is_shown(name: str) -> None:
    text = assess("alpha.yaml", "beta.yaml", "-f", name).out
    assert '"tlp": null' in text if name in ("json", "sarif") else "TLP" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_above_the_limit_is_left_out(name: str, pair: tuple[str, str]) -> None:
    full = assess(*pair, "-f", name).out
    limited = assess(*pair, "-f", name, "--max-tlp", "amber").out
    for text in (GONE, "red-file.yaml"):
        assert text not in limited
    if name in ("json", "text", "html", "markdown"):
        assert GONE in full
        assert KEPT in limited
    marking = {"json": '"tlp": "amber"', "github": "TLP%3AAMBER"}.get(name, "TLP:AMBER")
    assert marking in limited
    if name != "json":
        assert "of ALPHA are left out" in " ".join(limited.split())


def test_only_the_marked_profile_is_silent_and_no_number_moves(pair: tuple[str, str]) -> None:
    full, limited = report(*pair), report(*pair, "--max-tlp", "TLP:GREEN")
    assert [one["withheld"] for one in limited["inputs"]] == [True, False]
    assert [one["file"] for one in limited["inputs"]] == [None, "green-file.yaml"]
    for found in limited["indicators"]:
        assert all(item["side"] == "b" and item["file"] == "green-file.yaml" for item in found["evidence"])
    assert limited["phase"]["record"] is None
    assert limited["standing"]["note"] == ""
    for key in ("verdict", "readiness", "phases", "factors", "by_need", "as_of"):
        assert limited[key] == full[key]
    assert [it["id"] for it in limited["obstacles"]] == [it["id"] for it in full["obstacles"]]
    assert [(it["level"], it["gate"]) for it in limited["indicators"]] == [
        (it["level"], it["gate"]) for it in full["indicators"]
    ]


def test_a_limit_that_nothing_exceeds_changes_nothing(pair: tuple[str, str]) -> None:
    assert assess(*pair, "-f", "json", "--max-tlp", "red").out == assess(*pair, "-f", "json").out
    both = json.loads(assess(*pair, "-f", "json", "--max-tlp", "clear").out)
    assert both["tlp"] == "clear"
    assert all(one["withheld"] and one["file"] is None for one in both["inputs"])
    assert not any(found["evidence"] or found["note"] or found["file"] for found in both["indicators"])


def test_unknown_markings_are_refused(folder: Path) -> None:
    write(folder, {"alpha.yaml": f"tlp: orange\n{ALPHA}"})
    done = assess("alpha.yaml", "beta.yaml")
    assert done.code == 2
    assert 'alpha.yaml:1:6: "tlp" cannot be "orange"' in done.err
    done = assess("beta.yaml", "unwilling.yaml", "--max-tlp", "ambr")
    assert done.code == 2
    assert 'did you mean "amber"?' in done.err


def test_order_of_the_markings() -> None:
    assert MARKINGS == ("clear", "green", "amber", "amber+strict", "red")
    assert strictest(["green", None, "amber+strict", "amber"]) == "amber+strict"
    assert strictest([None]) is None
    assert [above(marking, "amber") for marking in MARKINGS] == [False, False, False, True, True]
    assert not above(None, "clear")
    assert (label("amber+strict"), label(None)) == ("TLP:AMBER+STRICT", "")


def test_cases_that_contradict_a_rating_are_left_out_whoever_may_have_recorded_them(tmp_path: Path) -> None:
    will = "ratings: {present-will: {level: 0, grade: B2, as_of: 2021-06-30}}"
    cases = f"cases: [{{needs: [intelligence], from: 2021, to: 2023-06, completed: 8, note: {GONE}}}]"
    text = "as_of: 2023-12-31\npartners:\n"
    write(
        tmp_path,
        {
            "a.yaml": f"tlp: red\nprofile: AAA\n{text}  BBB: {{{cases}}}\n",
            "b.yaml": f"profile: BBB\n{text}  AAA:\n    {will}\n",
        },
    )
    asked = (tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "intelligence", "--phase", "early")
    in_json = (*asked, "--format", "json")
    full, limited = (json.loads(run("assess", *in_json, *more).out) for more in ((), ("--max-tlp", "green")))
    assert [item["casework"] for item in full["conflicts"]] == [f"8 completed cases, 2021–2023: {GONE}"]
    assert limited["conflicts"] == []
    assert json.loads(run("assess", *in_json, "--share").out)["conflicts"] == []
