"""What remedies lift, where they fit, and in which order they are proposed: by hand."""

from __future__ import annotations

from typing import Any

import pytest

from building import indicator, small_rubric
from readiness.errors import InputError
from readiness.model.remedy_effect import open_to, proposed, steps

PLAIN = {"do": "Do it", "class": "A1", "lead-months": [1, 2], "cost": 1, "seeds": []}
BARS = {"by": "bar", "rule": "lowest", "rows": {"nationality": "nationals", "penalty": "death"}}


def remedies(**changes: Any) -> Any:
    names = ("train", "lend", "survey", "treaty", "trial")
    return {name: PLAIN | changes.get(name, {}) for name in names}


def rubric(**changes: Any) -> Any:
    return small_rubric(
        {
            "political": {"will": indicator(remedies=["treaty"])},
            "capacity": {
                "skills": indicator(remedies=["train", "lend"]),
                "power": indicator(remedies=["survey"]),
                "bars": indicator(
                    "requested",
                    table=BARS,
                    remedies=["treaty", "trial"],
                    **{"remedies-by-row": {"nationality": ["trial"]}},
                ),
            },
        },
        remedies=remedies(**changes),
        lifting={"by": 1, "to": 3, "not-from-zero": ["will"]},
        measure_classes={"A1": "own measures"},
    )


@pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 2), (2.5, 3), (3, 3), (4, 4)])
def test_one_use_lifts_by_one_level_to_at_most_three(before: float, after: float) -> None:
    assert steps(rubric(), "train")["skills"].lifted(before) == after


def test_a_remedy_lifts_every_indicator_that_lists_it_unless_it_says_otherwise() -> None:
    assert list(steps(rubric(), "treaty")) == ["will", "bars"]
    assert list(steps(rubric(treaty={"lifts": [{"indicator": "bars"}]}), "treaty")) == ["bars"]
    assert steps(rubric(treaty={"lifts": []}), "treaty") == {}


def test_will_is_not_lifted_from_zero_unless_the_remedy_says_so() -> None:
    assert steps(rubric(), "treaty")["will"].lifted(0) == 0
    assert steps(rubric(), "treaty")["will"].lifted(0.5) == 1.5
    bold = rubric(treaty={"lifts": [{"indicator": "will", "from-zero": True}]})
    assert steps(bold, "treaty")["will"].lifted(0) == 1


def test_a_remedy_may_lift_by_more_and_to_less() -> None:
    step = steps(rubric(lend={"lifts": [{"indicator": "skills", "by": 2, "to": 2}]}), "lend")["skills"]
    assert [step.lifted(level) for level in (0, 1, 2, 3)] == [2, 2, 2, 3]


def test_what_lifts_no_further_is_not_proposed_and_a_way_round_always_is() -> None:
    changed = rubric(lend={"lifts": [{"indicator": "skills", "to": 2}]}, train={"lifts": []})
    assert proposed(changed, "skills", {"skills": 1}) == ["train", "lend"]
    assert proposed(changed, "skills", {"skills": 2}) == ["train"]
    assert proposed(changed, "skills", {"skills": None}) == ["train", "lend"]


@pytest.mark.parametrize(("level", "fits"), [(0, True), (2, True), (2.1, False), (4, False), (None, False)])
def test_help_for_weak_partners_is_proposed_only_while_they_are_known_to_be_weak(
    level: float | None, fits: bool
) -> None:
    changed = rubric(lend={"prerequisites": [{"indicator": "power", "max": 2}]})
    assert ("lend" in proposed(changed, "skills", {"skills": 1, "power": level})) is fits


def test_the_remedies_of_the_failing_row_come_first_and_none_that_lifts_other_rows() -> None:
    assert proposed(rubric(), "bars", {"bars": 0}, ["nationality"]) == ["trial", "treaty"]
    assert proposed(rubric(), "bars", {"bars": 0}, ["penalty"]) == ["treaty"]
    assert proposed(rubric(), "bars", {"bars": 0}, ["penalty", "nationality"]) == ["trial", "treaty"]


def bold(**least: float) -> Any:
    skills = indicator(remedies=["train", "lend"]) | {"remedies-from": least}
    return small_rubric(
        {"capacity": {"skills": skills}},
        remedies=remedies(lend={"lifts": []}),
        measure_classes={"A1": "own measures"},
    )


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0.5, 0.5), (1, 2), (2.5, 3)])
def test_what_works_from_a_level_lifts_nothing_below_it(before: float, after: float) -> None:
    assert steps(bold(train=1), "train")["skills"].lifted(before) == after


@pytest.mark.parametrize(
    ("level", "fitting"), [(0, []), (0.5, ["lend"]), (1, ["train", "lend"]), (None, ["train", "lend"])]
)
def test_what_does_not_work_so_low_is_not_proposed(level: float | None, fitting: list[str]) -> None:
    assert proposed(bold(train=1, lend=0.5), "skills", {"skills": level}) == fitting


def test_a_level_to_work_from_is_refused_for_a_remedy_that_is_not_listed() -> None:
    with pytest.raises(InputError, match="skills says from where treaty works, and does not list it"):
        bold(treaty=1)


def test_a_remedy_required_first_is_not_needed_where_it_does_not_fit() -> None:
    changed = rubric(
        train={"prerequisites": [{"remedy": "survey"}]},
        survey={"prerequisites": [{"indicator": "power", "max": 2}]},
    )
    assert not open_to(changed, "train", {"power": 2})
    assert open_to(changed, "train", {"power": 3})


def test_the_site_is_looked_at_first_where_nothing_is_known_of_it() -> None:
    weak = [{"remedy": "survey", "indicator": "power", "max": 2}]
    changed = rubric(train={"prerequisites": weak}, survey={"lifts": []})
    assert [open_to(changed, "train", {"power": level}) for level in (None, 2, 3)] == [False, False, True]
    assert [open_to(changed, "survey", {"power": level}) for level in (None, 2, 3)] == [True, True, True]


def test_a_prerequisite_holds_only_on_a_known_level() -> None:
    changed = rubric(train={"prerequisites": [{"indicator": "will", "min": 2}, {"assume": "consent"}]})
    assert [open_to(changed, "train", {"will": level}) for level in (None, 1, 2, 3)] == [
        False,
        False,
        True,
        True,
    ]
