"""Imports CEPII GeoDist, dyadic table: common borders, official languages and colonial ties. Only existing ties are recorded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile
from readiness.datasets.tables import cut, records
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem
from readiness.language import _

FLAGS = {"contig": "contiguous", "comlang_off": "common-language", "colony": "colonial-tie"}
COLUMNS = ("iso_o", "iso_d", *FLAGS)
YEAR = "2011"
_TABLE = Path(__file__).with_suffix(".yaml")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """Facts about pairs, added to the profiles of both sides. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = dated or YEAR
    reading = ImportedFile(
        importer="cepii",
        dated=when,
        source={
            "title": "GeoDist (Mayer and Zignago 2011), dist_cepii",
            "publisher": "CEPII",
            "year": int(when[:4]),
            "url": "http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=6",
            "licence": "Etalab 2.0",
        },
        restated=frozenset(("partners", "*", "facts", key) for key in FLAGS.values()),
    )
    first = {row[column]: i for i, row in reversed([*enumerate(rows, 2)]) for column in ("iso_o", "iso_d")}
    codes = {text: code_in_row(reading, text, row) for text, row in sorted(first.items())}
    for i, row in enumerate(rows, 2):
        a, b = codes[row["iso_o"]], codes[row["iso_d"]]
        for column, key in FLAGS.items():
            if row[column] not in ("0", "1"):
                message = _("row {number}: {column} must be 0 or 1; found {text}").format(
                    number=i, column=column, text=cut(repr(row[column]))
                )
                raise InputError([Problem(message, file)])
            if row[column] == "1" and a is not None and b is not None and a != b:
                if key == "contiguous" and frozenset((a, b)) in _gone():
                    continue
                reading.add(a, ("partners", b, "facts", key), {"value": True})
    return reading


@cache
def _gone() -> frozenset[frozenset[str]]:
    """Pairs that border each other no longer."""
    table = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return frozenset(
        frozenset((code, other)) for code, others in table["no-border"].items() for other in others
    )
