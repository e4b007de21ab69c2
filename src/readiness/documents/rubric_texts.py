"""Which parts of a rubric are texts for people, and so what a translation holds.

A translation (`translations/<lang>.yaml` in a rubric's folder) has the same nesting as the rubric, with texts only.
"""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from readiness.model.fields import TRANSLATED
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[Any, ...]


def _tree(annotation: Any, marks: tuple[Any, ...] = ()) -> dict[str, Any] | None:
    """The keys that lead to texts in values of this type, * for any; None where there is no text, {} for a text."""
    if TRANSLATED in marks:
        return {}
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _tree(inside[0], inside[1:])
    if origin in (Union, UnionType):
        return next((tree for item in inside if (tree := _tree(item)) is not None), None)
    if origin in (list, dict):
        below = _tree(inside[-1])
        return None if below is None else {"*": below}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        trees = {
            field.alias or name: _tree(field.annotation, tuple(field.metadata))
            for name, field in annotation.model_fields.items()
        }
        return {key: tree for key, tree in trees.items() if tree is not None} or None
    return None


def texts_of(rubric: Rubric) -> dict[Path, str]:
    """Every text for people in a rubric, by its path of keys and places in lists, in the rubric's order."""
    return dict(
        _leaves(rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True), _tree(Rubric) or {}, ())
    )


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
