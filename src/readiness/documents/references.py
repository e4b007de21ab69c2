"""Names in documents that must exist: every text that its model marks with a `Ref`."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from readiness.errors import unknown as unknown_name
from readiness.language import _
from readiness.model.aliases import hint as hint_of
from readiness.model.aliases import id_called, ids_called
from readiness.model.fields import Model, model_of
from readiness.model.references import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pydantic import BaseModel

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric


M = TypeVar("M", bound=Model)


class Unknown(NamedTuple):
    """A name that does not exist: the keys and list indices that lead to it, and whether it is itself a key."""

    path: tuple[Any, ...]
    name: str
    ref: Ref
    at_key: bool


class _Names(dict[Ref, "Collection[str] | None"]):
    """The names that each reference may take, looked up once; None where every name goes."""

    def __init__(self, rubric: Rubric, own: dict[str, Iterable[str]]) -> None:
        super().__init__()
        self._rubric = rubric
        self._own = own

    def __missing__(self, ref: Ref) -> Collection[str] | None:
        valid = self._own[ref.where] if ref.where in self._own else getattr(self._rubric, ref.where)
        checked = not ref.only_with or getattr(self._rubric, ref.only_with)
        self[ref] = dict.fromkeys([*ref.before, *valid, *ref.after]) if checked else None
        return self[ref]


_Finder = Callable[[Any, _Names], Sequence[Unknown]]
"""Finds the unknown names in a value. Nearly always there are none, so nothing is made for them."""


def unknown_names(
    document: Model | Rubric, rubric: Rubric, **own: Iterable[str]
) -> Iterator[tuple[Unknown, Collection[str]]]:
    """Every name in a document that does not exist, and those that do; what stands under an unknown key is passed over.

    `own` holds names that are not the rubric's, by the `where` of their references.
    """
    names = _Names(rubric, own)
    find = _of(type(document))
    if find is not None:
        for unknown in find(document, names):
            yield unknown, names[unknown.ref] or ()


def understood(document: M, rubric: Rubric, **own: Iterable[str]) -> M:
    """The document with the rubric's ids in place of what people call them otherwise."""
    for unknown, valid in unknown_names(document, rubric, **own):
        name = id_called(rubric, unknown.ref.where, unknown.name)
        if name in valid:
            document = _renamed(document, unknown, unknown.path, name)
    return document


def problems(
    document: Model | Rubric, rubric: Rubric, root: Place, **own: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each name in a document that does not exist, at its place."""
    for unknown, valid in unknown_names(document, rubric, **own):
        yield problem(unknown, valid, root, rubric)


def problem(unknown: Unknown, valid: Collection[str], root: Place, rubric: Rubric) -> Problem:
    """The problem of one unknown name, with the nearest valid one."""
    path, name, ref, at_key = unknown
    replaced = rubric.replaced if ref.where == "indicators" else {}
    message, near = unknown_name(ref.what, name, valid, replaced, listed=ref.listed)
    several = ids_called(rubric, ref.where, name)

    def fix() -> str:
        hint = hint_of(several) or (near if isinstance(near, str) else near())
        other = _(ref.otherwise).format(name=name)
        return _("{hint} Or {other}").format(hint=hint, other=other) if hint and other else hint or other

    return root.find(path).problem(message, fix=fix, at_key=at_key)


def _renamed(part: Any, unknown: Unknown, path: tuple[Any, ...], name: str) -> Any:
    """A part of a document in which the unknown name at that path is another one."""
    if not path:
        return name
    step, below = path[0], path[1:]
    if isinstance(part, Model):
        field = next(key for key, field in type(part).model_fields.items() if step in (field.alias, key))
        return part.model_copy(update={field: _renamed(getattr(part, field), unknown, below, name)})
    if isinstance(part, list):
        return [_renamed(item, unknown, below, name) if at == step else item for at, item in enumerate(part)]
    if unknown.at_key and not below:
        named = {name if key == step else key: item for key, item in part.items()}
        return part if name in part else type(part)(named)
    return type(part)(
        {key: _renamed(item, unknown, below, name) if key == step else item for key, item in part.items()}
    )


@cache
def _of_model(model: type[BaseModel]) -> _Finder | None:
    finders = [
        (name, field.alias or name, find)
        for name, field in model.model_fields.items()
        if (find := _of_annotated(field.annotation, field.metadata)) is not None
    ]

    def look(value: Any, names: _Names) -> Sequence[Unknown]:
        unknown: Sequence[Unknown] = ()
        for name, key, find in finders:
            part = getattr(value, name)
            if part is not None and (below := find(part, names)):
                unknown = [*unknown, *_below(key, below)]
        return unknown

    return look if finders else None


def _of_annotated(annotation: Any, metadata: Iterable[Any]) -> _Finder | None:
    ref = next((mark for mark in metadata if isinstance(mark, Ref)), None)
    return _of(annotation) if ref is None else _of_name(ref)


def _of(annotation: Any) -> _Finder | None:
    """How to find the unknown names in a value of this type; None if it holds no references."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _of_annotated(inside[0], inside[1:])
    if origin in (typing.Union, types.UnionType):
        return next((find for item in inside if (find := _of(item)) is not None), None)
    if origin is list:
        return _of_list(inside[0])
    if origin is dict:
        return _of_mapping(*inside)
    model = model_of(annotation)
    return None if model is None else _of_model(model)


def _of_name(ref: Ref) -> _Finder:
    def look(value: Any, names: _Names) -> Sequence[Unknown]:
        valid = names[ref]
        return () if valid is None or value in valid else (Unknown((), value, ref, at_key=False),)

    return look


def _of_list(item: Any) -> _Finder | None:
    find = _of(item)
    if find is None:
        return None

    def look(value: Any, names: _Names) -> Sequence[Unknown]:
        unknown: Sequence[Unknown] = ()
        for index, part in enumerate(value):
            if below := find(part, names):
                unknown = [*unknown, *_below(index, below)]
        return unknown

    return look


def _of_mapping(key_type: Any, value_type: Any) -> _Finder | None:
    find_key, find = _of(key_type), _of(value_type)
    if find_key is None and find is None:
        return None

    def look(value: Any, names: _Names) -> Sequence[Unknown]:
        unknown: Sequence[Unknown] = ()
        for key, part in value.items():
            wrong = find_key(key, names) if find_key is not None else ()
            if wrong:
                unknown = [*unknown, wrong[0]._replace(path=(key,), at_key=True)]
            elif find is not None and (below := find(part, names)):
                unknown = [*unknown, *_below(key, below)]
        return unknown

    return look


def _below(step: Any, names: Iterable[Unknown]) -> Iterator[Unknown]:
    for unknown in names:
        yield unknown._replace(path=(step, *unknown.path))
