"""Reading HTML reports: as a tree, and in a headless browser where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from cli.command_line import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VOID = {"meta", "link", "br", "hr", "col", "img", "input"}
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip


STRAIT = (EXAMPLES / "cross-strait" / "TWN.yaml", EXAMPLES / "cross-strait" / "CHN.yaml")


def renamed_strait(folder: Path, name: str) -> list[Path]:
    """Copies of the profiles of a strained pair, both of which bear a name."""
    copies = []
    for profile in STRAIT:
        text, count = re.subn(r"(?m)^name: .*", f"name: {{en: {name}}}", profile.read_text("utf-8"))
        assert count == 1
        copies.append(folder / profile.name)
        copies[-1].write_text(text, encoding="utf-8")
    return copies


@dataclass
class Element:
    """An element with what stands in it."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str = "") -> Iterator[Element]:
        """The element and all below it, or those of one name."""
        if not name or self.name == name:
            yield self
        for child in self.children:
            yield from child.all(name)

    @property
    def words(self) -> str:
        """All text in it, in an order that does not matter."""
        return " ".join(part for part in [self.text, *(child.words for child in self.children)] if part)


class _Tree(HTMLParser):
    """Builds the tree and refuses what is not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def tree(page: str) -> Element:
    """A page as a tree. Fails where tags are not well nested."""
    parser = _Tree()
    parser.feed(page)
    parser.close()
    assert parser.open == [parser.root]
    return parser.root


def browse(profile: Path, *arguments: str) -> str:
    """What a headless browser writes, with a fresh profile."""
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
