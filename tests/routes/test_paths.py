"""The widest path: against a search through all simple paths."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations
from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.routes.paths import widest_path, widths

if TYPE_CHECKING:
    from collections.abc import Iterator

Ends = tuple[str, str]
CODES = "ABCDEF"


def simple_paths(strengths: dict[Ends, float], origin: str, target: str) -> Iterator[tuple[str, ...]]:
    """Every path without a loop."""
    linked = {frozenset(ends) for ends in strengths}
    inner = [code for code in CODES if code not in (origin, target)]
    for count in range(len(inner) + 1):
        for between in permutations(inner, count):
            path = (origin, *between, target)
            if all(frozenset(step) in linked for step in pairwise(path)):
                yield path


def brute_force(
    strengths: dict[Ends, float], minutes: dict[Ends, int | None], origin: str, target: str
) -> tuple[str, ...] | None:
    """The best of all simple paths, by the order that the design states."""
    both = strengths | {(b, a): strength for (a, b), strength in strengths.items()}

    def place(path: tuple[str, ...]) -> tuple[float, bool, float, int, tuple[str, ...]]:
        times = [minutes.get(step) for step in pairwise(path)]
        known = [time for time in times if time is not None]
        silent = len(known) < len(times)
        return (-min(both[s] for s in pairwise(path)), silent, 0 if silent else sum(known), len(path), path)

    return min(simple_paths(strengths, origin, target), key=place, default=None)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[Ends, float], dict[Ends, int | None]]:
    pairs = [ends for ends in combinations(CODES, 2) if draw(st.booleans())]
    strengths = {ends: draw(st.sampled_from([0.5, 1.0, 2.0, 2.5, 3.0, 4.0])) for ends in pairs}
    time = st.one_of(st.none(), st.integers(1, 4))
    minutes = {step: draw(time) for ends in pairs for step in (ends, ends[::-1])}
    return strengths, minutes


@given(graphs())
def test_the_widest_path_is_the_best_of_all_simple_paths(
    graph: tuple[dict[Ends, float], dict[Ends, int | None]],
) -> None:
    assert widest_path(*graph, "A", "F") == brute_force(*graph, "A", "F")


@given(graphs())
def test_a_width_is_the_best_weakest_link_of_all_simple_paths(
    graph: tuple[dict[Ends, float], dict[Ends, int | None]],
) -> None:
    strengths, _ = graph
    both = strengths | {(b, a): strength for (a, b), strength in strengths.items()}
    found = widths(strengths, "A")
    assert found["A"] == inf
    for code in CODES[1:]:
        paths = list(simple_paths(strengths, "A", code))
        widest = max((min(both[s] for s in pairwise(path)) for path in paths), default=None)
        assert found.get(code) == widest


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ({("A", "B"): 5, ("B", "D"): 5, ("A", "C"): 5, ("C", "D"): 5}, "ABD"),  # the alphabet
        ({("A", "B"): 5, ("B", "D"): 6, ("A", "C"): 5, ("C", "D"): 5}, "ACD"),  # the time
        ({("A", "B"): None, ("B", "D"): 1, ("A", "C"): 500, ("C", "D"): 500}, "ACD"),  # a known time
        ({}, "ABD"),
    ],
)
def test_among_equally_wide_paths(minutes: dict[Ends, int | None], expected: str) -> None:
    strengths = {("A", "B"): 2.0, ("B", "D"): 2.0, ("A", "C"): 2.0, ("C", "D"): 3.0}
    assert widest_path(strengths, minutes, "A", "D") == tuple(expected)


def test_fewer_hops_count_only_at_equal_time() -> None:
    strengths = {("A", "D"): 2.0, ("A", "B"): 2.0, ("B", "D"): 2.0}
    slow = {("A", "D"): 10, ("A", "B"): 4, ("B", "D"): 5}
    assert widest_path(strengths, slow, "A", "D") == ("A", "B", "D")
    assert widest_path(strengths, slow | {("A", "D"): 9}, "A", "D") == ("A", "D")


def test_no_path() -> None:
    assert widest_path({("A", "B"): 4.0}, {}, "A", "D") is None
    assert widest_path({}, {}, "A", "D") is None
