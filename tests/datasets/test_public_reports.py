"""What public bug reports of comparable tools turned up: contradictions, merged cells, layouts, separators, marks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import publisher_files as made
import pytest

from readiness.datasets.import_result import agreeing
from readiness.datasets.registry import Importer, reader
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.datasets.import_result import ImportedFile

NEW_HEADER = (
    "ID variable (economy code/ gov. dimension/ year)",
    "Economy (name)",
    "Economy (code)",
    "Region",
    "Income classification",
    "Year",
    "Governance dimension",
    "Number of sources",
    "Governance estimate (approx. -2.5 to +2.5)",
    "Standard error (estimate)",
    "Lower threshold (90% conf. int. estimate)",
    "Upper threshold (90% conf. int. estimate)",
    "Governance score (0-100)",
)


def read(source: Importer, file: str, data: bytes, dated: str | None = "2026-01") -> ImportedFile:
    return agreeing(reader(source)(file, data, dated), file)


def values(reading: ImportedFile) -> dict[str, dict[str, Any]]:
    return {code: {fact.path[-1]: fact.value for fact in facts} for code, facts in reading.facts.items()}


def sheets(**pages: list[tuple[Any, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def new_row(code: str, dimension: str, year: int, estimate: float, error: float = 0.15) -> tuple[Any, ...]:
    head = (f"{code}{dimension}{year}", "x", code, "x", "x", year, dimension, 8, estimate, error)
    return (*head, estimate - 0.25, estimate + 0.25, 70.2)


def test_wgi_with_a_sheet_per_dimension_as_published_since_2025() -> None:
    data = sheets(
        va=[NEW_HEADER, new_row("TWN", "va", 2023, 0.9), new_row("TWN", "va", 2024, 1.1)],
        cc=[NEW_HEADER, new_row("TWN", "cc", 2024, 1.0, 0.2), new_row("ROM", "cc", 2024, -0.3)],
    )
    reading = read(Importer.WGI, "wgi.xlsx", data, None)
    assert (reading.key, reading.dated) == ("wgi-2024", "2024-12-31")
    assert values(reading) == {
        "TWN": {
            "wgi.voice-and-accountability": {"value": 1.1, "year": 2024, "error": 0.15, "source": "wgi-2024"},
            "wgi.control-of-corruption": {"value": 1.0, "year": 2024, "error": 0.2, "source": "wgi-2024"},
        },
        "ROU": {
            "wgi.control-of-corruption": {"value": -0.3, "year": 2024, "error": 0.15, "source": "wgi-2024"}
        },
    }
    assert reading.scale
    assert reading.source["title"].endswith("(method of 2025)")
    assert "another scale than earlier editions" in reading.notes[0]


def test_wgi_with_years_side_by_side_as_published_to_2023() -> None:
    title: tuple[Any, ...] = ("Rule of Law",)
    years = (None, None, 2021, 2021, 2021, 2022, 2022, 2022)
    names = ("Country/Territory", "Code", "Estimate", "StdErr", "NumSrc", "Estimate", "StdErr", "NumSrc")
    data = sheets(
        Introduction=[("About this file",)],
        RuleofLaw=[title, years, names, ("Romania", "ROM", 0.31, 0.16, 9, 0.41, 0.17, 9)],
    )
    reading = read(Importer.WGI, "wgi.xlsx", data, None)
    assert values(reading) == {
        "ROU": {"wgi.rule-of-law": {"value": 0.41, "year": 2022, "error": 0.17, "source": "wgi-2022"}}
    }
    assert not reading.scale


def test_an_unknown_layout_is_refused_with_what_was_expected() -> None:
    with pytest.raises(InputError) as caught:
        read(Importer.WGI, "wgi.xlsx", sheets(Data=[("iso", "score"), ("TWN", 1)]))
    assert "one sheet with the columns code, year, indicator, estimate, stddev;" in str(caught.value)
    assert "found data: iso, score" in str(caught.value).casefold()


def test_editions_of_two_scales_in_one_workbook_are_refused() -> None:
    old = [made.WGI_HEADER, ("TWNcc2023", "TWN", "", 2023, "cc", 1.2, 0.15, 1, 50, 40, 60)]
    with pytest.raises(InputError, match="two editions"):
        read(Importer.WGI, "wgi.xlsx", sheets(old=old, cc=[NEW_HEADER, new_row("TWN", "cc", 2024, 1.0)]))


@pytest.mark.parametrize(
    ("source", "file", "data", "said"),
    [
        (Importer.EGMONT, "2025-01.csv", made.egmont("TW,AMLD,0", "TW,AMLD,1"), "rows of TWN contradict"),
        (Importer.EGMONT, "2025-01.csv", made.egmont("UK,x,0", "GB,x,1"), "rows of GBR contradict"),
        (
            Importer.COE,
            "ets185.csv",
            made.coe("Japan,23/11/2001,03/07/2012,01/11/2012,party,", "Japan,23/11/2001,,,signatory,"),
            "rows of JPN contradict",
        ),
        (
            Importer.UN_TREATIES,
            "18-12.csv",
            made.treaty("Fiji,,1 Mar 2010 a", "Fiji,,2 Mar 2010 a"),
            "rows of FJI contradict",
        ),
        (
            Importer.WGI,
            "a.xlsx",
            made.wgi(("TWN", 2022, "cc", 1.17, 0.15), ("TWN", 2022, "cc", -2, 0.15)),
            "row 3: another row says something else of TWN in 2022",
        ),
        (
            Importer.FACTBOOK,
            "a.csv",
            made.factbook("JA,Japan,civil law system", "JA,Japan,common law system"),
            "rows of JPN contradict",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_named(
    source: Importer, file: str, data: bytes, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read(source, file, data)


@pytest.mark.parametrize(
    ("source", "file", "data"),
    [
        (Importer.EGMONT, "2025-01.csv", made.egmont("TW,AMLD,0", "TWN,AMLD,0")),
        (Importer.UN_TREATIES, "18-12.csv", made.treaty("Fiji,,1 Mar 2010 a", "Fiji,,1 Mar 2010 a")),
        (Importer.WGI, "a.xlsx", made.wgi(("TWN", 2022, "cc", 1, 0.15), ("TWN", 2022, "cc", 1, 0.15))),
    ],
)
def test_rows_that_say_the_same_twice_are_one(source: Importer, file: str, data: bytes) -> None:
    assert len(values(read(source, file, data))) == 1


def test_merged_cells_count_for_every_row_they_span() -> None:
    reports = [("Latvia", "MER", "July 2018", "ME", "PC"), (None, "MER+FUR", "December 2019", "ME", "C")]
    book = openpyxl.load_workbook(io.BytesIO(made.fatf(*reports)))  # type: ignore[arg-type]
    page = book.worksheets[0]
    page.merge_cells("A6:A7")
    buffer = io.BytesIO()
    book.save(buffer)
    plain = made.fatf(*[("Latvia", *report[1:]) for report in reports])
    merged = values(read(Importer.FATF, "a.xlsx", buffer.getvalue(), None))
    assert merged == values(read(Importer.FATF, "a.xlsx", plain, None))
    assert (merged["LVA"]["fatf.r29"]["value"], merged["LVA"]["fatf.r29"]["year"]) == (3, 2019)


def test_a_merged_range_that_nobody_can_read_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made.wgi(("TWN", 2022, "cc", 1, 0.15))))
    book.worksheets[0].merged_cells.add("A9:XFD1048576")
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(InputError, match="merged cells A9:XFD1048576 are too many"):
        read(Importer.WGI, "a.xlsx", buffer.getvalue())


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("LC*", 2),
        ("lc", 2),
        ("LC 1", 2),
        ("LC (2)", 2),
        ("Compliant", 3),
        ("Non-compliant", 0),
        ("partially  compliant", 1),
    ],
)
def test_fatf_ratings_in_every_spelling(cell: str, value: int) -> None:
    reading = read(Importer.FATF, "a.xlsx", made.fatf(("Latvia", "MER", "July 2018", "ME", cell)), None)
    assert values(reading)["LVA"]["fatf.r29"]["value"] == value
    assert not reading.notes


def test_fatf_cells_that_are_no_rating_are_told_and_empty_ones_are_not() -> None:
    odd = read(Importer.FATF, "a.xlsx", made.fatf(("Latvia", "MER", "July 2018", "Moderate", "good")), None)
    assert 'LVA: R.29 is "good", which is no rating; left out' in odd.notes
    assert values(odd)["LVA"]["fatf.io2"]["value"] == 1
    none = read(Importer.FATF, "a.xlsx", made.fatf(("Latvia", "MER", "July 2018", "HE", "N/A")), None)
    assert not none.notes


def test_who_withdrew_is_no_party() -> None:
    head = f'Participant,Signature,"{made.JOINING}",Withdrawal'
    rows = "Fiji,,1 Mar 2010 a,5 May 2020\nPeru,,1 Mar 2010 a,\nChad,,1 Mar 2022 a,5 May 2020\n"
    reading = read(Importer.UN_TREATIES, "18-12.csv", f"{head}\n{rows}".encode())
    assert sorted(reading.facts) == ["PER", "TCD"]
    assert "18-12: Fiji withdrew on 2020-05-05: left out" in reading.notes
    chart = "name,signature,ratification_or_accession,entry_into_force,status,denunciation\n"
    row = "Albania,23/11/2001,20/06/2002,01/07/2004,party,01/02/2020\nJapan,,03/07/2012,01/11/2012,party,\n"
    left = read(Importer.COE, "ets185.csv", f"{chart}{row}".encode())
    assert list(left.facts) == ["JPN"]
    assert "row 2: Albania left on 01/02/2020: left out" in left.notes


SEMICOLON: Callable[[str], str] = lambda text: text.replace(",", ";")  # noqa: E731


@pytest.mark.parametrize(
    "change",
    [
        SEMICOLON,
        lambda text: text.replace(",", "\t"),
        lambda text: f"sep=;\r\n{text.replace(',', ';')}",
        lambda text: f"\ufeffsep=,\n{text}",
        lambda text: f'\ufeff"sep=|"\n{text.replace(",", "|")}',
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_every_separator_that_a_spreadsheet_writes(change: Callable[[str], str]) -> None:
    log = "date-sent,from,to,need,days,outcome\n2023-02-14,TWN,LVA,evidence,120,completed\n"
    plain = values(read(Importer.OWN_RECORDS, "log.csv", log.encode()))
    assert values(read(Importer.OWN_RECORDS, "log.csv", change(log).encode())) == plain


def test_a_log_is_of_the_jurisdiction_that_is_in_every_row_by_whatever_name() -> None:
    log = made.log("2023-02-14,TWN,LVA,evidence,120,completed", "2023-05-02,TW,Latvia,evidence,10,completed")
    reading = read(Importer.OWN_RECORDS, "log.csv", log, None)
    assert "read as the log of TWN" in reading.notes
    (cases,) = values(reading)["TWN"].values()
    assert [(entry["completed"], entry["needs"]) for entry in cases] == [(2, ["evidence"])]


@pytest.mark.parametrize("other", ["TWN", "TW", "Taiwan"])
def test_nobody_asks_themselves(other: str) -> None:
    with pytest.raises(InputError, match="row 2: from and to are both"):
        read(Importer.OWN_RECORDS, "log.csv", made.log(f"2023-02-14,TWN,{other},evidence,120,completed"))
