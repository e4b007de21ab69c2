"""The HTML report: well formed, self-contained, accessible, and deaf to what profiles would like it to do."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, EXAMPLES, assess, run, write
from cli.test_hostile_text import HOSTILE, PLAIN, profiles_saying
from readiness.report.layouts import svg
from readiness.report.layouts.markup import Markup, joined, tag
from report.pages import tree

if TYPE_CHECKING:
    from pathlib import Path

PAIRS: dict[str, tuple[str | Path, ...]] = {
    "undetermined": ("TWN", "LVA"),
    "ready": (EXAMPLES / "nor-swe" / "NOR.yaml", EXAMPLES / "nor-swe" / "SWE.yaml"),
    "blocked": (
        EXAMPLES / "cross-strait" / "CHN.yaml",
        EXAMPLES / "cross-strait" / "TWN.yaml",
        "--need=surrender",
        "--phase=late",
    ),
}
LOADING = {
    "script",
    "link",
    "img",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "source",
    "base",
    "form",
    "input",
}


def page(*arguments: str | Path) -> str:
    """The HTML report of a run that succeeds."""
    done = run("assess", *arguments, "--format", "html")
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.fixture(params=PAIRS, scope="module")
def shown(request: pytest.FixtureRequest) -> str:
    return page(*PAIRS[request.param])


def test_it_is_well_formed_and_every_id_is_there_once(shown: str) -> None:
    assert shown.startswith('<!DOCTYPE html>\n<html lang="en">')
    elements = list(tree(shown).all())
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = {it.attributes["href"][1:] for it in elements if it.attributes.get("href", "").startswith("#")}
    labels = {it.attributes["aria-labelledby"] for it in elements if "aria-labelledby" in it.attributes}
    assert targets | labels <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(shown: str) -> None:
    for element in tree(shown).all():
        assert element.name not in LOADING
        assert not [name for name in element.attributes if name.startswith("on")]
        for name in ("src", "srcset", "data", "action", "xlink:href", "style"):
            assert name not in element.attributes
        href = element.attributes.get("href", "#")
        assert href.startswith("#") or (element.name == "a" and re.match(r"https?://", href))
        if not href.startswith(
            "#"
        ):  # only who follows a link to a source leaves the page, and says not from where
            assert element.attributes["rel"] == "noreferrer"
    assert "://" not in re.sub(r'href="[^"]*"', "", shown)
    assert not re.search(r"url\(|@import", shown)
    assert "default-src &#x27;none&#x27;" in shown


def test_it_can_be_heard(shown: str) -> None:
    elements = list(tree(shown).all())
    pictures = [it for it in elements if it.name == "svg"]
    assert len(pictures) > 10
    for picture in pictures:
        if picture.attributes.get("aria-hidden") != "true":
            assert picture.attributes["role"] == "img"
            assert picture.children[0].name == "title"
            assert picture.children[0].text.strip()
    levels = [int(it.name[1]) for it in elements if re.fullmatch(r"h[1-6]", it.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), "no level of heading is skipped"
    assert {"header", "main", "footer"} <= {it.name for it in elements}
    assert all(it.attributes.get("scope") in ("row", "col") for it in elements if it.name == "th")


def test_it_says_the_verdict_and_the_four_pictures_are_there(shown: str) -> None:
    root = tree(shown)
    sections = {it.attributes.get("class", "").split(" ")[0]: it for it in root.all("section")}
    assert {"verdict", "phases", "factors", "ages", "sources"} <= set(sections)
    assert len(list(sections["phases"].all("svg"))) == 4
    assert [heading.words for heading in sections["factors"].all("h3")] == [
        "Political will", "Legal framework", "Cultural fit", "Capacity",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_inert(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(PLAIN))
    expected = [it.name for it in tree(assess("a.yaml", "b.yaml", "-f", "html").out).all()]
    write(folder, profiles_saying(HOSTILE[kind]))
    done = assess("a.yaml", "b.yaml", "-f", "html")
    assert (done.code, done.err) == (0, "")
    assert [it.name for it in tree(done.out).all()] == expected
    assert all(char.isprintable() or char == "\n" for char in done.out)


def test_markup_escapes_whatever_is_not_markup() -> None:
    assert (
        tag("b", "<i>&\"'\x1b", title='"><x') == '<b title="&quot;&gt;&lt;x">&lt;i&gt;&amp;&quot;&#x27;</b>'
    )
    assert tag("b", Markup("<i>"), " ", "x ") == "<b><i> x </b>"
    assert joined("a", None, Markup("<br>")) == "a<br>"
    assert tag("meta", name="a", class_="b", http_equiv=None) == '<meta name="a" class="b">'


def test_ages_stand_in_order_and_within_the_picture() -> None:
    places = [svg.age_place(years, 20) for years in (0, 0.5, 1, 2, 5, 20, 90)]
    assert places == sorted(places, reverse=True)
    assert (places[0], places[-2], places[-1]) == (100, 0, 0)
    assert svg.oldest_tick(5.1) == 10
    assert svg.most_in_a_bin([[0, 0.001, 9], []], 10) == 2


def test_a_marking_stands_at_both_ends(folder: Path) -> None:
    write(folder, {"alpha.yaml": f"tlp: amber+strict\n{ALPHA}"})
    root = tree(assess("alpha.yaml", "beta.yaml", "-f", "html").out)
    for name in ("title", "header", "footer"):
        assert "TLP:AMBER+STRICT" in next(root.all(name)).words


def colours(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """The palette of a sheet, light and dark."""
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{([^}]*--page[^}]*#[^}]*--ready-tint[^}]*)\}", sheet)
    )
    return light, dark


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21; text needs 4.5."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the known example just below 4.5


def test_every_text_has_contrast_on_every_ground(shown: str) -> None:
    verdicts = ("blocked", "undetermined", "fragile", "ready")
    for palette in colours(shown):
        grounds = [palette["page"], palette["card"]]
        pairs = [
            (palette[ink], ground) for ink in ("ink", "muted", "accent", *verdicts) for ground in grounds
        ]
        pairs += [(palette[ink], palette[f"{it}-tint"]) for it in verdicts for ink in ("ink", it)]
        assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
