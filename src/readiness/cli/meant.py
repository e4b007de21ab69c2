"""What people type for commands and options that are called otherwise, and jurisdictions that they write in one text."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING

from readiness.cli.io.files import exists
from readiness.errors import SLIP, alike, did_you_mean
from readiness.jurisdictions.lookup import codes_of
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

COMMANDS = {
    "help": "readiness --help",
    "version": "readiness --version",
    **dict.fromkeys(
        ("compare", "pair", "report", "run", "score", "evaluate", "analyse", "analyze"),
        "readiness assess A B",
    ),
    **dict.fromkeys(("compare-reports", "changes", "changed"), "readiness diff OLD.json NEW.json"),
    **dict.fromkeys(("all", "pairs", "many"), "readiness batch PAIRS.csv, or readiness batch --all DIR"),
    **dict.fromkeys(("check", "lint", "verify"), "readiness validate FILE"),
    **dict.fromkeys(("new", "create", "start", "begin"), "readiness init CODE -o CODE.yaml"),
    **dict.fromkeys(("edit", "fill", "ask"), "readiness interview FILE"),
    **dict.fromkeys(("search", "find", "countries", "country", "profiles"), "readiness list profiles"),
    **dict.fromkeys(("show", "view"), "readiness profile CODE"),
    **dict.fromkeys(("describe", "define", "meaning"), "readiness explain ID"),
    **dict.fromkeys(("simulate", "scenario", "whatif"), "readiness what-if A B --set LVA.mutual-trust=3"),
    **dict.fromkeys(("timeline", "trend"), "readiness history A B"),
    **dict.fromkeys(("survey", "form"), "readiness questionnaire CODE"),
    **dict.fromkeys(("summary", "onepager", "one-pager"), "readiness brief A B"),
    **dict.fromkeys(("export", "save"), "readiness assess A B -o report.html"),
}
"""By what people type for it: the command that does it."""

OPTIONS = {
    **dict.fromkeys(("--date", "--on", "--day", "--year", "--asof"), "--as-of"),
    **dict.fromkeys(("--out", "--output-file", "--file", "--save", "--to-file"), "--output"),
    **dict.fromkeys(("--offence", "--offense", "--type", "--topic"), "--crime"),
    **dict.fromkeys(("--help-sought", "--purpose", "--request"), "--need"),
    **dict.fromkeys(("--stage", "--level"), "--phase"),
    **dict.fromkeys(
        ("--html", "--json", "--csv", "--markdown", "--md", "--xlsx", "--excel", "--pdf"), "--format"
    ),
    **dict.fromkeys(("--verbose", "--details", "--detailed", "--long"), "--full"),
    **dict.fromkeys(("--threshold", "--minimum", "--min"), "--fail-under"),
    **dict.fromkeys(("--language",), "--lang"),
    **dict.fromkeys(("--workers", "--threads", "--processes"), "--jobs"),
    **dict.fromkeys(("--months", "--deadline"), "--within"),
    **dict.fromkeys(("--since-year", "--start"), "--from"),
    **dict.fromkeys(("--with", "--other", "--towards"), "--partner"),
    "-v": "--version",
    "-V": "--version",
}
"""By what people type for it: the option that does it, where a command has it."""

_DASH = re.compile("[-–—]")
_BETWEEN = re.compile(r"\s*(?:[,;/+&|]|\s[-–—]\s|\b(?:and|vs\.?|versus|with|und|et|y)\b)\s*", re.IGNORECASE)


def command_for(name: str, given: Sequence[str], known: Collection[str]) -> str:
    """What leads from a command that there is not to one that there is."""
    if name.casefold() in known:
        return _("write it in lower case: readiness {command}").format(command=name.casefold())
    if instead := COMMANDS.get(name.casefold(), ""):
        return _("write: {instead}").format(instead=instead)
    if pair := two_in([name, *given]):
        return _("for a pair: readiness assess {pair}").format(pair=" ".join(map(quote, pair)))
    if codes_of(name):
        told = _("say what to do with it, such as: readiness profile {name}, readiness assess {name} B")
        return told.format(name=quote(name))
    near = alike(name, known)
    return did_you_mean(near) if near else _("see `readiness --help`")


def option_for(name: str, known: Collection[str]) -> str:
    """What leads from an option that there is not to one that there is; empty if nothing does."""
    instead = OPTIONS.get(name, "")
    if instead in known:
        word = name.removeprefix("--")
        whole = f"{instead} {word}" if instead == "--format" else instead
        return _("write: {instead}").format(instead=whole)
    from difflib import SequenceMatcher

    near = alike(name, known)
    slips = [option for option in near if SequenceMatcher(None, name, option).ratio() >= SLIP]
    return did_you_mean(slips) if slips else ""


def one_by_one(names: Sequence[str]) -> list[str]:
    """Names of jurisdictions, of which several may stand in one text: "TWN, LVA" or "TWN-USA-LVA"."""
    return [part for name in names for part in _jurisdictions(name) or (name,)]


def _jurisdictions(text: str) -> list[str]:
    """The jurisdictions that one text names; empty if it names one, or something else too."""
    if len(codes_of(text)) == 1 or exists(text):
        return []
    for between in (_BETWEEN, _DASH):
        parts = [part.strip() for part in between.split(text) if part.strip()]
        if len(parts) > 1 and all(len(codes_of(part)) == 1 for part in parts):
            return parts
    return []


def two_in(words: Sequence[str]) -> tuple[str, str] | None:
    """The two jurisdictions that words stand for which were not written as two arguments; None if they do not."""
    parts = _jurisdictions(" , ".join(words))
    return (parts[0], parts[1]) if len(parts) == 2 else None
