"""Writes files: completely or not at all, through links, keeping their permissions."""

from __future__ import annotations

import os
import stat
import sys
from codecs import BOM_UTF8
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from readiness.cli.io.files import STDIN, exists, is_file, is_folder, real
from readiness.cli.io.interruption import undisturbed, unfinished
from readiness.cli.io.system_words import reason
from readiness.errors import UsageError
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readiness.documents.place import Text

STDOUT = STDIN
"""The file name that means standard output."""


def write(name: str, text: str) -> None:
    """Write one text to a file, or to standard output for `-`. Raises UsageError."""
    write_all([(name, text)])


def write_all(reports: Iterable[tuple[str, str | bytes]]) -> None:
    """Write each (file name, content): all or none. Files appear only when what goes to standard output is written.

    A reader of standard output who has read enough keeps no file from appearing. Raises UsageError.
    """
    printed: list[str] = []
    with appearing_together() as begin:
        for name, content in reports:
            if name == STDOUT and isinstance(content, str):
                printed.append(content)
            else:
                begin(name).write_bytes(content.encode() if isinstance(content, str) else content)
        _print(printed)


def _print(texts: Iterable[str]) -> None:
    """Write texts to standard output, as long as somebody reads there. Raises UsageError if they do not fit."""
    try:
        for text in texts:
            sys.stdout.write(text)
            sys.stdout.flush()
    except OSError as error:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (what is left has nowhere to go)
        if not isinstance(error, BrokenPipeError):
            raise UsageError(
                _("cannot write to standard output: {reason}").format(reason=reason(error))
            ) from None


def save(text: Text) -> None:
    """Write a text back to its file, flushed to disk so that it survives a power failure. Raises UsageError."""
    with appearing_together() as begin, begin(text.name).open("wb") as file:
        file.write(as_before(text.name, text.content))
        file.flush()
        os.fsync(file.fileno())


def as_before(name: str, content: str) -> bytes:
    """A text as bytes, with the byte-order mark and the ends of lines that the file of that name has now."""
    before = Path(name).read_bytes() if is_file(name) else b""
    if before.count(b"\n") == before.count(b"\r\n") > 0:
        content = content.replace("\r\n", "\n").replace("\n", "\r\n")
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + content.encode()


_open: list[Callable[[str], Path]] = []
"""What begins a file of the files that are being written together, while some are."""


@contextmanager
def appearing_together() -> Iterator[Callable[[str], Path]]:
    """Files that all appear at the end, or none: yields a function from a name to a temporary file to write to.

    Within another such block the files appear with those of that one. Raises UsageError for a file that cannot be written.
    """
    import tempfile

    if _open:
        yield _open[0]
        return
    ready: list[tuple[Path, Path, int]] = []
    current = ""

    def begin(name: str) -> Path:
        nonlocal current
        current = name
        target = target_of(name)
        if target in (other for _temporary, other, _rights in ready):
            raise UsageError(
                _("two files would be written to {name}; name another for one of them").format(name=name)
            )
        rights = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        with undisturbed():
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
            os.close(handle)
            unfinished.add(Path(temporary))
            ready.append((Path(temporary), target, rights))
        return Path(temporary)

    _open.append(begin)
    try:
        yield begin
        for temporary, _final, rights in ready:
            temporary.chmod(rights)
        with undisturbed():
            for temporary, target, _rights in ready:
                temporary.replace(target)
                unfinished.discard(temporary)
    except BrokenPipeError:  # of standard output, and no fault of any file
        raise
    except (OSError, UnicodeError) as error:
        what = f" {current}" if current else ""
        raise UsageError(_("cannot write{what}: {reason}").format(what=what, reason=reason(error))) from None
    finally:
        _open.clear()
        with undisturbed():
            for temporary, _final, _rights in ready:
                temporary.unlink(missing_ok=True)
                unfinished.discard(temporary)


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it lies in. At the end of a run those without a file go again. Raises OSError."""
    for path in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        with undisturbed():
            path.mkdir(exist_ok=True)
            unfinished.add(path)


def target_of(name: str) -> Path:
    """The file itself, with links resolved. Raises UsageError if no report can be written to it."""
    target = real(name)
    if is_folder(target):
        raise UsageError(_("{name} is a folder; expected a file to write to").format(name=name))
    if exists(target) and not is_file(target):
        raise UsageError(
            _("{name} is a device or a pipe; expected a file, or - for standard output").format(name=name)
        )
    if not is_folder(target.parent):
        folder = Path(name).parent.as_posix()
        if exists(target.parent):
            raise UsageError(
                _("cannot write {name}: {folder} is no folder; name another place").format(
                    name=name, folder=folder
                )
            )
        raise UsageError(
            _("cannot write {name}: there is no folder {folder}; make it first: mkdir -p {quoted}").format(
                name=name, folder=folder, quoted=quote(folder)
            )
        )
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
