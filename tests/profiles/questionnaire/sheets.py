"""Questionnaires as experts would fill them in."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from readiness.profiles.questionnaire import sheet
from readiness.profiles.questions import every
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

Filled = dict[tuple[str, str], dict[str, str]]
"""Fields to fill in by (indicator, row)."""

ANSWERS: Filled = {
    ("present-will", ""): {
        "level": "2",
        "grade": "b2",
        "date": "2023-10",
        "evidence": '=The ministry said "no"; then | yes',
        "source": "Ministry circular",
        "link": "https://moj.example/a_b",
    },
    ("treaty-basis", "evidence"): {
        "level": "1.5",
        "grade": "C3",
        "evidence": "A note",
        "source": "Ministry circular",
        "link": "https://moj.example/a_b",
    },
    ("treaty-basis", "surrender"): {"level": "n", "not-applicable": "nobody asks"},
    ("framework-fit", ""): {"level": "1", "cause": "vague"},
    ("integrity", ""): {"level": "3", "needs": "intelligence, evidence", "note": "臺灣"},
}


def csv_text(rubric: Rubric, filled: Filled, delimiter: str = ",", partner: str = "LVA") -> str:
    """The sheet as a spreadsheet gives it back."""
    sent = sheet.to_csv(sheet.table(sheet.rows(rubric, "TWN", partner, every(rubric, partner=True))))
    rows = list(csv.DictReader(io.StringIO(sent.removeprefix("\ufeff"))))
    for row in rows:
        row.update(filled.get((row["indicator"], row["row"]), {}))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def markdown_text(rubric: Rubric, filled: Filled, partner: str = "LVA") -> str:
    """The document as an editor gives it back."""
    rows = sheet.rows(rubric, "TWN", partner, every(rubric, partner=True))
    text = sheet.to_markdown(rows, "Taiwan", rubric, texts())
    for (indicator, row), fields in filled.items():
        key = f"| TWN / {indicator}{f' / row {row}' if row else ''} "
        head, tail = text[: text.index(key)], text[text.index(key) :]
        for name, value in fields.items():
            written = value.replace("|", "\\|")
            pattern = rf"^(\| {name}(?: \([^)]*\))? \|) \|$"
            tail = re.sub(pattern, lambda m, w=written: f"{m[1]} {w} |", tail, count=1, flags=re.MULTILINE)  # type: ignore[misc]
        text = head + tail
    return text
