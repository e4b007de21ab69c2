"""From data with places to models, every mistake with its place and its remedy."""

from __future__ import annotations

import re
import types
import typing
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError

from readiness.errors import InputError, Problem, nearest, suggestion
from readiness.jurisdictions.lookup import code_of, hint

if TYPE_CHECKING:
    from readiness.documents.place import Location, Place
    from readiness.errors import Fix

M = TypeVar("M", bound=BaseModel)

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
_PATTERNS = {
    "^[A-F][1-6]$": "expected an Admiralty grade: a letter A-F and a digit 1-6, such as B2",
    "^[A-Za-z0-9][A-Za-z0-9_.-]*$": (
        'expected a code of letters, digits, "-", "_" and ".", such as TWN or eu-eppo'
    ),
}
_COMMA = re.compile(r"[+-]?\d+,\d+\Z")
"""A number as most of the world writes it, and YAML does not."""
_LEVELS = "levels run from 0 (absent or obstructed) to 4 (routine and tested)"


def validate(model: type[M], data: Any, place: Place | Location) -> M:
    """The data as a model. Raises InputError with one problem for each mistake."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError([_problem(model, dict(item), place) for item in error.errors()]) from None


def _problem(model: type[BaseModel], error: dict[str, Any], root: Place | Location) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    if error["type"] in ("extra_forbidden", "invalid_key") or path != error["loc"]:
        return _key_problem(model, error, path, root)
    if error["type"] == "missing":
        return _missing(path, root)
    message, fix = _value_problem(model, error, path)
    return root.find(path).problem(message, fix=fix)


def _key_problem(
    model: type[BaseModel], error: dict[str, Any], path: tuple[Any, ...], root: Place | Location
) -> Problem:
    key, given = path[-1], error["input"]
    fix: Fix
    if error["type"] == "extra_forbidden":
        message, fix = f'unknown key "{key}"', partial(_nearest_key, str(key), model, path[:-1])
    elif error["type"] in ("invalid_key", "string_type"):
        message, fix = f"the key {_shown(given)} is not a text", f'write "{_plain_text(given)}", in quotes'
        problem = root.find(path).problem(message, fix=fix, at_key=True)
        cut = re.search(rf"(\d),{re.escape(_plain_text(given))}\b", problem.text)
        return (
            replace(problem, fix=f"write a point, as in {cut[1]}.{given}: a comma separates entries")
            if cut
            else problem
        )
    else:
        message, fix = f"the key {_shown(given)} is not a whole number", ""
    return root.find(path).problem(message, fix=fix, at_key=True)


def _missing(path: tuple[Any, ...], root: Place | Location) -> Problem:
    key, place = path[-1], root.find(path[:-1])
    if isinstance(key, int):
        return place.problem(f"{_named(path[-2])} is too short; expected one more")
    return place.problem(f'the key "{key}" is missing', fix=f'add "{key}: …" here')


def _value_problem(model: type[BaseModel], error: dict[str, Any], path: tuple[Any, ...]) -> tuple[str, Fix]:
    """What is wrong with a value, and how to mend it."""
    key = path[-1] if path else ""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "model_type":
        return f"expected keys with values, found {_shown(given)}", _known_keys(model, path)
    if kind == "literal_error":
        valid = [item.strip(" '") for item in str(context["expected"]).replace(" or ", ", ").split(",")]
        return f"{_named(key)} cannot be {_shown(given)}", nearest(str(given), valid)
    if kind == "too_short":
        least, actual = context["min_length"], context["actual_length"]
        return f"{_named(key)} is too short; expected at least {least}, found {actual}", ""
    wanted = _expected(kind, error["msg"], context)
    if kind == "value_error" and isinstance(given, dict | list):
        return wanted, ""
    return f"{_named(key)} is {_shown(given)}; {wanted}", _fix(kind, key, given)


def _fix(kind: str, key: Any, given: Any) -> str:  # noqa: PLR0911  (one answer for each kind of mistake)
    """How to mend a value of the wrong type, if its look tells."""
    if isinstance(given, str):
        text = given if len(given) <= 40 else "…"
        if kind in ("float_type", "int_type") and _NUMBER.match(given):
            return f"remove the quotes: {given}"
        if kind in ("float_type", "int_type") and _COMMA.match(given):
            return f"write a point, not a comma: {given.replace(',', '.')}"
        if kind == "list_type":
            return f"write a list: [{text}]"
        if kind == "dict_type" and key == "name":
            return f"name the language: {{en: {text}}}"
        if key == "profile":
            return f"write its code: {code_of(given)}" if code_of(given) else hint(given)
    if kind == "string_type" and isinstance(given, int | float):
        return f'write it in quotes: "{_plain_text(given)}"'
    return _LEVELS if key == "level" else ""


def _expected(kind: str, message: str, context: dict[str, Any]) -> str:
    bounds = {
        "greater_than": "more than {gt:g}",
        "greater_than_equal": "at least {ge:g}",
        "less_than": "less than {lt:g}",
        "less_than_equal": "at most {le:g}",
        "string_too_long": "at most {max_length} characters",
        "too_long": "at most {max_length} entries",
    }
    if kind in bounds:
        return f"expected {bounds[kind].format(**context)}"
    if kind == "value_error":
        return str(context["error"])
    wanted = {
        "string_type": "a text",
        "float_type": "a number",
        "finite_number": "a number that is not infinite",
        "int_type": "a whole number",
        "int_from_float": "a whole number",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
        "list_type": "a list",
        "tuple_type": "a list",
        "dict_type": "keys with values",
    }
    if kind in wanted:
        return f"expected {wanted[kind]}"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"expected the pattern {context['pattern']}")
    return message[:1].lower() + message[1:]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    text = _plain_text(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"' if isinstance(value, str) else text


def _plain_text(value: Any) -> str:
    """A scalar as it is written in YAML."""
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _named(key: Any) -> str:
    return f'"{key}"' if isinstance(key, str) else "this entry"


def _known_keys(model: type[BaseModel], path: tuple[Any, ...]) -> str:
    keys = _keys(model, path)
    return f"its keys are: {', '.join(keys)}" if keys else ""


def _nearest_key(key: str, model: type[BaseModel], path: tuple[Any, ...]) -> str:
    return suggestion(key, _keys(model, path))


def _keys(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that the part of a document at that path may have."""
    part: Any = model
    for step in path:
        part = _step(part, step)
    models = _models(part)
    return [field.alias or name for name, field in models[0].model_fields.items()] if models else []


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
