"""Names that must exist: what is reported, where, and what a rubric leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import A, B, as_yaml, indicator, small_rubric
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.errors import InputError
from readiness.model import references
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from readiness.errors import Problem


def rubric(**keys: Any) -> Rubric:
    """One indicator, and instruments if they are given."""
    return small_rubric({"legal": {"law": indicator()}}, **keys)


def problems(text: str, read_with: Rubric) -> tuple[Problem, ...]:
    """What is wrong in a profile."""
    with pytest.raises(InputError) as caught:
        read_profile(Text("a.yaml", text), read_with)
    return caught.value.problems


def test_an_unknown_name_is_pointed_at_as_key_and_as_value() -> None:
    text = f"profile: {A}\npartners:\n  {B}:\n    ratings: {{lwa: 3}}\n    standing: [{{status: x, since: 2020}}]\n"
    found = problems(text, rubric())
    assert [(problem.line, problem.column, problem.message) for problem in found] == [
        (4, 15, 'unknown indicator "lwa"'),
        (5, 25, 'unknown standing "x"'),
    ]
    assert found[0].fix == 'did you mean "law"?'


def test_what_stands_under_an_unknown_key_is_passed_over() -> None:
    found = problems(f"profile: {A}\nratings: {{lwa: {{level: 3, needs: [nothing]}}}}\n", rubric())
    assert [problem.message for problem in found] == ['unknown indicator "lwa"']


def test_a_rubric_without_instruments_lets_every_instrument_pass() -> None:
    text = as_yaml({"profile": A, "facts": {"instruments": {"untoc": "party"}}}).decode()
    assert read_profile(Text("a.yaml", text), rubric()).id == A
    known = rubric(instruments={"uncac": {"name": "UNCAC"}}, instrument_statuses=["party"])
    assert [problem.message for problem in problems(text, known)] == ['unknown instrument "untoc"']


def test_every_reference_leads_to_a_list_of_the_rubric_or_of_the_pair() -> None:
    marks = [
        part
        for alias in vars(references).values()
        for part in getattr(alias, "__metadata__", ())
        if isinstance(part, references.Ref)
    ]
    assert len(marks) > 20
    for mark in marks:
        assert mark.where in ("codes", "own_sources") or hasattr(Rubric, mark.where)
