"""Lists of agreements: what their rows become, what is left out, and that a text is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import publisher_files as made
import pytest

from cli.command_line import run
from readiness.datasets.agreements import once, same
from readiness.datasets.merging import merge, new_profile
from readiness.datasets.registry import Importer, reader
from readiness.documents.place import Text
from readiness.documents.yaml_text import parse
from readiness.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from readiness.datasets.import_result import ImportedFile

POLICE = "CHE|DEU||police-cooperation|Polizeivertrag"
TREATY = "CHE|BRA||mutual-legal-assistance|Vertrag  über Rechtshilfe|2004-05-12|2009-07-27|in_force|SR 0.351.919.81"
ACORDO = "BRA|CHE|Suíça|mutual-legal-assistance|Tratado|2004-05-12|2009-07-27|Em Vigor|Concordia 11314"


def read(*rows: str, dated: str | None = "2026-04-17") -> ImportedFile:
    return reader(Importer.AGREEMENTS)("list.csv", made.agreements(*rows), dated)


def told(reading: ImportedFile) -> dict[str, list[dict[str, Any]]]:
    """The agreements of a list's side, by partner, without their source."""
    (facts,) = reading.facts.values()
    agreements = {fact.path[1]: fact.value for fact in facts if fact.path[0] == "partners"}
    assert {entry.pop("source") for entries in agreements.values() for entry in entries} <= {reading.key}
    return agreements


def test_a_row_is_told_in_the_profile_of_the_side_whose_list_it_is() -> None:
    reading = read(TREATY)
    assert (reading.key, list(reading.facts)) == ("agreements-che-2026", ["CHE"])
    assert reading.source["title"].startswith("Classified Compilation of Swiss Law")
    assert told(reading) == {
        "BRA": [
            {
                "kind": "mutual-legal-assistance",
                "status": "in-force",
                "since": "2009-07-27",
                "title": "Vertrag über Rechtshilfe",
                "note": "SR 0.351.919.81",
            }
        ]
    }


def test_of_several_lists_of_one_side_the_one_that_knows_the_words_is_taken() -> None:
    ministry = "BRA|ITA|Itália|extradition|Tratado|1989-10-17|1993-08-01|Em Vigor|Concordia 1"
    decree = "BRA|ITA|Itália|extradition|Tratado|1989-10-17|1993-08-01|promulgated|Decreto 863/1993"
    assert read(ministry).key == "agreements-bra-2026"
    assert read(decree).key == "agreements-bra-decrees-2026"
    with pytest.raises(InputError, match="unknown status"):
        read(decree.replace("promulgated", "whatever"))


def test_what_was_superseded_was_in_force_until_then() -> None:
    old = (
        f"{POLICE}|1999-04-27|2002-03-01|superseded 2024-05-01 by SR 0.360.136.1 (2022 treaty)|SR 0.360.136.1"
    )
    (first, second) = told(read(old, f"{POLICE}|2022-04-05|2024-05-01|in_force|SR 0.360.136.1"))["DEU"]
    assert (first["status"], first["since"], first["until"]) == ("in-force", "2002-03-01", "2024-05-01")
    assert first["note"].endswith("superseded 2024-05-01 by SR 0.360.136.1 (2022 treaty)")
    assert (second["status"], second["since"], "until" in second) == ("in-force", "2024-05-01", False)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Em Vigor", {"status": "in-force", "since": "2002-02-02"}),
        ("Tramitação Congresso Nacional", {"status": "signed", "since": "2001-01-01"}),
        ("Em ratificação da(s) outra(s) Parte(s)", {"status": "signed", "since": "2001-01-01"}),
        ("Superado", {"status": "lapsed"}),
        ("Suspenso", {"status": "suspended"}),
        ("Situação especial", None),
    ],
)
def test_since_is_when_the_status_began(words: str, expected: dict[str, str] | None) -> None:
    entries = told(read(f"BRA|AGO|Angola|extradition|T|2001-01-01|2002-02-02|{words}|Concordia 1")).get("AGO")
    shown = entries and {key: entries[0][key] for key in ("status", "since") if key in entries[0]}
    assert shown == expected


def test_a_suspension_carries_the_year_that_the_list_gives() -> None:
    (entry,) = told(read("HKG|GBR|UK|extradition|T|||SUSPENDED in 2020 (both sides)|x"))["GBR"]
    assert (entry["status"], entry["since"]) == ("suspended", "2020")


def test_treaties_on_drugs_are_a_basis_against_drugs_only_and_prisoners_are_left_out() -> None:
    reading = read(
        "BRA|PAK|Paquistão|drugs-cooperation|T|2004-11-29|2010-07-30|Em Vigor|Concordia 10363",
        "BRA|PAK|Paquistão|transfer-of-sentenced-persons|T|2004-11-29|2010-07-30|Em Vigor|Concordia 1",
    )
    (entry,) = told(reading)["PAK"]
    assert (entry["kind"], entry["needs"], entry["crimes"]) == (
        "other",
        ["intelligence"],
        ["drug-trafficking"],
    )
    assert reading.notes == ["rows of other kinds, left out: 1"]


def test_rows_that_are_known_to_be_wrong_are_left_out_or_corrected() -> None:
    reading = read(
        "CHE|ITA||police-cooperation|Kontrollierte Lieferungen|2009-11-17|2009-11-17|in_force|SR 0.360.454.12",
        "CHE|LIE||police-cooperation|Visum|2008-12-03|2008-12-12|in_force|SR 0.360.514.2",
        "CHE|EU||other|Abkommen|2004-10-26|2009-04-08|in_force|SR 0.351.926.81",
    )
    assert reading.notes == ['row 4: "EU" is left out: it has no profile of its own']
    assert {code: [entry["kind"] for entry in entries] for code, entries in told(reading).items()} == {
        "ITA": ["joint-operations"]
    }


def test_a_list_without_dates_tells_one_text_of_a_kind_and_nothing_of_what_it_calls_not_in_force() -> None:
    reading = read(
        "COL|CHL|CHILE|extradition|TRATADO DE EXTRADICION|||Vigente: SI|row 1",
        "COL|CHL|CHILE|extradition|CANJE DE NOTAS|||Vigente: SI|row 2",
        "COL|ITA|ITALIA|extradition|TRATADO|||Vigente: NO|row 3",
    )
    assert told(reading) == {
        "CHL": [{"kind": "extradition", "status": "in-force", "title": "TRATADO DE EXTRADICION"}]
    }


def test_notices_count_only_with_their_day_and_without_those_of_czechoslovakia() -> None:
    notice = "SVK|MDA|x|police-cooperation|Oznámenie ministerstva o uzavretí Dohody o spolupráci|2007-06-20"
    in_force = "status of the notice: in_force"
    reading = read(
        f"{notice}|2007-09-16|{in_force}|423/2007 Z. z.",
        f"{notice}||{in_force}|1/2007 Z. z.",
        f"{notice}|1984-01-01|{in_force}; Czechoslovak treaty, succession not checked|8/1986 Zb.",
    )
    (entry,) = told(reading)["MDA"]
    assert (entry["since"], entry["title"]) == ("2007-09-16", "Dohody o spolupráci")


def test_a_notice_counts_with_the_day_and_the_status_that_its_text_was_found_to_have() -> None:
    # 51/1996: "t. j. 1. februára 1996"; 46/2016: a protocol of Slovakia itself to a treaty of Czechoslovakia.
    in_force = "status of the notice: in_force"
    reading = read(
        f"SVK|AUT|x|mutual-legal-assistance|Oznámenie o uzavretí Zmluvy|1994-06-20||{in_force}|51/1996 Z. z.",
        f"SVK|MNE|x|mutual-legal-assistance|Oznámenie o uzavretí Protokolu|2014-05-29|2016-01-01"
        f"|{in_force}; Czechoslovak treaty, succession not checked|46/2016 Z. z.",
    )
    agreements = told(reading)
    assert agreements["AUT"] == [
        {
            "kind": "mutual-legal-assistance",
            "status": "in-force",
            "since": "1996-02-01",
            "title": "Zmluvy",
            "note": "51/1996 Z. z.",
        }
    ]
    (protocol,) = agreements["MNE"]
    assert (protocol["status"], protocol["since"], protocol["note"]) == (
        "in-force",
        "2016-01-01",
        "46/2016 Z. z.",
    )


def test_a_whole_list_tells_with_whom_there_is_none() -> None:
    listed = "Extradition agreement (title not given in the list)"
    rows = (
        f"USA|CHN|China|extradition|{listed}|2030-01-01|2031-01-01|listed as current|18 U.S.C. 3181 note: TIAS 1",
        f"USA||Yugoslavia|extradition|{listed}|1901-10-25|1902-06-12|listed as current|18 U.S.C. 3181 note: 32 Stat. 1890",
        f"USA|HKG|Hong Kong|extradition|{listed}|1996-12-20|1998-01-21|listed as current|18 U.S.C. 3181 note: TIAS 98-121",
    )
    assert [fact.path[1] for fact in read(*rows).facts["USA"]] == ["BIH", "CHN", "HKG"]
    reading = read(*rows, *rows[:1] * 167)
    (fact,) = [fact for fact in reading.facts["USA"] if fact.path == ("facts", "no-agreement", "extradition")]
    assert {"RUS", "TWN"} <= set(fact.value["with"])
    assert not {"CHN", "BIH", "MKD", "HKG", "GBR"} & set(fact.value["with"])
    assert (fact.value["as_of"], fact.value["source"]) == ("2026-04-17", "agreements-usa-2026")
    assert told(reading)["BIH"] == [
        {"kind": "extradition", "status": "in-force", "since": "1902-06-12", "note": "32 Stat. 1890"}
    ]
    assert told(read(f"USA|HKG|x|extradition|{listed}|1996-12-20|1998-01-21|listed as current|note: T"))[
        "HKG"
    ] == [{"kind": "extradition", "status": "suspended", "since": "2020-08", "note": "T"}]


def agreement(status: str = "in-force", since: str = "", **changes: Any) -> dict[str, Any]:
    return {"kind": "extradition", "status": status} | ({"since": since} if since else {}) | changes


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (agreement(since="2009-07-27"), agreement(since="2009-07-27"), True),
        (agreement(since="2009-12-30"), agreement(since="2010-01-29"), True),
        (agreement(since="1961"), agreement(since="1996"), False),
        (agreement(), agreement(since="1996"), True),
        (agreement("signed", "2008"), agreement(since="2015"), True),
        (agreement("signed", "2019"), agreement(since="1934"), False),
        (agreement("suspended", "2020"), agreement(), True),
        (agreement("lapsed"), agreement(), False),
        (agreement(), agreement(kind="police-cooperation"), False),
        (agreement(crimes=["terrorism"]), agreement(), False),
    ],
)
def test_two_entries_are_of_one_text_unless_kind_crimes_or_dates_tell_them_apart(
    a: dict[str, Any], b: dict[str, Any], expected: bool
) -> None:
    assert same(a, b) is same(b, a) is expected


def test_what_the_partners_profile_tells_is_left_out_and_what_this_list_wrote_before_is_not() -> None:
    theirs = {
        "partners": {"CHE": {"agreements": [agreement(kind="mutual-legal-assistance", source="own-notes")]}}
    }
    reading = read(TREATY)
    assert list(once(reading, {"BRA": theirs})) == ["CHE: 1 of 1 with BRA stand there already"]
    assert told(reading) == {}
    again = read(TREATY)
    before = {
        "BRA": {"agreements": [agreement(kind="mutual-legal-assistance", source="agreements-che-2025")]}
    }
    assert list(once(again, {"CHE": {"partners": before}})) == []
    assert list(told(again)) == ["BRA"]


def merged(text: str, reading: ImportedFile) -> Any:
    return parse(Text("x", merge(Text("CHE.yaml", text), "CHE", [reading]).text))[0]


def test_a_newer_edition_replaces_its_own_entries_and_no_others() -> None:
    old = read(TREATY, dated="2025-01-01")
    first = merge(Text("CHE.yaml", new_profile("CHE")), "CHE", [old]).text
    by_hand = first.replace(
        "    agreements:\n",
        "    agreements:\n      - {kind: liaison, status: in-force, title: Ours}\n",
    )
    newer = read(TREATY.replace("2009-07-27", "2009-07-28"))
    entries = merged(by_hand, newer)["partners"]["BRA"]["agreements"]
    assert [(entry.get("source"), entry.get("since")) for entry in entries] == [
        (None, None),
        ("agreements-che-2026", "2009-07-28"),
    ]


def test_imported_agreements_leave_a_profile_one_of_facts_only() -> None:
    first = merge(Text("CHE.yaml", new_profile("CHE")), "CHE", [read(TREATY, dated="2025-01-01")]).text
    assert merged(first, read(TREATY))["as_of"] == "2026-04-17"
    by_hand = first.replace("source: agreements-che-2025", "source: own").replace(
        "agreements-che-2025:", "own:"
    )
    assert merged(by_hand, read(TREATY))["as_of"] == "2025-01-01"


def test_two_lists_of_one_treaty_leave_one_entry_whichever_comes_first(tmp_path: Path) -> None:
    for name, row in (("che", TREATY), ("bra", ACORDO)):
        (tmp_path / f"{name}.csv").write_bytes(made.agreements(row))
    for order, holder in ((("che", "bra"), "CHE"), (("bra", "che"), "BRA")):
        folder = tmp_path / holder
        for name in order:
            done = run("import", "agreements", tmp_path / f"{name}.csv", "--dated", "2026", "--into", folder)
            assert done.code == 0
        profiles = {file.stem: parse(Text("x", file.read_text("utf-8")))[0] for file in folder.glob("*.yaml")}
        assert [code for code, profile in profiles.items() if profile.get("partners")] == [holder]


def test_lists_are_imported_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(made.agreements(TREATY))
    done = run("import", "agreements", tmp_path / "a.csv", tmp_path / "a.csv", "--into", tmp_path)
    assert (done.code, "agreements takes one file" in done.err) == (2, True)
