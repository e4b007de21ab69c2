"""Signals at any moment, a full disk, and files that vanish, for any command that writes.

Every file is the old one or the new one, whole, and nothing else is left.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, contents, run, write
from cli.moments import Server
from fuzz.seeds import ANSWERS, answered
from readiness.cli.app import COMMANDS, Commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B = "alpha.yaml", "beta.yaml"
SMALL = ("--rubric", str(SMALL_RUBRIC))
FAILING = ("--fail-on", "ready", "--write-baseline", "known.json")


def reports(*suffixes: str) -> tuple[str, ...]:
    return tuple(word for suffix in suffixes for word in ("-o", f"report.{suffix}"))


WRITING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("history", "plan"), (A, B, *SMALL, *reports("json", "html"))),
    **dict.fromkeys(("what-if", "bottleneck"), (A, B, *SMALL, *reports("json", "md"))),
    **dict.fromkeys(("brief", "checklist"), (A, B, *SMALL, *reports("md", "html"))),
    "assess": (A, B, *SMALL, *reports("json", "html"), *FAILING),
    "batch": ("pairs.yaml", *SMALL, *reports("jsonl", "csv"), *FAILING),
    "matrix": ("profiles", *SMALL, *reports("json", "html"), *FAILING),
    "partners": (A, B, *SMALL, *reports("xlsx", "json")),
    "route": (A, B, "gamma.yaml", *SMALL, *reports("json", "md"), *FAILING),
    "test": ("case", "--rubric", str(SMALL_RUBRIC), *reports("json", "xml")),
    "agreement": (A, "other.yaml", *SMALL, *reports("json", "md")),
    "merge": (A, "other.yaml", *SMALL, "-o", "report.yaml"),
    "profile": (A, *SMALL, *reports("json", "md")),
    "init": ("DELTA", *SMALL, "-o", "delta.yaml"),
    "import": ("egmont", "egmont_2026-07.csv", "--into", "profiles"),
    "questionnaire": ("--import", "answers.csv", "--into", "AAA.yaml"),
    "interview": ("AAA.yaml", "--partner", "LVA", "--as-of", "2024"),
}
"""Commands that write, two files where they can."""
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
EACH = 6
"""How many moments of a command are tried."""


def writes(command: str) -> bool:
    """Whether a command has an option that names something to write, or writes what it reads."""
    params = Commands(name="readiness").get_command(None, command).params
    return command == "interview" or bool(
        {"output", "into", "write_baseline"} & {item.name for item in params}
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which every command finds its files, and has written before."""
    folder = tmp_path / "here"
    for name in ("case", "profiles"):
        (folder / name).mkdir(parents=True)
    monkeypatch.chdir(folder)
    write(
        folder,
        {
            A: ALPHA,
            B: BETA,
            "other.yaml": ALPHA.replace("present-will: {level: 3", "present-will: {level: 4"),
            "gamma.yaml": BETA.replace("BETA", "GAMMA"),
            "pairs.yaml": "pairs:\n- {a: alpha.yaml, b: beta.yaml, output: own.html}\n- {a: beta.yaml, b: gamma.yaml}\n",
            "egmont_2026-07.csv": "iso2,fiu,suspended\nTW,A,0\nLV,B,0\n",
            "AAA.yaml": "profile: AAA\nas_of: 2023\n",
            "profiles/ALPHA.yaml": ALPHA,
            "profiles/BETA.yaml": BETA,
            "case/case.yaml": "case: x\nprofiles: {a: ../alpha.yaml, b: ../beta.yaml}\nexpect: {verdict: ready}\n",
        },
    )
    write(folder, {"answers.csv": answered(run("questionnaire", "AAA", "-f", "csv").out)})
    suffixes = ("json", "html", "md", "xlsx", "xml", "jsonl", "csv")
    write(
        folder,
        dict.fromkeys((*(f"report.{suffix}" for suffix in suffixes), "own.html", "known.json"), "old\n"),
    )
    return folder


def states(server: Server, command: str, words: list[str], start: Path, here: Path) -> list[dict[str, bytes]]:
    """What may be in the folder: what was there, and what a whole run leaves; for an interview after each answer."""
    listed = [contents(here)]
    lines = typed(command).splitlines(keepends=True)
    for count in range(1, len(lines) + 1) if lines else (0,):
        renew(start, here)
        done = server.run(here, words, "".join(lines[:count]))
        assert done.code in (0, 1), done
        if contents(here) not in listed:
            listed.append(contents(here))
    return listed


def typed(command: str) -> str:
    return ANSWERS.decode() if command == "interview" else ""


def renew(start: Path, here: Path) -> None:
    """The folder as it was at the start."""
    for item in here.iterdir():
        shutil.rmtree(item) if item.is_dir() else item.unlink()
    shutil.copytree(start, here, dirs_exist_ok=True)


def test_every_command_that_writes_stands_here() -> None:
    assert {command for command in COMMANDS if writes(command)} == set(WRITING)


@pytest.mark.parametrize("command", WRITING)
def test_a_signal_at_any_moment_leaves_whole_files(command: str, server: Server, here: Path) -> None:
    words = [command, *WRITING[command]]
    start = here.parent / "start"
    shutil.copytree(here, start)
    allowed = states(server, command, words, start, here)
    assert len(allowed) > 1
    rng = random.Random(command)  # noqa: S311 - moments, not secrets
    numbers = iter(list(SIGNALS) * EACH)
    for watched in ("writing", "cli"):
        renew(start, here)
        whole = server.run(here, words, typed(command), watched)
        for moment in rng.sample(range(1, whole.moments + 1), EACH // 2):
            renew(start, here)
            number = next(numbers)
            done = server.run(here, words, typed(command), watched, moment, number)
            about = (watched, moment, number, done)
            assert contents(here) in allowed, about
            assert done.code in (whole.code, SIGNALS[number]), about
            assert "Traceback" not in done.err, about
            assert "ignored" not in done.err, about
            if done.code == whole.code and command != "interview":
                assert contents(here) == allowed[-1], about


@pytest.mark.parametrize("command", WRITING)
def test_a_full_disk_leaves_everything_as_it_was(command: str, server: Server, here: Path) -> None:
    before = contents(here)
    done = server.run(here, [command, *WRITING[command]], typed(command), trouble="full")
    assert (done.code, contents(here)) == (2, before), done
    assert done.err.endswith(": File too large\n")
    assert "cannot write" in done.err


@pytest.mark.parametrize("trouble", ["gone", "replaced"])
@pytest.mark.parametrize("command", [command for command in WRITING if command != "init"])
def test_a_file_that_vanishes_is_told(command: str, trouble: str, server: Server, here: Path) -> None:
    before = contents(here)
    done = server.run(here, [command, *WRITING[command]], typed(command), trouble=trouble)
    assert done.code == 2, done
    assert "cannot be read: " in done.err
    changed = {name for name, content in contents(here).items() if before.get(name) != content}
    reports = {"report.json", "report.xml"} if command == "test" else set()  # which tell of the broken case
    assert changed <= reports | {"profiles", "case"}


INTO_NEW_FOLDERS = {
    "import": ("import", "egmont", "egmont_2026-07.csv", "--into", "new/profiles"),
    "batch": ("batch", "deep.yaml", *SMALL, "-o", "report.jsonl"),
}


@pytest.mark.parametrize("command", INTO_NEW_FOLDERS)
def test_no_folder_is_left_without_its_files(command: str, server: Server, here: Path) -> None:
    write(here, {"deep.yaml": "pairs: [{a: alpha.yaml, b: beta.yaml, output: new/deep/own.html}]\n"})
    words, start = list(INTO_NEW_FOLDERS[command]), here.parent / "start"
    shutil.copytree(here, start)
    whole = server.run(here, words, "", "writing")
    assert (whole.code, len(list(here.glob("new/*/*")))) == (0, 2 if command == "import" else 1), whole
    after = contents(here)
    rng = random.Random(command)  # noqa: S311 - moments, not secrets
    for moment in (None, *rng.sample(range(1, whole.moments + 1), EACH)):
        renew(start, here)
        if moment is None:
            done = server.run(here, words, "", trouble="full")
        else:
            done = server.run(here, words, "", "writing", moment, signal.SIGTERM)
        told = (moment, done)
        assert contents(here) in (contents(start), after), told
        assert (here / "new").exists() == (contents(here) == after), told


def test_a_signal_while_an_object_is_taken_down_counts_too() -> None:
    """Nothing can be raised there: Python would print a traceback and go on."""
    program = """
import os, signal
from readiness.cli.io import interruption
interruption.heed()
class Taken:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        len("")
try:
    Taken()
    print("went on", len(""))
except interruption.TerminatedError:
    print(interruption.exit_code())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("143\n", "")
