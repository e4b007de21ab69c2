"""What moves cost: steps by band, the dearest band first, as one number so that costs can be compared and added."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.change.available_moves import Move

BANDS = 4
UNIT = 10_000
"""More steps than any plan has: a cost is a number in this base, its first digit the steps of the dearest band."""


def unit(band: int) -> int:
    """One step of a band."""
    return int(UNIT ** (band - 1))


def cost_of(moves: Sequence[Move], counts: Sequence[int]) -> int:
    """The cost of so many uses of each move."""
    return sum(uses * unit(move.cost) for move, uses in zip(moves, counts, strict=True))


def by_band(cost: int) -> tuple[int, ...]:
    """The steps of each band, the dearest first."""
    return tuple(cost // unit(band) % UNIT for band in range(BANDS, 0, -1))
