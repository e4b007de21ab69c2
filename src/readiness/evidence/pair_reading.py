"""What is read of one indicator of a pair, and what was read before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from readiness.evidence.level_reading import UNKNOWN, Reading, quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.engine.arithmetic import Quantity
    from readiness.evidence.ratings import Context
    from readiness.model.question import Side


class Conflict(NamedTuple):
    """Both profiles speak of the same thing and disagree."""

    a: Reading
    b: Reading
    used: Reading


class PairReading(NamedTuple):
    """One indicator for a pair.

    `a` and `b` are the sides' own readings, or what each profile says of the pair; `pair` is the reading of the pair as
    such, UNKNOWN for an indicator that is asked of each side. `rows` are the readings by row of a table, per side.
    """

    a: Reading
    b: Reading
    pair: Reading = UNKNOWN
    rows: Mapping[str, Mapping[str, Reading]] | None = None
    conflict: Conflict | None = None

    def side(self, name: Side) -> Reading:
        """The reading of one side."""
        return self.a if name == "a" else self.b


def quantities(reading: PairReading) -> tuple[Quantity, Quantity, Quantity]:
    """What counts for side a, for side b, and for the pair as such."""
    return quantity(reading.a), quantity(reading.b), quantity(reading.pair)


class ReadingInContext(NamedTuple):
    """What is read in one context: of each side, or what each profile says of the pair, and of the pair as such."""

    a: Reading
    b: Reading
    pair: Reading = UNKNOWN
    conflict: Conflict | None = None


class Memo(Struct):
    """What was read of one pair, for scopes that ask about the same crimes on the same day.

    `readings` are by indicator and contexts, `in_context` by indicator and context; `cases` what completed cases show, by need
    and, where measures alone show it, by indicator, and by the side whose own requests tell nothing; `gone` whether a text that others
    rest on has run out, by indicator and need; `worked` is whether any cases may be recorded, None until it is asked.
    """

    readings: dict[tuple[str, tuple[Context, ...]], PairReading] = field(default_factory=dict)
    in_context: dict[tuple[str, Context], ReadingInContext] = field(default_factory=dict)
    cases: dict[tuple[str, str | None, str | None], Reading] = field(default_factory=dict)
    gone: dict[tuple[str, str], bool] = field(default_factory=dict)
    worked: bool | None = None
