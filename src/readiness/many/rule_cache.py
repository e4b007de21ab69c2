"""What rules gave for columns of few values, kept from one part of a batch to the next: the values stay, their numbers do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.many.distinct_values import EMPTY, renumbered

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Kept:
    """Results by key, of the part that is worked on and of the one before, so that memory does not grow with the parts."""

    def __init__(self) -> None:
        self._now: dict[Hashable, tuple[object, Any]] = {}
        self._before: dict[Hashable, tuple[object, Any]] = {}

    def turn(self) -> None:
        """Begin with the next part."""
        self._before, self._now = self._now, {}

    def get(self, key: Hashable, held: object, work: Callable[[], Any]) -> Any:
        """What was kept by a key, or else what the work gives. The key identifies columns of `held`, so these are kept as well."""
        kept = self._now.get(key)
        if kept is None:
            kept = self._now[key] = self._before.get(key) or (renumbered(held, EMPTY), work())
        return kept[1]
