"""The profiles that ship: facts only, each with its source, and nothing that may not be passed on."""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from readiness.assessment.assemble import assess
from readiness.datasets.agreements import same
from readiness.datasets.languages import official
from readiness.datasets.review_dates import reviews
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.documents.writing import profile_yaml
from readiness.documents.yaml_text import decode, parse
from readiness.model.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.model.rubric import Rubric

FOLDER = Path(__file__).parent.parent / "profiles"
RATED = {"LVA", "TWN"}
OF_ONE_SIDE = {"surrender-refused", "surrender-denied", "requests-unanswered"}
FILES = {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}
DRAFTED = sorted(FILES.keys() - RATED)
LICENCES = {
    "wgi": "CC BY 4.0",
    "un-treaties": "facts; UN terms of use",
    "coe": "reuse with acknowledgement",
    "egmont": "facts of a public list",
    "memberships": "MIT",
    "factbook": "public domain",
    "cepii": "Etalab 2.0",
    "cldr": "Unicode-3.0",
    "agreements-usa": "public domain",
    "agreements-usa-mla": "public domain",
    "agreements-che": "official texts, no copyright (URG art. 5)",
    "agreements-bra": "facts of a public list",
    "agreements-bra-decrees": "facts of a public list",
    "agreements-chl": "facts of a public list",
    "agreements-esp-police": "facts of a public list",
    "agreements-ind-mla": "facts of a public list",
    "agreements-ind-extradition": "facts of a public list",
    "agreements-jpn": "facts of a public list",
    "agreements-zaf": "facts of a public list",
    "agreements-hkg": "facts of a public list",
    "agreements-col": "open data of Colombia",
    "agreements-svk": "official texts",
    "agreements-ury": "official texts",
    "aseanapol": "facts of a press report",
    "unodc": "facts of a press release",
    "transparency": "facts of a press release",
    "one-citizen": "facts of a press report",
    "adherence": "facts of a public list",
    "finlex": "official text",
    "uncac-review": "UN document",
    "relations": "facts",
    "laws": "facts",
    "releases": "facts of public releases",
    "languages": "public domain",
    "fsrb": "facts of public lists",
    "fatf-lists": "facts of public lists",
}


def content(code: str) -> dict[str, Any]:
    data: dict[str, Any] = parse(decode(code, FILES[code].read_bytes()))[0]
    return data


def sources_of(value: Any) -> Iterator[str]:
    """The source of every fact; a fact without one is an error."""
    facts = value["facts"]
    yield from facts.get("cited", {}).values()
    for group in ("memberships", "instruments", "no-agreement", "law", "indices"):
        yield from (fact["source"] for fact in facts.get(group, {}).values())
    for partner in value.get("partners", {}).values():
        yield from (case["source"] for case in partner.get("cases", []))
        facts = dict(partner.get("facts", {}))
        yield from (relation["source"] for relation in facts.pop("relations", []))
        yield from (fact["source"] for fact in facts.values())
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
    assert all(
        partner.keys() <= {"facts", "agreements", "cases"} for partner in data.get("partners", {}).values()
    )
    assert set(sources_of(data)) == data["sources"].keys()
    for key, source in data["sources"].items():
        austrian = {"CC BY 4.0"} if key.startswith("adherence.") else set()  # the gazette of Austria
        assert source["licence"] in {LICENCES[key.rpartition("-")[0].partition(".")[0]], *austrian}
        assert source.get("url") or key.startswith(("relations-", "laws-"))
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
        if partner in DRAFTED and key != "relations"  # some are of one side; see below
    }
    assert ties
    assert {(b, a, key) for a, b, key in ties} == ties


@pytest.mark.parametrize(
    ("code", "tags"),
    [
        ("UKR", ["uk"]),
        ("LVA", ["lv"]),
        ("CHE", ["de", "fr", "it", "rm"]),
        ("ZAF", ["en", "zu", "xh", "af", "nso", "tn", "st", "ts", "ss", "ve", "nr"]),
        ("ISR", ["he"]),
        ("NGA", ["en"]),
        ("IRQ", ["ar", "ku"]),
        ("MKD", ["mk", "sq"]),
        ("MDG", ["mg", "fr"]),
        ("TUN", ["ar"]),
        ("DZA", ["ar", "ber"]),
        ("MAR", ["ar", "zgh"]),
        ("SEN", ["fr"]),
        ("MAC", ["zh-Hant", "pt"]),
    ],
)
def test_official_languages_are_those_of_the_constitution(code: str, tags: list[str]) -> None:
    assert content(code)["facts"]["languages"] == tags


def test_a_new_draft_would_not_bring_a_mistake_back() -> None:
    corrected = [code for code in DRAFTED if official(code).key == "languages-2026"]
    assert len(corrected) == 25
    for code in corrected:
        facts = content(code)["facts"]
        assert (facts["languages"], facts["cited"]["languages"]) == official(code)[:2]


def test_legal_families_are_alike_where_the_courts_of_crime_are() -> None:
    family = {code: content(code)["facts"].get("legal-family") for code in FILES}
    nordic = {"DNK", "FIN", "ISL", "NOR", "SWE"}
    roman_dutch = {"BWA", "LSO", "NAM", "SWZ", "ZAF", "ZWE"}
    french_west_africa = {"BEN", "BFA", "CIV", "GIN", "MLI", "NER", "SEN", "TGO"}
    assert {family[code] for code in nordic | french_west_africa | {"KOR", "JPN", "TWN"}} == {"civil"}
    assert {family[code] for code in roman_dutch} == {"mixed-civil-common"}
    assert {family[code] for code in ("GHA", "KEN", "MWI", "UGA", "ZMB", "HKG")} == {"common"}
    assert not [code for code, name in family.items() if name and "-customary" in name]


def member_of(body: str, *statuses: str) -> set[str]:
    told = {code: content(code)["facts"].get("memberships", {}).get(body) for code in DRAFTED}
    return {code for code, fact in told.items() if fact and fact["status"] in (statuses or ("member",))}


def test_closed_lists_of_the_fatf_world_hold_together() -> None:
    bodies = ["apg", "cfatf", "eag", "esaamlg", "gabac", "gafilat", "giaba", "menafatf", "moneyval"]
    regional = {body: member_of(body, "member", "associate") for body in bodies}
    assert len(member_of("fatf")) == 37  # 38 jurisdictions with Russia, and two organisations
    assert member_of("fatf", "suspended") == {"RUS"}
    assert regional["gabac"] & regional["giaba"] <= {"STP", "COM"}
    nobody = set(DRAFTED) - set().union(member_of("fatf"), *regional.values())
    assert {"IRN", "PRK", "XKX"} <= nobody


def test_whoever_the_fatf_does_not_list_is_said_to_be_on_neither_list() -> None:
    listed = {
        status: member_of("fatf-listing", status) for status in ("call-for-action", "increased-monitoring")
    }
    assert listed["call-for-action"] == {"IRN", "PRK", "MMR"}
    assert len(listed["increased-monitoring"]) == 22  # plenary of 19 June 2026
    assert member_of("fatf-listing", "none") == set(DRAFTED) - set().union(*listed.values())


def test_who_is_none_in_the_egmont_group_is_not_a_territory() -> None:
    none = member_of("egmont", "none")
    assert "CHN" in none
    assert not none & {"GUF", "MTQ", "REU", "PRI", "GUM", "VIR", "ASM", "GRL"}
    assert not none & member_of("fatf") - {"CHN"}


def test_agreements_with_europol_are_no_membership() -> None:
    assert {"GBR", "USA", "NOR", "CHE", "DNK"} <= member_of("europol", "operational-agreement")
    assert not member_of("europol") & member_of("europol", "operational-agreement")


def test_relations_are_told_alike_in_both_profiles_each_with_its_address() -> None:
    told = {
        (code, partner): relations
        for code in DRAFTED
        for partner, about in content(code).get("partners", {}).items()
        if (relations := about.get("facts", {}).get("relations"))
    }
    assert told
    for (code, partner), relations in told.items():
        of_both = [entry for entry in relations if entry["kind"] not in OF_ONE_SIDE]
        theirs = [entry for entry in told.get((partner, code), []) if entry["kind"] not in OF_ONE_SIDE]
        assert partner in RATED or theirs == of_both
        assert all(relation["url"].startswith("http") for relation in relations)
        assert all(str(relation.get("since", "")) <= "2026-07-17" for relation in relations)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("RUS", "UKR", 0),  # war
        ("DZA", "MAR", 0.5),  # relations cut
        ("CUB", "USA", 1),  # embargo
        ("SYR", "UKR", None),  # cut in 2022, restored in 2025
        ("BOL", "ISR", None),
        ("DEU", "FRA", None),  # that nothing stands between them proves nothing
        ("IND", "PAK", 1.5),  # border closed, missions downgraded
        ("DEU", "RUS", 1.5),  # broad sanctions
        ("SRB", "XKX", 0.5),  # never established
        ("CHN", "USA", None),  # suspended in 2022, taken up again in 2024
    ],
)
def test_what_the_record_tells_of_the_climate(
    law_enforcement: Rubric, a: str, b: str, level: float | None
) -> None:
    sides = [read_profile(Text(code, FILES[code].read_text("utf-8")), law_enforcement) for code in (a, b)]
    report = assess(sides[0], sides[1], law_enforcement, Question())
    climate = next(item for item in report.indicators if item.id == "bilateral-climate")
    assert climate.level == level


def test_borders_are_those_of_today() -> None:
    neighbours = {
        code: {
            other
            for other, about in content(code).get("partners", {}).items()
            if "contiguous" in about.get("facts", {})
        }
        for code in DRAFTED
    }
    assert neighbours["SDN"] == {
        "CAF",
        "EGY",
        "ERI",
        "ETH",
        "LBY",
        "TCD",
    }  # and South Sudan, which GeoDist lacks
    assert "SDN" not in neighbours["KEN"] | neighbours["UGA"] | neighbours["COD"]


def test_every_list_says_when_it_is_looked_at_again(law_enforcement: Rubric) -> None:
    closed = {"cepii-2011"}
    by_hand = {
        "aseanapol-2016",
        "unodc-2017",
        "transparency-2014",
        "one-citizen-2023",
    }  # a day's news, never issued again
    for code in DRAFTED:
        profile = read_profile(Text(code, FILES[code].read_text("utf-8")), law_enforcement).profile
        assert profile.sources.keys() - reviews(profile).keys() <= closed | by_hand, code


def test_governance_values_are_of_one_edition_and_one_scale() -> None:
    found = {
        (code, name, value["year"], value["source"], -2.9 < value["value"] < 2.9)
        for code in DRAFTED
        for name, value in content(code)["facts"].get("indices", {}).items()
        if name.startswith("wgi.")
    }
    assert {(source, fits) for *_, source, fits in found} == {("wgi-2023", True)}


def test_all_are_loaded_in_half_a_second(law_enforcement: Rubric) -> None:
    texts = [Text(str(file), file.read_text(encoding="utf-8")) for file in FILES.values()]
    taken = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            read_profile(text, law_enforcement)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.5
