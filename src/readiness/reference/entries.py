"""Entries for every kind of word that a rubric has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.errors import UsageError, suggestion
from readiness.reference.entry import Entry, Table, parts
from readiness.report.words import cost_dots
from readiness.weights.sets import weights_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from readiness.documents.rubric import Indicator, InferenceRule, Prerequisite, Remedy, Rubric, When

GUIDE = "How to rate: docs/rating-guide.md"


def explain(rubric: Rubric, name: str) -> list[Entry]:
    """Every entry with that id, whatever its kind; case does not matter. Raises UsageError for an unknown id."""
    found: list[Entry] = []
    known: list[str] = []
    for ids, build in _builders(rubric).values():
        names = list(ids)
        known += names
        found += [build(rubric, key) for key in names if key.casefold() == name.casefold()]
    if not found:
        hint = suggestion(name, known) or "see `readiness list`"
        raise UsageError(f'nothing in the rubric is called "{name}"; {hint}')
    return found


def names(rubric: Rubric, kind: str) -> dict[str, str]:
    """Ids of a kind (in the plural) with what each is called."""
    tables: dict[str, Mapping[str, str]] = {
        "indicators": {key: item.question for key, item in rubric.indicators.items()},
        "factors": {key: item.name for key, item in rubric.factors.items()},
        "obstacles": {key: item.name for key, item in rubric.obstacles.items()},
        "remedies": {key: item.do for key, item in rubric.remedies.items()},
        "phases": {key: item.label for key, item in rubric.phases.items()},
        "needs": {key: item.about for key, item in rubric.needs.items()},
        "measures": rubric.measures,
        "crimes": {key: item.name for key, item in rubric.crimes.items()},
        "standings": {key: item.about for key, item in rubric.standing.items()},
        "roles": dict.fromkeys(rubric.roles, ""),
        "weights": {key: item.about for key, item in rubric.weights.items()},
        "sources": {key: item.name for key, item in rubric.sources.items()},
    }
    return dict(tables[kind])


KINDS = (
    "indicators",
    "factors",
    "obstacles",
    "remedies",
    "phases",
    "needs",
    "measures",
    "crimes",
    "standings",
    "roles",
    "weights",
    "sources",
)


def _builders(rubric: Rubric) -> dict[str, tuple[Iterable[str], Callable[[Rubric, str], Entry]]]:
    return {
        "indicator": (rubric.indicators, indicator),
        "factor": (rubric.factors, factor),
        "obstacle": (rubric.obstacles, obstacle),
        "remedy": (rubric.remedies, remedy),
        "phase": (rubric.phases, phase),
        "need": (rubric.needs, need),
        "measure": (rubric.measures, measure),
        "crime": (rubric.crimes, crime),
        "standing": (rubric.standing, standing),
        "weights": (rubric.weights, weight_set),
        "source": (rubric.sources, source),
    }


def indicator(rubric: Rubric, key: str) -> Entry:
    """An indicator: question, scale, gates, weight per phase, what it rests on, remedies, how to rate it."""
    item = rubric.indicators[key]
    owner = rubric.factor_of[key]
    lifted = tuple(f"{name} {_remedy_line(rubric.remedies[name])}" for name in item.remedies)
    above = tuple(other for other, entry in rubric.indicators.items() if key in entry.rests_on)
    obstacles = tuple(f"{name} {rubric.obstacles[name].name}" for name in item.obstacles)
    sides = (
        (side, text)
        for side, text in (("a", item.sides.a), ("b", item.sides.b), ("pair", item.sides.pair))
        if text
    )
    return Entry(
        "indicator",
        key,
        item.name,
        parts(
            ("question", item.question),
            ("factor", f"{owner}: {item.aspect}" if item.aspect else owner),
            (
                "scale",
                Table(
                    ("level", "anchor"),
                    tuple((str(level), text) for level, text in sorted(item.scale.items())),
                ),
            ),
            ("phases", _phase_table(rubric, key, item)),
            ("in play", _when(item.when)),
            ("lane", item.lane),
            ("two sides", f"{item.combine.rule}: {item.combine.why}"),
            ("asked of", item.unit),
            ("sides", tuple(f"{side}: {text}" for side, text in sides)),
            (
                "rows",
                tuple(f"{row}: {text}" for row, text in item.table.rows.items()) if item.table else None,
            ),
            ("row rule", item.table.rule if item.table else None),
            ("cause", f"{', '.join(item.cause.values)}. {item.cause.rule}" if item.cause else None),
            ("rules", tuple(rule for rule in (item.role_rule, item.conflict_rule, item.level_rule) if rule)),
            ("silence", "looked and found none is a proper answer: not-applicable" if item.silence else None),
            ("do no harm", _harm(item)),
            ("rests on", tuple(item.rests_on)),
            ("carries", above),
            ("obstacles", obstacles),
            ("remedies", lifted),
            ("not here", tuple(item.not_here)),
            ("evidence", tuple(item.evidence)),
            ("proxies", tuple(f"{proxy.index}, a prior only" for proxy in item.proxies)),
            ("sources", tuple(f"{name}: {rubric.sources[name].name}" for name in item.sources)),
            ("seeds", ", ".join(item.seeds)),
            ("editorial", item.editorial),
            ("rating", GUIDE),
        ),
    )


def factor(rubric: Rubric, key: str) -> Entry:
    """A factor: what it is, its weight in each phase, its indicators."""
    item = rubric.factors[key]
    place = list(rubric.factors).index(key)
    rows = tuple((name, _percent(_weights(rubric, name)[place])) for name in rubric.phases)
    members = tuple(f"{name}: {entry.question}" for name, entry in item.indicators.items())
    return Entry(
        "factor",
        key,
        item.name,
        parts(
            ("about", item.about),
            ("weight", Table(("phase", "point weight"), rows)),
            ("indicators", members),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def obstacle(rubric: Rubric, key: str) -> Entry:
    """An obstacle: the indicators that raise it, and what lifts them."""
    item = rubric.obstacles[key]
    first = tuple(name for name, entry in rubric.indicators.items() if entry.obstacles[0] == key)
    also = tuple(name for name, entry in rubric.indicators.items() if key in entry.obstacles[1:])
    lifting = dict.fromkeys(name for member in first for name in rubric.indicators[member].remedies)
    return Entry(
        "obstacle",
        key,
        item.name,
        parts(
            ("raised by", first),
            ("also named by", also),
            ("remedies", tuple(f"{name} {_remedy_line(rubric.remedies[name])}" for name in lifting)),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def remedy(rubric: Rubric, key: str) -> Entry:
    """A remedy: what to do, its Table 1 class, time, cost, prerequisites, warnings, what it lifts."""
    item = rubric.remedies[key]
    low, high = item.lead_months
    lifts = tuple(name for name, entry in rubric.indicators.items() if key in entry.remedies)
    return Entry(
        "remedy",
        key,
        item.do,
        parts(
            ("class", f"{item.class_}: {rubric.measure_classes[item.class_]}"),
            ("lead time", f"{low}–{high} months (editorial)"),
            ("cost", f"{cost_dots(item.cost)} band {item.cost} of 4 (editorial)"),
            ("prerequisites", tuple(_prerequisite(entry) for entry in item.prerequisites)),
            ("beware", item.warning),
            ("lifts", lifts),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def phase(rubric: Rubric, key: str) -> Entry:
    """A phase: definition, how it is inferred, weights, and the levels it makes necessary."""
    item = rubric.phases[key]
    weights = weights_for(rubric, rubric.default_weights, key, "both")
    rows = tuple((name, _percent(value)) for name, value in zip(rubric.factors, weights.point, strict=True))
    gates = tuple(
        (name, f"{entry.necessary[key]:g}", _when(entry.when) or "always")
        for name, entry in rubric.indicators.items()
        if key in entry.necessary
    )
    return Entry(
        "phase",
        key,
        item.label,
        parts(
            ("definition", item.definition),
            (
                "inferred from",
                tuple(_inference(rule) for rule in item.infer) or "none of the later phases' records",
            ),
            ("weight order", weights.lines),
            ("point weights", Table(("factor", "weight"), rows)),
            ("necessary", Table(("indicator", "level", "in play"), gates)),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def need(rubric: Rubric, key: str) -> Entry:
    """A need: what it is, its lane, the indicators it brings into play."""
    item = rubric.needs[key]
    return Entry(
        "need",
        key,
        key,
        parts(("about", item.about), ("lane", item.lane), ("brings into play", _brought(rubric, key))),
    )


def measure(rubric: Rubric, key: str) -> Entry:
    """A measure: what it is, and the indicators it brings into play."""
    crimes = tuple(name for name, entry in rubric.crimes.items() if key in entry.measures)
    about = rubric.measures[key]
    return Entry(
        "measure",
        key,
        key,
        parts(("about", about), ("brings into play", _brought(rubric, key)), ("crimes", crimes)),
    )


def crime(rubric: Rubric, key: str) -> Entry:
    """A crime overlay: instruments, channels, capabilities, emphasis."""
    item = rubric.crimes[key]
    emphasis = tuple((name, f"× {value:g}") for name, value in item.emphasis.items())
    return Entry(
        "crime",
        key,
        item.name,
        parts(
            ("UN type", str(item.un_type) if item.un_type else None),
            ("instruments", tuple(item.instruments)),
            ("channels", tuple(item.channels)),
            ("capabilities", tuple(item.capabilities)),
            ("partners", tuple(item.partners)),
            ("route roles", ", ".join(item.roles)),
            ("weighs more", Table(("indicator", "weight"), emphasis)),
            ("measures", tuple(item.measures)),
            ("adds needs", tuple(item.needs)),
            ("notes", item.notes),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def standing(rubric: Rubric, key: str) -> Entry:
    """A standing: what it is, and what it stops."""
    item = rubric.standing[key]
    return Entry("standing", key, key, parts(("about", item.about), ("stops one of", tuple(item.causes))))


def weight_set(rubric: Rubric, key: str) -> Entry:
    """A weight set: its orders and the point weights that follow from them."""
    item = rubric.weights[key]
    rows = tuple(
        (name, *(_percent(value) for value in weights_for(rubric, key, name, item.lane or "both").point))
        for name in rubric.phases
    )
    orders = tuple(f"{name}: {'; '.join(lines)}" for name, lines in item.orders.items())
    return Entry(
        "weights",
        key,
        key,
        parts(
            ("about", item.about),
            ("orders", orders),
            ("elsewhere as", item.extends or ""),
            ("only in the lane", item.lane or ""),
            ("point weights", Table(("phase", *rubric.factors), rows)),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def source(rubric: Rubric, key: str) -> Entry:
    """A source of evidence, and the indicators it may speak to."""
    item = rubric.sources[key]
    used = tuple(name for name, entry in rubric.indicators.items() if key in entry.sources)
    return Entry(
        "source",
        key,
        item.name,
        parts(("unit", item.unit), ("open", item.open), ("note", item.note), ("speaks to", used)),
    )


def _phase_table(rubric: Rubric, key: str, item: Indicator) -> Table:
    """Per phase the necessary level, and the weight when every indicator of the factor is in play."""
    owner = rubric.factor_of[key]
    place = list(rubric.factors).index(owner)
    share = item.weight / sum(entry.weight for entry in rubric.factors[owner].indicators.values())
    rows = tuple(
        (
            name,
            f"{item.necessary[name]:g}" if name in item.necessary else "–",
            _percent(_weights(rubric, name)[place] * share),
        )
        for name in rubric.phases
    )
    return Table(("phase", "necessary level", "weight with all in play"), rows)


def _weights(rubric: Rubric, name: str) -> tuple[float, ...]:
    return weights_for(rubric, rubric.default_weights, name, "both").point


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _when(when: When | None) -> str:
    if when is None:
        return ""
    kinds = [("needs", when.needs), ("measures", when.measures)]
    return "; ".join(f"{kind} {', '.join(names_)}" for kind, names_ in kinds if names_)


def _harm(item: Indicator) -> str:
    if item.do_no_harm:
        return "flagged at level 1 or below, whatever the need"
    return f"flagged at level 1 or below in: {', '.join(item.harm_rows)}" if item.harm_rows else ""


def _brought(rubric: Rubric, key: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, entry in rubric.indicators.items()
        if entry.when is not None and (key in entry.when.needs or key in entry.when.measures)
    )


def _remedy_line(item: Remedy) -> str:
    low, high = item.lead_months
    return f"{item.do} ({item.class_} · {low}–{high} months · cost {cost_dots(item.cost)})"


def _prerequisite(item: Prerequisite) -> str:
    if item.indicator is not None:
        return f"{item.indicator} at {item.min or 0:g} or more"
    return item.remedy or item.assume or ""


def _inference(rule: InferenceRule) -> str:
    if rule.agreements:
        return f"an agreement that is {', '.join(rule.agreements)}"
    if rule.structures is not None:
        return f"{rule.structures} permanent structure"
    over = f" over {rule.over_years:g} years or more" if rule.over_years else ""
    within = f", the last within {rule.within_years:g} years" if rule.within_years else ""
    return f"{rule.completed_cases} completed cases{over}{within}"
