"""What an answer says, what is wrong with it, and what people type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from readiness.profiles import typed
from readiness.profiles.answers import Answer, faults, source_of

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

GOOD = Answer("integrity", level=3.0, grade="B2", date="2023-05", evidence="An audit", source="Audit report")
TOWARDS = replace(GOOD, partner="LVA")


def test_a_rating_says_only_what_was_answered() -> None:
    assert Answer("integrity", level=3.0).rating(None) == {"level": 3}
    assert Answer("integrity", level=2.5).rating(None) == {"level": 2.5}
    assert Answer("integrity", not_applicable="looked", date="2023").rating(None) == {
        "not-applicable": "looked",
        "as_of": 2023,
    }
    assert GOOD.rating("audit") == {
        "level": 3,
        "grade": "B2",
        "as_of": "2023-05",
        "evidence": [{"says": "An audit", "source": "audit"}],
    }


def test_good_answers_have_no_faults(law_enforcement: Rubric) -> None:
    for answer in (GOOD, TOWARDS, replace(TOWARDS, indicator="treaty-basis", row="evidence")):
        assert list(faults(answer, law_enforcement, "TWN")) == []


@pytest.mark.parametrize(
    ("answer", "field", "part"),
    [
        (replace(GOOD, indicator="integrty"), "indicator", "integrty"),
        (replace(GOOD, indicator="mutual-trust"), "towards", "asked towards a partner"),
        (replace(GOOD, partner="TWN"), "towards", "own partner"),
        (replace(GOOD, partner="L V"), "towards", "no code"),
        (replace(GOOD, row="evidence"), "row", "no rows"),
        (replace(TOWARDS, indicator="treaty-basis"), "row", "one level a row"),
        (replace(TOWARDS, indicator="treaty-basis", row="evidenc"), "row", "evidenc"),
        (replace(GOOD, level=None), "level", "no level"),
        (replace(GOOD, level=5.0), "level", "5"),
        (replace(GOOD, level=2.3), "level", "2.3"),
        (replace(GOOD, not_applicable="looked"), "not-applicable", "both"),
        (replace(GOOD, grade="G2"), "grade", "G2"),
        (replace(GOOD, date="2023-13"), "date", "month 13"),
        (replace(GOOD, needs=("advice",)), "needs", "advice"),
        (replace(GOOD, cause="aid"), "cause", "no cause"),
        (replace(TOWARDS, indicator="framework-fit", level=1.0), "cause", "needs its cause"),
        (replace(TOWARDS, indicator="framework-fit", cause="vage"), "cause", "vage"),
        (replace(GOOD, evidence=""), "evidence", "what it says"),
        (replace(GOOD, source="", link="https://example.org"), "source", "link"),
    ],
)
def test_every_mistake_is_named_with_its_field(
    law_enforcement: Rubric, answer: Answer, field: str, part: str
) -> None:
    found = list(faults(answer, law_enforcement, "TWN"))
    assert [fault.field for fault in found] == [field]
    assert part in found[0].message


def test_a_source_is_found_by_id_and_by_title() -> None:
    sources = {"npa-2023": {"title": "Annual Report"}}
    assert source_of("", "", sources) == (None, None)
    assert source_of("npa-2023", "", sources) == ("npa-2023", None)
    assert source_of("annual report", "", sources) == ("npa-2023", None)


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("Report of the Ministry of Justice, 2023", (), "report-of-the-ministry-of-justice"),
        ("Café Zürich", (), "cafe-zurich"),
        ("臺灣", (), "source"),
        ("臺灣", ("source", "source-2"), "source-3"),
        ("2023 figures", (), "source-2023-figures"),
        ("Annual report", ("annual-report",), "annual-report-2"),
        ("x" * 60, (), "source"),
    ],
)
def test_a_new_source_gets_an_id_from_its_title(title: str, taken: tuple[str, ...], key: str) -> None:
    assert source_of(title, "", {name: {"title": "other"} for name in taken}) == (key, {"title": title})


def test_the_same_title_with_another_link_is_another_source() -> None:
    sources = {"a": {"title": "A", "url": "https://one.example"}}
    assert source_of("A", "https://two.example", sources) == (
        "a-2",
        {"title": "A", "url": "https://two.example"},
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("0", 0.0),
        ("4", 4.0),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("3.0", 3.0),
        ("5", None),
        ("-1", None),
        ("2.3", None),
    ],
)
def test_levels_as_people_type_them(text: str, level: float | None) -> None:
    assert typed.level(text) == level


def test_grades_dates_choices_and_near_sources() -> None:
    assert [typed.grade(text) for text in ("b2", "B 2", "", "Z9")] == ["B2", "B2", "", None]
    assert typed.date_fault("2023-02-30") == "there is no day 30 in 2023-02"
    assert typed.date_fault("2023") == ""
    assert typed.choice("va", ["vague", "absent"]) == "vague"
    assert typed.choice("", ["vague"]) is None
    assert typed.choice("a", ["aid", "absent"]) is None
    assert typed.near_source("npa-2032", {"npa-2023": {}}) == "npa-2023"
    assert typed.near_source("A new title", {"npa-2023": {}}) is None
    assert typed.plain("a\x1b[31m  b\n") == "a [31m b"
