"""Elements of HTML, SVG and XML as text. Whatever is not itself an element is escaped, so that nothing can break out."""

from __future__ import annotations

from html import escape

from readiness.safe_text import printable
from readiness.words import clean

VOID = frozenset({"meta", "link", "br", "hr", "col"})


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Text that people wrote: control characters removed, markup escaped."""
    return Markup(escape(clean(value), quote=True))


def verbatim(line: str) -> Markup:
    """A line that keeps its spaces, such as an excerpt of a file: control characters replaced, markup escaped."""
    return Markup(escape(printable(line), quote=True))


def tag(name: str, /, *children: str | None, **attributes: str | float | None) -> Markup:
    """An element. An attribute that is None is left out; `_` in its name is `-`, and `class_` is `class`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*children: str | None, sep: str = "") -> Markup:
    """Several elements and texts in a row. None is left out."""
    return Markup(sep.join(_child(child) for child in children if child is not None))


def _child(child: str) -> str:
    if isinstance(child, Markup):
        return child
    # clean() takes the spaces at the ends, which matter between words and elements
    before, after = " " * child[:1].isspace(), " " * (len(child) > 1 and child[-1:].isspace())
    return f"{before}{text(child)}{after}"


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
