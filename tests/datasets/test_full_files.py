"""The publishers' full files, where READINESS_DATA names a folder that has them: the spot checks of each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from readiness.datasets.registry import Importer, reader

DATA = os.environ.get("READINESS_DATA", "")
pytestmark = pytest.mark.skipif(not DATA, reason="READINESS_DATA names no folder with the publishers' files")


def facts(source: Importer, file: str, dated: str | None = None) -> dict[tuple[str, str], Any]:
    reading = reader(source)(file, (Path(DATA) / file).read_bytes(), dated)
    assert len(reading.unplaced) <= 1
    return {
        (code, fact.path[-1]): fact.value
        for code, found in reading.facts.items()
        for fact in found
        if "cited" not in fact.path
    }


def test_wgi() -> None:
    found = facts(Importer.WGI, "wgi/wgidataset.xlsx")
    assert found["DNK", "wgi.control-of-corruption"]["value"] == 2.38
    assert found["SOM", "wgi.rule-of-law"]["value"] == -2.21
    assert found["USA", "wgi.political-stability"]["value"] == 0.03
    assert len(found) > 1250


def test_treaties() -> None:
    assert facts(Importer.UN_TREATIES, "un-treaties/18-12.csv")["USA", "untoc"]["since"] == "2005-11-03"
    assert facts(Importer.UN_TREATIES, "un-treaties/18-14.csv")["IRN", "uncac"]["since"] == "2009-04-20"
    assert facts(Importer.UN_TREATIES, "un-treaties/6-19.csv")["USA", "vienna-1988"]["since"] == "1990-02-20"
    budapest = facts(Importer.COE, "coe/ets185_parsed.csv", "2026-04-28")
    assert budapest["USA", "budapest"]["since"] == "2007-01-01"
    assert sum(fact["status"] == "party" for fact in budapest.values()) == 81


def test_members() -> None:
    interpol = facts(Importer.MEMBERSHIPS, "memberships/INTERPOL.yaml", "2025-12")
    assert sum(fact["status"] == "member" for fact in interpol.values()) == 196
    egmont = facts(Importer.EGMONT, "egmont/egmont_2026-07.csv")
    assert sum(fact["status"] != "none" for fact in egmont.values()) == 182
    assert egmont["RUS", "egmont"]["status"] == "suspended"


def test_ties() -> None:
    reading = reader(Importer.CEPII)("d.csv", (Path(DATA) / "cepii/dist_cepii.csv").read_bytes(), None)
    paths = {(code, *fact.path[1::2]) for code, found in reading.facts.items() for fact in found}
    assert {
        ("GBR", "IND", "colonial-tie"),
        ("FRA", "DEU", "contiguous"),
        ("FRA", "BEL", "common-language"),
    } <= paths
    assert ("USA", "GBR", "contiguous") not in paths


def test_evaluations_and_families() -> None:
    fatf = facts(Importer.FATF, "fatf/fatf_data.xlsx")
    assert [fatf["GBR", f"fatf.{key}"]["value"] for key in ("io2", "r37", "r38")] == [2, 2, 3]
    assert fatf["NGA", "fatf.io2"]["value"] == 0
    families = facts(Importer.FACTBOOK, "factbook/factbook_legal_memberships.csv", "2026-05-17")
    assert families["FRA", "legal-family"] == "civil"
    assert families["USA", "legal-family"] == "common"


def test_agreements() -> None:
    reading = reader(Importer.AGREEMENTS)(
        "usa.csv", (Path(DATA) / "usa-extradition/usa_extradition.csv").read_bytes(), "2026-03-26"
    )
    found = {fact.path[1:]: fact.value for fact in reading.facts["USA"]}
    assert [entry["since"] for entry in found["CHE", "agreements"]] == ["1997-09-10"]
    assert [entry["since"] for entry in found["JPN", "agreements"]] == ["1980-03-26"]
    assert {"TWN", "CHN", "RUS"} <= set(found["no-agreement", "extradition"]["with"])
    assert len(found["no-agreement", "extradition"]["with"]) == 78
    assert sum(len(entries) for path, entries in found.items() if path[-1] == "agreements") == 177
