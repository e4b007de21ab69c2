"""What both profiles say of each indicator: one reading a side, or one of the pair, with conflicts kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence import proxies, ratings
from readiness.evidence.contexts import contexts_of
from readiness.evidence.indicator_reader import IndicatorReader
from readiness.evidence.level_reading import Reading, weakest
from readiness.evidence.pair_reading import Memo, PairReading, ReadingInContext
from readiness.evidence.precedence import above_prior
from readiness.evidence.ratings import Context, candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


def read_pair(
    rubric: Rubric,
    a: ProfileDocument,
    b: ProfileDocument,
    scope: Scope,
    memo: Memo | None = None,
) -> dict[str, PairReading]:
    """Every indicator of the rubric, in catalogue order, whether in scope or not.

    `memo` keeps readings between scopes of the same pair, crimes and date: most indicators say the same for every need.
    """
    memo = memo or Memo()
    return {key: read_indicator(rubric, key, a, b, scope, memo) for key in rubric.indicators}


def read_indicator(
    rubric: Rubric, key: str, a: ProfileDocument, b: ProfileDocument, scope: Scope, memo: Memo
) -> PairReading:
    """One indicator of a pair. `memo` as in `read_pair`."""
    of_a, of_b = candidates(a, b.id, key), candidates(b, a.id, key)
    indicator = rubric.indicators[key]
    if memo.worked is None:
        memo.worked = _worked(a, b)
    by_need = indicator.shown_by is not None and memo.worked
    contexts = contexts_of(rubric, indicator, scope, [*of_a, *of_b], by_need=by_need)
    asked = key, contexts
    if asked not in memo.readings:
        reader = IndicatorReader(rubric, key, (a, of_a), (b, of_b), scope, memo)
        joined = _joined(indicator, contexts, list(map(reader.read, contexts)))
        held = indicator.by_law and not scope.bars and indicator.unit == "each"
        memo.readings[asked] = reader.held_by_law(joined, contexts) if held else joined
    return memo.readings[asked]


def read_own(rubric: Rubric, key: str, document: ProfileDocument, scope: Scope) -> Reading:
    """What a profile says towards anyone: of its jurisdiction, or of the pair if that is what the indicator asks."""
    indicator = rubric.indicators[key]
    general = candidates(document, None, key)
    contexts = contexts_of(rubric, indicator, scope, general)
    said = [ratings.read(general, context, scope.as_of, rubric.evidence) for context in contexts]
    if indicator.unit != "pair" and indicator.proxies:
        prior = proxies.read(document, indicator, scope.as_of, rubric.evidence)
        said = [above_prior(reading, prior) for reading in said]
    return weakest(said)


def _joined(
    indicator: Indicator, contexts: Sequence[Context], read: Sequence[ReadingInContext]
) -> PairReading:
    """What is read in all contexts together: of each the lowest."""
    a, b = [item.a for item in read], [item.b for item in read]
    by_row = indicator.table is not None
    if indicator.unit == "each":
        rows = {"a": _by_row(contexts, a), "b": _by_row(contexts, b)} if by_row else None
        return PairReading(weakest(a), weakest(b), rows=rows)
    of_pair = [item.pair for item in read]
    conflict = next((item.conflict for item in read if item.conflict is not None), None)
    rows = {"pair": _by_row(contexts, of_pair)} if by_row else None
    return PairReading(weakest(a), weakest(b), weakest(of_pair), rows, conflict)


def _worked(a: ProfileDocument, b: ProfileDocument) -> bool:
    """Whether either profile records cases between the two, or a body that may work them."""
    partners = (a.profile.partners.get(b.id), b.profile.partners.get(a.id))
    return any(partner is not None and (partner.cases or partner.structures) for partner in partners)


def _by_row(contexts: Sequence[Context], readings: Sequence[Reading]) -> dict[str, Reading]:
    rows: dict[str, list[Reading]] = {}
    for context, reading in zip(contexts, readings, strict=True):
        rows.setdefault(context.row or "", []).append(reading)
    return {row: weakest(of_row) for row, of_row in rows.items()}
