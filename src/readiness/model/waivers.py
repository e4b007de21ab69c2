"""Waivers: somebody's decision, with a reason and an end, to live with an obstacle of a pair for a while."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from readiness.model.fields import Model, PartialDate
from readiness.model.references import ObstacleId  # noqa: TC001  (pydantic reads it)

Words = Annotated[str, Field(min_length=1)]


class Waiver(Model):
    """One obstacle of one pair, why it is accepted, by whom, and until when. `expires` is the last day it holds."""

    pair: Annotated[list[str], Field(min_length=2, max_length=2)]
    obstacle: ObstacleId
    reason: Words
    approver: Words
    expires: PartialDate

    def concerns(self, a: str, b: str) -> bool:
        """Whether it is about these two, in any order."""
        return {code.casefold() for code in self.pair} == {a.casefold(), b.casefold()}


class Waivers(Model):
    """A file of waivers."""

    waivers: list[Waiver] = []
