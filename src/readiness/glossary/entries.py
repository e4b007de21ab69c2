"""Entries for every kind of word that a rubric has."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from readiness.errors import UsageError, suggestion, unknown
from readiness.glossary import indicators, judgement_words, question_words
from readiness.glossary.kinds import KINDS
from readiness.language import _, word
from readiness.model import aliases

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
        entries += [build(rubric, key) for key in names if _same(key, name)]
    if not entries:  # people know the label from a report
        labels = _labels(rubric)
        known += [
            label for label in labels if aliases.plain(label) not in {aliases.plain(key) for key in known}
        ]
        entries = [entry for key in labels.get(name.casefold(), ()) for entry in explain(rubric, key)]
    if not entries:
        keys = [key for kind in get_args(aliases.AskedKind) for key in aliases.ids_called(rubric, kind, name)]
        entries = [entry for key in dict.fromkeys(keys) for entry in explain(rubric, key)]
    if not entries and name.casefold() in rubric.replaced:
        message, fix = unknown("indicator", name.casefold(), known, rubric.replaced)
        raise UsageError(f"{message}; {fix if isinstance(fix, str) else fix()}")
    if not entries:
        hint = suggestion(name, known) or _("see `readiness list`")
        raise UsageError(_('nothing in the rubric is called "{name}"; {hint}').format(name=name, hint=hint))
    return entries


def _same(key: str, name: str) -> bool:
    """Whether an id is meant by a name, in any case and with any signs between its words or zeros before its number."""
    return aliases.plain(key) == aliases.plain(name) or aliases.numbered(key) == aliases.numbered(name)


def _labels(rubric: Rubric) -> dict[str, list[str]]:
    """Ids by the labels that reports use."""
    labels: dict[str, list[str]] = {}
    called = [
        *((key, item.name) for key, item in rubric.indicators.items()),
        *((key, item.name) for key, item in rubric.factors.items()),
        *((key, item.name) for key, item in rubric.crimes.items()),
        *((key, item.short) for key, item in rubric.obstacles.items()),
    ]
    words = ((key, word(key)) for kind in KINDS for key in names(rubric, kind))
    for key, label in (*called, *((key, told) for key, told in words if told != key)):
        if key not in labels.setdefault(label.casefold(), []):
            labels[label.casefold()].append(key)
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
        "roles": {key: item.about for key, item in rubric.roles.items()},
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
        "factor": (rubric.factors, judgement_words.factor),
        "obstacle": (rubric.obstacles, judgement_words.obstacle),
        "remedy": (rubric.remedies, judgement_words.remedy),
        "phase": (rubric.phases, judgement_words.phase),
        "need": (rubric.needs, question_words.need),
        "measure": (rubric.measures, question_words.measure),
        "crime": (rubric.crimes, question_words.crime),
        "role": (rubric.roles, question_words.role),
        "standing": (rubric.standing, judgement_words.standing),
        "weights": (rubric.weights, judgement_words.weight_set),
        "channel": (rubric.channels, question_words.channel),
        "instrument": (rubric.instruments, question_words.instrument),
        "organisation": (rubric.organisations, question_words.organisation),
        "source": (rubric.sources, question_words.source),
    }
