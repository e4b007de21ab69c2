"""Reads files within size limits, and finds the rubrics and profiles that ship with the program."""

from __future__ import annotations

import os
import sys
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.inputs import note
from readiness.cli.io.shipped import bundled
from readiness.cli.io.system_words import reason
from readiness.documents.place import Text
from readiness.documents.yaml_text import MAX_BYTES, decode
from readiness.errors import InputError, Problem, UsageError, alike, did_you_mean, suggestion
from readiness.jurisdictions import lookup
from readiness.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAX_WRITTEN = 500_000_000
"""Bytes of the longest report or baseline that is read back."""

STDIN = "-"
SUFFIXES = (".yaml", ".yml")
OFFICE = (".docx", ".doc", ".odt", ".pdf", ".txt", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers")
"""The suffixes of files that people keep and that hold no profile."""
_TABLE = marked(
    "a list of pairs: readiness batch {name}; a publisher's table: readiness import SOURCE {name}"
)
_WORKBOOK = marked(
    "answers to a questionnaire: readiness questionnaire --import {name} --into FILE; "
    "a publisher's workbook: readiness import SOURCE {name}; a list of pairs: save the sheet as CSV"
)
_OTHER = marked("begin a profile with: readiness init CODE -o FILE.yaml")
NO_PROFILES = {
    **dict.fromkeys((".csv", ".tsv"), _TABLE),
    ".xlsx": _WORKBOOK,
    **dict.fromkeys((".docx", ".doc", ".odt", ".pdf", ".html"), _OTHER),
}
"""What files are for that hold no profile, by their suffixes."""
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel, LibreOffice and Numbers begin."""


def is_yaml(name: str | Path) -> bool:
    """Whether a file is YAML by its suffix, in any case of letters."""
    return str(name).casefold().endswith(SUFFIXES)


def read_text(name: str) -> Text:
    """The text of a file, or of standard input for `-`. Raises InputError if it cannot be read."""
    content = _content(name, MAX_BYTES + 1)
    if content.startswith(WORKBOOK):
        fix = _("open it, save the sheet as CSV (UTF-8), and give that file")
        raise InputError([Problem(_("this is a workbook; expected a text file"), name, fix=fix)])
    return decode("<stdin>" if name == STDIN else name, content)


def read_written(name: str, *, renewed: bool = False) -> Text:
    """The text of a file that a program wrote, and that may be long. Raises InputError if it cannot be read.

    `renewed` says that a new report may take its place.
    """
    try:
        return Text(name, read_bytes(name, MAX_WRITTEN, renewed=renewed).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError([_not_unicode(name)]) from None


def written_lines(name: str) -> Iterator[str]:
    """The lines of such a file one after the other, as there may be more than fit in memory. Raises InputError."""
    try:
        for number, line in enumerate(_lines(name)):
            yield line.decode("utf-8" if number else "utf-8-sig")
    except UnicodeDecodeError:
        raise InputError([_not_unicode(name)]) from None
    except OSError as error:
        raise InputError(
            [Problem(_("cannot be read: {reason}").format(reason=reason(error)), name)]
        ) from None


def _lines(name: str) -> Iterator[bytes]:
    if name == STDIN or not is_file(name):
        yield from BytesIO(read_bytes(name, MAX_WRITTEN, renewed=True))
        return
    with Path(name).open("rb") as file:
        while line := file.readline(MAX_WRITTEN + 1):
            if len(line) > MAX_WRITTEN:
                raise InputError([_too_long(name, MAX_WRITTEN)])
            yield line


def _not_unicode(name: str) -> Problem:
    return Problem(_("this is not UTF-8; expected a report as JSON or JSON Lines"), name)


def _too_long(name: str, most: int) -> Problem:
    return Problem(_("the file is too long; expected at most {most:,} bytes").format(most=most), name)


def read_bytes(name: str, most: int, *, renewed: bool = False) -> bytes:
    """The content of a file, or of standard input for `-`. Raises InputError if it cannot be read, or is longer."""
    content = _content(name, most + 1, renewed=renewed)
    if len(content) > most:
        raise InputError([_too_long(name, most)])
    return content


def _content(name: str, most: int, *, renewed: bool = False) -> bytes:
    if name == STDIN:
        if sys.stdin is None:
            raise InputError([Problem(_("standard input is closed; expected a file there"), "<stdin>")])
        return sys.stdin.buffer.read(most)
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError([Problem(_("this is a folder; expected a file"), name)])
        if path.is_block_device() or path.is_char_device():
            raise InputError([Problem(_("this is a device; expected a file"), name)])
        if path.is_fifo():
            return _from_pipe(path, most)
        if not renewed:
            note(name)
        with path.open("rb") as file:
            return file.read(most)
    except ValueError:
        raise InputError([Problem(_("this is not a file name"), ascii(name))]) from None
    except OSError as error:
        raise InputError(
            [Problem(_("cannot be read: {reason}").format(reason=reason(error)), name)]
        ) from None


def _from_pipe(path: Path, most: int) -> bytes:
    """The content of a named pipe, such as a shell's `<(command)`. Raises InputError if nobody writes to it."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb", buffering=0) as pipe:
        try:
            first = pipe.read(1)
        except BlockingIOError:
            first = None
        if first == b"":
            raise InputError([Problem(_("this is a pipe that nobody writes to; expected a file"), str(path))])
        os.set_blocking(handle, True)  # somebody writes: wait for the rest
        parts = [first or b""]
        while (length := sum(map(len, parts))) < most and (part := pipe.read(most - length)):
            parts.append(part)
        return b"".join(parts)


def profile_text(name: str, beside: Iterable[str] = ()) -> Text:
    """A profile by file name, by the code or name of a jurisdiction whose profile ships, or from standard input.

    `beside` are other files given, next to which a missing one may be. Raises InputError.
    """
    text = profile_if_any(name)
    if text is None:
        raise InputError([no_profile(name, beside)])
    return text


def profile_if_any(name: str) -> Text | None:
    """The same, and None if there is no profile of that name. Raises InputError for one that cannot be read."""
    if not name.strip():
        told = _("a name of a profile is empty; expected a file, or a code or name that ships")
        raise InputError([Problem(told)])
    if name == STDIN or exists(name) or _holds(Path.is_symlink, name):  # a link that leads nowhere is told so
        suffix = Path(name).suffix.casefold()
        if suffix in NO_PROFILES and is_file(name):
            fix = _(NO_PROFILES[suffix]).format(name=name)
            told = _("a profile is a YAML file, and this is a {suffix} file").format(suffix=suffix)
            raise InputError([Problem(told, name, fix=fix)])
        return read_text(name)
    code = _shipped_codes().get(name.casefold()) or lookup.code_of(name)
    if code not in bundled_codes("profiles"):
        return None
    text = read_text(str(bundled("profiles") / f"{code}.yaml"))
    return Text(f"profiles/{code}.yaml", text.content)


@cache
def _shipped_codes() -> dict[str, str]:
    """The codes of shipped profiles, without regard to case."""
    return {code.casefold(): code for code in bundled_codes("profiles")}


def no_profile(name: str, beside: Iterable[str] = ()) -> Problem:
    """The problem of a name that no profile has, with the nearest that one has, here or beside other files given."""
    code = lookup.code_of(name)
    meant = {(code or name).casefold(), name.casefold()}
    near = [file for other in (name, *beside) for file in _neighbours(other)]
    there = next((file for file in near if Path(file).stem.casefold() in meant), "")
    if there and not is_yaml(name):
        fix = _("there is a file of that name: give {file}").format(file=there)
        return Problem(_("neither a file nor the code of a shipped profile"), name, fix=fix)
    if code is not None:
        fix = _("write one: readiness init {code} -o {code}.yaml").format(code=code)
        return Problem(
            _("neither a file nor the code of a shipped profile; none ships of {code}").format(code=code),
            name,
            fix=fix,
        )
    if is_yaml(name) or (os.sep in name and not lookup.hint(name)):
        return Problem(_("no such file"), name, fix=partial(_near_file, name))
    return Problem(
        _("neither a file nor the code of a shipped profile"), name, fix=partial(_shipped_profile, name)
    )


def _near_file(name: str) -> str:
    """The file that a missing one was meant for, by its own name: that of the folder makes no two alike."""
    files = {Path(file).stem: file for file in _neighbours(name)}
    near = alike(Path(name).stem, files)
    if near:
        return did_you_mean(files[stem] for stem in near)
    code = lookup.code_of(Path(name).stem)
    if code in bundled_codes("profiles"):
        told = _(
            "one of {code} ships: give {code}; or begin one of your own: readiness init {code} -o {file}"
        )
        return told.format(code=code, file=name)
    return _("begin one with: readiness init CODE -o FILE")


def _shipped_profile(name: str) -> str:
    if Path(name).suffix.casefold() in OFFICE:
        return _("a profile is a YAML file: begin one with: readiness init CODE -o FILE.yaml")
    return lookup.hint(name) or _("give a file, or a code or name from `readiness list profiles`")


def rubric_texts(name: str) -> list[Text]:
    """The files of a rubric: a folder, a single file, or the name of a shipped rubric."""
    path = Path(name)
    shown = name
    if not exists(name):
        path = bundled("rubrics") / name
        shown = f"rubrics/{name}"
        if os.sep in name or not exists(path):
            names = sorted(entry.name for entry in bundled("rubrics").iterdir() if entry.is_dir())
            fix = suggestion(name, names)
            raise InputError(
                [Problem(_("neither a file or folder nor the name of a shipped rubric"), name, fix=fix)]
            )
    if not is_folder(path):
        return [read_text(name)]
    files = [file for file in yaml_files(path) if is_file(file) or barred(file)]
    if not files:
        told = _("no YAML files in this folder; expected profiles, or the files of a rubric")
        raise InputError([Problem(told, name)])
    return [Text(f"{shown.rstrip('/')}/{file.name}", read_text(str(file)).content) for file in files]


@cache
def bundled_codes(kind: str) -> list[str]:
    """The names of the shipped YAML files of a kind, without suffix."""
    return sorted(entry.stem for entry in bundled(kind).glob("*.yaml"))


def exists(name: str | Path) -> bool:
    """Whether there is a file or folder of that name, or may be one that is barred; False also for what can be no name."""
    return _holds(Path.exists, name) or barred(name)


def barred(name: str | Path) -> bool:
    """Whether a file or folder cannot even be looked for, as it lies in a folder that may not be entered."""
    try:
        Path(name).stat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        pass
    return False


def is_file(name: str | Path) -> bool:
    """Whether there is a file of that name, likewise."""
    return _holds(Path.is_file, name)


def is_folder(name: str | Path) -> bool:
    """Whether there is a folder of that name, likewise."""
    return _holds(Path.is_dir, name)


def real(name: str | Path) -> Path:
    """The path with its links resolved. Raises UsageError for what can be no name."""
    try:
        return Path(os.path.realpath(name))
    except (OSError, ValueError) as error:
        raise UsageError(
            _("{name!a} is no file name: {reason}").format(name=str(name), reason=reason(error))
        ) from None


def yaml_files(folder: str | Path) -> list[Path]:
    """The YAML files of a folder by name, without the hidden ones that editors and file systems leave behind.

    Raises InputError if the folder cannot be read.
    """
    try:
        entries = sorted(Path(folder).iterdir())
    except (OSError, ValueError) as error:
        message = _("cannot be read: {reason}").format(reason=reason(error))
        raise InputError([Problem(message, str(folder))]) from None
    return [entry for entry in entries if is_yaml(entry.name) and not entry.name.startswith(".")]


def _holds(test: Callable[[Path], bool], name: str | Path) -> bool:
    try:
        return test(Path(name))
    except (OSError, ValueError):  # too long, with a NUL, or behind a folder that may not be read
        return False


def _neighbours(name: str) -> list[str]:
    """The YAML files in the folder of a missing file, for a hint."""
    try:
        return [str(file) for file in yaml_files(Path(name).parent)]
    except InputError:
        return []
