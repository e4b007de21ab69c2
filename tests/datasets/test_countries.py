from __future__ import annotations

from readiness.datasets.countries import code_in_row
from readiness.datasets.reading import ImportedFile
from readiness.jurisdictions.lookup import hint


def test_unknown_names_are_kept_with_the_nearest_and_known_others_are_notes() -> None:
    reading = ImportedFile("x", "2020", {}, frozenset())
    assert code_in_row(reading, "Braszil", 7) is None
    assert code_in_row(reading, "JPM", 8) is None
    assert code_in_row(reading, "European Union", 9) is None
    assert [(item.text, item.row, hint(item.text)) for item in reading.unplaced] == [
        ("Braszil", 7, 'did you mean "Brazil"?'),
        ("JPM", 8, 'did you mean "JPN"?'),
    ]
    assert reading.notes == ['row 9: "European Union" has no profile of its own: left out']


def test_publishers_mean_the_official_short_name() -> None:
    reading = ImportedFile("x", "2020", {}, frozenset())
    assert code_in_row(reading, "Congo", 2) == "COG"
    assert code_in_row(reading, "Korea", 3) == "KOR"
    assert not reading.unplaced
