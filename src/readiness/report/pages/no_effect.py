"""Why a change that was supposed moves nothing: the reason that applies to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.pair_levels import sides_that_count
from readiness.evidence.supposed_levels import Supposed
from readiness.model.question import OTHER
from readiness.report.pages.naming import Names
from readiness.words import clean, level

if TYPE_CHECKING:
    from readiness.change.change_notation import Wish
    from readiness.change.what_if import WhatIf
    from readiness.model.question import Side


def why_nothing(wish: Wish, it: WhatIf, names: Names) -> str:
    """One sentence on a change after which nothing moved, fit for the readers of the report."""
    say, change = names.say, wish.change
    if not isinstance(change, Supposed):
        return say("what-if.still-fact", text=clean(wish.text))
    name = names.indicator(change.indicator)
    after = next((item for item in it.after.indicators if item.id == change.indicator), None)
    if after is None or not after.in_scope:
        return say("what-if.still-scope", name=name)
    if change.row is not None and change.row not in (after.rows or {}):
        return say("what-if.still-row", name=name, row=change.row)
    afterwards = Names(it.after, names.rubric, say)
    if afterwards.suspended(after):
        return say("what-if.still-stopped", standing=afterwards.stands())
    if change.holder == "pair":
        return say("what-if.still-same", name=name)
    return _of_side(change.indicator, change.holder, it, names)


def _of_side(indicator: str, side: Side, it: WhatIf, names: Names) -> str:
    say, other = names.say, OTHER[side]
    rule = it.judged.rubric.indicators[indicator].combine.rule
    counting = sides_that_count(rule, it.judged.outcome.requesting, it.judged.harmed)
    own, beside = _levels(it, indicator, side)
    values = {"name": names.indicator(indicator), "side": names.side(side), "other": names.side(other)}
    if side not in counting:
        return say("what-if.still-role", **values)
    if own is not None and other in counting:
        if beside is None:
            code = (it.after.pair.a if other == "a" else it.after.pair.b).id
            return say("what-if.still-unknown", **values, setting=f"{code}.{indicator}")
        if beside < own:
            return say("what-if.still-lower", **values, level=level(beside))
    return say("what-if.still-same", **values)


def _levels(it: WhatIf, indicator: str, side: Side) -> tuple[float | None, float | None]:
    """The level of a side after the change and that of the other one, as they are shown."""
    after = next(item for item in it.after.indicators if item.id == indicator)
    return (after.a.level, after.b.level) if side == "a" else (after.b.level, after.a.level)
