"""The target and the limits of a plan from the command line's options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from readiness.change.available_moves import Limits
from readiness.change.cost import BANDS
from readiness.change.starting_levels import Target
from readiness.cli import numbers
from readiness.cli.argument_checks import apart
from readiness.errors import UsageError, alike, did_you_mean, suggestion
from readiness.jurisdictions.lookup import called, side_of
from readiness.language import _
from readiness.model.aliases import id_called, numbered
from readiness.report.texts import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.cli.pair_asked import PairAsked
    from readiness.model.question import Side

GOALS = ("fragile", "ready")


def target(given: str, judged: Judgement) -> Target:
    """A verdict in the phase assessed, or a phase that nothing shall block. Raises UsageError."""
    given = id_called(judged.rubric, "phases", given.casefold())
    if given in GOALS:
        return Target(judged.phase.phase, cast('Literal["fragile", "ready"]', given))
    phases = list(judged.rubric.phases)
    if given in phases:
        return Target(given, "fragile")
    raise UsageError(
        _('--target: unknown verdict or phase "{given}"; {hint}').format(
            given=given, hint=suggestion(given, [*GOALS, *phases])
        )
    )


def limits(
    pair: PairAsked, side: str | None, within: int | None, budget: str | None, without: Sequence[str]
) -> Limits:
    """What a plan may use. Raises UsageError for a side, band or remedy that does not exist, and for no time at all."""
    ids = {numbered(key): key for key in pair.rubric.remedies}
    without = [ids.get(numbered(name), name) for name in apart(without)]
    for name in without:
        if name not in pair.rubric.remedies:
            hint = suggestion(name, pair.rubric.remedies, what="remedies")
            raise UsageError(_('--without: unknown remedy "{name}"; {hint}').format(name=name, hint=hint))
    numbers.check(within, "--within")
    return Limits(
        _side(pair, side), within, None if budget is None else _band(budget), tuple(dict.fromkeys(without))
    )


def _band(given: str) -> int:
    """A cost band by its number or by what reports call it."""
    say = texts()
    names = [say(f"plan.band-{band}") for band in range(1, BANDS + 1)]
    bands = {name.casefold(): band for band, name in enumerate(names, 1)}
    bands |= {str(band): band for band in range(1, BANDS + 1)}
    band = bands.get(given.casefold().replace("-", " ")) or bands.get(given.casefold())
    if band is None:
        near = alike(given, names)
        listed = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
        hint = did_you_mean(near) if near else _("expected one of: {names}").format(names=listed)
        raise UsageError(_('--budget: "{budget}" is no cost band; {hint}').format(budget=given, hint=hint))
    return band


def _side(pair: PairAsked, given: str | None) -> Side | None:
    if given is None:
        return None
    names: dict[str, Side] = {pair.a.id: "a", pair.b.id: "b"}
    places: dict[str, Side] = {"a": "a", "b": "b"}
    side = names.get(side_of(given, pair.codes)) or places.get(given.casefold())
    if side is None:
        hint = suggestion(given, dict.fromkeys([*pair.codes, *(called(code) for code in pair.codes)]))
        raise UsageError(_('--side: unknown side "{given}"; {hint}').format(given=given, hint=hint))
    return side
