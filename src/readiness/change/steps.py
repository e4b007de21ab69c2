"""The steps of a plan: each a remedy used once, by whom, when, what it lifts, what it assumes, what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.verdicts import SideName
    from readiness.change.available_moves import Move
    from readiness.change.schedule import Lifted, Running, Stage
    from readiness.change.task import PlanTask
    from readiness.change.trials import SettableLevel
    from readiness.model.catalogue import Remedy
    from readiness.model.rubric import Rubric


class StepOf(NamedTuple):
    """A step: a remedy used once. `start` and `end` in months; `unlocks` are the later steps that wait for it."""

    remedy: str
    target: SideName
    side: SideName
    cost: int
    start: int
    end: int
    lifts: tuple[Lifted, ...]
    assumes: tuple[str, ...]
    warnings: tuple[str, ...]
    unlocks: tuple[int, ...]


def in_order(running: Running) -> list[Stage]:
    """The stages by when they begin, then by when they end."""
    return sorted(running.stages, key=lambda stage: (stage.start, stage.end))


def steps_of(task: PlanTask, running: Running) -> Iterator[StepOf]:
    """Every step in order."""
    rubric = task.judged.rubric
    stages = in_order(running)
    for stage in stages:
        move = task.moves[stage.move]
        remedy = rubric.remedies[move.remedy]
        lifted = {level.item for level in stage.lifts}
        unlocks = tuple(
            number
            for number, other in enumerate(stages)
            if other.start >= stage.end and _waits(task.moves[other.move], move, lifted)
        )
        yield StepOf(
            move.remedy,
            move.target,
            move.side,
            move.cost,
            stage.start,
            stage.end,
            stage.lifts,
            tuple(item.assume for item in remedy.prerequisites if item.assume is not None),
            tuple(_warnings(rubric, remedy, stage)),
            unlocks,
        )


def _warnings(rubric: Rubric, remedy: Remedy, stage: Stage) -> Iterator[str]:
    """The remedy's own, and the rubric's where a step lifts what hangs on a decision."""
    if remedy.warning:
        yield remedy.warning
    if rubric.lifting.warning and any(
        lift.item.indicator in rubric.lifting.not_from_zero for lift in stage.lifts
    ):
        yield rubric.lifting.warning


def _waits(move: Move, before: Move, lifted: set[SettableLevel]) -> bool:
    """Whether a move needs what another one lifted, or that it was done."""
    return before.name in move.after or any(
        item in lifted for bound in move.bounds if bound.least is not None for item in bound.items
    )
