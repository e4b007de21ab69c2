"""What newcomers type: every refusal says what was typed, what is expected, and what to type instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ("assess", "TWN", "LVA", "--fail-under", "60,5"),
            '"60,5" is no number; expected a readiness, from 0 to 100, such as 60.5; write it with a point: 60.5',
        ),
        (
            ("plan", "TWN", "LVA", "--within", "zwölf"),
            '--within: "zwölf" is no number; expected months, 1 or more, such as 24',
        ),
        (
            ("history", "TWN", "LVA", "--from", "2015-01-01"),
            "expected a year, from 1000 to 2200, such as 2015; write the year alone: 2015",
        ),
        (
            ("batch", "--all", ".", "--jobs", "0"),
            "--jobs: 0 is out of range; expected a number of processes, 1 or more",
        ),
        (("batch", "--all", ".", "--jobs", "two"), "expected a number of processes, 1 or more, such as 4"),
        (
            ("history", "TWN", "LVA", "--from", "3000"),
            "--from: 3000 is out of range; expected a year, from 1000 to 2200",
        ),
        (
            ("agreement", "x", "y", "--fail-under", "80"),
            "expected an alpha of Krippendorff, from -1 to 1, such as 0.8",
        ),
        (("agreement", "x", "y", "--fail-under", "0,8"), "such as 0.8; write it with a point: 0.8"),
        (("assess", "Taiwan,Latvia"), "write the two apart: readiness assess Taiwan Latvia"),
        (("assess", "TWN-LVA"), "write the two apart: readiness assess TWN LVA"),
        (
            ("brief", "Taiwan", "and", "South Korea"),
            "write only the two: readiness brief Taiwan 'South Korea'",
        ),
        (("Taiwan", "Latvia"), "for a pair: readiness assess Taiwan Latvia"),
        (("compare", "TWN", "LVA"), 'there is no command "compare"; write: readiness assess A B'),
        (("help",), "write: readiness --help"),
        (("-v",), "there is no option -v; write: --version"),
        (("assess", "TWN", "LVA", "--date", "2020"), "there is no option --date; write: --as-of"),
        (("batch", "NOR", "SWE"), "One pair: readiness assess A B"),
        (("matrix",), "a folder of profiles is missing, such as: readiness matrix profiles"),
        (("matrix", "nowhere"), "nowhere: there is no such folder; expected a folder of profiles"),
        (("partners", "TWN", "all"), "every shipped profile as a partner is an option: write --all"),
        (("assess", "TWN", "LVA", "-f", "word"), "turn it into a document with pandoc"),
        (("plan", "TWN", "LVA", "--within", "2 years"), "write the months alone: 24"),
        (("import", "worldbank", "x.xlsx"), 'did you mean "wgi"?'),
        (("import", "xyz", "x.xlsx"), "expected one of: wgi, un-treaties, coe"),
        (("explain", "trust"), 'did you mean "mutual-trust" or "institutional-trust"?'),
        (
            ("assess", "TWN", "LVA", "--crime", "drugs and money laundering"),
            "give each on its own: drug-trafficking and money-laundering",
        ),
        (
            ("assess", "TWN", "LVA", "--role", "destination=Latvia"),
            "destination=Latvia is turned; write Latvia=destination",
        ),
        (("assess", "", "LVA"), "a name of a profile is empty"),
        (("assess", "nowhere/LVA.yaml", "TWN"), "one of LVA ships: give LVA; or begin one of your own"),
        (("diff", "a.yaml", "b.yaml"), "no such file; expected a report in JSON"),
        (("what-if", "TWN", "LVA", "--set", "LVA.mutual-trust=3,5"), "write it with a point: 3.5"),
        (
            ("what-if", "TWN", "LVA", "--set", "mutual-trust=3"),
            "it does not say whose; expected WHO.WHAT=VALUE",
        ),
        (("assess", "TWN", "LVA", "--neeed", "data"), 'there is no option --neeed; did you mean "--need"?'),
        (("assess", "Taiwan"), "B, the profile of the other jurisdiction, is missing"),
        (("brief",), "A and B are missing: a file, or a code or name that ships"),
        (("assess", "TWN", "LVA", "EST"), "readiness partners A B C"),
        (("assess", "England", "France"), "it is part of GBR (United Kingdom): use GBR"),
        (("assess", "EU", "TWN"), "name the member you work with"),
        (("assess", "Taiwan", "Taiwan"), "Taiwan and Taiwan are one jurisdiction, TWN; expected two"),
        (("assess", "TWN", "w.docx"), "a profile is a YAML file"),
        (("list", "countries"), "write: readiness list profiles"),
        (("diff", "2017-01-01", "2023-11-28"), "readiness assess A B --as-of DATE -o NAME.json"),
        (("test", "nofolder"), "nofolder: no such folder or file"),
        (("explain", "undetermind"), 'did you mean "undetermined"?'),
        (
            ("questionnaire", "--import", "q.csv", "--into", "no.yaml"),
            "begin one: readiness init CODE -o no.yaml",
        ),
    ],
)
def test_a_refusal_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*command)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    "word",
    [
        "undetermined",
        "ready",
        "readiness",
        "blocked",
        "fragile",
        "emerging",
        "limiting",
        "gate",
        "verdict",
        "leaning",
        "prior",
        "coverage",
        "Phase",
    ],
)
def test_the_words_of_reports_are_explained(word: str) -> None:
    done = run("explain", word)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{word.casefold()}  word ")


def test_a_name_of_two_words_needs_no_quotes() -> None:
    assert run("explain", "mutual", "trust").out == run("explain", "mutual trust").out
    both = run("explain", "gate", "mutual-trust").out
    assert both.startswith("gate  word")
    assert "mutual-trust" in both


def test_a_file_of_that_name_is_found_here_and_beside_the_other(tmp_path: Path) -> None:
    write(tmp_path, {"fre.yaml": "profile: FRE\nas_of: 2023\n", "syl.yaml": "profile: SYL\nas_of: 2023\n"})
    done = run("assess", tmp_path / "fre.yaml", "SYL")
    assert f"there is a file of that name: give {tmp_path / 'syl.yaml'}" in done.err


def test_a_missing_file_is_not_taken_for_one_that_shares_its_suffix_alone(tmp_path: Path) -> None:
    write(tmp_path, {"twn.yaml": "profile: TWN\n", "latvia.yaml": "profile: LVA\n"})
    assert "did you mean" not in run("assess", tmp_path / "missing.yaml", "LVA").err
    assert "latvia.yaml" in run("assess", tmp_path / "latvai.yaml", "TWN").err


def test_a_list_without_a_heading_is_told_the_heading(tmp_path: Path) -> None:
    write(tmp_path, {"l2.csv": "TWN,LVA\nTWN,EST\n"})
    done = run("batch", tmp_path / "l2.csv")
    assert (done.code, done.out) == (2, "")
    assert "write a heading above it: a,b" in done.err


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (("--need", "evidence,extradition"), ("--need", "evidence", "--need", "surrender")),
        (("--need", "evidence; surrender"), ("--need", "evidence", "--need", "surrender")),
        (("--limb", "a, b"), ("--limb", "a", "--limb", "b")),
        (("--lane", "Formal"), ("--lane", "formal")),
        (("--phase", "Late"), ("--phase", "late")),
        (("-f", "JSON"), ("-f", "json")),
        (("-f", "md"), ("-f", "markdown")),
    ],
)
def test_what_has_one_meaning_is_understood(typed: tuple[str, ...], same: tuple[str, ...]) -> None:
    done = run("assess", "TWN", "LVA", *typed)
    assert done.code == 0, done.err
    assert done.out == run("assess", "TWN", "LVA", *same).out


def test_an_indicator_is_understood_by_its_name() -> None:
    meant = run("what-if", "TWN", "LVA", "--set", "LVA.mutual-trust=3", "-f", "json").out
    typed = run("what-if", "TWN", "LVA", "--set", "Latvia.Mutual Trust=3", "-f", "json").out
    assert typed.replace("Latvia.Mutual Trust=3", "LVA.mutual-trust=3") == meant


def test_a_table_is_no_profile_and_its_use_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"pairs.csv": "a,b\nTWN,LVA\n", "named.csv": "From;To\nTaiwan;Latvia\n"})
    done = run("assess", tmp_path / "pairs.csv", "LVA")
    assert done.code == 2
    assert f"a list of pairs: readiness batch {tmp_path / 'pairs.csv'}" in done.err
    done = run("batch", tmp_path / "named.csv")
    assert 'there are no columns "from" and "to"' in done.err
    assert "call the two jurisdictions a and b" in done.err


def test_a_list_of_pairs_is_read_as_offices_keep_it(tmp_path: Path) -> None:
    """A workbook, columns in the singular, names of several words beside ids that only a space divides."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    rows = [
        ["A", "B", "need", "crime"],
        ["Taiwan", "Lettonie", "mutual legal assistance", "human trafficking; arms"],
        ["TWN", "EST", "evidence surrender", None],
    ]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "pairs.xlsx")
    done = run("batch", tmp_path / "pairs.xlsx")
    assert done.code == 0, done.err
    first, second = (json.loads(line)["asked"] for line in done.out.splitlines())
    assert (first["needs"], first["crimes"]) == (["evidence"], ["trafficking-in-persons", "arms-trafficking"])
    assert second["needs"] == ["evidence", "surrender"]


def test_words_of_the_rubric_are_explained_however_they_are_joined() -> None:
    assert run("explain", "Present_Will").out == run("explain", "present-will").out
    assert run("list", "Needs").out == run("list", "needs").out


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (("partners", "TWN", "LVA, EST"), ("partners", "TWN", "LVA", "EST")),
        (("partners", "TWN", "Bosnia and Herzegovina"), ("partners", "TWN", "BIH")),
        (("partners", "TWN", "Korea, Republic of"), ("partners", "TWN", "KOR")),
        (("route", "TWN-USA-LVA"), ("route", "TWN", "USA", "LVA")),
        (("explain", "r1"), ("explain", "R01")),
        (
            ("plan", "TWN", "LVA", "--without", "r1,R2"),
            ("plan", "TWN", "LVA", "--without", "R01", "--without", "R02"),
        ),
        (("assess", "TWN", "LVA", "--lang", "zh-TW"), ("assess", "TWN", "LVA", "--lang", "zh-Hant")),
    ],
)
def test_what_is_written_otherwise_is_understood(typed: tuple[str, ...], same: tuple[str, ...]) -> None:
    done = run(*typed)
    assert done.code == 0, done.err
    assert done.out == run(*same).out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("assess", "TWN", "LVA", "--fail-under", "60%"), "write it without the sign: 60"),
        (("batch", "p.csv", "-o", "rows.xls"), "no .xls file is written; take .csv"),
        (("questionnaire", "Latvia", "Taiwan"), "Towards another one: --partner CODE"),
        (("import", "egmont"), "the publisher's own file is missing"),
    ],
)
def test_what_cannot_be_done_leads_to_what_can(command: tuple[str, ...], said: str) -> None:
    done = run(*command)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_log_with_headings_and_outcomes_in_capitals_is_read(tmp_path: Path) -> None:
    text = "Date sent,From,To,Need,Days,Outcome\n2024-01-01,Taiwan,Latvia,Evidence,20,Completed\n"
    write(tmp_path, {"log.csv": text})
    done = run("import", "own-records", tmp_path / "log.csv", "--into", tmp_path)
    assert done.code == 0, done.err
    assert "completed: 1" in (tmp_path / "TWN.yaml").read_text("utf-8")
