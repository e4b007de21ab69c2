"""What separates the cells of a CSV file, which spreadsheets choose by the language of the computer."""

from __future__ import annotations

import re
from typing import NamedTuple

_STATED = re.compile(r'"?sep=([^"\r\n\0])"?\s*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"\n]*"')
_BOM = "\ufeff"


class CsvText(NamedTuple):
    """The rows of a CSV file as text, what separates their cells, and how many lines stand before them."""

    content: str
    separator: str
    before: int


def csv_text(content: str) -> CsvText:
    """The text without a byte-order mark and a line `sep=;`. Otherwise what the first line has most of separates."""
    content = content.removeprefix(_BOM)
    stated = _STATED.match(content)
    if stated is not None:
        return CsvText(content[stated.end() :], stated[1], 1)
    head = _QUOTED.sub("", content.lstrip("\r\n").partition("\n")[0])
    return CsvText(content, max(",;\t", key=head.count), 0)
