"""A questionnaire as a workbook: one row a question, what is to be filled in tinted, and dates kept as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.data.workbook import new_workbook, undated

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

GROUND = "FFF7D6"
"""The ground of the cells to fill in."""
WIDTH, WIDE = 14, 44
"""The widths of a column of codes and of one of sentences, in characters."""
SENTENCES = 40
"""A column with a cell of more characters than this is one of sentences."""


def render(rows: Sequence[Mapping[str, str]], columns: Sequence[str], answer: Collection[str]) -> bytes:
    """The workbook of rows by column; `answer` are the columns to fill in. Raises UsageError without openpyxl."""
    book = new_workbook("csv")
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415  (slow to import, and only workbooks need it)
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.worksheets[0]
    sheet.title = "questionnaire"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([row.get(name) or None for name in columns])
    for number, name in enumerate(columns, 1):
        long = name in ("evidence", "note") or any(len(row.get(name, "")) > SENTENCES for row in rows)
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if long else WIDTH
        sheet.cell(1, number).font = Font(bold=True)
        for line in range(2, len(rows) + 2):
            cell = sheet.cell(line, number)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if name in answer:
                cell.fill = PatternFill("solid", fgColor=GROUND)
                cell.number_format = "@"  # what is typed stays text: a date stays as it was typed
    sheet.freeze_panes = "A2"
    return undated(book)
