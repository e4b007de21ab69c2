"""Differences in words, or as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.batch.differences import Change, Comparison, Difference

SCHEMA = "readiness/diff/1"


def as_data(found: Comparison) -> dict[str, Any]:
    """The comparison as plain data."""
    return {
        "schema": SCHEMA,
        "changed": [
            {
                "pair": one.name.split(" – "),
                "changes": [_data(change) for change in one.changes],
                "because": [_data(change) for change in one.because],
            }
            for one in found.changed
        ],
        "gone": [name.split(" – ") for name in found.gone],
        "new": [name.split(" – ") for name in found.new],
        "same": found.same,
    }


def _data(change: Change) -> dict[str, Any]:
    return {"what": change.what, "about": change.about, "old": change.old, "new": change.new}


def as_text(found: Comparison) -> str:
    """The comparison in words: a paragraph a pair, then what is in one report only, then the count of the same."""
    lines = [line for one in found.changed for line in _difference(one)]
    lines += [f"{name}: no longer in the report" for name in found.gone]
    lines += [f"{name}: not in the earlier report" for name in found.new]
    same = f"{found.same} {'pair' if found.same == 1 else 'pairs'} without a difference"
    lines.append("no difference" if not lines and found.same <= 1 else same if found.same or lines else "nothing to compare")
    return "".join(f"{printable(line)}\n" for line in lines)


def _difference(one: Difference) -> Iterator[str]:
    head = [_change(change) for change in one.changes] or ["the same result"]
    yield f"{one.name}: {'; '.join(head)}"
    why = list(dict.fromkeys(_reason(change) for change in one.because))
    for place, reason in enumerate(why):
        yield f"  {'because ' if place == 0 else '        '}{reason}"


def _change(change: Change) -> str:
    old, new = change.old, change.new
    if change.what == "verdict":
        where = f" in the {change.about} phase" if change.about else ""
        return f"{'was' if not change.about else 'verdict'}{where} {old}, now {new}"
    if change.what == "phase":
        return f"phase {old} → {new}"
    if change.what == "first_obstacle":
        return f"first to remove: {_first(old)} → {_first(new)}"
    name = {"readiness": "readiness", "low": "low end", "high": "high end"}[change.what]
    return f"{name} {_number(old)} → {_number(new)}"


def _reason(change: Change) -> str:
    old, new, about = change.old, change.new, change.about or ""
    match change.what:
        case "as_of":
            return f"the date is {new}, was {old}"
        case "rubric":
            return "the rubric changed"
        case "basis":
            return f"the phase is {new}, was {old}" if old != new else "the records give another phase"
        case "standing":
            return f"the standing is {new or 'not recorded'}, was {old or 'not recorded'}"
        case "profile":
            return f"the profile of {about} changed"
        case "obstacle":
            return f"{about} {'is no longer present' if old else 'is present now'}"
        case "level":
            return f"{about}: level {_level(old)} → {_level(new)}"
        case "gate":
            return f"{about}: gate {old} → {new}"
        case "side":
            key, code = about.rsplit(" ", 1)
            return f"{key} of {code}: {_level(old)} → {_level(new)}"
        case "unmet" | "unknown":
            return f"{change.what} gates: {old} → {new}"
    return f"asked otherwise: {change.what.replace('_', ' ')} {_listed(new)}, was {_listed(old)}"


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
    return (", ".join(str(item) for item in value) or "none") if isinstance(value, list) else str(value or "none")
