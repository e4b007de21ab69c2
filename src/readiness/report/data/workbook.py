"""Workbooks as bytes: cells that are no formulas, and no time in the file. The same input, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from readiness.errors import UsageError
from readiness.language import _
from readiness.words import FORMULA

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

DAY = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the file: the program reads no clock."""


def new_workbook(instead: str) -> Workbook:
    """An empty workbook. Raises UsageError without openpyxl; `instead` is the format to take then."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415  (slow to import, and only workbooks need it)
    except ImportError:
        message = _("--format xlsx needs openpyxl: pip install openpyxl, or take --format {instead}")
        raise UsageError(message.format(instead=instead)) from None
    return Workbook()


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def undated(book: Workbook) -> bytes:
    """The workbook as a file, without the time at which it was made."""
    made, buffer = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", content)
            new.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
