"""Text from people on its way out: it can neither command a terminal or a build's log nor reorder or hide what stands there.

Every writer uses these functions: `printable` for lines that people read, `inert` for lines that also reach the log of a
build, `escaped` for JSON, which loses nothing. Joiners between letters are part of the text and stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Callable

_JOINERS = "\u200c\u200d"
_UNSEEN = (
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Control and format characters, line separators and lone surrogates (Unicode's Cc from U+007F on, Cf, Zl, Zp and Cs)."""


def printable(text: str) -> str:
    """A line without control characters, escape sequences and direction marks: a space for each."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or _joins(text, index) else " " for index, char in enumerate(text)
    )


def inert(text: str) -> str:
    """A printable line that the log of a build does not take for a command, such as `::error::` or `##[error]`."""
    line = printable(text)
    if "::" in line or "##[" in line:
        line = line.replace("##[", "## [").replace("::", ": :").replace("::", ": :")
    return line


def escaped(document: str) -> str:
    """A JSON document without unseen characters and commands to a build's log: the same data, those parts as escapes."""
    return spelled(document, _json_escape).replace("##[", "\\u0023#[")


def spelled(text: str, spell: Callable[[str], str]) -> str:
    """A text whose control and format characters are spelled out. What stands below U+0020 is left to the writer."""
    if (text.isascii() and "\x7f" not in text) or text.replace("\n", "").isprintable():
        return text

    def spelled_out(match: re.Match[str]) -> str:
        return match[0] if _joins(text, match.start()) else spell(match[0])

    return re.sub(_UNSEEN, spelled_out, text)


def _json_escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _joins(text: str, index: int) -> bool:
    """Whether a joiner stands there between two letters, which without it would be spelled or shaped otherwise."""
    return (
        text[index] in _JOINERS
        and 0 < index < len(text) - 1
        and all(category(text[beside])[0] in "LM" for beside in (index - 1, index + 1))
    )
