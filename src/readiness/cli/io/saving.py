"""One file saved in place: whole or not at all, with the rights it had, also behind a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.errors import UsageError

if TYPE_CHECKING:
    from readiness.documents.yaml_text import Text


def save(text: Text) -> None:
    """Write a text back to the file it came from, so that a reader sees the old text or the new. Raises UsageError."""
    import tempfile

    temporary: Path | None = None
    try:
        target = Path(text.name).resolve()
        rights = stat.S_IMODE(target.stat().st_mode)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text.content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(rights)
        temporary.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {text.name}: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
