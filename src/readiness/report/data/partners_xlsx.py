"""Partners as a workbook: names, a frozen header, filters, and tints that differ in grey. The same input, the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.data.workbook import new_workbook, plain_cell, undated

if TYPE_CHECKING:
    from readiness.report.pages.partners import PartnersSheet

TINTS = {"blocked": "E59A94", "undetermined": "EDE9FA", "fragile": "F5C98F", "ready": "FFFFFF"}
"""The ground of each verdict's cell: four steps of brightness, so that a grey printer keeps them apart. The word says it anyway."""

WIDTHS = (26, 8, 15, 40, 18, 12, 44, 20, 44, 44, 24, 50, 60, 40)
HEAD = 4
"""The row of the headings, below title, date and order."""


def render(it: PartnersSheet) -> bytes:
    """The workbook. Raises UsageError without openpyxl."""
    book = new_workbook("html")
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415  (slow to import, and only workbooks need it)
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet = book.worksheets[0]
    sheet.title = "partners"
    for text in (it.title, it.aside, f"{it.order} {it.disclaimer}"):
        sheet.append([plain_cell(text)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(it.heads)
    for line, cells in it.rows():
        sheet.append([plain_cell(cell) for cell in cells])
        row = sheet.max_row
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=TINTS[line.verdict])
    for column, width in zip(range(1, len(it.heads) + 1), WIDTHS, strict=False):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(HEAD, column).font = Font(bold=True)
        for row in range(HEAD, sheet.max_row + 1):
            sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = f"B{HEAD + 1}"
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(it.heads))}{sheet.max_row}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return undated(book)
