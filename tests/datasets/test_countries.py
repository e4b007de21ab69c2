from __future__ import annotations

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile
from readiness.jurisdictions.lookup import code_of, hint


def test_unknown_names_are_kept_with_the_nearest_and_known_others_are_notes() -> None:
    reading = ImportedFile("x", "2020", {}, frozenset())
    assert code_in_row(reading, "Braszil", 7) is None
    assert code_in_row(reading, "JPM", 8) is None
    assert code_in_row(reading, "European Union", 9) is None
    assert [(item.text, item.row, hint(item.text)) for item in reading.unplaced] == [
        ("Braszil", 7, 'did you mean "Brazil"?'),
        ("JPM", 8, 'did you mean "JPN"?'),
    ]
    assert reading.notes == ['row 9: "European Union" is left out: it has no profile of its own']


def test_publishers_mean_the_official_short_name() -> None:
    reading = ImportedFile("x", "2020", {}, frozenset())
    assert code_in_row(reading, "Congo", 2) == "COG"
    assert code_in_row(reading, "Korea", 3) == "KOR"
    assert not reading.unplaced


def test_people_do_not_mean_by_a_name_what_publishers_mean() -> None:
    reading = ImportedFile("x", "2020", {}, frozenset())
    assert code_in_row(reading, "Korea", 2, code_of) is None
    assert code_in_row(reading, "S. Korea", 3, code_of) == "KOR"
    assert [(place.text, place.row) for place in reading.unplaced] == [("Korea", 2)]
    code_in_row(reading, "Czechoslovakia", 4)
    assert reading.notes == [
        'row 4: "Czechoslovakia" is left out: this has ended; there are now CZE (Czechia), SVK (Slovakia)'
    ]
