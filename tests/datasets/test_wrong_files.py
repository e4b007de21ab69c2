"""A wrong file is refused with what was expected and what was found."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import openpyxl
import publisher_files as made
import pytest

from readiness.datasets import tables
from readiness.datasets.registry import Importer, reader
from readiness.errors import InputError, UsageError

GOOD_WGI = made.wgi(("JPN", 2023, "rl", 1.0, 0.1))
GOOD_FATF = made.fatf(("Albania", "MER", "2018", "ME", "PC"))
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
        "expected the columns code, year, indicator, estimate, stddev; found",
    ),
    (Importer.WGI, "a.xlsx", made.wgi(("JPN", 2023, "rl", 1, 1), header=COLUMNS), "without stddev"),
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
    (Importer.MEMBERSHIPS, "EPPO.yaml", made.body("EPPO", "NO"), "an id of INTERPOL, EUROPOL, AFRIPOL"),
    (
        Importer.MEMBERSHIPS,
        "COE.yaml",
        b"id: COE\n",
        'expected the members of COE under "includes"; found none',
    ),
    (Importer.MEMBERSHIPS, "COE.yaml", b"- a\n- b\n", "found no id"),
    (Importer.MEMBERSHIPS, "COE.yaml", b"a: [", "COE.yaml:"),
    (Importer.UNGA, "i.dta", GOOD_WGI, "expected a Stata file (.dta)"),
    (
        Importer.UNGA,
        "i.dta",
        made.ideal_points(("USA", 2024, 1.0, 0.9, 1.1))[:300],
        "expected a Stata file (.dta)",
    ),
    (Importer.CEPII, "d.csv", made.egmont("NO,EFE,0"), "without iso_o"),
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
]


@pytest.mark.parametrize(("source", "file", "data", "message"), WRONG)
def test_a_wrong_file_is_refused(source: Importer, file: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        reader(source)(
            file, data, None if source not in (Importer.MEMBERSHIPS, Importer.FACTBOOK) else "2025"
        )
    assert message in str(caught.value)
    assert file in str(caught.value)


def test_every_source_is_tried_with_a_wrong_file() -> None:
    assert {source for source, *_ in WRONG} == set(Importer)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="at most 1,000 bytes unpacked"):
        reader(Importer.WGI)("a.xlsx", GOOD_WGI, None)


@pytest.mark.parametrize(
    ("library", "source", "data"), [("openpyxl", Importer.WGI, GOOD_WGI), ("pandas", Importer.UNGA, b"")]
)
def test_a_missing_library_is_named_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, library: str, source: Importer, data: bytes
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as caught:
        reader(source)("a", data, None)
    assert str(caught.value) == f'this importer needs {library}: pip install "readiness[import]"'


def test_names_and_codes_need_babel() -> None:
    code = "import sys; sys.modules['babel.core'] = None; from readiness.datasets import countries; countries.code_of('JPN')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'needs Babel: pip install "readiness[import]"' in done.stderr


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
