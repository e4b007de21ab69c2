"""Dates as people write them. Minguo 113 is 2024 of the common era: 1912, the founding year, is Minguo 1."""

from __future__ import annotations

import pytest

from readiness.model.dates_meant import dates_meant
from readiness.model.fields import last_day


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2024/3/1", ["2024-03-01"]),
        ("2024-3", ["2024-03"]),
        ("2024.03.01", ["2024-03-01"]),
        ("2024. 3. 1.", ["2024-03-01"]),
        ("20240301", ["2024-03-01"]),
        ("202403", ["2024-03"]),
        ("2024-03-01T10:00", ["2024-03-01"]),
        ("2024-03-01 00:00:00", ["2024-03-01"]),
        ("3.1.2024", ["2024-01-03", "2024-03-01"]),
        ("31/12/2024", ["2024-12-31"]),
        ("12/31/2024", ["2024-12-31"]),
        ("1.1.2024", ["2024-01-01"]),
        ("March 2024", ["2024-03"]),
        ("3 March 2024", ["2024-03-03"]),
        ("Mar. 3rd, 2024", ["2024-03-03"]),
        ("2024年3月1日", ["2024-03-01"]),
        ("2024年3月", ["2024-03"]),
        ("民國113年3月1日", ["2024-03-01"]),
        ("民国113年", ["2024"]),
        ("113年3月", ["2024-03"]),
        ("113-03-01", ["2024-03-01"]),
        ("112", ["2023"]),
        ("１１３／３／１", ["2024-03-01"]),
        ("2024-02-30", []),
        ("2024-13", []),
        ("31.2.2024", []),
        ("yesterday", []),
        ("Smarch 2024", []),
        ("Q1 2024", []),
        ("", []),
        ("9" * 500, []),
    ],
)
def test_what_was_meant(text: str, dates: list[str]) -> None:
    assert dates_meant(text) == dates


def test_a_wrong_date_is_refused_with_what_was_meant() -> None:
    with pytest.raises(ValueError, match=r"YYYY-MM-DD; did you mean 2024-01-03 or 2024-03-01\?\Z"):
        last_day("3.1.2024")
    with pytest.raises(ValueError, match=r"YYYY-MM-DD\Z"):
        last_day("soon")
    with pytest.raises(ValueError, match="there is no day 30 in 2024-02"):
        last_day("2024-02-30")
