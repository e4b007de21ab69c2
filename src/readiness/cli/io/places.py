"""Where a file stands in the repository: the name that annotations and code scanning know it by."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def repository(start: Path) -> Path:
    """The nearest folder above that a version control keeps; without one, the folder itself."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def in_repository() -> Callable[[str], str]:
    """What turns a file name, as the user gave it, into one from the top of the repository, with forward slashes."""
    here = Path.cwd()
    top = repository(here)

    def place(name: str) -> str:
        path = Path(os.path.normpath(here / name))
        if path.exists() and path.is_relative_to(top):
            return path.relative_to(top).as_posix()
        return name.replace("\\", "/")

    return place
