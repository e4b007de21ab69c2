"""Which parts of a rubric are texts for people, and so what a translation holds.

A translation (`translations/<lang>.yaml` in a rubric's folder) has the same nesting as the rubric, with texts only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.model.rubric import Rubric

Path = tuple[Any, ...]

PATTERNS = """
title
about
disclaimer
scale.*
needs.*.about
lanes.*.about
lanes.*.allows
limbs.*
measures.*
phases.*.label
phases.*.definition
standing.*.about
weights.*.about
balance.*.says
factors.*.name
factors.*.about
factors.*.indicators.*.name
factors.*.indicators.*.aspect
factors.*.indicators.*.question
factors.*.indicators.*.combine.why
factors.*.indicators.*.table.rule
factors.*.indicators.*.table.rows.*
factors.*.indicators.*.cause.rule
factors.*.indicators.*.scale.*
factors.*.indicators.*.sides.*
factors.*.indicators.*.role-rule
factors.*.indicators.*.conflict-rule
factors.*.indicators.*.level-rule
factors.*.indicators.*.not-here.*
factors.*.indicators.*.evidence.*
obstacles.*.name
obstacles.*.short
measure-classes.*
remedies.*.do
remedies.*.warning
remedies.*.prerequisites.*.assume
crimes.*.name
crimes.*.governed-by.*
crimes.*.channels.*
crimes.*.capabilities.*
crimes.*.partners.*
crimes.*.notes
channels.*.name
instruments.*.name
sources.*.name
sources.*.note
"""
_TREE: dict[str, Any] = {}
for _line in PATTERNS.split():
    _part = _TREE
    for _step in _line.split("."):
        _part = _part.setdefault(_step, {})


def texts_of(rubric: Rubric) -> dict[Path, str]:
    """Every text for people in a rubric, by its path of keys and places in lists, in the rubric's order."""
    return dict(_leaves(rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True), _TREE, ()))


def leaves_of(translation: Any) -> dict[Path, Any]:
    """Every leaf of a translation by its path; numbers as keys are taken as the texts they look like."""
    return dict(_all(translation, ()))


def _leaves(value: Any, tree: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    if not tree:
        if isinstance(value, str) and value:
            yield path, value
        return
    for key, part in _parts(value):
        below = tree.get(str(key), tree.get("*"))
        if below is not None:
            yield from _leaves(part, below, (*path, _key(key)))


def _all(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if not isinstance(value, dict | list):
        yield path, value
        return
    for key, part in _parts(value):
        yield from _all(part, (*path, _key(key)))


def _parts(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _key(key: Any) -> Any:
    """Levels are numbers in YAML and texts in JSON."""
    return int(key) if isinstance(key, str) and key.isdecimal() else key
