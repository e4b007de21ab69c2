"""Balance flags of the shipped rubric and do-no-harm flags (design 2.5 and 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, factor, indicator, plain, shipped_rubric, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric

RUBRIC = shipped_rubric()
BY_FACTOR = {name: list(entry.indicators) for name, entry in RUBRIC.factors.items()}


def balanced(
    changes: Data | None = None, *, of_b: Data | None = None, base: float = 3, **factors: float
) -> Assessment:
    """Everything rated `base` on both sides, whole factors and single indicators changed.

    `of_b` changes BBB alone. Indicators of the pair are rated in AAA's profile.
    """
    levels: Data = {key: float(base) for key in RUBRIC.indicators}
    for name, level in factors.items():
        levels |= dict.fromkeys(BY_FACTOR[name], float(level))
    levels["framework-fit"] = {"level": levels["framework-fit"], "grade": "A1", "cause": "vague"}
    levels |= changes or {}
    own = {key for key, item in RUBRIC.indicators.items() if item.unit != "pair"}
    other = {key: level for key, level in levels.items() if key in own} | (of_b or {})
    return assessed(
        RUBRIC, side(towards={"ratings": levels}), side(**other), needs=("intelligence", "evidence")
    )


def raised(result: Assessment) -> list[str]:
    return [flag.id for flag in result.balance]


def fit(level: float, cause: str) -> Data:
    return {"framework-fit": {"level": float(level), "grade": "A1", "cause": cause}}


def test_a_balanced_pair_raises_no_flag() -> None:
    assert raised(balanced()) == []


# --- politics captured: operational insulation at most 1 while present will is at least 3


@pytest.mark.parametrize(
    ("insulation", "will", "expected"),
    [
        (1, 3, ["politics-captured"]),
        (0, 4, ["politics-captured"]),
        (1.5, 3, []),
        (1, 2.5, []),
    ],
)
def test_politics_is_captured_where_strong_will_meets_weak_insulation(
    insulation: float, will: float, expected: list[str]
) -> None:
    result = balanced({"case-insulation": insulation, "present-will": will})
    assert raised(result) == expected


def test_politics_captured_goes_by_the_level_of_the_pair() -> None:
    assert raised(balanced(of_b={"case-insulation": 1})) == ["politics-captured"]
    assert raised(balanced(of_b={"case-insulation": 1, "present-will": 2})) == []


# --- leverage: the cause of the own stake is pressure


@pytest.mark.parametrize(
    ("cause", "expected"), [("pressure", ["leverage-backlash"]), ("aid", []), ("own-stake", [])]
)
@pytest.mark.parametrize("level", [1, 3])
def test_acting_under_pressure_is_flagged_at_any_level(level: float, cause: str, expected: list[str]) -> None:
    stake = {"incentive-alignment": {"level": float(level), "grade": "A1", "cause": cause}}
    assert raised(balanced(stake)) == expected


# --- law over-prescriptive (framework fit at most 2) and law incomplete (at most 1), by its cause


@pytest.mark.parametrize(
    ("level", "cause", "expected"),
    [
        (2, "prescriptive", ["law-over-prescriptive"]),
        (0, "prescriptive", ["law-over-prescriptive"]),
        (2.5, "prescriptive", []),
        (1, "vague", ["law-incomplete"]),
        (1, "absent", ["law-incomplete"]),
        (1.5, "vague", []),
    ],
)
def test_a_poorly_fitting_frame_is_flagged_by_its_cause(
    level: float, cause: str, expected: list[str]
) -> None:
    assert raised(balanced(fit(level, cause))) == expected


# --- law absent: treaty basis at most 1


@pytest.mark.parametrize(("level", "expected"), [(0, ["law-absent"]), (1, ["law-absent"]), (1.5, [])])
def test_a_missing_basis_is_flagged(level: float, expected: list[str]) -> None:
    assert raised(balanced({"treaty-basis": level})) == expected


# --- culture too weak: willingness to use the channels at most 1 while capacity scores at least 50


@pytest.mark.parametrize(
    ("willingness", "capacity", "expected"),
    [
        (1, 2, ["culture-too-weak"]),  # 2/4 = 50
        (0, 4, ["culture-too-weak"]),
        (1.5, 4, []),
        (1, 1.9, []),  # 47.5; politics and law are 75, but capacity is not at most 40
    ],
)
def test_culture_is_too_weak_where_means_lie_idle(
    willingness: float, capacity: float, expected: list[str]
) -> None:
    result = balanced({"channel-use-willingness": willingness}, capacity=capacity)
    assert factor(result, "capacity").score == pytest.approx(100 * capacity / 4)
    assert raised(result) == expected


# --- capacity too poor: capacity at most 40 while politics and law score at least 50


@pytest.mark.parametrize(
    ("capacity", "political", "legal", "expected"),
    [
        (1.6, 2, 2.5, ["capacity-too-poor"]),  # 40, 50, 62.5
        (1.6, 3, 3, ["capacity-too-poor"]),
        (1.7, 3, 3, []),  # 42.5
        (1.6, 1.9, 3, []),  # politics 47.5
        (1.6, 3, 1.9, []),  # law 47.5
        (0, 4, 4, ["capacity-too-poor"]),
    ],
)
def test_capacity_is_too_poor_where_will_and_law_are_there(
    capacity: float, political: float, legal: float, expected: list[str]
) -> None:
    assert raised(balanced(capacity=capacity, political=political, legal=legal)) == expected


def test_a_factor_without_a_score_raises_no_flag() -> None:
    own: Data = dict.fromkeys(BY_FACTOR["political"] + BY_FACTOR["legal"], 3.0)
    own["framework-fit"] = {"level": 3.0, "grade": "A1", "cause": "vague"}
    assert raised(assessed(RUBRIC, side(**own), side(**own))) == []


def test_an_unknown_level_raises_no_flag() -> None:
    levels = side(present_will=4)
    assert raised(assessed(RUBRIC, levels, levels)) == []


def test_a_flag_says_what_the_rubric_says() -> None:
    flag = balanced({"case-insulation": 1}).balance[0]
    assert flag.says == RUBRIC.balance["politics-captured"].says


def test_every_rule_of_the_shipped_rubric_is_tried_here() -> None:
    assert set(RUBRIC.balance) == {
        "politics-captured",
        "leverage-backlash",
        "law-over-prescriptive",
        "law-incomplete",
        "law-absent",
        "culture-too-weak",
        "capacity-too-poor",
    }


def test_balance_flags_change_no_number_and_no_verdict() -> None:
    factors = {"political": {"will": indicator(necessary=2)}, "legal": {"law": indicator()}}
    rule = {"says": "too strong", "seeds": [], "when": [{"indicator": "will", "at-least": 3}]}
    levels = side(will=3, law=2)
    flagged = assessed(small_rubric(factors, balance={"strong": rule}), levels, levels)
    usual = assessed(small_rubric(factors), levels, levels)
    assert [flag.id for flag in flagged.balance] == ["strong"]
    for part in ("verdict", "readiness", "phases", "factors", "obstacles", "robustness"):
        assert plain(getattr(flagged, part)) == plain(getattr(usual, part))


# --- do no harm


def harms(result: Assessment) -> list[tuple[str, str | None, str, float]]:
    return [(item.indicator, item.row, item.side, item.level) for item in result.safeguards]


BARS = {
    "by": "bar",
    "rule": "the lowest row",
    "rows": {"nationality": "own nationals", "rights": "death, torture"},
}
HARM = small_rubric(
    {
        "legal": {
            "bars": indicator(
                "requested", table=BARS, harm_rows=["rights"], lane="formal", when={"needs": ["surrender"]}
            ),
            "treatment": indicator("shared", do_no_harm=True),
        },
        "cultural": {"conduct": indicator(do_no_harm=True, lane="formal"), "manners": indicator()},
    }
)


@pytest.mark.parametrize(("level", "expected"), [(1.0, True), (0.0, True), (1.5, False), (4.0, False)])
def test_a_marked_indicator_at_one_or_below_raises_a_flag(level: float, expected: bool) -> None:
    result = assessed(HARM, side(conduct=level), side(conduct=4), needs=("evidence",))
    assert harms(result) == ([("conduct", None, "a", level)] if expected else [])


def test_the_flag_names_each_side_that_raises_it() -> None:
    result = assessed(HARM, side(conduct=1), side(conduct=0), needs=("evidence",))
    assert harms(result) == [("conduct", None, "b", 0), ("conduct", None, "a", 1)]


def test_a_marked_indicator_of_the_pair_is_named_once() -> None:
    assert harms(assessed(HARM, side(towards={"ratings": {"treatment": 1}}), side())) == [
        ("treatment", None, "pair", 1)
    ]


def test_an_indicator_that_is_not_marked_raises_no_flag() -> None:
    assert harms(assessed(HARM, side(manners=0), side(manners=0))) == []


def rows(**levels: float) -> Data:
    return side(bars={"rows": levels, "grade": "A1"})


def test_only_the_marked_row_raises_a_flag() -> None:
    assert harms(assessed(HARM, rows(nationality=0, rights=3), side(), needs=("surrender",))) == []
    assert harms(assessed(HARM, rows(nationality=3, rights=1), side(), needs=("surrender",))) == [
        ("bars", "rights", "a", 1)
    ]


@pytest.mark.parametrize("requesting", ["a", "b", None])
def test_the_flag_is_raised_whoever_asks(requesting: str | None) -> None:
    result = assessed(
        HARM, rows(nationality=3, rights=0), side(), needs=("surrender",), requesting=requesting
    )
    assert harms(result) == [("bars", "rights", "a", 0)]


def test_the_flag_is_raised_even_where_the_indicator_is_out_of_scope() -> None:
    """What is told may serve a trial that ends in death as well as a surrender may; but conduct comes first there."""
    levels = side(conduct=1, bars={"rows": {"nationality": 3, "rights": 0}, "grade": "A1"})
    result = assessed(HARM, levels, side(), needs=("intelligence",))
    assert all(not item.in_scope for item in result.indicators if item.id in ("bars", "conduct"))
    assert harms(result) == [("conduct", None, "a", 1), ("bars", "rights", "a", 0)]
    asked = assessed(HARM, levels, side(), needs=("intelligence", "surrender"))
    assert harms(asked) == [("bars", "rights", "a", 0), ("conduct", None, "a", 1)]


def test_a_row_that_is_not_asked_about_is_told_by_what_it_is_about() -> None:
    levels = side(bars={"rows": {"rights": 0}, "grade": "A1"})
    assert HARM.indicators["bars"].table is not None
    about = HARM.indicators["bars"].table.rows["rights"]
    said = [
        assessed(HARM, levels, side(), needs=(need,)).safeguards[0].says
        for need in ("intelligence", "surrender")
    ]
    assert said == [about, "anchor of level 0"]


def test_what_a_bar_stands_against_is_feared_where_the_person_would_go() -> None:
    levels = side(
        conduct=1, bars={"rows": {"rights": 1}, "grade": "A1"}, towards={"ratings": {"treatment": 1}}
    )
    result = assessed(HARM, levels, side(), needs=("surrender",))
    feared = {item.indicator: (item.side, item.feared) for item in result.safeguards}
    assert feared == {"bars": ("a", "b"), "conduct": ("a", "a"), "treatment": ("pair", "pair")}


def test_the_lowest_flag_comes_first_and_of_equals_conduct_as_such() -> None:
    levels = side(conduct=1, bars={"rows": {"rights": 1}, "grade": "A1"})
    assert harms(assessed(HARM, levels, side(conduct=0), needs=("surrender",))) == [
        ("conduct", None, "b", 0),
        ("conduct", None, "a", 1),
        ("bars", "rights", "a", 1),
    ]


def test_a_flag_quotes_the_evidence_of_the_row_that_raises_it() -> None:
    row = {"level": 1, "grade": "A1", "evidence": [{"says": "Assurances were not kept"}]}
    levels = side(bars={"rows": {"nationality": 1, "rights": row}, "grade": "A1"})
    item = assessed(HARM, levels, side(), needs=("surrender",)).safeguards[0]
    assert (item.says, item.quoted) == ("anchor of level 1", "Assurances were not kept")


def test_the_flag_is_raised_even_by_a_rating_narrowed_to_another_need() -> None:
    narrowed = side(conduct={"level": 0, "grade": "A1", "needs": ["surrender"]})
    result = assessed(HARM, narrowed, side(), needs=("intelligence",))
    assert harms(result) == [("conduct", None, "a", 0)]


def test_unknown_and_not_applicable_raise_no_flag() -> None:
    gone = {"not-applicable": "none"}
    assert harms(assessed(HARM, side(conduct=gone), side())) == []


def test_a_flag_changes_no_number_and_no_verdict() -> None:
    plainly = small_rubric({"cultural": {"conduct": indicator(), "manners": indicator()}})
    marked = small_rubric({"cultural": {"conduct": indicator(do_no_harm=True), "manners": indicator()}})
    levels = side(conduct=1, manners=4)
    one, other = assessed(plainly, levels, levels), assessed(marked, levels, levels)
    assert len(other.safeguards) == 2
    for part in ("verdict", "readiness", "phases", "factors", "obstacles", "robustness"):
        assert plain(getattr(one, part)) == plain(getattr(other, part))


def test_the_flag_says_what_the_level_means() -> None:
    item = assessed(HARM, side(conduct=1), side()).safeguards[0]
    assert item.says == "anchor of level 1"


@pytest.mark.parametrize("row", ["penalty", "treatment", "fair-trial", "political-offence"])
def test_the_shipped_rubric_flags_death_penalty_torture_and_persecution(
    law_enforcement: Rubric, row: str
) -> None:
    bars: Any = {"rows": {"nationality": 3, "penalty": 3, "political-offence": 3} | {row: 1}, "grade": "B2"}
    result = assessed(law_enforcement, side(surrender_bars=bars), {}, needs=("intelligence",))
    assert harms(result) == [("surrender-bars", row, "a", 1)]


def test_the_shipped_rubric_flags_conduct(law_enforcement: Rubric) -> None:
    result = assessed(law_enforcement, {}, side(conduct_accountability=1), needs=("intelligence",))
    assert harms(result) == [("conduct-accountability", None, "b", 1)]


def test_the_shipped_rubric_flags_no_bar_for_own_nationals(law_enforcement: Rubric) -> None:
    bars: Any = {
        "rows": {"nationality": 0, "speciality": 0, "penalty": 3, "political-offence": 3},
        "grade": "B2",
    }
    assert harms(assessed(law_enforcement, side(surrender_bars=bars), {})) == []
