"""Defaults from readiness.toml and pyproject.toml: which wins, and what is said of mistakes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from cli.command_line import SMALL_RUBRIC, assess, report, run, write
from cli.test_imports import imported_by
from readiness.cli.app import Commands
from readiness.cli.configuration.options import OPTIONS
from readiness.cli.configuration.settings import parameter

if TYPE_CHECKING:
    from pathlib import Path

PAIR = ("alpha.yaml", "beta.yaml")


def test_the_command_line_wins_over_the_case_file_over_readiness_toml_over_pyproject(folder: Path) -> None:
    write(
        folder, {"pyproject.toml": '[tool.readiness]\nphase = "early"\nneed = "evidence"\nlane = "formal"\n'}
    )
    assert report(*PAIR)["phase"]["assessed"] == "early"
    write(folder, {"readiness.toml": 'phase = "middle"\nneed = ["evidence", "intelligence"]\n'})
    found = report(*PAIR)
    assert (found["phase"]["assessed"], found["needs"], found["lane"]) == (
        "middle",
        ["evidence", "intelligence"],
        "formal",
    )
    write(folder, {"case.yaml": "phase: late\nneeds: [intelligence]\n"})
    found = report(*PAIR, "--case", "case.yaml")
    assert (found["phase"]["assessed"], found["needs"], found["lane"]) == ("late", ["intelligence"], "formal")
    found = report(*PAIR, "--case", "case.yaml", "--phase", "early", "--need", "evidence")
    assert (found["phase"]["assessed"], found["needs"]) == ("early", ["evidence"])


def test_demands_files_and_flags_may_be_configured(folder: Path) -> None:
    write(
        folder,
        {
            "readiness.toml": 'fail-on = "no-will"\nfail-under = 101\nshare = true\nformat = ["json"]\nas-of = 2023-12-01\n'
        },
    )
    assert "--fail-under: 101 is out of range" in assess(*PAIR).err
    done = assess("alpha.yaml", "unwilling.yaml", "--fail-under", "1")
    assert done.code == 1
    found = json.loads(done.out)
    assert found["as_of"] == "2023-12-01"
    assert {one["file"] for one in found["inputs"]} == {None}


def test_the_file_above_counts_inside_a_repository_and_its_paths_are_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "below").mkdir()
    write(folder, {"readiness.toml": 'case = "case.yaml"\n', "case.yaml": "phase: late\n"})
    monkeypatch.chdir(folder / "below")
    pair = ("../alpha.yaml", "../beta.yaml")
    assert report(*pair)["phase"]["basis"] != "given"
    (folder / ".git").mkdir()
    assert report(*pair)["phase"]["assessed"] == "late"
    (folder / "below" / ".git").mkdir()
    assert report(*pair)["phase"]["basis"] != "given"


def test_a_rubric_may_be_configured_for_every_command(folder: Path) -> None:
    write(folder, {"readiness.toml": f'rubric = "{SMALL_RUBRIC}"\n'})
    assert run("assess", *PAIR).code == 0
    assert run("validate", "alpha.yaml").code == 0
    assert "present-will" in run("list", "indicators").out


@pytest.mark.parametrize("command", ["assess", "brief", "checklist", "history", "partners"])
def test_what_may_leave_is_configured_for_every_command(command: str, folder: Path) -> None:
    for name in PAIR:
        text = (folder / name).read_text(encoding="utf-8")
        write(folder, {name: f"tlp: amber\n{text}"})
    asked = (command, *PAIR, "--rubric", SMALL_RUBRIC)
    open_, limited = run(*asked).out, run(*asked, "--max-tlp", "clear").out
    assert limited
    assert limited != open_
    write(folder, {"readiness.toml": 'max-tlp = "clear"\n'})
    assert run(*asked).out == limited


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("readiness.toml", 'phase = "late"\nned = "x"\n', 'readiness.toml:2:1: unknown option "ned"'),
        ("readiness.toml", "phase = \n", "readiness.toml:1:9: this is not TOML"),
        ("readiness.toml", "phase = 3\n", 'readiness.toml:1:1: "phase" is a text'),
        ("readiness.toml", "\nshare = 1\n", 'readiness.toml:2:1: "share" is true or false'),
        ("readiness.toml", "need = [1]\n", '"need" is a text or a list of texts'),
        ("readiness.toml", "fail-under = true\n", '"fail-under" is a number'),
        (
            "pyproject.toml",
            "[project]\nned = 1\n[tool.readiness]\nned = 1\n",
            'pyproject.toml:4:1: unknown option "ned"',
        ),
    ],
)
def test_mistakes_are_shown_with_their_line(name: str, text: str, message: str, folder: Path) -> None:
    write(folder, {name: text})
    done = assess(*PAIR)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert run("assess", "--help").code == 0
    assert run("config").code == 2


@pytest.mark.parametrize("kind", ["loop", "dangling", "device", "pipe", "folder"])
def test_options_that_cannot_be_read_are_not_passed_over(kind: str, folder: Path) -> None:
    """They might have said `share = true`."""
    file = folder / "readiness.toml"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to({"loop": "readiness.toml", "dangling": "nowhere", "device": "/dev/zero"}[kind])
    done = run("assess", "alpha.yaml", "beta.yaml", "--rubric", SMALL_RUBRIC)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("readiness.toml: this is no file that can be read")


def test_a_project_without_our_table_is_not_even_parsed(folder: Path) -> None:
    write(folder, {"pyproject.toml": "this is [not] TOML"})
    assert assess(*PAIR).code == 0


def test_config_shows_every_option_and_where_its_value_comes_from(folder: Path) -> None:
    write(folder, {"pyproject.toml": '[tool.readiness]\nlane = "formal"\nphase = "early"\n'})
    write(
        folder, {"readiness.toml": 'phase = "late"\ncase = "case.yaml"\n', "case.yaml": "needs: [evidence]\n"}
    )
    found = json.loads(run("config", "-f", "json").out)
    assert found["phase"] == {"value": "late", "from": "readiness.toml:1"}
    assert found["lane"] == {"value": "formal", "from": "pyproject.toml:2"}
    assert found["need"] == {"value": ["evidence"], "from": "case.yaml"}
    assert found["rubric"] == {"value": "law-enforcement", "from": "built-in"}
    assert found["strict"] == {"value": False, "from": "built-in"}
    lines = run("config").out.splitlines()
    assert len(lines) == len(found)
    assert "phase" in lines[0]
    assert lines[0].endswith("readiness.toml:1")


def test_every_option_of_assess_can_be_configured() -> None:
    command = Commands(name="readiness").get_command(None, "assess")
    options = {option.name for option in command.params if option.param_type_name == "option"} - {
        "help",
        "write_baseline",
    }
    assert {parameter(name) for name in OPTIONS} == options


def test_without_a_file_nothing_is_loaded_for_it() -> None:
    assert "tomllib" not in imported_by("assess", "TWN", "LVA", "--format", "json")
