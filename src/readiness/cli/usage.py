"""Wrong options and arguments in words: what was typed, what is expected, an example."""

from __future__ import annotations

import re
from typing import Any

from readiness.errors import alike, did_you_mean
from readiness.language import _, marked

NUMBERS = {
    "--fail-under": marked("readiness of 0-100, such as 60.5"),
    "--within": marked("months, such as 24"),
    "--from": marked("a year, such as 2015"),
    "--to": marked("a year, such as 2020"),
    "--jobs": marked("processes, such as 4"),
}
"""What a number of these options is, with an example."""

PAIR = ("assess", "brief", "checklist", "plan", "what-if", "bottleneck", "history")
"""Commands about two jurisdictions."""
_DECIMAL = re.compile(r"-?\d+,\d+\Z")
_DATE = re.compile(r"(\d{4})-\d{2}(?:-\d{2})?\Z")


def told(error: Any) -> str:
    """What is to be said of a wrong command line beside the way to its help; empty where its own words say enough."""
    kind = type(error).__name__
    command = error.ctx.info_name if error.ctx is not None else ""
    if kind == "NoSuchOption":
        near = alike(error.option_name, _options(error))
        hint = f"; {did_you_mean(near)}" if near else ""
        return _("there is no option {name}{hint}").format(name=error.option_name, hint=hint)
    if kind == "MissingParameter" and command in PAIR and error.param.name in ("a", "b"):
        missing = (
            _("B, the profile of the other jurisdiction, is missing")
            if error.param.name == "b"
            else _("two profiles: A and B are missing")
        )
        return _(
            "{missing}: a file, or a code or name that ships, such as: readiness {command} Taiwan Latvia"
        ).format(missing=missing, command=command)
    if "unexpected extra argument" in error.message and command in PAIR:
        return _(
            "{error}: {command} is about two jurisdictions. One with many: readiness partners A B C; "
            "a chain of them: readiness route A B C. A name of several words is quoted"
        ).format(error=error.message, command=command)
    wrong = getattr(error.__cause__, "errors", None)
    if kind == "BadParameter" and wrong is not None and (faults := wrong()):
        return _no_number(error.param.opts[0], str(faults[0].get("input", "")), faults[0]["type"])
    return ""


def _no_number(option: str, given: str, kind: str) -> str:
    """What is wrong with a number that cannot be read, or is out of range; empty for what is something else."""
    if not kind.startswith(("int", "float")):
        return ""
    plain = marked("a whole number") if kind.startswith("int") else marked("a number")
    expected = _(NUMBERS.get(option, plain))
    fix = ""
    if kind.startswith("float") and _DECIMAL.match(given):
        fix = _("; write it with a point: {point}").format(point=given.replace(",", "."))
    elif (year := _DATE.match(given)) is not None:
        fix = _("; write the year alone: {year}").format(year=year[1])
    return _('{option}: "{given}" is no number; expected {expected}{fix}').format(
        option=option, given=given, expected=expected, fix=fix
    )


def _options(error: Any) -> list[str]:
    """The long options of the command that was called."""
    return [name for param in error.ctx.command.params for name in param.opts if name.startswith("--")]
