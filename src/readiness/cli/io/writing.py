"""Writes files: completely or not at all, through links, keeping their permissions."""

from __future__ import annotations

import os
import stat
import sys
from codecs import BOM_UTF8
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.files import STDIN
from readiness.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readiness.documents.place import Text

STDOUT = STDIN
"""The file name that means standard output."""


def write(name: str, text: str) -> None:
    """Write one text to a file, or to standard output for `-`. Raises UsageError."""
    write_all([(name, text)])


def write_all(reports: Iterable[tuple[str, str | bytes]]) -> None:
    """Write each (file name, content): all files or none appear, then what goes to standard output. Raises UsageError."""
    printed: list[str] = []
    with appearing_together() as begin:
        for name, content in reports:
            if name == STDOUT and isinstance(content, str):
                printed.append(content)
            else:
                begin(name).write_bytes(content.encode() if isinstance(content, str) else content)
    for text in printed:
        sys.stdout.write(text)
        sys.stdout.flush()


def save(text: Text) -> None:
    """Write a text back to its file, flushed to disk so that it survives a power failure. Raises UsageError."""
    with appearing_together() as begin, begin(text.name).open("wb") as file:
        file.write(as_before(text.name, text.content))
        file.flush()
        os.fsync(file.fileno())


def as_before(name: str, content: str) -> bytes:
    """A text as bytes, with the byte-order mark and the ends of lines that the file of that name has now."""
    try:
        before = Path(name).read_bytes()
    except (OSError, ValueError):
        before = b""
    if before.count(b"\n") == before.count(b"\r\n") > 0:
        content = content.replace("\r\n", "\n").replace("\n", "\r\n")
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + content.encode()


@contextmanager
def appearing_together() -> Iterator[Callable[[str], Path]]:
    """Files that all appear at the end, or none: yields a function from a name to a temporary file to write to.

    Raises UsageError for a file that cannot be written.
    """
    import tempfile

    ready: list[tuple[Path, Path, int]] = []
    current = ""

    def begin(name: str) -> Path:
        nonlocal current
        current = name
        target = _target(name)
        rights = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        ready.append((Path(temporary), target, rights))
        return Path(temporary)

    try:
        yield begin
        for temporary, _, rights in ready:
            temporary.chmod(rights)
        for temporary, target, _ in ready:
            temporary.replace(target)
    except BrokenPipeError:  # of standard output, and no fault of any file
        raise
    except (OSError, UnicodeError) as error:
        raise UsageError(f"cannot write {current}: {getattr(error, 'strerror', None) or error}") from None
    finally:
        for temporary, _, _ in ready:
            temporary.unlink(missing_ok=True)


def _target(name: str) -> Path:
    """The file itself, with links resolved. Raises UsageError if no report can be written to it."""
    try:
        target = Path(name).resolve()
    except ValueError as error:
        raise UsageError(f"cannot write {name}: {error}") from None
    if target.is_dir():
        raise UsageError(f"{name} is a folder; expected a file to write to")
    if target.exists() and not target.is_file():
        raise UsageError(f"{name} is a device or a pipe; expected a file, or - for standard output")
    if not target.parent.is_dir():
        raise UsageError(f"cannot write {name}: there is no folder {target.parent.name}")
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
