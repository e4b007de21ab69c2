"""Which jurisdiction a text means. Expected codes: ISO 3166-1 and the terminology of the United Nations."""

from __future__ import annotations

import json
import subprocess
import sys

import cldr
import pytest

from readiness.jurisdictions import tables
from readiness.jurisdictions.lookup import (
    code_of,
    codes_of,
    has_none,
    hint,
    key_of,
    side_of,
    slip_of,
    unsure_of,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # other large languages: short and formal names, with articles and what is elided, and as tables write them
        ("Allemagne", "DEU"),
        ("l'Allemagne", "DEU"),
        ("Alemania", "DEU"),
        ("Corée du Sud", "KOR"),
        ("République du Congo", "COG"),
        ("RD Congo", "COD"),
        ("Congo (République démocratique du)", "COD"),
        ("Corée (République populaire démocratique de)", "PRK"),
        ("ETATS-UNIS", "USA"),
        ("EE.UU.", "USA"),
        ("los Países Bajos", "NLD"),
        ("Royaume des Pays-Bas", "NLD"),
        ("Königreich Dänemark", "DNK"),
        ("República de Chile", "CHL"),
        ("der Iran", "IRN"),
        ("Lettland", "LVA"),
        ("Lettonie - Latvia", "LVA"),
        ("Guinée équatoriale", "GNQ"),
        ("Guinée", "GIN"),
        ("República Dominicana", "DOM"),
        ("Dominique", "DMA"),
        ("Níger", "NER"),
        ("Îles Vierges (britanniques)", "VGB"),
        ("Südkorea", "KOR"),
        ("Österreich, Republik", "AUT"),
        ("Elfenbeinkueste", "CIV"),
        ("Oesterreich", "AUT"),
        ("Германия", "DEU"),
        ("ألمانيا", "DEU"),
        ("Giappone", "JPN"),
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
        # words that are written short or left out
        ("Korea, Rep. of", "KOR"),
        ("Rep. of Korea", "KOR"),
        ("S. Korea", "KOR"),
        ("S.Korea", "KOR"),
        ("W. Sahara", "ESH"),
        ("E Timor", "TLS"),
        ("Eq. Guinea", "GNQ"),
        ("Bosnia and Herz.", "BIH"),
        ("N Korea", "PRK"),
        ("Korea, D.P.R. of", "PRK"),
        ("Korea South", "KOR"),
        ("Republic of Korea (South)", "KOR"),
        ("Dem. Rep. of the Congo", "COD"),
        ("Congo DR", "COD"),
        ("Rep. of Congo", "COG"),
        ("Lao People's Dem. Rep.", "LAO"),
        ("Lao P. D. R.", "LAO"),
        ("Syrian Arab Rep.", "SYR"),
        ("Tanzania, United Rep. of", "TZA"),
        ("Russian Fed.", "RUS"),
        ("Fed. Rep. of Germany", "DEU"),
        ("Slovak Rep.", "SVK"),
        ("P.R. China", "CHN"),
        ("China (People's Republic)", "CHN"),
        ("China, Rep. of", "TWN"),
        ("N. Macedonia", "MKD"),
        ("S Sudan", "SSD"),
        ("Solomon Is.", "SLB"),
        ("Gt. Britain", "GBR"),
        ("U. S. A.", "USA"),
        ("U. S. Virgin Islands", "VIR"),
        ("the UK", "GBR"),
        ("ROC", "TWN"),
        ("R.O.K.", "KOR"),
        ("D.P.R.K.", "PRK"),
        ("D.R.C.", "COD"),
        ("U.A.E.", "ARE"),
        ("Georgia (country)", "GEO"),
        # styles that are not in the formal name, names with their former ones
        ("Republic of France", "FRA"),
        ("Republic of Slovakia", "SVK"),
        ("Kingdom of Jordan", "JOR"),
        ("Eswatini (formerly Swaziland)", "SWZ"),
        ("Burma (now Myanmar)", "MMR"),
        ("North Macedonia (ex-FYROM)", "MKD"),
        ("Democratic Republic of the Congo (former Zaire)", "COD"),
        ("Belgian Congo", "COD"),
        ("French Sudan", "MLI"),
        ("FRG", "DEU"),
        ("Rumania", "ROU"),
        # traditional and simplified characters, also of names that only one side of the strait uses
        ("衣索比亞", "ETH"),
        ("埃塞俄比亞", "ETH"),
        ("埃塞俄比亚", "ETH"),
        ("沙烏地阿拉伯", "SAU"),
        ("沙特阿拉伯", "SAU"),
        ("沙特", "SAU"),
        ("阿聯酋", "ARE"),
        ("阿联酋", "ARE"),
        ("澳大利亞", "AUS"),
        ("新西蘭", "NZL"),
        ("印度尼西亞", "IDN"),
        ("剛果（金）", "COD"),
        ("刚果（布）", "COG"),
        ("剛果共和國", "COG"),
        ("朝鮮", "PRK"),
        ("韩国", "KOR"),
        ("韓國", "KOR"),
        ("捷克共和國", "CZE"),
        ("拉脫維亞共和國", "LVA"),
        ("拉脱维亚共和国", "LVA"),
        ("比利時王國", "BEL"),
        ("多明尼加共和國", "DOM"),
        ("多米尼克", "DMA"),
        ("中華民國（臺灣）", "TWN"),
        ("中國香港", "HKG"),
        ("中国澳门", "MAC"),
        ("香港特別行政區", "HKG"),
        ("教廷", "VAT"),
        # native names with and without their marks
        ("Shqipëria", "ALB"),
        ("Česká republika", "CZE"),
        ("Ceska republika", "CZE"),
        ("Ελλάς", "GRC"),
        ("السعودية", "SAU"),
        ("ประเทศไทย", "THA"),
        ("日本国", "JPN"),
        ("Viet Nam", "VNM"),
        ("Kibris", "CYP"),
        ("Foroyar", "FRO"),
        ("Osterreich", "AUT"),
        # spelling
        ("Côte d’Ivoire", "CIV"),
        ("Côte d´Ivoire", "CIV"),
        ("Cote d Ivoire", "CIV"),
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
        ("Corée", ("KOR", "PRK")),
        ("la Corea", ("KOR", "PRK")),
        ("le Congo", ("COD", "COG")),
        ("Kongo", ("COD", "COG")),
        ("Îles Vierges", ("VGB", "VIR")),
        ("Saint-Martin", ("MAF", "SXM")),
        ("Congo", ("COD", "COG")),
        ("Virgin Islands", ("VGB", "VIR")),
        ("Saint Martin", ("MAF", "SXM")),
        ("France, Germany", ("DEU", "FRA")),
        ("Israel/Palestine", ("ISR", "PSE")),
        ("Georgia (US)", ("GEO", "USA")),
        ("Congo (the)", ("COD", "COG")),
        ("刚果", ("COD", "COG")),
        ("Channel Islands", ("GGY", "JEY")),
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
        "Czechoslovakia",
        "捷克斯洛伐克",
        "苏联",
        "Republic of Vietnam",
        "Republic of Dominica",
        "People's Republic of Korea",
        "Democratic Republic of Germany",
        "Kingdom of Great Britain",
        "Guinea (Ruritania)",
        "German",
        "Dutch",
        "Somaliland",
        "Papua",
    ],
)
def test_what_is_no_jurisdiction_has_no_code(text: str) -> None:
    assert codes_of(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("England", "this has no profile of its own; it is part of GBR (United Kingdom): use GBR"),
        ("GER", 'did you mean "DEU" (Germany)?'),
        ("SUI", 'did you mean "CHE" (Switzerland)?'),
        ("TWNN", 'did you mean "TWN"?'),
        ("Slovania", 'did you mean "Slovakia" or "Slovenia"?'),
        ("Ruritania", ""),
        ("Allemange", 'did you mean "Germany"?'),
        ("Inglaterra", "this has no profile of its own; it is part of GBR (United Kingdom): use GBR"),
        ("Tschechoslowakei", "this has ended; there are now CZE (Czechia), SVK (Slovakia)"),
        ("Republic of Ruritania", ""),
        ("Republic of Boliva", 'did you mean "Bolivia"?'),
        ("German", 'did you mean "Germany"?'),
        ("Dutch", 'did you mean "Netherlands"?'),
        ("Korean", 'did you mean "South Korea" or "North Korea"?'),
        ("Congolese", 'did you mean "Congo - Kinshasa" or "Congo - Brazzaville"?'),
        ("Czechoslovakia", "this has ended; there are now CZE (Czechia), SVK (Slovakia)"),
        ("CSK", "this has ended; there are now CZE (Czechia), SVK (Slovakia)"),
        ("Serbia & Montenegro", "this has ended; there are now MNE (Montenegro), SRB (Serbia)"),
        ("Yemen (North)", "this has ended; there is now YEM (Yemen)"),
        ("Ireland, Northern", "this has no profile of its own; it is part of GBR (United Kingdom): use GBR"),
        ("GDR", "this has ended; there is now DEU (Germany)"),
        ("QX", ""),
        (
            "EU",
            "this is an organisation of many members: name the member you work with, such as Latvia; write a profile for an agency of its own",
        ),
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


def test_only_what_is_listed_as_ambiguous_stands_for_several() -> None:
    several = {name for name, codes in tables.by_name().items() if len(codes) > 1}
    assert several == {tables.folded(name) for name in tables.spellings()["ambiguous"]}


def test_a_simplified_character_is_simplified_no_further() -> None:
    pairs = tables.spellings()["simplified"].split()
    assert {len(pair) for pair in pairs} == {2}
    assert not {pair[0] for pair in pairs} & {pair[1] for pair in pairs}


def test_tables_name_known_codes_only() -> None:
    spelled = tables.spellings()
    assert {code for past in spelled["ended"] for code in past["now"]} <= tables.known()
    assert {code for style in spelled["styles"].values() for code in style["others"]} <= tables.known()
    for kind in ("spelled", "formal", "former", "published", "parts", "beside", "shown", "demonyms"):
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
    assert json.loads(cldr.ELSEWHERE.read_text("utf-8")) == cldr.elsewhere()


def test_names_in_other_languages_are_read_only_for_what_is_not_known_without_them() -> None:
    said = "from readiness.jurisdictions import lookup, tables; lookup.codes_of({!r}); print(tables.elsewhere.cache_info().misses)"
    read = [
        subprocess.run([sys.executable, "-c", said.format(text)], capture_output=True, text=True, check=True)
        for text in ("TWN", "kr", "Latvia", "Republic of Korea", "Korea", "Lettland")
    ]
    assert [int(done.stdout) for done in read] == [0, 0, 0, 0, 0, 1]


def test_a_name_in_another_language_that_is_spelled_like_an_english_one_means_the_same() -> None:
    """Niger and Nigeria, Dominica and the Dominican Republic, Guinea: none of them changes hands with the language."""
    for name, codes in tables.elsewhere().items():
        assert tables.by_name().get(name, frozenset(codes)) == frozenset(codes), name


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Lativa", 'did you mean "Latvia"?'),
        ("Tiawan", 'did you mean "Taiwan"?'),
        ("LAV", 'did you mean "LVA"?'),
        ("LVAA", 'did you mean "LVA"?'),
        ("England", "this has no profile of its own; it is part of GBR (United Kingdom): use GBR"),
        *((own, "") for own in ("latvai-police", "Lativa2", "DEA", "Interpol", "Freedonia", "Latvia", "AAA")),
    ],
)
def test_what_is_nearly_a_name_is_a_slip_and_an_id_of_ones_own_is_none(text: str, slip: str) -> None:
    assert slip_of(text) == slip


def test_three_letters_may_be_a_slip_or_an_agency() -> None:
    assert [unsure_of(text) for text in ("DEA", "LAV", "LVA", "AAA", "dea-1")] == [
        'did you mean "DEU"?',
        "",
        "",
        "",
        "",
    ]
