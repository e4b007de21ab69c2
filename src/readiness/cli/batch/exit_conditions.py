"""The conditions under which `batch` exits with 1: --fail-under and --fail-on, checked for every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.kernel import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from readiness.many.table import Table

NAMED = 5
"""The most pairs named in a message; further ones are counted."""


class PairOutcome(NamedTuple):
    """What demands apply to: a pair's name, verdict, readiness (0-100), and the obstacles present."""

    pair: str
    verdict: str
    readiness: float | None
    present: Collection[str]


def failures(outcomes: Iterable[PairOutcome], fail_on: Sequence[str], fail_under: float | None) -> list[str]:
    """One sentence per demand that any pair misses; it names the first of these pairs."""
    return list(_sentences(list(outcomes), fail_on, fail_under)) if fail_on or fail_under is not None else []


def outcomes_of(table: Table) -> list[PairOutcome]:
    """The outcomes of all pairs of a table."""
    phases, obstacles = table.phase.tolist(), table.terms.obstacles
    columns = zip(
        table.a,
        table.b,
        phases,
        table.verdict.tolist(),
        table.known.tolist(),
        table.scores[:, :, 0].tolist(),
        table.present.tolist(),
        strict=True,
    )
    return [
        PairOutcome(
            f"{a}–{b}",
            VERDICTS[verdict[phase]],
            value[phase] if known[phase] else None,
            {name for name, holds in zip(obstacles, present, strict=True) if holds},
        )
        for a, b, phase, verdict, known, value, present in columns
    ]


def _sentences(
    outcomes: Sequence[PairOutcome], fail_on: Sequence[str], fail_under: float | None
) -> Iterator[str]:
    if fail_under is not None:
        missed = [pair for pair, _, value, _ in outcomes if value is None or value < fail_under]
        if missed:
            yield f"failed: readiness is below {fail_under:g}, or has no value, in {_named(missed)}"
    for name in fail_on:
        what = f"the verdict is {name}" if name in VERDICTS else f"the obstacle {name} is present"
        missed = [pair for pair, verdict, _, present in outcomes if name == verdict or name in present]
        if missed:
            yield f"failed: {what} in {_named(missed)}"


def _named(pairs: Sequence[str]) -> str:
    rest = len(pairs) - NAMED
    shown = ", ".join(pairs[:NAMED])
    return f"{shown} and {rest} more {'pair' if rest == 1 else 'pairs'}" if rest > 0 else shown
