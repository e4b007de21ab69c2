"""Finds the jurisdictions that the rows of a publisher's file are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.datasets.import_result import Unplaced
from readiness.jurisdictions.lookup import has_none, hint, is_body, published_code_of
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.datasets.import_result import ImportedFile


def code_in_row(
    reading: ImportedFile, text: str, row: int, meant: Callable[[str], str | None] = published_code_of
) -> str | None:
    """The alpha-3 code of a name or code in a row of a file; None, with a note or an unplaced name added, if there is none.

    `meant` reads the name: by default as the publishers of international lists mean it.
    """
    code = meant(text)
    if code is None:
        if has_none(text):
            why = (not is_body(text) and hint(text)) or _("it has no profile of its own")
            told = _('row {number}: "{text}" is left out: {why}')
            reading.notes.append(told.format(number=row, text=text, why=why))
        else:
            reading.unplaced.append(Unplaced(text, row))
    return code
