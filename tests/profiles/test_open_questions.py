"""Which questions are open, and in which order they are asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readiness.documents.place import Text
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import decode
from readiness.model.question import Question
from readiness.profiles.questions import (
    Ask,
    every,
    most_wanted,
    only_towards_partner,
    open_questions,
    phase_of,
    scope_of,
    wanted_first,
)

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

SMALL = Path(__file__).parents[1] / "bad" / "rubric.yaml"


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return read_rubric([decode(SMALL.name, SMALL.read_bytes())])


def profile(rubric: Rubric, rest: str = "") -> ProfileDocument:
    return read_profile(Text("a.yaml", f"profile: AAA\nas_of: 2023-12-31\n{rest}"), rubric)


def open_ids(
    rubric: Rubric,
    document: ProfileDocument,
    partner: str | None = "BBB",
    phase: str = "early",
    **asked: object,
) -> list[str]:
    question = Question(as_of="2023-12-31", **asked)  # type: ignore[arg-type]
    scope = scope_of(document, rubric, question)
    found = open_questions(document, rubric, scope, partner, phase)
    return [f"{ask.indicator}/{ask.row}" if ask.row else ask.indicator for ask in found]


def test_gates_of_the_phase_come_first_then_weight(rubric: Rubric) -> None:
    # Early weights: political 11/18, legal and capacity 7/36 each, shared by the indicators of the factor.
    assert open_ids(rubric, profile(rubric)) == [
        "present-will",  # the only gate
        "mutual-trust",  # 11/36
        "secure-channel",  # 7/36
        "treaty-basis/intelligence",  # 7/72, catalogue order
        "framework-fit",  # 7/72
    ]


def test_another_phase_has_other_gates_and_weights(rubric: Rubric) -> None:
    found = open_ids(rubric, profile(rubric), phase="middle")
    assert found[:2] == ["treaty-basis/intelligence", "present-will"]  # 11/36 before 7/72


def test_without_a_partner_nothing_is_asked_that_needs_one(rubric: Rubric) -> None:
    assert open_ids(rubric, profile(rubric), partner=None) == ["present-will", "secure-channel"]


def test_rows_follow_the_needs_in_play(rubric: Rubric) -> None:
    found = open_ids(rubric, profile(rubric), needs=("evidence", "intelligence"))
    assert [name for name in found if name.startswith("treaty-basis")] == [
        "treaty-basis/intelligence",
        "treaty-basis/evidence",
    ]


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("ratings: {present-will: 3}", False),
        ("partners: {BBB: {ratings: {present-will: 3}}}", False),
        ("partners: {CCC: {ratings: {present-will: 3}}}", True),
        ("ratings: {present-will: {level: 3, needs: [intelligence]}}", False),
        ("ratings: {present-will: {level: 3, needs: [evidence]}}", True),
        ("ratings: {present-will: {level: 3, crimes: [fraud]}}", True),
        ("ratings: {present-will: {not-applicable: looked}}", False),
    ],
)
def test_what_answers_a_question(rubric: Rubric, said: str, is_open: bool) -> None:
    assert ("present-will" in open_ids(rubric, profile(rubric, said))) is is_open


def test_a_row_that_is_not_rated_stays_open(rubric: Rubric) -> None:
    document = profile(rubric, "partners: {BBB: {ratings: {treaty-basis: {rows: {intelligence: 2}}}}}")
    found = open_ids(rubric, document, needs=("intelligence", "evidence"))
    assert [name for name in found if name.startswith("treaty-basis")] == ["treaty-basis/evidence"]


def test_the_phase_is_the_one_on_record_unless_given(rubric: Rubric) -> None:
    agreement = "{kind: police-cooperation, status: signed, since: 2019}"
    document = profile(rubric, f"partners: {{BBB: {{agreements: [{agreement}]}}}}")
    scope = scope_of(document, rubric, Question(as_of="2023"))
    assert phase_of(document, rubric, "BBB", scope, None) == "middle"
    assert phase_of(document, rubric, None, scope, None) == "early"
    assert phase_of(document, rubric, "BBB", scope, "late") == "late"


def test_what_narrows_the_verdict_is_asked_first(rubric: Rubric) -> None:
    # Nothing but A's trust and the treaty is unknown. Neither is a gate early, so the wider range comes first: a view
    # that carries 11/36 of the weight before a text that carries 7/72.
    rated = "{level: 3, grade: A1}"
    known = f"ratings: {{present-will: {rated}, secure-channel: {rated}}}\n"
    a = profile(rubric, f"{known}partners: {{BBB: {{ratings: {{framework-fit: {rated}}}}}}}")
    trust = f"partners: {{AAA: {{ratings: {{mutual-trust: {rated}}}}}}}"
    b = read_profile(Text("b.yaml", f"profile: BBB\n{known}{trust}"), rubric)
    wanted = most_wanted(a, b, rubric, Question(as_of="2023", phase="early"))
    assert wanted == ["mutual-trust", "treaty-basis"]


def test_the_wanted_come_first_and_the_others_keep_their_order() -> None:
    asks = [Ask("one"), Ask("two"), Ask("three", "row"), Ask("four")]
    assert [ask.indicator for ask in wanted_first(asks, ["three", "absent", "two"])] == [
        "three",
        "two",
        "one",
        "four",
    ]


def test_every_question_of_the_shipped_rubric_is_asked_once(law_enforcement: Rubric) -> None:
    asks = every(law_enforcement, partner=True)
    assert {ask.indicator for ask in asks} == set(law_enforcement.indicators)
    assert len(asks) == len(set(asks)) == len(law_enforcement.indicators) - 2 + 6 + 9  # needs, bars
    general = {ask.indicator for ask in every(law_enforcement, partner=False)}
    assert general == {
        key for key, item in law_enforcement.indicators.items() if not only_towards_partner(item)
    }
