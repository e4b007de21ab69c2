"""What an indicator must be asked about separately: rows of a table, needs, crimes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence.ratings import Candidate, Context
from readiness.model.question import needs_concerned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

ANYTHING = (Context(),)
"""The one context of an indicator without rows, where no rating is narrowed."""


def contexts_of(
    rubric: Rubric,
    indicator: Indicator,
    scope: Scope,
    rated: Sequence[Candidate],
    *,
    by_need: bool = False,
) -> tuple[Context, ...]:
    """What must be asked separately: rows of a table, and needs and crimes to which some rating is narrowed.

    `by_need` tells that there is more than ratings that differs by need.
    """
    table = indicator.table
    narrowed = [item.rating for item in rated if item.rating.needs or item.rating.crimes]
    if table is None and not narrowed and not by_need:
        return ANYTHING
    rows_are_needs = table is not None and table.by == "need"
    asked_needs: Sequence[str | None] = (
        needs_concerned(indicator, rubric, scope)
        if rows_are_needs or by_need or any(rating.needs for rating in narrowed)
        else (None,)
    )
    asked_crimes: Sequence[str | None] = (
        scope.crimes if any(rating.crimes for rating in narrowed) else ()
    ) or (None,)
    if table is None:
        return tuple(Context(need, crime) for need in asked_needs for crime in asked_crimes)
    if rows_are_needs:
        return tuple(Context(need, crime, need) for need in asked_needs for crime in asked_crimes)
    return tuple(
        Context(need, crime, row)
        for row in table.in_play(scope.bars)
        for need in asked_needs
        for crime in asked_crimes
    )
