"""What a user demands of an assessment: --fail-under, --fail-on and --strict."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path

import pytest

from cli.command_line import ALPHA, BETA, assess, report, run, write


@pytest.mark.usefixtures("folder")
def test_fail_under() -> None:
    value = report("alpha.yaml", "beta.yaml")["readiness"]["value"]
    assert value == 75
    for bar, code in (("74.9", 0), ("75", 0), ("75.1", 1), ("100", 1), ("0", 0)):
        done = assess("alpha.yaml", "beta.yaml", "--fail-under", bar)
        assert done.code == code
        assert done.out.startswith(" Alphaland – Betaland")
        assert done.err == ("" if code == 0 else f"failed: readiness 75 is below {bar}\n")


@pytest.mark.usefixtures("folder")
def test_fail_under_fails_where_readiness_has_no_value() -> None:
    write(Path(), {"a.yaml": "profile: A\nas_of: 2023\n", "b.yaml": "profile: B\n"})
    done = assess("a.yaml", "b.yaml", "--fail-under", "0")
    assert done.code == 1
    assert "readiness has no value" in done.err
    assert "UNDETERMINED" in done.out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("pair", "demand", "code"),
    [
        (("alpha.yaml", "unwilling.yaml"), "blocked", 1),
        (("alpha.yaml", "beta.yaml"), "blocked", 0),
        (("no-treaty.yaml", "beta.yaml"), "blocked", 0),
        (("no-treaty.yaml", "beta.yaml"), "undetermined", 1),
        (("alpha.yaml", "beta.yaml"), "ready", 1),
        (("alpha.yaml", "unwilling.yaml"), "no-will", 1),
        (("alpha.yaml", "unwilling.yaml"), "no-means", 0),
        (("alpha.yaml", "beta.yaml"), "no-will", 0),
    ],
)
def test_fail_on_a_verdict_or_an_obstacle(pair: tuple[str, str], demand: str, code: int) -> None:
    done = assess(*pair, "--fail-on", demand)
    assert done.code == code
    assert done.out == assess(*pair).out
    assert bool(done.err) == bool(code)


@pytest.mark.usefixtures("folder")
def test_several_demands_are_all_named_and_files_are_still_written() -> None:
    demands = (
        "--fail-on",
        "blocked",
        "--fail-on",
        "undetermined",
        "--fail-on",
        "no-will",
        "--fail-under",
        "60",
    )
    done = assess("alpha.yaml", "unwilling.yaml", *demands, "-o", "report.json")
    assert done.code == 1
    assert [line.split(": ")[0] for line in done.err.splitlines()] == ["failed"] * 3
    assert json.loads(Path("report.json").read_text("utf-8"))["verdict"] == "blocked"


def test_strict_accepts_only_fresh_graded_agreeing_evidence_and_a_known_phase(folder: Path) -> None:
    assert assess("alpha.yaml", "beta.yaml", "--strict").code == 0
    weaknesses = {
        "is rated without a grade": BETA.replace(", grade: B2}", "}", 1),
        "present-will rests on stale evidence": BETA.replace(
            "3, grade: B2}", "2, grade: B2, as_of: 2012}", 1
        ),
        "the profiles disagree on framework-fit": f"{BETA}      framework-fit: {{level: 4, grade: B2}}\n",
    }
    for message, text in weaknesses.items():
        write(folder, {"weak.yaml": text})
        done = assess("alpha.yaml", "weak.yaml", "--strict", "-o", "report.md")
        assert (done.code, done.out) == (2, "")
        assert message in done.err
        assert not Path("report.md").exists()
        assert assess("alpha.yaml", "weak.yaml").code == 0
    write(folder, {"alpha.yaml": re.sub(r"    agreements: .*\n", "", ALPHA)})
    assert "the phase is assumed" in assess("alpha.yaml", "beta.yaml", "--strict").err
    assert assess("alpha.yaml", "beta.yaml", "--strict", "--phase", "early").code == 0


def test_stale_evidence_of_either_side_is_seen_in_either_order(folder: Path) -> None:
    write(folder, {"stale.yaml": BETA.replace("grade: B2}", "grade: B2, as_of: 2012}", 1)})
    runs = [assess(*pair, "--strict") for pair in permutations(("alpha.yaml", "stale.yaml"))]
    assert [done.code for done in runs] == [2, 2]
    assert runs[0].err == runs[1].err
    assert "stale.yaml:5: present-will rests on stale evidence" in runs[0].err


def test_strict_points_at_the_rating_without_a_grade(folder: Path) -> None:
    write(folder, {"ungraded.yaml": BETA.replace(", grade: B2}", "}", 1)})
    assert "ungraded.yaml:5: present-will" in assess("alpha.yaml", "ungraded.yaml", "--strict").err


def test_a_rating_below_its_gate_beside_later_cases_is_told_and_counts_as_weak(tmp_path: Path) -> None:
    will = "ratings: {present-will: {level: 0, grade: B2, as_of: 2021-06-30}}"
    cases = "cases: [{needs: [intelligence], from: 2021, to: 2023-06, completed: 8}]"
    text = "as_of: 2023-12-31\npartners:\n"
    write(
        tmp_path,
        {
            "a.yaml": f"profile: AAA\n{text}  BBB:\n    {will}\n    {cases}\n",
            "b.yaml": f"profile: BBB\n{text}  AAA:\n    ratings: {{present-will: {{level: 3, grade: B2}}}}\n",
        },
    )
    question = (tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "intelligence", "--phase", "early")
    strict = run("assess", *question, "--strict")
    assert strict.code == 2
    assert "present-will is rated below its gate, though such cases were completed" in strict.err
    conflict = json.loads(run("assess", *question, "--format", "json").out)["conflicts"]
    assert [(item["indicator"], item["casework"]) for item in conflict] == [
        ("present-will", "8 completed cases, 2021–2023")
    ]
    told = "rated 0 (2021-06-30), below its gate, though cases were completed later"
    assert told in run("assess", *question, "--format", "markdown").out
