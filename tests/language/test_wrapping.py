"""Lines end where their script allows it, measured in cells."""

from __future__ import annotations

from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.wrapping import cells, wrapped

CASES = {
    "no mark begins a line": ("情資、證據、人犯", 4, ["情", "資、", "證", "據、", "人犯"]),
    "no bracket ends a line": ("依（一）款", 6, ["依", "（一）", "款"]),
    "a number keeps what it counts": ("需時3–12個月", 9, ["需時", "3–12個月"]),
    "words of Latin letters stay whole": ("透過INTERPOL轉遞", 10, ["透過", "INTERPOL轉", "遞"]),
    "spaces end lines too": ("alpha beta 甲乙", 6, ["alpha", "beta", "甲乙"]),
    "what is longer than a line is cut": ("abcdefgh甲", 4, ["abcd", "efgh", "甲"]),
}


@pytest.mark.parametrize(("text", "width", "lines"), CASES.values(), ids=CASES)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(st.sampled_from("甲乙，。（）「」ab1 ·–"), max_size=60), st.integers(6, 30))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(sum(1 + (east_asian_width(char) in "WF") for char in line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_cells() -> None:
    assert (cells("abc"), cells("甲乙"), cells("–·█")) == (3, 4, 3)
