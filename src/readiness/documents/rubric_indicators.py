"""What must hold in each indicator of a rubric: gates on its scale, rows, rules that fit its unit, ladders that rise."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from readiness.errors import unknown
from readiness.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.rubric import Rubric

DIRECTIONAL_RULES = {"requested", "requesting"}
SHARED_RULES = {"shared", "similarity"}
OF_A_SIDE = {"relation", "law"}
"""What an indicator that is asked of each side may be read off."""
UNIT_RULES = {"pair": marked("shared or similarity"), "channel": "best-channel"}


def problems(rubric: Rubric, key: str, item: Indicator, place: Place) -> Iterator[Problem]:
    """Mistakes of one indicator, each with its place."""
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
    yield from _ladders(rubric, item, place)


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


def _ladders(rubric: Rubric, item: Indicator, place: Place) -> Iterator[Problem]:
    for i, entry in enumerate(item.derived):
        if (entry.level is None) == (not entry.points):
            yield place.find(("derived", i)).problem(_("expected either `level` or `points`"))
        if (entry.from_ == "relation") != (entry.kind is not None):
            fix = _("write `kind` for a relation, and for nothing else")
            yield place.find(("derived", i)).problem(
                _("expected a `kind` exactly where `from` is relation"), fix=fix
            )
        if entry.own and (entry.from_ not in OF_A_SIDE or item.unit != "each"):
            yield place.find(("derived", i, "own")).problem(
                _("`own` is of a relation or a law, and of an indicator that is asked of each side")
            )
        if entry.from_ == "law":
            yield from _law(rubric, item, entry, place.find(("derived", i)))
        elif entry.matter or entry.statuses or entry.others or entry.row or entry.unless_bound:
            yield place.find(("derived", i)).problem(
                _(
                    "expected `matter`, `statuses`, `others`, `row` and `unless-bound` only where `from` is law"
                )
            )
        if entry.from_ not in OF_A_SIDE and item.unit != "pair":
            message = _("{source} tells of the pair; {name} is asked of each side").format(
                source=entry.from_, name=item.name
            )
            yield place.find(("derived", i, "from")).problem(message, fix=_("expected relation or law"))
    ladders = [(("derived", i), entry.points) for i, entry in enumerate(item.derived)]
    for path, points in [*ladders, *((("proxies", i), proxy.points) for i, proxy in enumerate(item.proxies))]:
        values = [point[0] for point in points]
        if values != sorted(set(values)):
            yield place.find((*path, "points")).problem(
                _("expected points in rising order of the index value")
            )


def _law(rubric: Rubric, item: Indicator, entry: Derivation, place: Place) -> Iterator[Problem]:
    """A law is read of its own side, on a matter with statuses that it has, for a row of some persons."""
    if not (entry.own and entry.prior and entry.matter and entry.statuses and entry.row):
        fix = _("write `matter`, `statuses`, `row`, `own: true` and `prior: true`")
        yield place.problem(_("what a law says is a prior of one row of its own side"), fix=fix)
    if item.proxies:
        fix = _("drop the `proxies`")
        yield place.problem(_("what is read off a law is not read off an index as well"), fix=fix)
    matter = rubric.law_matters.get(entry.matter or "")
    if matter is not None:
        for field, names in (("statuses", entry.statuses), ("others", entry.others)):
            for k, name in enumerate(names):
                yield from _unknown(place.find((field, k)), name, matter.statuses, "status")
    if entry.row is not None:
        rows = item.table.of_some if item.table is not None else []
        yield from _unknown(place.find(("row",)), entry.row, rows, "row")


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
