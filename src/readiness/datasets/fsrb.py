"""Imports who belongs to the FATF and to the nine regional bodies in its style, from one list of members."""

from __future__ import annotations

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest
from readiness.datasets.tables import cut, records
from readiness.errors import InputError, Problem
from readiness.language import _

COLUMNS = ("iso3", "body", "status", "as_of")
BODIES = ("apg", "cfatf", "eag", "esaamlg", "fatf", "gabac", "gafilat", "giaba", "menafatf", "moneyval")
STATUSES = ("member", "associate", "suspended")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """Members, associates and suspended members of each body. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = newest([row["as_of"] for row in rows], dated, file)
    reading = ImportedFile(
        importer="fsrb",
        dated=when,
        source={
            "title": "Members of the FATF and of FATF-style regional bodies",
            "publisher": "FATF",
            "year": int(when[:4]),
            "url": "https://www.fatf-gafi.org/en/countries/global-network.html",
            "licence": "facts of public lists",
        },
        restated=frozenset(("facts", "memberships", body) for body in BODIES),
    )
    for i, row in enumerate(rows, 2):
        body, status = row["body"].casefold(), row["status"]
        if body not in BODIES:
            raise InputError(
                [
                    Problem(
                        _("row {i}: unknown body {text}; expected {bodies}").format(
                            i=i, text=cut(row["body"]), bodies=", ".join(BODIES)
                        ),
                        file,
                    )
                ]
            )
        if status not in STATUSES:
            raise InputError(
                [
                    Problem(
                        _("row {i}: unknown status {text}; expected {statuses}").format(
                            i=i, text=cut(status), statuses=", ".join(STATUSES)
                        ),
                        file,
                    )
                ]
            )
        code = code_in_row(reading, row["iso3"], i)
        if code is not None:
            reading.add(code, ("facts", "memberships", body), {"status": status})
    return reading
