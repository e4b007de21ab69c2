"""What works, by hand: nothing that stands in the way now or later, and facts by what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import CASEWORK, EVIDENCE, Data, assessed, indicator, of_pair, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.question import Side

LATER = {"early": 1, "middle": 2, "late": 2}


def told(result: Assessment) -> dict[str | None, str]:
    return {item.indicator: item.text for item in result.works if item.kind == "gate"}


@pytest.mark.parametrize(
    ("level", "works", "status"),
    [
        (1, False, "emerging"),  # enough for the early phase, and misses the middle one
        (2, False, "limiting"),  # the largest shortfall below 3, and under 2.5
        (3, True, None),
    ],
)
def test_what_holds_back_is_not_told_as_what_works(level: float, works: bool, status: str | None) -> None:
    rubric = small_rubric({"legal": {"law": indicator("shared", necessary=LATER), "means": indicator()}})
    result = assessed(rubric, of_pair(law=level) | {}, side(means=4), phase="early")
    assert ("law" in told(result)) is works
    assert {entry.status for entry in result.obstacles if "law" in entry.indicators} == (
        {status} if status else set()
    )


def test_what_is_enough_beside_a_block_works() -> None:
    # Will 0 blocks; while a gate fails nothing limits, and law is workable. Trust 1 is enough here and not workable.
    rubric = small_rubric(
        {
            "political": {"will": indicator("shared", necessary=2)},
            "legal": {"law": indicator("shared", necessary=1), "trust": indicator("shared", necessary=1)},
        }
    )
    result = assessed(rubric, of_pair(will=0, law=2, trust=1), phase="early")
    assert told(result) == {"law": "anchor of level 2"}


@pytest.mark.parametrize(("level", "limits"), [(2, False), (1.5, True)])
def test_a_fact_that_is_workable_is_told_by_what_it_says_and_limits_nothing(
    level: float, limits: bool
) -> None:
    # Law is read off a common language; means 4. The mean (2 + 4) / 8 is 75, so that nothing is fragile.
    fact = [{"from": "shared-language", "level": level}]
    rubric = small_rubric(
        {"legal": {"law": indicator("shared", necessary=1, derived=fact), "means": indicator()}}
    )
    both: Data = {"facts": {"languages": ["en"]}} | side(means=4)
    result = assessed(rubric, both, both, phase="late")
    assert result.verdict == "ready"
    assert [entry.status for entry in result.obstacles] == (["limiting"] if limits else [])
    assert told(result) == ({} if limits else {"law": "languages in common: en"})


@pytest.mark.parametrize(
    ("requesting", "told_of"),
    [
        ("a", ["1 completed case, 2022, asked by AAA", "2 completed cases, 2023"]),
        ("b", ["2 completed cases, 2023", "3 completed cases, 2022, asked by BBB"]),
        (
            None,
            [
                "1 completed case, 2022, asked by AAA",
                "2 completed cases, 2023",
                "3 completed cases, 2022, asked by BBB",
            ],
        ),
    ],
)
def test_cases_of_the_other_direction_work_only_where_both_are_asked_about(
    requesting: Side | None, told_of: list[str]
) -> None:
    cases = [
        {"from": "2022", "to": "2022", "completed": 1, "requesting": "AAA"},
        {"from": "2022", "to": "2022", "completed": 3, "requesting": "BBB"},
        {"from": "2023", "to": "2023", "completed": 2},
    ]
    rubric = small_rubric({"legal": {"law": indicator("shared")}}, evidence=EVIDENCE | CASEWORK)
    result = assessed(rubric, side(towards={"cases": cases}), side(), requesting=requesting)
    assert sorted(item.text for item in result.works if item.kind == "casework") == told_of
