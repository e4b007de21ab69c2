"""What the terminal can show, its width and whether colours are wanted, and the one way to print a line to it."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress

from readiness.safe_text import inert

PIPE_WIDTH, NARROWEST, WIDEST = 80, 60, 120


def width() -> int:
    """The terminal's width, within what stays readable; 80 in a pipe."""
    if not sys.stdout.isatty():
        return PIPE_WIDTH
    return max(NARROWEST, min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, WIDEST))


def colour() -> bool:
    """Colours on a terminal only, and never with NO_COLOR or on a dumb one."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell(text: str) -> None:
    """Write lines to standard error that command neither a terminal nor the log of a build."""
    if sys.stderr is not None:
        with suppress(OSError):  # there is nowhere left to say that it is full; the exit code tells
            sys.stderr.write("".join(f"{inert(line)}\n" for line in text.split("\n")))
            sys.stderr.flush()


def show(line: str) -> None:
    """Write a line to standard output that commands neither a terminal nor the log of a build."""
    sys.stdout.write(f"{inert(line)}\n")
