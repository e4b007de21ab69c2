"""The conditions under which a command over many pairs exits with 1, checked for every pair."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from readiness.assessment.assemble import assess
from readiness.cli import baseline as baselines
from readiness.cli.exit_conditions import PairOutcome, outcome_of, weaknesses
from readiness.engine.kernel import VERDICTS
from readiness.errors import MOST_SHOWN, ReadinessError
from readiness.language import _, ngettext
from readiness.many.request import asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readiness.cli.exit_conditions import Demands
    from readiness.cli.redaction import WaiverFile
    from readiness.many.request import Request
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric

NAMED = 5
"""The most pairs named in a message; further ones are counted."""


class Misses:
    """The demands that pairs miss, counted as they come: the first pairs of each are named, whatever their number.

    The pairs themselves are kept only where they are written down.
    """

    def __init__(self, demands: Demands) -> None:
        self.demands = demands
        self._named: dict[str, list[str]] = {what: [] for what in self._sentences()}
        self._counts: Counter[str] = Counter()
        self._written: list[PairOutcome] = []

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, outcomes: Iterable[PairOutcome]) -> None:
        """Count further pairs."""
        for outcome in outcomes:
            missed = [what for what, misses in self._sentences().items() if misses(outcome)]
            for what in missed:
                self._counts[what] += 1
                if len(self._named[what]) < NAMED:
                    self._named[what].append(f"{outcome.a}–{outcome.b}")
            if missed and self.demands.written_to is not None:
                self._written.append(outcome)

    def settled(self) -> list[str]:
        """One sentence per demand that any pair misses; none where they are written down instead."""
        if self.demands.written_to is not None:
            baselines.save(self.demands.written_to, self._written)
            return []
        return [
            what.format(missed=_listed(named, self._counts[what]))
            for what, named in self._named.items()
            if named
        ]

    def _sentences(self) -> dict[str, Callable[[PairOutcome], object]]:
        """What is said of each demand, with a blank for the pairs that miss it, and which these are."""
        demands, blank = self.demands, "{missed}"
        sentences: dict[str, Callable[[PairOutcome], object]] = {}
        if demands.fail_under is not None:
            under = _("failed: readiness is below {fail_under:g}, or has no value, in {missed}")
            sentences[under.format(fail_under=demands.fail_under, missed=blank)] = demands.under
        for name in demands.fail_on:
            what = (
                _("the verdict is {name}") if name in VERDICTS else _("the obstacle {name} is present")
            ).format(name=name)
            failed = _("failed: {what} in {missed}").format(what=what, missed=blank)
            sentences[failed] = partial(_misses, demands, name)
        return sentences | {_("failed: a waiver has expired in {missed}"): demands.expired}


def _misses(demands: Demands, name: str, outcome: PairOutcome) -> bool:
    return name in demands.missed(outcome)


def outcomes_of(
    table: Table, requests: Sequence[Request], rubric: Rubric, waivers: WaiverFile | None = None
) -> list[PairOutcome]:
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
    outcomes: list[PairOutcome] = []
    for index, a, b, question, phase, verdict, known, value, present in columns:
        if waivers is not None and waivers.concern(a, b):
            request = requests[index]
            whole = assess(request.a, request.b, rubric, request.question)
            outcomes.append(outcome_of(waivers.applied(whole), request.question))
            continue
        there = frozenset(name for name, holds in zip(obstacles, present, strict=True) if holds)
        readiness = value[phase] if known[phase] else None
        outcomes.append(PairOutcome(a, b, asked[id(question)], VERDICTS[verdict[phase]], readiness, there))
    return outcomes


def refuse_weak_pairs(requests: Sequence[Request], rubric: Rubric) -> None:
    """Raise ReadinessError if the evidence on any pair is what --strict refuses. Takes its time."""
    weak = _weak_pairs(requests, rubric)
    told = list(islice(weak, MOST_SHOWN))
    more = sum(1 for _rest in weak)
    if told:
        raise ReadinessError(
            "\n".join(
                [
                    "--strict:",
                    *told,
                    *(["  " + _("and {count} more").format(count=f"{more:,}")] if more else []),
                ]
            )
        )


def _weak_pairs(requests: Sequence[Request], rubric: Rubric) -> Iterator[str]:
    for request in requests:
        for weakness in weaknesses(assess(request.a, request.b, rubric, request.question)):
            yield f"  {request.a.id}–{request.b.id}: {weakness}"


def _listed(named: Sequence[str], count: int) -> str:
    rest = count - len(named)
    shown = ", ".join(named)
    told = ngettext("{shown} and {count} more pair", "{shown} and {count} more pairs", rest)
    return told.format(shown=shown, count=rest) if rest > 0 else shown
