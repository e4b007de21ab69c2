"""The differences between two reports in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from readiness.language import label, word
from readiness.many.differences import Origin
from readiness.report.page import Outline, Page
from readiness.safe_text import inert
from readiness.words import clauses, level, listed, named, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readiness.many.differences import Change, Comparison, PairDifference
    from readiness.words import Texts


def page(comparison: Comparison, say: Texts) -> Page:
    """The page, without a title: each pair with its reasons, what is in one report only, the count of the same."""
    lines = [line for difference in comparison.changed for line in _difference(difference, say)]
    lines += [(0, say("diff.gone", name=name)) for name in comparison.gone]
    lines += [(0, say("diff.new", name=name)) for name in comparison.new]
    same = comparison.same
    if same > 1 or (same and lines):
        lines.append((0, say("diff.same", count=same)))
    elif not lines:
        lines.append((0, say("diff.none")))
    return Page("", "", [Outline([(depth, inert(line)) for depth, line in lines])], margin=0)


def _difference(difference: PairDifference, say: Texts) -> Iterator[tuple[int, str]]:
    """Lines with their depths."""
    told = [change_in_words(change, say) for change in difference.changes if is_told(change)]
    changes = told or [say("diff.same-result")]
    yield 0, say("told", what=difference.name, note=clauses(changes))
    for index, reason in enumerate(_reasons(difference, None, say)):
        yield (2, reason) if index else (1, say("diff.because", reason=reason))
    for origin in get_args(Origin):
        told = _reasons(difference, origin, say)
        if told:
            yield 1, say(f"diff.{origin}", since=difference.since)
            yield from ((2, reason) for reason in told)


def _reasons(difference: PairDifference, origin: Origin | None, say: Texts) -> list[str]:
    """The reasons of one origin, each once."""
    return list(
        dict.fromkeys(_reason(change, say) for change in difference.because if change.origin == origin)
    )


def is_told(change: Change) -> bool:
    """Whether people are told of a change: not of another thing that is not known, which stands in nobody's way."""
    firsts = (change.old, change.new) if change.what == "first_obstacle" else ({},)
    return any(first is None or first.get("status") != "unknown" for first in firsts)


def change_in_words(change: Change, say: Texts, first: Callable[[Any], str] | None = None) -> str:
    """A change of the outcome; `first` says what comes first, by default by ids."""
    old, new = change.old, change.new
    if change.what == "verdict":
        words = {"old": say(f"verdict.{old}"), "new": say(f"verdict.{new}")}
        key = "diff.verdict-of-phase" if change.about else "diff.verdict"
        return say(key, phase=change.about, **words)
    if change.what == "phase":
        return say("diff.phase", old=old, new=new)
    if change.what == "first_obstacle":
        told = first or (lambda entry: _first(entry, say) if entry else say("diff.nothing"))
        return say("diff.first-obstacle", old=told(old), new=told(new))
    before, after = _apart(old, new, say)
    return say(f"diff.{change.what}", old=before, new=after)


def _first(entry: dict[str, str], say: Texts) -> str:
    """The indicator, what it does, and whose it is; what is only unknown stands in nobody's way."""
    if entry["status"] == "unknown":
        return say("entry-unknown")
    told = say("entry", indicator=named(entry["indicator"]), status=say(f"entry-status.{entry['status']}"))
    return say("behind", what=told, aside=label(entry["side"]))


def _reason(change: Change, say: Texts) -> str:
    what, about = change.what, change.about or ""
    if what not in VALUES:
        old, new = (_listed(value, say) for value in (change.old, change.new))
        return say("diff.asked", name=label(what.replace("_", " ")), old=old, new=new)
    key = KEYS[what](change) if what in KEYS else what.replace("_", "-")
    old, new = (VALUES[what](value, say) for value in (change.old, change.new))
    indicator, _, side = about.rpartition(" ")
    if what in (*OF_INDICATORS, "record"):
        about, indicator = named(about), named(indicator)
    return say(f"diff.{key}", about=about, indicator=indicator, side=side, old=old, new=new)


def _apart(old: float | None, new: float | None, say: Texts) -> tuple[str, str]:
    """Two scores as whole numbers; with a decimal where these would be the same."""
    unknown = say("diff.unknown")
    before, after = number(old, unknown), number(new, unknown)
    return (
        (f"{old:.1f}", f"{new:.1f}")
        if before == after and old is not None and new is not None
        else (before, after)
    )


def _level(value: float | None, say: Texts) -> str:
    return level(value, say("diff.unknown"))


def _listed(value: Any, say: Texts) -> str:
    if isinstance(value, dict):
        value = [f"{name}={word(item)}" for name, item in value.items() if item]
    if isinstance(value, list):
        value = listed(map(str, value))
    told = word(str(value or say("diff.asked-nothing")))
    return label(told) if told == value else told


def _standing(value: str | None, say: Texts) -> str:
    return say.word("standing.", value) if value else say("diff.not-recorded")


def _recorded(value: str | None, say: Texts) -> str:
    return listed(named(status) for status in value.split()) if value else say("diff.not-recorded")


def _plain(value: Any, _say: Texts) -> str:
    return str(value)


VALUES: dict[str, Callable[[Any, Texts], str]] = {
    **dict.fromkeys(
        ("as_of", "rubric", "basis", "profile", "obstacle", "unmet", "unknown", "standing_ended"), _plain
    ),
    **dict.fromkeys(("level", "side"), _level),
    "standing": _standing,
    "record": _recorded,
    "gate": lambda value, say: say(f"diff.gate-{value}"),
}
"""How the old and the new value of each reason are told. Any other key belongs to the question."""

OF_INDICATORS = ("level", "side", "gate")
"""The reasons that are about an indicator, or one of a side."""

KEYS: dict[str, Callable[[Change], str]] = {
    "basis": lambda change: "basis" if change.old != change.new else "basis-record",
    "obstacle": lambda change: "absent" if change.old else "present",
    "unknown": lambda _: "conditions-unknown",
}
"""The texts of reasons that are not told by their own name."""
