"""The differences between two reports in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.report.page import Outline, Page
from readiness.safe_text import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from readiness.many.differences import Change, Comparison, Origin, PairDifference


ORIGINS: Mapping[Origin, str] = {
    "world": "changed in the world, by evidence dated after {since}:",
    "learned": "only learned since, by older or undated evidence:",
}
"""What lies behind changed levels, in words."""


def page(comparison: Comparison) -> Page:
    """The page, without a title: each pair with its reasons, what is in one report only, the count of the same."""
    lines = [line for difference in comparison.changed for line in _difference(difference)]
    lines += [(0, f"{name}: no longer in the report") for name in comparison.gone]
    lines += [(0, f"{name}: not in the earlier report") for name in comparison.new]
    same = comparison.same
    if same > 1 or (same and lines):
        lines.append((0, f"{same} {'pair' if same == 1 else 'pairs'} without a difference"))
    elif not lines:
        lines.append((0, "no difference"))
    return Page("", "", [Outline([(depth, inert(line)) for depth, line in lines])], margin=0)


def _difference(difference: PairDifference) -> Iterator[tuple[int, str]]:
    """Lines with their depths."""
    changes = [change_in_words(change) for change in difference.changes] or ["the same result"]
    yield 0, f"{difference.name}: {'; '.join(changes)}"
    reasons = _reasons(difference, None)
    for index, reason in enumerate(reasons):
        yield (2, reason) if index else (1, f"because {reason}")
    for origin, words in ORIGINS.items():
        told = _reasons(difference, origin)
        if told:
            yield 1, words.format(since=difference.since)
            yield from ((2, reason) for reason in told)


def _reasons(difference: PairDifference, origin: Origin | None) -> list[str]:
    """The reasons of one origin, each once."""
    return list(dict.fromkeys(_reason(change) for change in difference.because if change.origin == origin))


def change_in_words(change: Change, first: Callable[[Any], str] | None = None) -> str:
    """A change of the outcome; `first` says what comes first, by default with ids."""
    told = first or _first
    old, new = change.old, change.new
    if change.what == "verdict":
        where = f" in the {change.about} phase" if change.about else ""
        return f"{'was' if not change.about else 'verdict'}{where} {old}, now {new}"
    if change.what == "phase":
        return f"phase {old} → {new}"
    if change.what == "first_obstacle":
        return f"first to remove: {told(old)} → {told(new)}"
    name = {"readiness": "readiness", "low": "low end", "high": "high end"}[change.what]
    return f"{name} {_number(old)} → {_number(new)}"


def _reason(change: Change) -> str:
    say = REASONS.get(change.what)
    if say is not None:
        return say(change.old, change.new, change.about or "")
    name = change.what.replace("_", " ")
    return f"asked otherwise: {name} {_listed(change.new)}, was {_listed(change.old)}"


def _basis(old: Any, new: Any, _about: str) -> str:
    return f"the phase is {new}, was {old}" if old != new else "the records give another phase"


def _side(old: Any, new: Any, about: str) -> str:
    key, code = about.rsplit(" ", 1)
    return f"{key} of {code}: {_level(old)} → {_level(new)}"


REASONS: dict[str, Callable[[Any, Any, str], str]] = {
    "as_of": lambda old, new, _: f"the date is {new}, was {old}",
    "rubric": lambda _old, _new, _: "the rubric changed",
    "basis": _basis,
    "standing": lambda old, new, _: f"the standing is {new or 'not recorded'}, was {old or 'not recorded'}",
    "profile": lambda _old, _new, about: f"the profile of {about} changed",
    "obstacle": lambda old, _, about: f"{about} {'is no longer present' if old else 'is present now'}",
    "level": lambda old, new, about: f"{about}: level {_level(old)} → {_level(new)}",
    "gate": lambda old, new, about: f"{about}: gate {old} → {new}",
    "side": _side,
    "unmet": lambda old, new, _: f"unmet gates: {old} → {new}",
    "unknown": lambda old, new, _: f"unknown gates: {old} → {new}",
}
"""The reasons for a change, in words. Any other key belongs to the question."""


def _first(first: dict[str, str] | None) -> str:
    if first is None:
        return "nothing"
    return f"{first['id']} ({first['status']}, {first['indicator']}, {first['side']})"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"


def _level(value: float | None) -> str:
    return "unknown" if value is None else f"{value:g}"


def _listed(value: Any) -> str:
    if isinstance(value, dict):
        value = [f"{name}={item}" for name, item in value.items() if item]
    return (
        (", ".join(str(item) for item in value) or "none")
        if isinstance(value, list)
        else str(value or "none")
    )
