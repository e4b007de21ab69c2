"""Runs the program and sends it a signal at a moment that is counted, not timed: the same moment in every run.

As a program this is a server: it loads the program once, and for each line of JSON that it reads runs a command in a process
forked from it. Moments are the steps of the interpreter in all files of the command line, or in those that write and end.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NEVER = 0
WATCHED = {
    "cli": ("readiness/cli/", "/tempfile.py"),
    "writing": ("/cli/io/writing.py", "/cli/io/ending.py", "/cli/main.py", "/tempfile.py"),
}
STOPPED = 99
"""The exit code of a run that a defect of the test ended."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and how many moments it had."""

    code: int
    err: str
    moments: int


class Server:
    """Runs commands in forked processes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )

    def run(
        self,
        folder: Path,
        words: list[str],
        typed: str = "",
        watched: str = "cli",
        moment: int = NEVER,
        number: int = 0,
    ) -> Ended:
        """A run in a folder, with a signal at a moment unless that is NEVER. `watched` says which moments count."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([str(folder), words, typed, watched, moment, number]) + "\n")
        stdin.flush()
        return Ended(**json.loads(stdout.readline()))

    def close(self) -> None:
        """End the server."""
        self._process.communicate(timeout=60)


def _serve() -> None:
    import readiness  # noqa: PLC0415

    for module in pkgutil.walk_packages(readiness.__path__, "readiness."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_forked(*json.loads(line))) + "\n")
        sys.stdout.flush()


def _forked(
    folder: str, words: list[str], typed: str, watched: str, moment: int, number: int
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as aside:
        (Path(aside) / "typed").write_text(typed, "utf-8")
        child = os.fork()
        if not child:
            code = STOPPED
            try:
                code = _child(folder, words, Path(aside), watched, moment, number)
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        counted = Path(aside) / "moments"
        return {
            "code": os.waitstatus_to_exitcode(status),
            "err": (Path(aside) / "err").read_text("utf-8", "replace"),
            "moments": int(counted.read_text("utf-8")) if counted.exists() else 0,
        }


def _child(folder: str, words: list[str], aside: Path, watched: str, moment: int, number: int) -> int:
    from readiness.cli.main import main  # noqa: PLC0415

    for name, descriptor, flags in (
        ("typed", 0, os.O_RDONLY),
        ("out", 1, os.O_WRONLY | os.O_CREAT),
        ("err", 2, os.O_WRONLY | os.O_CREAT),
    ):
        os.dup2(os.open(aside / name, flags), descriptor)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8") for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    sys.argv = ["readiness", *words]
    code: object = STOPPED
    with _counting(WATCHED[watched], moment, number) as count:
        try:
            main()
        except SystemExit as end:
            code = end.code
        except BaseException:  # noqa: BLE001 - that is what is looked for
            import traceback  # noqa: PLC0415

            traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    (aside / "moments").write_text(str(count[0]), "utf-8")
    assert isinstance(code, int)
    return code


@contextlib.contextmanager
def _counting(watched: tuple[str, ...], moment: int, number: int) -> Iterator[list[int]]:
    """Count the moments, and send the signal at that one."""
    count = [0]

    def step(frame: Any, event: str, _: object) -> Any:
        if event == "call":
            if not frame.f_code.co_filename.endswith(watched) and watched[0] not in frame.f_code.co_filename:
                return None
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            return step
        if not count[0] and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            return step  # the interpreter and not yet the program: nothing can be promised of that
        count[0] += 1
        if count[0] == moment:
            os.kill(os.getpid(), number)
        return step

    sys.settrace(step)
    try:
        yield count
    finally:
        sys.settrace(None)


if __name__ == "__main__":
    _serve()
