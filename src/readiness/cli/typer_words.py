"""What Typer says of itself, in help and about wrong usage, in the language spoken; it speaks English alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer

from readiness.language import _, marked
from readiness.wrapping import cells, is_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

SAID = (
    (r"^Usage: ", marked("Usage: ")),
    (r"\[OPTIONS\]", marked("[OPTIONS]")),
    (r"COMMAND \[ARGS\]\.\.\.", marked("COMMAND [ARGS]...")),
    (r"^Arguments$", marked("Arguments")),
    (r"^Options$", marked("Options")),
    (r"^Commands$", marked("Commands")),
    (r"^Show this message and exit\.$", marked("Show this message and exit.")),
    (r"\[required\]$", marked("[required]")),
    (r"\[default: (?P<value>.*)\]$", marked("[default: {value}]")),
    (r"(?m)^Try '(?P<command>.*)' for help\.$", marked("Try '{command}' for help.")),
    (r"(?m)^Error: ", marked("Error: ")),
    (r"Missing argument (?P<name>'.*')\.", marked("Missing argument {name}.")),
    (r"Missing option (?P<name>'.*')\.", marked("Missing option {name}.")),
    (r"No such option: (?P<name>\S+)", marked("No such option: {name}")),
    (r"\(Possible options: (?P<names>.*)\)", marked("(Possible options: {names})")),
    (r"Choose from:", marked("Choose from:")),
    (
        r"(?:Value error, )?(?P<value>'[^']*') is not one of (?P<names>'.*')\.",
        marked("{value} is not one of {names}."),
    ),
    (r"Invalid value for (?P<name>'.*?'): ", marked("Invalid value for {name}: ")),
    (r"(?P<value>'.*') is not a valid (?:integer|int)\.", marked("{value} is not a valid integer.")),
    (r"(?P<value>'.*') is not a valid float\.", marked("{value} is not a valid float.")),
    (r"Input should be a valid (?:integer|number), .*$", marked("expected a number")),
    (r"Input should be greater than or equal to (?P<value>\S+)$", marked("expected at least {value}")),
    (r"Input should be less than or equal to (?P<value>\S+)$", marked("expected at most {value}")),
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)",
        marked("Got unexpected extra arguments ({names})"),
    ),
    (r"Option (?P<name>'.*') does not take a value\.", marked("Option {name} does not take a value.")),
    (r"Option (?P<name>'.*') requires an argument\.", marked("Option {name} requires an argument.")),
)
"""How Typer says it, and the same as a message. What is not here, or is said otherwise by a later Typer, stays in English."""


def spoken_of_typer(text: str) -> str:
    """A text of Typer in the language spoken."""
    for pattern, told in SAID:
        text = re.sub(pattern, lambda match, told=told: _(told).format(**match.groupdict()), text)  # type: ignore[misc]
    return text


OPTION = 44
"""Columns of the help of an option beside its name."""


def _fitted(help_: str) -> str:
    """The help of an option, whose lines are laid out already, with what Typer puts behind it on a line of its own."""
    last = help_.rpartition("\n")[2]
    return re.sub(r" {2}(?=\[)", "\n", help_) if is_wide(last) and cells(last) > OPTION else help_


class SpokenFormatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type]
    """The layout of a help text, with its own words in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is called."""
        super().write_usage(prog, spoken_of_typer(args), prefix or spoken_of_typer("Usage: "))

    def write_heading(self, heading: str) -> None:
        """The heading of a list."""
        super().write_heading(spoken_of_typer(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: Any, **more: Any) -> None:
        """A list of options, arguments or commands."""
        told = [(name, _fitted(spoken_of_typer(help_))) for name, help_ in rows]
        super().write_dl(told, *widths, **more)


class SpokenContext(typer.Context):
    """A run of a command, whose help is told in the language spoken."""

    formatter_class = SpokenFormatter
