"""The differences between two reports in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.language import _, ngettext, word
from readiness.report.page import VERDICT_STYLE, Outline, Page
from readiness.report.texts import texts
from readiness.safe_text import inert
from readiness.words import clauses, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.differences import Change, Comparison, Origin, PairDifference


def page(comparison: Comparison) -> Page:
    """The page, without a title: each pair with its reasons, what is in one report only, the count of the same."""
    lines = [line for difference in comparison.changed for line in _difference(difference)]
    lines += [(0, _("{name}: no longer in the report").format(name=name)) for name in comparison.gone]
    lines += [(0, _("{name}: not in the earlier report").format(name=name)) for name in comparison.new]
    same = comparison.same
    counted = ngettext("{count} pair without a difference", "{count} pairs without a difference", same)
    lines.append((0, counted.format(count=same) if same > 1 or lines else _("no difference")))
    return Page("", "", [Outline([(depth, inert(line)) for depth, line in lines])], margin=0)


def _difference(difference: PairDifference) -> Iterator[tuple[int, str]]:
    """Lines with their depths."""
    changes = [change_in_words(change) for change in difference.changes] or [_("the same result")]
    yield 0, _("{what}: {note}").format(what=difference.name, note=clauses(changes))
    reasons = _reasons(difference, None)
    for index, reason in enumerate(reasons):
        yield (2, reason) if index else (1, _("because {reason}").format(reason=reason))
    for origin in ("world", "learned"):
        told = _reasons(difference, origin)
        if told:
            yield 1, _origin(origin, difference.since)
            yield from ((2, reason) for reason in told)


def _origin(origin: Origin, since: str | None) -> str:
    """What lies behind changed levels, in words."""
    if origin == "world":
        return _("changed in the world, by evidence dated after {since}:").format(since=since)
    return _("only learned since, by older or undated evidence:")


def _reasons(difference: PairDifference, origin: Origin | None) -> list[str]:
    """The reasons of one origin, each once."""
    return list(dict.fromkeys(_reason(change) for change in difference.because if change.origin == origin))


def change_in_words(change: Change) -> str:
    """A change of the outcome."""
    old, new = change.old, change.new
    if change.what == "verdict":
        if not change.about:
            return _("was {old}, now {new}").format(old=_verdict(old), new=_verdict(new))
        told = _("verdict in the {phase} phase {old}, now {new}")
        return told.format(phase=word(change.about), old=_verdict(old), new=_verdict(new))
    if change.what == "phase":
        return _("phase {old} → {new}").format(old=word(str(old)), new=word(str(new)))
    if change.what == "first_obstacle":
        return _("first to remove: {old} → {new}").format(old=_first(old), new=_first(new))
    if change.what == "low":
        told = _("low end {old} → {new}")
    elif change.what == "high":
        told = _("high end {old} → {new}")
    else:
        told = _("readiness {old} → {new}")
    return told.format(old=_number(old), new=_number(new))


def _verdict(verdict: Any) -> str:
    """A verdict's word."""
    return texts()(f"verdict.{verdict}") if verdict in VERDICT_STYLE else str(verdict)


def _reason(change: Change) -> str:  # noqa: C901  (one per reason)
    """A reason for a change. What has no sentence of its own belongs to the question."""
    old, new, about = change.old, change.new, change.about or ""
    values = {"old": old, "new": new, "about": about}
    match change.what:
        case "as_of":
            told = _("the date is {new}, was {old}")
        case "rubric":
            told = _("the rubric changed")
        case "basis":
            told = _("the phase is {new}, was {old}") if old != new else _("the records give another phase")
            values |= {"old": word(str(old)), "new": word(str(new))}
        case "standing":
            told = _("the standing is {new}, was {old}")
            values |= {"old": _standing(old), "new": _standing(new)}
        case "profile":
            told = _("the profile of {about} changed")
        case "obstacle":
            told = _("{about} is no longer present") if old else _("{about} is present now")
        case "level":
            told = _("{about}: level {old} → {new}")
            values |= {"old": _level(old), "new": _level(new)}
        case "gate":
            told = _("{about}: gate {old} → {new}")
            values |= {"old": _gate(old), "new": _gate(new)}
        case "side":
            told = _("{indicator} of {side}: {old} → {new}")
            indicator, side = about.rsplit(" ", 1)
            values |= {"indicator": indicator, "side": side, "old": _level(old), "new": _level(new)}
        case "unmet":
            told = _("unmet gates: {old} → {new}")
        case "unknown":
            told = _("unknown gates: {old} → {new}")
        case what:
            told = _("asked otherwise: {name} {new}, was {old}")
            values |= {"name": what.replace("_", " "), "old": _listed(old), "new": _listed(new)}
    return told.format(**values)


def _standing(status: str | None) -> str:
    return word(status) if status else _("not recorded")


def _gate(gate: Any) -> str:
    """The word of a gate's state."""
    return texts()(f"gate.{gate}") if gate in ("met", "unmet", "unknown", "none") else str(gate)


def _first(first: dict[str, str] | None) -> str:
    if first is None:
        return _("nothing")
    aside = [texts()(f"status.{first['status']}"), first["indicator"], first["side"]]
    return texts()("behind", what=first["id"], aside=listed(aside))


def _number(value: float | None) -> str:
    return _("none") if value is None else f"{value:.1f}"


def _level(value: float | None) -> str:
    return _("unknown") if value is None else f"{value:g}"


def _listed(value: Any) -> str:
    if isinstance(value, dict):
        value = [f"{name}={item}" for name, item in value.items() if item]
    return (
        (listed(str(item) for item in value) or _("none"))
        if isinstance(value, list)
        else word(str(value))
        if value
        else _("none")
    )
