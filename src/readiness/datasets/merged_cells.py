"""Opens workbooks so that every cell of a merged range holds the range's value."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
from openpyxl.utils.cell import range_boundaries

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MOST_CELLS = 100_000
"""The most cells of one merged range; a larger one merges nothing that anybody reads."""
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')


def load(data: bytes) -> Workbook:
    """The workbook. Only one with merged cells is held in memory as a whole. Raises ValueError for a range too large."""
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
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                ranges += _MERGED.findall(archive.read(name))
    for cells in ranges:
        left, top, right, bottom = (end or MOST_CELLS for end in range_boundaries(cells.decode()))
        if (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
            raise ValueError(f"the merged cells {cells.decode()} are too many")
    return bool(ranges)
