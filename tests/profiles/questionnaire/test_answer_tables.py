"""Filled-in questionnaires: what is read, what is refused, and what gets into the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import shipped_rubric
from questionnaire.sheets import ANSWERS, Filled, csv_text, markdown_text
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem
from readiness.profiles.questionnaire import answer_sheet as reading
from readiness.profiles.questionnaire import filled_in_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.profiles.questionnaire.answer_sheet import Imported
    from readiness.profiles.questionnaire.filled_in_tables import Record

PROFILE = Text("twn.yaml", "profile: TWN\npartners:\n  LVA:\n    structures: []   # none found\n")
READERS: dict[str, Callable[[Text], list[Record]]] = {
    "csv": filled_in_tables.from_csv,
    "md": filled_in_tables.from_markdown,
}


def imported(
    content: str | bytes, layout: str = "csv", profile: Text = PROFILE, *, replace: bool = False
) -> Imported:
    rubric = shipped_rubric()
    text = decode(f"a.{layout}", content if isinstance(content, bytes) else content.encode())
    document = read_profile(profile, rubric)
    found = reading.answers(READERS[layout](text), text, rubric, document)
    return reading.put_all(profile, found, rubric, replace=replace)


def refused(content: str | bytes, layout: str = "csv") -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        imported(content, layout)
    return caught.value.problems


SOURCE = {"title": "Ministry circular", "url": "https://moj.example/a_b"}
RATINGS = {
    "ratings": {"integrity": {"level": 3, "needs": ["intelligence", "evidence"], "note": "臺灣"}},
    "towards": {
        "present-will": {
            "level": 2,
            "grade": "B2",
            "as_of": "2023-10",
            "evidence": [{"says": '=The ministry said "no"; then | yes', "source": "ministry-circular"}],
        },
        "treaty-basis": {
            "rows": {
                "evidence": {
                    "level": 1.5,
                    "grade": "C3",
                    "evidence": [{"says": "A note", "source": "ministry-circular"}],
                },
                "surrender": {"not-applicable": "nobody asks"},
            }
        },
        "framework-fit": {"level": 1, "cause": "vague"},
    },
}


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (csv_text(shipped_rubric(), ANSWERS), "csv"),
        (csv_text(shipped_rubric(), ANSWERS, ";"), "csv"),
        (csv_text(shipped_rubric(), ANSWERS, "\t"), "csv"),
        ("\ufeff" + csv_text(shipped_rubric(), ANSWERS).replace("1.5", '"1,5"'), "csv"),
        (markdown_text(shipped_rubric(), ANSWERS), "md"),
        (markdown_text(shipped_rubric(), ANSWERS).replace("\n", "\r\n"), "md"),
    ],
)
def test_both_layouts_say_the_same(text: str, layout: str) -> None:
    done = imported(text, layout)
    assert (len(done.added), done.same, done.replaced, done.kept) == (5, 0, [], [])
    data, _ = parse(done.text)
    assert data["ratings"] == RATINGS["ratings"]
    assert data["partners"]["LVA"]["ratings"] == RATINGS["towards"]
    assert data["sources"] == {"ministry-circular": SOURCE}
    assert "# none found" in done.text.content


def test_importing_twice_changes_nothing() -> None:
    text = csv_text(shipped_rubric(), ANSWERS)
    once = imported(text)
    twice = imported(text, profile=once.text)
    assert (twice.added, twice.same, twice.text) == ([], 5, once.text)
    assert imported(markdown_text(shipped_rubric(), ANSWERS), "md", once.text).text == once.text


def test_what_people_rated_stays_unless_replacing_is_asked_for() -> None:
    profile = Text("twn.yaml", "profile: TWN\nratings:\n  integrity: 1   # by hand\n")
    text = csv_text(shipped_rubric(), {("integrity", ""): {"level": "3"}})
    kept = imported(text, profile=profile)
    assert kept.text == profile
    assert [(item.answer.level, item.before) for item in kept.kept] == [(3.0, 1)]
    replaced = imported(text, profile=profile, replace=True)
    assert replaced.text.content == "profile: TWN\nratings:\n  integrity: {level: 3}   # by hand\n"
    assert [(item.answer.level, item.before) for item in replaced.replaced] == [(3.0, 1)]


def test_empty_answers_are_unknown() -> None:
    assert imported(csv_text(shipped_rubric(), {})).text == PROFILE
    assert imported(markdown_text(shipped_rubric(), {}), "md").text == PROFILE


def test_a_table_with_a_row_an_answer_is_read_too() -> None:
    text = "Some words\n\nindicator | level | towards\n---|---|---\n| integrity | 3 | |\n| `mutual-trust` | 2 | lva |\n"
    done = imported(text.replace("`", ""), "md")
    data, _ = parse(done.text)
    assert data["ratings"] == {"integrity": {"level": 3}}
    assert data["partners"]["LVA"]["ratings"] == {"mutual-trust": {"level": 2}}


WRONG: dict[str, tuple[Filled, str]] = {
    "level": ({("integrity", ""): {"level": "7"}}, '"7" is no level'),
    "words": ({("integrity", ""): {"level": "high"}}, '"high" is no level'),
    "reason": ({("integrity", ""): {"level": "n"}}, "no reason is given"),
    "grade": ({("integrity", ""): {"level": "3", "grade": "Z2"}}, '"Z2" is no Admiralty grade'),
    "date": ({("integrity", ""): {"level": "3", "date": "Jun-23"}}, '"Jun-23" is no date'),
    "cause": ({("framework-fit", ""): {"level": "1", "cause": "vage"}}, 'unknown cause "vage"'),
    "needed": ({("framework-fit", ""): {"level": "1"}}, "needs its cause"),
    "note": ({("integrity", ""): {"note": "we do not know"}}, "there is no level"),
    "source": ({("integrity", ""): {"level": "3", "source": "A"}}, "not what it says"),
    "need": ({("integrity", ""): {"level": "3", "needs": "advice"}}, 'unknown need "advice"'),
}


@pytest.mark.parametrize("layout", ["csv", "md"])
@pytest.mark.parametrize("name", WRONG)
def test_every_mistake_is_named_with_its_line(name: str, layout: str) -> None:
    filled, message = WRONG[name]
    make = csv_text if layout == "csv" else markdown_text
    text = make(shipped_rubric(), {**ANSWERS, **filled})
    found = refused(text, layout)
    assert len(found) == 1
    assert message in found[0].message
    (indicator, _), fields = next(iter(filled.items()))
    lines = text.split("\n")
    assert found[0].text == lines[found[0].line - 1].rstrip("\r")
    if layout == "csv":
        assert f",{indicator}," in found[0].text
    elif name not in ("needed", "note", "source"):  # these point at the field that is empty
        assert list(fields.values())[-1] in found[0].text


def test_all_mistakes_are_named_together_and_lines_count_breaks_inside_cells() -> None:
    text = 'indicator,level,note\nintegrity,3,"two\nlines"\nstate-stability,9,\nintegrty,1,\nintegrity,2,\n'
    assert [(item.line, item.message.split(";")[0]) for item in refused(text)] == [
        (4, 'cell B3 (level): "9" is no level'),
        (5, 'cell A4 (indicator): unknown indicator "integrty"'),
        (6, "integrity is answered twice"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("a,b\n1,2\n", 'the column "indicator" is missing'),
        ("indicator,level,lvel\n", 'unknown column "lvel"'),
        ("indicator,level,level\n", 'the column "level" stands twice'),
        ("indicator,level\nintegrity,3,4\n", "this row has 3 cells; the heading has 2"),
        ('indicator,level\nintegrity,"3\n', "this is no CSV"),
        ("jurisdiction,indicator,level\nLVA,integrity,3\n", "this is about LVA, the profile is of TWN"),
        ("indicator,level\nmutual-trust,3\n", "asked towards a partner"),
        ("indicator,level,towards\nintegrity,3,TWN\n", "TWN cannot be its own partner"),
        (b"indicator,level\nintegrity,3,\xe9\n", "is not UTF-8"),
    ],
)
def test_what_is_no_questionnaire_is_refused(text: str | bytes, message: str) -> None:
    assert any(message in problem.message for problem in refused(text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no table here\n", "there is no table with answers"),
        ("| TWN / integrity | a |\n|---|---|\n| level | 3 | 4 |\n", "this row has 3 cells; expected 2"),
        ("| TWN / integrity | a |\n|---|---|\n| lvl | 3 |\n", 'unknown field "lvl"'),
        ("| TWN / integrity / to LVA | a |\n|---|---|\n| level | 3 |\n", 'cannot read "to LVA"'),
        ("| LVA / integrity | a |\n|---|---|\n| level | 3 |\n", "this is about LVA"),
    ],
)
def test_a_document_with_mistakes_is_refused(text: str, message: str) -> None:
    assert any(message in problem.message for problem in refused(text, "md"))


def test_a_table_of_something_else_is_passed_over() -> None:
    text = "| who | when |\n|---|---|\n| me | now |\n\n| TWN / integrity | a |\n|---|---|\n| level | 3 |\n"
    assert [answer.indicator for answer in imported(text, "md").added] == ["integrity"]


def test_an_apostrophe_against_formulas_is_taken_away_again() -> None:
    done = imported("indicator,level,note\nintegrity,3,'=1+1\nstate-stability,3,'tis so\n")
    data, _ = parse(done.text)
    assert {key: rating["note"] for key, rating in data["ratings"].items()} == {
        "integrity": "=1+1",
        "state-stability": "'tis so",
    }
