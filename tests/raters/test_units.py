"""What is compared between raters, and the shares that follow. Numbers derived by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rating import RUBRIC, rater

from readiness.raters.summary import AgreementStatistics, agreement, summarise
from readiness.raters.units import Said, Subject, units


def said(*raters: Any, as_of: date | None = None) -> dict[str, tuple[Said, ...]]:
    """What raters of AAA say, by a short name of the unit."""
    found = units([{"AAA": one} for one in raters], RUBRIC, as_of)
    return {_short(unit.subject): unit.said for unit in found}


def _short(it: Subject) -> str:
    return ".".join(
        part for part in (it.partner, it.indicator, it.row, it.need, it.crime) if part is not None
    )


def test_units_are_indicators_partners_rows_needs_and_crimes() -> None:
    one = rater({"partners": {"BBB": {"ratings": {"trust": 1}}}}, will=2, bars={"rows": {"rights": 3}})
    other = rater(will={"level": 3, "needs": ["evidence", "surrender"], "crimes": ["fraud"]})
    assert said(one, other) == {
        "will": (2, None),
        "will.evidence.fraud": (
            2,
            3,
        ),  # the first rater did not single it out: the general rating stands for it
        "will.surrender.fraud": (2, 3),
        "bars.rights": (3, None),
        "BBB.trust": (1, None),
    }


def test_one_level_stands_for_the_rows_that_others_rate() -> None:
    assert said(rater(bars=1), rater(bars={"rows": {"rights": 3}})) == {
        "bars": (1, None),
        "bars.rights": (1, 3),
    }


def test_not_applicable_is_not_a_level() -> None:
    found = units([{"AAA": rater(will={"not-applicable": "none"})}, {"AAA": rater(will=2)}], RUBRIC)
    assert [(unit.said, unit.levels) for unit in found] == [(("not-applicable", 2.0), [2.0])]
    assert agreement(found) == AgreementStatistics(None, None, None, units=0, pairs=0, single=1, disputed=1)


def test_the_newest_rating_counts_that_is_not_too_late() -> None:
    dated = [{"level": 1, "as_of": "2015"}, {"level": 3, "as_of": "2020"}]
    assert said(rater(will=dated), rater(will=2)) == {"will": (3, 2)}
    assert said(rater(will=dated), rater(will=dated), as_of=date(2016, 1, 1)) == {"will": (1, 1)}


def test_raters_need_not_rate_the_same_jurisdictions() -> None:
    found = units([{"AAA": rater(will=1)}, {"CCC": rater({"profile": "CCC"}, will=1)}], RUBRIC)
    assert [(unit.subject.jurisdiction, unit.said) for unit in found] == [
        ("AAA", (1, None)),
        ("CCC", (None, 1)),
    ]


def test_shares_and_alpha_by_hand() -> None:
    # will 0,0 · trust 2,2 · bars 2,3: alpha 7/9 (test_alpha), two of three pairs equal, all within one level.
    raters = [{"AAA": rater(will=0, trust=2, bars=level)} for level in (2, 3)]
    found = agreement(units(raters, RUBRIC))
    assert found.alpha == pytest.approx(7 / 9)
    assert found.exact == pytest.approx(2 / 3)
    assert (found.within_one, found.units, found.pairs) == (1, 3, 3)


def test_three_raters_make_three_pairs_a_unit() -> None:
    # will 0,1,3: distances 1, 3, 2 - none equal, one of three within one level.
    found = agreement(units([{"AAA": rater(will=level)} for level in (0, 1, 3)], RUBRIC))
    assert (found.units, found.pairs, found.exact) == (1, 3, 0)
    assert found.within_one == pytest.approx(1 / 3)


def test_a_summary_shows_each_indicator_and_those_furthest_apart_first() -> None:
    raters = [{"AAA": rater(will=0, trust=1, bars=2)}, {"AAA": rater(will=2, trust=4, bars=3)}]
    summary = summarise(units(raters, RUBRIC), RUBRIC)
    assert [(item.id, item.factor, item.agreement.units) for item in summary.indicators] == [
        ("will", "political", 1),
        ("trust", "political", 1),
        ("bars", "legal", 1),
    ]
    assert [unit.subject.indicator for unit in summary.apart] == ["trust", "will"]
