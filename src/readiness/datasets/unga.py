"""Imports ideal points of votes in the UN General Assembly (Bailey, Strezhnev & Voeten) from a release's Stata file."""

from __future__ import annotations

import io
import math
import warnings
from typing import Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.reading import ImportedFile, refused
from readiness.datasets.tables import check_columns, cut, missing_library, stated_year

COLUMNS = ("iso3c", "year", "idealpointfp", "q5fp", "q95fp")
SUCCESSORS = {"YUG": "SRB"}
"""The file keeps one code for one number of the Correlates of War list; 345 is Serbia since 2006."""
INDEX = ("facts", "indices", "unga.ideal-point")
NINETY = 2 * 1.645
"""Width of the interval from 5 to 95 per cent of a normal distribution, in standard deviations."""


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """Each jurisdiction's ideal point (of votes on final passage) in the newest year, with its standard deviation."""
    rows = _rows(file, data)
    latest = max(stated_year(file, number, row["year"]) for number, row in rows)
    reading = ImportedFile(
        importer="unga",
        dated=dated or f"{latest}-12-31",
        source={
            "title": f"United Nations General Assembly ideal points, votes to {latest}",
            "publisher": "Bailey, Strezhnev and Voeten",
            "year": latest,
            "url": "https://doi.org/10.7910/DVN/LEJUQZ",
            "licence": "CC0",
        },
        restated=frozenset({INDEX}),
    )
    for number, row in rows:
        value, low, high = (_number(row[column]) for column in COLUMNS[2:])
        if int(row["year"]) != latest or value is None:
            continue
        text = str(row["iso3c"])
        code = code_in_row(reading, SUCCESSORS.get(text, text), number)
        if code is not None:
            ideal_point: dict[str, Any] = {"value": round(value, 2) + 0.0, "year": latest}
            if low is not None and high is not None and high >= low:
                ideal_point["error"] = round((high - low) / NINETY, 2)
            reading.add(code, INDEX, ideal_point, f"{latest}-12-31")
    return reading


def _rows(file: str, data: bytes) -> list[tuple[int, dict[str, Any]]]:
    try:
        import pandas  # noqa: ICN001, PLC0415  (slow to import, and only this importer needs it)
    except ImportError:
        raise missing_library("pandas") from None
    try:
        with warnings.catch_warnings(action="ignore"):
            frame = pandas.read_stata(io.BytesIO(data), convert_categoricals=False)
    except Exception as error:  # noqa: BLE001  (a broken file raises whatever its broken part leads to)
        actual = f"one that is damaged, or another file ({cut(str(error))})"
        raise refused(file, "a Stata file (.dta)", actual) from None
    check_columns(file, list(frame.columns), COLUMNS)
    if frame.empty:
        raise refused(file, "rows", "none")
    columns = {name: frame[name].tolist() for name in COLUMNS}
    return [
        (number, {name: columns[name][number - 1] for name in COLUMNS}) for number in range(1, len(frame) + 1)
    ]


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
