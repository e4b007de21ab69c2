"""What the operating system says of a file that cannot be used, in the language spoken; it speaks English alone."""

from __future__ import annotations

from readiness.language import _, marked

SAID = (
    marked("No such file or directory"),
    marked("Permission denied"),
    marked("Is a directory"),
    marked("Not a directory"),
    marked("File exists"),
    marked("File name too long"),
    marked("No space left on device"),
    marked("Read-only file system"),
    marked("Broken pipe"),
)
"""What it says most often. Anything else stays as the system says it."""


def reason(error: Exception) -> str:
    """Why a file cannot be read or written."""
    said = getattr(error, "strerror", None)
    return _(said) if said else str(error)
