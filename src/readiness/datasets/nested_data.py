"""Gets, sets and removes parts of nested data by their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.datasets.import_result import Path


def get(data: Any, path: Path) -> Any:
    """The value at a path, or None."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Set the value at a path; missing mappings on the way are created."""
    for key in path[:-1]:
        if data.get(key) is None:
            data[key] = {}
        data = data[key]
    data[path[-1]] = value


def drop(data: dict[str, Any], path: Path) -> None:
    """Remove a value, and the mappings that are left empty."""
    above = get(data, path[:-1]) if len(path) > 1 else data
    above.pop(path[-1], None)
    if not above and len(path) > 1:
        drop(data, path[:-1])


def matching(data: Any, patterns: frozenset[Path]) -> Iterator[Path]:
    """The paths of a profile that match any of the patterns, in which * stands for any key."""
    for pattern in sorted(patterns):
        paths: list[Path] = [()]
        for step in pattern:
            paths = [
                (*path, key)
                for path in paths
                if isinstance(here := get(data, path), dict)
                for key in here
                if step in ("*", key)
            ]
        yield from paths


def cited(value: Any, key: str = "") -> Iterator[str]:
    """Every source that a profile cites."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "source" and isinstance(part, str):
                yield part
            elif name == "cited" and isinstance(part, dict):
                yield from (source for source in part.values() if isinstance(source, str))
            elif not (name == "sources" and not key):
                yield from cited(part, str(name))
    elif isinstance(value, list):
        for part in value:
            yield from cited(part, key or "-")
