"""Every command that there is, in every format: what a profile says freely goes only to those who may read it.

A command that is added stands in no table here and fails the first test. One that shows profiles must leave out what
`--share` and `--max-tlp` say, or refuse a marked profile unless told `--all-tlp`.
"""

from __future__ import annotations

import json
import re
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

from cli.command_line import run, write
from cli.test_canaries import speaking
from readiness.cli.app import COMMANDS, app

A, B = "ALPHA.yaml", "BETA.yaml"
PAIR = (A, B)
SHOWING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("assess", "brief", "checklist", "history", "partners"), PAIR),
    **dict.fromkeys(("what-if", "plan", "bottleneck"), (*PAIR, "--need", "evidence")),
    "route": (*PAIR, "TWN"),
    "batch": ("--all", "."),
    "matrix": (".",),
    "test": ("case",),
    "agreement": (A, A),
    "merge": (A, A),
    "profile": (A,),
}
"""Commands that show what profiles hold, on one marked TLP:RED and one marked TLP:GREEN."""
SILENT: dict[str, tuple[str, ...]] = {
    "validate": (A, B),
    "questionnaire": (A, "--partner", "BETA"),
    "interview": (A, "--partner", "BETA"),
    "import": ("egmont", "egmont_2026-07.csv", "--into", ".", "--dry-run"),
    "init": ("GAMMA", "--partner", "BETA"),
    "explain": ("present-will",),
    "list": ("profiles",),
    "schema": ("profile",),
    "config": (),
    "diff": ("shared.json", "shared.json"),
}
"""Commands for those who write profiles or ask about the program: they repeat nothing of what profiles say."""
SHOWN_BY_FORMAT = re.compile(r'unknown format "[^"]*"; expected one of: (.*)')


@cache
def options(command: str) -> set[str]:
    group: Any = typer.main.get_command(app)
    return {name for item in group.get_command(None, command).params for name in item.opts}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "machine"
    (folder / "case").mkdir(parents=True)
    monkeypatch.chdir(folder)
    alpha = json.dumps(speaking("ALPHA", "BETA", "wren", tlp="red"))
    beta = json.dumps(speaking("BETA", "ALPHA", "robin", tlp="green"))
    case = {
        "case": "x",
        "profiles": {"a": "../ALPHA.yaml", "b": "../BETA.yaml"},
        "expect": {"verdict": "ready"},
    }
    write(folder, {A: alpha, B: beta, "egmont_2026-07.csv": "iso2,fiu,suspended\nLV,A,0\n"})
    write(folder / "case", {"case.yaml": json.dumps(case)})
    return folder


def formats(command: str) -> list[str]:
    """The formats of a command, as its error for a wrong one lists them."""
    if "--format" not in options(command):
        return [""]
    listed = SHOWN_BY_FORMAT.search(run(command, *SHOWING[command], "-f", "zzzz").err)
    assert listed is not None
    return listed[1].split(", ")


def told(command: str, format_: str, *more: str, files: tuple[str, ...] = ()) -> str:
    """All that a run tells, the unpacked content of a workbook or table included."""
    words = [command, *(files or SHOWING[command]), *more]
    if format_:
        words += ["-f", format_]
    if format_ in ("xlsx", "parquet"):
        words += ["-o", f"out.{format_}"]
    done = run(*words)
    assert done.code in (0, 1), done.err
    return done.out + done.err + unpacked(format_)


def unpacked(format_: str) -> str:
    if format_ == "parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return str(parquet.read_table("out.parquet").to_pylist())
    if format_ == "xlsx":
        with zipfile.ZipFile("out.xlsx") as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return ""


def birds(text: str) -> set[str]:
    return set(re.findall("wren|robin", text.casefold()))


def available(command: str) -> list[str]:
    """The formats that can be written here: a table in Parquet needs a package that may be missing."""
    here = find_spec("pyarrow") is not None
    return [name for name in formats(command) if here or name != "parquet"]


def test_every_command_stands_in_a_table() -> None:
    assert {*SHOWING, *SILENT} == set(COMMANDS)
    assert [name for name in SHOWING if not options(name) & {"--share", "--max-tlp", "--all-tlp"}] == []


@pytest.mark.parametrize("command", [name for name in SHOWING if "--share" in options(name)])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_shared_reports_tell_no_word(command: str, language: str) -> None:
    for name in available(command):
        assert birds(told(command, name, "--share", "--lang", language)) == set(), name


@pytest.mark.parametrize("command", [name for name in SHOWING if "--max-tlp" in options(name)])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_limited_reports_tell_no_word_of_what_is_marked_above(command: str, language: str) -> None:
    for name in available(command):
        assert "wren" not in birds(told(command, name, "--max-tlp", "amber", "--lang", language)), name
        assert birds(told(command, name, "--max-tlp", "clear", "--lang", language)) == set(), name


@pytest.mark.parametrize("command", [name for name in SHOWING if "--all-tlp" in options(name)])
def test_a_refusal_quotes_nothing_and_can_be_lifted(command: str) -> None:
    refused = run(command, *SHOWING[command])
    assert refused.code == 2
    assert "this profile is TLP:RED" in refused.out + refused.err
    assert birds(refused.out + refused.err) == set()
    for name in available(command):
        told(command, name, "--all-tlp")


@pytest.mark.parametrize("command", SHOWING)
def test_no_report_tells_where_the_files_lie(
    command: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = here.parent / "elsewhere"
    elsewhere.mkdir()
    files = tuple(
        str(here / word) if (here / word).exists() or word == "." else word for word in SHOWING[command]
    )
    monkeypatch.chdir(elsewhere)
    more = ("--all-tlp",) if "--all-tlp" in options(command) else ()
    for name in available(command):
        words = [*files, *more, *(("-f", name) if name else ())]
        target = ("-o", f"out.{name}") if name in ("xlsx", "parquet") else ()
        done = run(command, *words, *target)
        assert done.code in (0, 1), done.err
        assert "/machine" not in done.out + unpacked(name), name
        assert str(here.parent) not in done.out + unpacked(name), name


@pytest.mark.parametrize("command", SILENT)
def test_other_commands_repeat_nothing(command: str) -> None:
    if command == "diff":
        Path("shared.json").write_text(run("assess", *PAIR, "-f", "json", "--share").out, "utf-8")
    done = run(command, *SILENT[command], stdin=b"?\ns\nq\n")
    assert done.code == 0, done.err
    codes = re.compile(
        r"(wren|robin)-land"
    )  # `validate` names the partners that a profile has, by their codes
    assert birds(codes.sub("", done.out + done.err)) == set()
