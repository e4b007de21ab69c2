"""Demands on many pairs: waivers, baselines and --strict mean in every command what they mean in `assess`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, UNWILLING, Run, run, write
from readiness.cli.baseline import Baseline
from readiness.cli.exit_conditions import Demands, PairOutcome, failures

GAMMA = BETA.replace("BETA", "GAMMA").replace("Betaland", "Gammaland")
WAIVER = "- {pair: [BETA, alpha], obstacle: no-will, reason: pilots, approver: head, expires: 2023-12-31}\n"
BLOCKED = ("--fail-on", "blocked")


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beta is unwilling: with alpha, and with gamma, cooperation is blocked by no-will."""
    (tmp_path / "world").mkdir()
    write(tmp_path / "world", {"a.yaml": ALPHA, "b.yaml": UNWILLING, "c.yaml": GAMMA})
    write(tmp_path, {"waivers.yaml": WAIVER})
    monkeypatch.chdir(tmp_path)


def go(command: str, *options: str) -> Run:
    words = {
        "batch": ("--all", "world"),
        "matrix": ("world",),
        "assess": ("world/a.yaml", "world/b.yaml"),
        "route": ("world/a.yaml", "world/b.yaml", "world/c.yaml"),
    }
    return run(command, "--rubric", SMALL_RUBRIC, *words[command], *options)


MANY = ["batch", "matrix", "route"]
ALL = [*MANY, "assess"]


@pytest.mark.parametrize("command", MANY)
def test_a_waived_pair_fails_no_demand_until_its_waiver_runs_out(command: str) -> None:
    assert "failed: the verdict is blocked in ALPHA–BETA, BETA–GAMMA" in go(command, *BLOCKED).err
    waived = go(command, *BLOCKED, "--waivers", "waivers.yaml")
    assert waived.code == 1
    assert "failed: the verdict is blocked in BETA–GAMMA" in waived.err
    late = go(command, "--waivers", "waivers.yaml", "--today", "2024-01-01")
    assert late.code == 1
    assert "failed: a waiver has expired in ALPHA–BETA" in late.err
    assert go(command, "--waivers", "waivers.yaml", "--today", "2023-12-31").code == 0
    assert '--today: "soon"' in go(command, "--waivers", "waivers.yaml", "--today", "soon").err


@pytest.mark.parametrize("command", ALL)
def test_only_what_is_new_fails_against_a_baseline(command: str) -> None:
    demands = ("--fail-on", "blocked", "--fail-on", "no-will", "--fail-under", "60")
    written = go(command, *demands, "--write-baseline", "known.json")
    assert written.code == 0
    assert go(command, *demands).code == 1
    assert go(command, *demands, "--baseline", "known.json").code == 0
    assert go(command, *demands, "--as-of", "2024", "--baseline", "known.json").code == 0
    # another question is another matter
    assert go(command, *demands, "--need", "evidence", "--baseline", "known.json").code == 1
    # a lower readiness is new
    write(
        Path("world"), {"b.yaml": UNWILLING.replace("secure-channel: {level: 3", "secure-channel: {level: 0")}
    )
    worse = go(command, *demands, "--baseline", "known.json")
    assert worse.code == 1
    assert "readiness" in worse.err
    assert "no-will" not in worse.err


def test_a_further_obstacle_behind_the_same_verdict_is_new() -> None:
    entry = {"a": "A", "b": "B", "asked": {}, "verdict": "blocked", "readiness": 41, "obstacles": ["o1"]}
    demands = Demands(["blocked", "o2"], 50, Baseline([{**entry, "expired": []}]))
    known = PairOutcome("A", "B", {"as_of": "2024"}, "blocked", 40.94, frozenset({"o1"}))
    assert failures(known, demands) == []
    assert failures(replace(known, present=frozenset()), demands) == []
    worse = replace(known, present=frozenset({"o1", "o2"}), readiness=40.4)
    assert failures(worse, demands) == [
        "failed: readiness 40 is below 50",
        "failed: the verdict is blocked",
        "failed: the obstacle o2 is present",
    ]
    assert failures(replace(known, readiness=None), demands) == [
        "failed: readiness has no value, at least 50 was demanded"
    ]
    assert failures(replace(worse, readiness=60, waived=frozenset({"o2"})), demands) == []


@pytest.mark.parametrize("command", ALL)
def test_a_baseline_that_is_none_is_refused(command: str) -> None:
    entry = '{"a": "x", "b": "y", "asked": {}, "verdict": "ready", "readiness": 1, "obstacles": [{}], "expired": []}'
    for text, message in (
        ("", "known.json:1:1: this is not JSON"),
        ("[" * 9999, "known.json:1:1: brackets are nested too deeply"),
        ("[]", "known.json: this is no baseline"),
        ("{}", "known.json: this is no baseline"),
        ('{"schema": "readiness/baseline/1", "pairs": [{"a": 1}]}', "known.json: this is no baseline"),
        (f'{{"schema": "readiness/baseline/1", "pairs": [{entry}]}}', "known.json: this is no baseline"),
    ):
        write(Path(), {"known.json": text})
        done = go(command, *BLOCKED, "--baseline", "known.json")
        assert (done.code, done.out) == (2, "")
        assert message in done.err
    assert "give one of them" in go(command, "--write-baseline", "x.json").err


def test_the_file_holds_only_pairs_that_miss_a_demand() -> None:
    go("batch", *BLOCKED, "--write-baseline", "known.json")
    pairs = json.loads(Path("known.json").read_text("utf-8"))["pairs"]
    assert [(entry["a"], entry["b"], entry["verdict"], entry["obstacles"]) for entry in pairs] == [
        ("ALPHA", "BETA", "blocked", ["no-will"]),
        ("BETA", "GAMMA", "blocked", ["no-will"]),
    ]


def test_a_batch_may_be_configured_like_an_assessment() -> None:
    write(
        Path(), {"readiness.toml": 'fail-on = "blocked"\nwaivers = "waivers.yaml"\nbaseline = "known.json"\n'}
    )
    go("batch", "--write-baseline", "known.json", "--baseline", "known.json")
    write(Path(), {"known.json": '{"schema": "readiness/baseline/1", "pairs": []}'})
    for command in ("batch", "matrix"):
        assert "the verdict is blocked in BETA–GAMMA" in go(command).err
    assert go("assess").code == 0


def test_strict_refuses_pairs_of_a_batch_one_by_one() -> None:
    write(Path("world"), {"c.yaml": GAMMA.replace(", grade: B2}", "}", 1)})
    done = go("batch", "--strict")
    assert done.code == 2
    assert "present-will is rated without a grade" in done.err
    assert [json.loads(line)["b"] for line in done.out.splitlines()] == ["BETA"]
    for command in ("matrix", "route"):
        refused = go(command, "--strict")
        assert (refused.code, refused.out) == (2, "")
        assert "present-will is rated without a grade" in refused.err


def test_rows_and_whole_assessments_of_a_batch_may_be_shared() -> None:
    marked = f"tlp: amber\n{ALPHA}".replace(
        "present-will: {level: 3", "present-will: {evidence: [{says: secret}], level: 3"
    )
    write(Path("world"), {"a.yaml": marked})
    assert "secret" in go("batch", "--detail", "--all-tlp").out
    for options in (("--share",), ("--max-tlp", "green")):
        assert "secret" not in go("batch", "--detail", *options).out
    rows = [json.loads(line) for line in go("batch", "--max-tlp", "green").out.splitlines()]
    assert [row["tlp"] for row in rows] == ["green", "green", None]
    assert [json.loads(line)["tlp"] for line in go("batch", "--all-tlp").out.splitlines()] == [
        "amber",
        "amber",
        None,
    ]


def test_demands_on_the_way_through_relays_are_refused() -> None:
    done = run("route", "TWN", "LVA", "--through", "world", "--fail-on", "blocked")
    assert done.code == 2
    assert "leave them out with --through" in done.err


def test_a_baseline_of_many_pairs_is_read_however_long() -> None:
    go("batch", *BLOCKED, "--write-baseline", "known.json")
    file = Path("known.json")
    file.write_text(file.read_text("utf-8") + " " * 5_000_001, "utf-8")
    assert go("batch", *BLOCKED, "--baseline", "known.json").code == 0
