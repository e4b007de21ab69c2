"""Entries of the words of a question: needs, measures, crimes, channels, instruments, organisations, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.glossary.entry import EntryTable, GlossaryEntry, parts
from readiness.glossary.phrases import brought, line
from readiness.language import _, word
from readiness.words import listed

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric


def need(rubric: Rubric, key: str) -> GlossaryEntry:
    """A need: what it is, its lane, the indicators it brings into play."""
    item = rubric.needs[key]
    return GlossaryEntry(
        "need",
        key,
        word(key),
        parts(
            ("about", item.about),
            ("also called", ", ".join(item.called)),
            ("lane", item.lane),
            ("brings into play", brought(rubric, key)),
        ),
    )


def measure(rubric: Rubric, key: str) -> GlossaryEntry:
    """A measure: what it is, and the indicators it brings into play."""
    crimes = tuple(name for name, entry in rubric.crimes.items() if key in entry.measures)
    item = rubric.measures[key]
    return GlossaryEntry(
        "measure",
        key,
        word(key),
        parts(
            ("about", item.about),
            ("also called", ", ".join(item.called)),
            ("fits", tuple(item.needs)),
            ("brings into play", brought(rubric, key)),
            ("crimes", crimes),
        ),
    )


def crime(rubric: Rubric, key: str) -> GlossaryEntry:
    """A crime overlay: instruments, channels, capabilities, emphasis."""
    item = rubric.crimes[key]
    emphasis = tuple((name, f"× {value:g}") for name, value in item.emphasis.items())
    return GlossaryEntry(
        "crime",
        key,
        item.name,
        parts(
            ("also called", ", ".join(item.called)),
            ("UN type", str(item.un_type) if item.un_type else None),
            ("governed by", tuple(line(name, rubric.instruments[name].name) for name in item.governed_by)),
            ("instruments", tuple(item.instruments)),
            ("own channels", tuple(line(name, rubric.channels[name].name) for name in item.channel_ids)),
            ("channels", tuple(item.channels)),
            ("capabilities", tuple(item.capabilities)),
            ("partners", tuple(item.partners)),
            ("route roles", listed(item.roles)),
            ("least harmed first", listed(item.role_order)),
            ("weighs more", EntryTable(("indicator", "weight"), emphasis)),
            ("measures", tuple(item.measures)),
            ("adds needs", tuple(item.needs)),
            ("notes", item.notes),
            ("seeds", ", ".join(item.seeds)),
        ),
    )


def role(rubric: Rubric, key: str) -> GlossaryEntry:
    """A route role: what it is, and the crimes that have it."""
    item = rubric.roles[key]
    crimes = tuple(name for name, entry in rubric.crimes.items() if key in entry.roles)
    return GlossaryEntry(
        "role",
        key,
        key,
        parts(("about", item.about), ("also called", ", ".join(item.called)), ("crimes", crimes)),
    )


def channel(rubric: Rubric, key: str) -> GlossaryEntry:
    """A channel: whom it serves, its highest possible level, and which memberships give which parts."""
    item = rubric.channels[key]
    crimes = tuple(name for name, entry in rubric.crimes.items() if key in entry.channel_ids)
    bodies = tuple(
        line(body, listed(f"{word(part)} {word(access)}" for part, access in parts_.items()))
        for body, parts_ in item.member_of.items()
    )
    return GlossaryEntry(
        "channel",
        key,
        item.name,
        parts(
            ("serves", _("any need") if item.open_to == "all" else _("the crimes that name it")),
            ("crimes", crimes),
            ("at most", tuple(f"{word(name)} {level:g}" for name, level in item.caps.items())),
            ("membership", bodies),
        ),
    )


def instrument(rubric: Rubric, key: str) -> GlossaryEntry:
    """An instrument: the needs and crimes it is a basis for, the level it shows, and the crimes it governs."""
    item = rubric.instruments[key]
    crimes = tuple(name for name, entry in rubric.crimes.items() if key in entry.governed_by)
    return GlossaryEntry(
        "instrument",
        key,
        item.name,
        parts(
            ("a basis for", tuple(item.serves)),
            ("covers", tuple(item.covers)),
            *((f"covers for {need}", tuple(scope)) for need, scope in item.covers_for.items()),
            ("level", f"{item.level:g}" if item.serves else ""),
            ("binds", "" if item.binding else _("nobody")),
            (
                "between",
                _("a party and each member of {body}").format(body=item.across) if item.across else "",
            ),
            ("governs", crimes),
        ),
    )


def organisation(rubric: Rubric, key: str) -> GlossaryEntry:
    """An organisation: the needs for which its rules are a basis between two members, and the level they show."""
    item = rubric.organisations[key]
    return GlossaryEntry(
        "organisation",
        key,
        item.name,
        parts(
            ("a basis for", tuple(item.serves)),
            ("between", _("two full members")),
            ("level", f"{item.level:g}"),
        ),
    )


def source(rubric: Rubric, key: str) -> GlossaryEntry:
    """A source of evidence, and the indicators it may speak to."""
    item = rubric.sources[key]
    used = tuple(name for name, entry in rubric.indicators.items() if key in entry.sources)
    return GlossaryEntry(
        "source",
        key,
        item.name,
        parts(("unit", item.unit), ("open", item.open), ("note", item.note), ("speaks to", used)),
    )
