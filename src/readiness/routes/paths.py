"""The widest path through known links; among the widest the fastest, then the fewest hops, then the alphabet."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Ends = tuple[str, str]
"""The two ends of a link, in either order."""


def widest_path(
    strengths: Mapping[Ends, float], minutes: Mapping[Ends, int | None], origin: str, target: str
) -> tuple[str, ...] | None:
    """The best path from origin to target, or None.

    `strengths` are undirected; `minutes` are by sender and receiver, None or missing if not known. A path with a hop
    whose time is not known counts as slower than any path whose times all are.
    """
    width = widths(strengths, origin).get(target)
    if width is None or origin == target:
        return None
    steps = [step for key, strength in strengths.items() if strength >= width for step in (key, key[::-1])]
    timed = {step: time for step in steps if (time := minutes.get(step)) is not None}
    return _fastest(timed, origin, target) or _fastest(dict.fromkeys(steps, 0), origin, target)


def widths(strengths: Mapping[Ends, float], source: str) -> dict[str, float]:
    """How wide the widest path from a source to each node is: its weakest link. The source itself has no limit."""
    neighbours = _neighbours(step for key in strengths for step in (key, key[::-1]))
    reached: dict[str, float] = {}
    queue = [(-inf, source)]
    while queue:
        narrowness, node = heappop(queue)
        if node in reached:
            continue
        reached[node] = -narrowness
        for neighbour in neighbours.get(node, ()):
            strength = (
                strengths[node, neighbour] if (node, neighbour) in strengths else strengths[neighbour, node]
            )
            heappush(queue, (max(narrowness, -strength), neighbour))
    return reached


def _fastest(minutes: Mapping[Ends, int], origin: str, target: str) -> tuple[str, ...] | None:
    """The path of the fewest minutes, then hops, then the first in the alphabet; None without any."""
    neighbours = _neighbours(minutes)
    settled: set[str] = set()
    queue: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, (origin,))]
    while queue:
        elapsed, hops, path = heappop(queue)
        node = path[-1]
        if node == target:
            return path
        if node in settled:
            continue
        settled.add(node)
        for neighbour in neighbours.get(node, ()):
            if neighbour not in settled:
                heappush(queue, (elapsed + minutes[node, neighbour], hops + 1, (*path, neighbour)))
    return None


def _neighbours(steps: Iterable[Ends]) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = {}
    for sender, receiver in steps:
        neighbours.setdefault(sender, []).append(receiver)
    return neighbours
