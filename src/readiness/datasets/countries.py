"""Finds the jurisdictions that the rows of a publisher's file are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.datasets.reading import Unplaced
from readiness.jurisdictions.lookup import has_none, published_code_of

if TYPE_CHECKING:
    from readiness.datasets.reading import ImportedFile


def code_in_row(reading: ImportedFile, text: str, row: int) -> str | None:
    """The alpha-3 code of a name or code in a row of a file; None, with a note or an unplaced name added, if there is none."""
    code = published_code_of(text)
    if code is None:
        if has_none(text):
            reading.notes.append(f'row {row}: "{text}" has no profile of its own: left out')
        else:
            reading.unplaced.append(Unplaced(text, row))
    return code
