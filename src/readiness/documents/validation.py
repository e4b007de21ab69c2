"""From data with places to models, every mistake with its place and its remedy."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from readiness.errors import InputError, Problem, suggestion

if TYPE_CHECKING:
    from readiness.documents.yaml_text import Place

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], data: Any, place: Place) -> M:
    """The data as a model. Raises InputError with one problem for each mistake."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError([_problem(model, dict(item), place) for item in error.errors()]) from None


def _problem(model: type[BaseModel], error: dict[str, Any], root: Place) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    place = root.find(path)
    key = path[-1] if path else ""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return place.problem(
            f'unknown key "{key}"', fix=suggestion(str(key), _keys(model, path[:-1])), at_key=True
        )
    if kind == "missing":
        return root.find(path[:-1]).problem(f'the key "{key}" is missing', fix=f'add "{key}: …" here')
    if kind == "model_type":
        return place.problem(
            f"expected a mapping of keys, found {_shown(given)}", fix=_known_keys(model, path)
        )
    if kind == "literal_error":
        valid = [item.strip(" '\"") for item in str(context["expected"]).replace(" or ", ", ").split(",")]
        return place.problem(f"{_named(key)} is {_shown(given)}", fix=suggestion(str(given), valid))
    return place.problem(f"{_named(key)} is {_shown(given)}; {_expected(kind, error['msg'], context)}")


def _expected(kind: str, message: str, context: dict[str, Any]) -> str:
    bounds = {"greater_than": "more than {gt}", "greater_than_equal": "at least {ge}"}
    bounds |= {"less_than": "less than {lt}", "less_than_equal": "at most {le}"}
    if kind in bounds:
        return f"expected {bounds[kind].format(**context)}"
    if kind == "value_error":
        return str(context["error"])
    wanted = {
        "string_type": "a text",
        "float_type": "a number",
        "int_type": "a whole number",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
        "list_type": "a list",
        "tuple_type": "a list",
        "dict_type": "a mapping",
    }
    if kind in wanted:
        return f"expected {wanted[kind]}"
    if kind == "string_pattern_mismatch" and "A-F" in context["pattern"]:
        return "expected an Admiralty grade: a letter A-F and a digit 1-6, such as B2"
    return message[:1].lower() + message[1:]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"' if isinstance(value, str) else text


def _named(key: Any) -> str:
    return f'"{key}"' if isinstance(key, str) else "this entry"


def _known_keys(model: type[BaseModel], path: tuple[Any, ...]) -> str:
    keys = _keys(model, path)
    return f"its keys are: {', '.join(keys)}" if keys else ""


def _keys(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that the part of a document at that path may have."""
    part: Any = model
    for step in path:
        part = _step(part, step)
    found = _models(part)
    return [field.alias or name for name, field in found[0].model_fields.items()] if found else []


def _step(part: Any, step: Any) -> Any:
    """The type that stands behind one step of a path."""
    models = _models(part)
    if models and isinstance(step, str):
        for name, field in models[0].model_fields.items():
            if step in (field.alias, name):
                return field.annotation
        return None
    for item in _containers(part):
        return typing.get_args(item)[-1]
    return None


def _plain(part: Any) -> list[Any]:
    """The members of a type, without Annotated, Optional and None."""
    origin = typing.get_origin(part)
    if origin is typing.Annotated:
        return _plain(typing.get_args(part)[0])
    if origin in (typing.Union, types.UnionType):
        return [item for arg in typing.get_args(part) for item in _plain(arg)]
    return [part]


def _models(part: Any) -> list[type[BaseModel]]:
    return [item for item in _plain(part) if isinstance(item, type) and issubclass(item, BaseModel)]


def _containers(part: Any) -> list[Any]:
    return [item for item in _plain(part) if typing.get_origin(item) in (list, dict, tuple)]
