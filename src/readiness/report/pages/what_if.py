"""The report on a what-if, in words and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.change.nudges import MOST
from readiness.evidence.supposed_levels import Supposed
from readiness.language import _, ngettext, word
from readiness.report.page import VERDICT_STYLE, Bullets, Grid, Heading, Line, Page
from readiness.report.pages.naming import Names
from readiness.report.pages.no_effect import why_nothing
from readiness.report.pages.scope import aside
from readiness.report.pages.story import readiness_range
from readiness.words import clauses, clean, level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.change.change_notation import Wish
    from readiness.change.nudges import Flip, LevelMove, Nudge
    from readiness.change.trials import SettableLevel
    from readiness.change.what_if import Moved, WhatIf
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.words import Texts


def page(
    supposed: WhatIf,
    table: Sequence[Nudge] | None,
    smallest: Sequence[Flip] | None,
    rubric: Rubric,
    say: Texts,
) -> Page:
    """The report of a what-if. `table` is every level one up and down and `smallest` the smallest changes from today on, if they were asked for."""
    return _WhatIfTeller(supposed, rubric, say).page(table, smallest)


class _WhatIfTeller:
    """Holds what every sentence needs."""

    def __init__(self, supposed: WhatIf, rubric: Rubric, say: Texts) -> None:
        self.it, self.rubric, self.say = supposed, rubric, say
        self.names = Names(supposed.before, rubric, say)

    def page(self, table: Sequence[Nudge] | None, smallest: Sequence[Flip] | None) -> Page:
        before = self.it.before
        return Page(
            self.names.title(), aside(before, self.rubric, self.say), list(self._parts(table, smallest))
        )

    def _parts(self, table: Sequence[Nudge] | None, smallest: Sequence[Flip] | None) -> Iterator[Part]:
        say, it = self.say, self.it
        yield Line(self._headline(), VERDICT_STYLE[it.after.verdict])
        if it.wishes:
            yield Heading(say("what-if.set"))
            yield Bullets([self._supposed(wish) for wish in it.wishes])
            yield Heading(say("what-if.sides"))
            yield self._sides()
            yield Heading(say("what-if.moved"))
            added = [item for item in it.moved if _is_added(item)]
            moved = [self._moved(item) for item in it.moved if item not in added]
            if added:
                moved.append(self._added(added))
            if moved:
                yield Bullets(moved)
            idle = it.idle if moved else it.wishes
            if idle:
                yield Line(say("what-if.idle" if moved else "what-if.no-effect"))
                yield Bullets([why_nothing(wish, it, self.names) for wish in idle])
        if smallest is not None:
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

    def _supposed(self, wish: Wish) -> str:
        """A change as written; of a step also from where to where."""
        text = clean(wish.text)
        if wish.before is None or not isinstance(wish.change, Supposed):
            return text
        step = self.say("what-if.level-step", level=level(wish.before), to=level(wish.change.level))
        return f"{text} ({step})"

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
        if it.former is not None:
            former = it.former
            values |= {"former": number(former.readiness.value), "was": say(f"verdict.{before.verdict}")}
            values["verdict"] = say(f"verdict.{former.verdict}")
            return say("what-if.looks-worse" if it.only_by_phase else "what-if.worse-too", **values)
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
                *(
                    listed([say(f"verdict.{side.verdict}"), number(side.readiness.value)])
                    for side in (was, now)
                ),
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

    def _added(self, added: Sequence[Moved]) -> str:
        """The conditions that another phase adds, by how they stand."""
        states: dict[str, list[str]] = {}
        for item in added:
            states.setdefault(str(item.after), []).append(self.names.indicator(item.what.split(".")[1]))
        told = [
            self.say("what-if.added-state", state=self.say(f"gate.{state}"), names=listed(names))
            for state, names in states.items()
        ]
        return self.say("what-if.added", states=clauses(told))

    def _moved(self, item: Moved) -> str:
        parts = item.what.split(".")
        if item.what == "first":
            name = self.say("what-if.first")
        elif parts[0] == "indicators":
            key = "what-if.condition" if parts[2] == "gate" else "what-if.level"
            name = self.say(key, name=self.names.indicator(parts[1]))
        elif parts[0] == "phases":
            name = self.say("partners.phase", phase=word(parts[1]))
        else:
            name = self.say(f"heading.{item.what}")
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
        if kind == "gate":
            return self.say("what-if.not-asked" if value == "none" else f"gate.{value}")
        return self.names.indicator(value) if kind == "first" else word(value)

    def _smallest(self, smallest: Sequence[Flip]) -> Iterator[str]:
        for flip in smallest:
            sets = clauses(f"{self._name(move.item)} {self._step(move)}" for move in flip.moves)
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
            blocked = self.it.before.verdict == "blocked"
            if self._held_by_standing():
                yield self.say("what-if.still-stopped", standing=self.names.stands())
            else:
                yield self.say(
                    "what-if.none-opens" if blocked else "what-if.none-smaller", most=MOST["better"]
                )

    def _held_by_standing(self) -> bool:
        """Whether no level turns the verdict while the relation stands as it does."""
        stands = self.names.troubled
        if stands is None:
            return False
        standing = self.rubric.standing[stands.status]
        return bool(standing.causes) or standing.verdict_at_best == self.it.before.verdict

    def _step(self, move: LevelMove) -> str:
        if move.before is None:
            return self.say("what-if.up" if move.by > 0 else "what-if.down", count=f"{abs(move.by):g}")
        return self.say("what-if.level-step", level=level(move.before), to=level(move.after))

    def _name(self, item: SettableLevel) -> str:
        name = self.names.indicator(item.indicator)
        if item.holder == "pair":
            return name
        return self.say("route.of", indicator=name, side=self.names.side(item.holder))

    def _each(self, table: Sequence[Nudge]) -> Grid:
        say = self.say
        heads = [say("heading.level"), say("heading.verdict"), say("heading.readiness")]
        rows = [
            [
                self._step(nudge.move),
                say(f"verdict.{nudge.verdict}"),
                number(nudge.readiness),
                self.names.indicator(nudge.first) if nudge.first else say("what-if.none"),
                self._name(nudge.move.item),
            ]
            for nudge in table
        ]
        return Grid([*heads, say("what-if.first"), say("heading.indicator")], rows, right=(2,))


def _is_added(item: Moved) -> bool:
    """Whether another phase asks for something that was not asked for."""
    return item.what.endswith(".gate") and item.why == "phase-asks-more" and item.before in ("none", None)


def _levels(count: int) -> str:
    return (
        _("one level")
        if count == 1
        else ngettext("{count} level", "{count} levels", count).format(count=count)
    )


def _readiness(side: Assessment) -> str:
    return f"{number(side.readiness.value)} ({readiness_range(side.readiness)})"
