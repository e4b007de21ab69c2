"""No shipped fact says more than its source, and no indicator is known from a fact that does not show it."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from building import shipped_rubric
from readiness import Question, assess, load_profile
from test_shipped_invariants import EDITION, ENDLESS, TERRITORIES, members, parties, profiles, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

CIS = {
    "ARM",
    "AZE",
    "BLR",
    "GEO",
    "KAZ",
    "KGZ",
    "MDA",
    "RUS",
    "TJK",
    "TKM",
    "UKR",
    "UZB",
}  # signatories of its treaties
SADC = {
    "AGO", "BWA", "COD", "COM", "LSO", "MDG", "MOZ", "MUS", "MWI", "NAM", "SWZ", "SYC", "TZA", "ZAF", "ZMB", "ZWE",
}  # fmt: skip
MERCOSUR = {"ARG", "BRA", "PRY", "URY", "BOL", "VEN"}
ARAB_LEAGUE = {
    "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE", "QAT",
    "SAU", "SDN", "SOM", "SYR", "TUN", "YEM",
}  # fmt: skip
NORDIC = {"DNK", "FIN", "ISL", "NOR", "SWE"}
OF_AN_AREA: dict[str, tuple[set[str], set[str]]] = {  # the area, and who joined from outside
    "nordic-arrest-warrant": (NORDIC, set()),
    "benelux-police-2018": ({"BEL", "LUX", "NLD"}, set()),
    "cis-minsk-1993": (CIS, set()),
    "cis-chisinau-2002": (CIS, set()),
    "riyadh-1983": (ARAB_LEAGUE, set()),
    "arab-terrorism-1998": (ARAB_LEAGUE, set()),
    "sadc-extradition": (SADC, set()),
    "mercosur-mla-1996": (MERCOSUR, set()),
    "mercosur-extradition-1998": (MERCOSUR, set()),
    "police-see-2006": (
        {"ALB", "BGR", "BIH", "HRV", "HUN", "MDA", "MKD", "MNE", "ROU", "SRB", "SVK", "SVN"},
        {"AUT"},
    ),
}
OUTSIDE_THE_AMERICAS = {"CZE", "KAZ", "UKR"}
"""Who acceded to the Inter-American convention, which is open to others."""

NONE_FROM = {  # lists from which absence may be read, or that name who is not bound
    "budapest": "coe-2026",  # the chart names whom it only invites
    "coe": "memberships-2025",  # who was excluded
    "interpol": "memberships-2025",
    "egmont": "egmont-2026",
    "fatf-listing": "fatf-lists-2026",
    "untoc": "un-treaties-2024",
    "vienna-1988": "un-treaties-2024",
    "terrorist-financing-1999": "un-treaties-2024",
    "eu-confiscation-2018": "adherence.eu-confiscation-2018-2026",  # opt-outs by name
    "eu-e-evidence-2023": "adherence.eu-e-evidence-2023-2026",
    "eu-investigation-order": "adherence.eu-investigation-order-2026",
    "ets-90": "adherence.ets-90-2022-2026",  # who left
    "inter-american-corruption-1996": "adherence.inter-american-corruption-1996-2026",
}
WITHOUT = {  # who is told to have no agreement with whom: whole lists, and what governments say of single partners
    ("USA", "agreements-usa-2026"),
    ("CHE", "agreements-che-2026"),
    ("JPN", "adherence.extradition-japan-2026"),
    ("GBR", "adherence.extradition-united-kingdom-2026"),
    ("AUS", "adherence.extradition-australia-2026"),
    ("CAN", "adherence.extradition-canada-2026"),
    ("GUY", "adherence.extradition-guyana-2026"),
    ("NLD", "adherence.extradition-netherlands-2026"),
    ("PAK", "adherence.extradition-pakistan-2026"),
    ("ZMB", "adherence.extradition-zambia-2026"),
}

RATED = {"LVA", "TWN"}
"""Profiles with ratings older than the edition, which imports leave alone."""

OFFICIAL = re.compile(
    r"https?://([^/]*\.)?(europa\.eu|government\.ru|state\.gov|ecfr\.gov|treasury\.gov|srbija\.gov\.rs|mfa\.[a-z.]+|gov\.hk|"
    r"mfa\.gov\.lv|urm\.lt|minjust\.gov\.ua|bundesstrafgericht\.ch|intermin\.fi|ustr\.gov|ly\.gov\.tw|moj\.gov\.tw|mfa\.gov\.tr|mfa\.go\.th|diplomatie\.gouv\.fr|rijksoverheid\.nl|saudiembassy\.net)/"
)

SHOWS = {  # the indicators that a recorded fact may give a level by itself, and the facts; every other fact is a prior
    "treaty-basis": {
        "agreement-in-use",
        "instrument-in-use",
        "agreement-in-force",
        "shared-instrument",
        "common-organisation",
    },
    "bilateral-climate": {"relation"},
    "language-ability": {"shared-language"},
}
PRIORS = {  # facts that suggest a level and never make one known
    "treaty-basis": {
        "agreement-required",
        "agreement-suspended",
        "agreement-not-in-force",
        "no-agreement",
        "optional-instrument",
    },
    "bilateral-climate": {"relation"},
    "third-state-constraints": {"relation"},
    "framework-fit": {"same-legal-family"},
    "surrender-bars": {"relation", "law"},
    "central-authority-time": {"relation"},
}
SURE_RELATIONS = {
    "armed-conflict",
    "relations-cut",
    "comprehensive-sanctions",
    "cooperation-halted",
    "missions-closed",
}
OF_ONE_SIDE = {"surrender-refused", "surrender-denied", "requests-unanswered"}
"""Relations that say something of the side in whose profile they stand, and of no other."""
BY_CHANNELS = {"secure-channel", "institutional-inclusion"}
"""Read off the memberships that are the channel or the body itself."""


def entries(*keys: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Entries between two: who records it, about whom, of which key, the entry."""
    for code, data in profiles().items():
        for partner, section in (data.get("partners") or {}).items():
            held = {
                "agreements": section.get("agreements", []),
                "cases": section.get("cases", []),
                "relations": section.get("facts", {}).get("relations", []),
            }
            for key in keys:
                for entry in held[key]:
                    yield code, partner, key, entry


@pytest.mark.parametrize("name", OF_AN_AREA)
def test_nobody_is_bound_by_the_law_of_an_area_it_is_not_in(name: str) -> None:
    area, acceded = OF_AN_AREA[name]
    assert parties(name)
    assert parties(name) <= area | acceded


def test_areas_whose_members_are_on_record() -> None:
    assert parties("asean-mlat") <= members("asean")
    internal = ["eu-arrest-warrant", "eu-investigation-order", "eu-confiscation-2018", "eu-joint-teams"]
    for name in internal:
        assert parties(name)
        assert parties(name) <= members("eu"), name
    across = parties("inter-american-mla") & members("coe")
    assert across <= OUTSIDE_THE_AMERICAS


def test_dates_are_in_order_and_no_fact_is_newer_than_the_edition() -> None:
    for code, partner, key, entry in entries("agreements", "relations", "cases"):
        begin, end = ("from", "to") if key == "cases" else ("since", "until")
        first, last = (str(entry[name]) if entry.get(name) else None for name in (begin, end))
        if first and last and "unknown" not in (first, last):
            shared = min(len(first), len(last))
            assert first[:shared] <= last[:shared], (code, partner, entry)
        assert first in (None, "unknown") or first <= EDITION, (code, partner, entry)
    for code, data in profiles().items():
        for group in ("instruments", "memberships"):
            for name, fact in data["facts"].get(group, {}).items():
                if isinstance(fact, dict) and fact.get("since") and fact.get("until"):
                    assert str(fact["since"]) <= str(fact["until"]), (code, name)


def test_none_is_read_only_off_lists_that_can_say_so() -> None:
    for group in ("instruments", "memberships"):
        for name in {key for data in profiles().values() for key in data["facts"].get(group, {})}:
            sources = {
                str(fact.get("source"))
                for code, fact in stated(group, name).items()
                if fact["status"] == "none" and code not in RATED
            }
            assert sources <= {NONE_FROM.get(name)}, name
    told = {
        (code, fact["source"])
        for code, data in profiles().items()
        for fact in data["facts"].get("no-agreement", {}).values()
    }
    assert told == WITHOUT


def test_no_older_extradition_treaty_stands_between_parties_of_the_european_convention() -> None:
    # It supersedes what was concluded before (art. 28(1)); what supplements it is younger.
    bound = parties("ets-24")
    for code, partner, _, entry in entries("agreements"):
        if {code, partner} <= bound and entry["kind"] == "extradition" and entry["status"] == "in-force":
            assert str(entry.get("since", ENDLESS)) > "1957-12-13", (code, partner)


def test_treaties_of_the_united_states_that_new_ones_replaced_have_ended() -> None:
    held = profiles()["USA"]["partners"]
    last = {
        partner: {str(entry["until"]) for entry in held[partner]["agreements"] if "until" in entry}
        for partner in ("AUS", "BGR", "EST", "MLT", "ROU")
    }
    assert last == {
        "AUS": {"1976-05-07"},
        "BGR": {"2009-05-20"},
        "EST": {"2009-04-06"},
        "MLT": {"2009-06-30"},
        "ROU": {"2009-05-07"},
    }
    for partner, ends in last.items():  # each ends on the day before the next begins
        begun = {str(entry.get("since")) for entry in held[partner]["agreements"]}
        assert {(date.fromisoformat(end) + timedelta(days=1)).isoformat() for end in ends} <= begun, partner


def test_relations_are_graded_and_only_official_addresses_are_of_grade_a() -> None:
    for code, partner, _, entry in entries("relations"):
        if RATED & {code, partner}:
            continue
        assert re.fullmatch("[A-C][123]", entry["grade"]), (code, partner)
        assert (entry["grade"][0] == "A") == bool(OFFICIAL.match(entry["url"])), (code, partner, entry["url"])
        if entry["kind"] in OF_ONE_SIDE:
            assert entry["note"], (code, partner)
            continue
        (mirror,) = (
            e
            for e in (profiles()[partner].get("partners") or {})[code]["facts"]["relations"]
            if (e["kind"], e.get("since")) == (entry["kind"], entry.get("since"))
        )
        assert mirror == entry, (code, partner)


def test_courts_that_refused_are_those_that_two_reports_tell_of() -> None:
    refused = {
        (code, partner)
        for code, partner, _, entry in entries("relations")
        if entry["kind"] == "surrender-refused"
    }
    assert refused == {
        ("BRA", "TUR"), ("CZE", "CHN"), ("DEU", "RUS"), ("DEU", "TUR"), ("DNK", "IND"), ("ESP", "RUS"),
        ("ESP", "VEN"), ("GBR", "ARE"), ("GBR", "IND"), ("GBR", "RUS"), ("GBR", "RWA"), ("GBR", "TUR"),
        ("GRC", "TUR"), ("NLD", "POL"), ("POL", "BLR"), ("SWE", "TUR"),
    }  # fmt: skip


def test_who_was_handed_over_was_extradited_or_taken_on_a_warrant() -> None:
    # A completed case of surrender shows that a treaty is in use; deportations and transfers round it show no such thing.
    for code, partner, _, entry in entries("cases"):
        if "surrender" in entry["needs"] and "releases" in entry["source"]:
            told = entry["note"].partition("https://")[0]
            words = (
                "[Ee]xtradit(ed|ions?)\\b|endorsed warrant|on a warrant|arrest warrants?|[Ss]urrender(ed)?\\b"
            )
            assert re.search(words, told), (code, partner, told)
            assert not re.search("deport|expel|transferred|returned|brought back", told), (
                code,
                partner,
                told,
            )


def test_acceptance_as_a_basis_is_told_by_a_source_of_its_own() -> None:
    accepted = {
        (code, name): fact
        for code, data in profiles().items()
        for name, fact in data["facts"].get("instruments", {}).items()
        if isinstance(fact, dict) and fact.get("accepted-for")
    }
    assert set(accepted) == {("NLD", "untoc"), ("EGY", "uncac")}
    for (code, name), fact in accepted.items():
        assert fact["status"] == "party"
        assert set(fact["accepted-for"]) <= set(shipped_rubric().instruments[name].by_acceptance)
        assert profiles()[code]["sources"][fact["source"]]["url"]


def test_territories_are_party_to_no_extradition_list_of_their_own_but_hong_kong() -> None:
    own = {code for code, _, _, entry in entries("agreements") if entry["kind"] == "extradition"}
    assert own & {*TERRITORIES} <= {"HKG"}


def test_what_suggests_a_level_is_an_index_or_a_record_and_never_both() -> None:
    # So an index of a whole state and what is recorded of two are told apart (decision 0024).
    for name, indicator in shipped_rubric().indicators.items():
        assert not (indicator.proxies and indicator.derived), name


def test_each_indicator_is_read_only_off_facts_that_show_it() -> None:
    for name, indicator in shipped_rubric().indicators.items():
        known = {derivation.from_ for derivation in indicator.derived if not derivation.prior}
        suggested = {derivation.from_ for derivation in indicator.derived if derivation.prior}
        assert known <= SHOWS.get(name, set()), name
        assert suggested <= PRIORS.get(name, set()), name
        sure = {d.kind for d in indicator.derived if d.from_ == "relation" and not d.prior}
        assert sure <= SURE_RELATIONS, name


def test_what_is_known_of_shipped_pairs_is_what_facts_show() -> None:
    rubric = shipped_rubric()
    codes = sorted(set(profiles()) - RATED)
    draw = random.Random(20261130)  # noqa: S311  (the same pairs each time)
    for _ in range(40):
        a, b = (load_profile(code, rubric) for code in draw.sample(codes, 2))
        for item in assess(a, b, rubric, Question(needs=tuple(rubric.needs))).indicators:
            if item.basis == "derived":
                assert item.id in SHOWS or item.id in BY_CHANNELS, (a.id, b.id, item.id)
                assert item.evidence or item.id in BY_CHANNELS, (a.id, b.id, item.id)
