"""The codes and names that jurisdictions are known by: CLDR's in `names.json`, people's and publishers' in `spellings.yaml`.

Names in other large languages are in `elsewhere.json`, which is read for what neither has.

A code is only a key (ISO 3166-1 alpha-3, XKX for Kosovo) and implies no status. `tests/jurisdictions/cldr.py` makes
both JSON files anew.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

_HERE = Path(__file__).parent
_APART = re.compile(r"[^\w]+")
_QUOTES = re.compile("[’'`´.]")
_ELIDED = r"(?i)\b(?:[ld]|dell|all|nell|dall)['’](?=\w)"
_SHORT = re.compile(r"\.(?=\w\w)")
_SPACED = re.compile(r"(?<=\b\w) (?=\w\b)")
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
"""Letters that are no base letter with a mark, and what is written where they are missing."""


def folded(name: str) -> str:
    """A name in the form used for comparison, without the details that people and publishers spell differently."""
    text = _QUOTES.sub("", _SHORT.sub(" ", _unescaped(name).casefold()))
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _SPACED.sub(
        "", " ".join(_APART.sub(" ", text.replace("&", " and ").translate(_letters())).split())
    )
    short = spellings()["words"]
    words = [short.get(word, word) for word in text.split() if word not in ("the", "of")]
    return " ".join(words).rstrip("0123456789* ")


def _unescaped(name: str) -> str:
    """A name without the character references that publishers' files have in it."""
    from html import unescape  # noqa: PLC0415  (slow to import, and codes are not looked for among names)

    return unescape(name)


def plain(name: str, articles: Container[str]) -> str:
    """A folded name without articles, also those that are written on to it: "l'Allemagne", "République d'Irlande"."""
    apart = re.sub(_ELIDED, " ", _unescaped(name))
    return " ".join(word for word in folded(apart).split() if word not in articles)


@cache
def _letters() -> dict[int, str]:
    """Letters without a mark, and simplified characters for traditional ones."""
    pairs = {pair[0]: pair[1] for pair in spellings()["simplified"].split()}
    return str.maketrans(_LETTERS | pairs)


@cache
def cldr() -> dict[str, Any]:
    """CLDR's version, and by alpha-3 code the alpha-2 code, names and languages."""
    data: dict[str, Any] = json.loads((_HERE / "names.json").read_text("utf-8"))
    return data


@cache
def spellings() -> dict[str, Any]:
    """The tables of `spellings.yaml`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((_HERE / "spellings.yaml").read_text("utf-8"), loader)  # noqa: S506  (our own)
    return data


@cache
def named_with_article() -> frozenset[str]:
    """The English names that take an article in a sentence, "the Philippines". Every report asks; few ask for the spellings."""
    return frozenset((_HERE / "with_article.txt").read_text("utf-8").splitlines())


@cache
def known() -> frozenset[str]:
    """Every alpha-3 code."""
    return frozenset(cldr()["jurisdictions"])


@cache
def by_code() -> dict[str, str | None]:
    """The alpha-3 code by alpha-3, alpha-2, former and publishers' codes, in capitals; None for what has ended or is none."""
    present = cldr()["jurisdictions"]
    return {
        **spellings()["codes"],
        **{entry["alpha-2"]: code for code, entry in present.items()},
        **{code: code for code in present},
    }


@cache
def by_name() -> dict[str, frozenset[str]]:
    """All codes that a folded name may stand for; none for what has no profile of its own."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code, entry in cldr()["jurisdictions"].items():
        for name in (*entry["name"].values(), *entry["also"]):
            codes[folded(name)].add(code)
    for kind in ("spelled", "formal", "former"):
        for code, names in spellings()[kind].items():
            for name in names:
                codes[folded(name)] = {code}
    for name, code in _styled(codes):
        codes.setdefault(name, {code})
    for name, several in spellings()["ambiguous"].items():
        codes[folded(name)] = set(several)
    for name in (*spellings()["not-here"], *ended()):
        codes[folded(name)] = set()
    return {name: frozenset(several) for name, several in codes.items()}


def _styled(codes: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Folded names with a style such as "Republic of", in English and Chinese, with the code of each."""
    for style, written in spellings()["styles"].items():
        for code, entry in cldr()["jurisdictions"].items():
            english = folded(f"{style} {entry['name']['en']}")
            if code in written["others"] or code in codes.get(english, ()):
                yield english, code
                yield folded(entry["name"]["zh-Hant"] + written["behind"]), code
                yield from ((folded(name + written["behind"]), code) for name in entry["also"])


@cache
def elsewhere() -> dict[str, tuple[str, ...]]:
    """The codes that a plain name in another large language may stand for."""
    return {name: tuple(codes.split()) for name, codes in _elsewhere()["names"].items()}


def plain_elsewhere(name: str) -> str:
    """A name as `elsewhere` has it."""
    return plain(name, frozenset(_elsewhere()["articles"]))


@cache
def _elsewhere() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_HERE / "elsewhere.json").read_text("utf-8"))
    return data


@cache
def ended() -> dict[str, list[str]]:
    """The codes of what is there now, by the folded name or code of what has ended."""
    return {folded(name): past["now"] for past in spellings()["ended"] for name in past["names"]}


@cache
def demonyms() -> dict[str, list[str]]:
    """The codes that the folded name of a people points to."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for code, names in spellings()["demonyms"].items():
        for name in names:
            codes[folded(name)].append(code)
    return dict(codes)


@cache
def published() -> dict[str, str]:
    """The one code that publishers mean by a folded name which people use for several."""
    return {folded(name): code for code, names in spellings()["published"].items() for name in names}


@cache
def parts() -> dict[str, str]:
    """The code under which a part without a profile of its own is treated, by the part's folded name."""
    return {folded(name): code for code, names in spellings()["parts"].items() for name in names}


@cache
def bodies() -> frozenset[str]:
    """The folded names of organisations that people give for a jurisdiction."""
    return frozenset(folded(name) for name in spellings()["bodies"])


@cache
def beside() -> dict[str, str]:
    """The jurisdiction that publishers name together with a territory, by the territory's code."""
    return {code: with_it for with_it, codes in spellings()["beside"].items() for code in codes}


def names(code: str) -> dict[str, str]:
    """The jurisdiction's name in English and Chinese by language tag."""
    return dict(spellings()["shown"].get(code) or cldr()["jurisdictions"][code]["name"])


def languages(code: str) -> list[str]:
    """Official languages, in law or in fact, as BCP 47 tags. A tag with a script is left out beside the bare tag."""
    return list(cldr()["jurisdictions"][code]["languages"])


def cldr_version() -> str:
    """The version of CLDR that provides names and languages."""
    return str(cldr()["version"])
