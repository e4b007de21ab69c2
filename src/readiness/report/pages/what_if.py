"""The report on a what-if, in words and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.change.nudges import MOST
from readiness.language import _, ngettext, word
from readiness.report.page import VERDICT_STYLE, Bullets, Grid, Heading, Line, Page
from readiness.report.pages.naming import Names
from readiness.report.pages.scope import in_words
from readiness.report.pages.story import readiness_range
from readiness.words import clauses, clean, level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result import Assessment
    from readiness.change.nudges import Flip, Nudge
    from readiness.change.trials import Item
    from readiness.change.what_if import Moved, WhatIf
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.words import Texts


def page(
    supposed: WhatIf, table: Sequence[Nudge] | None, smallest: Sequence[Flip], rubric: Rubric, say: Texts
) -> Page:
    """The report of a what-if. `table` is every level one up and down, if it was asked for."""
    return _WhatIfTeller(supposed, rubric, say).page(table, smallest)


class _WhatIfTeller:
    """Holds what every sentence needs."""

    def __init__(self, supposed: WhatIf, rubric: Rubric, say: Texts) -> None:
        self.it, self.rubric, self.say = supposed, rubric, say
        self.names = Names(supposed.before, rubric, say)

    def page(self, table: Sequence[Nudge] | None, smallest: Sequence[Flip]) -> Page:
        before = self.it.before
        title = f"{clean(before.pair.a.name)} – {clean(before.pair.b.name)}"
        asked = f"{self.say('scope.as-of', date=before.as_of)} · {in_words(before, self.rubric)}"
        aside = f"{self.rubric.rubric} {self.rubric.version} · {asked}"
        return Page(title, aside, list(self._parts(table, smallest)))

    def _parts(self, table: Sequence[Nudge] | None, smallest: Sequence[Flip]) -> Iterator[Part]:
        say, it = self.say, self.it
        yield Line(self._headline(), VERDICT_STYLE[it.after.verdict])
        if it.wishes:
            yield Heading(say("what-if.set"))
            yield Bullets([clean(wish.text) for wish in it.wishes])
            yield Heading(say("what-if.sides"))
            yield self._sides()
            yield Heading(say("what-if.moved"))
            moved = [self._moved(item) for item in it.moved]
            yield Bullets(moved) if moved else Line(say("what-if.no-effect"))
        yield Heading(say("what-if.smallest"))
        yield Bullets(list(self._smallest(smallest)))
        if table is not None:
            yield Heading(say("what-if.each"))
            telling = [nudge for nudge in table if nudge.changes_verdict or nudge.changes_first]
            yield self._each(telling or table[:1])
            if len(table) > len(telling):
                yield Line(say("what-if.unmoved", count=len(table) - len(telling)), "dim")
        yield Line(say("what-if.reads"), "dim")
        yield Line(self.rubric.disclaimer, "italic")

    def _headline(self) -> str:
        it, say = self.it, self.say
        before, after = it.before, it.after
        values = {
            "OLD": say(f"verdict.{before.verdict}").upper(),
            "NEW": say(f"verdict.{after.verdict}").upper(),
            "old_phase": before.phase.assessed,
            "phase": after.phase.assessed,
            "before": number(before.readiness.value),
            "after": number(after.readiness.value),
            "verdict": say(f"verdict.{after.verdict}"),
        }
        if it.later is not None:
            former = it.later
            values |= {"former": number(former.readiness.value), "was": say(f"verdict.{before.verdict}")}
            values["verdict"] = say(f"verdict.{former.verdict}")
            return say("what-if.looks-worse", **values)
        if not it.wishes:
            return say("what-if.nothing", **values)
        if before.phase.assessed != after.phase.assessed:
            return say("what-if.other-phase", **values)
        return say("what-if.turned" if before.verdict != after.verdict else "what-if.same", **values)

    def _sides(self) -> Grid:
        say, sides = self.say, (self.it.before, self.it.after)
        rows = [
            [say("heading.phase"), *(word(side.phase.assessed) for side in sides)],
            [say("heading.verdict"), *(say(f"verdict.{side.verdict}") for side in sides)],
            [say("heading.readiness"), *(_readiness(side) for side in sides)],
            [say("what-if.first"), *(self._first(side) for side in sides)],
        ]
        rows += [
            [
                f"  {word(was.id)}",
                *(listed([say(f"verdict.{one.verdict}"), number(one.readiness.value)]) for one in (was, now)),
            ]
            for was, now in zip(sides[0].phases, sides[1].phases, strict=True)
        ]
        return Grid(["", say("what-if.before"), say("what-if.after")], rows)

    def _first(self, side: Assessment) -> str:
        if side.first is None:
            return self.say("what-if.none")
        return self.say(
            "behind",
            what=self.names.indicator(side.first.indicator),
            aside=self.say(f"status.{side.first.status}"),
        )

    def _moved(self, item: Moved) -> str:
        parts = item.what.split(".")
        name = item.what
        if parts[0] == "indicators":
            name = listed([self.names.indicator(parts[1]), parts[2]])
        elif parts[0] == "phases":
            name = self.say("partners.phase", phase=parts[1])
        ends = [self._value(parts[-1], value) for value in (item.before, item.after)]
        why = self.say(f"what-if.why-{item.why}")
        if item.by:
            why = self.say("told", what=why, note=listed(self.names.indicator(key) for key in item.by))
        return self.say("behind", what=f"{name} {ends[0]} → {ends[1]}", aside=why)

    def _value(self, kind: str, value: str | float | None) -> str:
        if value is None:
            return self.say("what-if.none") if kind == "first" else self.say("unknown")
        if isinstance(value, float):
            return number(value) if kind == "readiness" else level(value)
        return self.names.indicator(value) if kind == "first" else value

    def _smallest(self, smallest: Sequence[Flip]) -> Iterator[str]:
        for flip in smallest:
            sets = clauses(self._set(item, value) for item, value in flip.sets)
            key = "other-first" if flip.kind == "first" else flip.kind
            told = self.say(
                f"what-if.{key}",
                verdict=self.say(f"verdict.{flip.verdict}"),
                first=self.names.indicator(flip.first) if flip.first else self.say("what-if.none"),
                sets=sets,
            )
            others = self.say(
                "what-if.another" if flip.others == 1 else "what-if.others",
                count=flip.others,
                levels=_levels(flip.levels),
            )
            yield told + (others if flip.others else "")
        if self.it.before.verdict == "undetermined":
            yield self.say("what-if.found-out")
        elif self.it.before.verdict != "ready" and not any(flip.kind == "better" for flip in smallest):
            yield self.say("what-if.none-smaller", most=MOST["better"])

    def _set(self, item: Item, value: float) -> str:
        now = self.it.judged.readings[item.indicator]
        reading = now.pair if item.holder == "pair" else now.side(item.holder)
        step = self.say("what-if.level-step", level=level(reading.level), to=level(value))
        return f"{self._name(item)} {step}"

    def _name(self, item: Item) -> str:
        name = self.names.indicator(item.indicator)
        if item.holder == "pair":
            return name
        return self.say("route.of", indicator=name, side=self.names.side(item.holder))

    def _each(self, table: Sequence[Nudge]) -> Grid:
        say = self.say
        heads = [say("heading.level"), say("heading.verdict"), say("heading.readiness")]
        rows = [
            [
                say("what-if.level-step", level=level(nudge.before), to=level(nudge.after)),
                say(f"verdict.{nudge.verdict}"),
                number(nudge.readiness),
                self.names.indicator(nudge.first) if nudge.first else say("what-if.none"),
                self._name(nudge.item),
            ]
            for nudge in table
        ]
        return Grid([*heads, say("what-if.first"), say("heading.indicator")], rows, right=(2,))


def _levels(count: int) -> str:
    return (
        _("one level")
        if count == 1
        else ngettext("{count} level", "{count} levels", count).format(count=count)
    )


def _readiness(side: Assessment) -> str:
    return f"{number(side.readiness.value)} ({readiness_range(side.readiness)})"
