"""The layouts in which the World Bank has published its governance indicators, each read as the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.datasets.import_result import refused
from readiness.datasets.tables import cut, sheet_rows
from readiness.language import _, marked

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

WIDTH, HEADER = 300, 20
"""The most columns that are read, and the most rows among which the header is looked for."""
DIMENSIONS = {
    "voiceandaccountability": "va",
    "politicalstability": "pv",
    "governmenteffectiveness": "ge",
    "regulatoryquality": "rq",
    "ruleoflaw": "rl",
    "controlofcorruption": "cc",
}
EXPECTED = marked(
    "a workbook of govindicators.org: one sheet with the columns code, year, indicator, estimate, stddev; or a sheet per "
    "dimension with Economy (code), Year, Governance dimension (va, pv, ge, rq, rl or cc), Governance estimate and Standard error; or one with Estimate and StdErr by year"
)


class Edition(NamedTuple):
    """A layout's name for people, and whether its estimates are on the scale of the method of 2025."""

    columns: dict[str, str]
    of_2025: bool

    def names(self, column: str, name: str) -> bool:
        """Whether a heading is that of a column; the edition of 2025 adds remarks to its headings."""
        return name == column or (self.of_2025 and name.startswith(column))


LONG = Edition({name: name for name in ("code", "year", "indicator", "estimate", "stddev")}, of_2025=False)
PER_DIMENSION = Edition(
    {
        "economy (code)": "code",
        "year": "year",
        "governance dimension": "indicator",
        "governance estimate": "estimate",
        "standard error": "stddev",
    },
    of_2025=True,
)


class GovernanceEstimate(NamedTuple):
    """One estimate: the sheet and row in which it stands, and its cells as they are."""

    position: str
    code: Any
    year: Any
    indicator: Any
    estimate: Any
    stddev: Any


def estimates(file: str, book: Workbook) -> tuple[list[GovernanceEstimate], bool]:
    """All estimates of a workbook, and whether they are on the scale of 2025. Raises InputError for an unknown layout."""
    rows: list[GovernanceEstimate] = []
    editions: set[bool] = set()
    seen: list[str] = []
    for sheet in book.worksheets:
        table = list(sheet_rows(file, book, sheet.title, WIDTH))
        for read in (_listed, _by_year):
            estimates = read(table, sheet.title)
            if estimates is not None:
                rows += estimates[0]
                editions.add(estimates[1])
                break
        else:
            seen.append(
                f"{sheet.title}: {', '.join(_text(cell) for cell in (table[0] if table else ()) if cell)}"
            )
    if len(editions) != 1:
        raise refused(file, _(EXPECTED), cut("; ".join(seen) or _("sheets of two editions")))
    return rows, editions.pop()


def _listed(table: list[tuple[Any, ...]], sheet: str) -> tuple[list[GovernanceEstimate], bool] | None:
    """A row per economy and year, under a header that names the columns."""
    for number, header in enumerate(table[:HEADER], 1):
        names = [_text(cell) for cell in header]
        for edition in (LONG, PER_DIMENSION):
            columns = {
                key: next((i for i, name in enumerate(names) if edition.names(column, name)), None)
                for column, key in edition.columns.items()
            }
            if all(column is not None for column in columns.values()):
                rows = [
                    GovernanceEstimate(
                        _position(sheet, at), **{key: row[column or 0] for key, column in columns.items()}
                    )
                    for at, row in enumerate(table[number:], number + 1)
                    if any(cell is not None for cell in row)
                ]
                return rows, edition.of_2025
    return None


def _by_year(table: list[tuple[Any, ...]], sheet: str) -> tuple[list[GovernanceEstimate], bool] | None:
    """A sheet per dimension, a row per economy, and under each year its Estimate and StdErr: editions to 2023."""
    name = "".join(char for char in sheet.casefold() if char.isalpha())
    dimension = next((short for long, short in DIMENSIONS.items() if name.startswith(long)), None)
    for number, header in enumerate(table[:HEADER], 1):
        names = [_text(cell) for cell in header]
        if dimension is None or number == 1 or "code" not in names or "estimate" not in names:
            continue
        years, code = table[number - 2], names.index("code")
        columns = [i for i, text in enumerate(names) if text == "estimate" and "stderr" in names[i : i + 2]]
        rows = [
            GovernanceEstimate(_position(sheet, at), row[code], years[i], dimension, row[i], row[i + 1])
            for at, row in enumerate(table[number:], number + 1)
            for i in columns
            if row[code] is not None
        ]
        return rows, False
    return None


def _position(sheet: str, row: int) -> str:
    return _("{sheet}, row {number}").format(sheet=sheet, number=row)


def _text(cell: object) -> str:
    return " ".join(str(cell).casefold().split()) if cell is not None else ""
