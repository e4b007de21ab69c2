"""Texts of parts on their way from a process to the one that writes them: in files, so that neither holds a whole part.

A pipe would want a part in the memory of both, some 33 MB of text for each part under way.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.cli.io.interruption import undisturbed, unfinished
from readiness.cli.io.writing import BEGUN, STDOUT, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class SpooledTexts(Struct, frozen=True):
    """Texts in a file, one after the other. They can be read once: then the file is gone."""

    file: str
    lengths: tuple[int, ...]

    def __iter__(self) -> Iterator[bytes]:
        path = Path(self.file)
        with path.open("rb") as file:
            yield from map(file.read, self.lengths)
        path.unlink()


def spooled(texts: Iterable[bytes], folder: str) -> SpooledTexts:
    """Texts, put into a new file of the folder as they come."""
    import tempfile

    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        return SpooledTexts(file.name, tuple(map(file.write, texts)))


@contextmanager
def spool(targets: Sequence[str]) -> Iterator[str]:
    """A folder for such files, beside the first of the files to write, or where the system keeps its own; gone at the end."""
    import tempfile

    beside = next((str(target_of(target).parent) for target in targets if target != STDOUT), None)
    with undisturbed():
        folder = tempfile.mkdtemp(dir=beside, prefix=BEGUN)
        unfinished.add(Path(folder))
    try:
        yield folder
    finally:
        with undisturbed():
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.discard(Path(folder))
