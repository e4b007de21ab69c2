"""The casebook: complete, honest about its misses, and the page of numbers true."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readiness.cases.reading import LoadedCase
from readiness.cases.runner import run
from readiness.cli.io.cases import load_cases

if TYPE_CHECKING:
    from readiness.cases.results import Results

ROOT = Path(__file__).resolve().parents[2]
SECOND = ".second-rater"
KINDS = ("source: ", "rubric: ", "rating: ", "program: ", "follows from")


@pytest.fixture(scope="module")
def cases() -> dict[str, LoadedCase]:
    found = list(load_cases([str(ROOT / "casebook")], None))
    assert all(isinstance(one, LoadedCase) for one in found)
    return {one.document.case.case: one for one in found if isinstance(one, LoadedCase)}


@pytest.fixture(scope="module")
def results(cases: dict[str, LoadedCase]) -> Results:
    return run(cases.values())


def test_every_case_and_both_raters_are_there(cases: dict[str, LoadedCase]) -> None:
    first = [name for name in cases if not name.endswith(SECOND)]
    assert len(first) == 34
    assert set(cases) == {*first, *(f"{name}{SECOND}" for name in first)}


def test_both_raters_are_held_against_the_same_sources(cases: dict[str, LoadedCase]) -> None:
    for name, one in cases.items():
        if not name.endswith(SECOND):
            other = cases[f"{name}{SECOND}"]
            assert one.document.case.expect == other.document.case.expect
            assert (one.a.id, one.b.id) == (other.a.id, other.b.id)
            assert one.document.case.documented is not None


def test_no_phase_is_forced(cases: dict[str, LoadedCase]) -> None:
    assert [name for name, one in cases.items() if one.document.case.phase is not None] == []


def test_no_miss_without_a_reason_and_no_reason_without_a_miss(results: Results) -> None:
    assert [(case.id, case.status) for case in results.cases if case.status not in ("passed", "missed")] == []
    # verdict, factor, obstacle and side of 32 stops; verdict, factor and obstacle of 12 frictions; 24 successes
    assert len(results.checks) == 32 * 4 + 12 * 3 + 24
    for check in results.checks:
        if not check.met:
            assert str(check.known).startswith(KINDS)


def test_every_level_is_cited(cases: dict[str, LoadedCase]) -> None:
    for one in cases.values():
        for document in (one.a, one.b):
            for partner in document.profile.partners.values():
                for name, ratings in partner.ratings.items():
                    for rating in ratings:
                        rows = rating.rows.values()
                        silent = bool(rows) and all(row.not_applicable is not None for row in rows)
                        cited = bool(rating.evidence) or rating.not_applicable is not None or silent
                        assert cited, f"{document.file}: {name}"


def test_the_page_of_numbers_is_true() -> None:
    script = runpy.run_path(str(ROOT / "benchmarks" / "validate_casebook.py"))
    page = (ROOT / "docs" / "validation.md").read_text("utf-8")
    assert script["page"]() == page, (
        "run `python benchmarks/validate_casebook.py --write`, and read the change"
    )
