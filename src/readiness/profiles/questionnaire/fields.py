"""The fields of an answer, as both layouts of the questionnaire name them."""

from __future__ import annotations

ANSWER = (
    "level",
    "not-applicable",
    "cause",
    "needs",
    "grade",
    "date",
    "evidence",
    "source",
    "link",
    "note",
)
"""What an expert fills in."""

KEY = ("jurisdiction", "towards", "indicator", "row")
"""What an answer is about."""

LEVELS = tuple(f"level-{level}" for level in range(5))
ABOUT = ("factor", "name", "question", *LEVELS, "look-for")
"""What an expert reads; ignored on the way back."""

COLUMNS = (*KEY, *ABOUT, *ANSWER)
NEEDED = ("indicator", "level")
"""Without these columns a table is no questionnaire."""

TOWARDS = "towards"
ROW = "row"
SEPARATOR = " / "
"""Between the parts of the key in the first cell of a Markdown answer table."""
