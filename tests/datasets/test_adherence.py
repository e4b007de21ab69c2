"""The importer of who is bound by what: invented tables by hand, and what must hold in the table that ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import readiness.datasets
from building import shipped_rubric
from readiness.datasets.merging import merge
from readiness.datasets.registry import Importer, reader
from readiness.documents.place import Text
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError
from readiness.jurisdictions.tables import known

SHIPPED = Path(readiness.datasets.__file__).parent / "adherence.yaml"
HEAD = "as_of: 2026-07-17\nlists:\n"
SOURCE = "source: {title: A list, url: 'https://example.org/list', accessed: 2026-11-01}"


def one(**changes: str) -> bytes:
    """A table of one list. Values are YAML."""
    entry = {"instrument": "ets-24", "as_of": "2022-04"} | changes
    lines = [
        f"    {key.replace('_', '-') if key != 'as_of' else key}: {value}" for key, value in entry.items()
    ]
    return "\n".join([HEAD + "  extradition:", f"    {SOURCE}", *lines, ""]).encode()


def facts(data: bytes) -> dict[str, Any]:
    reading = reader(Importer.ADHERENCE)("table.yaml", data, None)
    return {code: {fact.path: fact.value for fact in listed} for code, listed in reading.facts.items()}


def test_a_list_says_since_when_until_when_and_who_is_not_bound() -> None:
    table = one(
        since="{FRA: 1986-05-11, GBR: 1991-05-14}",
        until="{GBR: 2020-12-31}",
        undated="[DEU]",
        none="[DNK]",
        otherwise="{NOR: {status: signatory, since: 1957}}",
    )
    path = ("facts", "instruments", "ets-24")
    key = "adherence.extradition-2026"
    assert facts(table) == {
        "FRA": {path: {"status": "party", "since": "1986-05-11", "as_of": "2022-04", "source": key}},
        "GBR": {
            path: {
                "status": "party",
                "since": "1991-05-14",
                "until": "2020-12-31",
                "as_of": "2022-04",
                "source": key,
            }
        },
        "DEU": {path: {"status": "party", "as_of": "2022-04", "source": key}},
        "DNK": {path: {"status": "none", "as_of": "2022-04", "source": key}},
        "NOR": {path: {"status": "signatory", "since": "1957", "as_of": "2022-04", "source": key}},
    }


def test_a_list_older_than_the_edition_says_so_and_is_due_by_its_own_year() -> None:
    old = reader(Importer.ADHERENCE)("table.yaml", one(as_of="2013-01-31", since="{FRA: 2005-08-23}"), None)
    assert old.lists["extradition"]["review"] == "2014-07-01"  # six months after the end of 2013
    assert old.facts["FRA"][0].value["as_of"] == "2013-01-31"
    new = reader(Importer.ADHERENCE)("table.yaml", one(as_of="2026-07-17", since="{FRA: 2005-08-23}"), None)
    assert "review" not in new.lists["extradition"]
    assert "as_of" not in new.facts["FRA"][0].value


def test_a_body_has_members() -> None:
    table = one(instrument="null", membership="eu", since="{FRA: 1958-01-01}")
    assert facts(table)["FRA"] == {
        ("facts", "memberships", "eu"): {
            "status": "member",
            "since": "1958-01-01",
            "as_of": "2022-04",
            "source": "adherence.extradition-2026",
        }
    }


def test_a_list_says_with_whom_there_is_no_agreement_and_whose_law_asks_for_one() -> None:
    table = one(
        instrument="null",
        no_agreement="extradition",
        without="{AUS: [CHN], JPN: [CHN, DEU]}",
        only_by_agreement="[AUS]",
    )
    path = ("facts", "no-agreement", "extradition")
    told = {"as_of": "2022-04", "source": "adherence.extradition-2026"}
    assert facts(table) == {
        "AUS": {path: {"with": ["CHN"], "only-by-agreement": True} | told},
        "JPN": {path: {"with": ["CHN", "DEU"]} | told},
    }


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"membership": "eu"}, "one of `instrument`, `membership` and `no-agreement`"),
        ({"without": "{FRA: [CHN]}"}, "`without` exactly where there is `no-agreement`"),
        (
            {"instrument": "null", "no_agreement": "extradition"},
            "`without` exactly where there is `no-agreement`",
        ),
        (
            {
                "instrument": "null",
                "no_agreement": "extradition",
                "without": "{FRA: [CHN]}",
                "only_by_agreement": "[DEU]",
            },
            "`only-by-agreement` without a list: DEU",
        ),
        ({"since": "{FRA: 2001}", "undated": "[FRA]"}, "named twice: FRA"),
        ({"until": "{FRA: 2001}"}, "`until` without a beginning: FRA"),
        ({"since": "{FRA: soon}"}, "expected a date"),
        ({"sinze": "{}"}, "sinze"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        facts(one(**changes))
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].line


def test_a_profile_cites_the_source_of_each_list_and_loses_what_is_no_longer_told() -> None:
    old = reader(Importer.ADHERENCE)("table.yaml", one(undated="[FRA, DEU]"), None)
    new = reader(Importer.ADHERENCE)("table.yaml", one(undated="[DEU]"), None)
    first = merge(Text("FRA.yaml", "profile: FRA\n"), "FRA", [old])
    assert parse(Text("FRA.yaml", first.text))[0]["sources"]["adherence.extradition-2026"] == {
        "title": "A list",
        "url": "https://example.org/list",
        "accessed": "2026-11-01",
        "review": "2023-07-01",
    }
    assert merge(Text("FRA.yaml", first.text), "FRA", [old]).text == first.text
    second = merge(Text("FRA.yaml", first.text), "FRA", [new])
    assert second.taken == ["facts.instruments.ets-24"]
    assert "adherence" not in second.text


# The table that ships.


def shipped() -> dict[str, dict[str, dict[str, Any]]]:
    """By instrument or body, and code."""
    reading = reader(Importer.ADHERENCE)(SHIPPED.name, SHIPPED.read_bytes(), None)
    table: dict[str, dict[str, dict[str, Any]]] = {}
    for code, listed in reading.facts.items():
        for fact in listed:
            table.setdefault(fact.path[-1], {})[code] = fact.value
    return table


def bound(name: str, day: str) -> set[str]:
    """Who is bound on a day, as (YYYY-MM-DD); an unknown beginning counts as long ago."""
    return {
        code
        for code, fact in shipped()[name].items()
        if fact["status"] in ("party", "member")
        and fact.get("since", "0") <= day <= fact.get("until", "9999")
    }


TODAY = "2026-11-27"
ACTS_OF_ALL = ("eu-arrest-warrant", "eu-joint-teams", "prum")
"""Acts before the Treaty of Lisbon bind Denmark and Ireland too."""
OPTED_OUT = {
    "eu-investigation-order": {"DNK", "IRL"},
    "eu-confiscation-2018": {"DNK", "IRL"},
    "eu-e-evidence-2023": {"DNK"},
}


def test_every_name_is_known_and_every_instrument_is_in_the_rubric() -> None:
    content = parse(decode(SHIPPED.name, SHIPPED.read_bytes()))[0]
    rubric = shipped_rubric()
    for entry in content["lists"].values():
        assert entry.get("instrument", "untoc") in rubric.instruments
        assert entry["source"]["url"].startswith("http")
        for group in ("since", "undated", "none", "otherwise"):
            assert set(entry.get(group, ())) <= known()
    assert reader(Importer.ADHERENCE)(SHIPPED.name, SHIPPED.read_bytes(), None).unplaced == []


def test_the_union_grew_and_shrank() -> None:
    sizes = {"1972-12-31": 6, "1973-01-01": 9, "1995-01-01": 15, "2004-05-01": 25, "2013-07-01": 28}
    assert {day: len(bound("eu", day)) for day in sizes} == sizes
    assert bound("eu", "2020-01-31") - bound("eu", "2020-02-01") == {"GBR"}


@pytest.mark.parametrize("act", ACTS_OF_ALL)
def test_older_acts_of_the_union_bind_its_members_and_nobody_else(act: str) -> None:
    assert bound(act, TODAY) == bound("eu", TODAY)


@pytest.mark.parametrize("act", OPTED_OUT)
def test_opt_outs_are_recorded_as_known(act: str) -> None:
    assert bound("eu", TODAY) - bound(act, TODAY) == OPTED_OUT[act]
    assert {code for code, fact in shipped()[act].items() if fact["status"] == "none"} == OPTED_OUT[act]


def test_nobody_is_bound_by_an_act_of_the_union_before_joining() -> None:
    for act in (*ACTS_OF_ALL, *OPTED_OUT, "eu-mla-2000"):
        for code, fact in shipped()[act].items():
            if fact["status"] == "party":
                assert fact.get("since", fact.get("as_of")) >= shipped()["eu"][code]["since"], (act, code)


def test_the_united_kingdom_is_out_after_the_transition() -> None:
    for act in ("eu-arrest-warrant", "eu-investigation-order", "eu-joint-teams", "sis"):
        assert "GBR" in bound(act, "2020-12-31")
        assert "GBR" not in bound(act, "2021-01-01")
    assert bound("eu-uk-tca", "2021-01-01") == {"GBR"}
    assert bound("eu-uk-tca", "2020-12-31") == set()


def test_the_information_system_is_open_to_schengen_and_the_united_kingdom_for_a_time() -> None:
    assert bound("sis", "2019-12-31") - bound("schengen-1990", "2019-12-31") == {"GBR"}
    assert bound("sis", TODAY) == bound("schengen-1990", TODAY)
    assert bound("schengen-1990", TODAY) - bound("eu", TODAY) == {"CHE", "ISL", "LIE", "NOR"}
    assert not {"IRL", "CYP"} & bound("sis", "2021-01-31")


def test_agreements_of_the_union_name_only_outsiders() -> None:
    for name, item in shipped_rubric().instruments.items():
        if item.across == "eu":
            assert bound(name, TODAY)
            assert not bound(name, TODAY) & bound("eu", TODAY)


def test_conventions_of_the_council_of_europe_stay_with_russia() -> None:
    # It ceased to be a member on 16 March 2022 and is still party to conventions that are open to others.
    for name in ("ets-24", "ets-30", "ets-141", "lanzarote"):
        assert "RUS" in bound(name, TODAY)
    assert (len(bound("ets-24", TODAY)), len(bound("ets-30", TODAY)), len(bound("lanzarote", TODAY))) == (
        51,
        50,
        48,
    )


def test_nordic_states_surrender_among_themselves() -> None:
    assert bound("nordic-arrest-warrant", TODAY) == {"DNK", "FIN", "ISL", "NOR", "SWE"}
    assert bound("eu-norway-iceland-surrender", TODAY) == {"ISL", "NOR"}
    assert bound("eu-norway-iceland-surrender", "2019-10-31") == set()


# The profiles that ship.


def members(body: str, status: str = "member") -> set[str]:
    return {
        code
        for code, data in profiles().items()
        if _status(data["facts"].get("memberships", {}).get(body)) == status
    }


@cache
def profiles() -> dict[str, Any]:
    folder = Path(__file__).parents[2] / "profiles"
    return {file.stem: parse(decode(file.name, file.read_bytes()))[0] for file in folder.glob("*.yaml")}


def _status(fact: Any) -> str | None:
    if isinstance(fact, dict):
        return None if "until" in fact else str(fact["status"])
    return fact if fact is None else str(fact)


def test_profiles_hold_what_the_table_tells() -> None:
    for name, listed in shipped().items():
        for code, told in listed.items():
            facts_of = profiles()[code]["facts"]
            held = {
                **facts_of.get("instruments", {}),
                **facts_of.get("memberships", {}),
                **facts_of.get("no-agreement", {}),
            }
            if code != "LVA":  # its ratings are older than some of the facts
                assert held[name] == told, (code, name)


def test_members_of_the_union_are_in_europol_denmark_by_agreement() -> None:
    assert members("eu") - members("europol") == {"DNK"}
    assert members("europol", "operational-agreement") >= {"DNK"}
    assert members("eu") - members("eurojust") == {"DNK"}
    assert members("eurojust", "cooperation-agreement") == {"DNK"}


def test_the_schengen_area_uses_its_information_system() -> None:
    assert bound("sis", TODAY) - members("schengen") == {"IRL", "CYP"}
    assert members("schengen") <= bound("sis", TODAY)
    assert members("eu") - members("schengen") == {"IRL", "CYP"}
