"""Entries for every kind of word that a rubric has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.errors import UsageError, suggestion, unknown
from readiness.glossary import asking, indicators, judging
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from readiness.glossary.entry import GlossaryEntry
    from readiness.model.rubric import Rubric


def explain(rubric: Rubric, name: str) -> list[GlossaryEntry]:
    """Every entry with that id, of any kind, in upper or lower case. Raises UsageError for an unknown id."""
    entries: list[GlossaryEntry] = []
    known: list[str] = []
    for ids, build in _builders(rubric).values():
        names = list(ids)
        known += names
        entries += [build(rubric, key) for key in names if key.casefold() == name.casefold()]
    if not entries:  # people know the label from a report
        labels = _labels(rubric)
        known += labels
        entries = [entry for key in labels.get(name.casefold(), ()) for entry in explain(rubric, key)]
    if not entries and name.casefold() in rubric.replaced:
        message, fix = unknown("indicator", name.casefold(), known, rubric.replaced)
        raise UsageError(f"{message}; {fix if isinstance(fix, str) else fix()}")
    if not entries:
        hint = suggestion(name, known) or _("see `readiness list`")
        raise UsageError(_('nothing in the rubric is called "{name}"; {hint}').format(name=name, hint=hint))
    return entries


def _labels(rubric: Rubric) -> dict[str, list[str]]:
    """Ids by the labels that reports use."""
    labels: dict[str, list[str]] = {}
    called = [
        *((key, item.name) for key, item in rubric.indicators.items()),
        *((key, item.name) for key, item in rubric.factors.items()),
        *((key, item.name) for key, item in rubric.crimes.items()),
        *((key, item.short) for key, item in rubric.obstacles.items()),
    ]
    for key, label in called:
        labels.setdefault(label.casefold(), []).append(key)
    return labels


def names(rubric: Rubric, kind: str) -> dict[str, str]:
    """Ids of a kind (in the plural) with what each is called."""
    tables: dict[str, Mapping[str, str]] = {
        "indicators": {key: f"{item.name}: {item.question}" for key, item in rubric.indicators.items()},
        "factors": {key: item.name for key, item in rubric.factors.items()},
        "obstacles": {key: item.name for key, item in rubric.obstacles.items()},
        "remedies": {key: item.do for key, item in rubric.remedies.items()},
        "phases": {key: item.label for key, item in rubric.phases.items()},
        "needs": {key: item.about for key, item in rubric.needs.items()},
        "measures": {key: item.about for key, item in rubric.measures.items()},
        "crimes": {key: item.name for key, item in rubric.crimes.items()},
        "standings": {key: item.about for key, item in rubric.standing.items()},
        "roles": dict.fromkeys(rubric.roles, ""),
        "weights": {key: item.about for key, item in rubric.weights.items()},
        "channels": {key: item.name for key, item in rubric.channels.items()},
        "instruments": {key: item.name for key, item in rubric.instruments.items()},
        "organisations": {key: item.name for key, item in rubric.organisations.items()},
        "bars": {
            row: item.table.rows[row]
            for item in rubric.indicators.values()
            if item.table is not None
            for row in item.table.of_some
        },
        "limbs": rubric.limbs,
        "sources": {key: item.name for key, item in rubric.sources.items()},
    }
    return dict(tables[kind])


def _builders(rubric: Rubric) -> dict[str, tuple[Iterable[str], Callable[[Rubric, str], GlossaryEntry]]]:
    return {
        "indicator": (rubric.indicators, indicators.indicator),
        "factor": (rubric.factors, judging.factor),
        "obstacle": (rubric.obstacles, judging.obstacle),
        "remedy": (rubric.remedies, judging.remedy),
        "phase": (rubric.phases, judging.phase),
        "need": (rubric.needs, asking.need),
        "measure": (rubric.measures, asking.measure),
        "crime": (rubric.crimes, asking.crime),
        "standing": (rubric.standing, judging.standing),
        "weights": (rubric.weights, judging.weight_set),
        "channel": (rubric.channels, asking.channel),
        "instrument": (rubric.instruments, asking.instrument),
        "organisation": (rubric.organisations, asking.organisation),
        "source": (rubric.sources, asking.source),
    }
