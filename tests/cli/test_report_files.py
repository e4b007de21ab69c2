"""Which report goes where, and that files are written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.command_line import FORMATS, Run, assess, contents, run, write


@pytest.mark.usefixtures("folder")
def test_one_run_writes_several_reports() -> None:
    outputs = ("-o", "r.txt", "-o", "r.md", "-o", "r.markdown", "-o", "r.json", "-o", "plain")
    done = assess("alpha.yaml", "beta.yaml", *outputs)
    assert done == Run(0, "", "")
    text, markdown, json_text = (assess("alpha.yaml", "beta.yaml", "-f", name).out for name in FORMATS)
    written = contents(Path())
    assert written["r.txt"].decode() == text
    assert written["r.md"].decode() == markdown
    assert written["r.markdown"].decode() == markdown
    assert written["r.json"].decode() == json_text
    assert written["plain"].decode() == text


def test_a_suffix_that_no_format_has_is_refused(folder: Path) -> None:
    before = contents(folder)
    done = assess("alpha.yaml", "beta.yaml", "-o", "report.docx")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("report.docx: no format is written to .docx files; expected .txt, .md")
    assert contents(folder) == before
    assert assess("alpha.yaml", "beta.yaml", "-f", "text", "-o", "report.log").code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-o", "r.docx"), "pandoc report.md -o report.docx"),
        (("-o", "r.pdf"), "write .html, and print it to PDF from a browser"),
        (("-f", "markdown", "-o", "r.DOCX"), "markdown is no .docx file"),
        (
            ("-f", "html", "-o", "r.md"),
            "this is the name of a markdown file, and the format is html; name it r.html",
        ),
        (
            ("-f", "json", "-o", "r.xml"),
            "this is the name of a junit file, and the format is json; name it r.json",
        ),
    ],
)
def test_a_file_is_what_its_name_says(options: tuple[str, ...], message: str, folder: Path) -> None:
    before = contents(folder)
    done = assess("alpha.yaml", "beta.yaml", *options)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert contents(folder) == before


@pytest.mark.usefixtures("folder")
def test_formats_pair_with_outputs_and_the_rest_goes_to_standard_output() -> None:
    done = assess("alpha.yaml", "beta.yaml", "-f", "json", "-f", "markdown", "-o", "report.json")
    assert "\n# Alphaland" in done.out
    assert json.loads(Path("report.json").read_text("utf-8"))["verdict"] == "ready"
    again = assess("alpha.yaml", "beta.yaml", "-f", "json", "-o", "-", "-o", "report.md")
    assert json.loads(again.out)["verdict"] == "ready"
    assert Path("report.md").read_text("utf-8") == done.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-f", "json", "-f", "text"), "only one report can go to standard output"),
        (("-o", "-", "-o", "-"), "only one report can go to standard output"),
        (
            ("-f", "json", "-f", "text", "-f", "markdown", "-o", "r.json"),
            "only one report can go to standard",
        ),
        (("-o", "r.md", "-o", "r.md"), "two reports would be written to the same file"),
    ],
)
def test_reports_that_would_collide_are_refused(options: tuple[str, ...], message: str, folder: Path) -> None:
    before = contents(folder)
    done = assess("alpha.yaml", "beta.yaml", *options)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert contents(folder) == before


@pytest.mark.parametrize("bad", ["nowhere/report.md", "alpha.yaml/report.md", "folder"])
def test_files_are_written_all_or_none(bad: str, folder: Path) -> None:
    (folder / "folder").mkdir()
    write(folder, {"old.md": "the report of last year\n"})
    before = contents(folder)
    done = assess("alpha.yaml", "beta.yaml", "-o", "old.md", "-o", "new.json", "-o", bad)
    assert (done.code, done.out) == (2, "")
    assert bad.split("/", maxsplit=1)[0] in done.err
    assert "Traceback" not in done.err
    assert contents(folder) == before


def test_a_failure_while_writing_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, {"old.md": "the report of last year\n"})
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = assess("alpha.yaml", "beta.yaml", "-o", "old.md")
    assert (done.code, done.out) == (2, "")
    assert "No space left on device" in done.err
    assert contents(folder) == before


def test_an_existing_file_is_replaced(folder: Path) -> None:
    write(folder, {"report.md": "x" * 100_000})
    assert assess("alpha.yaml", "beta.yaml", "-o", "report.md").code == 0
    assert (folder / "report.md").read_text("utf-8").startswith("---\ntitle: ")
    assert (folder / "report.md").stat().st_mode & 0o777 == (folder / "alpha.yaml").stat().st_mode & 0o777


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_an_output_that_is_no_plain_file_is_not_replaced(kind: str, folder: Path) -> None:
    target = folder / "target"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        write(folder, {"elsewhere.txt": ""})
        target.symlink_to("elsewhere.txt")
    before = target.lstat().st_mode
    assess("alpha.yaml", "beta.yaml", "-f", "json", "-o", "target")
    assert target.lstat().st_mode == before


def test_two_spellings_of_one_file_are_refused(folder: Path) -> None:
    before = contents(folder)
    assert assess("alpha.yaml", "beta.yaml", "-o", "r.md", "-f", "text", "-o", "./r.md").code == 2
    assert contents(folder) == before


@pytest.mark.usefixtures("folder")
def test_the_message_names_the_file_that_was_asked_for() -> None:
    done = assess("alpha.yaml", "beta.yaml", "-o", "nowhere/report.md")
    assert (
        done.err
        == "cannot write nowhere/report.md: there is no folder nowhere; make it first: mkdir -p nowhere\n"
    )
    done = assess("alpha.yaml", "beta.yaml", "-o", "alpha.yaml/report.md")
    assert done.err == "cannot write alpha.yaml/report.md: alpha.yaml is no folder; name another place\n"


@pytest.mark.parametrize(
    ("format_", "suffix"), [("text", ".txt"), ("markdown", ".md"), ("json", ".json"), ("html", ".html")]
)
@pytest.mark.parametrize("output", ["a.xlsx", "a.parquet", "a.csv", "a.xml"])
def test_no_report_gets_the_name_of_another_format(format_: str, suffix: str, output: str) -> None:
    done = assess("alpha.yaml", "beta.yaml", "-f", format_, "-o", output)
    assert done.code == 2
    assert f"{output}: this is the name of a " in done.err
    assert f"name it a{suffix}" in done.err
    assert not Path(output).exists()


@pytest.mark.parametrize("output", ["x.json", "x.MD", "x.docx", "x.xlsx"])
def test_a_profile_is_yaml(output: str) -> None:
    done = run("init", "TWN", "-o", output)
    assert (done.code, Path(output).exists()) == (2, False)
    assert "name it x.yaml" in done.err


def test_the_file_of_two_reports_is_named() -> None:
    done = assess("alpha.yaml", "beta.yaml", "-o", "r.md", "-f", "text", "-f", "markdown", "-o", "./r.md")
    assert (done.code, "r.md" in done.err) == (2, True)


@pytest.mark.usefixtures("folder")
def test_a_report_replaces_a_report_and_never_a_profile() -> None:
    assert assess("alpha.yaml", "beta.yaml", "-o", "r.md").code == 0
    Path("r.md").write_text("old", "utf-8")
    assert assess("alpha.yaml", "beta.yaml", "-o", "r.md") == Run(0, "", "")
    assert Path("r.md").read_text("utf-8") != "old"
    before = Path("alpha.yaml").read_bytes()
    done = assess("alpha.yaml", "beta.yaml", "-f", "text", "-o", "alpha.yaml")
    assert (done.code, Path("alpha.yaml").read_bytes()) == (2, before)
    assert "this is the name of a profile" in done.err
