"""What stopped newcomers in their first hours: dates, separators, files of other systems, plural forms."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("year", ["112", "0112", "99", "20233"])
def test_a_year_has_four_digits_and_is_none_of_the_first_millennium(tmp_path: Path, year: str) -> None:
    write(tmp_path, {"a.yaml": f"profile: AAA\nas_of: {year}\n"})
    done = run("validate", str(tmp_path / "a.yaml"))
    assert done.code == 2
    assert "a.yaml:2:8: " in done.err
    assert run("assess", "TWN", "LVA", "--as-of", year).code == 2


@pytest.mark.parametrize("text", ["a;b\nTWN;LVA\n", "sep=;\r\na;b\r\nTWN;LVA\r\n", "a\tb\nTWN\tLVA\n"])
def test_lists_of_pairs_with_every_separator(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"pairs.csv": text})
    assert run("batch", str(tmp_path / "pairs.csv")).out == run("batch", "-", stdin=b"a,b\nTWN,LVA\n").out


def test_mistakes_below_a_line_that_states_the_separator_keep_their_line(tmp_path: Path) -> None:
    write(tmp_path, {"pairs.csv": "sep=;\na;b\nTWN;\n"})
    assert "pairs.csv:3:1: " in run("batch", str(tmp_path / "pairs.csv")).err


def test_the_program_is_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "readiness", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("readiness ")


def test_an_import_updates_the_file_that_is_there_whatever_it_is_called(tmp_path: Path) -> None:
    write(tmp_path, {"2022-03.csv": "iso2,fiu,suspended\nLV,x,0\nEE,x,0\n"})
    folder = tmp_path / "p"
    folder.mkdir()
    write(folder, {"lva.yml": "profile: LVA\n", "Estonia.YAML": "profile: EST\n"})
    done = run("import", "egmont", str(tmp_path / "2022-03.csv"), "--into", str(folder))
    assert (done.code, done.out) == (0, "0 profiles created, 2 updated, 0 as they were\n")
    assert sorted(file.name for file in folder.iterdir()) == ["Estonia.YAML", "lva.yml"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_import_keeps_the_ends_of_lines_and_the_mark_of_a_file(
    tmp_path: Path, mark: str, end: str
) -> None:
    written = f"{mark}profile: LVA{end}name: {{en: Latvia}}   # ours{end}ratings:{end}  present-will: 3{end}"
    write(tmp_path, {"2022-03.csv": "iso2,fiu,suspended\nLV,x,0\n", "LVA.yaml": written.encode()})
    assert run("import", "egmont", str(tmp_path / "2022-03.csv"), "--into", str(tmp_path)).code == 0
    after = (tmp_path / "LVA.yaml").read_bytes().decode("utf-8")
    assert after.startswith(mark + "profile")
    assert after.count("\n") > written.count("\n")
    assert after.count("\r\n") == (after.count("\n") if end == "\r\n" else 0)
    assert after.count("\ufeff") == len(mark)
