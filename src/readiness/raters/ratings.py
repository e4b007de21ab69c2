"""The ratings of one indicator by several raters, matched by row, need and crime, and merged."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from readiness.model.fields import last_day
from readiness.raters.statements import Statement, newest, statement, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.model.indicator import Indicator
    from readiness.model.profile import Profile
    from readiness.model.rating import Rating
    from readiness.model.rubric import Rubric

Data = dict[str, Any]


class Atom(NamedTuple):
    """The smallest unit that a rating covers: one need, one crime, one table row. None: not narrowed."""

    need: str | None
    crime: str | None
    row: str | None


class MatchedStatements(Struct, frozen=True):
    """Statements that are merged into one, all about the same atom."""

    atom: Atom
    said: tuple[Statement, ...]

    @property
    def origins(self) -> tuple[tuple[int, int], ...]:
        """The ratings that the statements come from, as (rater, index of the rating)."""
        return tuple((statement.rater, statement.origin) for statement in self.said)


def groups(
    by_rater: Sequence[tuple[int, Profile, list[Rating]]], indicator: Indicator, rubric: Rubric
) -> list[MatchedStatements]:
    """The statements about each row, need and crime, in the rubric's order.

    `by_rater` holds (rater from 1, profile, ratings of the indicator). If some raters rate by row and others give a single
    level, that level stands for every row. If a rater rates the same atom at several dates, only statements of the same
    date are merged.
    """
    rows = list(indicator.table.rows) if indicator.table is not None else []
    ratings = [rating for _, _, given in by_rater for rating in given]
    by_row = any(rating.rows for rating in ratings)
    statements: dict[Atom, list[Statement]] = {}
    for rater, profile, given in by_rater:
        for origin, rating in enumerate(given):
            spoken: list[str | None] = [*rating.rows] or ([*rows] if by_row else [None])
            needs: list[str | None] = [*rating.needs] or [None]
            crimes: list[str | None] = [*rating.crimes] or [None]
            for need, crime, row in product(needs, crimes, spoken):
                stated = statement(profile, rater, origin, rating, row, rubric.evidence)
                statements.setdefault(Atom(need, crime, row), []).append(stated)
    orders = [list(names) for names in (rubric.needs, rubric.crimes, rows)]

    def catalogue_order(atom: Atom) -> list[int]:
        named = zip(atom, orders, strict=True)
        return [-1 if name is None else order.index(name) for name, order in named]

    return [
        MatchedStatements(atom, dated)
        for atom in sorted(statements, key=catalogue_order)
        for dated in _by_date(statements[atom])
    ]


def _by_date(statements: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """All statements together, unless a rater makes more than one; then one tuple per date, oldest first."""
    if len({stated.rater for stated in statements}) == len(statements):
        yield tuple(statements)
        return
    dates: dict[tuple[str, int], list[Statement]] = {}
    times: Counter[tuple[str, int]] = Counter()
    for stated in statements:
        day = _day(stated.as_of)
        times[day, stated.rater] += 1  # of two statements made on one day, first goes with first
        dates.setdefault((day, times[day, stated.rater]), []).append(stated)
    for key in sorted(dates):
        yield tuple(dates[key])


def _day(as_of: str | None) -> str:
    return last_day(as_of).isoformat() if as_of is not None else ""


def merged(matched: Sequence[MatchedStatements], rubric: Rubric, fallback: str | None) -> list[Data]:
    """The groups as ratings of a profile. Needs and crimes with the same statement are put back into one rating.

    `fallback` is the date of the profile that will hold the ratings.
    """
    apart = [(group, together(group.said, rubric.evidence)) for group in matched]
    entries: list[tuple[Data, Statement, str | None]] = []
    left = list(apart)
    while left:
        group, common = left[0]
        alike = [
            other
            for other in left
            if other[0].origins == group.origins and other[0].atom.row == group.atom.row
        ]
        left = [other for other in left if other not in alike]
        entries += [
            (narrowed, common, group.atom.row) for narrowed in _narrowings([g.atom for g, _ in alike])
        ]
    return [*_without_rows(entries, fallback), *_with_rows(entries, fallback)]


def _narrowings(atoms: Sequence[Atom]) -> Iterator[Data]:
    """Lists of needs and crimes that together name exactly these atoms, which come from the same ratings."""
    needs_of: dict[str | None, list[str | None]] = {}
    for atom in atoms:
        needs_of.setdefault(atom.crime, []).append(atom.need)
    crimes_of: dict[tuple[str | None, ...], list[str | None]] = {}
    for crime, needs in needs_of.items():
        crimes_of.setdefault(tuple(needs), []).append(crime)
    for needs_named, crimes in crimes_of.items():
        both = {"needs": [*filter(None, needs_named)], "crimes": [*filter(None, crimes)]}
        yield {key: names for key, names in both.items() if names}


def _without_rows(
    entries: Sequence[tuple[Data, Statement, str | None]], fallback: str | None
) -> Iterator[Data]:
    for narrowed, common, row in entries:
        if row is None:
            yield {**_level_data(common, fallback), **narrowed, **_remarks(common)}


def _with_rows(entries: Sequence[tuple[Data, Statement, str | None]], fallback: str | None) -> Iterator[Data]:
    """One rating per narrowing, with all its rows; several where intervals or causes differ, which only a rating has."""
    tables: dict[str, tuple[Data, list[tuple[str, Statement]]]] = {}
    times: Counter[str] = Counter()
    for narrowed, common, row in entries:
        if row is None:
            continue
        again = repr((narrowed, row))
        times[again] += 1  # a row with several dates needs a rating for each of them
        key = repr((narrowed, common.cause, _spread(common), times[again]))
        tables.setdefault(key, (narrowed, []))[1].append((row, common))
    for narrowed, rows in tables.values():
        yield _table(narrowed, rows, fallback)


def _table(narrowed: Data, rows: Sequence[tuple[str, Statement]], fallback: str | None) -> Data:
    cells = [_level_data(common, None) for _, common in rows]
    shared: Data = {}
    for key in ("grade", "evidence", "as_of"):
        first = cells[0].get(key)
        if key == "as_of" and any(cell.get("evidence") for cell in cells):
            break  # a row is dated by its own evidence before it takes the date of its rating
        if first is not None and all(cell.get(key) == first for cell in cells):
            shared[key] = first
            for cell in cells:
                del cell[key]
    if "as_of" in shared and _implied(shared, fallback):
        del shared["as_of"]
    table = {}
    for (row, common), cell in zip(rows, cells, strict=True):
        table[row] = {**cell, **({"note": common.note} if common.note else {})}
    rest = {key: value for key, value in _remarks(rows[0][1]).items() if key != "note"}
    return {"rows": table, **shared, **narrowed, **rest}


def _level_data(common: Statement, fallback: str | None) -> Data:
    data: Data = {}
    if common.level is not None:
        data["level"] = common.level
    else:
        data["not-applicable"] = common.not_applicable
    if common.grade is not None:
        data["grade"] = common.grade
    if common.evidence:
        data["evidence"] = [
            evidence.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for evidence in common.evidence
        ]
    if common.as_of is not None:
        data["as_of"] = common.as_of
        if _implied(data, fallback):
            del data["as_of"]
    return data


def _implied(data: Data, fallback: str | None) -> bool:
    """Whether the entry's date is the one that would be assumed if it were left out."""
    assumed = newest(evidence.get("as_of") for evidence in data.get("evidence", [])) or fallback
    return assumed is not None and last_day(assumed) == last_day(data["as_of"])


def _spread(common: Statement) -> Data:
    if common.low is None or common.high is None or common.low == common.high == common.level:
        return {}
    return {"interval": [common.low, common.high]}


def _remarks(common: Statement) -> Mapping[str, Any]:
    return {
        **({"cause": common.cause} if common.cause is not None else {}),
        **_spread(common),
        **({"note": common.note} if common.note else {}),
    }
