"""Wrong options and arguments in words: what was typed, what is expected, an example."""

from __future__ import annotations

import re
from typing import Any

from readiness.cli.numbers import wanted
from readiness.errors import suggestion

PAIR = ("assess", "brief", "checklist", "plan", "what-if", "bottleneck", "history")
"""Commands about two jurisdictions."""
_DECIMAL = re.compile(r"-?\d+,\d+\Z")
_DATE = re.compile(r"(\d{4})-\d{2}(?:-\d{2})?\Z")


def told(error: Any) -> str:
    """What is to be said of a wrong command line beside the way to its help; empty where its own words say enough."""
    kind = type(error).__name__
    command = error.ctx.info_name if error.ctx is not None else ""
    if kind == "NoSuchOption":
        near = suggestion(error.option_name, _options(error))
        return f"there is no option {error.option_name}{f'; {near}' if near.startswith('did you') else ''}"
    if kind == "MissingParameter" and command in PAIR and error.param.name in ("a", "b"):
        second = "B, the profile of the other jurisdiction," if error.param.name == "b" else "two profiles:"
        missing = f"{second} is missing" if error.param.name == "b" else f"{second} A and B are missing"
        return f"{missing}: a file, or a code or name that ships, such as: readiness {command} Taiwan Latvia"
    if "unexpected extra argument" in error.message and command in PAIR:
        return (
            f"{error.message}: {command} is about two jurisdictions. One with many: readiness partners A B C; "
            "a chain of them: readiness route A B C. A name of several words is quoted"
        )
    wrong = getattr(error.__cause__, "errors", None)
    if kind == "BadParameter" and wrong is not None and (faults := wrong()):
        return _no_number(command, error.param.opts[0], str(faults[0].get("input", "")), faults[0]["type"])
    return ""


def _no_number(command: str, option: str, given: str, kind: str) -> str:
    """What is wrong with a number that cannot be read; empty for what is something else."""
    if not kind.startswith(("int", "float")):
        return ""
    number = wanted(option, command)
    expected = number.expected if number else "a whole number" if kind.startswith("int") else "a number"
    fix = ""
    if kind.startswith("float") and _DECIMAL.match(given):
        fix = f"; write it with a point: {given.replace(',', '.')}"
    elif (year := _DATE.match(given)) is not None:
        fix = f"; write the year alone: {year[1]}"
    return f'{option}: "{given}" is no number; expected {expected}{fix}'


def _options(error: Any) -> list[str]:
    """The long options of the command that was called."""
    return [name for param in error.ctx.command.params for name in param.opts if name.startswith("--")]
