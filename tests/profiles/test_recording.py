"""Answers in a profile's text: at the right place, and everything that people wrote is still there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import shipped_rubric
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import parse
from readiness.errors import InputError
from readiness.profiles.answers import Answer, faults
from readiness.profiles.recording import dated, record
from readiness.profiles.template import starting_profile
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.profiles.recording import RecordedAnswer

ROOT = Path(__file__).parents[2]
HAND_WRITTEN = [
    *ROOT.glob("examples/*/[A-Z][A-Z][A-Z].yaml"),
    ROOT / "profiles/TWN.yaml",
    ROOT / "profiles/FRA.yaml",
]
TRUST = Answer("mutual-trust", "LVA", level=3.0, grade="C3")


def put(content: str, answer: Answer, *, replace: bool = False) -> RecordedAnswer:
    return record(Text("a.yaml", content), answer, shipped_rubric(), replace=replace)


def lines(text: str, answer: Answer, *, replace: bool = False) -> list[str]:
    return put(text, answer, replace=replace).text.content.split("\n")


def test_a_section_that_is_missing_is_written_where_it_belongs() -> None:
    text = "profile: TWN\nas_of: 2023   # a date\n# about sources\nsources:\n  a: {title: A}\n"
    assert put(text, Answer("integrity", level=3.0)).text.content == (
        "profile: TWN\nas_of: 2023   # a date\n\nratings:\n  integrity: {level: 3}\n# about sources\nsources:\n  a: {title: A}\n"
    )


def test_partners_are_written_after_ratings_and_each_partner_after_the_others() -> None:
    text = "profile: TWN\nratings:\n  integrity: 3   # from the audit\npartners:\n  USA:\n    structures: []\n    # more\n"
    assert put(text, TRUST).text.content == (
        f"{text}  LVA:\n    ratings:\n      mutual-trust: {{level: 3, grade: C3}}\n"
    )


def test_an_entry_stands_behind_its_predecessor_in_the_catalogue() -> None:
    text = (
        "profile: TWN\nratings:\n    # legal\n    domestic-implementation: 3\n"
        "    # cultural\n    integrity: 3   # audit\n\n    # capacity\n    contact-point: 2\n"
    )
    found = lines(text, Answer("conduct-accountability", level=2.0))
    assert (
        found.index("    conduct-accountability: {level: 2}") == found.index("    integrity: 3   # audit") + 1
    )


def test_brackets_of_an_empty_section_become_a_block_and_their_comment_stays() -> None:
    text = "profile: TWN\nratings: {}   # nothing yet\nsources: {}\n"
    answer = Answer("integrity", level=3.0, evidence="An audit", source="The audit")
    assert put(text, answer).text.content == (
        "profile: TWN\nratings:   # nothing yet\n  integrity:\n    level: 3\n    evidence:\n"
        '      - {says: "An audit", source: the-audit}\nsources:\n  the-audit: {title: "The audit"}\n'
    )


def test_what_stands_in_brackets_is_added_to_in_brackets() -> None:
    text = "{profile: TWN, ratings: {integrity: 3}, partners: {LVA: {}}}\n"
    assert put(text, TRUST).text.content == (
        "{profile: TWN, ratings: {integrity: 3}, partners: {LVA: {ratings: {mutual-trust: {level: 3, grade: C3}}}}}\n"
    )


def test_rows_join_the_rows_that_are_there() -> None:
    text = "profile: TWN\npartners:\n  LVA:\n    ratings:\n      treaty-basis:   # see the file\n        rows: {intelligence: 1}\n        grade: B2\n"
    row = Answer("treaty-basis", "LVA", "evidence", level=2.0)
    assert put(text, row).text.content == text.replace(
        "{intelligence: 1}", "{intelligence: 1, evidence: {level: 2}}"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  integrity: 3   # audit\n",
            "  integrity:\n    - 3   # audit\n    - {level: 1, needs: [surrender]}\n",
        ),
        (
            "  integrity:\n    level: 3   # audit\n    # graded later\n    grade: B2\n",
            "  integrity:\n    - level: 3   # audit\n      # graded later\n      grade: B2\n    - {level: 1, needs: [surrender]}\n",
        ),
        (
            "  integrity:\n  - {level: 3, needs: [assets]}\n",
            "  integrity:\n  - {level: 3, needs: [assets]}\n  - {level: 1, needs: [surrender]}\n",
        ),
        ("  integrity: [3]\n", "  integrity: [3, {level: 1, needs: [surrender]}]\n"),
    ],
)
def test_a_narrower_answer_stands_beside_the_general_one(before: str, after: str) -> None:
    answer = Answer("integrity", level=1.0, needs=("surrender",))
    assert put(f"profile: TWN\nratings:\n{before}", answer).text.content == f"profile: TWN\nratings:\n{after}"


@pytest.mark.parametrize("old", ["3", "{level: 3}", "[{level: 3}]", "\n    level: 3", "\n    - level: 3"])
def test_a_rating_is_replaced_only_on_request(old: str) -> None:
    text = f"profile: TWN\nratings:\n  state-stability: 4\n  integrity: {old}   # audit\n  contact-point: 2\n"
    answer = Answer("integrity", level=2.0, grade="B2")
    kept = put(text, answer)
    assert (kept.outcome, kept.text.content) == ("differs", text)
    replaced = put(text, answer, replace=True)
    assert replaced.outcome == "replaced"
    said = parse(replaced.text)[0]["ratings"]["integrity"]
    assert said in ({"level": 2, "grade": "B2"}, [{"level": 2, "grade": "B2"}])
    assert "# audit" in replaced.text.content
    assert put(replaced.text.content, answer).outcome == "same"


def test_the_same_answer_changes_nothing() -> None:
    answer = Answer("integrity", level=3.0, evidence="An audit", source="The audit", link="https://a.example")
    once = put("profile: TWN\n", answer)
    assert once.outcome == "added"
    twice = put(once.text.content, answer)
    assert (twice.outcome, twice.text.content) == ("same", once.text.content)


def test_line_ends_of_windows_stay() -> None:
    found = put("profile: TWN\r\nratings:\r\n  integrity: 3\r\n", TRUST).text.content
    assert found.count("\n") == found.count("\r\n") == 8


def test_a_starting_profile_keeps_its_questions_and_loses_only_the_line_to_fill_in() -> None:
    start = starting_profile({"profile": "TWN"}, shipped_rubric(), "LVA", texts())
    found = put(start, TRUST).text.content
    old, new = start.split("\n"), found.split("\n")
    waiting = '      # mutual-trust: {level: , grade: , as_of: , evidence: [{says: "", source: }]}'
    assert [line for line in old if line not in new] == ["    ratings: {}", waiting]
    assert new.index("      mutual-trust: {level: 3, grade: C3}") == old.index(waiting)


def test_a_date_is_added_or_moved_forward() -> None:
    rubric = shipped_rubric()
    text = Text("a.yaml", "profile: TWN\nname: {en: Taiwan}\nratings: {}\n")
    assert dated(text, "2023-05", rubric).content == (
        "profile: TWN\nname: {en: Taiwan}\nas_of: 2023-05\nratings: {}\n"
    )
    there = Text("a.yaml", "profile: TWN\nas_of: 2020\n")
    assert dated(there, "2019-05", rubric) == there
    assert dated(there, "2023-11-28", rubric).content == "profile: TWN\nas_of: 2023-11-28\n"


def test_a_profile_with_mistakes_is_refused() -> None:
    with pytest.raises(InputError, match="integrty"):
        put("profile: TWN\nratings: {integrty: 3}\n", TRUST)


RUBRIC = shipped_rubric()
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60).map(
    lambda t: " ".join(t.split())
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    key = draw(st.sampled_from(list(RUBRIC.indicators)))
    item = RUBRIC.indicators[key]
    evidence = draw(WORDS)
    needs = (
        draw(st.lists(st.sampled_from(list(RUBRIC.needs)), max_size=2, unique=True)) if not item.table else []
    )
    return Answer(
        key,
        draw(st.sampled_from([None, "LVA", "NO", "x-1", "TWN"])),
        draw(st.sampled_from(list(item.table.rows))) if item.table else None,
        level=draw(st.sampled_from([0.0, 1.0, 2.5, 4.0])),
        cause=draw(st.sampled_from(item.cause.values)) if item.cause else "",
        needs=tuple(needs),
        grade=draw(st.sampled_from(["", "B2"])),
        date=draw(st.sampled_from(["", "2020", "2020-05"])),
        evidence=evidence,
        source=draw(WORDS) if evidence else "",
        note=draw(WORDS),
    )


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HAND_WRITTEN), st.lists(answers(), min_size=1, max_size=3), st.booleans())
def test_no_answer_harms_a_file_that_people_wrote(path: Path, given_: list[Answer], replace: bool) -> None:
    text = Text(path.name, path.read_text(encoding="utf-8"))
    code = read_profile(text, RUBRIC).id
    comments = [line.strip() for line in text.content.split("\n") if line.strip().startswith("#")]
    for answer in given_:
        if list(faults(answer, RUBRIC, code)):
            continue
        before: Any = parse(text)[0]
        done = record(text, answer, RUBRIC, replace=replace)
        text = done.text
        after: Any = parse(text)[0]
        assert {key: after.get(key) for key in ("facts", "name", "as_of")} == {
            key: before.get(key) for key in ("facts", "name", "as_of")
        }
        if done.outcome != "differs":
            assert record(text, answer, RUBRIC).outcome == "same"
    assert [line.strip() for line in text.content.split("\n") if line.strip().startswith("#")] == comments
