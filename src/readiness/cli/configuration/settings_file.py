"""Reads the settings in the text of a configuration file; every mistake is reported with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.configuration.options import FLAGS, LISTS, NUMBERS, OPTIONS, PATHS, TABLE, ConfiguredOption
from readiness.cli.io.files import exists
from readiness.documents.toml_reading import parse_toml
from readiness.errors import InputError, Problem, suggestion
from readiness.language import _

if TYPE_CHECKING:
    from readiness.documents.place import Text

LARGEST = 1e9
"""Beyond every number that an option takes, infinity included."""


def settings_of(text: Text, *, own: bool) -> dict[str, ConfiguredOption]:
    """The settings of a file: all of `readiness.toml`, or the table of `pyproject.toml`. Raises InputError."""
    data = parse_toml(text)
    table = data if own else _table(data)
    if not isinstance(table, dict):
        line = text.content.count("\n", 0, getattr(TABLE.search(text.content), "start", lambda: 0)()) + 1
        message = _('"tool.readiness" is not one table; expected options with values')
        fix = _("write [tool.readiness] once, in single brackets")
        raise InputError([Problem(message, text.name, line, 1, text.line(line), fix)])
    problems: list[Problem] = []
    settings: dict[str, ConfiguredOption] = {}
    for name, value in table.items():
        line = _line(text, name, own=own)
        message, fix = _wrong(name, value)
        if message:
            problems.append(Problem(message, text.name, line, 1, text.line(line), fix))
        else:
            settings[name] = ConfiguredOption(_valued(name, value, Path(text.name).parent), text.name, line)
    if problems:
        raise InputError(problems)
    return settings


def _table(data: dict[str, Any]) -> Any:
    """What stands under `tool.readiness`; nothing if the words stand somewhere else."""
    tool = data.get("tool")
    return tool.get("readiness", {}) if isinstance(tool, dict) else {}


def _wrong(name: str, value: Any) -> tuple[str, str]:
    """What is wrong with a setting, and how to fix it; both empty for a valid one."""
    if name not in OPTIONS:
        return _('unknown option "{name}"').format(name=name), suggestion(name, OPTIONS) or _(
            "see `readiness assess --help`"
        )
    if name in FLAGS:
        return ("", "") if isinstance(value, bool) else (_('"{name}" is true or false').format(name=name), "")
    if name in NUMBERS:
        good = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
        return ("", "") if good else (_('"{name}" is a number').format(name=name), "")
    texts = value if isinstance(value, list) else [value]
    if any("\0" in entry for entry in texts if isinstance(entry, str)):
        return _('"{name}" holds a NUL character').format(name=name), _("remove it")
    if name in LISTS:
        good = isinstance(value, str) or (
            isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        )
        return ("", "") if good else (_('"{name}" is a text or a list of texts').format(name=name), "")
    good = not isinstance(value, bool | int | float | list | dict)  # what is left is a text or a date
    return ("", "") if good else (_('"{name}" is a text').format(name=name), _("write it in quotes"))


def _valued(name: str, value: Any, folder: Path) -> Any:
    """The value in the form that the option takes: lists as lists, dates as texts, files relative to the current folder."""
    if name in LISTS:
        values = [value] if isinstance(value, str) else value
        return [_path(entry, folder) if name in PATHS else entry for entry in values]
    if name in FLAGS or name in NUMBERS:
        return value
    if name in PATHS or (name == "rubric" and exists(folder / str(value))):
        return _path(str(value), folder)
    return str(value)


def _path(name: str, folder: Path) -> str:
    return name if name == "-" else (folder / name).as_posix()


def _line(text: Text, name: str, *, own: bool) -> int:
    start = 0 if own else getattr(TABLE.search(text.content), "end", lambda: 0)()
    key = re.compile(rf"""^[^\S\n]*["']?{re.escape(name)}["']?[^\S\n]*[=.]""", re.MULTILINE)
    match = key.search(text.content, start)
    return text.content.count("\n", 0, match.end()) + 1 if match is not None else 1
