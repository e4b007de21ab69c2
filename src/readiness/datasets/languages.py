"""The official languages of jurisdictions: those of Unicode CLDR, or instead of them those of languages.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from readiness.documents.yaml_text import decode, parse
from readiness.jurisdictions import tables

_TABLE = Path(__file__).with_suffix(".yaml")


class Official(NamedTuple):
    """BCP 47 tags, and the source that tells them: its name in a profile, and its entry there."""

    tags: list[str]
    key: str
    source: dict[str, Any]


def official(code: str) -> Official:
    """The official languages of a jurisdiction, in law or in fact."""
    table = _table()
    if code in table["instead"]:
        return Official(table["instead"][code], f"languages-{table['source']['year']}", table["source"])
    version = tables.cldr_version()
    source = {
        "title": f"Unicode CLDR {version}, territory names and official languages",
        "year": _table()["cldr-year"],
        "url": "https://cldr.unicode.org",
        "licence": "Unicode-3.0",
    }
    return Official(tables.languages(code), f"cldr-{version}", source)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return table
