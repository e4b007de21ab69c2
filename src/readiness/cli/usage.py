"""Wrong options and arguments in words: what was typed, what is expected, an example."""

from __future__ import annotations

import re
import sys
from shlex import quote
from typing import Any

from readiness.cli.meant import option_for, two_in
from readiness.cli.numbers import wanted
from readiness.language import _, marked
from readiness.words import clauses

PAIR = ("assess", "brief", "checklist", "plan", "what-if", "bottleneck", "history")
"""Commands about two jurisdictions."""
EXAMPLES = {
    "matrix": (marked("a folder of profiles"), "profiles"),
    "partners": (marked("the profile of the jurisdiction"), "Taiwan Latvia Estonia Japan"),
    "profile": (marked("a profile"), "Latvia"),
    "init": (marked("a code, or the name of a jurisdiction"), "LVA -o LVA.yaml"),
    "validate": (marked("a file or folder"), "LVA.yaml"),
    "interview": (marked("a file"), "LVA.yaml"),
    "diff": (marked("a report"), "before.json after.json"),
    "test": (marked("a folder of cases"), "casebook"),
    "explain": (marked("a word"), "mutual-trust"),
    "schema": (marked("a kind"), "profile"),
    "import": (marked("the publisher's own file"), "egmont 2025-01.csv"),
}
"""What a command is about, and an example."""
EXTRA = {
    "interview": marked("an interview fills one file; the other side: --with FILE"),
    "questionnaire": marked("a questionnaire is about one. Towards another one: --partner CODE"),
    "config": marked("config only shows; options are set in readiness.toml"),
    "batch": marked(
        "batch takes one list of pairs, or a folder with --all. One pair: readiness assess A B; one with many: readiness partners A B C"
    ),
    "matrix": marked(
        "matrix takes one folder of profiles. One jurisdiction with many: readiness partners A B C"
    ),
    "profile": marked(
        "profile shows one. Towards another one: --partner CODE; two together: readiness assess A B"
    ),
    "list": marked("one kind at a time, such as: readiness list crimes"),
    "init": marked("init starts one profile. A name of several words is quoted"),
    "diff": marked("diff takes two reports, the earlier one first"),
}
"""What leads on from arguments that a command has no use for."""
_DECIMAL = re.compile(r"-?\d+,\d+\Z")
_SPAN = re.compile(r"(\d{1,3})\s*(y|m)[a-z]*\Z", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-\d{2}(?:-\d{2})?\Z")


def told(error: Any) -> str:
    """What is to be said of a wrong command line beside the way to its help; empty where its own words say enough."""
    kind = type(error).__name__
    command = error.ctx.info_name if error.ctx is not None else ""
    if kind == "NoSuchOption":
        near = option_for(error.option_name, _options(error))
        told = _("there is no option {name}").format(name=error.option_name)
        return clauses(part for part in (told, near) if part)
    if kind == "MissingParameter":
        return _missing(command, error.param.name)
    if "unexpected extra argument" in error.message:
        return _extra(command, error.message)
    wrong = getattr(error.__cause__, "errors", None)
    if kind == "BadParameter" and wrong is not None and (faults := wrong()):
        return _no_number(command, error.param.opts[0], str(faults[0].get("input", "")), faults[0]["type"])
    return ""


def _missing(command: str, name: str) -> str:
    """What is to be given that is not, with an example; empty for a command whose own words say enough."""
    if command in PAIR and name in ("a", "b"):
        if pair := _pair_typed():
            told = _("write the two apart: readiness {command} {pair}")
            return told.format(command=command, pair=pair)
        missing = (
            _("B, the profile of the other jurisdiction, is missing")
            if name == "b"
            else _("two profiles: A and B are missing")
        )
        return _(
            "{missing}: a file, or a code or name that ships, such as: readiness {command} Taiwan Latvia"
        ).format(missing=missing, command=command)
    if command in EXAMPLES:
        what, example = EXAMPLES[command]
        told = _("{what} is missing, such as: readiness {command} {example}")
        return told.format(what=_(what), command=command, example=example)
    return ""


def _extra(command: str, message: str) -> str:
    """What leads on from arguments that a command has no use for."""
    if command in EXTRA:
        return f"{message}: {_(EXTRA[command])}"
    if command not in PAIR:
        return ""
    if pair := _pair_typed():
        return _("write only the two: readiness {command} {pair}").format(command=command, pair=pair)
    return _(
        "{error}: {command} is about two jurisdictions. One with many: readiness partners A B C; "
        "a chain of them: readiness route A B C. A name of several words is quoted"
    ).format(error=message, command=command)


def _pair_typed() -> str:
    """The two jurisdictions that were typed in another number of arguments, as they are to be; empty if they were not."""
    pair = two_in([name for name in sys.argv[2:] if not name.startswith("-")])
    return " ".join(map(quote, pair)) if pair else ""


def _no_number(command: str, option: str, given: str, kind: str) -> str:
    """What is wrong with a number that cannot be read; empty for what is something else."""
    if not kind.startswith(("int", "float")):
        return ""
    number = wanted(option, command)
    expected = number.expected if number else _("a whole number") if kind.startswith("int") else _("a number")
    fix = ""
    if kind.startswith("float") and _DECIMAL.match(given):
        fix = _("; write it with a point: {point}").format(point=given.replace(",", "."))
    elif kind.startswith("float") and given.strip().endswith("%"):
        fix = _("; write it without the sign: {number}").format(number=given.strip().rstrip("% "))
    elif option == "--within" and (span := _SPAN.match(given)) is not None:
        months = int(span[1]) * (12 if span[2].casefold() == "y" else 1)
        fix = _("; write the months alone: {months}").format(months=months)
    elif (year := _DATE.match(given)) is not None:
        fix = _("; write the year alone: {year}").format(year=year[1])
    return _('{option}: "{given}" is no number; expected {expected}{fix}').format(
        option=option, given=given, expected=expected, fix=fix
    )


def _options(error: Any) -> list[str]:
    """The long options of the command that was called."""
    return [name for param in error.ctx.command.params for name in param.opts if name.startswith("--")]
