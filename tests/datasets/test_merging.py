"""Facts in a profile: what people wrote stays, what an importer wrote before is brought up to date."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.datasets.import_result import ImportedFact, ImportedFile
from readiness.datasets.merging import merge, new_profile
from readiness.documents.place import Text
from readiness.documents.yaml_text import parse
from readiness.errors import InputError

RULE = ("facts", "indices", "wgi.rule-of-law")
MEMBER = ("facts", "memberships", "egmont")
BY_HAND = """\
# Written by hand.
profile: LVA
name: {en: Latvia, lv: Latvija}
as_of: 2023-11-28
facts:
  legal-family: civil      # from the constitution
  memberships: {interpol: member, egmont: none}   # as told

  indices:
    wgi.rule-of-law: {value: 0.92, year: 2022, source: wgi}

ratings:
  mutual-trust: {level: 3, grade: B2}   # stays

# the end
"""


def reading(dated: str = "2023-12-31", importer: str = "wgi", restated: Any = ()) -> ImportedFile:
    return ImportedFile(importer, dated, {"title": "T", "licence": "L"}, frozenset(restated))


def merged(content: str, *readings: ImportedFile, code: str = "LVA", as_of: str | None = None) -> str:
    return merge(Text("LVA.yaml", content), code, readings, as_of).text


def data(content: str) -> Any:
    return parse(Text("x", content))[0]


def with_rule(dated: str, value: float) -> ImportedFile:
    made = reading(dated, restated={RULE})
    made.add("LVA", RULE, {"value": value, "year": int(dated[:4])})
    return made


def test_a_new_profile_holds_names_and_languages_with_their_source() -> None:
    content = data(new_profile("LVA"))
    assert content["name"] == {"en": "Latvia", "zh-Hant": "拉脫維亞"}
    assert content["facts"]["languages"] == ["lv"]
    (key,) = content["sources"]
    assert content["facts"]["cited"] == {"languages": key}


def test_facts_are_added_with_their_source_and_the_profile_is_dated() -> None:
    text = merged(new_profile("LVA"), with_rule("2023-12-31", 0.9))
    content = data(text)
    assert content["as_of"] == "2023-12-31"
    assert content["facts"]["indices"] == {
        "wgi.rule-of-law": {"value": 0.9, "year": 2023, "source": "wgi-2023"}
    }
    assert content["sources"]["wgi-2023"] == {"title": "T", "licence": "L"}


def test_importing_twice_changes_nothing() -> None:
    once = merged(new_profile("LVA"), with_rule("2023-12-31", 0.9))
    assert merged(once, with_rule("2023-12-31", 0.9)) == once


def test_a_new_edition_replaces_the_old_one_and_its_source() -> None:
    text = merged(merged(new_profile("LVA"), with_rule("2022-12-31", 0.8)), with_rule("2023-12-31", 0.9))
    assert text == merged(new_profile("LVA"), with_rule("2023-12-31", 0.9))


def test_an_old_edition_does_not_replace_a_new_one() -> None:
    new = merged(new_profile("LVA"), with_rule("2023-12-31", 0.9))
    result = merge(Text("x", new), "LVA", [with_rule("2022-12-31", 0.8)])
    assert result.text == new


def test_what_a_file_no_longer_tells_is_taken_back() -> None:
    first = merged(new_profile("LVA"), with_rule("2023-12-31", 0.9))
    result = merge(Text("x", first), "LVA", [reading(restated={RULE})])
    assert result.taken == ["facts.indices.wgi.rule-of-law"]
    content = data(result.text)
    assert "indices" not in content["facts"]
    assert "wgi-2023" not in content["sources"]


def test_only_the_source_that_wrote_a_fact_takes_it_back() -> None:
    first = merged(new_profile("LVA"), with_rule("2023-12-31", 0.9))
    assert merged(first, reading(importer="other", restated={RULE})) == first


def test_what_people_wrote_stays_character_by_character() -> None:
    own = reading("2022-06-30", "egmont", {MEMBER})
    own.add("LVA", MEMBER, {"status": "member"})
    own.add("LVA", ("facts", "memberships", "interpol"), {"status": "member"})
    own.facts["LVA"] += [
        ImportedFact(("facts", "legal-family"), "common", "2022"),
        ImportedFact(("facts", "cited", "legal-family"), "egmont-2022", "2022"),
    ]
    own.add("LVA", ("facts", "instruments", "untoc"), {"status": "party", "since": "2001-12-07"})
    own.add("LVA", ("partners", "EST", "facts", "contiguous"), {"value": True})
    result = merge(Text("LVA.yaml", BY_HAND), "LVA", [own])
    assert result.kept == ["facts.memberships.egmont", "facts.legal-family"]
    added = [line for line in result.text.splitlines() if line not in BY_HAND.splitlines()]
    assert added == [
        "  instruments:",
        "    untoc: {status: party, since: 2001-12-07, source: egmont-2022}",
        "partners:",
        "  EST:",
        "    facts:",
        "      contiguous: {value: true, source: egmont-2022}",
        "sources:",
        "  egmont-2022: {title: T, licence: L}",
    ]
    left = iter(result.text.splitlines())
    assert all(line in left for line in BY_HAND.splitlines())


def test_a_hand_written_profile_keeps_its_date_and_takes_no_later_facts() -> None:
    late = reading("2024-12-31", "wgi")
    late.add("LVA", ("facts", "indices", "wgi.rule-of-law"), {"value": 1.0, "year": 2024})
    result = merge(Text("LVA.yaml", BY_HAND), "LVA", [late], "2026-01-01")
    assert (result.text, result.later) == (BY_HAND, 1)


def test_the_date_of_facts_moves_forward_only() -> None:
    first = merged(new_profile("LVA"), with_rule("2023-12-31", 0.9), as_of="2026-07-17")
    assert data(first)["as_of"] == "2026-07-17"
    assert merged(first, with_rule("2023-12-31", 0.9)) == first


def cases(*entries: dict[str, Any], dated: str = "2022-01-01") -> ImportedFile:
    made = reading(dated, "own-records", {("partners", "*", "cases")})
    listed = [{**entry, "source": made.key} for entry in entries]
    made.facts["LVA"] = [ImportedFact(("partners", "TWN", "cases"), listed, dated)]
    return made


def test_records_stand_beside_cases_that_people_wrote() -> None:
    by_hand = "profile: LVA\npartners:\n  TWN:\n    cases:\n      - {from: 2019, completed: 1}   # as told\n"
    text = merged(by_hand, cases({"from": "2021-01-01", "completed": 2}))
    assert data(text)["partners"]["TWN"]["cases"] == [
        {"from": 2019, "completed": 1},
        {"from": "2021-01-01", "completed": 2, "source": "own-records-2022"},
    ]
    later = merged(text, cases({"from": "2021-01-01", "completed": 3}, dated="2023-01-01"))
    assert [entry["completed"] for entry in data(later)["partners"]["TWN"]["cases"]] == [1, 3]
    assert list(data(later)["sources"]) == ["own-records-2023"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- a\n", "expected keys with values"),
        ("profile: JPN\n", "expected the profile of LVA"),
        ("profile: LVA\nfcats: {}\n", 'did you mean "facts"?'),
        ("profile: LVA\nfacts: [", "LVA.yaml"),
    ],
)
def test_a_wrong_profile_is_refused(content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        merged(content, with_rule("2023-12-31", 0.9))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        "profile: LVA",
        "{profile: LVA}\n",
        "profile: LVA\nas_of:\n",
        "profile: LVA\nfacts: {}   # none yet\nsources: {}\n",
        "profile: LVA\nfacts:\n  indices: {}\n",
        "profile: LVA\nas_of: null   # soon\nfacts:\n  # to come\n  indices: {}\n",
        "profile: LVA\nfacts:\n    indices:\n        a: {value: 1, year: 2000}\n\n\n# 漢字 𝄞\nsources:\n\n    x: {title: y}\n",
        "facts:\n  indices: {\n    a: {value: 1, year: 2000},   # one\n    b: {value: 2, year: 2000}}  # two\nprofile: LVA\n",
        "profile: LVA\r\nfacts:\r\n  languages: [lv]\r\nsources:\r\n  x: {title: y}\r\n",
        "profile: LVA\nname: {en: 'L', zh-Hant: 拉脫維亞}\nfacts: {languages: [lv]}\n",
    ],
)
def test_any_layout_takes_facts_and_gives_them_back(content: str) -> None:
    added = merged(content, with_rule("2023-12-31", 0.9))
    read = data(added)
    assert read["facts"]["indices"]["wgi.rule-of-law"]["value"] == 0.9
    assert "wgi-2023" in read["sources"]
    assert merged(added, with_rule("2023-12-31", 0.9)) == added
    changed = data(merged(added, with_rule("2023-12-31", 0.7)))
    assert changed["facts"]["indices"]["wgi.rule-of-law"]["value"] == 0.7
    back = data(merged(added, reading(restated={RULE})))
    assert "wgi.rule-of-law" not in (back.get("facts", {}).get("indices") or {})
