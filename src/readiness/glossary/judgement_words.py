"""Entries of the words of the judgement: factors, obstacles, remedies, phases, standings, weight sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.glossary.entry import EntryTable, GlossaryEntry, parts
from readiness.glossary.phrases import (
    inference,
    line,
    occasion,
    order,
    percent,
    prerequisite,
    remedy_line,
    weights_of,
    when_text,
)
from readiness.language import _, word
from readiness.model.remedy_effect import Step, steps
from readiness.weights.sets import weights_for
from readiness.words import clauses, cost_dots

if TYPE_CHECKING:
    from readiness.model.catalogue import Acts
    from readiness.model.rubric import Rubric


def factor(rubric: Rubric, key: str) -> GlossaryEntry:
    """A factor: what it is, its weight in each phase, its indicators."""
    item = rubric.factors[key]
    index = list(rubric.factors).index(key)
    rows = tuple((name, percent(weights_of(rubric, name)[index])) for name in rubric.phases)
    members = tuple(line(name, entry.question) for name, entry in item.indicators.items())
    return GlossaryEntry(
        "factor",
        key,
        item.name,
        parts(
            ("about", item.about),
            ("weight", EntryTable(("phase", "point weight"), rows)),
            ("indicators", members),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def obstacle(rubric: Rubric, key: str) -> GlossaryEntry:
    """An obstacle: the indicators that raise it, and what lifts them."""
    item = rubric.obstacles[key]
    first = tuple(name for name, entry in rubric.indicators.items() if entry.obstacles[0] == key)
    by_cause = tuple(
        line(name, word(cause))
        for name, entry in rubric.indicators.items()
        for cause in (entry.cause.values if entry.cause is not None else ())
        if entry.obstacle_for(cause) == key != entry.obstacles[0]
    )
    also = tuple(name for name, entry in rubric.indicators.items() if key in entry.obstacles[1:])
    lifting = dict.fromkeys(name for member in first for name in rubric.indicators[member].remedies)
    return GlossaryEntry(
        "obstacle",
        key,
        item.name,
        parts(
            ("raised by", first),
            ("by its cause", by_cause),
            ("also named by", also),
            ("remedies", tuple(f"{name} {remedy_line(rubric.remedies[name])}" for name in lifting)),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def remedy(rubric: Rubric, key: str) -> GlossaryEntry:
    """A remedy: what to do, its Table 1 class, time, cost, prerequisites, warnings, what it lifts."""
    item = rubric.remedies[key]
    low, high = item.lead_months
    lifts = tuple(_lift(name, step) for name, step in steps(rubric, key).items())
    listing = [name for name, entry in rubric.indicators.items() if key in entry.remedies]
    return GlossaryEntry(
        "remedy",
        key,
        item.do,
        parts(
            ("class", line(item.class_, rubric.measure_classes[item.class_])),
            ("lead time", _("{low}–{high} months (editorial)").format(low=low, high=high)),
            (
                "cost",
                _("{dots} band {cost} of 4 (editorial)").format(dots=cost_dots(item.cost), cost=item.cost),
            ),
            ("only where", tuple(occasion(entry) for entry in item.when)),
            ("prerequisites", tuple(prerequisite(entry) for entry in item.prerequisites)),
            ("beware", item.warning),
            ("who acts", _acts(item.acts)),
            ("lifts", lifts),
            ("way round", tuple(name for name in listing if name not in steps(rubric, key))),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def _lift(name: str, step: Step) -> str:
    told = _("{name} by {by:g}, up to {to:g}").format(name=word(name), by=step.by, to=step.to)
    if not step.from_zero:
        told += _(", never from 0")
    if step.least:
        told += _(", from {least:g} on").format(least=step.least)
    return told


def _acts(acts: Acts) -> str:
    match acts:
        case "own":
            return _("the side whose level is low")
        case "partner":
            return _("the other side, towards the one whose level is low")
        case "both":
            return _("both sides together")


def phase(rubric: Rubric, key: str) -> GlossaryEntry:
    """A phase: definition, how it is inferred, weights, and the levels it makes necessary."""
    item = rubric.phases[key]
    weights = weights_for(rubric, rubric.default_weights, key, "both")
    rows = tuple((name, percent(value)) for name, value in zip(rubric.factors, weights.point, strict=True))
    gates = tuple(
        (name, f"{entry.necessary[key]:g}", when_text(entry.when) or _("always"))
        for name, entry in rubric.indicators.items()
        if key in entry.necessary
    )
    return GlossaryEntry(
        "phase",
        key,
        item.label,
        parts(
            ("definition", item.definition),
            ("also called", ", ".join(item.called)),
            (
                "inferred from",
                tuple(inference(rule) for rule in item.infer) or _("none of the later phases' records"),
            ),
            ("weight order", tuple(map(order, weights.lines))),
            ("point weights", EntryTable(("factor", "weight"), rows)),
            ("necessary", EntryTable(("indicator", "level", "in play"), gates)),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def standing(rubric: Rubric, key: str) -> GlossaryEntry:
    """A standing: what it is, and what it stops."""
    item = rubric.standing[key]
    return GlossaryEntry(
        "standing", key, word(key), parts(("about", item.about), ("stops one of", tuple(item.causes)))
    )


def weight_set(rubric: Rubric, key: str) -> GlossaryEntry:
    """A weight set: its orders and the point weights that follow from them."""
    item = rubric.weights[key]
    rows = tuple(
        (name, *(percent(value) for value in weights_for(rubric, key, name, item.lane or "both").point))
        for name in rubric.phases
    )
    orders = tuple(line(name, clauses(map(order, lines))) for name, lines in item.orders.items())
    return GlossaryEntry(
        "weights",
        key,
        word(key),
        parts(
            ("about", item.about),
            ("orders", orders),
            ("elsewhere as", item.extends or ""),
            ("only in the lane", item.lane or ""),
            ("point weights", EntryTable(("phase", *rubric.factors), rows)),
            ("seeds", ", ".join(item.seeds)),
        ),
    )
