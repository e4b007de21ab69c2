"""The conditions under which a command over many pairs exits with 1, checked for every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.assemble import assess
from readiness.cli.exit_conditions import Outcome, outcome_of, weaknesses
from readiness.engine.kernel import VERDICTS
from readiness.errors import ReadinessError
from readiness.language import _, ngettext
from readiness.many.request import asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readiness.cli.exit_conditions import Demands
    from readiness.cli.redaction import WaiverFile
    from readiness.many.request import Request
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric

NAMED = 5
"""The most pairs named in a message; further ones are counted."""


def failures(outcomes: Sequence[Outcome], demands: Demands) -> list[str]:
    """One sentence per demand that any pair misses; it names the first of these pairs."""
    return list(_sentences(outcomes, demands))


def outcomes_of(
    table: Table, requests: Sequence[Request], rubric: Rubric, waivers: WaiverFile | None = None
) -> list[Outcome]:
    """The outcomes of all pairs of a table. Pairs with waivers are few, and assessed as a whole."""
    phases, obstacles = table.phase.tolist(), table.terms.obstacles
    asked = {id(question): asked_for(question) for question in table.asked}
    columns = zip(
        table.index.tolist(),
        table.a,
        table.b,
        table.asked,
        phases,
        table.verdict.tolist(),
        table.known.tolist(),
        table.scores[:, :, 0].tolist(),
        table.present.tolist(),
        strict=True,
    )
    outcomes: list[Outcome] = []
    for index, a, b, question, phase, verdict, known, value, present in columns:
        if waivers is not None and waivers.concern(a, b):
            request = requests[index]
            whole = assess(request.a, request.b, rubric, request.question)
            outcomes.append(outcome_of(waivers.applied(whole), request.question))
            continue
        there = frozenset(name for name, holds in zip(obstacles, present, strict=True) if holds)
        readiness = value[phase] if known[phase] else None
        outcomes.append(Outcome(a, b, asked[id(question)], VERDICTS[verdict[phase]], readiness, there))
    return outcomes


def refuse_weak_pairs(requests: Sequence[Request], rubric: Rubric) -> None:
    """Raise ReadinessError if the evidence on any pair is what --strict refuses. Takes its time."""
    weak = [
        f"  {request.a.id}–{request.b.id}: {weakness}"
        for request in requests
        for weakness in weaknesses(assess(request.a, request.b, rubric, request.question))
    ]
    if weak:
        raise ReadinessError("\n".join(["--strict:", *weak]))


def _sentences(outcomes: Sequence[Outcome], demands: Demands) -> Iterator[str]:
    def where(misses: Callable[[Outcome], object]) -> str:
        return _named([f"{outcome.a}–{outcome.b}" for outcome in outcomes if misses(outcome)])

    if missed := where(demands.under):
        yield _("failed: readiness is below {fail_under:g}, or has no value, in {missed}").format(
            fail_under=demands.fail_under, missed=missed
        )
    for name in demands.fail_on:
        what = (
            _("the verdict is {name}").format(name=name)
            if name in VERDICTS
            else _("the obstacle {name} is present").format(name=name)
        )
        if missed := where(lambda outcome, name=name: name in demands.missed(outcome)):  # type: ignore[misc]
            yield _("failed: {what} in {missed}").format(what=what, missed=missed)
    if missed := where(demands.expired):
        yield _("failed: a waiver has expired in {missed}").format(missed=missed)


def _named(pairs: Sequence[str]) -> str:
    rest = len(pairs) - NAMED
    shown = ", ".join(pairs[:NAMED])
    told = ngettext("{shown} and {count} more pair", "{shown} and {count} more pairs", rest)
    return told.format(shown=shown, count=rest) if rest > 0 else shown
