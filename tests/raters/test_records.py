"""Facts and records of several raters: kept once, never added up, contradictions listed."""

from __future__ import annotations

from typing import Any

from rating import merged, rater

Data = dict[str, Any]


def facts(*said: Data) -> tuple[Data, list[str]]:
    found = merged(*(rater({"facts": one}) for one in said))
    return found.data.get("facts", {}), [str(item) for item in found.conflicts]


def towards(key: str, *said: list[Data]) -> tuple[list[Data], list[str]]:
    """What raters record of the partner BBB under a key, and the conflicts."""
    found = merged(*(rater({"partners": {"BBB": {key: one}}}) for one in said))
    return found.data["partners"]["BBB"][key], [str(item) for item in found.conflicts]


def test_facts_are_joined_and_the_most_frequent_wins() -> None:
    found, conflicts = facts(
        {"languages": ["lv"], "legal-family": "civil", "memberships": {"interpol": "member"}},
        {"languages": ["lv", "ru"], "legal-family": "mixed", "instruments": {"untoc": "party"}},
        {"legal-family": "mixed", "memberships": {"interpol": "member", "egmont": "none"}},
    )
    assert found == {
        "languages": ["lv", "ru"],
        "legal-family": "mixed",
        "memberships": {"interpol": "member", "egmont": "none"},
        "instruments": {"untoc": "party"},
    }
    assert conflicts == ["facts.legal-family: rater 1: civil, rater 2: mixed, rater 3: mixed; used mixed"]


def test_at_a_tie_the_first_rater_is_used() -> None:
    found, conflicts = facts({"legal-family": "civil"}, {"legal-family": "mixed"})
    assert found == {"legal-family": "civil"}
    assert conflicts == ["facts.legal-family: rater 1: civil, rater 2: mixed; used civil"]


def test_index_values_are_joined_by_year() -> None:
    one: Data = {"indices": {"wgi": [{"value": 1.5, "year": 2021}, {"value": 1.2, "year": 2022}]}}
    found, conflicts = facts(one, {"indices": {"wgi": {"value": 1.3, "year": 2022}}})
    assert found == one
    assert conflicts == ["facts.indices.wgi 2022: rater 1: 1.2, rater 2: 1.3; used 1.2"]


def test_channels_are_joined_part_by_part() -> None:
    one = {"id": "i247", "components": {"mail": "full"}}
    found, conflicts = facts(
        {"channels": [one]}, {"channels": [{"id": "i247", "components": {"mail": "none", "data": "none"}}]}
    )
    assert found == {"channels": [{"id": "i247", "components": {"mail": "full", "data": "none"}}]}
    assert conflicts == ["facts.channels i247.mail: rater 1: full, rater 2: none; used full"]


def test_cases_of_two_raters_over_the_same_time_are_never_added_up() -> None:
    # Both tell of 2021-23; 3 + 4 = 7 would reach the five cases of the middle phase, which neither rater saw.
    one = [{"from": 2021, "to": "2022-06", "completed": 1}, {"from": "2022-07", "to": 2023, "completed": 2}]
    found, conflicts = towards("cases", one, [{"from": "2021-03", "to": 2023, "completed": 4}])
    assert found == one
    assert conflicts == [
        "partners.BBB.cases from 2021: rater 1: 3 completed, rater 2: 4 completed; used 3 completed"
    ]


def test_cases_of_other_times_or_needs_are_all_kept() -> None:
    one = {"from": 2015, "to": 2016, "completed": 1}
    two = {"needs": ["evidence"], "from": 2017, "completed": 2}
    three = {"needs": ["surrender"], "from": 2018, "to": 2019, "completed": 3}
    assert towards("cases", [one, two], [one, three]) == ([one, two, three], [])


def test_cases_that_either_side_asked_for_are_no_more_the_same_than_those_of_two_needs() -> None:
    one = {"requesting": "AAA", "from": 2018, "to": 2019, "completed": 3}
    two = {"requesting": "BBB", "from": 2018, "to": 2019, "completed": 1}
    assert towards("cases", [one], [two]) == ([one, two], [])
    untold = {"from": 2018, "to": 2019, "completed": 4}
    assert towards("cases", [one], [untold])[0] == [one]


def test_agreements_are_one_entry_with_the_status_most_give() -> None:
    text = {"kind": "police-cooperation", "title": "Memorandum", "since": 2019}
    found, conflicts = towards(
        "agreements", [text | {"status": "in-force"}], [text | {"status": "signed", "note": "unused"}], []
    )
    assert found == [text | {"status": "signed", "note": "unused"}]  # a tie: the earlier stage
    assert conflicts == [
        "partners.BBB.agreements Memorandum: rater 1: in-force, rater 2: signed; used signed"
    ]


def test_structures_stand_as_often_as_one_rater_has_them() -> None:
    post = {"kind": "liaison-post", "since": 2020}
    found, conflicts = towards("structures", [post | {"note": "Riga"}, post | {"note": "Tartu"}], [post])
    assert (found, conflicts) == ([post | {"note": "Riga"}, post | {"note": "Tartu"}], [])
    assert towards("structures", [post], [post | {"note": "seen"}])[0] == [post | {"note": "seen"}]


def test_the_more_severe_standing_is_used_and_evidence_joined() -> None:
    entries: list[Data] = [
        {"status": "running", "since": 2020, "evidence": [{"says": "calm"}]},
        {"status": "strained", "since": 2020, "evidence": [{"says": "dispute"}]},
        {"status": "strained", "since": 2020, "evidence": [{"says": "delay"}], "note": "n"},
    ]
    found, conflicts = towards("standing", *([entry] for entry in entries))
    assert found == [
        {
            "status": "strained",
            "since": 2020,
            "note": "n",
            "evidence": [{"says": "dispute"}, {"says": "delay"}],
        }
    ]
    assert conflicts == [
        "partners.BBB.standing since 2020: rater 1: running, rater 2: strained, rater 3: strained; used strained"
    ]


def test_sources_with_one_id_and_different_contents_are_told_apart() -> None:
    def said(title: str) -> Any:
        rating = {"level": 2, "evidence": [{"says": title, "source": "npa"}]}
        return rater({"sources": {"npa": {"title": title}}}, will=rating)

    found = merged(said("Report"), said("Budget"), said("Budget")).data
    assert found["sources"] == {"npa": {"title": "Report"}, "npa-2": {"title": "Budget"}}
    cited = [(item["says"], item["source"]) for item in found["ratings"]["will"]["evidence"]]
    assert cited == [("Report", "npa"), ("Budget", "npa-2")]


def test_new_facts_and_markings_are_not_lost() -> None:
    said: Data = {
        "tlp": "green",
        "facts": {
            "memberships": {"interpol": {"status": "member", "since": 1992}},
            "cited": {"languages": "s"},
        },
        "sources": {"s": {"title": "t"}},
        "partners": {
            "BBB": {
                "facts": {"contiguous": True, "common-language": True},
                "relay": {"passes-on": "ask", "hours": 12},
            }
        },
    }
    other: Data = {
        "tlp": "amber",
        "facts": {"memberships": {"interpol": "member"}},
        "partners": {"BBB": {"relay": {"passes-on": "no"}}},
    }
    found = merged(rater(said), rater(other))
    assert found.data["tlp"] == "amber"
    assert found.data["facts"] == said["facts"]
    assert found.data["partners"]["BBB"] == said["partners"]["BBB"]
    assert [str(item) for item in found.conflicts] == [
        "partners.BBB.relay: rater 1: ask, 12.0, rater 2: no; used ask, 12.0"
    ]
