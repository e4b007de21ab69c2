"""Which jurisdiction a text means. Expected codes: ISO 3166-1 and the terminology of the United Nations."""

from __future__ import annotations

import json

import cldr
import pytest

from readiness.jurisdictions import tables
from readiness.jurisdictions.lookup import code_of, codes_of, has_none, hint, key_of, side_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # codes, also former ones and those of the European Union
        ("JPN", "JPN"),
        ("jpn", "JPN"),
        ("NO", "NOR"),
        ("no", "NOR"),
        ("UK", "GBR"),
        ("u.k.", "GBR"),
        ("EL", "GRC"),
        ("KR", "KOR"),
        ("CH", "CHE"),
        ("ES", "ESP"),
        ("XK", "XKX"),
        ("ROM", "ROU"),
        ("ZAR", "COD"),
        ("KSV", "XKX"),
        ("WBG", "PSE"),
        ("ADO", "AND"),
        ("TMP", "TLS"),
        # names in English, Chinese and their own languages
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("Deutschland", "DEU"),
        ("Česko", "CZE"),
        ("Ελλάδα", "GRC"),
        ("Україна", "UKR"),
        ("日本", "JPN"),
        ("대한민국", "KOR"),
        ("臺灣", "TWN"),
        ("台灣", "TWN"),
        ("意大利", "ITA"),
        ("義大利", "ITA"),
        ("Holland", "NLD"),
        # formal and former names
        ("Republic of Türkiye", "TUR"),
        ("Hellenic Republic", "GRC"),
        ("Swiss Confederation", "CHE"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("Swaziland", "SWZ"),
        ("Burma", "MMR"),
        ("Czech Republic", "CZE"),
        ("Upper Volta", "BFA"),
        ("Republic of Ireland", "IRL"),
        # names in two parts mean what they say together
        ("Korea (Democratic People's Republic of)", "PRK"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Korea (Republic of)", "KOR"),
        ("Korea, South", "KOR"),
        ("China (Hong Kong)", "HKG"),
        ("Hong Kong (China)", "HKG"),
        ("China, Hong Kong SAR", "HKG"),
        ("China, Macao Special Administrative Region", "MAC"),
        ("China – Macao", "MAC"),
        ("Virgin Islands (British)", "VGB"),
        ("Virgin Islands (U.S.)", "VIR"),
        ("Virgin Islands, US", "VIR"),
        ("Samoa (American)", "ASM"),
        ("Sudan (South)", "SSD"),
        ("Congo (Democratic Republic of the)", "COD"),
        ("Congo (Brazzaville)", "COG"),
        ("Denmark (Greenland)", "GRL"),
        ("Aruba (Netherlands)", "ABW"),
        ("United Kingdom (Gibraltar)", "GIB"),
        ("Taiwan, Province of China", "TWN"),
        ("China (Taiwan)", "TWN"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Bolivia, Plurinational State of", "BOL"),
        ("Eswatini (Swaziland)", "SWZ"),
        ("Micronesia (Federated States of)", "FSM"),
        ("Saint Martin (French part)", "MAF"),
        ("Sint Maarten (Dutch part)", "SXM"),
        ("Falkland Islands (Malvinas)", "FLK"),
        ("Cocos (Keeling) Islands", "CCK"),
        ("Bahamas (The)", "BHS"),
        ("Netherlands (1)", "NLD"),
        ("Netherlands 3", "NLD"),
        # spelling
        ("Côte d’Ivoire", "CIV"),
        ("C&ocirc;te d'Ivoire", "CIV"),
        ("St. Kitts and Nevis", "KNA"),
        ("Saint Vincent & the Grenadines", "VCT"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("Samoa", "WSM"),
        ("Dominica", "DMA"),
        ("Holy See", "VAT"),
    ],
)
def test_every_code_and_name_leads_to_one_jurisdiction(text: str, code: str) -> None:
    assert codes_of(text) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Korea", ("KOR", "PRK")),
        ("Congo", ("COD", "COG")),
        ("Virgin Islands", ("VGB", "VIR")),
        ("Saint Martin", ("MAF", "SXM")),
        ("France, Germany", ("DEU", "FRA")),
    ],
)
def test_a_name_of_several_is_asked_back(text: str, codes: tuple[str, ...]) -> None:
    assert codes_of(text) == codes
    assert code_of(text) is None
    assert all(code in hint(text) for code in codes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Ruritania",
        "ZZZ",
        "QQQ",
        "ANT",
        "European Union",
        "EU",
        "none",
        "Serbia and Montenegro",
        "Irelnd",
        "Irann",
        "England",
        "Ireland (Northern)",
        "Germany (East)",
        "China (Ruritania)",
        "GER",
        "Yugoslavia",
        "Slovania",
        "Mexico City",
    ],
)
def test_what_is_no_jurisdiction_has_no_code(text: str) -> None:
    assert codes_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("England", "this has no profile of its own; it is part of GBR (United Kingdom)"),
        ("GER", 'did you mean "DEU" (Germany)?'),
        ("SUI", 'did you mean "CHE" (Switzerland)?'),
        ("TWNN", 'did you mean "TWN"?'),
        ("Slovania", 'did you mean "Slovakia" or "Slovenia"?'),
        ("Ruritania", ""),
        ("QX", ""),
        ("EU", ""),
    ],
)
def test_hints_are_near_or_none(text: str, expected: str) -> None:
    assert hint(text) == expected


def test_a_side_is_meant_by_any_of_its_names_and_only_by_them() -> None:
    assert side_of("UK", ["GBR", "FRA"]) == "GBR"
    assert side_of("fra", ["GBR", "FRA"]) == "FRA"
    assert side_of("alpha", ["ALPHA", "BETA"]) == "ALPHA"
    assert side_of("Germany", ["GBR", "FRA"]) == "Germany"
    assert side_of("Korea", ["KOR", "JPN"]) == "KOR"  # of these two only one can be meant
    assert side_of("Korea", ["KOR", "PRK"]) == "Korea"


def test_all_names_of_one_jurisdiction_have_one_key_and_slugs_their_own() -> None:
    assert {key_of(text) for text in ("AUS", "AU", "aus", "Australia", "Commonwealth of Australia")} == {
        "AUS"
    }
    assert key_of("europol") == "europol"
    assert key_of("Korea") == "Korea"


def test_what_has_ended_is_known_to_have_no_profile() -> None:
    assert has_none("Yugoslavia")
    assert has_none("DDR")
    assert has_none("European Union")
    assert not has_none("Ruritania")


def test_every_code_has_a_name_and_no_name_states_whose_it_is() -> None:
    assert len(tables.known()) == 250  # the 249 of ISO 3166-1, and XKX
    for code in tables.known():
        assert code in codes_of(tables.names(code)["en"])
        assert "China" not in tables.names(code)["en"] or code == "CHN"


def test_tables_name_known_codes_only() -> None:
    spelled = tables.spellings()
    for kind in ("spelled", "formal", "former", "published", "parts", "beside", "shown"):
        assert set(spelled[kind]) <= tables.known()
    assert {code for code in spelled["codes"].values() if code} <= tables.known()
    assert set(spelled["olympic"].values()) <= tables.known()
    assert not set(spelled["olympic"]) & set(tables.by_code())
    assert {code for codes in spelled["ambiguous"].values() for code in codes} <= tables.known()


def test_languages_are_plain_where_the_plain_tag_is_there() -> None:
    assert tables.languages("CHE")[0] == "de"
    assert tables.languages("XKX") == ["sq", "sr"]
    assert "zh-Hant" in tables.languages("HKG")


def test_the_table_is_that_of_its_version_of_cldr() -> None:
    made = cldr.data()
    if made["version"] != tables.cldr_version():
        pytest.skip("Babel holds another version of CLDR")
    assert json.loads(cldr.FILE.read_text("utf-8")) == made
