"""Which of what is rated, recorded, shown by cases and told by an index counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence.level_reading import UNKNOWN, WORKED

if TYPE_CHECKING:
    from readiness.evidence.level_reading import Reading


def access(own: Reading, recorded: Reading) -> Reading:
    """A side's access as it is rated, else as the best channel on record gives it to both, else as cases show it.

    So a rating by one side alone takes nothing from what is on record of both, unless it is lower.
    """
    if own.basis not in ("none", *WORKED):
        return own
    return own if own.known and not recorded.known else recorded


def floored(shown: Reading, prior: Reading) -> Reading:
    """What cases show is a floor: they passed the gates, and a prior that lies above it stands above it."""
    if shown.level is None or prior.level is None:
        return _first_known(shown, prior)
    if prior.level <= shown.level:
        return shown
    high = max(shown.high, prior.high)
    return shown._replace(level=prior.level, high=high, beside=prior.origins, by_index=True)


def since_then(fact: Reading, shown: Reading) -> bool:
    """Whether what came between the two since the last case suggests a lower level: cases from before a quarrel do not outlive it."""
    if fact.level is None or shown.level is None or fact.as_of is None or shown.as_of is None:
        return False
    return fact.level < shown.level and fact.as_of > shown.as_of


def outweighs(fact: Reading, shown: Reading) -> bool:
    """Whether what a side's own record tells against it stands beside a case or two: courts judge one person at a time."""
    lower = fact.level is not None and shown.level is not None and fact.level < shown.level
    return lower and shown.basis == "few-cases"


def above_prior(said: Reading, prior: Reading) -> Reading:
    """A proxy stands in where nobody has rated, above what cases show if it is higher."""
    if said is UNKNOWN:
        return prior
    return floored(said, prior) if said.basis in WORKED else said


def _first_known(first: Reading, other: Reading) -> Reading:
    return first if first.known else other
