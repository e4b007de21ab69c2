"""Makes `names.json` and `elsewhere.json` from the CLDR data in Babel: `python tests/jurisdictions/cldr.py`."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel.core import Locale, UnknownLocaleError, get_global
from babel.languages import get_official_languages

from readiness.jurisdictions import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parents[2] / "src/readiness/jurisdictions"
FILE, ELSEWHERE = HERE / "names.json", HERE / "elsewhere.json"
NAMES = {"en": "en", "zh-Hant": "zh_Hant"}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""How people write them on a keyboard that has none."""
ALSO = ("zh_Hant_HK", "zh_Hans")


def data() -> dict[str, Any]:
    """What the file holds."""
    english = names_in("en")
    aliases = get_global("territory_aliases")
    longs = {
        long: shorts[0]
        for long, shorts in aliases.items()
        if len(long) == 3
        and long.isalpha()
        and len(shorts) == 1
        and shorts[0] in english
        and not long.startswith(("X", "Q"))
    }
    former = {
        "ASC",
        "BUR",
        "CPT",
        "DDR",
        "DGA",
        "FXX",
        "TAA",
        "TMP",
        "YMD",
        "ZAR",
        "ZZZ",
    }  # withdrawn, or reserved for a part
    current = {long: short for long, short in longs.items() if long not in former}
    current |= {"QAT": "QA", "XKX": "XK"}
    return {
        "version": str(get_global("cldr")["version"]),
        "jurisdictions": {long: entry(short) for long, short in sorted(current.items())},
    }


def elsewhere() -> dict[str, Any]:
    """What the second file holds: by plain name in other languages, the codes of those who are called so.

    A name that `names.json` and `spellings.yaml` have too means what it means there.
    """
    written = yaml.safe_load(Path(__file__).with_name("elsewhere.yaml").read_text("utf-8"))
    codes: defaultdict[str, set[str]] = defaultdict(set)
    articles = frozenset(written["articles"])
    spelled = ((name, code) for code, names in written["spelled"].items() for name in names)
    for name, code in (*_translated(written), *spelled):
        codes[tables.plain(name, articles)].add(code)
        codes[tables.plain(name.translate(UMLAUTS), articles)].add(code)
    for name, several in written["ambiguous"].items():
        codes[tables.plain(name, articles)] = set(several)
    names = {name: " ".join(sorted(tables.by_name().get(name) or codes[name])) for name in sorted(codes)}
    return {"articles": sorted(articles), "names": names}


def _translated(written: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """CLDR's names, and the same with a style where the English name takes it, each with its code."""
    for language in written["languages"]:
        names = names_in(language)
        for code, known in tables.cldr()["jurisdictions"].items():
            name = names.get(known["alpha-2"])
            if name is None:
                continue
            yield name, code
            for style, other in written["styles"].items():
                if tables.by_name().get(tables.folded(f"{style} {known['name']['en']}")) == frozenset({code}):
                    yield f"{other[language]} {name}", code


def entry(short: str) -> dict[str, Any]:
    """One jurisdiction by its alpha-2 code."""
    shown = {tag: names_in(locale)[short] for tag, locale in NAMES.items()}
    tags = get_official_languages(short, regional=False, de_facto=True)
    also = [names_in(locale).get(short) for locale in (*ALSO, *filter(has_names, tags))]
    bare = [str(tag).replace("_", "-") for tag in tags]
    return {
        "alpha-2": short,
        "name": shown,
        "also": sorted({name for name in also if name} - set(shown.values())),
        "languages": [tag for tag in bare if "-" not in tag or tag.split("-")[0] not in bare],
    }


def has_names(tag: str) -> bool:
    """Whether CLDR has names in a language."""
    try:
        Locale.parse(tag)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def names_in(locale: str) -> dict[str, str]:
    """The names of territories in a language, by alpha-2 code."""
    return dict(Locale.parse(locale).territories)


if __name__ == "__main__":
    FILE.write_text(json.dumps(data(), ensure_ascii=False, indent=0) + "\n", "utf-8")
    ELSEWHERE.write_text(json.dumps(elsewhere(), ensure_ascii=False, indent=0) + "\n", "utf-8")
