"""Completed cases speak for the gates that such a case must pass (design 2.2); beside an older rating they are a conflict.

The numbers are those of the shipped rubric: level 2, one level either way, cases of the last three years.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from building import (
    CASEWORK,
    EVIDENCE,
    Data,
    assessed,
    assessed_swapped,
    found,
    indicator,
    phase,
    plain,
    side,
    small_rubric,
)
from readiness.errors import InputError
from readiness.evidence.casework import in_words
from readiness.model.joint_record import Cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric

NEEDS = {
    "intelligence": {"lane": "informal", "about": "tips"},
    "evidence": {"lane": "formal", "about": "statements"},
    "surrender": {"lane": "formal", "about": "persons"},
    "joint-operation": {"lane": "informal", "about": "work together", "includes": ["intelligence"]},
}


def rubric(**indicators: Data) -> Rubric:
    """A rubric of these indicators in one factor."""
    return small_rubric({"political": indicators}, needs=NEEDS, evidence=EVIDENCE | CASEWORK)


def shown(rule: str = "weakest", necessary: float | Data | None = 2, **changes: Any) -> Data:
    """An indicator that completed cases show."""
    return indicator(rule, necessary=necessary, shown_by="casework", **changes)


def worked(*needs: str, to: str = "2023-06-30", completed: Any = 4, **ratings: Any) -> Data:
    """A side that records cases, and rates the other."""
    cases = [{"from": "2019-01-01", "to": to, "completed": completed} | ({"needs": needs} if needs else {})]
    return side(towards={"cases": cases, "ratings": ratings})


def level(result: Assessment, key: str = "will") -> tuple[float | None, float, float]:
    item = found(result, key)
    return item.level, item.low, item.high


# --- what cases show


@pytest.mark.parametrize("rule", ["weakest", "requested", "shared", "best-channel"])
def test_cases_of_one_profile_show_level_two_of_what_nobody_rated(rule: str) -> None:
    for result in (
        assessed(rubric(will=shown(rule)), worked("intelligence"), side()),
        assessed(rubric(will=shown(rule)), side(), worked("intelligence")),
    ):
        assert level(result) == (2, 1, 3)
        will = found(result, "will")
        assert (will.basis, will.gate, will.sure) == ("casework", "met", False)


def asked_by(code: str, completed: int = 4) -> Data:
    """A side that records cases, and who asked in them."""
    entry = {
        "from": "2021",
        "to": "2023-06",
        "completed": completed,
        "needs": ["surrender"],
        "requesting": code,
    }
    return side(towards={"cases": [entry]})


@pytest.mark.parametrize(
    ("rule", "of_a", "of_b"),
    [
        ("requested", None, 2),  # A asked, so that B gave: it shows what B can do
        ("requesting", 2, None),
        ("weakest", 2, 2),  # both count in either direction
    ],
)
def test_cases_that_say_who_asked_show_the_part_that_each_side_had(
    rule: str, of_a: float | None, of_b: float | None
) -> None:
    it = rubric(will=shown(rule))
    for sides in ((asked_by("AAA"), side()), (side(), asked_by("AAA"))):
        will = found(assessed(it, *sides, needs=("surrender",)), "will")
        assert (will.a.level, will.b.level) == (of_a, of_b)


def test_cases_asked_by_one_side_show_one_direction_only() -> None:
    it = rubric(powers=shown("requested"))
    verdicts = [
        assessed(it, asked_by("AAA"), side(), needs=("surrender",), requesting=asking).verdict
        for asking in ("a", "b")
    ]
    assert verdicts == ["fragile", "undetermined"]  # level 2 of 4 is 50, below the bar of 55
    mutual = assessed(it, asked_by("AAA"), side(), needs=("surrender",))
    assert (mutual.verdict, mutual.direction.requesting) == ("undetermined", "b")


def test_cases_that_tell_of_it_are_counted_and_others_are_not() -> None:
    # Two asked by AAA and one by BBB: of each side's powers too few for a record (3), of what both need enough.
    entry = {"from": "2021", "to": "2023-06", "needs": ["surrender"]}
    cases = [
        entry | {"completed": 2, "requesting": "AAA"},
        entry | {"completed": 1, "requesting": "BBB"},
    ]
    it = small_rubric(
        {"political": {"powers": shown("requested"), "basis": shown("shared")}},
        needs=NEEDS,
        evidence=EVIDENCE | {"casework": CASEWORK["casework"] | {"record-from": 3}},
    )
    result = assessed(it, side(towards={"cases": cases}), side(), needs=("surrender",))
    assert [found(result, key).basis for key in ("powers", "basis")] == ["few-cases", "casework"]


def test_where_it_is_not_recorded_who_asked_the_report_says_what_rests_on_that() -> None:
    it = rubric(powers=shown("requested"), will=shown())
    untold = assessed(it, worked("surrender"), side(), needs=("surrender",))
    assert untold.direction.untold == ["powers"]
    told = assessed(it, asked_by("AAA"), side(), needs=("surrender",), requesting="a")
    assert told.direction.untold == []
    quoted = found(untold, "powers").evidence[0].says
    assert quoted == "4 completed cases, 2019–2023, which side asked not recorded"
    assert found(told, "powers").evidence[0].says == "4 completed cases, 2021–2023, asked by AAA"


def test_a_rating_is_not_contradicted_by_cases_of_the_other_direction() -> None:
    it = rubric(powers=shown("requested"))
    rated = side(powers={"level": 1, "grade": "A1", "as_of": "2021-01-01"})
    for asker, told in (("AAA", 1), ("BBB", 0)):
        # BBB rates its own powers; what AAA asked for later it gave.
        result = assessed(it, asked_by(asker), rated, needs=("surrender",), requesting="a")
        assert len(result.conflicts) == told


def test_what_no_case_must_pass_stays_unknown() -> None:
    result = assessed(rubric(will=indicator(necessary=2)), worked("intelligence"), side())
    assert level(result) == (None, 0, 4)


def test_a_rating_wins() -> None:
    # a rates itself 1 at A1; of b nobody says anything, so that the cases show 2: the weaker side is at 1.
    result = assessed(rubric(will=shown()), worked("intelligence") | {"ratings": {"will": 1}}, side())
    will = found(result, "will")
    assert (will.a.basis, will.a.level, will.b.basis, will.b.level) == ("rating", 1, "casework", 2)
    assert (will.level, will.gate) == (1, "unmet")


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0.5, (2, 1, 3)),  # the prior 0.5 ± 1 lies below what the cases show
        (2.8, (2.8, 1, 3.8)),  # above the floor of 2 ± 1: its level, the floor's low end, its high end
    ],
)
def test_cases_are_a_floor_above_which_a_public_index_may_stand(
    index: float, expected: tuple[float, float, float]
) -> None:
    proxy = {"index": "control", "points": [[0, 0], [4, 4]]}
    indices = {"facts": {"indices": {"control": {"value": index, "year": 2022}}}}
    it = rubric(will=shown(proxies=[proxy]))
    assert level(assessed(it, worked("intelligence") | indices, side() | indices)) == pytest.approx(expected)
    assert found(assessed(it, side() | indices, side() | indices), "will").basis == "proxy"


@pytest.mark.parametrize(
    ("to", "value"),
    [
        ("2020-12-31", 2),  # 1095 days before 2023-12-31; three years are 1095.75
        ("2020-12-30", None),  # 1096 days
        ("2024-02", None),  # begun, but not over by then
    ],
)
def test_cases_of_the_last_three_years_count(to: str, value: float | None) -> None:
    assert level(assessed(rubric(will=shown()), worked("intelligence", to=to), side()))[0] == value


@pytest.mark.parametrize(("completed", "value"), [(0, None), (1, 2), ("many", 2)])
def test_only_completed_cases_count_however_many(completed: Any, value: float | None) -> None:
    result = assessed(rubric(will=shown()), worked("intelligence", completed=completed), side())
    assert level(result)[0] == value


# --- how many make a record


def of_record(necessary: float = 2, bodies: Sequence[str] = (), **changes: Any) -> Rubric:
    """Will, which completed cases show. Three make a record, and bodies of these kinds work cases."""
    rules = CASEWORK["casework"] | {"record-from": 3, "bodies": list(bodies)}
    return small_rubric(
        {"political": {"will": shown(necessary=necessary)}},
        needs=NEEDS,
        evidence=EVIDENCE | {"casework": rules},
        **changes,
    )


@pytest.mark.parametrize(
    ("completed", "basis", "verdict"),
    [(2, "few-cases", "undetermined"), (3, "casework", "fragile"), ("many", "casework", "fragile")],
)
def test_a_case_or_two_only_suggest_what_a_record_shows(completed: Any, basis: str, verdict: str) -> None:
    # Both give 2 ± 1. The gate 2 is met on a record; two cases, which may have been exceptions, leave it open.
    result = assessed(of_record(), worked("intelligence", completed=completed), side())
    assert (level(result), found(result, "will").basis) == ((2, 1, 3), basis)
    assert result.verdict == verdict
    # A fragile verdict that rests on casework alone names what casework shows: of how well it works nothing is known.
    assert [item.status for item in result.obstacles] == (["unknown"] if completed == 2 else ["limiting"])
    assert result.first is not None
    assert result.first.indicator == "will"


def test_a_single_case_surely_passed_a_gate_that_its_whole_interval_passes() -> None:
    # 2 ± 1 is at least 1: that much even one case proves.
    result = assessed(of_record(necessary=1), worked("intelligence", completed=1), side())
    assert (found(result, "will").gate, found(result, "will").sure, result.verdict) == (
        "met",
        True,
        "fragile",
    )


def test_where_it_is_undetermined_a_case_or_two_tell_where_it_leans() -> None:
    # Will 2 of 4 is 50, below 55: it leans to fragile, by casework.
    result = assessed(of_record(), worked("intelligence", completed=2), side())
    assert result.leaning is not None
    assert (result.leaning.verdict, result.leaning.basis) == ("fragile", "casework")


@pytest.mark.parametrize(
    ("law", "completed", "verdict"),
    [
        (2.5, 0, "ready"),  # 2.5 of 4 is 62.5, above 55
        (2.5, 2, "ready"),  # with will at 2 the mean would be the root of 0.5 x 0.625, 55.9 ...
        (2.3, 2, "ready"),  # ... and here that of 0.5 x 0.575, 53.6: the 57.5 of the law alone counts
        (1.6, 0, "fragile"),  # 40 alone
        (1.6, 2, "fragile"),  # and the root of 0.5 x 0.4, 44.7, with the cases
    ],
)
def test_a_case_or_two_never_lower_a_leaning(law: float, completed: int, verdict: str) -> None:
    # Trust has a gate that nothing tells of, so that the pair stays undetermined.
    rules = CASEWORK["casework"] | {"record-from": 3}
    it = small_rubric(
        {
            "political": {"will": shown(necessary=2), "trust": indicator(necessary=2)},
            "legal": {"law": indicator()},
        },
        needs=NEEDS,
        evidence=EVIDENCE | {"casework": rules},
    )
    a = worked("intelligence", completed=completed, law=law) if completed else side(law=law)
    result = assessed(it, a, side(law=law))
    assert result.verdict == "undetermined"
    assert result.leaning is not None
    assert result.leaning.verdict == verdict


def test_the_cases_of_one_profile_are_added_up_and_those_of_two_are_not() -> None:
    entry = {"needs": ["intelligence"], "from": "2022", "to": "2022"}
    two = side(towards={"cases": [entry | {"completed": 1}, entry | {"completed": 2}]})
    assert found(assessed(of_record(), two, side()), "will").basis == "casework"
    each = side(towards={"cases": [entry | {"completed": 2}]})
    assert found(assessed(of_record(), each, each), "will").basis == "few-cases"


@pytest.mark.parametrize(
    ("structure", "basis"),
    [
        ({"kind": "joint-unit"}, "casework"),
        ({"kind": "joint-unit", "needs": ["joint-operation"]}, "casework"),  # who works together also informs
        ({"kind": "joint-unit", "needs": ["evidence"]}, "none"),
        ({"kind": "joint-unit", "until": "2022"}, "none"),
        ({"kind": "liaison-post"}, "none"),
    ],
)
def test_a_body_that_works_cases_shows_them_as_long_as_it_stands(structure: Data, basis: str) -> None:
    it = of_record(
        bodies=["joint-unit"], structure_kinds={"liaison-post": [], "joint-unit": ["intelligence"]}
    )
    result = assessed(it, side(towards={"structures": [structure]}), side())
    assert found(result, "will").basis == basis


@pytest.mark.parametrize(
    ("structure", "served"),
    [
        ({"kind": "joint-unit"}, {"intelligence", "joint-operation"}),
        ({"kind": "joint-unit", "needs": ["surrender"]}, {"surrender"}),
        ({"kind": "joint-unit", "needs": ["joint-operation"]}, {"intelligence", "joint-operation"}),
        ({"kind": "shared-system"}, {"intelligence"}),
        ({"kind": "other"}, set()),
    ],
)
def test_a_body_without_needs_serves_those_of_its_kind_alone(
    law_enforcement: Rubric, structure: Data, served: set[str]
) -> None:
    sides = side(towards={"structures": [structure]}), side()
    late = {
        need
        for need in law_enforcement.needs
        if assessed(law_enforcement, *sides, needs=(need,)).phase.assessed == "late"
    }
    assert late == served


def test_joint_operations_put_the_exchange_that_they_include_beyond_the_early_phase(
    law_enforcement: Rubric,
) -> None:
    entry = {"needs": ["joint-operation"], "from": "2018", "to": "2023-06", "completed": "many"}
    sides = side(towards={"cases": [entry]}), side()
    phases = {
        need: assessed(law_enforcement, *sides, needs=(need,)).phase.assessed
        for need in ("joint-operation", "intelligence", "evidence")
    }
    # That they include it proves exchange, and not that it is ordinary work.
    assert phases == {"joint-operation": "late", "intelligence": "middle", "evidence": "early"}


# --- for which need


def test_of_what_serves_any_need_only_cases_for_each_that_is_asked_tell() -> None:
    both = {"needs": ("intelligence", "evidence")}
    assert level(assessed(rubric(will=shown()), worked("evidence"), side(), **both))[0] is None
    assert level(assessed(rubric(will=shown()), worked("intelligence", "evidence"), side(), **both))[0] == 2
    assert level(assessed(rubric(will=shown()), worked(), side(), **both))[0] == 2
    assert level(assessed(rubric(will=shown()), worked("surrender"), side(), **both))[0] is None


def test_cases_for_one_need_say_nothing_of_another_nor_of_both() -> None:
    result = assessed(
        rubric(will=shown(necessary=1)), worked("intelligence"), side(), needs=("intelligence", "evidence")
    )
    # Level 2 is 50 of 100, below 55.
    assert (result.verdict, {need.need: need.verdict for need in result.by_need}) == (
        "undetermined",
        {"intelligence": "fragile", "evidence": "undetermined"},
    )


def test_what_is_asked_of_certain_needs_is_shown_for_each_of_them() -> None:
    it = rubric(will=shown(when={"needs": ["evidence", "surrender"]}))
    alone = assessed(it, worked("surrender"), side(), needs=("surrender",))
    assert level(alone) == (2, 1, 3)
    # Evidence is unknown, [0, 4], and surrender 2, [1, 3]: no level, at most 2, between 0 and 3.
    both = assessed(it, worked("surrender"), side(), needs=("evidence", "surrender"))
    assert level(both) == (None, 0, 3)
    assert found(both, "will").at_most == 2
    assert (found(both, "will").gate, phase(both, "early").unknown) == ("unknown", ["will"])
    assert {need.need: need.verdict for need in both.by_need}["evidence"] == "undetermined"


def test_a_row_for_each_need_is_shown_by_the_cases_of_that_need() -> None:
    table = {"by": "need", "rule": "lowest", "rows": {need: need for need in NEEDS}}
    result = assessed(
        rubric(will=shown("shared", table=table)),
        worked("evidence"),
        side(),
        needs=("intelligence", "evidence"),
    )
    rows = found(result, "will").rows or {}
    assert (rows["intelligence"].level, rows["evidence"].level) == (None, 2)
    assert found(result, "will").at_most == 2


def test_joint_operations_include_the_exchange_of_intelligence_and_not_the_other_way_round() -> None:
    it = rubric(will=shown())
    assert level(assessed(it, worked("joint-operation"), side(), needs=("intelligence",)))[0] == 2
    assert level(assessed(it, worked("intelligence"), side(), needs=("joint-operation",)))[0] is None


# --- what cases do not say


def test_what_cases_show_limits_nothing() -> None:
    # Cases show will 2; practice is rated 2.4. Were both rated, will would hold 1 of 1.6 and limit first.
    it = rubric(will=shown(obstacles=["O1"]), practice=indicator(obstacles=["O6"]))
    limited = assessed(it, worked("intelligence", practice=2.4), side(practice=2.4))
    assert [(item.id, item.status) for item in limited.obstacles] == [("O6", "limiting")]
    rated = assessed(it, side(will=2, practice=2.4), side(will=2, practice=2.4))
    assert [(item.id, item.status) for item in rated.obstacles] == [("O1", "limiting"), ("O6", "limiting")]
    assert assessed(it, worked("intelligence", practice=3), side(practice=3)).obstacles == []


# --- a rating below its gate beside later cases


def older(value: float, as_of: str = "2022-06-30", **changes: Any) -> Data:
    return {"level": value, "grade": "A1", "as_of": as_of} | changes


def conflicts(it: Rubric, a: Data, b: Data, **question: Any) -> list[tuple[str, float | None, str | None]]:
    listed = assessed(it, a, b, **question).conflicts
    assert plain(listed) == plain(
        [
            replace(item, a=item.b, b=item.a)
            for item in assessed_swapped(
                it, a, b, **question | ({"requesting": "b"} if question.get("requesting") == "a" else {})
            ).conflicts
        ]
    )
    assert all((item.rated is None) == (item.casework is None) for item in listed)
    return [(item.indicator, (item.rated or item.used).level, item.casework) for item in listed]


def test_a_rating_below_its_gate_beside_later_cases_is_a_conflict() -> None:
    a, b = worked("intelligence", will=older(1)), side(will=older(3))
    assert conflicts(rubric(will=shown()), a, b) == [("will", 1, "4 completed cases, 2019–2023")]
    result = assessed(rubric(will=shown()), a, b)
    assert (result.conflicts[0].a.level, result.conflicts[0].b.level) == (1, 3)
    assert (found(result, "will").level, result.verdict) == (1, "blocked")  # the rating stands


@pytest.mark.parametrize(
    ("rating", "to"),
    [
        (older(2), "2023-06-30"),  # meets its gate
        (older(1, "2023-06-30"), "2023-06-30"),  # no older than the last of the cases
        (older(1, "2018-01-01"), "2020-06-30"),  # the cases are later, but too old to tell
        (older(1, "2022-11"), "2022"),  # they may have ended before that November
    ],
)
def test_it_is_none_at_the_gate_or_beside_earlier_or_old_cases(rating: Data, to: str) -> None:
    assert (
        conflicts(rubric(will=shown()), worked("intelligence", to=to, will=rating), side(will=older(3))) == []
    )


def test_it_is_none_where_cases_show_nothing_or_no_gate_stands() -> None:
    a, b = worked("intelligence", will=older(1)), side(will=older(3))
    assert conflicts(rubric(will=indicator(necessary=2)), a, b) == []
    assert conflicts(rubric(will=shown(necessary=None)), a, b) == []
    late = rubric(will=shown(necessary={"late": 2}))
    assert conflicts(late, a, b, phase="middle") == []
    assert len(conflicts(late, a, b, phase="late")) == 1


def test_of_what_differs_by_need_cases_for_that_need_contradict() -> None:
    it = rubric(will=shown(when={"needs": ["evidence", "surrender"]}))
    ratings = [older(1, needs=["surrender"]), older(3, needs=["evidence"])]
    asked = {"needs": ("evidence", "surrender")}
    assert conflicts(it, worked("evidence", will=ratings), side(will=older(3)), **asked) == []
    assert len(conflicts(it, worked("surrender", will=ratings), side(will=older(3)), **asked)) == 1


def test_of_help_that_one_side_gives_only_its_rating_is_contradicted() -> None:
    it = rubric(will=shown("requested"))
    a, b = worked("intelligence", will=older(1)), side(will=older(3))
    assert conflicts(it, a, b, requesting="a") == []
    assert [item.indicator for item in assessed(it, a, b, requesting="b").conflicts] == ["will"]


def test_profiles_that_disagree_and_cases_are_told_apart() -> None:
    # Both at A1: the lower is used, 1.
    it = rubric(will=shown("shared"))
    a = worked("intelligence", will=older(1))
    b = side(towards={"ratings": {"will": older(3)}})
    assert conflicts(it, a, b) == [("will", 1, None), ("will", 1, "4 completed cases, 2019–2023")]


@pytest.mark.parametrize(
    ("completed", "rated", "told"),
    [
        (
            "many",
            "2023-03",
            True,
        ),  # ordinary work of 2019 to 2023, of which it tells the contrary in March 2023
        (10, "2023-03", True),
        (9, "2023-03", False),  # not ordinary yet
        ("many", "2023-07", False),  # the work had ended
        ("many", "2018-12", True),  # all of it is later
    ],
)
def test_a_rating_below_its_gate_amid_ordinary_work_is_a_conflict(
    completed: Any, rated: str, told: bool
) -> None:
    rules = CASEWORK["casework"] | {"ordinary-from": 10, "ordinary-level": 3}
    it = small_rubric({"political": {"will": shown()}}, needs=NEEDS, evidence=EVIDENCE | {"casework": rules})
    # The cases may have ended in January 2023.
    a = worked("intelligence", to="2023-06" if rated != "2023-03" else "2023", completed=completed)
    a["ratings"] = {"will": older(1, rated)}
    conflicts = assessed(it, a, side(will=3)).conflicts
    assert len(conflicts) == told
    assert [item.ordinary for item in conflicts] == [rated != "2018-12"] * told


@pytest.mark.parametrize("rated", ["a", "b"])
def test_what_cases_show_holds_nothing_down_beside_what_is_rated(rated: str) -> None:
    # Rated 2 on one side; on the other nobody rates, and cases show 2: the side that is rated limits.
    both: dict[str, Data] = {"a": worked(completed=500), "b": side()}
    both[rated] = both[rated] | {"ratings": {"will": {"level": 2, "grade": "A1"}}}
    result = assessed(rubric(will=shown()), both["a"], both["b"])
    (obstacle,) = [item for item in result.obstacles if "will" in item.indicators]
    assert (obstacle.status, obstacle.side) == ("limiting", rated)


@pytest.mark.parametrize(
    ("agreement", "level"),
    [
        ({"status": "suspended"}, None),
        ({"status": "lapsed"}, None),
        ({"status": "in-force", "until": "2023-11"}, None),
        ({"status": "negotiating"}, 2),  # the cases came about without it
        ({"status": "suspended", "needs": ["surrender"]}, 2),  # it was another matter
    ],
)
def test_cases_show_no_basis_that_is_suspended_or_has_lapsed(agreement: Data, level: float | None) -> None:
    basis = shown(
        "shared",
        table={"by": "need", "rule": "lowest", "rows": {"evidence": "treaty", "surrender": "treaty"}},
        derived=[{"from": "agreement-in-force", "level": 2}],
    )
    it = small_rubric(
        {"legal": {"basis": basis}},
        needs=NEEDS,
        evidence=EVIDENCE | CASEWORK,
        agreement_kinds={"mutual-legal-assistance": ["evidence"]},
        agreement_statuses=["negotiating", "signed", "in-force", "suspended", "lapsed"],
    )
    a = worked("evidence")
    a["towards"]["agreements"] = [{"kind": "mutual-legal-assistance"} | agreement]
    assert found(assessed(it, a, {}, needs=("evidence",)), "basis").level == level


@pytest.mark.parametrize(("completed", "shows"), [(9, 2), (10, 3), (500, 3), ("many", 3)])
def test_ordinary_work_shows_what_is_done_as_a_matter_of_course(completed: Any, shows: float) -> None:
    rules = CASEWORK["casework"] | {"record-from": 3, "ordinary-from": 10, "ordinary-level": 3}
    it = small_rubric({"political": {"will": shown()}}, needs=NEEDS, evidence=EVIDENCE | {"casework": rules})
    result = assessed(it, worked("intelligence", completed=completed), side())
    assert level(result) == (shows, shows - 1, shows + 1)
    # 3 of 4 is 75, above the bar of 55; 3 - 1 still reaches the gate of 2.
    assert result.verdict == ("ready" if shows == 3 else "fragile")
    assert found(result, "will").sure is (shows == 3)


def test_what_cases_imply_is_no_answer_to_what_is_asked() -> None:
    both = rubric(will=shown(), law=shown())
    result = assessed(both, worked("intelligence") | {"ratings": {"law": 3}}, side(law=3))
    assert found(result, "will").basis == "casework"
    assert result.coverage == {"political": 0.5}


@pytest.mark.parametrize(
    ("agreements", "level"),
    [
        ([{"kind": "mutual-legal-assistance", "status": "lapsed"}], None),
        ([{"kind": "mutual-legal-assistance", "status": "in-force", "until": "2023-11"}], None),
        ([{"kind": "mutual-legal-assistance", "status": "in-force"}], 2),
        # another text took its place
        (
            [
                {"kind": "mutual-legal-assistance", "status": "lapsed"},
                {"kind": "mutual-legal-assistance", "status": "in-force"},
            ],
            2,
        ),
    ],
)
def test_powers_that_rest_on_a_text_that_ran_out_are_shown_by_no_case(
    agreements: list[Data], level: float | None
) -> None:
    basis = shown(
        "shared",
        necessary=None,
        table={"by": "need", "rule": "lowest", "rows": {"evidence": "treaty"}},
        derived=[{"from": "agreement-in-force", "level": 2}],
    )
    it = small_rubric(
        {"legal": {"basis": basis, "powers": shown(rests_on=["basis"]), "practice": shown()}},
        needs=NEEDS,
        evidence=EVIDENCE | CASEWORK,
        agreement_kinds={"mutual-legal-assistance": ["evidence"]},
        agreement_statuses=["negotiating", "signed", "in-force", "suspended", "lapsed"],
    )
    a = worked("evidence")
    a["towards"]["agreements"] = agreements
    result = assessed(it, a, {}, needs=("evidence",))
    assert found(result, "powers").level == level
    assert found(result, "practice").level == 2


@pytest.mark.parametrize(
    ("taken", "level"), [(["surveillance"], 2), (["joint", "surveillance"], 2), (["joint"], None), ([], None)]
)
def test_of_the_means_for_a_measure_only_cases_tell_in_which_it_was_taken(
    taken: list[str], level: float | None
) -> None:
    means = indicator(when={"measures": ["surveillance"]}, necessary=2, shown_by="measures")
    it = small_rubric(
        {"capacity": {"means": means, "will": shown()}},
        needs=NEEDS,
        measures={
            "joint": {"about": "teams", "needs": ["joint-operation"]},
            "surveillance": {"about": "watching", "needs": ["joint-operation"]},
        },
        evidence=EVIDENCE | CASEWORK,
    )
    a = worked("joint-operation")
    a["towards"]["cases"][0]["measures"] = taken
    asked: Data = {"needs": ("joint-operation", "intelligence"), "measures": ("joint", "surveillance")}
    result = assessed(it, a, side(), **asked)
    # Intelligence, which the measure does not fit, asks nothing of these means.
    assert found(result, "means").level == level
    assert found(result, "will").level == 2


@pytest.mark.parametrize(
    ("rated", "completed", "shows"),
    [
        ("2010", 4, 2),  # older than five years, and a record of cases since passed the gate
        ("2019-06", 4, 1),  # younger than that: it stands, as a conflict
        ("2010", 2, 1),  # two cases are no record
    ],
)
def test_a_stale_rating_gives_way_to_a_record_of_cases_since(
    rated: str, completed: int, shows: float
) -> None:
    rules = CASEWORK["casework"] | {"record-from": 3}
    it = small_rubric({"political": {"will": shown()}}, needs=NEEDS, evidence=EVIDENCE | {"casework": rules})
    a = worked("intelligence", completed=completed)
    a["ratings"] = {"will": {"level": 1, "grade": "A1", "as_of": rated}}
    result = assessed(it, a, side(will=3))
    assert found(result, "will").level == shows
    (conflict,) = result.conflicts
    assert (conflict.indicator, conflict.used.level) == (
        "will",
        shows,
    )  # what counts, and beside it what was rated
    assert conflict.rated is not None
    assert conflict.rated.level == 1


def test_a_stale_rating_above_what_cases_show_stands() -> None:
    a = worked("intelligence")
    a["ratings"] = {"will": {"level": 3, "grade": "A1", "as_of": "2010"}}
    assert level(assessed(rubric(will=shown()), a, side(will=4)))[0] == 3


def test_who_asked_is_one_of_the_two() -> None:
    with pytest.raises(InputError) as caught:
        assessed(rubric(will=shown()), asked_by("CCC"), side())
    assert 'unknown side "CCC"' in caught.value.problems[0].message


def test_who_asked_is_named_with_the_article_that_the_name_takes() -> None:
    cases = Cases.model_validate({"from": "2020", "to": "2021", "completed": 2, "requesting": "USA"})
    told = in_words(cases, date(2022, 1, 1), {"USA": "United States"})
    assert told == "2 completed cases, 2020–2021, asked by the United States"
