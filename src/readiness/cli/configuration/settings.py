"""Finds the defaults of options in `readiness.toml` or in `[tool.readiness]` of `pyproject.toml`.

The nearest folder that has one decides: the current one or, inside a repository, one between it and the top. The command
line wins over the case file, the case file over `readiness.toml`, that over `pyproject.toml`. The environment is not asked.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.configuration.options import (
    LIKELY,
    ONLY_ASSESS,
    OWN_MEANING,
    ConfiguredOption,
)
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.errors import InputError

OWN, PROJECT = "readiness.toml", "pyproject.toml"
LONGEST = 5_000_000
"""The most bytes of such a file."""


def defaults(command: str) -> dict[str, Any]:
    """The defaults of a command's parameters, for as many of them as it has. Raises InputError."""
    own = () if command == "assess" else (*ONLY_ASSESS, *OWN_MEANING.get(command, ()))
    settings = read(Path.cwd())
    return {parameter(name): setting.value for name, setting in settings.items() if name not in own}


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


def origins_of(message: str, start: Path) -> list[str]:
    """The settings, each with its file and line, whose values an error message names. Empty if they cannot be read."""
    from readiness.errors import ReadinessError
    from readiness.safe_text import inert

    hints = (_("did you mean {names}?"), _("expected one of: {names}"), _("see `readiness list {what}`"))
    begin = "|".join(re.escape(hint.partition("{")[0].split()[0]) for hint in hints)
    said = re.split(rf"\n|(?:; |；)(?:{begin})", message, maxsplit=1)[0]  # what follows are suggestions
    try:
        settings = read(start)
    except ReadinessError:
        return []
    return [
        _("{name} is set in {file}:{line}").format(name=name, file=setting.file, line=setting.line)
        for name, setting in settings.items()
        if any(
            re.search(rf"(?<![\w-]){re.escape(inert(str(value))[:100])}", said)
            for value in (setting.value if isinstance(setting.value, list) else [setting.value])
        )
    ]


def _folders(start: Path) -> Iterator[Path]:
    """The folder and, inside a repository, its parents up to the top of the repository."""
    above = [start, *start.parents]
    top = next((depth for depth, folder in enumerate(above) if (folder / ".git").exists()), 0)
    yield from above[: top + 1]


def _file(path: Path, start: Path) -> dict[str, ConfiguredOption]:
    own = path.name == OWN
    shown = Path(os.path.relpath(path, start)).as_posix()
    if not path.is_file():
        if own and os.path.lexists(path):
            raise _unreadable(shown)
        return {}
    with path.open("rb") as file:
        raw = file.read(LONGEST + 1)
    if not own and not LIKELY.search(raw):
        return {}
    from readiness.cli.configuration.settings_file import settings_of
    from readiness.documents.yaml_text import decode

    return settings_of(decode(shown, raw), own=own)


def _unreadable(shown: str) -> InputError:
    """What is told of a file of options that is none: it might have said what reports must leave out."""
    from readiness.errors import InputError, Problem

    told = _("this is no file that can be read, and might say what reports leave out")
    return InputError([Problem(told, shown, fix=_("mend it, or remove it"))])
