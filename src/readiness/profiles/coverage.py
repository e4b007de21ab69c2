"""How much of each factor a profile knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.evidence.ratings import candidates
from readiness.profiles import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.documents.reading import ProfileDocument
    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric

Status = Literal["rated", "partly", "not-applicable", "prior", "unknown"]


class CoverageLine(Struct, frozen=True):
    """How much of a factor is known: the share (0-1) of its indicators that are rated, None where none applies."""

    factor: str
    share: float | None
    rated: int
    partly: int
    prior: int
    not_applicable: int
    asked: int


def coverage(
    document: ProfileDocument, rubric: Rubric, partner: str | None, priors: set[str]
) -> Iterator[CoverageLine]:
    """Each factor's coverage. `priors` are the indicators that a public index says something of."""
    for name, factor in rubric.factors.items():
        asked = [
            (key, indicator)
            for key, indicator in factor.indicators.items()
            if partner is not None or not questions.only_towards_partner(indicator)
        ]
        parts = [_part(document, key, indicator, partner) for key, indicator in asked]
        states = [
            "prior" if state == "unknown" and key in priors else state
            for (key, _), (state, _) in zip(asked, parts, strict=True)
        ]
        applying = len(asked) - states.count("not-applicable")
        yield CoverageLine(
            factor=name,
            share=sum(share for _, share in parts) / applying if applying else None,
            rated=states.count("rated"),
            partly=states.count("partly"),
            prior=states.count("prior"),
            not_applicable=states.count("not-applicable"),
            asked=len(asked),
        )


def _part(
    document: ProfileDocument, key: str, indicator: Indicator, partner: str | None
) -> tuple[Status, float]:
    """How far an indicator is known: all of it, some of its rows, or not; and the share that is."""
    ratings = [item.rating for item in candidates(document, partner or "", key)]
    if not ratings:
        return "unknown", 0.0
    if all(
        rating.not_applicable is not None
        or (rating.rows and all(row.not_applicable is not None for row in rating.rows.values()))
        for rating in ratings
    ):
        return "not-applicable", 0.0
    if indicator.table is None or any(not rating.rows for rating in ratings):
        return "rated", 1.0
    known = {row for rating in ratings for row in rating.rows}
    share = len(known) / len(indicator.table.rows)
    return ("rated", 1.0) if share >= 1 else ("partly", share)
