"""Opens workbooks so that every cell of a merged range holds the range's value."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
from openpyxl.utils.cell import range_boundaries

from readiness.language import _

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MOST_CELLS = 100_000
"""The most cells of all merged ranges; larger ones merge nothing that anybody reads."""
MOST_HELD = 500_000
"""The most cells of a workbook that is held in memory as a whole."""
_MERGED = re.compile(rb'<mergeCell [^<>]{0,200}ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_CELL = re.compile(rb"<(?:\w+:)?c\b")


def load(data: bytes) -> Workbook:
    """The workbook. Only one with merged cells is held in memory as a whole. Raises ValueError for one too large."""
    merged = _has_merged(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=not merged, data_only=True)
    if merged:
        for sheet in book.worksheets:
            for cells in list(sheet.merged_cells.ranges):
                left, top, right, bottom = cells.bounds
                value = sheet.cell(top, left).value
                sheet.unmerge_cells(cells.coord)
                for row in sheet.iter_rows(top, bottom, left, right):
                    for cell in row:
                        cell.value = value
    return book


def _has_merged(data: bytes) -> bool:
    ranges: list[bytes] = []
    cells = 0
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet = archive.read(name)
                ranges += _MERGED.findall(sheet)
                cells += sum(1 for _ in _CELL.finditer(sheet))
    merged = 0
    for names in ranges:
        left, top, right, bottom = (end or MOST_CELLS for end in range_boundaries(names.decode()))
        merged += (right - left + 1) * (bottom - top + 1)
        if merged > MOST_CELLS:
            raise ValueError(_("the merged cells {names} are too many").format(names=names.decode()))
    if ranges and cells > MOST_HELD:
        raise ValueError(
            _("{cells:,} cells are too many for a workbook with merged ones").format(cells=cells)
        )
    return bool(ranges)
