"""Small files in the publishers' own layouts, with invented values."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WGI_HEADER = (
    "codeindyr",
    "code",
    "countryname",
    "year",
    "indicator",
    "estimate",
    "stddev",
    "nsource",
    "pctrank",
    "pctranklower",
    "pctrankupper",
)
JOINING = "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"


def workbook(rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> bytes:
    """An Excel workbook with one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def wgi(*rows: tuple[str, int, str, Any, Any], header: Sequence[str] = WGI_HEADER) -> bytes:
    """The indicators' workbook, from (code, year, indicator, estimate, standard error)."""
    full = [
        (f"{code}{indicator}{year}", code, "", year, indicator, estimate, error, 1, 50, 40, 60)
        for code, year, indicator, estimate, error in rows
    ]
    return workbook([header, *full])


def treaty(*rows: str, joining: str = JOINING) -> bytes:
    """A status table of the UN Treaty Collection."""
    return "\n".join([f'Participant,Signature,"{joining}"', *rows, ""]).encode()


def coe(*rows: str) -> bytes:
    """The chart of the Budapest Convention."""
    header = "name,signature,ratification_or_accession,entry_into_force,status,raw_line"
    return "\n".join([header, *rows, ""]).encode()


def egmont(*rows: str) -> bytes:
    """The list of members of the Egmont Group."""
    return "\n".join(["iso2,fiu,suspended", *rows, ""]).encode()


def body(id_: str, *codes: str) -> bytes:
    """A list of members as internacia-db has it."""
    members = "".join(f"- id: '{code}'\n  name: x\n  type: country\n  status: member\n" for code in codes)
    return f"id: {id_}\nblocktype:\n- police\nname: x\nincludes:\n{members}".encode()


def cepii(*rows: str) -> bytes:
    """The dyadic table of GeoDist, from `AAA,BBB,contig,comlang_off,colony`."""
    header = "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,comcol,curcol,col45,smctry,dist,distcap,distw,distwces"
    full = []
    for row in rows:
        origin, destination, contig, language, colony = row.split(",")
        full.append(f"{origin},{destination},{contig},{language},0,{colony},0,0,0,0,1.5,1.5,.,.")
    return "\n".join([header, *full, ""]).encode()


def factbook(*rows: str) -> bytes:
    """The table of legal systems, from `gec,name,text`."""
    header = "gec,name,region,legal_system,interpol,eu,languages,organizations"
    full = []
    for row in rows:
        gec, name, text = row.split(",", 2)
        full.append(f'{gec},{name},x,"{text}",1,0,"x","x"')
    return "\n".join([header, *full, ""]).encode()


def fatf(*reports: tuple[str, str, date | str, str, str]) -> bytes:
    """The ratings' workbook, from (name, type, date, all outcomes, all recommendations)."""
    outcomes = [f"IO{i}" for i in range(1, 12)]
    recommendations = [f"R.{i}" for i in range(1, 41)]
    header = (
        "Jurisdiction (click on the country name)",
        "Report \nType",
        "Report \nDate",
        "Assessment body/bodies ",
        *outcomes,
        *recommendations,
        "#upgrades",
        "#downgrades",
    )
    top: list[Sequence[Any]] = [
        (None, None, None, None, "Table of ratings"),
        ("Updated 23 March 2026", None, None, None, "Effectiveness"),
        (None,),
        (None,),
        header,
    ]
    rows = [
        (name, kind, date, "FATF", *[outcome] * 11, *[rating] * 40, None, None)
        for name, kind, date, outcome, rating in reports
    ]
    legend = [(None,), (None, "MER", "Mutual Evaluation Report"), ("* A footnote on a membership",)]
    return workbook([*top, *rows, *legend], "Ratings only")


def agreements(*rows: str) -> bytes:
    """A list of agreements, from `side|partner|as written|kind|title|signed|in force|status|number`."""
    header = "side,partner,partner_as_written,kind,title,signed,in_force,status_as_written,source_id,url"
    full = [",".join(f'"{cell}"' for cell in [*row.split("|"), "https://example.org"]) for row in rows]
    return "\n".join([header, *full, ""]).encode()


def log(*rows: str) -> bytes:
    """A user's own log of requests."""
    return "\n".join(["date-sent,from,to,need,days,outcome", *rows, ""]).encode()
