"""A batch larger than memory: written part by part, whole or not at all, and pages only as long as people read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, UNWILLING, Run, contents, run, write
from readiness.cli.batch import job, output, parts

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("rows.jsonl", "rows.csv", "rows.json", "rows.md", "rows.xml")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four jurisdictions, six pairs."""
    third = BETA.replace("BETA", "GAMMA").replace("Betaland", "Gammaland")
    fourth = BETA.replace("BETA", "DELTA").replace("Betaland", "Deltaland")
    (tmp_path / "world").mkdir()
    write(tmp_path / "world", {"a.yaml": ALPHA, "b.yaml": UNWILLING, "c.yaml": third, "d.yaml": fourth})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*arguments: str) -> Run:
    return run("batch", "--rubric", str(SMALL_RUBRIC), "--all", "world", *arguments)


def written(folder: Path, *arguments: str, names: tuple[str, ...] = NAMES) -> dict[str, bytes]:
    done = batch(*(word for name in names for word in ("-o", name)), *arguments)
    assert (done.code, done.out) == (1, "")
    return {name: (folder / name).read_bytes() for name in names} | {"errors": done.err.encode()}


def test_parts_and_processes_make_no_difference(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demands = "--fail-on", "blocked", "--fail-under", "99"
    whole = written(world, *demands)
    assert b"BETA" in whole["errors"]
    for size in (1, 4):
        monkeypatch.setattr(job, "CHUNK", size)
        assert written(world, *demands) == whole
        assert written(world, *demands, "--jobs", "2") == whole


def test_parquet_has_a_row_group_for_each_part(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(job, "CHUNK", 4)
    names = ("rows.parquet",)
    written(world, "--fail-on", "blocked", names=names)
    file = parquet.ParquetFile(world / "rows.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [3, 3]
    rows = [json.loads(line) for line in batch().out.splitlines()]
    assert [row["first_indicator"] for row in file.read().to_pylist()] == [
        (row["first_obstacle"] or {}).get("indicator") for row in rows
    ]
    before = (world / "rows.parquet").read_bytes()
    written(world, "--fail-on", "blocked", "--jobs", "2", names=names)
    assert (world / "rows.parquet").read_bytes() == before


def test_nothing_appears_when_a_later_part_fails(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def content(name: str, table: Any, *_: Any) -> list[bytes]:
        made.append(name)
        if len(made) > 3:
            raise OSError(28, "No space left on device")
        return [f"{len(table)}\n".encode()]

    before = contents(world)
    monkeypatch.setattr(job, "CHUNK", 2)
    monkeypatch.setattr(parts, "_content", content)
    done = batch("-o", "rows.jsonl", "-o", "rows.csv")
    assert done.code == 2
    assert "No space left on device" in done.err
    assert contents(world) == before


def test_a_page_is_refused_above_what_people_read(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "READABLE", 5)
    before = contents(world)
    for name, page in (("markdown", "page.md"), ("junit", "page.xml")):
        done = batch("-f", name, "-o", page, "-f", "jsonl", "-o", "rows.jsonl")
        assert (done.code, done.out) == (2, "")
        assert f"--format {name}: 6 pairs are more than can be read (at most 5)" in done.err
        assert contents(world) == before
    assert batch("-f", "csv").code == 0


def test_only_what_has_changed_in_one_pass(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "CHUNK", 2)
    assert batch("-o", "before.jsonl").code == 0
    lines = (world / "before.jsonl").read_text().splitlines()
    write(world, {"some.jsonl": "\n".join([*lines[:2], "", *lines[4:]]) + "\n"})
    assert batch("--changed-since", "some.jsonl").out.splitlines() == lines[2:4]
    assert "nothing has changed" in batch("--changed-since", "before.jsonl", "-o", "before.jsonl").err
    assert (world / "before.jsonl").read_text().splitlines() == lines
    write(world, {"some.jsonl": "\n".join([*lines[:2], "", '{"schema": '])})
    done = batch("--changed-since", "some.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "some.jsonl:4:12" in done.err
    write(world, {"some.jsonl": "\n".join([*lines[:2], "", "{}"])})
    assert "result 3 is no assessment and no row" in batch("--changed-since", "some.jsonl").err
