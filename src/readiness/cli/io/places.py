"""Paths relative to the top of the repository, as annotations and code scanning need them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def repository(start: Path) -> Path:
    """The top of the repository that holds the folder; outside any repository, the folder itself."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def in_repository() -> Callable[[str], str]:
    """A function from a file name, as the user gave it, to its path from the top of the repository, with forward slashes."""
    here = Path.cwd()
    top = repository(here)

    def relative(name: str) -> str:
        path = Path(os.path.normpath(here / name))
        if path.exists() and path.is_relative_to(top):
            return path.relative_to(top).as_posix()
        return name.replace("\\", "/")

    return relative
