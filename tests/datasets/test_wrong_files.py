"""A wrong file is refused with what was expected and what was found."""

from __future__ import annotations

import io
import sys
import zipfile

import openpyxl
import publisher_files as made
import pytest

from readiness.datasets import tables
from readiness.datasets.registry import Importer, reader
from readiness.errors import InputError, UsageError

PER_DIMENSION = ("Economy (code)", "Year", "Governance dimension", "Governance estimate", "Standard error")
GOOD_WGI = made.wgi(("JPN", 2023, "rl", 1.0, 0.1))
GOOD_FATF = made.fatf(("Albania", "MER", "2018", "ME", "PC"))
DATELESS = (Importer.MEMBERSHIPS, Importer.FACTBOOK, Importer.RELATIONS)
RELEASE = b"a,b,needs,from,to,what,address\n%s\n"
FSRB = b"iso3,body,status,as_of\n%s\n"
LISTS = b"iso3,list,as_of\n%s,2026-06-19\n"
LAW = b"code,matter,status,since,as_of,title,official,source,second,note\n%s\n"
RELATION = b"a,b,kind,since,until,by,note,grade,source,second\n%s\n"
COLUMNS = [name if name != "stddev" else "std" for name in made.WGI_HEADER]
WRONG = [
    (
        Importer.WGI,
        "a.xlsx",
        b"code,year\nJPN,2023\n",
        "expected an Excel workbook (.xlsx); found a file that begins with code",
    ),
    (Importer.WGI, "a.xlsx", GOOD_WGI[: len(GOOD_WGI) // 2], "found one that is cut off or damaged"),
    (
        Importer.WGI,
        "a.xlsx",
        GOOD_FATF,
        "one sheet with the columns code, year, indicator, estimate, stddev;",
    ),
    (Importer.WGI, "a.xlsx", made.wgi(("JPN", 2023, "rl", 1, 1), header=COLUMNS), "estimate, std, nsource"),
    (
        Importer.WGI,
        "a.xlsx",
        made.wgi(("JPN", 2023, "zz", 1, 1)),
        "expected an indicator of va, pv, ge, rq, rl, cc; found zz",
    ),
    (
        Importer.WGI,
        "a.xlsx",
        made.wgi(("JPN", 2023, "rl", 97, 1)),
        "row 2: expected a number from -5 to 5; found 97",
    ),
    (Importer.WGI, "a.xlsx", made.wgi(("JPN", 1, "rl", 1, 1)), "row 2: expected a year; found 1"),
    (Importer.WGI, "a.xlsx", made.wgi(("JPN", 2023, "rl", "..", 1)), "no estimates in this workbook"),
    (Importer.UN_TREATIES, "18-13.csv", made.treaty("Fiji,,1 Mar 2010 a"), "one of 18-12.csv"),
    (
        Importer.UN_TREATIES,
        "18-12.csv",
        made.treaty("Fiji,,25 Mar 1993 a"),
        "25 Mar 1993 a in row 2: this is another table",
    ),
    (Importer.UN_TREATIES, "18-12.csv", made.egmont("NO,EFE,0"), "expected the columns Participant"),
    (Importer.UN_TREATIES, "18-12.csv", made.treaty("Fiji,,soon"), "row 2: expected a date such as"),
    (Importer.UN_TREATIES, "18-12.csv", made.treaty("Fiji,,31 Feb 2010"), "row 2: expected a date such as"),
    (Importer.UN_TREATIES, "18-12.csv", made.treaty("Fiji,"), "expected 3 cells in row 2; found 2"),
    (Importer.UN_TREATIES, "18-12.csv", b"", "found an empty file"),
    (Importer.UN_TREATIES, "18-12.csv", b"\xff\x00", "bytes that are no text in UTF-8"),
    (Importer.UN_TREATIES, "18-12.csv", "Participant".encode("utf-16"), "text in UTF-16"),
    (Importer.COE, "ets185.csv", made.egmont("NO,EFE,0"), "without name, signature"),
    (Importer.COE, "ets030.csv", made.coe("Albania,23/11/2001,,,signatory,x"), "found that of treaty 030"),
    (Importer.COE, "ets185.csv", made.coe("Albania,20/04/1959,,,signatory,x"), "this is another chart"),
    (
        Importer.COE,
        "ets185.csv",
        made.coe("Albania,2001-11-23,,,signatory,x"),
        "expected a date such as 23/11/2001",
    ),
    (
        Importer.COE,
        "ets185.csv",
        made.coe("Albania,23/11/2001,,,party,x"),
        "expected party, signatory or invited, with its date",
    ),
    (Importer.COE, "ets185.csv", GOOD_WGI, "found an Excel workbook"),
    (Importer.EGMONT, "e.csv", made.egmont("NO,EFE,0"), "this file does not tell its date"),
    (Importer.EGMONT, "egmont_2026-07.csv", made.egmont("NO,EFE,yes"), "suspended must be 0 or 1"),
    (Importer.EGMONT, "egmont_2026-07.csv", made.coe("x,,,,party,x"), "without iso2, fiu, suspended"),
    (Importer.AGREEMENTS, "a.csv", made.egmont("NO,EFE,0"), "expected the columns side, partner"),
    (
        Importer.AGREEMENTS,
        "a.csv",
        made.agreements("FRA|DEU||extradition|T|2000-01-01|2001-01-01|in_force|1"),
        "expected the rows of one list: USA extradition; USA mutual-legal-assistance; CHE extradition",
    ),
    (
        Importer.AGREEMENTS,
        "a.csv",
        made.agreements(
            "CHE|DEU||extradition|T|2000-01-01|2001-01-01|in_force|1",
            "BRA|DEU||extradition|T|2000-01-01|2001-01-01|Em Vigor|1",
        ),
        "found BRA, CHE extradition",
    ),
    (
        Importer.AGREEMENTS,
        "a.csv",
        made.agreements("CHE|DEU||extradition|T|2000-01-01|2001-02-30|in_force|1"),
        "row 2: in_force is '2001-02-30': there is no day 30 in 2001-02",
    ),
    (
        Importer.AGREEMENTS,
        "a.csv",
        made.agreements("CHE|DEU||extradition|T|2000-01-01|2001-01-01|in_farce|1"),
        "row 2: unknown status 'in_farce'; did you mean",
    ),
    (Importer.MEMBERSHIPS, "EPPO.yaml", made.body("EPPO", "NO"), "an id of INTERPOL, EUROPOL, AFRIPOL"),
    (
        Importer.MEMBERSHIPS,
        "COE.yaml",
        b"id: COE\n",
        'expected the members of COE under "includes"; found none',
    ),
    (Importer.MEMBERSHIPS, "COE.yaml", b"- a\n- b\n", "found no id"),
    (Importer.MEMBERSHIPS, "COE.yaml", b"a: [", "COE.yaml:"),
    (Importer.CEPII, "d.csv", made.egmont("NO,EFE,0"), "without iso_o"),
    (
        Importer.RELATIONS,
        "r.csv",
        RELATION % b"DZA,MAR,x,,,,,B1,u,u",
        "row 2: expected two addresses that differ",
    ),
    (
        Importer.RELATIONS,
        "r.csv",
        RELATION % b"DZA,MAR,x,,,FRA,,B1,u,v",
        "row 2: by must be DZA or MAR; found FRA",
    ),
    (
        Importer.RELATIONS,
        "r.csv",
        RELATION % b"DZA,MAR,x,2020,2019,,,B1,u,v",
        "row 2: it ended before it began",
    ),
    (Importer.RELATIONS, "r.csv", RELATION % b"DZA,MAR,x,20.1.2020,,,,B1,u,v", "row 2: "),
    (Importer.LAWS, "l.csv", LAW % b"DZA,bigamy,x,,2026,,yes,u,,", "row 2: matter must be one of nationals"),
    (
        Importer.LAWS,
        "l.csv",
        LAW % b"DZA,nationals,x,,2026,,no,u,u,",
        "row 2: expected an official page, or two addresses that differ",
    ),
    (Importer.LAWS, "l.csv", LAW % b"DZA,nationals,,,2026,,yes,u,,", "row 2: status is empty"),
    (
        Importer.RELEASES,
        "r.csv",
        RELEASE % b"BEL,NLD,tips,2022,2023,x,https://a",
        "row 2: unknown needs tips",
    ),
    (
        Importer.RELEASES,
        "r.csv",
        RELEASE % b"BEL,NLD,evidence,2022,2023,x,news",
        "row 2: expected the address",
    ),
    (
        Importer.FATF_LISTS,
        "l.csv",
        LISTS % b"IRN,black",
        "row 2: unknown list black; expected call-for-action",
    ),
    (Importer.FATF_LISTS, "l.csv", LISTS % b"IRN,call-for-action", "no row of the list increased-monitoring"),
    (Importer.FSRB, "f.csv", FSRB % b"FRA,FATE,member,2026-07", "row 2: unknown body FATE; expected apg"),
    (Importer.FSRB, "f.csv", FSRB % b"FRA,FATF,gone,2026-07", "row 2: unknown status gone; expected member"),
    (Importer.CEPII, "d.csv", made.cepii("FRA,DEU,2,0,0"), "row 2: contig must be 0 or 1"),
    (Importer.FATF, "f.xlsx", GOOD_WGI, 'expected a sheet "Ratings only"; found the sheets Sheet1'),
    (
        Importer.FATF,
        "f.xlsx",
        made.workbook([("Name", "x")], "Ratings only"),
        'a header row that begins with "Jurisdiction"',
    ),
    (
        Importer.FATF,
        "f.xlsx",
        made.workbook([("Jurisdiction", "Type")], "Ratings only"),
        "without Report Type",
    ),
    (Importer.FATF, "f.xlsx", GOOD_FATF[:-200], "found one that is cut off or damaged"),
    (Importer.FACTBOOK, "f.csv", made.egmont("NO,EFE,0"), "without gec, name, legal_system"),
    (Importer.OWN_RECORDS, "l.csv", made.egmont("NO,EFE,0"), "without date-sent"),
    (
        Importer.OWN_RECORDS,
        "l.csv",
        made.log("1.3.2021,TWN,LVA,evidence,9,completed"),
        "date-sent must be YYYY-MM-DD",
    ),
    (
        Importer.OWN_RECORDS,
        "l.csv",
        made.log("2021-03-01,TWN,LVA,evidnce,9,completed"),
        'did you mean "evidence"?',
    ),
    (Importer.OWN_RECORDS, "l.csv", made.log("2021-03-01,TWN,LVA,evidence,9,done"), "unknown outcome"),
    (Importer.OWN_RECORDS, "l.csv", made.log("2021-03-01,TWN,LVA,evidence,,completed"), "days is empty"),
    (
        Importer.OWN_RECORDS,
        "l.csv",
        made.log("2021-03-01,TWN,TWN,evidence,9,refused"),
        "from and to are both",
    ),
    (
        Importer.OWN_RECORDS,
        "l.csv",
        made.log("2021-03-01,TWN,LVA,data,9,refused", "2021-03-01,JPN,BRA,data,9,refused"),
        "no jurisdiction is in every row",
    ),
    (Importer.ADHERENCE, "a.yaml", b"as_of: 2026\nlists: {eu: {membership: eu}}\n", "source"),
]


@pytest.mark.parametrize(("source", "file", "data", "message"), WRONG)
def test_a_wrong_file_is_refused(source: Importer, file: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        reader(source)(file, data, None if source not in DATELESS else "2025")
    assert message in str(caught.value)
    assert file in str(caught.value)


def test_every_source_is_tried_with_a_wrong_file() -> None:
    assert {source for source, *_ in WRONG} == set(Importer)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="at most 1,000 bytes unpacked"):
        reader(Importer.WGI)("a.xlsx", GOOD_WGI, None)


def test_a_missing_library_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError) as caught:
        reader(Importer.WGI)("a", GOOD_WGI, None)
    assert str(caught.value) == 'this importer needs openpyxl: pip install "readiness[import]"'


STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"
BOMBS: dict[str, tuple[str, bytes, bytes]] = {
    "a row of a million cells": (
        SHEET,
        b"</sheetData>",
        b"<row>" + b"<c/>" * 1_000_000 + b"</row></sheetData>",
    ),
    "millions of rows": (SHEET, b"</sheetData>", b"<row/>" * 4_000_000 + b"</sheetData>"),
    "endless styles": (STYLES, b"</styleSheet>", b"<x/>" * 1_000_000 + b"</styleSheet>"),
    "more than is read": (SHEET, b"</sheetData>", b" " * 70_000_000 + b"</sheetData>"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_small_workbook_that_expands_is_refused_before_it_is_read(bomb: str) -> None:
    name, before, after = BOMBS[bomb]
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made.wgi(("LVA", 2022, "rl", 0.1, 0.2)))) as whole,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in whole.namelist():
            content = whole.read(part)
            assert part != name or before in content
            archive.writestr(part, content.replace(before, after) if part == name else content)
    assert len(packed.getvalue()) < 200_000
    with pytest.raises(InputError, match=r"too large to be read|at most 60,000,000 bytes unpacked"):
        reader(Importer.WGI)("wgi.xlsx", packed.getvalue(), None)


def test_a_chart_sheet_is_told() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("chart")
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(InputError, match="one with a chart sheet"):
        reader(Importer.WGI)("wgi.xlsx", buffer.getvalue(), None)


@pytest.mark.parametrize("missing", PER_DIMENSION)
def test_a_refusal_of_a_sheet_per_dimension_names_every_column_that_is_needed(missing: str) -> None:
    rest = [name for name in PER_DIMENSION if name != missing]
    with pytest.raises(InputError) as raised:
        reader(Importer.WGI)("wgi.xlsx", made.workbook([rest, ["JPN", 2023, "rl", 1.0]], "va"), None)
    assert missing in str(raised.value).partition("; found")[0]
