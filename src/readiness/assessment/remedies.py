"""What may be done about an indicator, and what to do first, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.indicators import limiting_side, readings_that_count
from readiness.assessment.occasions import Occasions
from readiness.assessment.result.obstacles import FirstStep
from readiness.engine.kernel import TOP
from readiness.evidence.joint_record import IN_FORCE, Sought, agreements, structures
from readiness.model.remedy_effect import for_standing, open_to, openers, proposed, steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.obstacles import ObstacleResult
    from readiness.assessment.result.verdicts import SideName
    from readiness.engine.arithmetic import Quantity
    from readiness.model.catalogue import Acts

STEPS = 3
"""As many first steps are named at most, one an entry."""


class Remedies:
    """The remedies that fit one pair: for its levels, for what is on file, for the rows that fail."""

    def __init__(self, judged: Judgement) -> None:
        self._judged, self._rubric = judged, judged.rubric
        self._levels = {
            key: _bearing(level)
            for key, level in zip(judged.rubric.indicators, judged.score.levels, strict=True)
        }
        self._suggested = {
            key
            for key, level in zip(judged.rubric.indicators, judged.score.levels, strict=True)
            if level.prior or level.worked
        }
        self._on_file = frozenset(_on_file(judged))
        self._occasions = Occasions(judged)
        stands = judged.standing
        troubles = stands is not None and stands.troubles(judged.rubric)
        self._troubled, self._trouble = (stands.status, stands.cause) if stands and troubles else ("", None)

    def of(self, indicator: str) -> list[str]:
        """The remedies of an indicator that fit, those for its failing rows and its cause first.

        For the cause of a trouble that none of its own fits, as it is high enough, those meant for a relation that stands so.
        """
        rows, cause = self._lowest_rows(indicator), self._cause(indicator)
        fitting = proposed(self._rubric, indicator, self._levels, rows, cause)
        of_trouble = for_standing(self._rubric, self._troubled) if indicator == self._trouble else []
        own = [remedy for remedy in fitting if self.called_for(remedy)]
        return own or [remedy for remedy in of_trouble if self.called_for(remedy)]

    def first_steps(self, obstacles: Sequence[ObstacleResult]) -> list[FirstStep]:
        """For each of the first entries that is known, the cheapest remedy that can be begun now.

        One that answers the failing row, the cause or the standing comes before one that helps in general. What is unknown, or known from a public index or from completed cases alone, is to be found out before anything is done about it.
        """
        steps: list[FirstStep] = []
        for obstacle in obstacles:
            for key in obstacle.indicators if obstacle.status != "unknown" else ():
                if key in self._suggested:
                    continue
                taken = {step.remedy for step in steps}
                ready = [(first, remedy) for first, remedy in self._ready(key) if first not in taken]
                if ready and len(steps) < STEPS:
                    answering = [pair for pair in ready if self._answers(pair[1], key)]
                    remedy, _ = min(answering or ready, key=lambda pair: self._effort(pair[1]))
                    acts = self._rubric.remedies[remedy].acts
                    steps.append(FirstStep(remedy, _who(obstacle.side, acts), key))
        return steps

    def _answers(self, remedy: str, indicator: str) -> bool:
        """Whether a remedy is named for the failing rows or the cause, or is meant for the standing on record."""
        named = self._rubric.indicators[indicator].answers_to(
            self._lowest_rows(indicator), self._cause(indicator)
        )
        return remedy in named or remedy in for_standing(self._rubric, self._troubled)

    def _ready(self, indicator: str) -> Iterator[tuple[str, str]]:
        """What can be begun now, and the remedy that it is for: itself where its prerequisites are met, another one that needs it first.

        Where nobody knows whether the place is weak, that is to be asked before anybody goes and looks.
        """
        for remedy in self.of(indicator):
            if open_to(self._rubric, remedy, self._levels):
                yield remedy, remedy
                continue
            for first in openers(self._rubric, remedy, self._levels):
                yield first, remedy

    def _effort(self, remedy: str) -> tuple[int, tuple[int, int]]:
        item = self._rubric.remedies[remedy]
        return item.cost, item.lead_months

    def _cause(self, indicator: str) -> str | None:
        """The cause of the lowest of the levels that count; of equal ones the first by name."""
        said = [
            (reading.level, reading.cause)
            for reading in readings_that_count(self._judged, indicator)
            if reading.level is not None
        ]
        lowest = min((level for level, _ in said), default=None)
        return min((cause for level, cause in said if level == lowest and cause), default=None)

    def _lowest_rows(self, indicator: str) -> list[str]:
        """The rows at an indicator's lowest level on the side that holds it down, in the order of its table; all in play where none is known."""
        by_side, table = self._judged.readings[indicator].rows, self._rubric.indicators[indicator].table
        if by_side is None or table is None:
            return []
        side = limiting_side(self._judged, indicator, None)
        deciding = [by_side[side]] if side in by_side else list(by_side.values())
        levels = {
            row: [
                reading.level for rows in deciding if (reading := rows.get(row)) and reading.level is not None
            ]
            for row in table.rows
        }
        lowest = min((level for stated in levels.values() for level in stated), default=None)
        if lowest is None:
            return [row for row in levels if any(row in rows for rows in deciding)]
        return [row for row, stated in levels.items() if lowest in stated]

    def answers_rows(self, remedy: str, indicator: str) -> bool:
        """Whether a remedy lifts every row that holds an indicator down; one without rows has none to miss."""
        rows = self._lowest_rows(indicator)
        return len(self._rubric.indicators[indicator].rows_of(remedy, rows)) == len(rows)

    def cover(self, indicator: str) -> list[str]:
        """The cheapest remedies that together lift every row that holds an indicator down, in the order of the rows; none if a row has none."""
        rows, item = self._lowest_rows(indicator), self._rubric.indicators[indicator]
        chosen: list[str] = []
        for row in rows:
            if any(row in item.rows_of(remedy, rows) for remedy in chosen):
                continue
            fitting = proposed(self._rubric, indicator, self._levels, [row])
            lifting = [
                remedy
                for remedy in fitting
                if self.called_for(remedy) and indicator in steps(self._rubric, remedy)
            ]
            if not lifting:
                return []
            chosen.append(min(lifting, key=self._effort))
        return chosen

    def called_for(self, remedy: str) -> bool:
        """Whether there is occasion for a remedy, and what it would bring about is not on file yet."""
        item = self._rubric.remedies[remedy]
        return self._occasions.any_of(item.when) and self._on_file.isdisjoint(item.unless_on_file)


def _bearing(level: Quantity) -> float | None:
    """The level as prerequisites see it, None where it is unknown: what does not arise stands in the way of none, and no place is weak in it."""
    if not level.applicable:
        return TOP
    return float(level.level) if level.known else None


def _on_file(judged: Judgement) -> Iterator[str]:
    """Kinds of agreements in force and of structures between the two that serve a need in play."""
    rubric, scope = judged.rubric, judged.scope
    for document, code in ((judged.a, judged.b.id), (judged.b, judged.a.id)):
        partner = document.profile.partners.get(code)
        for need in scope.needs if partner is not None else ():
            sought = Sought(need, scope.crimes, scope.as_of)
            if partner is not None:
                for _, agreement in agreements(rubric, partner, sought):
                    if agreement.status == IN_FORCE:
                        yield agreement.kind
                for _, structure in structures(rubric, partner, sought):
                    yield structure.kind


def _who(side: SideName, acts: Acts) -> SideName:
    """Who acts for a low level on this side."""
    if acts == "both" or side in ("both", "pair"):
        return "both"
    if acts == "own":
        return side
    return "b" if side == "a" else "a"
