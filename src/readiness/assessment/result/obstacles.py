"""What stands in the way, what to begin with, and what is waived."""

from typing import Literal

from msgspec import Struct

from readiness.assessment.result.verdicts import SideName
from readiness.engine.statuses import Status

PRESENT: tuple[Status, ...] = ("blocking", "fallen", "limiting")
"""The statuses in which an obstacle is there now, as for --fail-on. An unknown or a coming one is not."""


WaiverState = Literal["in-force", "expired", "unused"]


class ObstacleResult(Struct, frozen=True):
    """One obstacle with its one status. Place, factor and side are those of its first indicator."""

    id: str
    status: Status
    factor: str
    side: SideName
    indicators: list[str]
    consequences: list[str]
    loss_share: float | None
    remedies: list[str]


class FirstStep(Struct, frozen=True):
    """A remedy of one of the first entries that can be begun now, and who acts."""

    remedy: str
    side: SideName
    indicator: str


class WaiverResult(Struct, frozen=True):
    """Somebody's decision to live with an obstacle of this pair until a date.

    `in-force`: the obstacle is there and the date not past. `expired`: the date is past. `unused`: the obstacle is gone.
    """

    obstacle: str
    reason: str
    approver: str
    expires: str
    state: WaiverState
