"""Makes `names.json` from the CLDR data in Babel: `python tests/jurisdictions/cldr.py`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from babel.core import Locale, UnknownLocaleError, get_global
from babel.languages import get_official_languages

FILE = Path(__file__).parents[2] / "src/readiness/jurisdictions/names.json"
NAMES = {"en": "en", "zh-Hant": "zh_Hant"}
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
