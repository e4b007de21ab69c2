"""Runs the program in odd surroundings: a signal at a moment that is counted, not timed, no room to write, files that vanish.

As a program this is a server: it loads the program once, and for each line of JSON that it reads runs a command in a process
forked from it. Moments are the steps of the interpreter in all files of the command line, or in those that write and end.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import resource
import shutil
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
ROOM = 64
WATCHED: dict[str, tuple[str, ...]] = {
    "": (),
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
        watched: str = "",
        moment: int = NEVER,
        number: int = 0,
        trouble: str = "",
    ) -> Ended:
        """A run in a folder, with a signal at a moment unless that is NEVER. `watched` says which moments count.

        `trouble` is "full" for files of at most ROOM bytes, "gone" where the first file to be read is removed just before, and
        "replaced" where its folder has become a file.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps([str(folder), words, typed, watched, moment, number, trouble]) + "\n")
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


def _forked(folder: str, words: list[str], typed: str, *how: Any) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as aside:
        (Path(aside) / "typed").write_text(typed, "utf-8")
        read, written = os.pipe()
        child = os.fork()
        if not child:
            code = STOPPED
            try:
                code = _child(folder, words, Path(aside), written, *how)
            finally:
                os._exit(code)
        os.close(written)
        with os.fdopen(read, encoding="utf-8", errors="replace") as messages:
            err = messages.read()
        _, status = os.waitpid(child, 0)
        counted = Path(aside) / "moments"
        return {
            "code": os.waitstatus_to_exitcode(status),
            "err": err,
            "moments": int(counted.read_text("utf-8")) if counted.exists() else 0,
        }


def _child(
    folder: str,
    words: list[str],
    aside: Path,
    messages: int,
    watched: str,
    moment: int,
    number: int,
    trouble: str,
) -> int:
    from readiness.cli.main import main  # noqa: PLC0415

    streams = (os.open(aside / "typed", os.O_RDONLY), os.open(os.devnull, os.O_WRONLY), messages)
    for descriptor, stream in enumerate(streams):
        os.dup2(stream, descriptor)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8") for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    sys.argv = ["readiness", *words]
    if trouble == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    elif trouble:
        sys.addaudithook(_vanishing(Path(folder), replaced=trouble == "replaced"))
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


def _vanishing(folder: Path, *, replaced: bool) -> Any:
    """What takes away the first file of a folder that is opened to be read, just before; or all of its folder."""
    gone: list[Path] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or gone or not isinstance(arguments[0], (str, os.PathLike)):
            return
        path = folder / arguments[0]
        if path.is_relative_to(folder) and path.is_file() and arguments[1] in ("r", "rb"):
            gone.append(path)
            if replaced and path.parent != folder:
                shutil.rmtree(path.parent)
                path.parent.touch()
            else:
                path.unlink()

    return hear


@contextlib.contextmanager
def _counting(watched: tuple[str, ...], moment: int, number: int) -> Iterator[list[int]]:
    """Count the moments, and send the signal at that one."""
    count = [0]

    def step(frame: Any, event: str, _: object) -> Any:
        if event == "call":
            name = frame.f_code.co_filename
            if not name.endswith(watched) and watched[0] not in name:
                return None
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            return step
        if not count[0] and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            return step  # the interpreter and not yet the program: nothing can be promised of that
        count[0] += 1
        if count[0] == moment:
            os.kill(os.getpid(), number)
        return step

    if watched:
        sys.settrace(step)
    try:
        yield count
    finally:
        sys.settrace(None)


if __name__ == "__main__":
    _serve()
