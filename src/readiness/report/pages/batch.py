"""A batch in words: the number of pairs by verdict, the most frequent first obstacles, and the pairs. Not a ranking."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readiness.engine.kernel import VERDICTS
from readiness.language import _, label, ngettext, word
from readiness.many.rows import rows
from readiness.report.layouts.markdown import render
from readiness.report.page import Grid, Heading, Line, Page
from readiness.report.pages.naming import entry_in_words
from readiness.report.texts import texts
from readiness.words import clean, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.many.rows import Row
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part

SHOWN = 500
"""Pairs that the page lists; further ones are counted."""


def markdown(table: Table, rubric: Rubric) -> str:
    """The page as Markdown, without a blank line at the end."""
    return render(page(list(rows(table)), rubric)).rstrip("\n") + "\n"


def page(pairs: Sequence[Row], rubric: Rubric) -> Page:
    """The page of a batch, from one row per pair."""
    title = ngettext("{count} pair", "{count} pairs", len(pairs)).format(count=len(pairs))
    aside = _("{rubric}, version {version}").format(rubric=rubric.title, version=rubric.version)
    return Page(title, aside, list(_parts(pairs, rubric)))


def _parts(pairs: Sequence[Row], rubric: Rubric) -> Iterator[Part]:
    yield Heading(_("Verdicts, by the phase that each pair is in"))
    yield _verdicts(pairs, rubric)
    yield Heading(_("What stands in the way first"))
    yield _first_obstacles(pairs, rubric)
    yield Heading(_("Pairs"))
    heads = [
        *(_("pair"), _("phase"), _("verdict"), _("leans to")),
        *(_("readiness"), _("range"), _("in the way first"), _("side")),
    ]
    yield Grid(heads, [_pair(row, rubric) for row in pairs[:SHOWN]], right=(4, 5), measured=True)
    rest = len(pairs) - SHOWN
    if rest > 0:
        told = ngettext(
            "{count} more pair is in the other formats.", "{count} more pairs are in the other formats.", rest
        )
        yield Line(told.format(count=rest))
    yield Line(rubric.disclaimer, "emphasis")


def _verdicts(pairs: Sequence[Row], rubric: Rubric) -> Grid:
    counts = Counter((row["phase"], row["verdict"]) for row in pairs)
    cells = [[word(phase), *(str(counts[phase, verdict]) for verdict in VERDICTS)] for phase in rubric.phases]
    right = tuple(range(1, len(VERDICTS) + 1))
    return Grid([_("phase"), *map(label, VERDICTS)], cells, right=right, measured=True)


def _first_obstacles(pairs: Sequence[Row], rubric: Rubric) -> Grid:
    """What stands in the way first, the most frequent at the top; then how many have nothing that is known."""
    firsts = [row["first_obstacle"] for row in pairs]
    counts = Counter(
        (first["id"], first["status"]) for first in firsts if first and first["status"] != "unknown"
    )
    cells = [
        [key, rubric.obstacles[key].name, label(status), str(count)]
        for (key, status), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    rest = len(pairs) - counts.total()
    if rest:
        cells.append(["–", texts()("entry-unknown"), "–", str(rest)])
    return Grid([_("obstacle"), _("name"), _("status"), _("pairs")], cells, right=(3,), measured=True)


def _pair(row: Row, rubric: Rubric) -> list[str]:
    score, first = row["readiness"], row["first_obstacle"]
    cells = [
        f"{clean(row['names']['a'])} – {clean(row['names']['b'])}",
        _("{phase} (assumed)").format(phase=word(row["phase"]))
        if row["basis"] == "assumed"
        else word(row["phase"]),
        label(row["verdict"]),
        label(row["leaning"]["verdict"]) if row["leaning"] else "–",
        number(score["value"]),
        f"{score['low']:.0f}–{score['high']:.0f}",
    ]
    words = first_in_words(row, rubric)
    if first is None or words is None:
        return [*cells, "–", "–"]
    if first["status"] == "unknown":
        return [*cells, words, "–"]
    return [*cells, words, clean(row["names"].get(first["side"]) or label(first["side"]))]


def first_in_words(row: Row, rubric: Rubric) -> str | None:
    """What stands in the way of a pair first, None if nothing can be said."""
    first = row["first_obstacle"]
    if first is None:
        return None
    return entry_in_words(first["indicator"], first["status"], rubric, texts())
