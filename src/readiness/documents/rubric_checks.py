"""What must hold in a rubric beyond the shape of its keys: references, orders, gates that can be met, no circles."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from readiness.documents import references, rubric_remedies
from readiness.errors import unknown
from readiness.language import _, marked
from readiness.weights.orders import OrderError, constraints
from readiness.weights.polytope import vertices
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Indicator, Necessary
    from readiness.model.rubric import Rubric

DIRECTIONAL_RULES = {"requested", "requesting"}
SHARED_RULES = {"shared", "similarity"}
MOST_UNBOUND = 1.0
"""The level (0-4) that an instrument may show which binds nobody."""
UNIT_RULES = {"pair": marked("shared or similarity"), "channel": "best-channel"}


def problems(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Every mistake in a rubric, each with its place."""
    wrong = list(references.unknown_names(rubric, rubric))
    yield from (references.problem(name, valid, root, rubric) for name, valid in wrong)
    unsound = {name.path[1] for name, _ in wrong if name.path[0] == "weights"}
    for check in (
        _phases,
        _standing,
        _balance,
        _replaced,
        _gates,
        _circles,
        rubric_remedies.problems,
        _evidence,
        _routes,
        _instruments,
    ):
        yield from check(rubric, root)
    for name in rubric.weights:
        yield from _weights(rubric, name, root.find(("weights", name)), known=name not in unsound)
    for factor, entry in rubric.factors.items():
        for key, indicator in entry.indicators.items():
            yield from _indicator(rubric, key, indicator, root.find(("factors", factor, "indicators", key)))


def _unknown(
    place: Place,
    name: str,
    valid: Collection[str],
    what: str,
    replaced: Mapping[str, Sequence[str]] = MappingProxyType({}),
    *,
    at_key: bool = False,
) -> Iterator[Problem]:
    if name not in valid:
        message, fix = unknown(what, name, valid, replaced)
        yield place.problem(message, fix=fix, at_key=at_key)


def _phases(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, phase in rubric.phases.items():
        for i, rule in enumerate(phase.infer):
            kinds = [bool(rule.agreements), rule.structures is not None, rule.completed_cases is not None]
            if sum(kinds) != 1:
                yield root.find(("phases", name, "infer", i)).problem(
                    _("expected exactly one of agreements, structures and completed-cases")
                )


def _standing(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, standing in rubric.standing.items():
        for i, cause in enumerate(standing.causes):
            indicator = rubric.indicators.get(cause)
            gates = (
                [indicator.necessary, *indicator.necessary_by_need.values()] if indicator is not None else []
            )
            if any(set(levels) != set(rubric.phases) for levels in gates):
                yield root.find(("standing", name, "causes", i)).problem(
                    _(
                        "{cause} cannot be what a suspension rests on: it is not necessary in every phase"
                    ).format(cause=cause)
                )


def _balance(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, flag in rubric.balance.items():
        for i, condition in enumerate(flag.when):
            if (condition.indicator is None) == (condition.factor is None):
                yield root.find(("balance", name, "when", i)).problem(
                    _("expected either an indicator or a factor")
                )


def _weights(rubric: Rubric, name: str, place: Place, *, known: bool) -> Iterator[Problem]:
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


def _replaced(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A name given up is no indicator any more."""
    for name in rubric.replaced:
        if name in rubric.indicators:
            fix = _("take it out of `replaced`, or rename the indicator")
            yield root.find(("replaced", name)).problem(
                _("{name} is still an indicator").format(name=name), fix=fix, at_key=True
            )


def _gates(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A necessary condition of one phase stays one in every later phase, at no lower level (S1.81)."""
    for key, item in rubric.indicators.items():
        place = root.find(("factors", rubric.factor_of[key], "indicators", key))
        tables: list[tuple[tuple[str, ...], Necessary]] = [(("necessary",), item.necessary)]
        tables += [(("necessary-by-need", need), levels) for need, levels in item.necessary_by_need.items()]
        for path, levels in tables:
            for earlier, later in pairwise(rubric.phases):
                if earlier in levels and levels.get(later, 0) < levels[earlier]:
                    is_now = f"{levels[later]:g}" if later in levels else "nothing"
                    message = _(
                        "{key} needs {levels:g} in the {earlier} phase and {is_now} in the {later} phase; what is necessary stays so"
                    ).format(key=key, levels=levels[earlier], earlier=earlier, is_now=is_now, later=later)
                    fix = _("write `{later}: {levels:g}` or more").format(later=later, levels=levels[earlier])
                    yield place.find((*path, later) if later in levels else path).problem(
                        message, fix=fix, at_key=later not in levels
                    )


def _circles(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A circle in `rests-on`: each member would be excused by the next."""
    state: dict[str, int] = {}
    for start in rubric.indicators:
        trail: list[str] = []
        circle = _walk(rubric, start, state, trail)
        if circle:
            place = root.find(("factors", rubric.factor_of[circle[0]], "indicators", circle[0], "rests-on"))
            message = _("`rests-on` runs in a circle: {names}").format(names=" → ".join([*circle, circle[0]]))
            yield place.problem(message, fix=_("each would be excused by the next; take one of them out"))
            return


def _walk(rubric: Rubric, key: str, state: dict[str, int], trail: list[str]) -> list[str]:
    if key not in rubric.indicators or state.get(key) == 2:
        return []
    if state.get(key) == 1:
        return trail[trail.index(key) :]
    state[key] = 1
    trail.append(key)
    for ground in rubric.indicators[key].rests_on:
        circle = _walk(rubric, ground, state, trail)
        if circle:
            return circle
    trail.pop()
    state[key] = 2
    return []


def _evidence(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for table, wanted in (("reliability", "ABCDEF"), ("credibility", range(1, 7))):
        given = getattr(rubric.evidence, table)
        missing = [str(item) for item in wanted if item not in given]
        if missing:
            fix = _("add `{missing}: …`: by how many levels that half of a grade widens").format(
                missing=missing[0]
            )
            message = _("no width for {table} {missing}; every grade needs one").format(
                table=table, missing=", ".join(missing)
            )
            yield root.find(("evidence", table)).problem(message, fix=fix, at_key=True)


def _routes(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Links that name what there is and have no direction, and hours for every level, never rising with it."""
    routes = rubric.routes
    if routes is None:
        return
    for i, key in enumerate(routes.link):
        if key in rubric.indicators and rubric.indicators[key].combine.rule in DIRECTIONAL_RULES:
            message = _("{key} depends on who asks; a link is the same both ways").format(key=key)
            yield root.find(("routes", "link", i)).problem(message, fix=_("take it out of `link`"))
    place = root.find(("routes", "hours"))
    missing = [str(level) for level in rubric.scale if level not in routes.hours]
    if missing:
        message = _("no hours for level {missing}; every level needs them").format(missing=", ".join(missing))
        fix = _("add `{missing}: …`: how many hours a message takes, null where none arrives").format(
            missing=missing[0]
        )
        yield place.problem(message, fix=fix, at_key=True)
    spans = [inf if hours is None else hours for _, hours in sorted(routes.hours.items())]
    if any(later > earlier for earlier, later in pairwise(spans)):
        yield place.problem(
            _("the hours rise with the level; expected fewer hours at a higher level"), at_key=True
        )


def _instruments(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Schemes that bind nobody stay below a thin basis, and a scope stands only beside a need that is served."""
    for name, item in rubric.instruments.items():
        place = root.find(("instruments", name))
        if not item.binding and item.level > MOST_UNBOUND:
            message = _(
                "an instrument that does not bind shows level {most_unbound:g} at most, not {level:g}"
            ).format(most_unbound=MOST_UNBOUND, level=item.level)
            fix = _("write `level: {most_unbound:g}`, or remove `binding: false`").format(
                most_unbound=MOST_UNBOUND
            )
            yield place.find(("level",) if "level" in item.model_fields_set else ()).problem(message, fix=fix)
        for need in item.covers_for:
            if need in rubric.needs and need not in item.serves:
                fix = _("add {need} to `serves`, or remove this line").format(need=need)
                yield place.find(("covers-for", need)).problem(
                    _("covers-for names {need}, which the instrument does not serve").format(need=need),
                    fix=fix,
                    at_key=True,
                )


def _indicator(rubric: Rubric, key: str, item: Indicator, place: Place) -> Iterator[Problem]:
    if not item.obstacles:
        fix = _("add one of: {obstacles}").format(obstacles=", ".join(rubric.obstacles))
        yield place.find(("obstacles",)).problem(
            _("{key} raises no obstacle; a failure could not be named").format(key=key), fix=fix
        )
    yield from _rows(rubric, item, place)
    if item.cause is not None:
        for told, named in (("obstacles", item.cause.obstacles), ("remedies", item.cause.remedies)):
            for name in named:
                yield from _unknown(
                    place.find(("cause", told, name)), name, item.cause.values, "cause", at_key=True
                )
    yield from _rule(item, place)
    missing = [str(level) for level in rubric.scale if level not in item.scale]
    if missing:
        yield place.find(("scale",)).problem(
            _("{key} has no anchor for level {missing}").format(key=key, missing=", ".join(missing)),
            fix=_("add `{missing}: …`: what people do at that level").format(missing=missing[0]),
            at_key=True,
        )
    gates: list[tuple[tuple[str, ...], float]] = [
        (("necessary", phase), needed) for phase, needed in item.necessary.items()
    ]
    for need, levels in item.necessary_by_need.items():
        gates += [(("necessary-by-need", need, phase), needed) for phase, needed in levels.items()]
    for path, needed in gates:
        if needed > rubric.top_level:
            gate = place.find(path)
            message = _(
                "the gate of {key} can never be met: it needs {needed:g}, the scale ends at {top_level}"
            ).format(key=key, needed=needed, top_level=rubric.top_level)
            yield gate.problem(
                message, fix=_("expected a level up to {top_level}").format(top_level=rubric.top_level)
            )
    yield from _ladders(item, place)


def _rows(rubric: Rubric, item: Indicator, place: Place) -> Iterator[Problem]:
    """Rows that are named and do not exist, and rows given up that still do."""
    rows = item.table.rows if item.table is not None else {}
    replaced = item.table.replaced if item.table is not None else {}
    for i, name in enumerate(item.table.of_some if item.table is not None else ()):
        yield from _unknown(place.find(("table", "of-some", i)), name, rows, "row")
    for i, name in enumerate(item.harm_rows):
        yield from _unknown(place.find(("harm-rows", i)), name, rows, "row", replaced)
    for name in item.remedies_by_row:
        yield from _unknown(place.find(("remedies-by-row", name)), name, rows, "row", replaced, at_key=True)
    for name, heirs in replaced.items():
        spot = place.find(("table", "replaced", name))
        if name in rows:
            yield spot.problem(
                _("{name} is still a row").format(name=name), fix=_("take it out of `replaced`"), at_key=True
            )
        for i, heir in enumerate(heirs):
            yield from _unknown(spot.find((i,)), heir, rows, "row")
    if item.table is not None and item.table.by == "need":
        for name in rows:
            spot = place.find(("table", "rows", name))
            yield from _unknown(spot, name, rubric.needs, "need", at_key=True)


def _rule(item: Indicator, place: Place) -> Iterator[Problem]:
    if (item.combine.rule in SHARED_RULES) != (item.unit == "pair") or (
        item.combine.rule == "best-channel"
    ) != (item.unit == "channel"):
        fitting = UNIT_RULES.get(item.unit)
        fix = (
            _("expected {fitting}").format(fitting=fitting)
            if fitting
            else _("expected a rule that combines two sides, such as weakest")
        )
        message = _('the rule "{rule}" does not fit the unit "{unit}"').format(
            rule=item.combine.rule, unit=item.unit
        )
        yield place.find(("combine", "rule")).problem(message, fix=fix)


def _ladders(item: Indicator, place: Place) -> Iterator[Problem]:
    for i, entry in enumerate(item.derived):
        if (entry.level is None) == (not entry.points):
            yield place.find(("derived", i)).problem(_("expected either `level` or `points`"))
        if (entry.from_ == "relation") != (entry.kind is not None):
            fix = _("write `kind` for a relation, and for nothing else")
            yield place.find(("derived", i)).problem(
                _("expected a `kind` exactly where `from` is relation"), fix=fix
            )
        if entry.from_ != "relation" and item.unit != "pair":
            message = _("{source} tells of the pair; {name} is asked of each side").format(
                source=entry.from_, name=item.name
            )
            yield place.find(("derived", i, "from")).problem(message, fix=_("expected relation"))
    ladders = [(("derived", i), entry.points) for i, entry in enumerate(item.derived)]
    for path, points in [*ladders, *((("proxies", i), proxy.points) for i, proxy in enumerate(item.proxies))]:
        values = [point[0] for point in points]
        if values != sorted(set(values)):
            yield place.find((*path, "points")).problem(
                _("expected points in rising order of the index value")
            )
