"""Finds the defaults of options in `readiness.toml` or in `[tool.readiness]` of `pyproject.toml`.

The nearest folder that has one decides: the current one or, inside a repository, one between it and the top. The command
line wins over the case file, the case file over `readiness.toml`, that over `pyproject.toml`. The environment is not asked.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.configuration.options import (
    ASSESSING,
    DEMANDS,
    EVERYWHERE,
    ONLY_ASSESS,
    TABLE,
    ConfiguredOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN, PROJECT = "readiness.toml", "pyproject.toml"


def default_map(commands: list[str]) -> dict[str, Any]:
    """The defaults of every command, in the form of click's `default_map`. Raises InputError."""
    settings = read(Path.cwd())
    if not settings:
        return {}
    values = {name: setting.value for name, setting in settings.items()}
    everywhere = _parameters({name: value for name, value in values.items() if name in EVERYWHERE})
    maps = dict.fromkeys(commands, everywhere)
    of_many = _parameters({name: value for name, value in values.items() if name not in ONLY_ASSESS})
    maps |= dict.fromkeys(ASSESSING, of_many)
    maps["route"] = {name: value for name, value in of_many.items() if name not in DEMANDS}
    maps["assess"] = _parameters(values)
    return maps


def _parameters(values: dict[str, Any]) -> dict[str, Any]:
    return {parameter(name): value for name, value in values.items()}


def parameter(option: str) -> str:
    """The name of the Python parameter of an option."""
    return f"{option}_" if option in ("format", "as") else option.replace("-", "_")


def configured(context: Any) -> set[str]:
    """The options of a run whose values come from a configuration file."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    return {name for name, source in sources.items() if source is not None and source.name == "DEFAULT_MAP"}


def read(start: Path) -> dict[str, ConfiguredOption]:
    """Every option that is set, from the nearest folder that sets any. Raises InputError."""
    for folder in _folders(start):
        settings = {**_file(folder / PROJECT, start), **_file(folder / OWN, start)}
        if settings:
            return settings
    return {}


def _folders(start: Path) -> Iterator[Path]:
    """The folder and, inside a repository, its parents up to the top of the repository."""
    above = [start, *start.parents]
    top = next((depth for depth, folder in enumerate(above) if (folder / ".git").exists()), 0)
    yield from above[: top + 1]


def _file(path: Path, start: Path) -> dict[str, ConfiguredOption]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        if not path.is_file():
            return {}
        from readiness.errors import InputError, Problem

        raise InputError([Problem("cannot be read as UTF-8", path.name)]) from None
    own = path.name == OWN
    if not own and not TABLE.search(text):
        return {}
    from readiness.cli.configuration.settings_file import settings_of

    shown = Path(os.path.relpath(path, start)).as_posix()
    return settings_of(text, shown, own=own)
