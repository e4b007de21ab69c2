"""Briefs, checklists, histories and tables of partners tell no more than an assessment may, and no text breaks out of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import DELICATE_A, DELICATE_B, SMALL_RUBRIC, run, write
from cli.test_hostile_text import HOSTILE, profiles_saying

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ("brief", "checklist", "history", "partners", "what-if", "plan", "bottleneck")
FORMATS = ("text", "markdown", "html")
WITHOUT_HTML = ("what-if", "bottleneck")


def formats(command: str) -> tuple[str, ...]:
    return FORMATS[:2] if command in WITHOUT_HTML else FORMATS


def made(command: str, *arguments: str) -> str:
    done = run(command, "a.yaml", "b.yaml", "--rubric", SMALL_RUBRIC, *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_shared_reports_hold_no_secret(command: str, folder: Path) -> None:
    write(folder, {"a.yaml": DELICATE_A, "b.yaml": DELICATE_B})
    for name in formats(command):
        out = made(command, "-f", name, "--share")
        assert "secret" not in out.casefold()
        assert not re.search(r"trust[^|\n]*of (ALPHA|BETA)(?! and)", out)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_limit_keeps_back_what_is_marked_above_it(command: str, folder: Path) -> None:
    write(folder, {"a.yaml": f"tlp: red\n{DELICATE_A}", "b.yaml": f"tlp: red\n{DELICATE_B}"})
    for name in formats(command):
        out = made(command, "-f", name, "--max-tlp", "amber")
        assert "secret" not in out.casefold()
        assert "TLP:AMBER" in out
        assert "TLP:RED" in made(command, "-f", name)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_text_cannot_break_out(command: str, kind: str, folder: Path) -> None:
    write(folder, profiles_saying(HOSTILE[kind]))
    for name in formats(command):
        done = run(command, "a.yaml", "b.yaml", "--rubric", SMALL_RUBRIC, "-f", name)
        assert done.code == 0, done.err
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202a-\u202e\u2066-\u2069]", done.out)
        if name != "text":
            assert not re.search(r"(?<!\\)<(script|img)", done.out)
