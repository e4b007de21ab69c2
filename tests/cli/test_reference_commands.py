"""`explain` and `list`: every word of the rubric, in every format."""

from __future__ import annotations

import json

import pytest

from cli.command_line import run

IDS = {
    "indicator": "present-will",
    "factor": "legal",
    "obstacle": "O3",
    "remedy": "R27",
    "phase": "middle",
    "need": "surrender",
    "measure": "fund-stop",
    "crime": "sea-piracy",
    "standing": "suspended",
    "weights": "bottom-up",
    "channel": "interpol-i247",
    "instrument": "untoc",
    "organisation": "europol",
    "source": "own-records",
}


@pytest.mark.parametrize(("kind", "name"), IDS.items())
def test_every_kind_of_word_is_explained_in_every_format(kind: str, name: str) -> None:
    data = json.loads(run("explain", name, "--format", "json").out)
    assert [(entry["kind"], entry["id"]) for entry in data] == [(kind, name)]
    for format_ in ("text", "markdown"):
        done = run("explain", name, "--format", format_)
        assert (done.code, done.err) == (0, "")
        assert name in done.out


def test_an_indicator_shows_its_scale_gates_and_weight() -> None:
    parts = json.loads(run("explain", "present-will", "--format", "json").out)[0]["parts"]
    assert [row["level"] for row in parts["scale"]] == ["0", "1", "2", "3", "4"]
    # 25/48 of the weight lies on the political factor early, 23/144 in the middle, 5/48 late; one of thirteen equal parts:
    # 4.01 %, 1.23 %, 0.80 %
    assert [tuple(row.values()) for row in parts["phases"]] == [
        ("early", "2", "4.0 %"),
        ("middle", "2", "1.2 %"),
        ("late", "2", "0.8 %"),
    ]
    assert parts["remedies"][0].startswith("R46 ")
    assert "docs/rating-guide.md" in parts["rating"]


def test_case_does_not_matter_and_several_words_are_explained_at_once() -> None:
    data = json.loads(run("explain", "o1", "r04", "--format", "json").out)
    assert [entry["id"] for entry in data] == ["O1", "R04"]


def test_a_word_given_up_leads_to_those_that_replace_it() -> None:
    done = run("explain", "judicial-prison-capacity")
    assert done.code == 2
    assert done.err.startswith(
        'the indicator "judicial-prison-capacity" is given up: court-capacity and custody-capacity replace it; '
    )


def test_a_remedy_says_what_it_lifts_who_acts_and_for_whom_it_is() -> None:
    parts = json.loads(run("explain", "R56", "--format", "json").out)[0]["parts"]
    assert parts["lifts"] == ["court-capacity by 1, up to 2", "custody-capacity by 1, up to 2"]
    assert parts["who acts"] == "the other side, towards the one whose level is low"
    parts = json.loads(run("explain", "R18", "--format", "json").out)[0]["parts"]
    assert "integrity at 1 or less" in parts["prerequisites"]
    parts = json.loads(run("explain", "R54", "--format", "json").out)[0]["parts"]
    assert "lifts" not in parts
    assert "state-stability" in parts["way round"]


def test_an_unknown_word_gets_the_nearest_one() -> None:
    done = run("explain", "mutual-trsut")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'nothing in the rubric is called "mutual-trsut"; did you mean "mutual-trust"?\n'


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("indicators", 51),
        ("remedies", 57),
        ("obstacles", 8),
        ("crimes", 24),
        ("needs", 6),
        ("measures", 8),
        ("phases", 3),
    ],
)
def test_a_list_has_a_line_for_each_id(kind: str, count: int) -> None:
    assert len(run("list", kind).out.splitlines()) == count
    assert len(json.loads(run("list", kind, "--format", "json").out)) == count


def test_the_singular_lists_too_and_an_unknown_list_gets_a_hint() -> None:
    assert run("list", "crime").out == run("list", "crimes").out
    done = run("list", "crmes")
    assert done.code == 2
    assert 'did you mean "crimes"?' in done.err


def test_without_a_kind_the_lists_are_listed() -> None:
    kinds = run("list").out.split()
    assert {"indicators", "profiles", "rubrics"} <= set(kinds)
    assert all(run("list", kind).code == 0 for kind in kinds)


def test_every_id_of_every_list_can_be_explained() -> None:
    for kind in (
        "indicators",
        "obstacles",
        "remedies",
        "phases",
        "needs",
        "measures",
        "crimes",
        "channels",
        "instruments",
        "organisations",
    ):
        names = list(json.loads(run("list", kind, "--format", "json").out))
        assert len(json.loads(run("explain", *names, "--format", "json").out)) >= len(names)
