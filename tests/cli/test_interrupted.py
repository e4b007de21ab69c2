"""Signals before the program is loaded, and to all its processes at once: it ends without a word, with the code of the signal."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, contents, write

if TYPE_CHECKING:
    from pathlib import Path

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
BY_SIGNAL = 128


def ended(program: str, *words: str, cwd: Path | None = None) -> tuple[int, str, str]:
    """The exit code as a shell tells it, and the output, of a program in a group of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        start_new_session=True,
    )
    code = BY_SIGNAL - done.returncode if done.returncode < 0 else done.returncode
    return code, done.stdout, done.stderr


@pytest.mark.parametrize("number", CODES)
@pytest.mark.parametrize(
    "module",
    ["readiness.cli", "readiness.cli.main", "pathlib", "readiness.cli.io.interruption", "readiness.cli.app", "typer", "readiness.cli.commands.assess"],
)  # fmt: skip
def test_while_it_is_loaded(module: str, number: signal.Signals) -> None:
    program = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell takes away from what runs in the background
class Interrupting:
    def find_spec(self, name, *_):
        if name == {module!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), {number.value})
sys.argv[0] = "readiness"
from readiness.__main__ import main
sys.modules.pop({module!r}, None)
sys.meta_path.insert(0, Interrupting())
main()
"""
    assert ended(program, "assess", "TWN", "LVA") == (CODES[number], "", "")


@pytest.mark.parametrize("number", CODES)
def test_to_all_processes_of_a_batch(number: signal.Signals, tmp_path: Path) -> None:
    third = BETA.replace("BETA", "GAMMA")
    write(tmp_path, {"a.yaml": ALPHA, "b.yaml": BETA, "c.yaml": third, "rows.csv": "old\n"})
    program = f"""
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from readiness.cli.batch import job, parts
from readiness.__main__ import main
class Interrupting(parts.RowParts, frozen=True):
    def __call__(self, *given):
        os.killpg(0, {number.value})
        return parts.RowParts.__call__(self, *given)
job.CHUNK, job.RowParts = 1, Interrupting
sys.argv[0] = "readiness"
main()
"""
    before = contents(tmp_path)
    words = ("batch", "--all", ".", "--rubric", str(SMALL_RUBRIC), "--jobs", "2", "-o", "rows.csv")
    assert ended(program, *words, cwd=tmp_path) == (CODES[number], "", "")
    assert contents(tmp_path) == before
