"""While a standing troubles the relation: the best verdict, what fell, and how casework fares (design 2.4; S1.38)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import CASEWORK, EVIDENCE, Data, assessed, indicator, phase, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric

NOW = "2023-12-31"
STANDINGS = {
    "running": {"about": "as usual"},
    "forming": {"about": "first contacts"},
    "strained": {"about": "slowed", "verdict-at-best": "fragile"},
    "suspended": {"about": "stopped", "causes": ["will"], "verdict-at-best": "fragile"},
}


def rubric(evidence: Data = EVIDENCE | CASEWORK, **indicators: Data) -> Rubric:
    political = indicators or {"will": indicator(necessary=1)}
    return small_rubric({"political": political}, standing=STANDINGS, evidence=evidence)


def stands(status: str, since: str = "2022-02-01", **towards: Any) -> Data:
    entry = {"status": status, "since": since} | ({"cause": "will"} if status == "suspended" else {})
    return {"standing": [entry]} | towards


def turned(before: float, after: float, day: str = "2023-06-30") -> list[Data]:
    """A rating of before the strain, and one of after it."""
    return [
        {"level": before, "grade": "A1", "as_of": "2021-06-30"},
        {"level": after, "grade": "A1", "as_of": day},
    ]


def steady(*keys: str) -> Data:
    """A side at level 4 since long ago."""
    return side(**{key: {"level": 4, "grade": "A1", "as_of": "2021-06-30"} for key in keys})


def fell(result: Assessment) -> list[tuple[str, float, float]]:
    assert result.standing is not None
    return [(item.indicator, item.from_, item.to) for item in result.standing.fell]


# --- the best verdict


def test_while_it_is_strained_the_verdict_is_at_most_fragile_in_every_phase() -> None:
    it, best = rubric(), side(will=4)
    for status, verdict in (("running", "ready"), ("forming", "ready"), ("strained", "fragile")):
        result = assessed(it, best | {"towards": stands(status)}, best)
        assert {item.verdict for item in result.phases} == {verdict}
        assert phase(result, "late").readiness.value == 100  # the number does not change


def test_a_worse_verdict_stays() -> None:
    low = assessed(rubric(), side(will=0, towards=stands("strained")), side(will=4))
    assert {item.verdict for item in low.phases} == {"blocked"}
    silent = assessed(rubric(), side(towards=stands("strained")), side())
    assert silent.verdict == "undetermined"


def test_while_it_is_suspended_its_cause_blocks_every_phase() -> None:
    result = assessed(
        rubric(will=indicator(necessary=2)), side(will=4, towards=stands("suspended")), side(will=4)
    )
    assert {item.verdict for item in result.phases} == {"blocked"}
    readiness = phase(result, "late").readiness
    assert (readiness.ceiling, readiness.value) == (
        50,
        25,
    )  # held at 2 - 1 = 1: 1/2 of what is needed, 1/4 of all


def test_each_need_has_its_own_standing() -> None:
    it = rubric()
    entry = {"status": "strained", "since": "2022-02", "needs": ["evidence"]}
    result = assessed(
        it, side(will=4, towards={"standing": [entry]}), side(will=4), needs=("intelligence", "evidence")
    )
    assert {need.need: need.verdict for need in result.by_need} == {
        "intelligence": "ready",
        "evidence": "fragile",
    }
    assert result.verdict == "fragile"


# --- what fell


def test_what_fell_is_told_with_the_levels_before_and_now_what_rests_on_least_that_fell_first() -> None:
    # trust rests on will, which rests on climate; all three fell, trust by 3, will by 1, climate by 2. Order rests on
    # nothing and fell by 0.5. Law did not move and practice rose.
    it = rubric(
        trust=indicator(rests_on=["will"]),
        will=indicator(necessary=1, rests_on=["climate"]),
        order=indicator(),
        climate=indicator(rests_on=["law"]),
        law=indicator(),
        practice=indicator(),
    )
    ratings = {
        "trust": turned(4, 1),
        "will": turned(3, 2),
        "order": turned(3, 2.5),
        "climate": turned(3, 1),
        "law": turned(2, 2),
        "practice": turned(1, 2),
    }
    result = assessed(it, side(towards=stands("strained", ratings=ratings)), steady(*ratings))
    assert fell(result) == [("climate", 3, 1), ("order", 3, 2.5), ("will", 3, 2), ("trust", 4, 1)]
    assert result.first is not None
    assert (result.first.indicator, result.first.status, result.first.side) == ("climate", "fallen", "a")


def test_what_fell_comes_after_what_blocks_and_before_what_emerges() -> None:
    it = rubric(
        coming=indicator(necessary={"middle": 2, "late": 2}, obstacles=["O1"]),
        climate=indicator(obstacles=["O2"]),
        will=indicator(necessary=1, obstacles=["O3"]),
    )
    ratings = {"coming": turned(1, 1), "climate": turned(4, 3), "will": turned(0, 0)}
    sides = side(towards=stands("strained", ratings=ratings)), steady(*ratings)
    result = assessed(it, *sides, phase="early")
    assert [(item.id, item.status) for item in result.obstacles] == [
        ("O3", "blocking"),
        ("O2", "fallen"),
        ("O1", "emerging"),
    ]


@pytest.mark.parametrize("status", ["running", "forming"])
def test_a_standing_that_troubles_nothing_tells_of_no_fall(status: str) -> None:
    it = rubric(climate=indicator(), will=indicator(necessary=1))
    result = assessed(
        it, side(will=4, towards=stands(status, ratings={"climate": turned(4, 1)})), steady("climate", "will")
    )
    assert fell(result) == []


def test_only_the_newest_level_before_it_began_is_compared() -> None:
    it = rubric(climate=indicator(), will=indicator(necessary=1))
    ratings = [*turned(2, 1), {"level": 4, "grade": "A1", "as_of": "2019-06-30"}]
    after = [
        {"level": 3, "grade": "A1", "as_of": "2022-02-01"},  # the day it began is no longer before it
        {"level": 1, "grade": "A1", "as_of": "2023-06-30"},
    ]
    for said, expected in ((ratings, [("climate", 2, 1)]), (after, [])):
        result = assessed(
            it, side(will=4, towards=stands("strained", ratings={"climate": said})), steady("climate", "will")
        )
        assert fell(result) == expected


def test_a_public_index_tells_of_no_fall() -> None:
    proxy = {"index": "climate", "points": [[0, 0], [4, 4]]}
    it = rubric(climate=indicator(proxies=[proxy]), will=indicator(necessary=1))
    years = [{"value": 4, "year": 2020}, {"value": 1, "year": 2022}]
    a = side(will=4, towards=stands("strained")) | {"facts": {"indices": {"climate": years}}}
    assert fell(assessed(it, a, steady("climate", "will"))) == []


def test_completed_cases_alone_imply_no_level_that_fell() -> None:
    # Cases imply level 2 for climate of AAA, which nobody rated before 2023: no rating fell to 1. The one of BBB did, from 4.
    it = rubric(climate=indicator(shown_by="casework"), will=indicator(necessary=1))
    ratings = {"climate": turned(4, 1)[1:]}
    towards = stands("strained", ratings=ratings, cases=[cases("2020-01-01", "2021-12-31", 40)])
    a = side(will=4, towards=towards)
    assert fell(assessed(it, a, steady("climate", "will"))) == []
    result = assessed(it, a, side(will=4, towards={"ratings": {"climate": turned(4, 1)}}))
    assert result.standing is not None
    assert [(item.from_, item.to, item.side) for item in result.standing.fell] == [(4, 1, "b")]


def test_what_fell_out_of_scope_is_not_told() -> None:
    it = rubric(climate=indicator(lane="formal"), will=indicator(necessary=1))
    a = side(will=4, towards=stands("strained", ratings={"climate": turned(4, 1)}))
    assert fell(assessed(it, a, steady("climate", "will"), needs=("intelligence",))) == []
    assert fell(assessed(it, a, steady("climate", "will"), needs=("evidence",))) == [("climate", 4, 1)]


# --- the trend of cases


def cases(begin: str, end: str, completed: Any) -> Data:
    return {"needs": ["intelligence"], "from": begin, "to": end, "completed": completed}


def trend(
    *recorded: Data, since: str = "2022-02-01", comparable: float = 0.1
) -> list[tuple[str, int, str, int, str]]:
    rule = CASEWORK["casework"] | {"comparable": comparable}
    result = assessed(
        rubric(EVIDENCE | {"casework": rule}),
        side(will=4, towards=stands("strained", since, cases=list(recorded))),
        side(will=4),
        as_of=NOW,
    )
    assert result.standing is not None
    return [
        (item.need, item.before.completed, item.before.to, item.after.completed, item.after.to)
        for item in result.standing.trend
    ]


def test_casework_before_and_after_is_told_where_it_is_about_as_long() -> None:
    before = cases("2020-01-01", "2020-12-31", 54)  # 366 days
    after = cases("2022-03-01", "2023-02-28", 13)  # 365 days
    told = [("intelligence", 54, "2020-12-31", 13, "2023-02-28")]
    assert trend(before, after) == told
    assert trend(cases("2018-01-01", "2018-12-31", 70), before, after) == told  # the newest before
    assert trend(before, cases("2022-03-01", "2022-08-31", 13)) == []  # half a year tells nothing of a year
    assert trend(before) == []
    assert trend(before | {"completed": "many"}, after) == []


@pytest.mark.parametrize(
    ("end", "comparable", "told"),
    [
        ("2023-01-23", 0.1, True),
        ("2023-01-22", 0.1, False),
        ("2022-08-31", 0.497, True),
        ("2022-08-30", 0.497, False),
    ],
)
def test_lengths_may_differ_by_the_share_that_the_rubric_allows(
    end: str, comparable: float, told: bool
) -> None:
    # 365 days before; 329 days after are 0.9014 of that, 328 days 0.8986, 184 days 0.5041, 183 days 0.5014.
    before, after = cases("2021-01-01", "2021-12-31", 54), cases("2022-03-01", end, 13)
    assert bool(trend(before, after, comparable=comparable)) is told


def test_casework_of_other_lengths_is_told_by_the_year() -> None:
    # 600 in six years are 100 a year; 9 in two are 4.5.
    before, after = cases("2016-01-01", "2021-12-31", 600), cases("2022-01-01", "2023-12-31", 9)
    result = assessed(
        rubric(EVIDENCE | CASEWORK),
        side(will=4, towards=stands("strained", cases=[before, after])),
        side(will=4),
        as_of=NOW,
    )
    assert result.standing is not None
    (item,) = result.standing.trend
    assert (item.before.completed, item.after.completed) == (600, 9)
    assert item.before.a_year == pytest.approx(100)
    assert item.after.a_year == pytest.approx(4.5)
    # What is about as long is told as it is, also where something else is newer.
    as_long = cases("2022-01-01", "2022-12-31", 13)
    year = cases("2021-01-01", "2021-12-31", 54)
    assert trend(year, as_long, cases("2022-01-01", "2023-12-31", 20))[0][3] == 13


def test_casework_into_the_strain_is_not_before_it() -> None:
    assert trend(cases("2021-03-01", "2022-02-28", 54), cases("2022-03-01", "2023-02-28", 13)) == []


# --- a beginning that nobody knows


def test_since_unknown_the_verdict_is_still_held_and_nothing_is_compared() -> None:
    ratings = {"climate": turned(4, 1)}
    recorded = [cases("2020-01-01", "2020-12-31", 54), cases("2022-03-01", "2023-02-28", 13)]
    it = rubric(climate=indicator(), will=indicator(necessary=1))
    towards = stands("strained", "unknown", ratings=ratings, cases=recorded)
    result = assessed(it, side(will=4, towards=towards), steady("climate", "will"))
    assert result.standing is not None
    assert (result.standing.status, result.standing.since) == ("strained", "unknown")
    assert (result.verdict, fell(result), result.standing.trend) == ("fragile", [], [])


def test_a_standing_of_a_known_date_is_newer_than_one_of_an_unknown_date() -> None:
    entries = [{"status": "strained", "since": "unknown"}, {"status": "running", "since": "2020"}]
    result = assessed(rubric(), side(will=4, towards={"standing": entries}), side(will=4))
    assert result.standing is not None
    assert (result.standing.status, result.verdict) == ("running", "ready")


# --- its cause, and a fall on one side


def test_a_side_that_fell_counts_though_the_other_held_the_pair_lower_all_along() -> None:
    # Of AAA trust fell from 4 to 3; of BBB it has been 2, so that the pair is at 2 before and now.
    it = rubric(will=indicator(necessary=1), trust=indicator())
    a = side(towards=stands("strained", ratings={"trust": turned(4, 3), "will": turned(4, 4)}))
    b = side(trust={"level": 2, "grade": "A1", "as_of": "2021-06-30"}) | {"as_of": "2021-06-30"}
    result = assessed(it, a, b | steady("will") | {"ratings": b["ratings"] | steady("will")["ratings"]})
    assert result.standing is not None
    assert [(item.indicator, item.from_, item.to, item.side) for item in result.standing.fell] == [
        ("trust", 4, 3, "a")
    ]
    assert result.first is not None
    assert (result.first.indicator, result.first.status) == ("trust", "fallen")


def test_the_cause_of_a_strain_comes_first_though_its_level_did_not_fall() -> None:
    # Trust fell by 2, will stays at 3; the strain names will as its cause.
    it = rubric(will=indicator(necessary=1), trust=indicator())
    entry = {"status": "strained", "since": "2022-02-01", "cause": "will"}
    ratings = {"will": turned(3, 3), "trust": turned(4, 2)}
    result = assessed(it, side(towards={"standing": [entry], "ratings": ratings}), steady("will", "trust"))
    assert result.first is not None
    assert (result.first.indicator, result.first.status) == ("will", "fallen")
    assert fell(result) == [("trust", 4, 2)]


def test_the_cause_of_a_suspension_comes_before_what_it_rests_on() -> None:
    # Both fail: climate 0 of 2, on which will rests, and will, held at 1 of 2 by the suspension, whose cause it is.
    it = rubric(will=indicator(necessary=2, rests_on=["climate"]), climate=indicator(necessary=2))
    result = assessed(it, side(will=4, climate=0, towards=stands("suspended")), side(will=4, climate=4))
    assert result.phases[0].unmet == ["will", "climate"]
    # What merely runs keeps the order: the precondition first.
    running = assessed(it, side(will=1, climate=0, towards=stands("running")), side(will=4, climate=4))
    assert running.phases[0].unmet == ["climate", "will"]


def test_what_a_suspension_stops_is_asked_whatever_the_need() -> None:
    # Will is asked for evidence only; a suspension of everything over it stops intelligence as well: 1 of 2 is needed.
    it = rubric(will=indicator(necessary=2, when={"needs": ["evidence"]}), trust=indicator())
    sides = side(will=4, trust=4, towards=stands("suspended")), side(will=4, trust=4)
    result = assessed(it, *sides, needs=("intelligence",))
    assert (result.verdict, result.readiness.value) == ("blocked", 50)
    assert result.first is not None
    assert (result.first.indicator, result.first.status) == ("will", "blocking")
    assert assessed(it, side(will=0, trust=4), side(trust=4), needs=("intelligence",)).verdict == "ready"


# --- whose decision it was


@pytest.mark.parametrize(
    ("by", "cause", "side_of_first"),
    [
        ("AAA", "climate", "a"),
        ("BBB", "climate", "b"),
        (None, "climate", "pair"),
        ("AAA", "will", "pair"),  # the climate is not what was decided on
    ],
)
def test_the_cause_lies_on_the_side_whose_decision_it_was(
    by: str | None, cause: str, side_of_first: str
) -> None:
    # The climate of 1 fails its gate 2 in every phase; will is 4 on both sides.
    it = small_rubric(
        {"political": {"climate": indicator("shared", necessary=2), "will": indicator(necessary=1)}},
        standing=STANDINGS | {"suspended": {"about": "stopped", "causes": ["climate", "will"]}},
    )
    entry = {"status": "strained", "since": "2022-02-01", "cause": cause} | ({"by": by} if by else {})
    towards: Data = {"standing": [entry], "ratings": {"climate": 1}}
    a = side(will=4, towards=towards)
    result = assessed(it, a, side(will=4))
    by_climate = [item for item in result.obstacles if "climate" in item.indicators]
    assert [item.side for item in by_climate] == [side_of_first]
    assert result.standing is not None
    assert result.standing.by == by


@pytest.mark.parametrize(
    ("status", "a", "b", "side_of_first"),
    [
        # A suspension by a holds a's will below 1, whatever it is rated; that of b is as it is.
        ("suspended", 4, 4, "a"),
        ("suspended", None, 4, "a"),
        ("suspended", 4, None, "a"),
        ("suspended", 4, 2, "a"),
        ("suspended", 4, 0, "both"),  # b misses 1 anyway
        ("suspended", 0, 0, "both"),
        # A strain holds no level down: it lies where one is missed, else on the lower side, else on who decided.
        ("strained", 4, 0, "b"),
        ("strained", 0, 0, "both"),
        ("strained", 4, 2, "b"),
        ("strained", 3, 3, "a"),
    ],
)
def test_what_one_side_decided_lies_on_it_unless_levels_tell_more(
    status: str, a: float | None, b: float | None, side_of_first: str
) -> None:
    entry = {"status": status, "since": "2022-02-01", "cause": "will", "by": "AAA"}
    rated: list[Data] = [{} if level is None else {"will": level} for level in (a, b)]
    first, second = side(**rated[0], towards={"standing": [entry]}), side(**rated[1])
    result = assessed(rubric(), first, second)
    assert result.first is not None
    assert (result.first.indicator, result.first.side) == ("will", side_of_first)
    told = [item.side for item in result.indicators if item.id == "will"]
    assert told == [side_of_first]


def test_who_suspended_what_is_asked_of_the_other_side_answers_for_it() -> None:
    # Whichever side is asked: the suspension is a's.
    it = rubric(will=indicator("requested", necessary=1))
    entry = {"status": "suspended", "since": "2022-02-01", "cause": "will", "by": "AAA"}
    sides = side(will=4, towards={"standing": [entry]}), side(will=4)
    for asking in ("a", "b"):
        result = assessed(it, *sides, requesting=asking)
        assert result.first is not None
        assert (result.first.indicator, result.first.side) == ("will", "a")
