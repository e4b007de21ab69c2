"""What the law of the side asked says on surrender, read as a bar by the ladders of the shipped rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from readiness.assessment.assemble import assess
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.errors import InputError
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

BARS = "surrender-bars"
KEPT = "nationals: {status: not-surrendered, title: 'Code, article 721', as_of: 2020, source: code}"
SOURCE = "sources: {code: {title: A code, url: 'https://a.example'}}"


def side(rubric: Rubric, code: str, facts: str = "", more: str = "") -> ProfileDocument:
    lines = [f"profile: {code}", "as_of: 2026-01-01", f"facts: {{{facts}}}", more]
    return read_profile(Text(f"{code}.yaml", "\n".join(lines) + "\n"), rubric)


def law(text: str) -> str:
    return f"law: {{{text}}}"


def asked(rubric: Rubric, a: ProfileDocument, b: ProfileDocument, **question: Any) -> Assessment:
    """a asks b to surrender someone."""
    return assess(a, b, rubric, Question(needs=("surrender",), requesting="a", **question))


def bars(report: Assessment) -> IndicatorResult:
    return next(item for item in report.indicators if item.id == BARS)


def row_levels(report: Assessment) -> dict[str, Any]:
    return {name: (row.level, row.low, row.high) for name, row in (bars(report).rows or {}).items()}


@pytest.mark.parametrize(
    ("status", "level"),
    [("not-surrendered", 2), ("by-treaty-only", None), ("may-be-refused", None), ("surrendered", None)],
)
def test_only_a_law_that_keeps_its_own_nationals_is_a_bar(
    law_enforcement: Rubric, status: str, level: float | None
) -> None:
    a, b = side(law_enforcement, "AAA"), side(law_enforcement, "BBB", law(f"nationals: {status}"))
    report = asked(law_enforcement, a, b, bars=("nationality",))
    assert row_levels(report)["nationality"][0] == level


def test_the_bar_that_the_question_names_has_a_level_and_the_whole_is_held_down_to_it(
    law_enforcement: Rubric,
) -> None:
    a, b = side(law_enforcement, "AAA"), side(law_enforcement, "BBB", law("nationals: not-surrendered"))
    report = asked(law_enforcement, a, b, bars=("nationality",))
    assert row_levels(report) == {
        "nationality": (2, 1, 3),  # an answer, trial at home, exists case by case
        "treatment": (None, 0, 4),
        "fair-trial": (None, 0, 4),
        "speciality": (None, 0, 4),
    }
    # The lowest of four rows of which three are unknown: no level, 2 at most, from 0 to the lowest high end.
    item = bars(report)
    assert (item.level, item.at_most, item.low, item.high, item.gate) == (None, 2, 0, 3, "unknown")


def test_another_bar_that_is_named_is_not_read_off_it(law_enforcement: Rubric) -> None:
    a, b = side(law_enforcement, "AAA"), side(law_enforcement, "BBB", law("nationals: not-surrendered"))
    report = asked(law_enforcement, a, b, bars=("penalty",))
    assert row_levels(report)["penalty"] == (None, 0, 4)
    assert (bars(report).at_most, bars(report).high) == (None, 4)


def test_of_no_person_in_particular_it_says_no_more_than_that_some_are_kept(law_enforcement: Rubric) -> None:
    a, b = side(law_enforcement, "AAA"), side(law_enforcement, "BBB", law(KEPT), SOURCE)
    item = bars(asked(law_enforcement, a, b))
    assert (item.level, item.at_most, item.low, item.high, item.gate) == (None, 2, 0, 4, "unknown")
    assert "nationality" not in (item.rows or {})
    (told,) = item.evidence
    assert told.says == "BBB does not surrender its own nationals (Code, article 721)"
    assert (told.source, told.as_of, told.url) == ("A code", "2020", "https://a.example")


def test_the_law_is_that_of_the_side_asked(law_enforcement: Rubric) -> None:
    a, b = side(law_enforcement, "AAA", law("nationals: not-surrendered")), side(law_enforcement, "BBB")
    assert bars(asked(law_enforcement, a, b)).at_most is None


@pytest.mark.parametrize(
    ("asking", "own", "barred"),
    [
        ("carried-out", "abolished", True),
        ("carried-out", "abolished-ordinary", True),
        ("not-carried-out", "abolished", False),
        ("carried-out", "not-carried-out", False),
        ("carried-out", "carried-out", False),
        ("abolished", "abolished", False),
        (None, "abolished", False),  # nothing is known of the side that asks
    ],
)
def test_the_death_penalty_bars_where_one_carries_it_out_and_the_other_has_none(
    law_enforcement: Rubric, asking: str | None, own: str, barred: bool
) -> None:
    a = side(law_enforcement, "AAA", law(f"death-penalty: {asking}") if asking else "")
    b = side(law_enforcement, "BBB", law(f"death-penalty: {own}"))
    assert row_levels(asked(law_enforcement, a, b, bars=("penalty",)))["penalty"][0] == (
        2 if barred else None
    )
    assert bars(asked(law_enforcement, a, b)).at_most == (2 if barred else None)


@pytest.mark.parametrize(
    ("warrant", "both", "level"),
    [
        ("eu-arrest-warrant", True, None),
        ("nordic-arrest-warrant", True, None),
        ("eu-arrest-warrant", False, 2),  # one of the two is not bound
        ("ets-24", True, 2),  # a convention that lets its parties keep their nationals
    ],
)
def test_under_a_warrant_that_binds_both_nationality_is_no_bar(
    law_enforcement: Rubric, warrant: str, both: bool, level: float | None
) -> None:
    bound = f"instruments: {{{warrant}: party}}"
    a = side(law_enforcement, "AAA", bound if both else "")
    b = side(law_enforcement, "BBB", f"{bound}, {law('nationals: not-surrendered')}")
    assert row_levels(asked(law_enforcement, a, b, bars=("nationality",)))["nationality"][0] == level


@pytest.mark.parametrize(
    ("days", "known"),
    [
        ("since: 2026-01-01", True),
        ("since: 2026-01-02", False),  # from the day after
        ("until: 2026-01-01", True),
        ("until: 2025-12-31", False),
    ],
)
def test_a_law_counts_while_it_stands(law_enforcement: Rubric, days: str, known: bool) -> None:
    b = side(law_enforcement, "BBB", law(f"nationals: {{status: not-surrendered, {days}}}"))
    item = bars(asked(law_enforcement, side(law_enforcement, "AAA"), b, as_of="2026-01-01"))
    assert item.at_most == (2 if known else None)


def test_a_rating_a_case_and_a_refusal_go_before(law_enforcement: Rubric) -> None:
    a, kept = side(law_enforcement, "AAA"), law("nationals: not-surrendered")
    of_bar = "ratings: {surrender-bars: {rows: {nationality: {level: 4, grade: A1}}}}"
    rated = asked(law_enforcement, a, side(law_enforcement, "BBB", kept, of_bar))
    assert (bars(rated).at_most, bars(rated).high) == (None, 4)  # the row it rates is not asked about
    named = asked(law_enforcement, a, side(law_enforcement, "BBB", kept, of_bar), bars=("nationality",))
    assert row_levels(named)["nationality"][0] == 4
    refused = "partners: {AAA: {facts: {relations: [{kind: surrender-refused}]}}}"
    assert bars(asked(law_enforcement, a, side(law_enforcement, "BBB", kept, refused))).level == 1.75
    worked = "partners: {AAA: {cases: [{from: 2023, to: 2025, completed: 4, needs: [surrender]}]}}"
    item = bars(asked(law_enforcement, a, side(law_enforcement, "BBB", kept, worked)))
    assert (item.level, item.basis) == (2, "casework")


INDICES = "indices: {wgi.political-stability: {value: -1.2, year: 2023}}"
"""A state whose stability an index puts below workable."""


def test_of_a_pair_that_leans_to_fragile_the_law_is_named_before_an_index(law_enforcement: Rubric) -> None:
    a = side(law_enforcement, "AAA", INDICES)
    before = asked(law_enforcement, a, side(law_enforcement, "BBB", INDICES)).leaning
    assert before is not None
    assert (before.verdict, before.indicator) == ("fragile", "state-stability")
    after = asked(law_enforcement, a, side(law_enforcement, "BBB", f"{INDICES}, {law(KEPT)}", SOURCE)).leaning
    assert after is not None
    assert (after.verdict, after.indicator, after.side) == ("fragile", BARS, "b")


def test_a_law_makes_no_pair_fragile(law_enforcement: Rubric) -> None:
    well = "indices: {wgi.political-stability: {value: 1.5, year: 2023}}"
    a = side(law_enforcement, "AAA", well)
    reports = [
        asked(law_enforcement, a, side(law_enforcement, "BBB", facts, SOURCE))
        for facts in (well, f"{well}, {law(KEPT)}")
    ]
    before, after = (report.leaning for report in reports)
    assert before == after
    assert before is not None
    assert before.verdict == "ready"
    assert reports[0].readiness == reports[1].readiness


def test_a_law_alone_leans_a_pair_nowhere(law_enforcement: Rubric) -> None:
    a, b = side(law_enforcement, "AAA"), side(law_enforcement, "BBB", law(KEPT), SOURCE)
    assert asked(law_enforcement, a, b).leaning is None


def test_it_is_told_with_its_age_and_only_of_the_bar_that_is_asked(law_enforcement: Rubric) -> None:
    a = side(law_enforcement, "AAA", law("death-penalty: carried-out"))
    b = side(law_enforcement, "BBB", law(f"{KEPT}, death-penalty: abolished"), SOURCE)
    told = {item.kind: item for item in asked(law_enforcement, a, b).recorded_against}
    assert told.keys() == {"nationals", "death-penalty"}
    assert told["nationals"].says == "BBB does not surrender its own nationals (Code, article 721)"
    assert (told["nationals"].as_of, told["nationals"].side) == ("2020", "b")
    assert (
        told["death-penalty"].says == "BBB has no death penalty; AAA has the death penalty and carries it out"
    )
    only = asked(law_enforcement, a, b, bars=("penalty",)).recorded_against
    assert [item.kind for item in only] == ["death-penalty"]


def test_statuses_and_matters_are_the_rubrics(law_enforcement: Rubric) -> None:
    with pytest.raises(InputError, match='unknown status of a law "kept"'):
        side(law_enforcement, "BBB", law("nationals: kept"))
    with pytest.raises(InputError, match='unknown matter of law "bigamy"'):
        side(law_enforcement, "BBB", law("bigamy: allowed"))
    with pytest.raises(InputError, match="expected since ≤ until"):
        side(law_enforcement, "BBB", law("nationals: {status: surrendered, since: 2020, until: 2019}"))
