"""The shipped rubric proposes what works at the level found, for the row that fails, and what is on file to be finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, documents, side
from readiness.assessment.assemble import judged_pair
from readiness.assessment.remedies import Remedies
from readiness.change.available_moves import Limits, moves_of
from readiness.change.starting_levels import Target, premises
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric


def state_of(key: str, level: float, **others: Any) -> Data:
    """A side that is at this level and wants it: what remedies need is at 3."""
    wanted = ("present_will", "domestic_veto_players", "domestic_implementation", "agenda_priority_funding")
    rated: Data = dict.fromkeys(wanted, 3) | {key: level} | others
    return side(**rated)


@pytest.mark.parametrize(
    ("key", "need", "remedy"),
    [
        ("police_exchange_authority", "intelligence", "R11"),  # forbidden: no memorandum against a law
        ("liaison_status", "intelligence", "R55"),  # expelled: no notice before they come
        ("private_data_access", "data", "R44"),  # a statute forbids it
        ("integrity", "intelligence", "R35"),  # bought: no caveats; vetting needs insulated cases
        ("mutual_trust", "intelligence", "R20"),  # avoided: no procedures, no joint team
        (
            "incentive_alignment",
            "intelligence",
            "R48",
        ),  # rulers protect: no picture shows them what they know
        ("case_insulation", "intelligence", "R35"),
        ("delivery_record", "intelligence", "R49"),
        ("witness_victim_support", "evidence", "R38"),  # killed: no language plan
        ("central_authority_process", "evidence", "R22"),  # vanish: no drafting kit
        ("central_authority_time", "evidence", "R22"),
    ],
)
def test_the_first_step_works_from_nothing(law_enforcement: Rubric, key: str, need: str, remedy: str) -> None:
    both = state_of(key, 0)
    result = assessed(law_enforcement, both, both, needs=(need,), phase="late", measures=("liaison-posts",))
    steps = {step.indicator: step.remedy for step in result.do_first}
    assert steps.get(key.replace("_", "-")) == remedy


@pytest.mark.parametrize(
    ("key", "need", "measure"),
    [
        ("joint_team_powers", "joint-operation", "joint"),
        ("cross_border_powers", "joint-operation", "cross-border"),
        ("urgent_measures", "assets", "fund-stop"),
    ],
)
def test_what_is_prohibited_is_answered_by_law(
    law_enforcement: Rubric, key: str, need: str, measure: str
) -> None:
    both = state_of(key, 0)
    result = assessed(law_enforcement, both, both, needs=(need,), phase="late", measures=(measure,))
    assert {step.indicator: step.remedy for step in result.do_first}[key.replace("_", "-")] == "R11"


def low_basis(
    rubric: Rubric, need: str, towards: Data | None = None, **others: Any
) -> tuple[Assessment, list[str]]:
    """A basis of 1 for a need, wanted by both; the remedies proposed for it, and those a plan may use for it."""
    ratings: Data = {
        "treaty-basis": {"rows": {need: 1}, "grade": "A1"},
        "bilateral-climate": {"level": 3, "grade": "A1"},
    }
    a = state_of("case_insulation", 3, **others) | {
        "partners": {"BBB": {"ratings": ratings} | (towards or {})}
    }
    b = state_of("case_insulation", 3, **others)
    pair = judged_pair(*documents(rubric, a, b), rubric, Question(needs=(need,), phase="middle"))
    remedies = Remedies(pair)
    moves = moves_of(premises(pair, Target("middle", "fragile")), remedies, Limits())
    lifting = [
        move.remedy for move in moves if any(item.indicator == "treaty-basis" for item, _ in move.lifts)
    ]
    result = assessed(rubric, a, b, needs=(need,), phase="middle")
    assert set(lifting) == {*remedies.of("treaty-basis"), "R33"}  # which amends what another one has made
    return result, remedies.of("treaty-basis")


@pytest.mark.parametrize(
    ("need", "proposed"),
    [
        ("surrender", ["R10"]),
        ("evidence", ["R10"]),
        ("assets", ["R10", "R50"]),
        ("data", ["R44", "R10"]),
        ("intelligence", ["R09", "R10"]),
        ("joint-operation", ["R09", "R57", "R10"]),
    ],
)
def test_only_what_can_be_a_basis_for_the_need_is_proposed_and_planned(
    law_enforcement: Rubric, need: str, proposed: list[str]
) -> None:
    assert low_basis(law_enforcement, need)[1] == proposed


@pytest.mark.parametrize(("level", "fits"), [(1, True), (2, True), (3, False)])
def test_a_form_without_prejudice_is_for_those_whose_status_is_in_dispute(
    law_enforcement: Rubric, level: float, fits: bool
) -> None:
    _, proposed = low_basis(law_enforcement, "surrender", third_state_constraints=level)
    assert ("R41" in proposed) is fits


@pytest.mark.parametrize(
    ("agreement", "first"),
    [
        ({"kind": "extradition", "status": "signed"}, "R58"),
        ({"kind": "extradition", "status": "suspended"}, "R58"),
        ({"kind": "extradition", "status": "lapsed"}, "R58"),
        ({"kind": "extradition", "status": "in-force", "until": "2020"}, "R58"),
        ({"kind": "extradition", "status": "negotiating"}, "R10"),
        ({"kind": "police-cooperation", "status": "signed"}, "R10"),  # no basis for surrender
    ],
)
def test_what_is_signed_or_lapsed_is_finished_before_another_text_is_negotiated(
    law_enforcement: Rubric, agreement: Data, first: str
) -> None:
    result, proposed = low_basis(law_enforcement, "surrender", {"agreements": [agreement]})
    assert proposed[0] == first
    assert [step.remedy for step in result.do_first if step.indicator == "treaty-basis"] == [first]
