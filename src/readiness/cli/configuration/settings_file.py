"""Reads the settings in the text of a configuration file; every mistake is reported with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from readiness.cli.configuration.options import FLAGS, LISTS, NUMBERS, OPTIONS, PATHS, TABLE, ConfiguredOption
from readiness.errors import InputError, Problem, suggestion

_BROKEN = re.compile(r"\(at line (\d+), column (\d+)\)")


def settings_of(text: str, file: str, *, own: bool) -> dict[str, ConfiguredOption]:
    """The settings of a file: all of `readiness.toml`, or the table of `pyproject.toml`. Raises InputError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_broken(str(error), text, file)]) from None
    table = data if own else data["tool"]["readiness"]
    problems: list[Problem] = []
    settings: dict[str, ConfiguredOption] = {}
    for name, value in table.items():
        line = _line(text, name, own=own)
        message, fix = _wrong(name, value)
        if message:
            problems.append(Problem(message, file, line, 1, _text(text, line), fix))
        else:
            settings[name] = ConfiguredOption(_valued(name, value, Path(file).parent), file, line)
    if problems:
        raise InputError(problems)
    return settings


def _wrong(name: str, value: Any) -> tuple[str, str]:
    """What is wrong with a setting, and how to fix it; both empty for a valid one."""
    if name not in OPTIONS:
        return f'unknown option "{name}"', suggestion(name, OPTIONS) or "see `readiness assess --help`"
    if name in FLAGS:
        return ("", "") if isinstance(value, bool) else (f'"{name}" is true or false', "")
    if name in NUMBERS:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return ("", "") if good else (f'"{name}" is a number', "")
    if name in LISTS:
        good = isinstance(value, str) or (
            isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        )
        return ("", "") if good else (f'"{name}" is a text or a list of texts', "")
    good = not isinstance(value, bool | int | float | list | dict)  # what is left is a text or a date
    return ("", "") if good else (f'"{name}" is a text', "write it in quotes")


def _valued(name: str, value: Any, folder: Path) -> Any:
    """The value in the form that the option takes: lists as lists, dates as texts, files relative to the current folder."""
    if name in LISTS:
        values = [value] if isinstance(value, str) else value
        return [_path(entry, folder) if name in PATHS else entry for entry in values]
    if name in FLAGS or name in NUMBERS:
        return value
    if name in PATHS or (name == "rubric" and (folder / str(value)).exists()):
        return _path(str(value), folder)
    return str(value)


def _path(name: str, folder: Path) -> str:
    return name if name == "-" else (folder / name).as_posix()


def _line(text: str, name: str, *, own: bool) -> int:
    start = 0 if own else getattr(TABLE.search(text), "end", lambda: 0)()
    key = re.compile(rf"""^\s*["']?{re.escape(name)}["']?\s*[=.]""", re.MULTILINE)
    match = key.search(text, start)
    return text.count("\n", 0, match.end()) + 1 if match is not None else 1


def _text(text: str, line: int) -> str:
    return text.split("\n")[line - 1]


def _broken(message: str, text: str, file: str) -> Problem:
    match = _BROKEN.search(message)
    line, column = (int(match[1]), int(match[2])) if match is not None else (0, 0)
    plain = _BROKEN.sub("", message).strip()
    return Problem(f"this is not TOML: {plain}", file, line, column, _text(text, line) if line else "")
