"""Commands that take groups of options, each group described once as a dataclass of options."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def ungrouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with every option of its groups as a parameter of its own, as Typer reads it."""
    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: given.annotation
        for name, given in signature.parameters.items()
        if is_dataclass(given.annotation)
    }
    if not groups:
        return command

    @wraps(command)
    def taking(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{option.name: given.pop(option.name) for option in fields(group)})
        command(**given)

    parameters = list(_parameters(signature))
    taking.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    taking.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return taking


def _parameters(signature: inspect.Signature) -> Iterator[inspect.Parameter]:
    """The parameters in the order of the help: those of a group where the group stands."""
    for name, given in signature.parameters.items():
        if not is_dataclass(given.annotation):
            yield given.replace(kind=inspect.Parameter.KEYWORD_ONLY, name=name)
            continue
        hints = get_type_hints(given.annotation, include_extras=True)
        for option in fields(given.annotation):
            yield inspect.Parameter(
                option.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=option.default,
                annotation=hints[option.name],
            )
