"""What many profiles have in common is kept in memory once: the sets of keys that their parts give."""

from __future__ import annotations

import typing
from functools import cache
from typing import Any

from pydantic import BaseModel

FIELDS_SET = "__pydantic_fields_set__"


class Sharing:
    """Lets the profiles of one folder share equal sets of keys: a quarter of what they take. Their content stays as it is."""

    def __init__(self) -> None:
        self._sets: dict[frozenset[str], set[str]] = {}

    def share(self, model: BaseModel) -> None:
        """Share the sets of a part of a profile, and of all parts below."""
        keys = model.__pydantic_fields_set__
        object.__setattr__(model, FIELDS_SET, self._sets.setdefault(frozenset(keys), keys))
        parts = model.__dict__
        for name in _with_models(type(model)):
            if name in keys:
                self._within(parts[name])

    def _within(self, value: Any) -> None:
        if isinstance(value, list):
            for part in value:
                self._within(part)
        elif isinstance(value, dict):
            for part in value.values():
                self._within(part)
        elif isinstance(value, BaseModel):
            self.share(value)


@cache
def _with_models(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in which there may be further models."""
    return tuple(name for name, field in model.model_fields.items() if _holds_models(field.annotation))


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(map(_holds_models, typing.get_args(annotation)))
