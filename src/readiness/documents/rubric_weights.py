"""What must hold in the weights of a rubric: orders that can be read, of factors that there are, and that some weights satisfy."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from readiness.language import _
from readiness.weights.orders import OrderError, constraints
from readiness.weights.polytope import vertices
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric


def problems(rubric: Rubric, name: str, place: Place, *, known: bool) -> Iterator[Problem]:
    """Mistakes of one weight set; its orders are tried only if it is otherwise sound, and its names `known`."""
    chosen, wrong = rubric.weights[name], []
    base = rubric.weights.get(chosen.extends) if chosen.extends is not None else None
    if base is not None and base.extends is not None:
        message = _("extends {extends}, which extends another set; expected one step").format(
            extends=chosen.extends
        )
        wrong.append(place.problem(message, at_key=True))
    if known and chosen.extends is None:
        wrong += [
            place.find(("orders",)).problem(
                _('no order for the phase "{phase}"').format(phase=phase),
                fix=_("add `{phase}: […]`").format(phase=phase),
                at_key=True,
            )
            for phase in rubric.phases
            if phase not in chosen.orders
        ]
    yield from wrong
    if known and not wrong:
        yield from _orders(rubric, name, place)


def _orders(rubric: Rubric, name: str, place: Place) -> Iterator[Problem]:
    """Orders that leave no weights, starve a factor, or break the set's own check."""
    chosen = rubric.weights[name]
    points: dict[str, tuple[float, ...]] = {}
    for phase in rubric.phases:
        order = place.find(("orders", phase))
        try:
            points[phase] = weights_for(rubric, name, phase, chosen.lane or "both").point
        except OrderError as error:
            culprit = order.find((_culprit(chosen.orders.get(phase, []), list(rubric.factors)),))
            yield culprit.problem(_("weights of the {phase} phase: {error}").format(phase=phase, error=error))
            continue
        for factor, weight in zip(rubric.factors, points[phase], strict=True):
            if weight == 0:
                yield order.problem(
                    _(
                        "the orders leave {factor} no weight in the {phase} phase; every factor is necessary (S1.81)"
                    ).format(factor=factor, phase=phase)
                )
    if len(points) < len(rubric.phases):
        return
    for i, factor in enumerate(chosen.never_rising):
        column = list(rubric.factors).index(factor)
        series = [points[phase][column] for phase in rubric.phases]
        if any(later > earlier for earlier, later in pairwise(series)):
            shown = ", ".join(
                f"{phase} {value:.3f}" for phase, value in zip(rubric.phases, series, strict=True)
            )
            fix = _("change the orders, or take {factor} out of this list").format(factor=factor)
            message = _("the orders let the weight of {factor} rise: {shown}").format(
                factor=factor, shown=shown
            )
            yield place.find(("never-rising", i)).problem(message, fix=fix)


def _culprit(lines: list[str], factors: list[str]) -> int:
    """The index of the first line that cannot be read or does not go with those before it."""
    for index in range(len(lines)):
        try:
            if not vertices(constraints(lines[: index + 1], factors)):
                return index
        except OrderError:
            return index
    return 0
