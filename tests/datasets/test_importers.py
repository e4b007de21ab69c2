"""What each importer reads from a good file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import publisher_files as made
import pytest

from readiness.datasets import laws
from readiness.datasets.factbook import family
from readiness.datasets.own_records import NEEDS
from readiness.datasets.registry import Importer, reader
from readiness.errors import InputError
from readiness.jurisdictions.tables import known

if TYPE_CHECKING:
    from readiness.datasets.import_result import ImportedFile
    from readiness.model.rubric import Rubric


def read(source: Importer, file: str, data: bytes, dated: str | None = None) -> ImportedFile:
    return reader(source)(file, data, dated)


def said(reading: ImportedFile) -> dict[str, dict[str, Any]]:
    return {
        code: {".".join(fact.path[1:]): fact.value for fact in facts} for code, facts in reading.facts.items()
    }


def test_every_source_has_a_reader() -> None:
    assert len({reader(source) for source in Importer}) == len(Importer) == 16


def test_wgi_takes_the_newest_estimate_with_its_error() -> None:
    data = made.wgi(
        ("ROM", 2022, "rl", 0.1, 0.2),
        ("ROM", 2023, "rl", 0.4149, 0.1551),
        ("JPN", 2022, "cc", -0.001, ".."),
        ("JPN", 2023, "cc", "..", ".."),
        ("ANT", 2023, "cc", 1.0, 0.1),
        ("XYZ", 2023, "cc", 1.0, 0.1),
    )
    reading = read(Importer.WGI, "wgidataset.xlsx", data)
    assert (reading.key, reading.dated) == ("wgi-2023", "2023-12-31")
    assert reading.source["licence"] == "CC BY 4.0"
    assert said(reading) == {
        "ROU": {
            "indices.wgi.rule-of-law": {"value": 0.41, "year": 2023, "error": 0.16, "source": "wgi-2023"}
        },
        "JPN": {"indices.wgi.control-of-corruption": {"value": 0.0, "year": 2022, "source": "wgi-2023"}},
    }
    assert [item.text for item in reading.unplaced] == ["XYZ"]
    assert 'row 6: "ANT"' in reading.notes[0]


def test_a_treaty_table_gives_presence_and_never_absence() -> None:
    data = made.treaty(
        "Japan,12 Dec 2000,",
        "Afghanistan,14 Dec 2000,24 Sep 2003",
        '"Côte d\'Ivoire",,25 Oct 2012 a',
        "European Union,12 Dec 2000,21 May 2004 AA",
    )
    reading = read(Importer.UN_TREATIES, "tables/18-12.csv", data)
    assert reading.key == "un-treaties-2012"
    assert said(reading) == {
        "AFG": {
            "instruments.untoc": {"status": "party", "since": "2003-09-24", "source": "un-treaties-2012"}
        },
        "CIV": {
            "instruments.untoc": {"status": "party", "since": "2012-10-25", "source": "un-treaties-2012"}
        },
    }
    assert "1 who only signed" in reading.notes[1]
    assert not reading.unplaced


@pytest.mark.parametrize(
    ("joining", "row", "since"),
    [
        (
            "Approval(AA), Acceptance(A), Accession(a), Succession(d), Ratification",
            "Fiji,,1 Mar 2010 a",
            "2010-03-01",
        ),
        ("Ratification, Formal confirmation(c)", "Fiji,,1 Mar 2010 c", "2010-03-01"),
    ],
)
def test_the_wording_of_the_header_differs_from_table_to_table(joining: str, row: str, since: str) -> None:
    reading = read(Importer.UN_TREATIES, "18-14.csv", made.treaty(row, joining=joining))
    assert reading.facts["FJI"][0].value["since"] == since


def test_a_table_in_which_both_columns_mean_joining() -> None:
    header = (
        'Participant,Participation by virtue of ratification of the Protocol,"Accession(a), Succession(d)"\n'
    )
    data = f"{header}Algeria,26 Feb 2003,\nAlbania,,14 Aug 2001 a\n".encode()
    reading = read(Importer.UN_TREATIES, "6-18.csv", data)
    assert {code: facts[0].value["since"] for code, facts in reading.facts.items()} == {
        "DZA": "2003-02-26",
        "ALB": "2001-08-14",
    }


def test_coe_knows_parties_signatories_and_the_invited() -> None:
    data = made.coe(
        "Albania,23/11/2001,20/06/2002,01/07/2004,party,x",
        "Ireland,28/02/2002,,,signatory,x",
        "Kenya,,,,invited,x",
    )
    reading = read(Importer.COE, "ets185.csv", data, "2026-04-28")
    assert said(reading) == {
        "ALB": {"instruments.budapest": {"status": "party", "since": "2004-07-01", "source": "coe-2026"}},
        "IRL": {
            "instruments.budapest": {
                "status": "signatory",
                "since": "2002-02-28",
                "as_of": "2026-04-28",
                "source": "coe-2026",
            }
        },
        "KEN": {"instruments.budapest": {"status": "none", "as_of": "2026-04-28", "source": "coe-2026"}},
    }


def test_egmont_takes_its_date_from_the_file_name() -> None:
    reading = read(Importer.EGMONT, "egmont_2026-07.csv", made.egmont("NO,EFE,0", "RU,Rosfinmonitoring,1"))
    assert reading.dated == "2026-07"
    assert said(reading) == {
        "NOR": {"memberships.egmont": {"status": "member", "source": "egmont-2026"}},
        "RUS": {"memberships.egmont": {"status": "suspended", "source": "egmont-2026"}},
    }


def test_memberships_are_corrected_and_tell_so() -> None:
    reading = read(Importer.MEMBERSHIPS, "COE.yaml", made.body("COE", "NO", "RU"), "2025-12")
    assert said(reading) == {
        "NOR": {"memberships.coe": {"status": "member", "source": "memberships-2025"}},
        "RUS": {"memberships.coe": {"status": "none", "since": "2022-03-16", "source": "memberships-2025"}},
    }
    assert reading.notes == ["coe: RUS is listed as a member; corrected: none"]


def test_a_whole_list_tells_who_is_not_on_it() -> None:
    others = sorted(known() - {"PRK", "TUV", "TWN", "XKX", "HKG"})[:195]
    reading = read(Importer.MEMBERSHIPS, "INTERPOL.yaml", made.body("INTERPOL", "TV", *others), "2025-12")
    statuses = {code: facts[0].value["status"] for code, facts in reading.facts.items()}
    corrected = {"AIA", "COK", "CYM", "GIB", "MAC", "MSR", "NIU", "TCA", "VGB"} & set(others)
    assert {code for code, status in statuses.items() if status == "none"} == set()
    assert statuses["TUV"] == "member"
    assert len(statuses) == 196 - len(corrected)
    full = sorted(known() - {"PRK", "TWN", "XKX"})
    reading = read(Importer.MEMBERSHIPS, "INTERPOL.yaml", made.body("INTERPOL", *full), "2025-12")
    statuses = {code: facts[0].value["status"] for code, facts in reading.facts.items()}
    assert {code for code, status in statuses.items() if status == "none"} == {"PRK", "TWN", "XKX"}
    assert "HKG" not in statuses
    assert "interpol: HKG is listed as a member; corrected: left unknown" in reading.notes


def test_cepii_writes_only_what_is_so() -> None:
    data = made.cepii("FRA,DEU,1,0,0", "DEU,FRA,1,0,0", "GBR,IND,0,1,1", "FRA,FRA,1,1,0", "YUG,FRA,1,0,0")
    reading = read(Importer.CEPII, "dist_cepii.csv", data)
    so = {"value": True, "source": "cepii-2011"}
    assert said(reading) == {
        "FRA": {"DEU.facts.contiguous": so},
        "DEU": {"FRA.facts.contiguous": so},
        "GBR": {"IND.facts.common-language": so, "IND.facts.colonial-tie": so},
    }
    assert 'row 6: "YUG"' in reading.notes[0]


def test_fatf_outcomes_are_of_the_evaluation_and_recommendations_as_re_rated() -> None:
    data = made.fatf(
        ("Albania", "MER+FUR(s)", date(2023, 5, 1), "ME", "LC"),
        ("Albania", "MER", date(2018, 12, 1), "ME", "PC"),
        ("Albania", "FUR", date(2019, 12, 1), "ME", "C"),
        ("Chinese Taipei", "MER", "October 2019", "SE", "C"),
    )
    reading = read(Importer.FATF, "4th-Round-Ratings.xlsx", data)
    assert (reading.key, reading.dated) == ("fatf-2026", "2026-03-23")
    assert "not for redistribution" in reading.source["licence"]
    albania, taiwan = said(reading)["ALB"], said(reading)["TWN"]
    assert albania["indices.fatf.io2"] == {"value": 1, "year": 2018, "source": "fatf-2026"}
    assert albania["indices.fatf.r37"] == {"value": 2, "year": 2023, "source": "fatf-2026"}
    assert taiwan["indices.fatf.io2"] == {"value": 2, "year": 2019, "source": "fatf-2026"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("civil law system; judicial review", "civil"),
        ("English common law; no review", "common"),
        ("common-law system based on the English model", "common"),
        ("civil law system with common law influences", "civil"),
        ("civil law system based on the Roman-Dutch model and influenced by customary law", "civil"),
        ("mixed system of civil, common, and customary law", "mixed-civil-common"),
        ("mixed system of French civil law and customary law", "civil"),  # custom rules persons, not crimes
        ("mixed system of Islamic (sharia) law and civil law", "mixed-civil-islamic"),
        ("common law system except in Quebec, where civil law prevails", "mixed-civil-common"),
        ("common law system with Islamic law influence", "common"),
        ("Islamic (sharia) legal system with English common law influences, in commerce", "islamic"),
        ("customary law system", "customary"),
        ("the laws of the UK apply", None),
        ("", None),
    ],
)
def test_legal_families_are_read_from_words(text: str, expected: str | None) -> None:
    assert family(text) == expected


def test_the_factbook_gives_families_with_their_source() -> None:
    data = made.factbook("ja,Japan,civil law system", "ae,none,civil law", "ee,,unique supranational system")
    reading = read(Importer.FACTBOOK, "factbook.csv", data, "2026-05-17")
    assert said(reading) == {
        code: {"legal-family": "civil", "cited.legal-family": "factbook-2026"} for code in ("JPN", "ARE")
    }
    assert reading.notes == ["row 4: no name; left out"]


def test_a_family_that_keywords_miss_is_corrected() -> None:
    data = made.factbook("ks,Korea,mixed system combining European civil law and Anglo-American law")
    assert said(read(Importer.FACTBOOK, "f.csv", data, "2026"))["KOR"]["legal-family"] == "civil"


def test_own_records_count_completed_cases_by_partner_need_and_year() -> None:
    data = made.log(
        "2021-03-01,TWN,LVA,evidence,90,completed",
        "2021-06-01,TWN,LVA,evidence,30,partly",
        "2021-07-01,TWN,LVA,evidence,10,refused",
        "2022-01-01,LVA,TWN,evidence,,unanswered",
        "2022-02-01,TWN,JPN,intelligence,5,completed",
    )
    reading = read(Importer.OWN_RECORDS, "log.csv", data)
    assert list(reading.facts) == ["TWN"]
    latvia, japan = sorted(reading.facts["TWN"], key=lambda fact: fact.path, reverse=True)
    assert latvia.path == ("partners", "LVA", "cases")
    assert latvia.value == [
        {
            "needs": ["evidence"],
            "requesting": "TWN",
            "from": "2021-03-01",
            "to": "2021-07-01",
            "completed": 2,
            "source": "own-records-2022",
            "note": "requests: 1 completed, 1 partly, 1 refused; median 60 days (30 to 90)",
        },
        {
            "needs": ["evidence"],
            "requesting": "LVA",
            "from": "2022-01-01",
            "to": "2022-01-01",
            "completed": 0,
            "source": "own-records-2022",
            "note": "requests: 1 unanswered",
        },
    ]
    assert japan.value[0]["completed"] == 1


def test_own_records_know_the_needs_of_the_shipped_rubric(law_enforcement: Rubric) -> None:
    assert tuple(law_enforcement.needs) == NEEDS


def table_of_relations(*rows: str) -> bytes:
    return "\n".join(["a,b,kind,since,until,by,note,grade,source,second", *rows, ""]).encode()


def test_relations_stand_in_both_profiles_with_who_did_what() -> None:
    data = table_of_relations(
        "DZA,MAR,relations-cut,2021-08-24,,DZA,consulates stayed open,B1,https://a.example,https://b.example",
        "DZA,MAR,recognition-dispute,,,,,C3,https://a.example,",
    )
    reading = read(Importer.RELATIONS, "relations.csv", data, "2026-07-17")
    told = [
        {
            "kind": "relations-cut",
            "since": "2021-08-24",
            "source": "relations-2026",
            "url": "https://a.example",
            "grade": "B1",
            "note": "by DZA; consulates stayed open",
        },
        {
            "kind": "recognition-dispute",
            "source": "relations-2026",
            "url": "https://a.example",
            "grade": "C3",
        },
    ]
    for code, partner in (("DZA", "MAR"), ("MAR", "DZA")):
        (fact,) = reading.facts[code]
        assert (fact.path, fact.value) == (("partners", partner, "facts", "relations"), told)


@pytest.mark.parametrize(
    ("grade", "source", "second", "says"),
    [
        ("", "https://a.example", "https://b.example", "grade must be an Admiralty grade"),
        ("G1", "https://a.example", "https://b.example", "grade must be an Admiralty grade"),
        ("B2", "https://a.example", "", "expected two addresses that differ"),
        ("C2", "https://a.example", "https://a.example", "expected two addresses that differ"),
        ("B3", "https://a.example", "", "expected two addresses that differ"),
        ("C3", "", "https://b.example", "expected two addresses that differ"),
    ],
)
def test_what_one_report_says_is_graded_so(grade: str, source: str, second: str, says: str) -> None:
    data = table_of_relations(f"DZA,MAR,relations-cut,,,,,{grade},{source},{second}")
    with pytest.raises(InputError, match=says):
        read(Importer.RELATIONS, "relations.csv", data, "2026-07-17")


REFUSAL = (
    "a,b,kind,since,until,by,note,grade,source,second\n"
    "DNK,IND,surrender-refused,2011,,{by},treatment,B1,https://a.example,https://b.example\n"
)


def test_what_says_something_of_one_side_stands_in_its_profile_alone() -> None:
    reading = read(Importer.RELATIONS, "relations.csv", REFUSAL.format(by="DNK").encode(), "2026-07-17")
    (fact,) = reading.facts.pop("DNK")
    assert not reading.facts
    assert fact.path == ("partners", "IND", "facts", "relations")
    with pytest.raises(InputError, match="by must be DNK or IND"):
        read(Importer.RELATIONS, "relations.csv", REFUSAL.format(by="").encode(), "2026-07-17")


LAW_HEAD = "code,matter,status,since,as_of,title,official,source,second,note\n"


def test_what_laws_say_stands_in_each_profile_with_its_act_its_day_and_its_address() -> None:
    data = LAW_HEAD + (
        'CHN,nationals,not-surrendered,2000-12-28,2000-12-28,"Extradition Law, article 8(1)",yes,https://a.example,,\n'
        "CHN,death-penalty,carried-out,,2024,,no,https://b.example,https://c.example,executions in 2024\n"
    )
    reading = read(Importer.LAWS, "laws.csv", data.encode(), "2026-07-17")
    nationals, penalty = reading.facts["CHN"]
    assert (nationals.path, nationals.dated) == (("facts", "law", "nationals"), "2000-12-28")
    assert nationals.value == {
        "status": "not-surrendered",
        "since": "2000-12-28",
        "as_of": "2000-12-28",
        "title": "Extradition Law, article 8(1)",
        "url": "https://a.example",
        "source": "laws-2026",
    }
    assert penalty.value == {
        "status": "carried-out",
        "as_of": 2024,
        "note": "executions in 2024",
        "url": "https://b.example",
        "source": "laws-2026",
    }


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("CHN,bigamy,allowed,,,,yes,https://a.example,,", "matter must be one of nationals, death-penalty"),
        ("CHN,nationals,,,,,yes,https://a.example,,", "status is empty"),
        ("CHN,nationals,surrendered,,,,maybe,https://a.example,,", "official must be yes or no"),
        ("CHN,nationals,surrendered,,,,no,https://a.example,,", "an official page, or two addresses"),
        (
            "CHN,nationals,surrendered,,,,no,https://a.example,https://a.example,",
            "an official page, or two addresses",
        ),
        ("CHN,nationals,surrendered,,,,yes,,https://b.example,", "an official page, or two addresses"),
        ("CHN,nationals,surrendered,soon,,,yes,https://a.example,,", "row 2"),
        (
            "CHN,nationals,surrendered,,,,yes,https://a.example,,\nCHN,nationals,surrendered,,,,yes,https://a.example,,",
            "CHN stands in row 2 already with nationals",
        ),
    ],
)
def test_a_table_of_laws_is_checked_row_by_row(row: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(Importer.LAWS, "laws.csv", f"{LAW_HEAD}{row}\n".encode(), "2026-07-17")


def test_the_matters_and_statuses_of_the_table_that_ships_are_those_of_the_shipped_rubric(
    law_enforcement: Rubric,
) -> None:
    assert list(law_enforcement.law_matters) == list(laws.MATTERS)
    table = Path(laws.__file__).with_suffix(".csv").read_bytes()
    told = read(Importer.LAWS, "laws.csv", table, "2026-07-17").facts
    for facts in told.values():
        for fact in facts:
            assert fact.value["status"] in law_enforcement.law_matters[fact.path[-1]].statuses


def test_one_number_of_several_partners_is_corrected_for_one_of_them() -> None:
    row = (
        '"{0}",{0},extradition,t,1931-12-22,1935-06-24,listed as current,18 U.S.C. 3181 note: 47 Stat. 2122,u'
    )
    header = "side,partner,partner_as_written,kind,title,signed,in_force,status_as_written,source_id,url"
    rows = [f"USA,{row.format(code)}" for code in ("MLT", "KEN")]
    reading = read(Importer.AGREEMENTS, "usa.csv", "\n".join([header, *rows, ""]).encode(), "2026-03-26")
    ends = {
        fact.path[1]: fact.value[0].get("until")
        for fact in reading.facts["USA"]
        if fact.path[0] == "partners"
    }
    assert ends == {"MLT": "2009-06-30", "KEN": None}


def test_lists_of_the_fatf_are_closed_so_that_absence_tells() -> None:
    rows = (
        b"iso3,iso2,list,as_of\nPRK,KP,call-for-action,2026-06-19\nKEN,KE,increased-monitoring,2026-06-19\n"
    )
    reading = read(Importer.FATF_LISTS, "lists.csv", rows)
    assert (reading.key, reading.dated) == ("fatf-lists-2026", "2026-06-19")
    told = {code: facts["memberships.fatf-listing"]["status"] for code, facts in said(reading).items()}
    assert (told["PRK"], told["KEN"], told["NOR"]) == ("call-for-action", "increased-monitoring", "none")


def test_members_of_fatf_bodies_with_their_status() -> None:
    data = b"iso3,iso2,body,status,as_of\nRUS,RU,FATF,suspended,2026-07\nRUS,RU,EAG,member,2026-07\nTCD,TD,GABAC,associate,2026-07\n"
    reading = read(Importer.FSRB, "fsrb.csv", data)
    assert (reading.key, reading.dated) == ("fsrb-2026", "2026-07")
    assert said(reading) == {
        "RUS": {
            "memberships.fatf": {"status": "suspended", "source": "fsrb-2026"},
            "memberships.eag": {"status": "member", "source": "fsrb-2026"},
        },
        "TCD": {"memberships.gabac": {"status": "associate", "source": "fsrb-2026"}},
    }


def test_only_a_whole_list_of_the_egmont_group_tells_who_is_no_member() -> None:
    part = read(Importer.EGMONT, "egmont_2026-07.csv", made.egmont("NO,EFE,0"))
    assert set(part.facts) == {"NOR"}
    rows = [f"{code},x,0" for code in sorted(known() - {"CHN", "IRN", "NOR"})]
    whole = read(Importer.EGMONT, "egmont_2026-07.csv", made.egmont("NO,EFE,0", *rows))
    statuses = {code: facts[0].value["status"] for code, facts in whole.facts.items()}
    assert {code for code, status in statuses.items() if status == "none"} == {"CHN", "IRN"}


def test_borders_that_are_no_longer_are_left_out() -> None:
    data = made.cepii("SDN,UGA,1,0,0", "SDN,TCD,1,0,0", "UGA,SDN,1,1,0")
    told = {code: set(facts) for code, facts in said(read(Importer.CEPII, "d.csv", data)).items()}
    assert told == {"SDN": {"TCD.facts.contiguous"}, "UGA": {"SDN.facts.common-language"}}


def test_cases_that_a_release_tells_stand_in_both_profiles() -> None:
    data = b"a,b,needs,from,to,what,address\nBEL,NLD,intelligence evidence,2022,2024-12,Eight arrests,https://a.example\n"
    reading = read(Importer.RELEASES, "releases.csv", data)
    case = {
        "needs": ["intelligence", "evidence"],
        "from": 2022,
        "to": "2024-12",
        "completed": 1,
        "source": "releases-2024",
        "note": "Eight arrests; https://a.example",
    }
    for code, partner in (("BEL", "NLD"), ("NLD", "BEL")):
        (fact,) = reading.facts[code]
        assert (fact.path, fact.value) == (("partners", partner, "cases"), [case])


SERIES = (
    "a,b,needs,from,to,completed,what,address\nBEL,NLD,evidence,2022,2024,{},Searches,https://a.example\n"
)


@pytest.mark.parametrize(("cell", "completed"), [("11", 11), ("", 1)])
def test_a_row_may_tell_of_a_series(cell: str, completed: int) -> None:
    reading = read(Importer.RELEASES, "releases.csv", SERIES.format(cell).encode())
    assert [fact.value[0]["completed"] for facts in reading.facts.values() for fact in facts] == [
        completed
    ] * 2


@pytest.mark.parametrize("cell", ["0", "many", "-1", "1.5"])
def test_a_count_of_cases_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(InputError, match=r"row 2: expected a number of completed cases, found"):
        read(Importer.RELEASES, "releases.csv", SERIES.format(cell).encode())


def test_a_release_may_tell_who_asked() -> None:
    rows = b"a,b,needs,from,to,requesting,what,address\nGBR,USA,surrender,2024,2024,USA,One extradited,https://a.example\n"
    reading = read(Importer.RELEASES, "releases.csv", rows)
    assert [fact.value[0]["requesting"] for facts in reading.facts.values() for fact in facts] == [
        "USA",
        "USA",
    ]
    with pytest.raises(InputError) as caught:
        read(Importer.RELEASES, "releases.csv", rows.replace(b"2024,USA", b"2024,FRA"))
    assert "FRA is neither side of the case" in caught.value.problems[0].message
