"""Profiles written as YAML: the reader gives back the same data, and people can read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.documents.writing import WIDTH, profile_data, profile_yaml
from readiness.documents.yaml_text import decode, parse
from readiness.model.profile import Profile

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(ROOT.glob("profiles/*.yaml"))

TRICKY = [
    *("NO", "no", "~", "null", "true", "12:30", "2023", "2023-11", "1e5", ".5", "0x1F", "017", "=", "<<", ""),
    *(
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        "\\",
        "{a}",
        "*a",
        "&a",
        "!a",
        "%",
        "---",
        "@",
        "`",
        "?",
        "? a",
        "|",
        ">",
    ),
    *(" a ", "a  b", "a\nb", "a\n\n b", "\t", "\x00", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff"),
    *("Norge og Sverige (NOR)", "臺灣", "😀", "…", "a " * 90, "x" * 200, "\\ " * 80),
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(TRICKY)
names = st.sampled_from(["ratings", "rows", "evidence", "facts", "level", "note", "partners", "says"])
keys = texts | names | st.integers(0, 5) | st.none() | st.booleans() | st.floats(0.5, 0.9)
scalars = (
    texts
    | st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    scalars,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(keys, parts, max_size=4),
    max_leaves=25,
)


def read(text: str) -> Any:
    return parse(decode("written.yaml", text.encode()))[0]


def typed(value: Any) -> Any:
    """The value with the type of each part, so that 1, 1.0 and true differ."""
    if isinstance(value, dict):
        return [(typed(key), typed(part)) for key, part in sorted(value.items(), key=repr)]
    if isinstance(value, list):
        return [typed(part) for part in value]
    return type(value), value


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(texts | names, values, max_size=5))
def test_the_reader_gives_back_the_same_data(data: dict[str, Any]) -> None:
    assert typed(read(profile_yaml(data))) == typed(data)


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_texts_come_back_as_keys_and_as_values(text: str) -> None:
    data = {"note": text, "name": {text: text}, "facts": {"languages": [text, text]}}
    assert read(profile_yaml(data)) == data


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_profiles_come_back_the_same(path: Path) -> None:
    data = parse(decode(path.name, path.read_bytes()))[0]
    assert read(profile_yaml(data)) == data
    model = Profile.model_validate(data)
    assert Profile.model_validate(read(profile_yaml(profile_data(model)))) == model


def test_shipped_profiles_are_found() -> None:
    assert len(SHIPPED) >= 2


def test_the_layout() -> None:
    says = "Officers of both sides met each quarter and settled open cases at the table; minutes were kept by both"
    data = {
        "ratings": {
            "mutual-trust": 3,
            "present-will": [{"needs": ["intelligence"], "level": 3}, {"level": 1, "needs": ["surrender"]}],
            "delivery-record": {
                "evidence": [{"source": "npa", "says": says, "as_of": "2023-06", "grade": "B2"}],
                "grade": "B2",
                "level": 2.5,
            },
            "treaty-basis": {"rows": {"intelligence": 1, "evidence": {"not-applicable": "none"}}},
        },
        "profile": "NO",
        "as_of": "2023-11-28",
        "name": {"en": "Norway"},
        "sources": {"npa": {"title": "Report: police", "year": 2023}},
    }
    assert profile_yaml(data) == (
        'profile: "NO"\n'
        "name: {en: Norway}\n"
        "as_of: 2023-11-28\n"
        "\n"
        "ratings:\n"
        "  mutual-trust: 3\n"
        "  present-will:\n"
        "    - {level: 3, needs: [intelligence]}\n"
        "    - {level: 1, needs: [surrender]}\n"
        "  delivery-record:\n"
        "    level: 2.5\n"
        "    grade: B2\n"
        "    evidence:\n"
        '      - {says: "Officers of both sides met each quarter and settled open cases at the table; minutes were '
        'kept by both",\n         source: npa, as_of: 2023-06, grade: B2}\n'
        "  treaty-basis:\n"
        '    rows: {intelligence: 1, evidence: {not-applicable: "none"}}\n'
        "\n"
        "sources:\n"
        '  npa: {title: "Report: police", year: 2023}\n'
    )


def test_names_that_people_choose_keep_their_order() -> None:
    data = {"partners": {"ZZZ": {"ratings": {"rows": 1, "level": 2}}, "AAA": {"cases": []}}}
    written = read(profile_yaml(data))
    assert list(written["partners"]) == ["ZZZ", "AAA"]
    assert list(written["partners"]["ZZZ"]["ratings"]) == ["rows", "level"]


@given(st.lists(st.text("abcdefg ,.", max_size=60), max_size=8))
def test_lines_of_ordinary_words_stay_within_the_width(words: list[str]) -> None:
    data = {"ratings": {"x": {"level": 1, "note": " ".join(words), "evidence": [{"says": " ".join(words)}]}}}
    longest = max((len(word) for word in " ".join(words).split()), default=0)
    double = "  " in " ".join(words)
    assert double or longest > 60 or all(len(line) <= WIDTH + 3 for line in profile_yaml(data).splitlines())


def test_an_empty_profile_is_an_empty_mapping() -> None:
    assert read(profile_yaml({})) == {}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**50, {1, 2}, (1, 2), b"x", object()])
def test_what_could_not_be_read_back_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"cannot (be written|write)"):
        profile_yaml({"note": value})


def test_a_key_that_no_reader_takes_is_refused() -> None:
    with pytest.raises(ValueError, match="expected at most 900"):
        profile_yaml({"name": {"x" * 901: "y"}})


def test_a_model_becomes_short_plain_data() -> None:
    data = {
        "profile": "TWN",
        "as_of": 2023,
        "facts": {"indices": {"wgi": {"value": 1.5, "year": 2022}}},
        "ratings": {"mutual-trust": 3, "treaty-basis": {"rows": {"evidence": 2}}},
        "partners": {
            "LVA": {
                "cases": [{"from": 2021, "completed": 2}],
                "ratings": {
                    "present-will": [{"level": 2, "interval": [1, 3]}, {"level": 1.5, "as_of": "2020-03"}]
                },
            }
        },
    }
    assert profile_data(Profile.model_validate(data)) == data
