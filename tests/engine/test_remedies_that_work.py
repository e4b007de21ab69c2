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
        ("intelligence", ["R09"]),  # no treaty on court help for tips
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


def proposed(rubric: Rubric, key: str, need: str, **levels: Any) -> list[str]:
    """What is proposed for an indicator where both sides are alike and nothing else is known but these levels."""
    language = levels.pop("language_ability", None)
    towards = {"ratings": {"language-ability": language}} if language is not None else {}
    sides = [side(towards=towards, **levels), side(**levels)]
    return Remedies(judged_pair(*documents(rubric, *sides), rubric, Question(needs=(need,)))).of(key)


@pytest.mark.parametrize(
    ("remedy", "key", "need", "occasion"),
    [
        ("R39", "mutual_trust", "intelligence", "leadership_continuity"),
        ("R19", "central_authority_time", "evidence", "language_ability"),
        ("R35", "institutional_trust", "evidence", "notice_and_consent"),
        ("R35", "institutional_trust", "evidence", "conduct_accountability"),
        ("R35", "institutional_trust", "evidence", "integrity"),
        ("R45", "custody_capacity", "surrender", "custody_capacity"),  # however good courts are
    ],
)
def test_what_answers_a_trouble_is_proposed_where_it_is_on_record(
    law_enforcement: Rubric, remedy: str, key: str, need: str, occasion: str
) -> None:
    def fits(**others: Any) -> bool:
        return remedy in proposed(law_enforcement, key.replace("_", "-"), need, **({key: 2} | others))

    assert fits(**{occasion: 2})
    if occasion != key:
        assert not fits()  # nobody has said so
        assert not fits(**{occasion: 3})


def test_assurances_answer_a_bar_and_build_no_prison(law_enforcement: Rubric) -> None:
    assert proposed(law_enforcement, "custody-capacity", "surrender", custody_capacity=1) == ["R56", "R45"]


@pytest.mark.parametrize(("level", "first"), [(1, "R44"), (2, "R31")])
def test_a_conflict_of_laws_is_answered_by_an_agreement(
    law_enforcement: Rubric, level: float, first: str
) -> None:
    # At 2 the package is quicker than an agreement (3-12 months against 12-48).
    both = state_of("private_data_access", level, basic_infrastructure=3)
    result = assessed(law_enforcement, both, both, needs=("data",), phase="late")
    steps = {step.indicator: step.remedy for step in result.do_first}
    assert level >= 2 or steps["private-data-access"] == first
    fitting = proposed(law_enforcement, "private-data-access", "data", private_data_access=level)
    assert ("R31" in fitting) is (first == "R31")


@pytest.mark.parametrize(
    ("status", "cause", "first"),
    [
        ("suspended", "present-will", "R46"),
        ("suspended", "institutional-trust", "R46"),
        ("suspended", "domestic-veto-players", "R40"),
        ("strained", "present-will", "R04"),
        ("running", None, "R05"),  # the quickest of what helps in general
    ],
)
def test_what_is_meant_for_the_standing_comes_before_what_helps_in_general(
    law_enforcement: Rubric, status: str, cause: str | None, first: str
) -> None:
    key = cause or "present-will"
    standing: Data = {"status": status, "since": "2023-06"} | ({"cause": cause} if cause else {})
    levels: Data = {"incentive_alignment": 3, key.replace("-", "_"): 0 if status == "suspended" else 1}
    a = side(towards={"standing": [standing]}, **levels)
    result = assessed(law_enforcement, a, side(**levels), needs=("evidence",), phase="late")
    assert {step.indicator: step.remedy for step in result.do_first}.get(key) == first
