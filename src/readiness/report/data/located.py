"""Findings with the profile line that causes each, for code scanning and annotations."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal, NamedTuple

from readiness.report.pages.naming import UNRATED, Names
from readiness.words import clean, level, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.assessment.result.obstacles import ObstacleResult, WaiverResult
    from readiness.engine.statuses import Status
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

Severity = Literal["error", "warning", "note"]
SEVERITY: dict[Status, Severity] = {
    "blocking": "error",
    "fallen": "warning",
    "unknown": "warning",
    "limiting": "warning",
    "emerging": "note",
}


class LocatedFinding(NamedTuple):
    """One indicator that blocks, limits, is not known or comes next. Its obstacle is the rule it breaks."""

    obstacle: str
    title: str
    indicator: str
    severity: Severity
    message: str
    file: str | None
    line: int | None
    waiver: WaiverResult | None


class FileLine(NamedTuple):
    """A line of a file of the repository, by its path from the top of that."""

    file: str
    line: int


def findings(assessment: Assessment, rubric: Rubric, say: Texts) -> list[LocatedFinding]:
    """Every finding, in the order of the diagnosis. A waived finding is only a note."""
    return list(_findings(Names(assessment, rubric, say)))


def fingerprint(assessment: Assessment, *finding: str) -> str:
    """What a finding of a pair is known by, whatever line it moves to and whoever of the two is named first."""
    codes = sorted((assessment.pair.a.id, assessment.pair.b.id))
    return hashlib.sha256("\n".join([*codes, *finding]).encode()).hexdigest()[:32]


def line_of(
    finding: LocatedFinding, assessment: Assessment, locate: Callable[[str], str | None]
) -> FileLine | None:
    """Where the finding shows, None if neither profile is a file of the repository.

    That is its own line or, if only the other profile is such a file, the top of that: it is the one that can be mended.
    """
    own = locate(finding.file) if finding.file is not None else None
    if own is not None:
        return FileLine(own, finding.line or 1)
    files = (locate(given.file) for given in assessment.inputs if given.file is not None)
    return next((FileLine(file, 1) for file in files if file is not None), None)


def _findings(names: Names) -> Iterator[LocatedFinding]:
    in_force = {waiver.obstacle: waiver for waiver in names.it.waivers if waiver.state == "in-force"}
    for obstacle in names.it.obstacles:
        waiver = in_force.get(obstacle.id)
        for key in obstacle.indicators:
            result = names.by_id[key]
            file, line = _location(names.it, result)
            yield LocatedFinding(
                obstacle=obstacle.id,
                title=_title(names, obstacle, key),
                indicator=key,
                severity="note" if waiver else SEVERITY[obstacle.status],
                message=_message(names, obstacle, result, waiver),
                file=file,
                line=line,
                waiver=waiver,
            )


def _message(
    names: Names, obstacle: ObstacleResult, result: IndicatorResult, waiver: WaiverResult | None
) -> str:
    indicator = names.rubric.indicators[result.id]
    needed = _needed(names, obstacle, result)
    suggested = result.level is not None and result.basis in UNRATED
    if suggested and obstacle.status == "unknown" and needed is not None:
        return clean(_only_suggested(names, result, needed))
    own, most = names.own_level(result), names.most(result)
    key = "known" if own is not None else "at-most" if most is not None else "unknown"
    stands = level(most if own is None else own)
    still_open = (
        names.indicator_by_open_rows(result, needed) if needed and obstacle.status == "unknown" else ""
    )
    parts = [
        names.of_side(
            "finding.unknown" if still_open else f"finding.{key}",
            result.side,
            indicator=still_open or names.indicator(result.id),
            level=stands,
        )
    ]
    if suggested and result.basis == "proxy":
        parts.append(names.say(f"headline.only-{names.unrated(result.id, result.basis)}"))
    if obstacle.status == "fallen":
        fall = names.fall(result)
        told = ("fell", level(fall.from_)) if fall is not None else ("cause", "")
        parts.append(names.say(f"finding.{told[0]}", level=told[1]))
    if needed is not None:
        parts.append(
            names.say("finding.needed", level=level(needed), anchor=indicator.scale.get(int(needed), ""))
        )
    if waiver is not None:
        parts.append(names.say("finding.waived", expires=waiver.expires))
    return clean(sentences(parts))


def _only_suggested(names: Names, result: IndicatorResult, needed: float) -> str:
    """What is asked of a level that is only suggested, and what suggests it: as the checklist has it."""
    indicator = names.rubric.indicators[result.id]
    return names.say(
        "checklist.unseen",
        name=names.indicator(result.id),
        side=names.side(result.side),
        question=names.beside_record(indicator.question, result.id),
        known=names.say(f"screen.{names.unrated(result.id, result.basis)}", level=level(result.level)),
        level=level(needed),
        needed=names.least(result.id, needed),
        note="",
    )


def _title(names: Names, obstacle: ObstacleResult, indicator: str) -> str:
    """The obstacle and its status; of what is only not known, what that is."""
    if obstacle.status == "unknown":
        return names.say("obstacle.not-known", indicator=names.indicator(indicator))
    return names.say("behind", what=names.obstacle(obstacle.id), aside=names.say(f"status.{obstacle.status}"))


def _needed(names: Names, obstacle: ObstacleResult, result: IndicatorResult) -> float | None:
    """The level needed now, or in the next phase for what comes next; None where what is seen is enough."""
    if obstacle.status != "emerging":
        return result.required if obstacle.status in ("blocking", "unknown") else None
    phases = list(names.rubric.phases)
    after = phases[phases.index(names.it.phase.assessed) + 1 :]
    indicator = names.rubric.indicators[result.id]
    return indicator.necessary_for(after[0], names.it.needs) if after else None


def _location(assessment: Assessment, result: IndicatorResult) -> tuple[str | None, int | None]:
    """The rating's own line; where nobody has rated, the top of the profile that should."""
    if result.file is not None:
        return result.file, result.line
    side = {"a": 0, "b": 1}.get(result.side)
    inputs = assessment.inputs
    document = inputs[side] if side is not None else min(inputs, key=lambda given: given.id)
    return document.file, 1 if document.file is not None else None
