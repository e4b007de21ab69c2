"""Finds the ISO 3166-1 alpha-3 code (XKX for Kosovo) of a name or code. A code is only a key and implies no status."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.datasets.reading import Unplaced
from readiness.datasets.tables import missing_library
from readiness.documents.yaml_text import decode, parse

if TYPE_CHECKING:
    from readiness.datasets.reading import ImportedFile

_TABLE = Path(__file__).with_suffix(".yaml")
LONGEST = 200
"""The most characters of a name; what is longer is none, and would take long to compare."""
_NAMES = {"en": "en", "zh-Hant": "zh_Hant"}
_APART = re.compile(r"[^\w]+")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_QUOTES = re.compile("[’'`´.]")


def code_in_row(reading: ImportedFile, text: str, row: int) -> str | None:
    """The alpha-3 code of a name or code in a row of a file; None, with a note or an unplaced name added, if there is none."""
    code = code_of(text)
    if code is None:
        if len(text) <= LONGEST and _folded(text) in _elsewhere():
            reading.notes.append(f'row {row}: "{text}" has no profile of its own: left out')
        else:
            reading.unplaced.append(Unplaced(text, row))
    return code


def code_of(text: str) -> str | None:
    """The alpha-3 code of a name, alpha-2 or alpha-3 code, or None."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if text.isascii() and text.isalpha() and text.isupper() and len(text) in (2, 3):
        codes = _codes()
        known = codes.get(text) or _data()["old-codes"].get(text)
        if known or len(text) == 2:
            return known
    by_name = _by_name()
    plain = _BRACKETS.sub("", text)
    turned = " ".join(reversed(plain.split(",", 1)))
    return next((by_name[key] for key in map(_folded, (text, plain, turned)) if key in by_name), None)


def nearest(text: str) -> str:
    """A question that suggests the nearest name or code; empty if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  (slow to import, and only mistakes need it)

    if len(text) > LONGEST:
        return ""
    if len(text) <= 3 and text.isupper():
        alike = [code for code in _codes() if len(code) == len(text)]
        near = get_close_matches(text, alike, n=9, cutoff=0.6)
        near.sort(key=lambda code: (code[:2] != text[:2], code[0] != text[0]))
        return f'did you mean "{near[0]}"?' if near else ""
    near = get_close_matches(_folded(text), _by_name(), n=1, cutoff=0.6)
    return f'did you mean "{names(_by_name()[near[0]])["en"]}"?' if near else ""


@cache
def names(code: str) -> dict[str, str]:
    """The jurisdiction's name in English and Chinese by language tag, as CLDR has it; the code if CLDR has no name."""
    shown: dict[str, str] | None = _data()["shown"].get(code)
    if shown is not None:
        return dict(shown)
    short = _alpha_2()[code]
    translations = {tag: _territories(locale).get(short) for tag, locale in _NAMES.items()}
    return {tag: name for tag, name in translations.items() if name} or {"en": code}


def languages(code: str) -> list[str]:
    """Official languages (in law or in fact) as BCP 47 tags. A tag with a script is dropped if the bare tag is present."""
    from babel.languages import get_official_languages  # noqa: PLC0415

    tags = [
        str(tag).replace("_", "-")
        for tag in get_official_languages(_alpha_2()[code], regional=False, de_facto=True)
    ]
    return [tag for tag in tags if "-" not in tag or tag.split("-")[0] not in tags]


def known() -> frozenset[str]:
    """Every alpha-3 code."""
    return frozenset(_alpha_2())


def cldr_version() -> str:
    """The version of CLDR that provides names and languages."""
    from babel.core import get_global  # noqa: PLC0415

    return str(get_global("cldr")["version"])


def _folded(name: str) -> str:
    """A name in the form used for comparison, without the details that publishers spell differently."""
    text = unicodedata.normalize("NFKD", unescape(name).casefold())
    text = _QUOTES.sub("", "".join(char for char in text if not unicodedata.combining(char)))
    words = _APART.sub(" ", text.replace("&", " and ")).split()
    words = ["saint" if word == "st" else word for word in words if word != "the"]
    return " ".join(words).rstrip("0123456789* ")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return data


@cache
def _alpha_2() -> dict[str, str]:
    """ISO alpha-2 by alpha-3 codes, as CLDR has them, without withdrawn and private-use codes."""
    try:
        from babel.core import get_global  # noqa: PLC0415  (slow to import, and only importing needs it)
    except ImportError:
        raise missing_library("Babel") from None
    old = _data()["old-codes"]
    known = {
        long: short[0]
        for long, short in get_global("territory_aliases").items()
        if len(long) == 3 and long.isalpha() and len(short) == 1 and long not in old
    }
    english = _territories("en")
    real = {
        long: short for long, short in known.items() if short in english and not long.startswith(("X", "Q"))
    }
    return {**real, "QAT": "QA", "XKX": "XK"}


@cache
def _territories(locale: str) -> dict[str, str]:
    from babel.core import Locale  # noqa: PLC0415

    territories: dict[str, str] = dict(Locale.parse(locale).territories)
    return territories


@cache
def _codes() -> dict[str, str]:
    longs = _alpha_2()
    return {**{short: long for long, short in longs.items()}, **{long: long for long in longs}}


@cache
def _by_name() -> dict[str, str]:
    english = _territories("en")
    codes = {_folded(english[short]): long for long, short in _alpha_2().items()}
    for code, spellings in _data()["spelled"].items():
        codes |= {_folded(spelling): code for spelling in spellings}
    return codes


@cache
def _elsewhere() -> frozenset[str]:
    old = {code.casefold() for code, now in _data()["old-codes"].items() if now is None}
    return frozenset({*map(_folded, _data()["not-here"]), *old})
