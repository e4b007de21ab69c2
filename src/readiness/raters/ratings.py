"""The ratings of one indicator by several raters, matched by row, need and crime, and merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.model.fields import last_day
from readiness.raters.statements import Statement, newest, statement, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.model.indicator import Indicator
    from readiness.model.profile import Profile, Rating
    from readiness.model.rubric import Rubric

Data = dict[str, Any]


class Atom(NamedTuple):
    """The smallest thing that a rating speaks of. None: not narrowed."""

    need: str | None
    crime: str | None
    row: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are taken together, all about one atom."""

    atom: Atom
    said: tuple[Statement, ...]

    @property
    def origins(self) -> tuple[tuple[int, int], ...]:
        """Which ratings of which raters they come from."""
        return tuple((item.rater, item.origin) for item in self.said)


def groups(
    said: Sequence[tuple[int, Profile, list[Rating]]], indicator: Indicator, rubric: Rubric
) -> list[Group]:
    """What is said of each row, need and crime, in the rubric's order.

    `said` are (rater from 1, profile, ratings of the indicator). If some rate by row and others in one level, that level
    stands for every row. If a rater gives one thing at several dates, only statements of the same date are taken together.
    """
    rows = list(indicator.table.rows) if indicator.table is not None else []
    ratings = [rating for _, _, given in said for rating in given]
    by_row = any(rating.rows for rating in ratings)
    found: dict[Atom, list[Statement]] = {}
    for rater, profile, given in said:
        for origin, rating in enumerate(given):
            spoken: list[str | None] = [*rating.rows] or ([*rows] if by_row else [None])
            needs: list[str | None] = [*rating.needs] or [None]
            crimes: list[str | None] = [*rating.crimes] or [None]
            for need, crime, row in product(needs, crimes, spoken):
                item = statement(profile, rater, origin, rating, row, rubric.evidence)
                found.setdefault(Atom(need, crime, row), []).append(item)
    orders = [list(names) for names in (rubric.needs, rubric.crimes, rows)]

    def place(atom: Atom) -> list[int]:
        named = zip(atom, orders, strict=True)
        return [-1 if name is None else order.index(name) for name, order in named]

    return [Group(atom, said) for atom in sorted(found, key=place) for said in _by_date(found[atom])]


def _by_date(said: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """All of them, unless a rater speaks more than once; then those of each date, in their order."""
    if len({item.rater for item in said}) == len(said):
        yield tuple(said)
        return
    dates: dict[tuple[str, int], list[Statement]] = {}
    times: Counter[tuple[str, int]] = Counter()
    for item in said:
        day = _day(item.as_of)
        times[day, item.rater] += 1  # of two things said on one day, first goes with first
        dates.setdefault((day, times[day, item.rater]), []).append(item)
    for key in sorted(dates):
        yield tuple(dates[key])


def _day(as_of: str | None) -> str:
    return last_day(as_of).isoformat() if as_of is not None else ""


def merged(found: Sequence[Group], rubric: Rubric, fallback: str | None) -> list[Data]:
    """The groups as ratings of a profile. Needs and crimes of which the same is said are put back into one rating.

    `fallback` is the date of the profile they will stand in.
    """
    apart = [(group, together(group.said, rubric.evidence)) for group in found]
    entries: list[tuple[Data, Statement, str | None]] = []
    left = list(apart)
    while left:
        group, common = left[0]
        alike = [
            item for item in left if item[0].origins == group.origins and item[0].atom.row == group.atom.row
        ]
        left = [item for item in left if item not in alike]
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
            yield {**_said(common, fallback), **narrowed, **_rest(common)}


def _with_rows(entries: Sequence[tuple[Data, Statement, str | None]], fallback: str | None) -> Iterator[Data]:
    """Rows of one narrowing in one rating, unless their intervals or causes differ: those belong to a whole rating."""
    tables: dict[str, tuple[Data, list[tuple[str, Statement]]]] = {}
    times: Counter[str] = Counter()
    for narrowed, common, row in entries:
        if row is None:
            continue
        again = repr((narrowed, row))
        times[again] += 1  # a row that stands at several dates needs a rating for each
        key = repr((narrowed, common.cause, _spread(common), times[again]))
        tables.setdefault(key, (narrowed, []))[1].append((row, common))
    for narrowed, rows in tables.values():
        yield _table(narrowed, rows, fallback)


def _table(narrowed: Data, rows: Sequence[tuple[str, Statement]], fallback: str | None) -> Data:
    said = [_said(common, None) for _, common in rows]
    shared: Data = {}
    for key in ("grade", "evidence", "as_of"):
        first = said[0].get(key)
        if key == "as_of" and any(item.get("evidence") for item in said):
            break  # a row is dated by its own evidence before it takes the date of its rating
        if first is not None and all(item.get(key) == first for item in said):
            shared[key] = first
            for item in said:
                del item[key]
    if "as_of" in shared and _implied(shared, fallback):
        del shared["as_of"]
    table = {}
    for (row, common), item in zip(rows, said, strict=True):
        table[row] = {**item, **({"note": common.note} if common.note else {})}
    rest = {key: value for key, value in _rest(rows[0][1]).items() if key != "note"}
    return {"rows": table, **shared, **narrowed, **rest}


def _said(common: Statement, fallback: str | None) -> Data:
    data: Data = {}
    if common.level is not None:
        data["level"] = common.level
    else:
        data["not-applicable"] = common.not_applicable
    if common.grade is not None:
        data["grade"] = common.grade
    if common.evidence:
        data["evidence"] = [
            item.model_dump(mode="json", by_alias=True, exclude_defaults=True) for item in common.evidence
        ]
    if common.as_of is not None:
        data["as_of"] = common.as_of
        if _implied(data, fallback):
            del data["as_of"]
    return data


def _implied(data: Data, fallback: str | None) -> bool:
    """Whether the date is the one that a reader would assume without it."""
    assumed = newest(item.get("as_of") for item in data.get("evidence", [])) or fallback
    return assumed is not None and last_day(assumed) == last_day(data["as_of"])


def _spread(common: Statement) -> Data:
    if common.low is None or common.high is None or common.low == common.high == common.level:
        return {}
    return {"interval": [common.low, common.high]}


def _rest(common: Statement) -> Mapping[str, Any]:
    return {
        **({"cause": common.cause} if common.cause is not None else {}),
        **_spread(common),
        **({"note": common.note} if common.note else {}),
    }
