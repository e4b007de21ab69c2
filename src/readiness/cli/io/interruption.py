"""Ends the program when a person or a scheduler asks for it: at once, but never between two files that belong together.

The first signal counts, and none after it: what cleans up is not disturbed.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
BY_SIGNAL = 128
"""What a shell adds to the number of the signal that ended a program, to tell it from an exit code."""

unfinished: set[Path] = set()
"""Files that were begun and are not yet in their place, and folders that were made for files."""


class TerminatedError(BaseException):
    """Somebody asked the program to end; what it has begun is cleaned up on the way out."""


class _Heard:
    """The signal that came, whether it must wait, and whether forks are told of."""

    number = 0
    waits = False
    over = False
    of_forks = False


def heed() -> None:
    """From now on a signal raises KeyboardInterrupt or TerminatedError. Those that the caller had ignored stay so."""
    _Heard.number, _Heard.waits, _Heard.over = 0, False, False
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup`, or a shell's `&`
            with suppress(ValueError):  # in another thread than the main one, signals are somebody else's
                signal.signal(number, _hear)
    sys.unraisablehook = _unraisable
    if not _Heard.of_forks and hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_forked)
        _Heard.of_forks = True


def deaf() -> None:
    """From now on no signal changes how the program ends."""
    _Heard.over = True


def exit_code() -> int:
    """How a program ends that a signal ended."""
    return BY_SIGNAL + (_Heard.number or signal.SIGINT)


def leave_nothing() -> None:
    """Remove what was begun: files, and the folders in which no file came to stand."""
    for path in sorted(unfinished, reverse=True):  # what lies in a folder before the folder
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
    unfinished.clear()


@contextmanager
def undisturbed() -> Iterator[None]:
    """A signal that comes meanwhile counts afterwards."""
    _Heard.waits = True
    try:
        yield
    finally:
        _Heard.waits = False
        if _Heard.number and not _Heard.over:
            _end()


def _forked() -> None:
    """A process forked from this one, which has nothing to clean up, ends at a signal without a word."""
    for number in signal.valid_signals():
        if signal.getsignal(number) is _hear:
            signal.signal(number, signal.SIG_DFL)


def _hear(number: int, _: object) -> None:
    if _Heard.over:
        return
    _Heard.number = number
    if not _Heard.waits:
        _end()


def _end() -> None:
    _Heard.over = True
    raise KeyboardInterrupt if _Heard.number == signal.SIGINT else TerminatedError


def _unraisable(what: Any) -> None:
    """A signal that came while an object was taken down, where nothing can be raised, counts right after that."""
    if isinstance(what.exc_value, (KeyboardInterrupt, TerminatedError)):
        sys.setprofile(_after)
    else:
        sys.__unraisablehook__(what)


def _after(frame: FrameType, _event: str, _about: object) -> None:
    """End the program in whatever runs next."""
    if frame.f_code is not _unraisable.__code__:
        sys.setprofile(None)
        _end()
