"""Completion as a shell asks for it: the function that the program gives to bash is called as the Tab key calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def offered(line: str, folder: Path) -> list[str]:
    """What bash offers after the Tab key at the end of a line; `''` stands for a word that is not begun."""
    program = folder / "readiness"
    program.write_text(f"#!{sys.executable}\nfrom readiness.cli.main import main\nmain()\n", "utf-8")
    program.chmod(0o755)
    words = line.split()
    script = (
        'eval "$(readiness --show-completion bash)"\n'
        f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}\n"
        "_readiness_completion readiness\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    environment = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("readiness che", ["checklist"]),
        ("readiness assess TW", ["TWN"]),
        ("readiness assess tw", ["twn"]),
        ("readiness assess TWN LV", ["LVA"]),
        ("readiness assess TWN LVA --need ev", ["evidence"]),
        ("readiness assess TWN LVA --crime money", ["money-laundering"]),
        ("readiness assess TWN LVA --measure contr", ["controlled-delivery"]),
        ("readiness assess TWN LVA --phase ''", ["early", "middle", "late"]),
        ("readiness assess TWN LVA --format j", ["json", "junit"]),
        ("readiness assess TWN LVA --requesting ''", ["TWN", "LVA"]),
        ("readiness assess TWN LVA --fail-on bl", ["blocked"]),
        ("readiness assess TWN LVA --max-tlp am", ["amber", "amber+strict"]),
        ("readiness plan TWN LVA --without R09", ["R09"]),
        ("readiness plan TWN LVA --target la", ["late"]),
        ("readiness explain treaty-b", ["treaty-basis"]),
        ("readiness explain o1", ["o1"]),
        ("readiness list cri", ["crimes"]),
        ("readiness schema what", ["what-if"]),
        ("readiness init TWN --partner JP", ["JPN"]),
    ],
)
def test_bash_completes(line: str, words: list[str], tmp_path: Path) -> None:
    assert offered(line, tmp_path) == words


def test_a_level_to_suppose_is_completed_in_two_steps(tmp_path: Path) -> None:
    keys = offered("readiness what-if TWN LVA --set LVA.mu", tmp_path)
    assert keys == [f"LVA.mutual-trust={level}" for level in range(5)]
    assert "pair.treaty-basis.surrender=" in offered("readiness what-if TWN LVA --set pair.treaty", tmp_path)
    assert offered("readiness what-if TWN LVA --set A.conta", tmp_path)[0] == "A.contact-point=0"


def test_roles_are_completed_for_both_sides(tmp_path: Path) -> None:
    roles = offered("readiness assess TWN LVA --role LV", tmp_path)
    assert {"LVA=source", "LVA=transit", "LVA=destination"} <= set(roles)
    assert all(role.startswith("LVA=") for role in roles)


@pytest.mark.parametrize(("shell", "shown"), [("zsh", '"TWN":"Taiwan"'), ("fish", "TWN\tTaiwan")])
def test_the_shells_that_show_it_are_told_what_a_word_is_called(
    shell: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_READINESS_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "readiness assess TW")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    called = "import sys; sys.argv[0] = 'readiness'; from readiness.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", called], capture_output=True, text=True, check=False)
    assert shown in done.stdout


@pytest.mark.parametrize(("line", "code"), [("readiness assess TW", 0), ("readiness assess twn.y", 1)])
def test_fish_is_told_where_files_are_to_be_completed(
    line: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_READINESS_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    called = "import sys; sys.argv[0] = 'readiness'; from readiness.cli.main import main; main()"
    assert subprocess.run([sys.executable, "-c", called], check=False).returncode == code
