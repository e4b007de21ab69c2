"""The widest path through known links; among the widest the fastest, then the fewest hops, then the alphabet."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Ends = tuple[str, str]
"""The two ends of a link, in either order."""


def widest_path(
    strengths: Mapping[Ends, float], minutes: Mapping[Ends, int | None], origin: str, target: str
) -> tuple[str, ...] | None:
    """The best path from origin to target, or None.

    `strengths` are undirected; `minutes` are by sender and receiver, None or missing if not known. A path with a hop
    whose time is not known counts as slower than any path whose times all are.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    reached = widths(strengths, origin)
    if target not in reached or origin == target:
        return None
    wide: Any = nx.DiGraph()
    timed: Any = nx.DiGraph()
    nodes = len(reached)
    for (a, b), strength in strengths.items():
        if strength >= reached[target]:
            for ends in ((a, b), (b, a)):
                time = minutes.get(ends)
                wide.add_edge(*ends, cost=1)
                if time is not None:
                    timed.add_edge(*ends, cost=time * nodes + 1)  # a minute outweighs every hop there can be
    in_time = origin in timed and target in timed and nx.has_path(timed, origin, target)
    return _shortest(timed if in_time else wide, origin, target)


def widths(strengths: Mapping[Ends, float], source: str) -> dict[str, float]:
    """How wide the widest path from a source to each node is: its weakest link. The source itself has no limit.

    All widest paths run along a maximum spanning tree.
    """
    import networkx as nx  # noqa: PLC0415

    graph: Any = nx.Graph()
    graph.add_node(source)
    graph.add_weighted_edges_from((a, b, strength) for (a, b), strength in strengths.items())
    tree = nx.maximum_spanning_tree(graph)
    reached = {source: inf}
    for near, far in nx.bfs_edges(tree, source):
        reached[far] = min(reached[near], tree.edges[near, far]["weight"])
    return reached


def _shortest(graph: Any, origin: str, target: str) -> tuple[str, ...]:
    """The shortest path of a directed graph by cost; of several the first in the alphabet."""
    import networkx as nx  # noqa: PLC0415

    left = nx.single_source_dijkstra_path_length(graph.reverse(copy=False), target, weight="cost")
    path = [origin]
    while path[-1] != target:
        here = path[-1]
        onward = (
            node
            for node, edge in graph.adj[here].items()
            if node in left and edge["cost"] + left[node] == left[here]
        )
        path.append(min(onward))
    return tuple(path)
