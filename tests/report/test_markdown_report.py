"""The Markdown report: front matter, footnotes, and tables that pandoc keeps."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown_it import MarkdownIt

from cli.command_line import EXAMPLES, assess, run, write
from cli.test_hostile_text import HOSTILE, profiles_saying
from readiness import __version__
from readiness.report.layouts.markdown_parts import footnotes, front_matter, table
from readiness.words import escape

if TYPE_CHECKING:
    from pathlib import Path

READY = (EXAMPLES / "nor-swe" / "NOR.yaml", EXAMPLES / "nor-swe" / "SWE.yaml")
PANDOC = shutil.which("pandoc")


def markdown(*arguments: str | Path) -> str:
    done = run("assess", *arguments, "--format", "markdown")
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_front_matter_names_title_date_verdict_and_version() -> None:
    _, front, _ = markdown("TWN", "LVA").split("---\n", 2)
    assert yaml.safe_load(front) == {
        "title": "Cooperation readiness, Taiwan – Latvia",
        "date": "2023-11-28",
        "verdict": "undetermined",
        "generator": f"readiness {__version__}",
    }


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_front_matter_keeps_a_hostile_title_as_it_is(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(HOSTILE[kind]))
    _, front, _ = assess("a.yaml", "b.yaml", "-f", "markdown").out.split("---\n", 2)
    title = yaml.safe_load(front)["title"]
    words = (
        "".join(char if char.isprintable() else " " for char in HOSTILE[kind]).replace("::", ": :").split()
    )
    assert "".join(words).replace(":", "") in re.sub(r"[\s:]", "", title)


def test_every_footnote_is_cited_and_every_citation_has_its_footnote() -> None:
    text = markdown(*READY)
    defined = re.findall(r"^\[\^(\d+)\]: \S", text, re.MULTILINE)
    cited = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert defined == [str(place) for place in range(1, len(defined) + 1)]
    assert len(defined) > 5
    assert set(cited) == set(defined)
    assert list(dict.fromkeys(cited)) == defined, "numbered in the order of citation"


@pytest.mark.parametrize(
    "source", ["Gazette", 'Gazette "x"', "(x)", "https://evil.example", "<x>", "'x' 'y'", "=", "^"]
)
def test_a_source_never_becomes_a_link(source: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render("x[^1]\n\n" + "\n".join(footnotes([source], {})))
    assert "<a" not in html
    assert "<x" not in html


def test_small_parts() -> None:
    assert escape("1. a") == "1\\. a"
    assert escape("- a") == "\\- a"
    assert list(table(["a", "b"], "lr", [["x", "wide cell"]])) == [
        "| a | b |", "| :--- | ---------: |", "| x | wide cell |",
    ]  # fmt: skip
    assert list(front_matter([("title", 'a: "b"'), ("none", "")])) == [
        "---", 'title: "a\\u003A \\u0022b\\u0022"', "---", "",
    ]  # fmt: skip


@pytest.mark.skipif(PANDOC is None, reason="there is no pandoc here")
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_pandoc_reads_it_without_a_warning(kind: str, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(markdown(*READY), encoding="utf-8")
    command = [str(PANDOC), "--fail-if-warnings", "--standalone", "report.md", "-o", f"report.{kind}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    if kind == "html":
        html = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert html.count("<table") == 5
        assert "footnote-ref" in html
        assert "[^" not in html
        assert "| " not in re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
