"""What is recorded between the two: phase and standing (design 2.4). The rules are those of the shipped rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import (
    Data,
    assessed,
    assessed_swapped,
    factor,
    found,
    indicator,
    phase,
    plain,
    side,
    small_rubric,
    suspendable,
)
from readiness.errors import InputError

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.question import PhaseInfo
    from readiness.model.rubric import Rubric

NOW = "2023-12-31"


def inferred(
    rubric: Rubric, need: str = "intelligence", of_b: Data | None = None, **towards: Any
) -> PhaseInfo:
    """The phase that AAA's record towards BBB gives on 2023-12-31."""
    profile: Data = {"towards": towards} if towards else {}
    return assessed(rubric, profile, of_b or {}, needs=(need,), as_of=NOW).phase


def cases(completed: int, begin: str, end: str | None, **changes: Any) -> Data:
    return {"from": begin, "completed": completed} | ({"to": end} if end else {}) | changes


# --- phase


def test_without_any_record_the_phase_is_early_and_assumed(law_enforcement: Rubric) -> None:
    info = inferred(law_enforcement)
    assert (info.assessed, info.basis, info.inferred) == ("early", "assumed", None)


def test_a_phase_that_is_given_is_not_assumed(law_enforcement: Rubric) -> None:
    info = assessed(law_enforcement, {}, {}, phase="late").phase
    assert (info.assessed, info.basis) == ("late", "given")


def test_a_phase_that_is_given_still_tells_what_the_record_gives(law_enforcement: Rubric) -> None:
    profile = {"towards": {"structures": [{"kind": "joint-unit", "since": "2020"}]}}
    info = assessed(law_enforcement, profile, {}, phase="early").phase
    assert (info.assessed, info.basis, info.inferred) == ("early", "given", "late")


def test_a_post_at_an_embassy_is_no_permanent_structure(law_enforcement: Rubric) -> None:
    post = [{"kind": "liaison-post", "since": "2020"}]
    assert inferred(law_enforcement, structures=post).assessed == "early"


@pytest.mark.parametrize("status", ["negotiating", "signed", "in-force", "suspended"])
def test_an_agreement_makes_the_middle_phase(law_enforcement: Rubric, status: str) -> None:
    info = inferred(law_enforcement, agreements=[{"kind": "police-cooperation", "status": status}])
    assert (info.assessed, info.basis) == ("middle", "inferred")


@pytest.mark.parametrize("status", ["none", "lapsed"])
def test_an_agreement_that_is_gone_or_never_was_does_not_make_the_middle_phase(
    law_enforcement: Rubric, status: str
) -> None:
    assert inferred(
        law_enforcement, agreements=[{"kind": "police-cooperation", "status": status}]
    ).assessed == ("early")


def test_an_agreement_for_another_need_does_not_count(law_enforcement: Rubric) -> None:
    treaty = [{"kind": "extradition", "status": "in-force"}]
    assert inferred(law_enforcement, "surrender", agreements=treaty).assessed == "middle"
    assert inferred(law_enforcement, "intelligence", agreements=treaty).assessed == "early"


def test_an_agreement_may_name_its_own_needs(law_enforcement: Rubric) -> None:
    treaty = [{"kind": "extradition", "status": "in-force", "needs": ["intelligence"]}]
    assert inferred(law_enforcement, "intelligence", agreements=treaty).assessed == "middle"
    assert inferred(law_enforcement, "surrender", agreements=treaty).assessed == "early"


@pytest.mark.parametrize(
    ("crimes", "phase"),
    [((), "early"), (("drug-trafficking",), "middle"), (("drug-trafficking", "terrorism"), "early")],
)
def test_an_agreement_on_one_crime_counts_only_when_help_is_sought_for_that_crime_alone(
    law_enforcement: Rubric, crimes: tuple[str, ...], phase: str
) -> None:
    drugs = {"kind": "police-cooperation", "status": "in-force", "crimes": ["drug-trafficking"]}
    result = assessed(
        law_enforcement, {"towards": {"agreements": [drugs]}}, {}, needs=("intelligence",), crimes=crimes
    )
    assert result.phase.assessed == phase
    assert (found(result, "treaty-basis").level == 2) is (phase == "middle")


@pytest.mark.parametrize(
    ("need", "stated", "basis"),
    [
        ("surrender", {"with": ["CCC", "BBB"], "as_of": "2023"}, "inferred"),
        ("evidence", {"with": ["BBB"], "as_of": "2023"}, "assumed"),
        ("surrender", {"with": ["CCC"], "as_of": "2023"}, "assumed"),
        ("surrender", {"with": ["BBB"], "as_of": "2024-01-01"}, "assumed"),
    ],
)
def test_where_a_whole_list_shows_that_there_is_no_agreement_the_phase_is_not_assumed(
    law_enforcement: Rubric, need: str, stated: Data, basis: str
) -> None:
    of_a = {"facts": {"no-agreement": {"extradition": stated}}}
    swapped = {"AAA": "BBB", "BBB": "AAA", "CCC": "CCC"}
    with_a = stated | {"with": [swapped[code] for code in stated["with"]]}
    of_b = {"facts": {"no-agreement": {"extradition": with_a}}}
    for a, b in ((of_a, None), (None, of_b)):
        info = assessed(law_enforcement, a, b, needs=(need,), as_of=NOW).phase
        assert (info.assessed, info.basis) == ("early", basis)


def test_a_treaty_in_force_and_unused_is_middle_never_late(law_enforcement: Rubric) -> None:
    treaty = [{"kind": "police-cooperation", "status": "in-force", "since": "1990"}]
    assert inferred(law_enforcement, agreements=treaty).assessed == "middle"


def test_one_permanent_structure_makes_the_late_phase(law_enforcement: Rubric) -> None:
    info = inferred(law_enforcement, structures=[{"kind": "joint-unit", "since": "2020"}])
    assert (info.assessed, info.basis) == ("late", "inferred")


def test_a_structure_that_has_ended_does_not_count(law_enforcement: Rubric) -> None:
    post = {"kind": "joint-unit", "since": "2015"}
    assert inferred(law_enforcement, structures=[post | {"until": "2023-12-30"}]).assessed == "early"
    assert inferred(law_enforcement, structures=[post | {"until": "2023-12-31"}]).assessed == "late"


def test_a_structure_for_another_need_does_not_count(law_enforcement: Rubric) -> None:
    post = [{"kind": "joint-unit", "since": "2015", "needs": ["surrender"]}]
    assert inferred(law_enforcement, "surrender", structures=post).assessed == "late"
    assert inferred(law_enforcement, "intelligence", structures=post).assessed == "early"


def test_five_completed_cases_make_the_middle_phase(law_enforcement: Rubric) -> None:
    info = inferred(law_enforcement, cases=[cases(5, "2023-01", "2023-06")])
    assert (info.assessed, info.basis) == ("middle", "inferred")


def test_four_completed_cases_stay_in_the_early_phase_which_is_then_not_assumed(
    law_enforcement: Rubric,
) -> None:
    info = inferred(law_enforcement, cases=[cases(4, "2023-01", "2023-06")])
    assert (info.assessed, info.basis) == ("early", "inferred")


def test_entries_of_cases_add_up(law_enforcement: Rubric) -> None:
    record = [cases(2, "2023-01", "2023-06"), cases(3, "2023-07", "2023-09")]
    assert inferred(law_enforcement, cases=record).assessed == "middle"


def test_cases_for_another_need_do_not_count(law_enforcement: Rubric) -> None:
    record = [cases(4, "2023-01", "2023-06"), cases(9, "2023-01", "2023-06", needs=["surrender"])]
    assert inferred(law_enforcement, "intelligence", cases=record).assessed == "early"
    assert inferred(law_enforcement, "surrender", cases=record).assessed == "middle"


def test_five_cases_over_three_years_make_the_late_phase(law_enforcement: Rubric) -> None:
    # 2021, 2022 and 2023, first to last day: 3 * 365 days.
    assert inferred(law_enforcement, cases=[cases(5, "2021-01-01", "2023-12-31")]).assessed == "late"


def test_five_cases_over_a_day_less_than_three_years_stay_in_the_middle_phase(
    law_enforcement: Rubric,
) -> None:
    assert inferred(law_enforcement, cases=[cases(5, "2021-01-02", "2023-12-31")]).assessed == "middle"


def test_four_cases_over_three_years_stay_in_the_early_phase(law_enforcement: Rubric) -> None:
    assert inferred(law_enforcement, cases=[cases(4, "2019", "2023")]).assessed == "early"


def test_the_years_run_from_the_first_to_the_last_entry(law_enforcement: Rubric) -> None:
    record = [cases(1, "2020-03", "2020-04"), cases(4, "2023-05", "2023-06")]
    assert inferred(law_enforcement, cases=record).assessed == "late"


def test_a_partial_begin_means_its_first_day_and_a_partial_end_its_last(law_enforcement: Rubric) -> None:
    assert inferred(law_enforcement, cases=[cases(5, "2021", "2023")]).assessed == "late"


def test_cases_without_an_end_run_to_the_day_of_the_assessment(law_enforcement: Rubric) -> None:
    assert inferred(law_enforcement, cases=[cases(5, "2021", None)]).assessed == "late"


def test_casework_that_ended_ten_years_ago_still_makes_the_late_phase(law_enforcement: Rubric) -> None:
    assert inferred(law_enforcement, cases=[cases(5, "2009", "2013-12-31")]).assessed == "late"


def test_casework_that_ended_more_than_ten_years_ago_no_longer_makes_the_late_phase(
    law_enforcement: Rubric,
) -> None:
    assert inferred(law_enforcement, cases=[cases(5, "2009", "2013-12-30")]).assessed == "middle"


def test_completed_casework_counts_without_any_paper(law_enforcement: Rubric) -> None:
    none = [{"kind": "police-cooperation", "status": "none"}]
    info = inferred(law_enforcement, agreements=none, cases=[cases(40, "2015", "2023")])
    assert info.assessed == "late"


def test_the_last_phase_whose_rule_holds_decides(law_enforcement: Rubric) -> None:
    info = inferred(
        law_enforcement,
        agreements=[{"kind": "police-cooperation", "status": "in-force"}],
        structures=[{"kind": "joint-unit"}],
    )
    assert info.assessed == "late"


@pytest.mark.parametrize(
    "towards",
    [
        {"agreements": [{"kind": "police-cooperation", "status": "signed", "since": "2024-01"}]},
        {"structures": [{"kind": "joint-unit", "since": "2024"}]},
        {"cases": [cases(9, "2018", "2024")]},
    ],
)
def test_what_is_dated_later_does_not_make_a_phase(law_enforcement: Rubric, towards: Data) -> None:
    info = inferred(law_enforcement, **towards)
    assert (info.assessed, info.basis) == ("early", "assumed")


def test_an_agreement_that_has_ended_does_not_count(law_enforcement: Rubric) -> None:
    ended = [{"kind": "police-cooperation", "status": "in-force", "since": "2000", "until": "2023-12-30"}]
    assert inferred(law_enforcement, agreements=ended).assessed == "early"


def test_the_record_in_either_profile_counts(law_enforcement: Rubric) -> None:
    other = {"towards": {"structures": [{"kind": "joint-unit"}]}}
    assert inferred(law_enforcement, of_b=other).assessed == "late"


def test_the_phase_is_that_of_the_main_need(law_enforcement: Rubric) -> None:
    profile = {"towards": {"agreements": [{"kind": "extradition", "status": "in-force"}]}}
    first = assessed(law_enforcement, profile, {}, needs=("surrender", "intelligence"))
    second = assessed(law_enforcement, profile, {}, needs=("intelligence", "surrender"))
    assert (first.phase.assessed, second.phase.assessed) == ("middle", "early")


def test_each_need_is_judged_in_its_own_phase(law_enforcement: Rubric) -> None:
    profile = {"towards": {"agreements": [{"kind": "extradition", "status": "in-force"}]}}
    result = assessed(law_enforcement, profile, {}, needs=("intelligence", "surrender"))
    assert [(item.need, item.phase) for item in result.by_need] == [
        ("intelligence", "early"),
        ("surrender", "middle"),
    ]


def test_all_phases_are_always_shown(law_enforcement: Rubric) -> None:
    assert [item.id for item in assessed(law_enforcement).phases] == ["early", "middle", "late"]


def test_the_record_that_is_shown_does_not_depend_on_the_order_of_the_profiles(
    law_enforcement: Rubric,
) -> None:
    post = {"towards": {"structures": [{"kind": "joint-unit", "since": "2020", "note": "post"}]}}
    unit = {"towards": {"structures": [{"kind": "joint-unit", "since": "2021", "note": "unit"}]}}
    one = assessed(law_enforcement, post, unit).phase
    other = assessed_swapped(law_enforcement, post, unit).phase
    assert (one.record, one.source) == (other.record, other.source)


# --- standing

SMALL = small_rubric(
    {
        "political": {"will": indicator(necessary={"early": 2, "middle": 3, "late": 4})},
        "legal": {"law": indicator()},
    },
    standing=suspendable("will"),
)
SUSPENDED = {"status": "suspended", "since": "2023-02", "cause": "will"}


def standing(*entries: Data, of_b: tuple[Data, ...] = (), **question: Any) -> Assessment:
    """Everything rated 4, with these standings in AAA's and BBB's profile."""
    return assessed(
        SMALL,
        side(will=4, law=4, towards={"standing": list(entries)}),
        side(will=4, law=4, towards={"standing": list(of_b)}),
        **question,
    )


def status(result: Assessment) -> str | None:
    return result.standing.status if result.standing is not None else None


def test_without_an_entry_there_is_no_standing() -> None:
    assert standing().standing is None


def test_a_standing_is_reported_with_date_and_cause() -> None:
    info = standing(SUSPENDED).standing
    assert info is not None
    assert (info.status, info.since, info.cause) == ("suspended", "2023-02", "will")


def test_the_newest_standing_counts() -> None:
    result = standing({"status": "strained", "since": "2020"}, {"status": "running", "since": "2022"})
    assert status(result) == "running"


def test_a_standing_that_begins_later_does_not_count() -> None:
    result = standing({"status": "running", "since": "2020"}, {"status": "strained", "since": "2024-01"})
    assert status(result) == "running"


def test_a_standing_that_has_ended_does_not_count() -> None:
    assert status(standing({"status": "strained", "since": "2020", "until": "2023-12-30"})) is None
    assert status(standing({"status": "strained", "since": "2020", "until": "2023-12-31"})) == "strained"


def test_a_standing_for_another_need_does_not_count() -> None:
    entry = {"status": "strained", "since": "2020", "needs": ["surrender"]}
    assert status(standing(entry)) is None
    assert status(standing(entry, needs=("surrender",))) == "strained"


@pytest.mark.parametrize(
    ("mild", "severe"),
    [("running", "forming"), ("running", "strained"), ("forming", "strained")],
)
def test_if_the_profiles_disagree_the_more_severe_standing_counts(mild: str, severe: str) -> None:
    newer, older = {"status": mild, "since": "2023"}, {"status": severe, "since": "2020"}
    assert status(standing(newer, of_b=(older,))) == severe
    assert status(standing(older, of_b=(newer,))) == severe


def test_a_suspension_in_one_profile_outweighs_any_standing_in_the_other() -> None:
    result = standing({"status": "strained", "since": "2023-06"}, of_b=(SUSPENDED,))
    assert (status(result), result.verdict) == ("suspended", "blocked")


def test_a_suspension_holds_its_cause_one_below_its_necessary_level_in_every_phase() -> None:
    # will is 4; 2, 3 and 4 are needed. Index: political (n - 1)/4, legal 4/4, half the weight each.
    result = standing(SUSPENDED)
    for name, needed in (("early", 2), ("middle", 3), ("late", 4)):
        shown = phase(result, name)
        assert shown.verdict == "blocked"
        assert shown.unmet == ["will"]
        assert shown.readiness.ceiling == pytest.approx(max(5, 100 * (needed - 1) / needed))
        index = 100 * max((needed - 1) / 4, 0.05) ** 0.5 * 1**0.5
        assert shown.readiness.index == pytest.approx(index)


def test_a_suspension_is_surely_unmet_even_on_poor_evidence() -> None:
    poor = side(will={"level": 4, "grade": "E5"}, law=4, towards={"standing": [SUSPENDED]})
    will = found(assessed(SMALL, poor, side(will=4, law=4)), "will")
    assert (will.gate, will.sure) == ("unmet", True)
    # 4 at E5 is [2.5, 4]; in the early phase at most 2 - 1.
    assert (will.level, will.low, will.high) == (1, 1, 1)


def test_a_suspension_leaves_a_lower_level_where_it_is() -> None:
    low = side(will=0, law=4, towards={"standing": [SUSPENDED]})
    assert found(assessed(SMALL, low, side(will=4, law=4)), "will").level == 0


def test_a_suspension_of_something_unrated_gives_no_level_but_an_interval() -> None:
    silent = side(law=4, towards={"standing": [SUSPENDED]})
    result = assessed(SMALL, silent, side(law=4))
    will = found(result, "will")
    assert (will.level, will.low, will.high) == (None, 0, 1)
    assert (will.gate, will.sure, result.verdict) == ("unmet", True, "blocked")
    # No level: the ceiling is the most it can be, 1 of 2. Political has no score, so readiness has none.
    assert result.readiness.ceiling == pytest.approx(100 * 1 / 2)
    assert (factor(result, "political").score, result.readiness.value) == (None, None)


def test_a_suspension_stops_what_was_called_not_applicable() -> None:
    gone = {"not-applicable": "none found"}
    result = assessed(
        SMALL, side(will=gone, law=4, towards={"standing": [SUSPENDED]}), side(will=gone, law=4)
    )
    will = found(result, "will")
    assert (will.gate, result.verdict) == ("unmet", "blocked")
    # The question applies now, and nothing is known but that it is at most 2 - 1.
    assert (will.level, will.at_most, will.low, will.high) == (None, 1, 0, 1)


def test_a_strained_relation_changes_no_number() -> None:
    strained = standing({"status": "strained", "since": "2023"})
    usual = standing()
    for part in ("verdict", "readiness", "phases", "factors"):
        assert plain(getattr(strained, part)) == plain(getattr(usual, part))


def test_a_mature_relation_in_crisis_is_still_late(law_enforcement: Rubric) -> None:
    towards = {
        "structures": [{"kind": "joint-unit", "since": "2010"}],
        "standing": [{"status": "suspended", "since": "2023", "cause": "bilateral-climate"}],
    }
    result = assessed(law_enforcement, {"towards": towards}, {})
    assert (result.phase.assessed, result.verdict) == ("late", "blocked")
    climate = found(result, "bilateral-climate")
    assert (climate.gate, climate.sure, climate.high) == ("unmet", True, 1)


@pytest.mark.parametrize(
    "cause", ["present-will", "bilateral-climate", "domestic-veto-players", "notice-and-consent"]
)
def test_each_cause_of_the_shipped_rubric_blocks_every_phase(law_enforcement: Rubric, cause: str) -> None:
    towards = {"standing": [{"status": "suspended", "since": "2023", "cause": cause}]}
    result = assessed(law_enforcement, {"towards": towards}, {})
    assert [cause in item.unmet for item in result.phases] == [True, True, True]


# --- ordinary work without a number, beginnings without a date


def worked(*cases: Data, **question: Any) -> Assessment:
    return assessed(SMALL, side(towards={"cases": list(cases)}), side(), **question)


def test_many_is_enough_for_a_rule_that_counts_but_shows_no_years() -> None:
    # The late phase wants five cases over three years.
    long = worked({"from": "2015", "to": "2023", "completed": "many"}).phase
    assert (long.assessed, long.record) == ("late", "many, 2015–2023")
    short = worked({"from": "2022", "to": "2023", "completed": "many"}).phase
    assert (short.assessed, short.record) == ("middle", "many, 2022–2023")


def test_many_beside_a_number_is_many_and_numbers_alone_are_added_up() -> None:
    few = {"from": "2015", "to": "2018", "completed": 2}
    many = {"from": "2016", "to": "2023", "completed": "many"}
    assert worked(few, many).phase.record == "many, 2015–2023"
    assert worked(few, few | {"from": "2014"}).phase.assessed == "early"


@pytest.mark.parametrize("wrong", ["lots", -1, 2.5, True, None])
def test_other_words_are_refused(wrong: Any) -> None:
    with pytest.raises(InputError, match="expected a whole number from 0, or `many`"):
        worked({"from": "2015", "to": "2023", "completed": wrong})


def test_an_unknown_beginning_had_begun() -> None:
    unit = {"kind": "liaison-post", "since": "unknown", "note": "border centre"}
    found_phase = assessed(SMALL, side(towards={"structures": [unit]}), side()).phase
    assert (found_phase.assessed, found_phase.record) == ("late", "border centre")
    result = standing({"status": "running", "since": "unknown"})
    assert result.standing is not None
    assert (result.standing.status, result.standing.since) == ("running", "unknown")


def test_a_dated_standing_is_newer_than_one_of_unknown_date() -> None:
    assert status(standing({"status": "running", "since": "unknown"}, SUSPENDED)) == "suspended"
    assert status(standing(SUSPENDED, {"status": "running", "since": "unknown"})) == "suspended"


def test_the_end_of_what_began_at_an_unknown_date_counts() -> None:
    ended = {"kind": "liaison-post", "since": "unknown", "until": "2001"}
    assert assessed(SMALL, side(towards={"structures": [ended]}), side()).phase.assessed == "early"


# --- what binds both


def bound(**instruments: Any) -> Data:
    return {"facts": {"instruments": {key.replace("_", "-"): value for key, value in instruments.items()}}}


@pytest.mark.parametrize(
    ("of_a", "of_b", "need", "expected"),
    [
        (bound(ets_30="party"), bound(ets_30="party"), "evidence", "middle"),
        (bound(ets_30="party"), bound(ets_30="signatory"), "evidence", "early"),
        (bound(ets_30="party"), bound(ets_30="party"), "surrender", "early"),  # which it does not serve
        (bound(untoc="party"), bound(untoc="party"), "evidence", "early"),  # open to the world
        (
            bound(commonwealth_mla="party"),
            bound(commonwealth_mla="party"),
            "evidence",
            "early",
        ),  # binds nobody
        (
            bound(ets_30={"status": "party", "since": "2024"}),
            bound(ets_30="party"),
            "evidence",
            "early",  # not yet
        ),
        (
            bound(eu_uk_tca="party"),
            {"facts": {"memberships": {"eu": "member"}}},
            "surrender",
            "middle",  # an outsider with a member
        ),
    ],
)
def test_a_frame_that_binds_both_makes_the_middle_phase(
    law_enforcement: Rubric, of_a: Data, of_b: Data, need: str, expected: str
) -> None:
    for first, second in ((of_a, of_b), (of_b, of_a)):
        info = assessed(law_enforcement, first, second, needs=(need,), as_of=NOW).phase
        assert (info.assessed, info.basis) == (expected, "inferred" if expected == "middle" else "assumed")


def test_a_frame_is_named_and_what_the_two_have_done_stands_above_it(law_enforcement: Rubric) -> None:
    both = bound(ets_30="party")
    info = assessed(law_enforcement, both, both, needs=("evidence",), as_of=NOW).phase
    assert (info.reason, info.record) == (
        "frame",
        "European Convention on Mutual Assistance in Criminal Matters (1959)",
    )
    worked = both | {"towards": {"cases": [cases(5, "2020", "2023", needs=["evidence"])]}}
    assert assessed(law_enforcement, worked, both, needs=("evidence",), as_of=NOW).phase.assessed == "late"
