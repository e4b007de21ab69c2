"""A rubric compiled: checked once when the program is built, and then read without checking again.

The index is keyed by the digest of the rubric's files, so that it is used only for exactly the files it was made from.
"""

from __future__ import annotations

import json
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from readiness.model.rubric import Rubric
from readiness.weights import sets

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = 1


def compile_index(rubric: Rubric) -> str:
    """The index of a checked rubric, with the weights of every phase solved."""
    for name, chosen in rubric.weights.items():
        for phase in rubric.phases:
            for lane in (chosen.lane, "both"):
                sets.weights_for(rubric, name, phase, lane or "both")
    content = {
        "format": FORMAT,
        "digest": rubric.digest,
        "rubric": rubric.model_dump(exclude_defaults=True),
        "weights": sets.solved(),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def from_index(text: str, digest: str) -> Rubric | None:
    """The rubric of an index, or None if it was made from other files or by another version."""
    content = json.loads(text)
    if content["format"] != FORMAT or content["digest"] != digest:
        return None
    sets.remember(content["weights"])
    rubric: Rubric = _maker(Rubric)(content["rubric"])
    return rubric.with_digest(digest)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """How to build a value of a type from data that has been validated before."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _maker(inside[0])
    if origin in (typing.Union, types.UnionType):
        return _optional([_maker(item) for item in inside])
    if origin is list:
        return _each(_maker(inside[0]))
    if origin is dict:
        return _mapping(int if inside[0] is int else None, _maker(inside[1]))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _model(kind)
    return tuple if origin is tuple else _same


def _optional(makers: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    make = next((item for item in makers if item is not _same), _same)
    return _same if make is _same else lambda value: None if value is None else make(value)


def _same(value: Any) -> Any:
    return value


def _each(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return _same if make is _same else lambda values: [make(value) for value in values]


def _mapping(key_type: type[int] | None, make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    if key_type is not None:
        return lambda values: {key_type(key): make(value) for key, value in values.items()}
    return _same if make is _same else lambda values: {key: make(value) for key, value in values.items()}


def _model(kind: type[BaseModel]) -> Callable[[Any], Any]:
    annotations: dict[str, Any] = {name: field.annotation for name, field in kind.model_fields.items()}
    makers = {name: _maker(annotation) for name, annotation in annotations.items()}
    special = {name: make for name, make in makers.items() if make is not _same}
    fields = {name: field.get_default(call_default_factory=True) for name, field in kind.model_fields.items()}

    def make(value: Any) -> Any:
        made = {name: special[name](part) if name in special else part for name, part in value.items()}
        instance = kind.__new__(kind)
        instance.__setstate__(  # as if unpickled: `model_construct` takes five times as long
            {
                "__dict__": {name: made.get(name, default) for name, default in fields.items()},
                "__pydantic_fields_set__": set(made),
                "__pydantic_extra__": None,
                "__pydantic_private__": None,
            }
        )
        return instance

    return make
