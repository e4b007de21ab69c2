from __future__ import annotations

import pytest

from readiness.datasets import countries
from readiness.datasets.reading import ImportedFile


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JPN", "JPN"),
        ("NO", "NOR"),
        ("XK", "XKX"),
        ("ROM", "ROU"),
        ("ZAR", "COD"),
        ("KSV", "XKX"),
        ("WBG", "PSE"),
        ("ADO", "AND"),
        ("TMP", "TLS"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Bolivia, Plurinational State of", "BOL"),
        ("Côte d’Ivoire", "CIV"),
        ("C&ocirc;te d'Ivoire", "CIV"),
        ("Saint Vincent and the Grenadines", "VCT"),
        ("St. Kitts and Nevis", "KNA"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Korea", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("Chinese Taipei", "TWN"),
        ("Hong Kong (China)", "HKG"),
        ("State of Palestine", "PSE"),
        ("Holy See", "VAT"),
        ("Virgin Islands (U.S.)", "VIR"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("Samoa", "WSM"),
        ("Dominica", "DMA"),
    ],
)
def test_spellings_and_old_codes_lead_to_one_code(text: str, code: str) -> None:
    assert countries.code_of(text) == code


@pytest.mark.parametrize("text", ["", "Ruritania", "ZZZ", "QQQ", "ANT", "European Union", "EU", "none"])
def test_what_is_no_jurisdiction_has_no_code(text: str) -> None:
    assert countries.code_of(text) is None


def test_unknown_names_are_kept_with_the_nearest_and_known_others_are_notes() -> None:
    reading = ImportedFile("x", "2020", {}, frozenset())
    assert countries.code_in_row(reading, "Braszil", 7) is None
    assert countries.code_in_row(reading, "JPM", 8) is None
    assert countries.code_in_row(reading, "European Union", 9) is None
    assert [(item.text, item.row, countries.nearest(item.text)) for item in reading.unplaced] == [
        ("Braszil", 7, 'did you mean "Brazil"?'),
        ("JPM", 8, 'did you mean "JPN"?'),
    ]
    assert reading.notes == ['row 9: "European Union" has no profile of its own: left out']


def test_every_code_has_a_name_and_no_name_states_whose_it_is() -> None:
    assert len(countries.known()) > 240
    for code in countries.known():
        assert countries.names(code)["en"]
        assert "China" not in countries.names(code)["en"] or code == "CHN"


def test_languages_are_plain_where_the_plain_tag_is_there() -> None:
    assert countries.languages("CHE")[0] == "de"
    assert countries.languages("XKX") == ["sq", "sr"]
    assert "zh-Hant" in countries.languages("HKG")
