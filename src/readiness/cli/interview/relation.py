"""Asks for the records that decide the phase: how the relation stands, agreements, cases and structures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.cli.interview.dialogue import Skip
from readiness.jurisdictions.lookup import called
from readiness.profiles import typed
from readiness.profiles.relation import casework, nothing_found
from readiness.profiles.wording import Paragraph
from readiness.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.cli.interview.dialogue import Dialogue
    from readiness.profiles.relation import Kind

Entries = list[dict[str, Any]]
SKIPPED = "s"
NONE = ("l", "n")
MOST = 100_000


def ask(talk: Dialogue, kind: Kind, needs: Sequence[str], side: str) -> Entries | None:
    """The records of a kind, empty for none; None if the question is skipped. `side` is whose profile it is. Raises EOFError, Quit."""
    talk.begun = False
    talk.tell(f"record.{kind}", "strong", partner=called(talk.partner or ""))
    try:
        if kind == "standing":
            return _standing(talk, side)
        if kind == "cases":
            return _cases(talk, needs)
    except Skip:
        return None
    kinds = talk.rubric.agreement_kinds if kind == "agreements" else talk.rubric.structure_kinds
    return _listed(talk, kind, list(kinds))


def _standing(talk: Dialogue, side: str) -> Entries | None:
    rules = talk.rubric.standing
    talk.show(Paragraph(f"  {name}  ", rule.about) for name, rule in rules.items())
    status = _choice(talk, "record.status", rules)
    if status is None or status == "":
        return None
    entry: dict[str, Any] = {
        "status": status,
        "since": talk.day("record.since"),
    }
    if causes := rules[status].causes:
        named = talk.rubric.indicators
        talk.show(Paragraph(f"  {name}  ", named[name].question) for name in causes if name in named)
        entry["cause"] = _one_of(talk, "cause", causes)
        if by := _decided_by(talk, (side, talk.partner or "")):
            entry["by"] = by
    if note := talk.line("note"):
        entry["note"] = note
    return [entry]


def _decided_by(talk: Dialogue, sides: Sequence[str]) -> str:
    """The code of the side whose decision it was; empty where neither decided or nobody knows."""
    told = listed(sides)
    decided: str = talk.asked(
        "record.by",
        lambda text: typed.choice(text, sides) if text else "",
        "cause-wrong",
        names=told,
    )
    return decided


def _cases(talk: Dialogue, needs: Sequence[str]) -> Entries | None:
    entries: Entries = []
    for need in needs:
        text = talk.asked("record.completed", _count, "record.completed-wrong", need=need)
        if text != SKIPPED:
            entries.append(casework(need, int(text), talk.date))
    return entries or None


def _listed(talk: Dialogue, kind: Kind, kinds: Sequence[str]) -> Entries | None:
    """One entry after another, until nothing is typed."""
    entries: Entries = []
    while True:
        chosen = _choice(talk, "record.another" if entries else "record.kind", kinds)
        if chosen is None:
            return entries or None
        if chosen == "":
            return entries or nothing_found(kind, talk.date, talk.rubric)
        try:
            entries.append(_entry(talk, kind, chosen))
        except Skip:  # this one is left out, those before it stay
            talk.tell("skipped", "dim")


def _entry(talk: Dialogue, kind: Kind, chosen: str) -> dict[str, Any]:
    """One agreement or structure of the kind chosen."""
    entry: dict[str, Any] = {"kind": chosen}
    if kind == "agreements":
        entry["status"] = _one_of(talk, "record.agreement-status", talk.rubric.agreement_statuses)
    if since := talk.day("record.since-or-none", optional=True):
        entry["since"] = since
    if kind == "agreements" and (title := talk.line("record.title")):
        entry["title"] = title
    return entry


def _one_of(talk: Dialogue, key: str, names: Sequence[str]) -> str:
    """One of the names, which must be typed."""
    chosen: str = talk.asked(
        key, lambda text: typed.choice(text, names), "cause-wrong", names=", ".join(names)
    )
    return chosen


def _choice(talk: Dialogue, key: str, names: Iterable[str]) -> str | None:
    """One of the names, empty for "looked, none found", None for skip or nothing more."""
    valid = list(names)

    def read(text: str) -> str | None:
        if text.casefold() in ("", SKIPPED):
            return SKIPPED
        return "" if text.casefold() in NONE else typed.choice(text, valid)

    chosen: str = talk.asked(key, read, "cause-wrong", names=", ".join(valid))
    return None if chosen == SKIPPED else chosen


def _count(text: str) -> str | None:
    if text.casefold() in ("", SKIPPED):
        return SKIPPED
    if text.casefold() in NONE:
        return "0"
    return text if text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= MOST else None
