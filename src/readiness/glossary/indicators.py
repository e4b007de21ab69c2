"""The entry of an indicator: everything a rater asks about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.glossary.entry import EntryTable, GlossaryEntry, parts
from readiness.glossary.phrases import line, percent, remedy_line, weights_of, when_text
from readiness.language import _, label, word
from readiness.words import clauses, listed, named

if TYPE_CHECKING:
    from readiness.model.indicator import Cause, Derivation, Indicator
    from readiness.model.rubric import Rubric

GUIDE = "docs/rating-guide.md"


def indicator(rubric: Rubric, key: str) -> GlossaryEntry:
    """An indicator: question, scale, gates, weight per phase, what it rests on, remedies, how to rate it."""
    item = rubric.indicators[key]
    owner = rubric.factor_of[key]
    lifted = tuple(f"{name} {remedy_line(rubric.remedies[name])}" for name in item.remedies)
    above = tuple(other for other, entry in rubric.indicators.items() if key in entry.rests_on)
    obstacles = tuple(f"{name} {rubric.obstacles[name].name}" for name in item.obstacles)
    sides = (
        (side, text)
        for side, text in (("a", item.sides.a), ("b", item.sides.b), ("pair", item.sides.pair))
        if text
    )
    return GlossaryEntry(
        "indicator",
        key,
        item.name,
        parts(
            ("question", item.question),
            ("factor", line(owner, item.aspect) if item.aspect else owner),
            (
                "scale",
                EntryTable(
                    ("level", "anchor"),
                    tuple((str(level), text) for level, text in sorted(item.scale.items())),
                ),
            ),
            ("phases", _phase_table(rubric, key, item)),
            ("in play", when_text(item.when)),
            ("lane", item.lane),
            ("two sides", line(item.combine.rule, item.combine.why)),
            ("asked of", item.unit),
            ("sides", tuple(line(label(side), text) for side, text in sides)),
            (
                "rows",
                tuple(line(row, text) for row, text in item.table.rows.items()) if item.table else None,
            ),
            ("row rule", item.table.rule if item.table else None),
            ("cause", _cause(item.cause) if item.cause else None),
            (
                "obstacle by cause",
                tuple(line(cause, name) for cause, name in item.cause.obstacles.items())
                if item.cause
                else None,
            ),
            ("rules", tuple(rule for rule in (item.role_rule, item.conflict_rule, item.level_rule) if rule)),
            (
                "silence",
                _("looked and found none is a proper answer: not-applicable") if item.silence else None,
            ),
            ("do no harm", _harm(rubric, item)),
            (
                "in a checklist",
                _("what is quoted of it tells what a request must meet") if item.sets_conditions else None,
            ),
            ("rests on", tuple(item.rests_on)),
            ("carries", above),
            ("obstacles", obstacles),
            ("remedies", lifted),
            ("not here", tuple(item.not_here)),
            ("evidence", tuple(item.evidence)),
            ("read off facts", tuple(_derivation(entry) for entry in item.derived)),
            (
                "proxies",
                tuple(_("{index}, a prior only").format(index=proxy.index) for proxy in item.proxies),
            ),
            ("sources", tuple(line(name, rubric.sources[name].name) for name in item.sources)),
            ("seeds", ", ".join(item.seeds)),
            ("editorial", item.editorial),
            ("rating", _("How to rate: {page}").format(page=GUIDE)),
        ),
    )


def _phase_table(rubric: Rubric, key: str, item: Indicator) -> EntryTable:
    """Per phase the necessary level, and the weight when every indicator of the factor is in play."""
    owner = rubric.factor_of[key]
    index = list(rubric.factors).index(owner)
    share = item.weight / sum(entry.weight for entry in rubric.factors[owner].indicators.values())
    rows = tuple(
        (
            name,
            _necessary(item, name),
            percent(weights_of(rubric, name)[index] * share),
        )
        for name in rubric.phases
    )
    return EntryTable(("phase", "necessary level", "weight with all in play"), rows)


def _necessary(item: Indicator, phase: str) -> str:
    """The level necessary in a phase, and the needs that ask for another one."""
    shown = [f"{item.necessary[phase]:g}" if phase in item.necessary else "–"]
    shown += [
        f"{word(need)} {levels[phase]:g}" if phase in levels else f"{word(need)} –"
        for need, levels in item.necessary_by_need.items()
    ]
    return clauses(shown)


def _cause(item: Cause) -> str:
    """The causes to choose from, and how to choose."""
    return _("{names}. {rule}").format(names=listed(item.values), rule=item.rule)


def _derivation(item: Derivation) -> str:
    what = (
        _("level {level:g}").format(level=item.level) if item.level is not None else _("a level by its size")
    )
    told = _("{what}: {note}, a prior only") if item.prior else _("{what}: {note}")
    return told.format(what=named(item.kind or item.matter or item.from_), note=what)


def _harm(rubric: Rubric, item: Indicator) -> str:
    if item.do_no_harm:
        told = _("flagged at level {level:g} or below, whatever the need")
    else:
        told = _("flagged at level {level:g} or below in: {names}") if item.harm_rows else ""
    return told.format(level=rubric.verdict.harm_level, names=listed(item.harm_rows))
