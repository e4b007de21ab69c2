"""`readiness questionnaire`: out to experts and back into a profile."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from cli.command_line import SMALL_RUBRIC, Run, run, write

PROFILE = "profile: AAA\nas_of: 2023\nratings:\n  present-will: 1   # by hand\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(PROFILE, encoding="utf-8")


def sheet(*arguments: str) -> Run:
    return run("questionnaire", "--rubric", str(SMALL_RUBRIC), *arguments)


@pytest.mark.parametrize("layout", ["md", "csv"])
@pytest.mark.parametrize("name", ["a.yaml", "AAA", "TWN"])
def test_a_sheet_goes_out_for_a_file_a_code_and_a_shipped_profile(layout: str, name: str) -> None:
    if name == "TWN":
        done = run("questionnaire", name, "--partner", "LVA", "--format", layout)
    else:
        done = sheet(name, "--partner", "BBB", "--format", layout)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Questionnaire: " if layout == "md" else "\ufeffjurisdiction,")


def test_the_suffix_tells_the_layout() -> None:
    done = sheet("AAA", "-o", "a.csv")
    assert (done.code, done.out, done.err) == (0, "", "wrote a.csv: 2 questions\n")
    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbfjurisdiction,")
    sheet("AAA", "-o", "a.md")
    assert Path("a.md").read_text(encoding="utf-8").startswith("# Questionnaire: AAA (AAA)")


def test_it_may_be_narrowed_to_what_is_open_and_in_play() -> None:
    def asked(*arguments: str) -> list[str]:
        lines = sheet(*arguments, "--format", "csv").out.splitlines()[1:]
        return [line.split(",")[2] + line.split(",")[3] for line in lines]

    assert asked("a.yaml") == ["present-will", "secure-channel"]
    assert asked("a.yaml", "--unanswered") == ["secure-channel"]
    rows = [name for name in asked("a.yaml", "--partner", "BBB", "--need", "evidence") if "treaty" in name]
    assert rows == ["treaty-basisevidence"]


def test_nothing_to_ask_is_said() -> None:
    Path("a.yaml").write_text(
        "profile: AAA\nratings: {present-will: 3, secure-channel: 3}\n", encoding="utf-8"
    )
    done = sheet("a.yaml", "--unanswered")
    assert (done.code, done.out) == (3, "")


def test_there_and_back() -> None:
    sheet("a.yaml", "-o", "q.md")
    text = Path("q.md").read_text(encoding="utf-8")
    key = "| AAA / secure-channel | your answer |\n| :--- | :--- |\n"
    Path("q.md").write_text(text.replace(f"{key}| level | |", f"{key}| level | 3 |"), encoding="utf-8")
    tried = sheet("--import", "q.md", "--into", "a.yaml", "--dry-run")
    assert "Nothing was written." in tried.out
    assert Path("a.yaml").read_text(encoding="utf-8") == PROFILE
    done = sheet("--import", "q.md", "--into", "a.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("a.yaml: answers added 1, replaced 0, there already 0, left out")
    first = Path("a.yaml").read_text(encoding="utf-8")
    assert first == f"{PROFILE}  secure-channel: {{level: 3}}\n"
    before = Path("a.yaml").stat().st_mtime_ns
    assert (
        "answers added 0, replaced 0, there already 1," in sheet("--import", "q.md", "--into", "a.yaml").out
    )
    assert Path("a.yaml").stat().st_mtime_ns == before


def test_differences_are_listed_and_replaced_on_request() -> None:
    Path("q.csv").write_text("indicator,level,grade\npresent-will,3,B2\n", encoding="utf-8")
    done = sheet("--import", "q.csv", "--into", "a.yaml")
    assert done.code == 0
    assert "q.csv:2: present-will: answer 3, B2; profile 1" in done.out
    assert "Give --replace" in done.out
    assert Path("a.yaml").read_text(encoding="utf-8") == PROFILE
    done = sheet("--import", "q.csv", "--into", "a.yaml", "--replace")
    assert "replaced 1," in done.out
    assert Path("a.yaml").read_text(encoding="utf-8") == PROFILE.replace(
        "present-will: 1 ", "present-will: {level: 3, grade: B2} "
    )


def test_names_given_up_are_refused_with_the_new_ones() -> None:
    sheet_text = "indicator,row,level\ntrust-and-will,,3\ntreaty-basis,court,3\n"
    Path("q.csv").write_text(sheet_text, encoding="utf-8")
    done = sheet("--import", "q.csv", "--into", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert 'q.csv:2:1: cell A2 (indicator): the indicator "trust-and-will" is given up' in done.err
    assert "write what is meant: present-will, mutual-trust" in done.err
    assert 'the row "court" is given up: intelligence replaces it' in done.err


def test_a_mistake_means_that_nothing_is_written() -> None:
    Path("q.csv").write_text("indicator,level\nsecure-channel,3\npresent-wil,3\n", encoding="utf-8")
    done = sheet("--import", "q.csv", "--into", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert 'q.csv:3:1: cell A3 (indicator): unknown indicator "present-wil"' in done.err
    assert 'did you mean "present-will"?' in done.err
    assert Path("a.yaml").read_text(encoding="utf-8") == PROFILE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name the jurisdiction"),
        (["AAA", "--format", "xls"], 'unknown format "xls"'),
        (["AAA", "--into", "a.yaml"], "belong to --import"),
        (["AAA", "--partner", "AAA"], "cannot be its own partner"),
        (["AAA", "--need", "advice"], 'unknown need "advice"'),
        (["none.yaml"], "no such file"),
        (["--import", "q.csv"], "--import needs --into"),
        (["AAA", "--import", "q.csv", "--into", "a.yaml"], "and nothing else"),
        (["--import", "q.txt", "--into", "a.yaml"], "is this md, csv or xlsx?"),
        (["--import", "q.csv", "--into", "a.yaml"], "cannot be read"),
        (["--import", "q.csv", "--into", "-"], "expected a file"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], message: str) -> None:
    done = sheet(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert Path("a.yaml").read_text(encoding="utf-8") == PROFILE


@pytest.mark.parametrize("layout", ["csv", "md"])
def test_what_decides_the_phase_is_asked_first_and_comes_back_as_records(layout: str, tmp_path: Path) -> None:
    asked = ("questionnaire", "TWN", "--partner", "Latvia", "--need", "evidence", "--format", layout)
    assert "with Latvia" in (alone := run(*asked).out)
    assert "agreement on extradition" not in alone  # no agreement that serves another need is asked for
    out = run(*asked, "--need", "surrender").out
    first = ["standing", "agreements", "cases", "structures", "present-will"]
    assert [out.index(name) for name in first] == sorted(out.index(name) for name in first)
    answered = {
        "standing": ("strained", "2023-02"),
        "agreements / row extradition": ("none", ""),
        "agreements / row mutual-legal-assistance": ("in-force", "2019"),
        "cases / row evidence": ("4", "2023-11-28"),
        "structures / row liaison-post": ("yes", "2020"),
        "structures / row joint-unit": ("no", ""),
    }
    if layout == "csv":
        rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
        for row in rows:
            key = f"{row['indicator']} / row {row['row']}" if row["row"] else row["indicator"]
            row["level"], row["date"] = answered.get(key, ("", ""))
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        out = buffer.getvalue()
    else:
        for key, (level, date) in answered.items():
            head, rest = out.split(f"| TWN / {key} / towards LVA |", 1)
            table, after = rest.split("\n\n", 1)
            table = re.sub(r"\| (level[^|]*) \| \|", rf"| \1 | {level} |", table)
            table = table.replace("| date | |", f"| date | {date} |")
            out = f"{head}| TWN / {key} / towards LVA |{table}\n\n{after}"
    write(tmp_path, {f"a.{layout}": out, "TWN.yaml": "profile: TWN\nas_of: 2023-11-28\n"})
    words = ("questionnaire", "--import", tmp_path / f"a.{layout}", "--into", tmp_path / "TWN.yaml")
    done = run(*words)
    assert (done.code, done.err) == (0, "")
    data = yaml.safe_load((tmp_path / "TWN.yaml").read_text("utf-8").replace("2023-11-28", "'2023-11-28'"))
    assert data["partners"]["LVA"] == {
        "standing": [{"status": "strained", "since": "2023-02"}],
        "agreements": [
            {"kind": "mutual-legal-assistance", "status": "in-force", "since": "2019"},
            {"kind": "extradition", "status": "none"},
        ],
        "cases": [{"needs": ["evidence"], "from": "2020-11", "to": "2023-11-28", "completed": 4}],
        "structures": [{"kind": "liaison-post", "since": "2020"}],
    }
    assert "the profile has these already" in run(*words).out


def test_mistakes_in_records_are_shown_with_their_line(tmp_path: Path) -> None:
    head = "indicator,towards,row,level,date\n"
    rows = "standing,LVA,,shaky,2023\nagreements,LVA,treaty,signed,\ncases,LVA,evidence,many,2023\nstructures,,liaison-post,yes,\n"
    write(tmp_path, {"a.csv": head + rows, "TWN.yaml": "profile: TWN\nas_of: 2023\n"})
    done = run("questionnaire", "--import", tmp_path / "a.csv", "--into", tmp_path / "TWN.yaml")
    assert (done.code, done.out) == (2, "")
    for said in (
        ':2:1: cell D2 (level): "shaky"',
        ':3:1: cell C3 (row): unknown row "treaty"',
        ':4:1: cell D4 (level): "many"',
        ":5:1: cell B5 (towards): structures is asked towards",
    ):
        assert said in done.err


def test_looked_and_found_none_is_one_letter(tmp_path: Path) -> None:
    write(tmp_path, {"GBR.yaml": "profile: GBR\nas_of: 2024\n"})
    write(
        tmp_path,
        {
            "a.csv": "jurisdiction,indicator,towards,level,date\nUK,third-state-constraints,S. Korea,L,2024-03\n"
        },
    )
    done = run("questionnaire", "--import", tmp_path / "a.csv", "--into", tmp_path / "GBR.yaml")
    assert (done.code, done.err) == (0, "")
    text = (tmp_path / "GBR.yaml").read_text("utf-8")
    assert 'not-applicable: "looked, none found"' in text
    assert "KOR:" in text


def test_those_who_are_asked_read_names_not_codes() -> None:
    sheet = run("questionnaire", "UK", "--partner", "S. Korea", "--format", "csv").out
    assert "How does the relation with South Korea stand?" in sheet
    assert "GBR,KOR,standing" in sheet


def fill(book: Path, indicator: str, **typed: str | float | date) -> None:
    """Type into a row of a questionnaire's workbook."""
    opened = load_workbook(book)
    sheet = opened.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    row = next(
        cells for cells in sheet.iter_rows(min_row=2) if cells[heads.index("indicator")].value == indicator
    )
    for name, value in typed.items():
        row[heads.index(name)].value = value
    opened.save(book)


def test_a_workbook_goes_out_and_back() -> None:
    assert sheet("AAA", "-o", "Q.XLSX").err == "wrote Q.XLSX: 2 questions\n"
    sheet("a.yaml", "-o", "q.xlsx")
    assert Path("q.xlsx").read_bytes().startswith(b"PK")
    fill(Path("q.xlsx"), "secure-channel", level=2.5, date=date(2023, 6, 1), evidence="=a\nline")
    done = sheet("--import", "q.xlsx", "--into", "a.yaml")
    assert (done.code, done.err) == (0, "")
    rating = yaml.safe_load(Path("a.yaml").read_text("utf-8"))["ratings"]["secure-channel"]
    assert (rating["level"], str(rating["as_of"])) == (2.5, "2023-06-01")
    before = Path("a.yaml").read_bytes()
    fill(Path("q.xlsx"), "secure-channel", level=7)
    done = sheet("--import", "q.xlsx", "--into", "a.yaml")
    assert (done.code, Path("a.yaml").read_bytes()) == (2, before)
    assert 'q.xlsx:3:1: cell N3 (level): "7" is no level' in done.err


def test_the_sheet_of_another_jurisdiction_is_told_first_and_alone() -> None:
    rows = "jurisdiction,indicator,level\nAAA,present-wil,9\nBBB,secure-chanel,8\n"
    Path("q.csv").write_text(rows, "utf-8")
    done = sheet("--import", "q.csv", "--into", "a.yaml")
    assert done.code == 2
    assert done.err.startswith("q.csv:3:1: cell A3 (jurisdiction): this is about BBB, the profile is of AAA")
    assert "present-wil" not in done.err.split("\n", 2)[2]
    assert "give --into the profile of BBB" in done.err


@pytest.mark.parametrize("output", ["q.html", "q.ods", "q.docx", "q.json"])
def test_a_questionnaire_is_not_written_under_the_name_of_another_file(output: str) -> None:
    assert sheet("AAA", "-o", output).code == 2
    assert sheet("AAA", "-f", "md", "-o", "q.xlsx").code == 2
    assert [file.name for file in Path().iterdir()] == ["a.yaml"]


def test_a_case_without_its_day_is_asked_for_the_day(tmp_path: Path) -> None:
    head = "indicator,towards,row,level,date\ncases,LVA,evidence,3,\n"
    write(tmp_path, {"a.csv": head, "TWN.yaml": "profile: TWN\nas_of: 2023\n"})
    done = run("questionnaire", "--import", tmp_path / "a.csv", "--into", tmp_path / "TWN.yaml")
    assert "the day up to which you counted" in done.err
