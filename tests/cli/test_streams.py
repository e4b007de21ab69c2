"""Terminals, pipes, colours, and streams that are closed or full."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, FORMATS, READINESS, outside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "TWN", "LVA"),
        ("--help",),
        ("assess", "--help"),
        ("assess", "TWN"),
        ("assess", "TWN", "XXX"),
        (),
    ],
)
@pytest.mark.parametrize(
    "environment",
    [{}, {"NO_COLOR": "1"}, {"GITHUB_ACTIONS": "true", "TERM": "xterm-256color"}, {"TERM": "dumb"}],
    ids=["pipe", "no-color", "github", "dumb"],
)
def test_nothing_in_a_pipe_has_ansi(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    done = outside(*arguments, **environment)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout + done.stderr


def on_a_terminal(**environment: str) -> str:
    """What a run writes on a terminal."""
    near, far = pty.openpty()
    variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "GITHUB_ACTIONS")}
    process = subprocess.Popen(
        [READINESS, "assess", "TWN", "LVA"],
        stdin=subprocess.DEVNULL,
        stdout=far,
        stderr=subprocess.DEVNULL,
        env={**variables, "TERM": "xterm-256color", **environment},
    )
    os.close(far)
    parts = []
    while True:
        try:
            part = os.read(near, 65536)
        except OSError:  # the far end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(near)
    assert process.wait(timeout=60) == 0
    return b"".join(parts).decode()


def test_a_terminal_has_colours_unless_told_otherwise() -> None:
    assert "\x1b[" in on_a_terminal()
    assert "\x1b" not in on_a_terminal(NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(TERM="dumb")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_closed_pipe_gives_no_traceback(format_: str) -> None:
    process = subprocess.Popen(
        [READINESS, "assess", "TWN", "LVA", "-f", format_], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert errors == b""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ('"$0" assess TWN - <&-', 2),
        ('"$0" assess TWN LVA >&-', 2),
        ('"$0" assess TWN LVA >/dev/full', 2),
        ('"$0" assess TWN LVA --rubric "$(printf %05000d 0)"', 2),
        ('"$0" assess TWN "$(printf %05000d 0)"', 2),
        ('cp "$1" "$(printf \'\\377.yaml\')"; "$0" assess TWN ./*.yaml -f json -o out.json', 0),
    ],
    ids=["no-stdin", "no-stdout", "full-disk", "rubric-name-too-long", "name-too-long", "name-not-utf8"],
)
def test_odd_surroundings_give_no_traceback(command: str, code: int, tmp_path: Path) -> None:
    shipped = EXAMPLES.parent / "profiles" / "LVA.yaml"
    done = subprocess.run(
        ["/bin/sh", "-c", command, READINESS, shipped],
        capture_output=True,
        check=False,
        timeout=60,
        cwd=tmp_path,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == code


def test_a_closed_pipe_is_no_failed_demand() -> None:
    process = subprocess.Popen([READINESS, "assess", "TWN", "LVA"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 0
