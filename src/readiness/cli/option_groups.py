"""Commands that take groups of options, each group described once as a class of options."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any, get_type_hints

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def ungrouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with every option of its groups as a parameter of its own, as Typer reads it."""
    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: given.annotation for name, given in signature.parameters.items() if _is_group(given.annotation)
    }
    if not groups:
        return command

    @wraps(command)
    def taking(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{option: given.pop(option) for option in group.__struct_fields__})
        command(**given)

    parameters = list(_parameters(signature))
    taking.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    taking.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return taking


def _parameters(signature: inspect.Signature) -> Iterator[inspect.Parameter]:
    """The parameters in the order of the help: those of a group where the group stands."""
    for name, given in signature.parameters.items():
        if not _is_group(given.annotation):
            yield given.replace(kind=inspect.Parameter.KEYWORD_ONLY, name=name)
            continue
        hints = get_type_hints(given.annotation, include_extras=True)
        for option in inspect.signature(given.annotation).parameters.values():
            yield option.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[option.name])


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Struct)
