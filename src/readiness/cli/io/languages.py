"""The languages that the program speaks: those of its folder `languages`, and what a rubric of one's own adds."""

from __future__ import annotations

import os
import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.shipped import bundled
from readiness.errors import InputError, Problem, UsageError, suggestion
from readiness.language import ENGLISH, Catalogue, _, entries, speak, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.language import Entry

FOLDER, PROGRAM = "languages", "program"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The environment that names a language, the first that is set."""

SCRIPTS = {"zh_tw": "zh-Hant", "zh_hk": "zh-Hant", "zh_mo": "zh-Hant", "zh_hant": "zh-Hant"}
"""Locales whose name says a territory where the tag of the language says a script."""


def languages() -> list[str]:
    """The tags of all languages."""
    folder = bundled(FOLDER)
    return [ENGLISH, *sorted(path.name for path in folder.glob("*") if path.is_dir())]


def of_locale() -> str:
    """The language of the surroundings, English if the program does not speak it."""
    name = next((value for key in VARIABLES if (value := os.environ.get(key))), "")
    stem = re.split("[.@]", name, maxsplit=1)[0].casefold()
    known = {tag.casefold(): tag for tag in languages()}
    parts = stem.split("_")
    wanted = [SCRIPTS.get("_".join(parts[:2]), ""), stem.replace("_", "-"), parts[0]]
    return next((known[tag.casefold()] for tag in wanted if tag.casefold() in known), ENGLISH)


def in_arguments(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, also behind what ends the run at once, such as --help; empty if none."""
    for given, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        option, _is, value = given.partition("=")
        if option == "--lang":
            return value or following
    return ""


def choose(tag: str) -> None:
    """Speak a language from here on. Raises UsageError for one that there is not, InputError for a broken file."""
    known = {name.casefold(): name for name in languages()}
    tag = SCRIPTS.get(tag.casefold().replace("-", "_"), tag)
    if tag.casefold() not in known:
        hint = suggestion(tag, known.values()) or _("expected one of: {names}").format(
            names=", ".join(known.values())
        )
        raise UsageError(_('unknown language "{tag}"; {hint}').format(tag=tag, hint=hint))
    name = known[tag.casefold()]
    if name != spoken().tag:
        speak(Catalogue(name, _of_folders(bundled(FOLDER) / name)))


def of_rubric(name: str) -> Catalogue:
    """What tells a rubric's texts in the language spoken: the shipped translations, and those in its own folder."""
    shipped, own = spoken(), Path(name) / FOLDER / spoken().tag
    if shipped.tag == ENGLISH or not own.is_dir():
        return shipped
    return Catalogue(shipped.tag, _of_folders(bundled(FOLDER) / shipped.tag, own))


def translations(name: str, rubric: str) -> Iterator[dict[str, list[Entry]]]:
    """For each language into which a rubric is translated, by its folder and its id, the files that do. Raises InputError."""
    own = {path.parent.name for path in Path(name).glob(f"{FOLDER}/*/*.po")}
    shipped = {path.parent.name for path in bundled(FOLDER).glob(f"*/{rubric}.po")}
    for tag in sorted(own | shipped):
        folders = (bundled(FOLDER) / tag, Path(name) / FOLDER / tag)
        paths = [path for folder in folders for path in sorted(folder.glob("*.po")) if path.stem != PROGRAM]
        yield {str(path): _entries(path) for path in paths}


def _of_folders(*folders: Path) -> Iterator[Entry]:
    for folder in folders:
        for path in sorted(folder.glob("*.po")):
            yield from _entries(path)


def _entries(path: Path) -> list[Entry]:
    """The entries of a PO file. Raises InputError for what is none."""
    from readiness.cli.io.files import read_text

    try:
        return list(entries(read_text(str(path)).content))
    except ValueError as error:
        raise InputError([Problem(str(error), str(path))]) from None
