"""Reads files within size limits, and finds the rubrics and profiles that ship with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from readiness.documents.place import Text
from readiness.documents.yaml_text import MAX_BYTES, decode
from readiness.errors import InputError, Problem, suggestion
from readiness.jurisdictions import lookup

STDIN = "-"
SUFFIXES = (".yaml", ".yml")
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel, LibreOffice and Numbers begin."""


def is_yaml(name: str | Path) -> bool:
    """Whether a file is YAML by its suffix, in any case of letters."""
    return str(name).casefold().endswith(SUFFIXES)


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name, without the hidden ones that editors and file systems leave behind."""
    return sorted(
        entry for entry in folder.iterdir() if is_yaml(entry.name) and not entry.name.startswith(".")
    )


def bundled(kind: str) -> Path:
    """The folder of shipped rubrics or profiles: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "bundled" / kind
    return inside if inside.is_dir() else package.parent.parent / kind


def read_text(name: str) -> Text:
    """The text of a file, or of standard input for `-`. Raises InputError if it cannot be read."""
    if name == STDIN:
        if sys.stdin is None:
            raise InputError([Problem("standard input is closed; expected a profile", "<stdin>")])
        return _decoded("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1))
    return _decoded(name, _content(name, MAX_BYTES + 1))


def _decoded(name: str, content: bytes) -> Text:
    if content.startswith(WORKBOOK):
        fix = "open it, save the sheet as CSV (UTF-8), and give that file"
        raise InputError([Problem("this is a workbook; expected a text file", name, fix=fix)])
    return decode(name, content)


def read_bytes(name: str, most: int) -> bytes:
    """The content of a file. Raises InputError if it cannot be read, or is longer than `most` bytes."""
    content = _content(name, most + 1)
    if len(content) > most:
        raise InputError([Problem(f"the file is too long; expected at most {most:,} bytes", name)])
    return content


def _content(name: str, most: int) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError([Problem("this is a folder; expected a file", name)])
        if path.is_block_device() or path.is_char_device():
            raise InputError([Problem("this is a device; expected a file", name)])
        with path.open("rb") as file:
            return file.read(most)
    except ValueError:
        raise InputError([Problem("this is not a file name", ascii(name))]) from None
    except OSError as error:
        raise InputError([Problem(f"cannot be read: {error.strerror or error}", name)]) from None


def profile_text(name: str) -> Text:
    """A profile by file name, by the code or name of a jurisdiction whose profile ships, or from standard input."""
    if name == STDIN or _exists(name):
        return read_text(name)
    codes = bundled_codes("profiles")
    code = {code.casefold(): code for code in codes}.get(name.casefold()) or lookup.code_of(name)
    if code in codes:
        text = read_text(str(bundled("profiles") / f"{code}.yaml"))
        return Text(f"profiles/{code}.yaml", text.content)
    if code is not None:
        fix = f"write one: readiness init {code} -o {code}.yaml"
        what = f"neither a file nor the code of a shipped profile; none ships of {code}"
        raise InputError([Problem(what, name, fix=fix)])
    if is_yaml(name) or (os.sep in name and not lookup.hint(name)):
        raise InputError([Problem("no such file", name, fix=suggestion(name, _neighbours(name)))])
    fix = lookup.hint(name) or "give a file, or a code or name from `readiness list profiles`"
    raise InputError([Problem("neither a file nor the code of a shipped profile", name, fix=fix)])


def rubric_texts(name: str) -> list[Text]:
    """The files of a rubric: a folder, a single file, or the name of a shipped rubric."""
    path = Path(name)
    shown = name
    if not _exists(name):
        path = bundled("rubrics") / name
        shown = f"rubrics/{name}"
        if os.sep in name or not _exists(str(path)):
            names = sorted(entry.name for entry in bundled("rubrics").iterdir() if entry.is_dir())
            fix = suggestion(name, names)
            raise InputError(
                [Problem("neither a file or folder nor the name of a shipped rubric", name, fix=fix)]
            )
    if not path.is_dir():
        return [read_text(name)]
    files = [entry for entry in yaml_files(path) if entry.is_file()]
    if not files:
        raise InputError([Problem("no YAML files in this folder; expected those of a rubric", name)])
    return [Text(f"{shown.rstrip('/')}/{file.name}", read_text(str(file)).content) for file in files]


def bundled_codes(kind: str) -> list[str]:
    """The names of the shipped YAML files of a kind, without suffix."""
    return sorted(entry.stem for entry in bundled(kind).glob("*.yaml"))


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _neighbours(name: str) -> list[str]:
    """The YAML files in the folder of a missing file, for a hint."""
    try:
        return [str(entry) for entry in yaml_files(Path(name).parent)]
    except (OSError, ValueError):
        return []
