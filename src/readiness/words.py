"""Small things everyone writes alike: words by key, numbers, ranges, bars, and text that cannot break out of its place."""

from __future__ import annotations

import re
from typing import Any

from readiness.safe_text import inert

EIGHTHS = " ▏▎▍▌▋▊▉█"
BAR = 20
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$@!^])")
_AT_START = re.compile(r"^(?:([-+=\"'(])|(\d+)([.)])(?!\S))")
_LINK = re.compile(r"\b(https?|ftp|www)(?=[:.])")


class Count(int):
    """A number that agrees with its noun: `{count:item|items}` is "1 item" or "2 items"."""

    def __format__(self, nouns: str) -> str:
        """The number, with the noun that fits it if two are given."""
        one, sign, many = nouns.partition("|")
        return f"{int(self)} {one if self == 1 else many}" if sign else super().__format__(nouns)


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 profile, 2 profiles."""
    return f"{Count(count):{one}|{many or f'{one}s'}}"


class Texts:
    """Words by dotted key: `texts("headline.ready", value="80")`. Numbers agree with their nouns, as in Count."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def __call__(self, key: str, **values: Any) -> str:
        """The text behind a key, filled in. Raises KeyError for a key that the language lacks."""
        text: Any = self._data
        for step in key.split("."):
            text = text[step]
        return str(text).format_map(
            {name.replace("_", "-"): _number(value) for name, value in values.items()}
        )

    def below(self, key: str) -> dict[str, Any]:
        """The texts that stand below a key, by their own."""
        return dict(self._data[key])


def _number(value: Any) -> Any:
    """A count, also one that is written already."""
    written = isinstance(value, str) and len(value) < 10 and re.fullmatch("0|[1-9][0-9]*", value)
    return Count(value) if written or (isinstance(value, int) and not isinstance(value, bool)) else value


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


def listed(names: list[str]) -> str:
    """Names with commas."""
    return ", ".join(names)
