"""The JSON report keeps the keys it promised: none is renamed, none is left out, what is absent is null."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from readiness.assessment.assemble import assess
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import decode
from readiness.model.question import Question
from readiness.report.data.json_text import render

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent

READINESS = {"value", "low", "high", "index", "ceiling"}
SIDE = {"level", "low", "high", "basis", "grade", "as_of"}
KEYS: dict[str, set[str]] = {
    "": {
        "schema", "pair", "inputs", "rubric", "weights_set", "as_of", "phase", "lane", "needs", "measures", "crimes",
        "roles", "direction", "standing", "verdict", "readiness", "phases", "by_need", "factors", "indicators",
        "obstacles", "balance", "robustness", "coverage", "evidence_needed", "safeguards", "conflicts",
    },
    "pair": {"a", "b"},
    "pair.a": {"id", "name"},
    "pair.b": {"id", "name"},
    "inputs[]": {"id", "digest"},
    "rubric": {"id", "version", "digest", "language"},
    "phase": {"assessed", "inferred", "basis", "reason"},
    "direction": {"assessed", "requesting"},
    "readiness": READINESS,
    "phases[]": {"id", "verdict", "readiness", "weights"},
    "phases[].readiness": READINESS,
    "by_need[]": {"need", "phase", "standing", "verdict", "readiness", "first_obstacle"},
    "by_need[].readiness": READINESS,
    "factors[]": {"id", "score", "low", "high", "weight", "loss_share"},
    "indicators[]": {
        "id", "factor", "in_scope", "weight", "level", "low", "high", "required", "gate", "sure", "side", "a", "b",
        "rows", "basis", "evidence",
    },
    "indicators[].a": SIDE,
    "indicators[].b": SIDE,
    "indicators[].evidence[]": {"side", "says", "source", "grade", "as_of", "file", "line"},
    "obstacles[]": {
        "id", "status", "factor", "indicators", "consequences", "side", "loss_share", "remedies",
    },
    "conflicts[]": {"indicator", "a", "b", "used"},
    "conflicts[].used": SIDE,
}  # fmt: skip
WORDS: dict[str, set[str | None]] = {
    "phase.basis": {"given", "inferred", "assumed"},
    "direction.assessed": {"mutual", "one-way"},
    "direction.requesting": {"a", "b", None},
    "verdict": {"blocked", "undetermined", "fragile", "ready"},
    "phases[].verdict": {"blocked", "undetermined", "fragile", "ready"},
    "by_need[].verdict": {"blocked", "undetermined", "fragile", "ready"},
    "lane": {"informal", "formal", "both"},
    "indicators[].gate": {"met", "unmet", "unknown", "none"},
    "indicators[].side": {"a", "b", "both", "pair"},
    "indicators[].basis": {"rating", "proxy", "derived", "none", "not-applicable"},
    "indicators[].a.basis": {"rating", "proxy", "derived", "none", "not-applicable"},
    "indicators[].evidence[].side": {"a", "b"},
    "obstacles[].status": {"blocking", "unknown", "emerging", "limiting"},
    "obstacles[].side": {"a", "b", "both", "pair"},
}
RANGES: dict[str, tuple[float, float]] = {
    **{f"{place}.{key}": (0, 100) for place in ("readiness", "phases[].readiness", "by_need[].readiness")
       for key in sorted(READINESS)},
    **{f"factors[].{key}": (0, 100) for key in ("score", "low", "high")},
    **{f"indicators[].{key}": (0, 4) for key in ("level", "low", "high", "required")},
    **{f"indicators[].{side}.{key}": (0, 4) for side in "ab" for key in ("level", "low", "high")},
    "factors[].weight": (0, 1),
    "factors[].loss_share": (0, 1),
    "indicators[].weight": (0, 1),
    "obstacles[].loss_share": (0, 1),
}  # fmt: skip
NEVER_NULL = {
    "schema", "as_of", "weights_set", "verdict", "readiness.low", "readiness.high", "readiness.ceiling",
    "factors[].low", "factors[].high", "factors[].weight", "indicators[].low", "indicators[].high", "rubric.digest",
    "inputs[].digest",
}  # fmt: skip

BARE = ("profile: {code}\nas_of: 2023\n",) * 2
RICH = (
    """
profile: ALPHA
name: {en: Alpha}
as_of: 2023-11-28
ratings:
  present-will: {level: 3, grade: B2, evidence: [{says: Instruction 7, source: gazette}]}
partners:
  BETA:
    standing: [{status: suspended, since: 2023-02, cause: present-will}]
    agreements: [{kind: police-cooperation, status: signed, since: 2019}]
    ratings:
      mutual-trust: {level: 2, grade: C3}
      treaty-basis: {rows: {intelligence: 2, evidence: 1}, grade: B2}
      framework-fit: {level: 1, cause: vague}
sources: {gazette: {title: Gazette}}
""",
    """
profile: BETA
as_of: 2023
ratings: {present-will: 1, secure-channel: {not-applicable: none is needed}}
partners: {ALPHA: {ratings: {treaty-basis: {rows: {intelligence: 3}, grade: C3}}}}
""",
)


def small_report(profiles: tuple[str, str], question: Question) -> dict[str, Any]:
    """The report of two profiles by the small rubric."""
    rubric = read_rubric([decode("rubric.yaml", (ROOT / "tests" / "bad" / "rubric.yaml").read_bytes())])
    a, b = (
        read_profile(decode(f"{code}.yaml", text.replace("{code}", code).encode()), rubric)
        for code, text in zip(("ALPHA", "BETA"), profiles, strict=True)
    )
    found: dict[str, Any] = json.loads(render(assess(a, b, rubric, question)))
    return found


REPORTS: dict[str, Callable[[], dict[str, Any]]] = {
    "nothing-known": lambda: small_report(BARE, Question()),
    "much-known": lambda: small_report(RICH, Question(needs=("intelligence", "evidence"))),
    "one-way": lambda: small_report(
        RICH, Question(requesting="b", roles=("source", None), crimes=("fraud",))
    ),
}


def values_at(report: Any, place: str) -> list[Any]:
    """All values at a place such as `indicators[].a.level`; nothing where a step on the way is null."""
    found = [report]
    for step in filter(None, place.split(".")):
        name, many = step.removesuffix("[]"), step.endswith("[]")
        found = [value[name] for value in found if value is not None]
        found = [item for value in found for item in value] if many else found
    return found


@pytest.fixture(params=REPORTS, scope="module")
def report(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A report of little, of much, and of one direction."""
    found: dict[str, Any] = REPORTS[request.param]()
    return found


def test_schema_number(report: dict[str, Any]) -> None:
    assert report["schema"] == "readiness/assessment/1"


@pytest.mark.parametrize("place", KEYS)
def test_no_promised_key_is_missing(report: dict[str, Any], place: str) -> None:
    for value in values_at(report, place):
        assert value is None or KEYS[place] <= set(value)


def test_every_place_is_filled_in_some_report() -> None:
    reports = [make() for make in REPORTS.values()]
    assert not [place for place in KEYS if not any(values_at(report, place) for report in reports)]


@pytest.mark.parametrize("place", WORDS)
def test_words_are_the_promised_ones(report: dict[str, Any], place: str) -> None:
    assert set(values_at(report, place)) <= WORDS[place]


@pytest.mark.parametrize("place", RANGES)
def test_numbers_stay_in_their_range(report: dict[str, Any], place: str) -> None:
    low, high = RANGES[place]
    assert all(low <= value <= high for value in values_at(report, place) if value is not None)


@pytest.mark.parametrize("place", sorted(NEVER_NULL))
def test_what_is_always_there_is_never_null(report: dict[str, Any], place: str) -> None:
    assert None not in values_at(report, place)


def test_what_is_absent_is_null() -> None:
    report = small_report(BARE, Question())
    assert report["standing"] is None
    assert report["phase"]["inferred"] is None
    assert report["direction"]["requesting"] is None
    assert report["readiness"]["value"] is None
    assert report["readiness"]["index"] is None
    assert report["roles"] == {"a": None, "b": None}
    assert {factor["score"] for factor in report["factors"]} == {None}
    assert {factor["loss_share"] for factor in report["factors"]} == {None}
    assert {indicator["level"] for indicator in report["indicators"]} == {None}
    assert report["conflicts"] == []


def test_weights_and_coverage_name_every_factor(report: dict[str, Any]) -> None:
    factors = [factor["id"] for factor in report["factors"]]
    assert set(report["coverage"]) == set(factors)
    for phase in report["phases"]:
        assert list(phase["weights"]) == factors
        assert sum(phase["weights"].values()) == pytest.approx(1, abs=1e-5)


def test_rows_are_levels_by_name() -> None:
    report = small_report(RICH, Question(needs=("intelligence", "evidence")))
    (basis,) = [found for found in report["indicators"] if found["id"] == "treaty-basis"]
    assert basis["rows"]["evidence"]["level"] == 1
    assert {"level", "low", "high", "basis"} <= set(basis["rows"]["intelligence"])


def test_numbers_are_rounded_so_that_every_machine_writes_the_same(report: dict[str, Any]) -> None:
    def numbers(value: Any) -> list[float]:
        if isinstance(value, dict | list):
            parts = value.values() if isinstance(value, dict) else value
            return [number for part in parts for number in numbers(part)]
        return [value] if isinstance(value, float) else []

    assert all(number == round(number, 6) for number in numbers(report))
