"""What stopped newcomers in their first hours: dates, separators, files of other systems, plural forms."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run, write
from readiness.words import Count, counted

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


@pytest.mark.parametrize(
    ("rating", "fix"),
    [
        ("integrity: {level: 3,5}", "write a point, as in 3.5"),
        ("integrity:\n    level: 3,5", "write a point, not a comma: 3.5"),
        ("integrity: 2,5", "write a point, not a comma: 2.5"),
    ],
)
def test_a_decimal_comma_is_answered_with_the_point(tmp_path: Path, rating: str, fix: str) -> None:
    write(tmp_path, {"a.yaml": f"profile: AAA\nas_of: 2023\nratings:\n  {rating}\n"})
    done = run("validate", str(tmp_path / "a.yaml"))
    assert done.code == 2
    assert fix in done.err


@pytest.mark.parametrize("name", ["answers.csv", "answers.md"])
def test_a_workbook_is_answered_with_what_to_do(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: b"PK\x03\x04rest", "a.yaml": "profile: AAA\n"})
    done = run("questionnaire", "--import", str(tmp_path / name), "--into", str(tmp_path / "a.yaml"))
    assert (done.code, done.out) == (2, "")
    assert "as CSV (UTF-8), and give that file" in done.err
    assert "as CSV (UTF-8)" in run("batch", str(tmp_path / name)).err


def test_of_workbooks_only_xlsx_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"q.xlsx": b"PK\x03\x04rest", "q.ods": b"PK\x03\x04rest", "a.yaml": "profile: AAA\n"})
    into = ("--into", str(tmp_path / "a.yaml"))
    assert "damaged" in run("questionnaire", "--import", str(tmp_path / "q.xlsx"), *into).err
    assert "save its sheet as .xlsx" in run("questionnaire", "--import", str(tmp_path / "q.ods"), *into).err


@pytest.mark.parametrize(
    ("crime", "near"),
    [
        ("persons", '"trafficking-in-persons"'),
        (
            "Smuggling",
            '"migrant-smuggling" or "drug-trafficking" or "arms-trafficking" or "art-cultural-objects"',
        ),
        ("hijacking", '"aircraft-hijacking" or "land-hijacking"'),
    ],
)
def test_a_word_of_a_name_leads_to_the_name(crime: str, near: str) -> None:
    done = run("assess", "TWN", "LVA", "--crime", crime)
    assert done.code == 2
    assert f"did you mean {near}?" in done.err


def test_numbers_agree_with_their_nouns(tmp_path: Path) -> None:
    rating = "ratings: {present-will: [{level: 3, as_of: 2022}, {level: 2, as_of: 2026}]}"
    write(
        tmp_path,
        {"AAA.yaml": f"profile: AAA\nas_of: 2023\n{rating}\n", "BBB.yaml": "profile: BBB\nas_of: 2023\n"},
    )
    pair = (str(tmp_path / "AAA.yaml"), str(tmp_path / "BBB.yaml"))
    assert "1 item dated after" in run("assess", *pair, "--full").out.replace("\n", " ")
    assert "1 indicator rated" in run("validate", pair[0]).out
    assert f"{Count(1):item|items} {Count(2):item|items} {Count(0):item|items}" == "1 item 2 items 0 items"
    assert counted(1, "remedy", "remedies") == "1 remedy"
