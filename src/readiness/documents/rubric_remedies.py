"""What must hold between remedies, what they require and what they lift; and which of them can never be used."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from readiness.language import _
from readiness.model.remedy_effect import steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.catalogue import Occasion, Prerequisite
    from readiness.model.rubric import Rubric


def problems(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Prerequisites and occasions that say nothing, prerequisites in a circle, and lifts that the indicator knows nothing of."""
    yield from _conditions(rubric, root)
    for name, remedy in rubric.remedies.items():
        place = root.find(("remedies", name))
        for i, lift in enumerate(remedy.lifts or ()):
            indicator = rubric.indicators.get(lift.indicator)
            if indicator is not None and name not in indicator.remedies:
                fix = _("name {name} in the `remedies` of {indicator}, or take it out of `lifts`").format(
                    name=name, indicator=lift.indicator
                )
                message = _("{name} lifts {indicator}, which does not list it").format(
                    name=name, indicator=lift.indicator
                )
                yield place.find(("lifts", i, "indicator")).problem(message, fix=fix)
    for factor in rubric.factors:
        for key, indicator in rubric.factors[factor].indicators.items():
            for name in indicator.remedies_from:
                if name not in indicator.remedies:
                    message = _("{indicator} says from where {name} works, and does not list it").format(
                        indicator=key, name=name
                    )
                    fix = _("name {name} in its `remedies`").format(name=name)
                    place = root.find(("factors", factor, "indicators", key, "remedies-from", name))
                    yield place.problem(message, fix=fix, at_key=True)
    try:
        TopologicalSorter(_required(rubric)).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        message = _("remedies require each other in a circle: {circle}").format(circle=" → ".join(circle))
        place = root.find(("remedies", circle[0], "prerequisites"))
        yield place.problem(message, fix=_("none of them can come first; take one of the prerequisites out"))


def _conditions(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Prerequisites and occasions of no kind or of two."""
    for name, remedy in rubric.remedies.items():
        place = root.find(("remedies", name))
        for i, item in enumerate(remedy.prerequisites):
            yield from _prerequisite(item, place.find(("prerequisites", i)))
        for i, occasion in enumerate(remedy.when):
            yield from _occasion(occasion, place.find(("when", i)))


def _prerequisite(item: Prerequisite, place: Place) -> Iterator[Problem]:
    given = [item.indicator is not None, item.remedy is not None, item.assume is not None]
    bounded = item.min is not None or item.max is not None
    if given == [True, True, False]:
        if item.min is not None or item.max is None:
            message = _("beside a remedy expected `max`, the level up to which it is needed first")
            yield place.problem(message, fix=_("write {remedy: …, indicator: …, max: …}"))
    elif sum(given) != 1:
        yield place.problem(_("expected exactly one of indicator, remedy and assume"))
    elif given[0] != bounded:
        message = (
            _("a level needs its indicator") if bounded else _("expected `min` or `max` beside the indicator")
        )
        yield place.problem(message, fix=_("write {indicator: …, min: …}"))


def _occasion(item: Occasion, place: Place) -> Iterator[Problem]:
    level = item.indicator is not None
    if [*map(bool, (item.standing, item.relations, item.agreements, item.crimes)), level].count(True) != 1:
        yield place.problem(
            _("expected exactly one of standing, relations, agreements, crimes and indicator")
        )
    elif level != (item.at_most is not None):
        yield place.problem(
            _("expected `at-most` beside the indicator"), fix=_("write {indicator: …, at-most: …}")
        )


def warnings(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A remedy that lifts what it needs, itself or through those it requires, one that can never be used, one that does not warn of its upkeep."""
    yield from _without_upkeep(rubric, root)
    yield from _without_effect(rubric, root)
    yield from _without_room(rubric, root)
    for name in rubric.remedies:
        lifted = steps(rubric, name)
        for chain in _chains(rubric, name):
            for i, item in enumerate(rubric.remedies[chain[-1]].prerequisites):
                if item.indicator in lifted and item.min is not None and not _works_from(rubric, name, item):
                    through = _(", by {names}").format(names=" → ".join(chain[1:])) if len(chain) > 1 else ""
                    message = _("{name} lifts {indicator} and needs it at {min:g}{through}").format(
                        name=name, indicator=item.indicator, min=item.min, through=through
                    )
                    fix = _("what is to be lifted cannot be required; take it out of the prerequisites")
                    yield root.find(("remedies", chain[-1], "prerequisites", i, "indicator")).problem(
                        message, fix=fix
                    )
    usable, levels = _reachable(rubric)
    for name, remedy in rubric.remedies.items():
        if name in usable:
            continue
        for i, item in enumerate(remedy.prerequisites):
            if item.indicator is not None and levels[item.indicator] < (item.min or 0):
                message = _(
                    "{name} can never be used: it needs {indicator} at {min:g}, and what lifts that waits for others that wait for it"
                ).format(name=name, indicator=item.indicator, min=item.min)
                yield root.find(("remedies", name, "prerequisites", i, "indicator")).problem(
                    message, fix=_("break the circle: one remedy must come without prerequisites")
                )


def _works_from(rubric: Rubric, name: str, item: Prerequisite) -> bool:
    """Whether an indicator itself says that the remedy works only from the level required on: another one lifts it so far."""
    least = rubric.indicators[item.indicator or ""].remedies_from.get(name, 0)
    return least >= (item.min or 0)


def _without_upkeep(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A remedy that gives or builds what goes on costing, and does not say so."""
    rule = rubric.lifting.upkeep
    if rule is None or rule.factor not in rubric.factors:
        return
    of_factor = rubric.factors[rule.factor].indicators
    for name, remedy in rubric.remedies.items():
        kept_up = [key for key in steps(rubric, name) if key in of_factor]
        if kept_up and remedy.cost >= rule.from_cost and not remedy.warning:
            message = _("{name} lifts {indicator} ({factor}) and does not warn of its upkeep").format(
                name=name, indicator=kept_up[0], factor=rule.factor
            )
            fix = _("say in `warning` what goes on costing, and for whom")
            yield root.find(("remedies", name)).problem(message, fix=fix, at_key=True)


def _without_effect(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A remedy that works only from a level to which it lifts at most, or above it."""
    for name in rubric.remedies:
        for key, step in steps(rubric, name).items():
            if step.least >= step.to:
                message = _(
                    "{name} works from {least:g}, and lifts {indicator} to {to:g} at most: never"
                ).format(name=name, least=step.least, indicator=key, to=step.to)
                place = root.find(
                    ("factors", rubric.factor_of[key], "indicators", key, "remedies-from", name)
                )
                fix = _("write a level below {to:g}").format(to=step.to)
                yield place.problem(message, fix=fix, at_key=True)


def _without_room(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A remedy that needs an indicator higher than another of its prerequisites lets it be."""
    for name, remedy in rubric.remedies.items():
        most = {
            item.indicator: item.max
            for item in remedy.prerequisites
            if item.for_the_weak and item.max is not None
        }
        for i, item in enumerate(remedy.prerequisites):
            limit = most.get(item.indicator)
            if item.min is not None and limit is not None and item.min > limit:
                message = _("{name} needs {indicator} at {min:g} or more and {max:g} or less: never").format(
                    name=name, indicator=item.indicator, min=item.min, max=limit
                )
                place = root.find(("remedies", name, "prerequisites", i, "indicator"))
                yield place.problem(message, fix=_("take one of the two out"))


def _required(rubric: Rubric) -> dict[str, list[str]]:
    """For each remedy, the remedies that it requires first."""
    return {
        name: [item.remedy for item in remedy.prerequisites if item.remedy in rubric.remedies]
        for name, remedy in rubric.remedies.items()
    }


def _chains(rubric: Rubric, name: str) -> Iterator[tuple[str, ...]]:
    """The remedy itself, and each way to one that it requires first."""
    required = _required(rubric)
    waiting: list[tuple[str, ...]] = [(name,)]
    while waiting:
        chain = waiting.pop()
        yield chain
        waiting += [(*chain, following) for following in required[chain[-1]]]


def _reachable(rubric: Rubric) -> tuple[set[str], dict[str, float]]:
    """The remedies that can be used some day, and the levels they lead to.

    From 0 everywhere, from 1 where the rubric lifts nothing from 0. Each remedy is used once all that it needs is there;
    `max` is left aside, for it only says where a remedy is not needed.
    """
    levels = {key: float(key in rubric.lifting.not_from_zero) for key in rubric.indicators}
    usable: set[str] = set()
    changed = True
    while changed:
        changed = False
        for name, remedy in rubric.remedies.items():
            ready = all(
                (item.remedy is None or item.remedy in usable)
                and (item.indicator is None or levels[item.indicator] >= (item.min or 0))
                for item in remedy.prerequisites
            )
            if not ready:
                continue
            usable.add(name)
            for key, step in steps(rubric, name).items():
                after = step.lifted(levels[key])
                changed, levels[key] = changed or after > levels[key], after
    return usable, levels
