"""What both profiles say of each indicator: one reading a side, or one of the pair, with conflicts kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.evidence import proxies, ratings
from readiness.evidence.ratings import Candidate, Context, candidates
from readiness.evidence.reading import UNKNOWN, Reading, reconcile, weakest
from readiness.question import needs_concerned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Indicator, Rubric
    from readiness.question import Scope, Side


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both profiles speak of the same thing and disagree."""

    a: Reading
    b: Reading
    used: Reading


@dataclass(frozen=True, slots=True)
class PairReading:
    """One indicator for a pair.

    `a` and `b` are the sides' own readings, or what each profile says of the pair; `pair` is the reading of the pair as
    such, UNKNOWN for an indicator that is asked of each side. `rows` are the readings by row of a table, per side.
    """

    a: Reading
    b: Reading
    pair: Reading = UNKNOWN
    rows: Mapping[str, Mapping[str, Reading]] | None = None
    conflict: Conflict | None = None

    def side(self, name: Side) -> Reading:
        """The reading of one side."""
        return self.a if name == "a" else self.b


def read_pair(rubric: Rubric, a: ProfileDocument, b: ProfileDocument, scope: Scope) -> dict[str, PairReading]:
    """Every indicator of the rubric, in catalogue order, whether in scope or not."""
    return {key: _read(rubric, key, indicator, a, b, scope) for key, indicator in rubric.indicators.items()}


def _read(
    rubric: Rubric, key: str, indicator: Indicator, a: ProfileDocument, b: ProfileDocument, scope: Scope
) -> PairReading:
    of_a, of_b = candidates(a, b.id, key), candidates(b, a.id, key)
    contexts = _contexts(rubric, indicator, scope, [*of_a, *of_b])
    if indicator.unit == "each":
        return _each(rubric, indicator, (a, of_a), (b, of_b), contexts, scope)
    if indicator.unit == "channel":
        stated_a = [item for item in of_a if item.towards_partner]
        stated_b = [item for item in of_b if item.towards_partner]
        of_pair = _shared(rubric, indicator, stated_a, stated_b, contexts, scope)
        if of_pair.pair.basis != "none":
            return of_pair
        access = _each(rubric, indicator, (a, of_a), (b, of_b), contexts, scope)
        return PairReading(access.a, access.b, weakest([access.a, access.b]), access.rows)
    return _shared(rubric, indicator, of_a, of_b, contexts, scope)


def _each(
    rubric: Rubric,
    indicator: Indicator,
    of_a: tuple[ProfileDocument, list[Candidate]],
    of_b: tuple[ProfileDocument, list[Candidate]],
    contexts: Sequence[Context],
    scope: Scope,
) -> PairReading:
    """One reading a side; a proxy stands in where nobody has rated."""
    sides: list[dict[Context, Reading]] = []
    for document, found in (of_a, of_b):
        prior = proxies.read(document, indicator, scope.as_of, rubric.evidence)
        said = {context: ratings.read(found, context, scope.as_of, rubric.evidence) for context in contexts}
        sides.append({context: prior if reading is UNKNOWN else reading for context, reading in said.items()})
    rows = {"a": _by_row(sides[0]), "b": _by_row(sides[1])} if indicator.table is not None else None
    return PairReading(weakest(list(sides[0].values())), weakest(list(sides[1].values())), rows=rows)


def _shared(
    rubric: Rubric,
    indicator: Indicator,
    of_a: list[Candidate],
    of_b: list[Candidate],
    contexts: Sequence[Context],
    scope: Scope,
) -> PairReading:
    """One reading for the pair, from what either profile says of it."""
    said_a = {context: ratings.read(of_a, context, scope.as_of, rubric.evidence) for context in contexts}
    said_b = {context: ratings.read(of_b, context, scope.as_of, rubric.evidence) for context in contexts}
    used: dict[Context, Reading] = {}
    conflict: Conflict | None = None
    for context in contexts:
        used[context], disagree = reconcile(said_a[context], said_b[context])
        if disagree and conflict is None:
            conflict = Conflict(said_a[context], said_b[context], used[context])
    rows = {"pair": _by_row(used)} if indicator.table is not None else None
    return PairReading(
        weakest(list(said_a.values())),
        weakest(list(said_b.values())),
        weakest(list(used.values())),
        rows,
        conflict,
    )


def _contexts(
    rubric: Rubric, indicator: Indicator, scope: Scope, found: Iterable[Candidate]
) -> tuple[Context, ...]:
    """What must be asked separately: rows of a table, and needs and crimes to which some rating is narrowed."""
    found = list(found)
    needs = needs_concerned(indicator, rubric, scope)
    table = indicator.table
    by_need = table is not None and table.by == "need"
    asked_needs: Sequence[str | None] = (
        needs if by_need or any(item.rating.needs for item in found) else (None,)
    )
    asked_crimes: Sequence[str | None] = (
        scope.crimes if any(item.rating.crimes for item in found) else ()
    ) or (None,)
    if table is None:
        return tuple(Context(need, crime) for need in asked_needs for crime in asked_crimes)
    if by_need:
        return tuple(Context(need, crime, need) for need in asked_needs for crime in asked_crimes)
    return tuple(
        Context(need, crime, row) for row in table.rows for need in asked_needs for crime in asked_crimes
    )


def _by_row(readings: Mapping[Context, Reading]) -> dict[str, Reading]:
    rows: dict[str, list[Reading]] = {}
    for context, reading in readings.items():
        rows.setdefault(context.row or "", []).append(reading)
    return {row: weakest(of_row) for row, of_row in rows.items()}
