"""Writes files: completely or not at all, through links, keeping their permissions."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from codecs import BOM_UTF8
from contextlib import contextmanager, suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.cli.io.files import STDIN, barred, exists, is_file, is_folder, real
from readiness.cli.io.interruption import undisturbed, unfinished
from readiness.cli.io.system_words import reason
from readiness.errors import UsageError
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readiness.documents.place import Text

STDOUT = STDIN
"""The file name that means standard output."""
BEGUN = ".readiness-"
"""How the names of files begin that are not yet in their place: hidden ones, which no command reads."""


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
    begun: dict[Path, _Begun] = {}
    current = ""

    def begin(name: str) -> Path:
        nonlocal current
        current = name
        target = target_of(name)
        if target in begun:
            raise UsageError(
                _("two files would be written to {name}; name another for one of them").format(name=name)
            )
        before = target.stat() if target.exists() else None
        with undisturbed():
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=BEGUN)
            os.close(handle)
            unfinished.add(Path(temporary))
            begun[target] = _Begun(Path(temporary), target, before)
        return Path(temporary)

    _open.append(begin)
    try:
        yield begin
        for file in begun.values():
            file.take_rights()
        with undisturbed():
            _put_in_place(list(begun.values()))
    except BrokenPipeError:  # of standard output, and no fault of any file
        raise
    except (OSError, UnicodeError) as error:
        what = f" {current}" if current else ""
        raise UsageError(_("cannot write{what}: {reason}").format(what=what, reason=reason(error))) from None
    finally:
        _open.clear()
        with undisturbed():
            for file in begun.values():
                file.temporary.unlink(missing_ok=True)
                unfinished.discard(file.temporary)


class _Begun(Struct, frozen=True):
    """A file that is written beside its place, and the state of the file that stands there, if one does."""

    temporary: Path
    target: Path
    before: os.stat_result | None

    def take_rights(self) -> None:
        """Take the owner, the group and the permissions of the file before; without one what the umask leaves.

        Where the group cannot be kept, another one may do no more with the file than everybody.
        """
        if self.before is None:
            self.temporary.chmod(0o666 & ~_umask())
            return
        rights = stat.S_IMODE(self.before.st_mode)
        with suppress(OSError):  # only a superuser gives files away
            os.chown(self.temporary, self.before.st_uid, -1)
        try:
            os.chown(self.temporary, -1, self.before.st_gid)
        except OSError:
            rights &= ~stat.S_IRWXG | (rights & stat.S_IRWXO) << 3
        self.temporary.chmod(rights)


def _put_in_place(begun: Sequence[_Begun]) -> None:
    """Put files in their places; if one cannot be put there, none is. Raises OSError."""
    kept: dict[Path, Path | None] = {}
    placed: list[Path] = []
    try:
        for file in begun if len(begun) > 1 else ():
            kept[file.target] = _second_name(file) if file.before is not None else None
        for file in begun:
            file.temporary.replace(file.target)
            unfinished.discard(file.temporary)
            placed.append(file.target)
    except OSError:
        for target in placed:
            before = kept[target]
            target.unlink() if before is None else before.replace(target)
        raise
    finally:
        for other in kept.values():
            if other is not None:
                with suppress(OSError):
                    other.unlink()
                unfinished.discard(other)


def _second_name(file: _Begun) -> Path:
    """The file that stands in a place under another name beside it, or a copy where files have but one name."""
    other = file.temporary.with_name(f"{file.temporary.name}.before")
    unfinished.add(other)
    try:
        os.link(file.target, other)
    except OSError:
        shutil.copy2(file.target, other)
    return other


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it lies in. At the end of a run those without a file go again. Raises OSError."""
    for path in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        with undisturbed():
            path.mkdir(exist_ok=True)
            unfinished.add(path)


def target_of(name: str) -> Path:
    """The file itself, with links resolved. Raises UsageError if no report can be written to it."""
    target = real(name)
    if barred(target):
        raise UsageError(_("cannot write {name}: a folder above it may not be entered").format(name=name))
    if is_folder(target):
        raise UsageError(_("{name} is a folder; expected a file to write to").format(name=name))
    if any(exists(path) and not is_file(path) for path in (target, name)):
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
    if exists(target) and not os.access(target, os.W_OK):
        raise UsageError(_("cannot write {name}: the file may not be written to").format(name=name))
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise UsageError(
            _(
                "cannot write {name}: no file may be made in its folder, where it is written before it takes its place"
            ).format(name=name)
        )
    if exists(target) and _is_kept_by_others(target):
        raise UsageError(
            _(
                "cannot write {name}: the file belongs to somebody else, and its folder lets nobody replace it"
            ).format(name=name)
        )
    return target


def _is_kept_by_others(target: Path) -> bool:
    """Whether the folder of a file is one like /tmp, in which only owners replace their files, and this is another one's."""
    folder = target.parent.stat()
    owners = (target.stat().st_uid, folder.st_uid, 0)
    return bool(folder.st_mode & stat.S_ISVTX) and os.geteuid() not in owners


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
