"""`readiness batch`: where pairs come from, what is written, what a bad input costs, and exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, UNWILLING, Run, contents, report, run, write
from cli.test_imports import HEAVY, imported_by

if TYPE_CHECKING:
    from pathlib import Path

GAMMA = BETA.replace("BETA", "GAMMA").replace("Betaland", "Gammaland")
BAD = "profile: DELTA\nratings:\n  present-wil: 3\n"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three jurisdictions in a folder of their own."""
    (tmp_path / "world").mkdir()
    write(tmp_path / "world", {"a.yaml": ALPHA, "b.yaml": UNWILLING, "c.yaml": GAMMA})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*arguments: str | Path, stdin: bytes = b"") -> Run:
    return run("batch", "--rubric", SMALL_RUBRIC, *arguments, stdin=stdin)


def rows(done: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def pairs(done: Run) -> list[str]:
    return [f"{row['a']} {row['b']}" for row in rows(done)]


@pytest.mark.usefixtures("world")
def test_every_pair_of_a_folder_says_what_assess_says() -> None:
    done = batch("--all", "world")
    assert (done.code, done.err) == (0, "")
    assert pairs(done) == ["ALPHA BETA", "ALPHA GAMMA", "BETA GAMMA"]
    first = rows(done)[0]
    whole = report("world/a.yaml", "world/b.yaml")
    assert first["verdict"] == whole["verdict"] == "blocked"
    assert first["readiness"] == whole["readiness"]
    assert first["digests"]["a"] == whole["inputs"][0]["digest"]
    assert first["first_obstacle"] == {
        "id": "no-will",
        "status": "blocking",
        "factor": "political",
        "side": "b",
        "indicator": "present-will",
    }
    assert batch("--all", "world").out == done.out


def test_a_bad_profile_costs_only_its_own_pairs(world: Path) -> None:
    write(world / "world", {"d.yaml": BAD, "case.yaml": "phase: early\n", "e.yaml": GAMMA})
    done = batch("--all", "world")
    assert done.code == 2
    assert len(rows(done)) == 3
    assert done.err.count('unknown indicator "present-wil"') == 1
    assert "d.yaml:3:3" in done.err
    assert "world/c.yaml is of GAMMA too" in done.err
    assert "case" not in done.err
    assert batch("--all", "world", "--fail-on", "blocked").code == 2


@pytest.mark.usefixtures("world")
def test_pairs_from_csv() -> None:
    listed = (
        "a,b,phase,needs,crimes,roles,requesting,as_of\n"
        "world/a.yaml,world/b.yaml,late,intelligence;evidence,,ALPHA=source BETA=destination,BETA,2023-12\n"
        "\n"
        "world/b.yaml,world/c.yaml,,,,,,\n"
    )
    done = batch("-", stdin=listed.encode())
    assert (done.code, done.err) == (0, "")
    first, second = rows(done)
    assert (first["phase"], first["basis"], first["as_of"]) == ("late", "given", "2023-12-31")
    assert first["needs"] == ["intelligence", "evidence"]
    assert (first["roles"], first["requesting"]) == ({"a": "source", "b": "destination"}, "b")
    assert (second["asked"], second["phase"]) == ({}, "early")
    whole = report(
        "world/a.yaml", "world/b.yaml", "--phase", "late", "--need", "intelligence", "--need", "evidence",
        "--role", "ALPHA=source", "--role", "BETA=destination", "--requesting", "BETA", "--as-of", "2023-12",
    )  # fmt: skip
    assert first["readiness"] == whole["readiness"]


@pytest.mark.usefixtures("world")
def test_an_option_wins_over_the_list() -> None:
    done = batch("-", "--phase", "middle", stdin=b"a;b;phase\nworld/a.yaml;world/b.yaml;late\n")
    assert rows(done)[0]["phase"] == "middle"


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        (b"a,b,fase\n", 'unknown column "fase"'),
        (b"a,phase\nx,late\n", 'the column "b" is missing'),
        (b"", 'the column "a" is missing'),
        (b"a,b,b\n", 'the column "b" stands twice'),
        (b"a,b\nworld/a.yaml,\n", 'the cell "b" is empty'),
        (b"a,b\nworld/a.yaml,world/b.yaml,x\n", "3 cells in a table of 2 columns"),
        (b"a,b,phase\nworld/a.yaml,world/b.yaml,soon\n", 'unknown phase "soon"'),
        (b"a,b,roles\nworld/a.yaml,world/b.yaml,source\n", 'cannot read the role "source"'),
        (b"a,b,requesting\nworld/a.yaml,world/b.yaml,ZETA\n", '"ZETA" is not one of the pair'),
        (b"a,b,as_of\nworld/a.yaml,world/b.yaml,2023-13\n", "there is no month 13"),
        (b"a,b\nworld/a.yaml,world/a.yaml\n", "both profiles are of ALPHA"),
        (b"a,b\nworld/a.yaml,world/z.yaml\n", "no such file"),
    ],
)
@pytest.mark.usefixtures("world")
def test_mistakes_in_csv(listed: bytes, message: str) -> None:
    done = batch("-", stdin=listed)
    assert done.code in (2, 3)
    assert done.out == ""
    assert message in done.err
    assert "Traceback" not in done.err
    good = listed + b"world/a.yaml,world/b.yaml\n" if listed.startswith(b"a,b\n") else b""
    if good:
        done = batch("-", stdin=good)
        assert done.code == 2
        assert len(rows(done)) == 1


def test_pairs_from_a_manifest(world: Path) -> None:
    manifest = """\
defaults: {needs: [evidence]}
pairs:
  - {a: a, b: b.yaml, phase: late, output: a-b.md}
  - {a: b, b: c, needs: [intelligence], roles: {BETA: source, GAMMA: destination}}
"""
    write(world / "world", {"pairs.yaml": manifest})
    done = batch("world/pairs.yaml", "-o", "rows.jsonl", "-o", "rows.csv")
    assert (done.code, done.out, done.err) == (0, "", "")
    first, second = (json.loads(line) for line in (world / "rows.jsonl").read_text().splitlines())
    assert (first["needs"], first["phase"]) == (["evidence"], "late")
    assert (second["needs"], second["roles"]) == (["intelligence"], {"a": "source", "b": "destination"})
    assert "Alphaland" in (world / "world" / "a-b.md").read_text()
    assert len((world / "rows.csv").read_text().splitlines()) == 3


@pytest.mark.parametrize("output", ["../x.md", "/x.md", "none/../../x.md"])
def test_an_output_stays_in_the_folder_of_the_manifest(world: Path, output: str) -> None:
    write(world / "world", {"pairs.yaml": f"pairs: [{{a: a, b: b, output: {output}}}]\n"})
    before = contents(world)
    done = batch("world/pairs.yaml")
    assert (done.code, done.out) == (2, "")
    assert "output" in done.err
    assert contents(world) == before


def test_formats(world: Path) -> None:
    names = ["rows.json", "rows.csv", "rows.md", "rows.jsonl"]
    done = batch("--all", "world", *(word for name in names for word in ("-o", name)))
    assert (done.code, done.out, done.err) == (0, "", "")
    found = json.loads((world / "rows.json").read_text())
    assert found["schema"] == "readiness/batch/1"
    assert found["rows"] == [json.loads(line) for line in (world / "rows.jsonl").read_text().splitlines()]
    table = list(csv.DictReader(io.StringIO((world / "rows.csv").read_text())))
    assert [line["verdict"] for line in table] == [row["verdict"] for row in found["rows"]]
    assert table[0]["first_indicator"] == "present-will"
    assert table[0]["early_verdict"] == found["rows"][0]["phases"][0]["verdict"]
    summary = (world / "rows.md").read_text()
    assert summary.startswith("# 3 pairs\n")
    assert "This says nothing about anybody." in summary
    before = contents(world)
    batch("--all", "world", *(word for name in names for word in ("-o", name)))
    assert contents(world) == before


@pytest.mark.usefixtures("world")
def test_junit_has_a_case_for_each_pair_and_a_failure_for_what_it_misses() -> None:
    done = batch("--all", "world", "-f", "junit", "--fail-on", "blocked")
    suite = ET.fromstring(done.out)  # noqa: S314
    cases = {case.attrib["name"].split(" (")[0]: case for case in suite.iter("testcase")}
    missed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert set(cases) == {"ALPHA – BETA", "ALPHA – GAMMA", "BETA – GAMMA"}
    assert missed == {"ALPHA – BETA", "BETA – GAMMA"}, "only BETA lacks the will"
    assert done.code == 1


def test_parquet(world: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert batch("--all", "world", "-o", "rows.parquet").code == 0
    found = parquet.read_table(world / "rows.parquet").to_pylist()
    assert [row["verdict"] for row in found] == [row["verdict"] for row in rows(batch("--all", "world"))]
    done = batch("--all", "world", "-f", "parquet")
    assert (done.code, done.out) == (2, "")


@pytest.mark.usefixtures("world")
def test_demands() -> None:
    done = batch("--all", "world", "--fail-on", "blocked")
    assert done.code == 1
    assert len(rows(done)) == 3
    assert "failed: the verdict is blocked in ALPHA–BETA" in done.err
    assert batch("--all", "world", "--fail-on", "no-will").code == 1
    assert batch("--all", "world", "--fail-on", "ready").code == 0
    assert "failed: readiness is below 99" in batch("--all", "world", "--fail-under", "99").err
    assert batch("--all", "world", "--fail-on", "blokked").code == 2


def test_nothing_assessed(world: Path) -> None:
    (world / "empty").mkdir()
    assert batch("--all", "empty").code == 3
    write(world / "empty", {"one.yaml": ALPHA})
    done = batch("--all", "empty", "-o", "rows.csv")
    assert (done.code, done.out) == (3, "")
    assert not (world / "rows.csv").exists()
    assert batch("-", stdin=b"a,b\n").code == 3


def test_what_is_imported() -> None:
    for arguments in (("batch", "--help"), ("diff", "--help")):
        assert not imported_by(*arguments) & HEAVY
    assert "pyarrow" not in imported_by("batch", "--all", "examples/nor-swe")


@pytest.mark.usefixtures("world")
def test_usage() -> None:
    for arguments in (
        (),
        ("-", "--all", "world"),
        ("--all", "nowhere"),
        ("none.csv",),
        ("--all", "world", "-f", "xml"),
    ):
        done = batch(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.err


def test_changed_since(world: Path) -> None:
    batch("--all", "world", "-o", "before.jsonl")
    done = batch("--all", "world", "--changed-since", "before.jsonl")
    assert (done.code, done.out) == (0, "")
    assert "nothing has changed since before.jsonl" in done.err
    write(world / "world", {"b.yaml": BETA})
    assert pairs(batch("--all", "world", "--changed-since", "before.jsonl")) == ["ALPHA BETA", "BETA GAMMA"]
    other = batch("--all", "world", "--changed-since", "before.jsonl", "--phase", "late")
    assert len(rows(other)) == 3
    batch("--all", "world", "--detail", "-o", "whole.jsonl")
    assert batch("--all", "world", "--changed-since", "whole.jsonl").out == ""


def test_detail_is_what_assess_writes(world: Path) -> None:
    done = batch("--all", "world", "--detail")
    assert (done.code, done.err) == (0, "")
    whole = report("world/a.yaml", "world/b.yaml")
    found = rows(done)[0]
    assert found.pop("asked") == {}
    assert found == whole
    batch("--all", "world", "--detail", "--jobs", "2", "-o", "whole.jsonl")
    assert (world / "whole.jsonl").read_text() == done.out
    assert batch("--all", "world", "--jobs", "2").out == batch("--all", "world").out
    assert batch("--all", "world", "--detail", "-f", "csv").code == 2
    assert batch("--all", "world", "--detail", "--fail-on", "blocked").code == 1
