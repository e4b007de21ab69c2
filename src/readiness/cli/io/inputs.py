"""Which files a run has read, so that no report takes the place of one."""

from __future__ import annotations

import os

_read: set[str] = set()


def forget() -> None:
    """Begin anew: a process may run the program more than once."""
    _read.clear()


def note(name: str) -> None:
    """Keep in mind that a file was read."""
    _read.add(os.path.realpath(name))


def was_read(name: str) -> bool:
    """Whether a file was read, by whatever name or link."""
    return bool(_read) and os.path.realpath(name) in _read
