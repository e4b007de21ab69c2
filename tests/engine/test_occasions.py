"""A remedy that is meant for something is neither proposed nor planned where that is not on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import Data, documents, side
from readiness.assessment.assemble import assembled, judged_pair
from readiness.assessment.remedies import Remedies
from readiness.change.available_moves import Limits, moves_of
from readiness.change.starting_levels import Target, premises
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement
    from readiness.model.rubric import Rubric


def pair(
    rubric: Rubric,
    towards: Data | None = None,
    rated: dict[str, float] | None = None,
    crimes: tuple[str, ...] = (),
) -> Judgement:
    """Two that want it half-heartedly: will 1 on the side of a, and what else is said."""
    a = side(towards=towards, **({"present_will": 1} | (rated or {})))
    b = side(present_will=3)
    question = Question(needs=("intelligence",), crimes=crimes, phase="middle")
    return judged_pair(*documents(rubric, a, b), rubric, question)


def planned(judged: Judgement) -> set[str]:
    moves = moves_of(premises(judged, Target("middle", "ready")), Remedies(judged), Limits())
    return {move.remedy for move in moves}


def is_meant(judged: Judgement, indicator: str, remedy: str) -> bool:
    """Whether it is proposed; a plan must say the same, and first steps never name what is not proposed."""
    proposed = remedy in Remedies(judged).of(indicator)
    assert (remedy in planned(judged)) is proposed
    assert proposed or remedy not in {step.remedy for step in assembled(judged).do_first}
    return proposed


RELATION = {"since": "2020"}


@pytest.mark.parametrize(
    ("towards", "rated", "broken_off"),
    [
        ({}, {}, False),  # words only, and nothing broke off
        ({"standing": [{"status": "running", "since": "2020"}]}, {}, False),
        (
            {"standing": [{"status": "strained", "since": "2020", "cause": "bilateral-climate"}]},
            {},
            False,
        ),  # slowed
        ({"standing": [{"status": "suspended", "since": "2020", "cause": "present-will"}]}, {}, True),
        ({"facts": {"relations": [{"kind": "missions-closed"} | RELATION]}}, {}, True),
        ({"facts": {"relations": [{"kind": "recognition-dispute"} | RELATION]}}, {}, False),
        ({"ratings": {"bilateral-climate": 1}}, {}, True),
        ({"ratings": {"bilateral-climate": 2}}, {}, False),
        ({}, {"present_will": 0}, True),  # stopped by decision
        ({}, {"notice_and_consent": 1}, True),  # an act within five years, nothing agreed
        ({}, {"notice_and_consent": 2}, False),
    ],
)
def test_resumption_is_for_what_broke_off(
    law_enforcement: Rubric, towards: Data, rated: dict[str, float], broken_off: bool
) -> None:
    assert is_meant(pair(law_enforcement, towards, rated), "present-will", "R46") is broken_off


@pytest.mark.parametrize(
    ("towards", "rated", "kept_out"),
    [
        ({}, {}, False),
        ({"facts": {"relations": [{"kind": "recognition-dispute"} | RELATION]}}, {}, True),
        ({}, {"third_state_constraints": 1}, True),
        ({}, {"third_state_constraints": 2}, False),
        ({"ratings": {"institutional-inclusion": 1}}, {}, True),
    ],
)
def test_a_relay_is_for_those_who_are_kept_out(
    law_enforcement: Rubric, towards: Data, rated: dict[str, float], kept_out: bool
) -> None:
    # What is not known might be 0, and is no occasion.
    assert is_meant(pair(law_enforcement, towards, rated), "institutional-inclusion", "R08") is kept_out


def test_precursors_are_for_cases_of_drugs(law_enforcement: Rubric) -> None:
    for crime, meant in (("drug-trafficking", True), ("corruption-bribery", False)):
        judged = pair(law_enforcement, crimes=(crime,))
        assert ("R53" in Remedies(judged).of("criminalisation-match")) is meant


def test_what_is_not_known_of_rows_is_planned_by_what_answers_them(law_enforcement: Rubric) -> None:
    # Nothing is known of a basis: an asset-sharing agreement is none for tips.
    assert "R09" in Remedies(pair(law_enforcement)).of("treaty-basis")
    lifting = {
        move.remedy
        for move in moves_of(
            premises(pair(law_enforcement), Target("middle", "ready")),
            Remedies(pair(law_enforcement)),
            Limits(),
        )
        if any(item.indicator == "treaty-basis" for item, _ in move.lifts)
    }
    assert "R09" in lifting
    assert not lifting & {"R50", "R44", "R57"}


def test_only_what_exists_is_amended(law_enforcement: Rubric) -> None:
    for basis, first in ((1, False), (2, True)):
        towards: Data = {
            "ratings": {
                "treaty-basis": {"rows": {"intelligence": basis}, "grade": "A1"},
                "framework-fit": {"level": 0, "cause": "prescriptive", "grade": "A1"},
            }
        }
        result = assembled(pair(law_enforcement, towards, {"present_will": 3}))
        assert ("R33" in {step.remedy for step in result.do_first}) is first


@pytest.mark.parametrize(
    ("towards", "disputed"),
    [
        ({"ratings": {"bilateral-climate": 3}}, False),
        ({"ratings": {"bilateral-climate": 2}}, True),
        ({"standing": [{"status": "strained", "since": "2020"}]}, True),
    ],
)
def test_contacts_are_ring_fenced_where_there_is_a_dispute(
    law_enforcement: Rubric, towards: Data, disputed: bool
) -> None:
    assert is_meant(pair(law_enforcement, towards), "present-will", "R04") is disputed
