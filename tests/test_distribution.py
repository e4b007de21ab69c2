"""What is published is made from the source alone: the same bytes wherever, whenever and by whomever it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SURROUNDINGS: tuple[tuple[int, dict[str, str]], ...] = (
    (0o022, {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C"}),
    (0o077, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}),
)
"""The umask and the environment of each build."""
ELSEWHERE = """
import os, time
listdir, scandir, now = os.listdir, os.scandir, time.time
class Backwards:
    def __init__(self, entries):
        self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self.entries
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def close(self):
        pass
os.listdir = lambda *path: sorted(listdir(*path), reverse=True)
os.scandir = lambda *path: Backwards(scandir(*path))
time.time = lambda: now() + 300_000_000
"""
"""A module that every Python loads first: folders list their files backwards, and the clock is ten years ahead."""


def copied(folder: Path, time: int) -> Path:
    """The source as a checkout has it, all files of one time (seconds of 1970)."""
    included = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    for name in ("pyproject.toml", "LICENSE", *included["targets"]["sdist"]["include"]):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    for path in folder.rglob("*"):
        os.utime(path, (time, time))
    return folder


def built(source: Path, umask: int, environment: dict[str, str]) -> Path:
    """The folder with the wheel and the archive of a source."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", "dist"],
        cwd=source,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return source / "dist"


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Both files as built in two places, of which one is another machine."""
    pytest.importorskip("hatchling")
    machine = tmp_path_factory.mktemp("machine")
    (machine / "sitecustomize.py").write_text(ELSEWHERE, "utf-8")
    first, second = (
        built(
            copied(tmp_path_factory.mktemp(f"built-{number}") / name, time),
            SURROUNDINGS[number][0],
            SURROUNDINGS[number][1] | more,
        )
        for number, (name, time, more) in enumerate(
            (
                ("here", 1_700_000_000, {}),
                ("else where", 1_800_000_001, {"PYTHONPATH": str(machine)}),
            )
        )
    )
    yield first, second
    for folder in (first, second):
        shutil.rmtree(folder.parent)


def test_two_builds_are_the_same_bytes(dist: tuple[Path, Path]) -> None:
    first, second = dist
    assert len(digests(first)) == 2
    assert digests(first) == digests(second)


def test_the_archive_builds_the_same_wheel(dist: tuple[Path, Path], tmp_path: Path) -> None:
    (archive,) = dist[0].glob("*.tar.gz")
    with tarfile.open(archive) as files:
        files.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    again = digests(built(source, 0o022, {}))
    (wheel,) = dist[0].glob("*.whl")
    assert again[wheel.name] == digests(dist[0])[wheel.name]


def test_what_is_inside_tells_nothing_of_the_builder(dist: tuple[Path, Path]) -> None:
    (wheel,), (archive,) = dist[1].glob("*.whl"), dist[1].glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as files:
        assert {item.date_time for item in files.infolist()} == {(2020, 2, 2, 0, 0, 0)}
        assert {item.external_attr >> 16 & 0o777 for item in files.infolist()} == {0o644}
        names = files.namelist()
        assert [name for name in names if str(dist[1]) in files.read(name).decode("utf-8", "replace")] == []
    assert "readiness/bundled/rubrics/law-enforcement.json" in names
    with tarfile.open(archive) as packed:
        owners = {(item.uid, item.gid, item.uname, item.gname) for item in packed.getmembers()}
        assert owners == {(0, 0, "", "")}
        inside = {name.split("/", 1)[1] for name in packed.getnames()}
    assert {"LICENSE", "SECURITY.md", "README.md", "requirements/dev.txt"} <= inside
