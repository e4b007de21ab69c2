"""What a report consists of: a page of headings, sentences, lists and tables. `layouts/` lays it out in each format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from readiness.language import _
from readiness.report.page_parts import Figure
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Style = Literal["plain", "dim", "italic", "emphasis", "strong", "good", "open", "bad"]
"""How a sentence looks. `italic` is plain in Markdown, `emphasis` is not."""

VERDICT_STYLE: Mapping[str, Style] = {
    "blocked": "bad",
    "undetermined": "open",
    "fragile": "open",
    "ready": "good",
}


class Heading(Struct, frozen=True):
    """The heading of a section."""

    text: str


class Line(Struct, frozen=True):
    """A sentence or two. `close` leaves no blank line before it in text."""

    text: str
    style: Style = "plain"
    close: bool = False


class Bullets(Struct, frozen=True):
    """A list."""

    lines: Sequence[str]


class Quote(Struct, frozen=True):
    """Words that rest on sources, which `numbers` count in the page's list of sources, from 1; `source` names the first."""

    says: str
    source: str
    as_of: str
    numbers: tuple[int, ...] = ()

    @property
    def inline(self) -> str:
        """The words, followed by source and date."""
        behind = clauses(part for part in (self.source, self.as_of) if part)
        return _("{what} ({aside})").format(what=self.says, aside=behind) if behind else self.says


class Quotes(Struct, frozen=True):
    """A list of quotations, and a word on those that are left out."""

    quotes: Sequence[Quote]
    more: str = ""


class Sources(Struct, frozen=True):
    """The sources of a page: those that quotations number, then the others below a heading of their own; and web addresses."""

    heading: str
    cited: Sequence[str]
    further: str
    others: Sequence[str]
    addresses: Mapping[str, str]


class Entries(Struct, frozen=True):
    """A numbered list: what each entry is about, and the lines below it."""

    entries: Sequence[tuple[str, Sequence[str]]]


Check = tuple[str, str]
"""An item of a checklist: met, unmet or unknown, and what it is about."""


class Checks(Struct, frozen=True):
    """A checklist. Whoever pastes it elsewhere can go on ticking."""

    checks: Sequence[Check]


SPARKS, EMPTY = "▁▃▅▆█", "·"


class Series(Struct, frozen=True):
    """Something through time: a sign and a word for each moment; `values`, from 0 to `top`, where it can be measured."""

    name: str
    signs: Sequence[str]
    words: Sequence[str]
    values: Sequence[float | None] | None = None
    top: float = 1.0

    @classmethod
    def of_values(
        cls, name: str, values: Sequence[float | None], top: float, written: Callable[[float], str]
    ) -> Series:
        """A series of numbers; a moment without one is a dot, which no format drops as it drops spaces."""
        last = len(SPARKS) - 1
        signs = [EMPTY if value is None else SPARKS[round(last * value / top)] for value in values]
        return cls(name, signs, ["–" if value is None else written(value) for value in values], values, top)


class Timeline(Struct, frozen=True):
    """Several series over the same moments, the oldest first."""

    moments: Sequence[str]
    series: Sequence[Series]


class Outline(Struct, frozen=True):
    """Lines, each with a depth from 0. `indent` is the number of columns by which text indents each level."""

    lines: Sequence[tuple[int, str]]
    indent: int = 2


class Grid(Struct, frozen=True):
    """A table. `right` are the columns of numbers; the last column may run over several lines.

    `measured` makes the Markdown rule as long as the widest cells, from which pandoc takes the widths of columns.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: tuple[int, ...] = ()
    measured: bool = False


Content = str | Bullets | Grid | Quotes
"""What may stand behind a label."""


class Definition(Struct, frozen=True):
    """Something explained: what it is called, its kind and its id if it has one, and labelled contents."""

    name: str
    kind: str
    id: str
    contents: Sequence[tuple[str, Content]]


class Legend(Struct, frozen=True):
    """What signs mean, each with the verdict that colours it; one line in text."""

    entries: Sequence[tuple[str, str]]


class Abbreviations(Struct, frozen=True):
    """Abbreviations and what each stands for, one per line."""

    rows: Sequence[tuple[str, str]]


class Sign(Struct, frozen=True):
    """A cell of a square: what it shows to the eye, the same in words, and its verdict; no words on the diagonal."""

    shown: str
    words: str = ""
    verdict: str = ""


class Square(Struct, frozen=True):
    """Everyone against everyone: the code and the name of each, and a sign per pair, row by row."""

    caption: str
    corner: str
    members: Sequence[tuple[str, str]]
    signs: Sequence[Sequence[Sign]]


class Span(Struct, frozen=True):
    """A bar of a schedule: its short name, when it begins and ends, who acts (a, b or both), and all of it in words."""

    name: str
    start: int
    end: int
    who: str
    words: str


class Schedule(Struct, frozen=True):
    """What runs when, in months from the beginning. `axis` names the last month, `legend` who is meant by a, b or both."""

    caption: str
    spans: Sequence[Span]
    axis: str
    legend: Mapping[str, str]

    @property
    def length(self) -> int:
        """When the last one ends, at least 1."""
        return max((span.end for span in self.spans), default=1) or 1


class Block(Struct, frozen=True):
    """Parts that belong together, the first of them mostly a heading; `name` says to a style sheet what they are."""

    name: str
    parts: Sequence[Part]


PlainPart = (
    Heading
    | Line
    | Bullets
    | Quotes
    | Sources
    | Entries
    | Checks
    | Timeline
    | Schedule
    | Outline
    | Grid
    | Definition
    | Legend
    | Abbreviations
    | Square
)
"""What every format lays out in its own way."""

Part = PlainPart | Figure | Block


class Page(Struct, frozen=True):
    """A title with what stands beside it, and the parts below.

    `margin` is what text leaves free at either side; a `broad` page is printed along the longer side of the paper;
    `front` is what Markdown says of it to programs, `window` what a window that shows it is called if not by its title.
    """

    title: str
    aside: str
    parts: Sequence[Part] = field(default_factory=list)
    margin: int = 1
    broad: bool = False
    front: Sequence[tuple[str, str]] = ()
    window: str = ""
