"""Small things everyone writes alike: words by key, numbers, ranges, bars, and text that cannot break out of its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from readiness.jurisdictions.tables import named_with_article
from readiness.language import spoken, word
from readiness.safe_text import inert

if TYPE_CHECKING:
    from collections.abc import Iterable

EIGHTHS = " ▏▎▍▌▋▊▉█"
BAR = 20
ARTICLE = "the"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$@!^])")
_AT_START = re.compile(r"^(?:([-+=\"'(])|(\d+)([.)])(?!\S))")
_WIDE_END = re.compile(r"(?<=[。！？；：，、）」]) +| +(?=[（「])")
_LINK = re.compile(r"\b(https?|ftp|www)(?=[:.])")


class Count(int):
    """A number that agrees with its noun: `{count:item|items}` is "1 item" or "2 items".

    A translation gives as many forms as its language has, in the order of its catalogue; one that has a single form gives none.
    """

    def __format__(self, nouns: str) -> str:
        """The number, with the noun that fits it if several are given."""
        forms = nouns.split("|")
        if len(forms) == 1:
            return super().__format__(nouns)
        return f"{int(self):,} {forms[spoken().plural(abs(self))]}"


class Named(str):
    """A word of a sentence: `{side:the}` puts the article before a name that takes one, "the United Kingdom" but "France"."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """The name, with its article if that is asked for."""
        if spec != ARTICLE:
            return super().__format__(spec)
        return f"{spec} {self}" if self in named_with_article() else str(self)


def with_article(name: str) -> str:
    """A name as it stands in a sentence."""
    return format(Named(name), ARTICLE)


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun in English: 1 profile, 2 profiles."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


class Texts:
    """Words by dotted key: `texts("headline.ready", value="80")`. Numbers agree with their nouns, as in Count.

    A value that is an id of the rubric is told by its word. Names that take an article get it where a text asks for it.
    The data are English; what is told is in the language spoken, where its catalogue has the text.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def __call__(self, key: str, **values: Any) -> str:
        """The text behind a key, filled in. Raises KeyError for a key that there is not."""
        text: Any = self._data
        for step in key.split("."):
            text = text[step]
        return (
            spoken()
            .pgettext(key, str(text))
            .format_map({name.replace("_", "-"): self._told(value) for name, value in values.items()})
        )

    def _told(self, value: Any) -> Any:
        """A value of a sentence: an id by its word, and a count, also one that is written already, as a Count."""
        written = isinstance(value, str) and len(value) < 10 and re.fullmatch("0|[1-9][0-9]*", value)
        if written or (isinstance(value, int) and not isinstance(value, bool)):
            return Count(value)
        return Named(word(value)) if isinstance(value, str) else value

    def word(self, key: str, id_: str) -> str:
        """The word for an id that a rubric chooses, behind the key; the id itself where there is no word for it."""
        try:
            return self(f"{key}{id_}")
        except (KeyError, TypeError):
            return clean(id_)

    def below(self, key: str) -> dict[str, Any]:
        """The texts that stand below a key, by their own."""
        return dict(self._data[key])


def clean(text: str) -> str:
    """Text from people on one line, without anything that could command a terminal or the log of a build."""
    return " ".join(inert(text).split())


def escape(text: str) -> str:
    """Text that means itself in Markdown: no markup, list, table cell, link, mention or HTML can come out of it."""
    flat = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    flat = _AT_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", flat)
    return _LINK.sub(lambda match: f"{match[0]}\u200b", flat)


def number(value: float | None, none: str = "–") -> str:
    """A score of 0-100 as a whole number."""
    return none if value is None else f"{value:.0f}"


def level(value: float | None, none: str = "?") -> str:
    """A level of 0-4 as short as it can be."""
    return none if value is None else f"{round(value, 1) + 0.0:g}"


def span(low: float, high: float) -> str:
    """A range of scores."""
    return f"{low:.0f}–{high:.0f}"


def percent(share: float | None, none: str = "–") -> str:
    """A share of 0-1 in per cent."""
    return none if share is None else f"{100 * share:.0f} %"


def bar(low: float, value: float | None, high: float, width: int = BAR) -> str:
    """A bar over 0-100: solid up to what is sure, shaded up to the value, light up to what evidence leaves open."""
    cells = [round(end * width / 100) for end in (low, value if value is not None else low, high)]
    sure, shown, open_to = cells[0], max(cells[0], cells[1]), max(cells)
    return "█" * sure + "▓" * (shown - sure) + "░" * (open_to - shown) + "·" * (width - open_to)


def share_bar(share: float | None, width: int = BAR) -> str:
    """A bar for a share of 0-1, in eighths of a cell."""
    if share is None:
        return ""
    eighths = round(share * width * 8)
    return "█" * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")


def cost_dots(cost: int, top: int = 4) -> str:
    """A cost band as dots."""
    return "●" * cost + "○" * (top - cost)


def listed(names: Iterable[str]) -> str:
    """Names with the commas of the language; ids by their words."""
    return spoken().pgettext("between the names of a list", ", ").join(word(name) for name in names)


def named(name: str) -> str:
    """An id as people read it: by its word, in English without its hyphens."""
    told = word(name)
    return told if told != name else name.replace("-", " ")


def clauses(parts: Iterable[str]) -> str:
    """Parts of a sentence that could stand alone, with the semicolons of the language."""
    return spoken().pgettext("between clauses", "; ").join(parts)


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other, with a space between them except beside a full-width mark, which brings its own."""
    return _WIDE_END.sub("", " ".join(part for part in parts if part))


def continued(text: str) -> str:
    """A sentence as it goes on after a colon: a capital stays where a name or an abbreviation begins."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def capitalised(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]
