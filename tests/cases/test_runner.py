"""From single expectations to the status of a case, known misses and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from case_texts import case_data, loaded, pair_rubric, ran
from msgspec.structs import replace

from readiness.cases.reading import read_case
from readiness.cases.runner import broken, run, run_case
from readiness.documents.place import Text
from readiness.errors import Problem

if TYPE_CHECKING:
    from building import Data

WRONG, RIGHT = {"verdict": "blocked"}, {"verdict": "ready"}  # a pair rated 3 throughout is ready


@pytest.mark.parametrize(
    ("expect", "known", "status", "outdated"),
    [
        (RIGHT, None, "passed", ()),
        (WRONG, None, "failed", ()),
        (WRONG, "the rubric is too kind", "missed", ()),
        (WRONG, {"any": "the rubric is too kind"}, "missed", ()),
        (WRONG, {"verdict": "the rubric is too kind"}, "missed", ()),
        (RIGHT, "the rubric is too kind", "no-longer-missed", ("any",)),
        (RIGHT, {"verdict": "the rubric is too kind"}, "no-longer-missed", ("verdict",)),
        (WRONG | {"phase": "early"}, {"verdict": "known"}, "missed", ()),
        (WRONG | {"phase": "late"}, {"verdict": "known"}, "failed", ()),
        (WRONG | {"phase": "early"}, {"verdict": "known", "phase": "known"}, "no-longer-missed", ("phase",)),
        (WRONG | {"phase": "late"}, "both known", "missed", ()),
        # of two bounds one is missed: the known miss of readiness happens
        ({"readiness": {"at-least": 80, "at-most": 90}}, {"readiness": "known"}, "missed", ()),
    ],
)
def test_status(expect: Data, known: Data | str | None, status: str, outdated: tuple[str, ...]) -> None:
    data = case_data(expect=expect)
    result = ran(data if known is None else data | {"known-miss": known})
    assert (result.status, result.outdated) == (status, outdated)


def test_a_failure_keeps_its_line_and_its_explanation() -> None:
    result = ran(case_data(expect=WRONG | {"phase": "early"}, known_miss={"verdict": "too kind"}))
    verdict, phase = result.checks
    assert (verdict.met, verdict.known) == (False, "too kind")
    assert (phase.met, phase.known) == (True, None)
    assert phase.line == verdict.line + 1


def test_counts() -> None:
    results = run(
        [
            loaded(case_data(expect=RIGHT)),
            loaded(case_data(expect=WRONG | {"phase": "early"}) | {"case": "second"}, file="second.yaml"),
            loaded(case_data(expect=WRONG, known_miss="known") | {"case": "third"}, file="third.yaml"),
            broken(
                "fourth.yaml", [Problem("unreadable", "fourth.yaml"), Problem("unreadable", "fourth.yaml")]
            ),
        ]
    )
    assert [results.count(name) for name in ("passed", "failed", "missed", "no-longer-missed", "broken")] == [
        1,
        1,
        1,
        0,
        1,
    ]
    assert len(results.checks) == 4
    assert results.failed
    assert len(results.problems) == 1


def test_a_case_that_cannot_be_asked_is_broken_and_the_next_one_runs() -> None:
    undated = case_data(expect=RIGHT)
    for side in undated["profiles"].values():
        side.pop("as_of")
    results = run([loaded(undated), loaded(case_data(expect=RIGHT) | {"case": "next"}, file="next.yaml")])
    assert [case.status for case in results.cases] == ["broken", "passed"]
    assert "neither AAA nor BBB has a date" in results.problems[0].message
    assert not results.failed


def test_two_cases_of_one_name() -> None:
    results = run([loaded(case_data(expect=RIGHT)), loaded(case_data(expect=RIGHT), file="copy.yaml")])
    assert [case.status for case in results.cases] == ["passed", "broken"]
    problem = results.problems[0]
    assert (problem.file, problem.line) == ("copy.yaml", 1)
    assert problem.message == 'the case "a-case" stands in case.yaml already'


@pytest.mark.parametrize(
    ("text", "is_case"),
    [
        ("case: x\nexpect: {verdict: ready}\nprofiles: {a: a.yaml, b: b.yaml}\n", True),
        ("profile: TWN\n", False),
        ("- a list\n", False),
        ("rubric: mine\n", False),
    ],
)
def test_what_is_a_case(text: str, *, is_case: bool) -> None:
    assert (read_case(Text("x.yaml", text)) is not None) is is_case


def test_what_a_case_asks_is_what_is_assessed() -> None:
    rubric = replace(pair_rubric(), limbs={"committed-in-both": "…"})
    result = run_case(loaded(case_data(expect=RIGHT, limbs=["committed-in-both"]), rubric))
    assert result.assessment is not None
    assert result.assessment.limbs == ["committed-in-both"]
