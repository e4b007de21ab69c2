"""What the terminal can show: its width in characters, and whether colours are wanted."""

from __future__ import annotations

import os
import shutil
import sys

PIPE_WIDTH, NARROWEST, WIDEST = 80, 60, 120


def width() -> int:
    """The terminal's width, within what stays readable; 80 in a pipe."""
    if not sys.stdout.isatty():
        return PIPE_WIDTH
    return max(NARROWEST, min(shutil.get_terminal_size((PIPE_WIDTH, 24)).columns, WIDEST))


def colour() -> bool:
    """Colours on a terminal only, and never with NO_COLOR or on a dumb one."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
