"""Small parts of Markdown: tables that keep their shape, front matter, footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readiness.words import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_NOT_PLAIN = re.compile(r"[^\w ,.()–—'/-]|(?<=www)\.|_")
_MAYBE_A_LINK_DEFINITION = re.compile(r"""\S*(?:\s+(?:".*"|'.*'|\(.*\)))?\Z""")
NARROWEST, WIDEST = 3, 40


def table(
    heads: Sequence[str], align: str, rows: Sequence[Sequence[str]], *, measured: bool = True
) -> Iterator[str]:
    """A pipe table. `measured` makes its rule as long as its widest cells, because pandoc takes column widths from it."""
    yield f"| {' | '.join(heads)} |"
    rules = []
    for column, side in enumerate(align):
        widest = max(len(row[column]) for row in [heads, *rows]) if measured else 0
        dashes = "-" * min(max(widest, NARROWEST), WIDEST)
        rules.append(f":{dashes}" if side == "l" else f"{dashes}:")
    yield f"| {' | '.join(rules)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def front_matter(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """YAML before the text. Values are quoted; what Markdown could read as markup is written as its code point."""
    yield "---"
    for key, value in pairs:
        if value:
            safe = _NOT_PLAIN.sub(
                lambda match: f"\\u{ord(match[0]):04X}" if ord(match[0]) < 0x10000 else "?", value
            )
            yield f'{key}: "{safe}"'
    yield "---"
    yield ""


def link(address: str | None) -> str:
    """An address as a link behind what it belongs to. It must hold nothing that could end the link."""
    return f" <{address}>" if address is not None else ""


def footnotes(sources: Sequence[str], addresses: Mapping[str, str]) -> Iterator[str]:
    """The sources that `[^1]`, `[^2]` … refer to, with the addresses that there are."""
    for number, source in enumerate(sources, 1):
        words = escape(source)
        # Without footnotes a single word would be read as the address of a link named "^1".
        guard = "\u200b " if _MAYBE_A_LINK_DEFINITION.match(words) else ""
        yield f"[^{number}]: {guard}{words}{link(addresses.get(source))}"
