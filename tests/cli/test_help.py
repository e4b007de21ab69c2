"""What helps beside the options: the first screen, and the examples of every command, each of which runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import run
from readiness.cli.app import COMMANDS
from readiness.cli.command_help import MANUALS, first_steps

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = [example for manual in MANUALS.values() for example in manual.examples]
PREPARED = (
    "readiness init TWN --partner JPN --as-of 2024-06-30 -o twn.yaml",
    "readiness assess TWN LVA -o before.json",
    "readiness assess TWN LVA --as-of 2024-12-31 -o after.json",
)
"""What makes the files that the examples name; the others are those of the documentation."""


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    function = f'readiness() {{ "{sys.executable}" -m readiness "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", function + line],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the examples name."""
    place = tmp_path_factory.mktemp("examples")
    for name in ("examples", "casebook", "rubrics"):
        shutil.copytree(ROOT / name, place / name)
    for name in ("raters", "batch", "import"):
        shutil.copytree(ROOT / "docs/files" / name, place, dirs_exist_ok=True)
    for line in PREPARED:
        assert shell(line, place).returncode == 0
    return place


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(example: str, folder: Path) -> None:
    written = re.search(r"init .* -o (\S+)", example)
    if written is not None:
        (folder / written[1]).unlink()
    done = shell(example, folder)
    assert done.returncode == 0, done.stderr


def test_every_command_has_an_example_of_itself() -> None:
    assert list(MANUALS) == list(COMMANDS)
    for name, manual in MANUALS.items():
        assert manual.examples
        assert all(
            example.startswith(f"readiness {name} ") or example == f"readiness {name}"
            for example in manual.examples
        )


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_shows_the_examples_and_the_exit_codes(name: str, tmp_path: Path) -> None:
    told = shell(f"readiness {name} --help", tmp_path).stdout
    assert all(f"  {example}\n" in told for example in MANUALS[name].examples)
    assert " ".join(MANUALS[name].exits.split()) in " ".join(told.split())


def test_without_arguments_a_screen_says_where_to_start(tmp_path: Path) -> None:
    done = shell("readiness", tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{first_steps()}\n")
    lines = done.stdout.splitlines()
    assert len(lines) <= 24
    assert max(len(line) for line in lines) <= 80
    commands = [line.split("  ")[1] for line in lines if line.startswith("  readiness ")]
    runnable = [command for command in commands if "COMMAND" not in command and "install" not in command]
    assert len(runnable) == 6
    assert [command for command in runnable if shell(command, tmp_path).returncode] == []


@pytest.mark.parametrize("command", [(), ("assess",)])
def test_help_in_one_language_leaves_the_next_as_it_is(command: tuple[str, ...]) -> None:
    """A command is made once in a process."""
    english = run(*command, "--help").out
    assert run(*command, "--help", "--lang", "zh-Hant").out != english
    assert run(*command, "--help").out == english
