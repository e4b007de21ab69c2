"""The profiles that ship: facts only, each with its source, and nothing that may not be passed on."""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from readiness.datasets.agreements import same
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.documents.writing import profile_yaml
from readiness.documents.yaml_text import decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.model.rubric import Rubric

FOLDER = Path(__file__).parent.parent / "profiles"
RATED = {"LVA", "TWN"}
FILES = {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}
DRAFTED = sorted(FILES.keys() - RATED)
LICENCES = {
    "wgi": "CC BY 4.0",
    "un-treaties": "facts; UN terms of use",
    "coe": "reuse with acknowledgement",
    "egmont": "facts of a public list",
    "memberships": "MIT",
    "unga": "CC0",
    "factbook": "public domain",
    "cepii": "Etalab 2.0",
    "cldr": "Unicode-3.0",
    "agreements-usa": "public domain",
    "agreements-usa-mla": "public domain",
    "agreements-che": "official texts, no copyright (URG art. 5)",
    "agreements-bra": "facts of a public list",
    "agreements-ind-mla": "facts of a public list",
    "agreements-ind-extradition": "facts of a public list",
    "agreements-jpn": "facts of a public list",
    "agreements-zaf": "facts of a public list",
    "agreements-hkg": "facts of a public list",
    "agreements-col": "open data of Colombia",
    "agreements-svk": "official texts",
    "agreements-ury": "official texts",
    "unodc": "facts of a press release",
    "transparency": "facts of a press release",
    "one-citizen": "facts of a press report",
    "adherence": "facts of a public list",
}


def content(code: str) -> dict[str, Any]:
    data: dict[str, Any] = parse(decode(code, FILES[code].read_bytes()))[0]
    return data


def sources_of(value: Any) -> Iterator[str]:
    """The source of every fact; a fact without one is an error."""
    facts = value["facts"]
    yield from facts.get("cited", {}).values()
    for group in ("memberships", "instruments", "no-agreement", "indices"):
        yield from (fact["source"] for fact in facts.get(group, {}).values())
    for partner in value.get("partners", {}).values():
        yield from (fact["source"] for fact in partner.get("facts", {}).values())
        yield from (agreement["source"] for agreement in partner.get("agreements", []))


def agreements_between() -> dict[frozenset[str], list[tuple[str, dict[str, Any]]]]:
    """What all profiles tell of agreements, by the pair: the profile and the entry."""
    told: dict[frozenset[str], list[tuple[str, dict[str, Any]]]] = {}
    for code in FILES:
        for partner, section in (content(code).get("partners") or {}).items():
            for entry in section.get("agreements", []):
                told.setdefault(frozenset((code, partner)), []).append((code, entry))
    return told


def test_there_is_one_for_every_jurisdiction_that_the_sources_cover() -> None:
    assert len(FILES) == 221
    assert {"TWN", "HKG", "MAC", "XKX", "PSE", "VAT", "PRK", "USA", "CHN", "GGY", "CUW"} <= FILES.keys()


@pytest.mark.parametrize("code", DRAFTED)
def test_a_drafted_profile_holds_facts_only_each_with_its_source(code: str) -> None:
    data = content(code)
    assert data["profile"] == code
    assert data["as_of"] == "2026-07-17"
    assert set(data["name"]) == {"en", "zh-Hant"}
    assert data.keys() <= {"profile", "name", "as_of", "facts", "partners", "sources"}
    assert all(partner.keys() <= {"facts", "agreements"} for partner in data.get("partners", {}).values())
    assert set(sources_of(data)) == data["sources"].keys()
    for key, source in data["sources"].items():
        assert source["licence"] == LICENCES[key.rpartition("-")[0].partition(".")[0]]
        assert source["url"]
    assert not [index for index in data["facts"].get("indices", {}) if index.startswith("fatf")]


@pytest.mark.parametrize("code", DRAFTED)
def test_old_treaty_tables_say_nothing_of_absence(code: str) -> None:
    for instrument, fact in content(code)["facts"].get("instruments", {}).items():
        source = fact["source"]
        old = source in ("un-treaties-2014", "un-treaties-2015")
        assert instrument == "budapest" or not old or fact["status"] == "party"
        assert fact["status"] == "party" or fact.get("as_of") or not source.startswith("un-treaties")


def test_agreements_are_no_later_than_the_profile_and_each_text_stands_once() -> None:
    told = agreements_between()
    assert len(told) > 380
    for entries in told.values():
        for code, entry in entries:
            if code in DRAFTED:
                assert str(entry.get("since", "")) <= "2026-07-17"
                assert str(entry.get("until", "9999")) > str(entry.get("since", ""))
        across = [
            (a, b) for (one, a), (other, b) in combinations(entries, 2) if one != other and one in DRAFTED
        ]
        assert not [pair for pair in across if same(*pair)]


def test_nobody_says_there_is_none_where_somebody_has_one() -> None:
    told = agreements_between()
    stated = [
        (code, partner, kind)
        for code in DRAFTED
        for kind, none in content(code)["facts"].get("no-agreement", {}).items()
        for partner in none["with"]
    ]
    assert {("USA", "CHN", "extradition"), ("CHE", "CHN", "mutual-legal-assistance")} <= set(stated)
    for code, partner, kind in stated:
        entries = told.get(frozenset((code, partner)), [])
        assert kind not in [entry["kind"] for _, entry in entries], (code, partner)


@pytest.mark.parametrize(
    ("code", "partner", "expected"),
    [
        ("USA", "CHE", {"kind": "extradition", "status": "in-force", "since": "1997-09-10"}),
        ("CHE", "BRA", {"kind": "mutual-legal-assistance", "status": "in-force", "since": "2009-07-27"}),
        ("BRA", "USA", {"kind": "mutual-legal-assistance", "status": "in-force", "since": "2001-02-21"}),
        ("BRA", "CAN", {"kind": "extradition", "status": "lapsed"}),
        ("USA", "HKG", {"kind": "extradition", "status": "suspended", "since": "2020-08"}),
        ("ZAF", "ARE", {"kind": "extradition", "status": "in-force", "since": "2021-07-10"}),
        ("SVK", "MDA", {"kind": "police-cooperation", "status": "in-force", "since": "2007-09-16"}),
        ("URY", "CHN", {"kind": "extradition", "status": "signed", "since": "2019-04-29"}),
    ],
)
def test_known_agreements_are_as_other_sources_have_them(
    code: str, partner: str, expected: dict[str, str]
) -> None:
    entries = content(code)["partners"][partner]["agreements"]
    assert expected in [{key: str(entry[key]) for key in expected if key in entry} for entry in entries]


@pytest.mark.parametrize("code", DRAFTED)
def test_a_drafted_profile_is_as_the_program_writes_it(code: str) -> None:
    assert FILES[code].read_text(encoding="utf-8") == profile_yaml(content(code))


def test_neighbours_know_each_other() -> None:
    ties = {
        (code, partner, key)
        for code in DRAFTED
        for partner, told in content(code).get("partners", {}).items()
        for key in told.get("facts", {})
        if partner in DRAFTED
    }
    assert ties
    assert {(b, a, key) for a, b, key in ties} == ties


def test_all_are_loaded_in_half_a_second(law_enforcement: Rubric) -> None:
    texts = [Text(str(file), file.read_text(encoding="utf-8")) for file in FILES.values()]
    taken = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            read_profile(text, law_enforcement)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.5
