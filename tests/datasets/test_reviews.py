"""When sources are to be looked at again."""

from __future__ import annotations

from datetime import date

import pytest

from readiness.datasets.registry import Importer
from readiness.datasets.review_dates import months_by_importer, review_day
from readiness.model.profile import SourceEntry


def test_every_importer_says_when_its_facts_are_looked_at_again() -> None:
    assert months_by_importer().keys() == {*Importer, "languages", "cldr"}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("wgi-2023", date(2025, 10, 1)),  # 21 months after the end of 2023
        ("un-treaties-2014", date(2015, 7, 1)),
        ("factbook-2026", date(2028, 1, 1)),  # 12 months
        ("relations-2026", date(2027, 1, 1)),
        ("laws-2026", date(2028, 1, 1)),
        ("adherence.ets-24-2026", date(2027, 7, 1)),  # a list of an importer
        ("agreements-usa-mla-2015", date(2017, 1, 1)),
        ("cepii-2011", None),  # a closed edition
        ("npa-2023", None),  # people's own, without a day
        ("own", None),
    ],
)
def test_the_day_follows_from_the_edition(key: str, expected: date | None) -> None:
    assert review_day(key, SourceEntry(title="t")) == expected


def test_a_day_of_its_own_goes_before() -> None:
    assert review_day("wgi-2023", SourceEntry(title="t", review="2024-03")) == date(2024, 3, 1)


def test_a_source_without_a_year_in_its_name_takes_that_of_its_entry() -> None:
    assert review_day("cldr-49", SourceEntry(title="t", year=2026)) == date(2029, 1, 1)  # 24 months
    assert review_day("cldr-49", SourceEntry(title="t")) is None
