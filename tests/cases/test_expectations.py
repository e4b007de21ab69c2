"""Each expectation, met and missed. What is found is derived by hand in the comments.

Readiness: all levels 3 of 4, so every factor is 0.75 and the index 75. With a gate unmet at level/n the ceiling is
100 · level/n.
"""

from __future__ import annotations

from typing import get_args

import pytest
from case_texts import case_data, ran, rated

from building import A, B, Data
from readiness.cases.expectation import CHECKERS, NAMES, Expect, Name

GOOD = case_data()
# Will of BBB is 1 of 2: the gate is unmet, half reached, so the ceiling is 50. AAA asks. The index is higher:
# (0.25 · 0.75³)^¼ = 0.570.
UNWILLING = case_data(b=rated(B, A, will=1, trust=3, skills=3), requesting=A)
# Both gates fail: law 0 of 2 misses by 2, will 1 of 2 by 1; both miss a whole level, law's share 0 is lower than ½.
LAWLESS = case_data(
    a=rated(A, B, law=0, will=3, trust=3, skills=3), b=rated(B, A, will=1, trust=3, skills=3), requesting=A
)
# Nothing is said of skills: the gate is unknown, and readiness has no value.
UNKNOWN = case_data(a=rated(A, B, law=3, will=3, trust=3), b=rated(B, A, will=3, trust=3))
# A signed treaty on extradition: middle for surrender; a standing is recorded.
AGREED = case_data(
    a=rated(
        A,
        B,
        law=3,
        will=3,
        trust=3,
        skills=3,
        towards={
            "agreements": [{"kind": "extradition", "status": "signed"}],
            "standing": [{"status": "strained", "since": "2023"}],
        },
    ),
    needs=["surrender", "intelligence"],
)

MET: list[tuple[Data, Data]] = [
    (GOOD, {"verdict": "ready"}),
    (GOOD, {"verdict": ["fragile", "ready"]}),
    (GOOD, {"not-verdict": ["blocked", "undetermined"]}),
    (GOOD, {"factor": "none", "obstacle": "none", "side": "none", "indicator": "none", "standing": "none"}),
    (GOOD, {"readiness": {"at-least": 74.9, "at-most": 75.1}}),
    (GOOD, {"phase": "early", "basis": "assumed"}),
    (GOOD | {"phase": "late"}, {"phase": "late", "basis": "given"}),
    (UNWILLING, {"verdict": "blocked", "factor": "political", "obstacle": "O1", "indicator": "will"}),
    (UNWILLING, {"side": "b"}),
    (UNWILLING, {"side": B}),
    (UNWILLING, {"side": ["both", "b"]}),
    (UNWILLING, {"readiness": {"at-least": 49.9, "at-most": 50.1}}),
    (LAWLESS, {"factor": "legal", "obstacle": "legal-gap", "side": "pair", "indicator": "law"}),
    (LAWLESS, {"obstacles-include": ["O1", "legal-gap"]}),
    (LAWLESS, {"obstacles-include": "O1"}),
    (
        UNKNOWN,
        {"verdict": "undetermined", "obstacle": "none"},
    ),  # an unknown gate is no obstacle that is there
    (AGREED, {"phase": "middle", "basis": "inferred", "standing": "strained"}),
    (AGREED, {"by-need": {"surrender": "ready", "intelligence": ["ready", "fragile"]}}),
]

MISSED: list[tuple[Data, Data, list[tuple[str, str, str]]]] = [
    (GOOD, {"verdict": "blocked"}, [("verdict", "blocked", "ready")]),
    (GOOD, {"verdict": ["blocked", "fragile"]}, [("verdict", "blocked or fragile", "ready")]),
    (GOOD, {"not-verdict": "ready"}, [("not-verdict", "not ready", "ready")]),
    (GOOD, {"factor": "legal"}, [("factor", "legal", "none")]),
    (GOOD, {"obstacle": "O1"}, [("obstacle", "O1", "none")]),
    (GOOD, {"side": "pair"}, [("side", "pair", "none")]),
    (GOOD, {"indicator": "will"}, [("indicator", "will", "none")]),
    (GOOD, {"standing": "running"}, [("standing", "running", "none")]),
    (GOOD, {"phase": "late"}, [("phase", "late", "early")]),
    (GOOD, {"basis": ["given", "inferred"]}, [("basis", "given or inferred", "assumed")]),
    (
        GOOD,
        {"readiness": {"at-least": 76, "at-most": 100}},
        [("readiness at-least", "at least 76", "75.0")],
    ),
    (GOOD, {"readiness": {"at-most": 74}}, [("readiness at-most", "at most 74", "75.0")]),
    (UNKNOWN, {"readiness": {"at-most": 100}}, [("readiness at-most", "at most 100", "no value")]),
    (UNWILLING, {"side": A}, [("side", A, f"b ({B})")]),
    (UNWILLING, {"obstacle": "O6"}, [("obstacle", "O6", "O1 (will)")]),
    (UNWILLING, {"factor": "legal"}, [("factor", "legal", "political (will)")]),
    (UNWILLING, {"obstacles-include": ["O1", "O5"]}, [("obstacles-include O5", "O5", "O1")]),
    (GOOD, {"by-need": {"intelligence": "blocked"}}, [("by-need intelligence", "blocked", "ready")]),
    (GOOD, {"by-need": {"surrender": "ready"}}, [("by-need surrender", "ready", "not asked")]),
]


@pytest.mark.parametrize(
    ("case", "expect"), MET, ids=lambda part: str(part)[:60] if "case" not in part else ""
)
def test_met(case: Data, expect: Data) -> None:
    result = ran(case | {"expect": expect})
    assert [(check.name, check.found) for check in result.failures] == []
    assert result.status == "passed"
    assert result.checks


@pytest.mark.parametrize(("case", "expect", "reasons"), MISSED)
def test_missed(case: Data, expect: Data, reasons: list[tuple[str, str, str]]) -> None:
    result = ran(case | {"expect": expect})
    assert [(check.name, check.expected, check.found) for check in result.failures] == reasons
    assert result.status == "failed"


def test_every_single_value_is_checked() -> None:
    expect = {
        "verdict": ["ready", "fragile"],
        "readiness": {"at-least": 1, "at-most": 99},
        "obstacles-include": ["O1", "O5"],
        "by-need": {"intelligence": "ready", "evidence": "ready"},
    }
    result = ran(GOOD | {"needs": ["intelligence", "evidence"], "expect": expect})
    assert [check.name for check in result.checks] == [
        "verdict",
        "readiness at-least",
        "readiness at-most",
        "obstacles-include O1",
        "obstacles-include O5",
        "by-need intelligence",
        "by-need evidence",
    ]


def test_each_expectation_has_a_key_a_checker_and_cases_both_ways() -> None:
    keys = {field.alias for field in Expect.model_fields.values()}
    assert keys == set(NAMES) == set(CHECKERS) == set(get_args(Name))
    assert {name for _, expect in MET for name in expect} == keys
    assert {name for _, expect, _ in MISSED for name in expect} == keys


def test_a_swapped_pair_has_swapped_sides() -> None:
    swapped = UNWILLING | {"profiles": {"a": UNWILLING["profiles"]["b"], "b": UNWILLING["profiles"]["a"]}}
    assert ran(swapped | {"expect": {"side": [B]}}).status == "passed"
    assert ran(swapped | {"expect": {"side": "a"}}).status == "passed"
