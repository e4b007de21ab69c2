"""What must hold in a rubric beyond the shape of its keys: references, orders, gates that can be met, no circles."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, get_args

from readiness.documents import references, rubric_indicators, rubric_remedies, rubric_weights
from readiness.documents.rubric_indicators import DIRECTIONAL_RULES
from readiness.language import _
from readiness.model.aliases import AskedKind, Name, names_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Necessary
    from readiness.model.rubric import Rubric

MOST_UNBOUND = 1.0
"""The level (0-4) that an instrument may show which binds nobody."""


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
        _called,
    ):
        yield from check(rubric, root)
    for name in rubric.weights:
        yield from rubric_weights.problems(
            rubric, name, root.find(("weights", name)), known=name not in unsound
        )
    for factor, entry in rubric.factors.items():
        for key, indicator in entry.indicators.items():
            yield from rubric_indicators.problems(
                rubric, key, indicator, root.find(("factors", factor, "indicators", key))
            )


def _called(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A name that stands for two of a kind, or twice for one: it would be read as one of them without a word."""
    for kind in get_args(AskedKind):
        first: dict[str, Name] = {}
        for name in sorted(names_of(getattr(rubric, kind)), key=lambda item: len(item.path)):
            before = first.setdefault(plain(name.text), name)
            if "called" in name.path and before.path != name.path:
                place = root.find((kind, *name.path))
                if before.key == name.key:
                    told = _('{name} is called "{text}" already; case, signs and plural make no difference')
                    message = told.format(name=before.key, text=before.text)
                    yield place.problem(message, fix=_("remove this one"))
                else:
                    message = _('{name} is called "{text}" already').format(name=before.key, text=before.text)
                    entry = f"`ambiguous: {{{kind}: {{{name.text}: [{before.key}, {name.key}]}}}}`"
                    told = _("keep it at one of them; or remove both and have it asked back: {entry}")
                    yield place.problem(message, fix=told.format(entry=entry))
        for text in getattr(rubric.ambiguous, kind):
            if clear := first.get(plain(text)):
                told = _('{name} is called "{text}": it would never be asked back')
                yield root.find(("ambiguous", kind, text)).problem(
                    told.format(name=clear.key, text=clear.text),
                    fix=_("remove it there, or here"),
                    at_key=True,
                )


def _phases(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, phase in rubric.phases.items():
        for i, rule in enumerate(phase.infer):
            counts = (rule.frames, rule.structures, rule.completed_cases)
            kinds = [bool(rule.agreements), *(count is not None for count in counts)]
            if sum(kinds) != 1:
                yield root.find(("phases", name, "infer", i)).problem(
                    _("expected exactly one of agreements, frames, structures and completed-cases")
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
            yield place.find(("level",)).problem(message, fix=fix)
        for need in item.covers_for:
            if need in rubric.needs and need not in item.serves:
                fix = _("add {need} to `serves`, or remove this line").format(need=need)
                yield place.find(("covers-for", need)).problem(
                    _("covers-for names {need}, which the instrument does not serve").format(need=need),
                    fix=fix,
                    at_key=True,
                )
