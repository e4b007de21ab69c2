"""Imports from the Egmont Group: which jurisdictions' financial intelligence units are members, and which are not."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest
from readiness.datasets.tables import cut, records
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem
from readiness.language import _

COLUMNS = ("iso2", "fiu", "suspended")
STATUSES = {"0": "member", "1": "suspended"}
_TABLE = Path(__file__).with_suffix(".yaml")
_MONTH = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?)(?!\d)")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """Members and suspended members; of a whole list, also who is none. Raises InputError."""
    rows = records(file, data, COLUMNS)
    named = _MONTH.search(PurePath(file).name)
    when = newest([named[1]] if named else [], dated, file)
    reading = ImportedFile(
        importer="egmont",
        dated=when,
        source={
            "title": "Members by region",
            "publisher": "Egmont Group",
            "year": int(when[:4]),
            "url": "https://egmontgroup.org/members-by-region/",
            "licence": "facts of a public list",
        },
        restated=frozenset({("facts", "memberships", "egmont")}),
    )
    for i, row in enumerate(rows, 2):
        status = STATUSES.get(row["suspended"])
        if status is None:
            raise InputError(
                [
                    Problem(
                        _("row {i}: suspended must be 0 or 1; found {text}").format(
                            i=i, text=cut(repr(row["suspended"]))
                        ),
                        file,
                    )
                ]
            )
        code = code_in_row(reading, row["iso2"], i)
        if code is not None:
            reading.add(code, ("facts", "memberships", "egmont"), {"status": status})
    table = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    if len(rows) >= table["whole"]:
        for code in table["absent"]:
            if code not in reading.facts:
                reading.add(code, ("facts", "memberships", "egmont"), {"status": "none"})
    return reading
