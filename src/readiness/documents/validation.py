"""From data with places to models, every mistake with its place and its remedy."""

from __future__ import annotations

import re
import types
import typing
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace
from pydantic import BaseModel, TypeAdapter, ValidationError

from readiness.errors import InputError, Problem, nearest, suggestion
from readiness.jurisdictions.lookup import code_of, hint
from readiness.language import _
from readiness.model.fields import model_of

if TYPE_CHECKING:
    from readiness.documents.place import Location, Place
    from readiness.errors import Fix

M = TypeVar("M")

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
_COMMA = re.compile(r"[+-]?\d+,\d+\Z")
"""A number as most of the world writes it, and YAML does not."""


def validate(model: type[M], data: Any, place: Place | Location) -> M:
    """The data as a model. Raises InputError with one problem for each mistake."""
    try:
        document: M = _reader(model).validate_python(data)  # type: ignore[arg-type]  # mypy does not know classes as keys
    except ValidationError as error:
        raise InputError([_problem(model, dict(item), place) for item in error.errors()]) from None
    return document


@cache
def _reader(model: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _problem(model: type[Any], error: dict[str, Any], root: Place | Location) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    if error["type"] in ("extra_forbidden", "invalid_key") or path != error["loc"]:
        return _key_problem(model, error, path, root)
    if error["type"] == "missing":
        return _missing(path, root)
    message, fix = _value_problem(model, error, path)
    return root.find(path).problem(message, fix=fix)


def _key_problem(
    model: type[Any], error: dict[str, Any], path: tuple[Any, ...], root: Place | Location
) -> Problem:
    key, given = path[-1], error["input"]
    fix: Fix
    if error["type"] == "extra_forbidden":
        message, fix = (
            _('unknown key "{key}"').format(key=key),
            partial(_nearest_key, str(key), model, path[:-1]),
        )
    elif error["type"] in ("invalid_key", "string_type"):
        message = _("the key {key} is not a text").format(key=_shown(given))
        fix = _('write "{text}", in quotes').format(text=_plain_text(given))
        problem = root.find(path).problem(message, fix=fix, at_key=True)
        cut = re.search(rf"(\d),{re.escape(_plain_text(given))}\b", problem.text)
        return (
            replace(
                problem,
                fix=_("write a point, as in {number}: a comma separates entries").format(
                    number=f"{cut[1]}.{given}"
                ),
            )
            if cut
            else problem
        )
    else:
        message, fix = _("the key {key} is not a whole number").format(key=_shown(given)), ""
    return root.find(path).problem(message, fix=fix, at_key=True)


def _missing(path: tuple[Any, ...], root: Place | Location) -> Problem:
    key, place = path[-1], root.find(path[:-1])
    if isinstance(key, int):
        return place.problem(_("{key} is too short; expected one more").format(key=_named(path[-2])))
    return place.problem(
        _('the key "{key}" is missing').format(key=key), fix=_('add "{key}: …" here').format(key=key)
    )


def _value_problem(model: type[Any], error: dict[str, Any], path: tuple[Any, ...]) -> tuple[str, Fix]:
    """What is wrong with a value, and how to mend it."""
    key = path[-1] if path else ""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "model_type":
        return _("expected keys with values, found {value}").format(value=_shown(given)), _known_keys(
            model, path
        )
    if kind == "literal_error":
        valid = [item.strip(" '") for item in str(context["expected"]).replace(" or ", ", ").split(",")]
        message = _("{key} cannot be {value}").format(key=_named(key), value=_shown(given))
        return message, nearest(str(given), valid)
    if kind == "too_short":
        least, actual = context["min_length"], context["actual_length"]
        told = _("{key} is too short; expected at least {least}, found {count}")
        return told.format(key=_named(key), least=least, count=actual), ""
    wanted = _expected(kind, error["msg"], context)
    if kind == "value_error" and isinstance(given, dict | list):
        return wanted, ""
    told = _("{key} is {value}; {wanted}")
    return told.format(key=_named(key), value=_shown(given), wanted=wanted), _fix(kind, key, given)


def _fix(kind: str, key: Any, given: Any) -> str:  # noqa: PLR0911  (one answer for each kind of mistake)
    """How to mend a value of the wrong type, if its look tells."""
    if isinstance(given, str):
        text = given if len(given) <= 40 else "…"
        if kind in ("float_type", "int_type") and _NUMBER.match(given):
            return _("remove the quotes: {text}").format(text=given)
        if kind in ("float_type", "int_type") and _COMMA.match(given):
            return _("write a point, not a comma: {text}").format(text=given.replace(",", "."))
        if kind == "list_type":
            return _("write a list: [{text}]").format(text=text)
        if kind == "dict_type" and key == "name":
            return _("name the language: {{en: {text}}}").format(text=text)
        if key == "profile":
            code = code_of(given)
            return _("write its code: {code}").format(code=code) if code else hint(given)
    if kind == "string_type" and isinstance(given, int | float):
        return _('write it in quotes: "{text}"').format(text=_plain_text(given))
    return _("levels run from 0 (absent or obstructed) to 4 (routine and tested)") if key == "level" else ""


def _expected(kind: str, message: str, context: dict[str, Any]) -> str:
    bounds = {
        "greater_than": _("expected more than {gt:g}"),
        "greater_than_equal": _("expected at least {ge:g}"),
        "less_than": _("expected less than {lt:g}"),
        "less_than_equal": _("expected at most {le:g}"),
        "string_too_long": _("expected at most {max_length} characters"),
        "too_long": _("expected at most {max_length} entries"),
    }
    if kind in bounds:
        return bounds[kind].format(**context)
    if kind == "value_error":
        return str(context["error"])
    wanted = {
        "string_type": _("expected a text"),
        "float_type": _("expected a number"),
        "finite_number": _("expected a number that is not infinite"),
        "int_type": _("expected a whole number"),
        "int_from_float": _("expected a whole number"),
        "bool_type": _("expected true or false"),
        "bool_parsing": _("expected true or false"),
        "list_type": _("expected a list"),
        "tuple_type": _("expected a list"),
        "dict_type": _("expected keys with values"),
    }
    if kind in wanted:
        return wanted[kind]
    if kind == "string_pattern_mismatch":
        return _pattern(context["pattern"])
    return message[:1].lower() + message[1:]


def _pattern(pattern: str) -> str:
    if pattern == "^[A-F][1-6]$":
        return _("expected an Admiralty grade: a letter A-F and a digit 1-6, such as B2")
    if pattern == "^[A-Za-z0-9][A-Za-z0-9_.-]*$":
        return _('expected a code of letters, digits, "-", "_" and ".", such as TWN or eu-eppo')
    return _("expected the pattern {pattern}").format(pattern=pattern)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return _("a mapping")
    if isinstance(value, list):
        return _("a list")
    if value is None:
        return _("empty")
    text = _plain_text(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"' if isinstance(value, str) else text


def _plain_text(value: Any) -> str:
    """A scalar as it is written in YAML."""
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _named(key: Any) -> str:
    return f'"{key}"' if isinstance(key, str) else _("this entry")


def _known_keys(model: type[Any], path: tuple[Any, ...]) -> str:
    keys = _keys(model, path)
    return _("its keys are: {names}").format(names=", ".join(keys)) if keys else ""


def _nearest_key(key: str, model: type[Any], path: tuple[Any, ...]) -> str:
    return suggestion(key, _keys(model, path))


def _keys(model: type[Any], path: tuple[Any, ...]) -> list[str]:
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
    return [model for item in _plain(part) if (model := model_of(item)) is not None]


def _containers(part: Any) -> list[Any]:
    return [item for item in _plain(part) if typing.get_origin(item) in (list, dict, tuple)]
