"""Every report read back by the program that its readers use: hostile text changes no structure, and runs nowhere."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import openpyxl
import pyte
import pytest
import yaml

from cli.command_line import SMALL_RUBRIC, run, write
from cli.test_hostile_text import HOSTILE, PLAIN, markdown_structure, profiles_saying

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {
    "all": "\n".join(HOSTILE.values()),
    "command": "::error file=x::y ##[error]z ::stop-commands::t\n::set-output name=x::y",
    "formula": "\t=HYPERLINK(1)\r=1+1",
    "markup": "</title></svg></style>--><script>alert(1)</script><a href='javascript:x' onclick=x>",
}
LONGEST = 300
"""Characters of a name."""
PAIR = ("a.yaml", "b.yaml")
COMMANDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("assess", *PAIR, "--waivers", "accepted.txt"): ("text", "markdown", "json", "html", "junit", "sarif", "github", "gitlab", "summary"),
    ("assess", *PAIR, "--full"): ("text", "markdown"),
    ("what-if", *PAIR, "--set", "BETA.mutual-trust=3"): ("text", "markdown", "json"),
    ("plan", *PAIR): ("text", "markdown", "json", "html"),
    ("bottleneck", *PAIR): ("text", "markdown", "json"),
    ("brief", *PAIR): ("text", "markdown", "html"),
    ("checklist", *PAIR): ("text", "markdown", "html"),
    ("history", *PAIR): ("text", "markdown", "json", "html"),
    ("partners", *PAIR): ("text", "markdown", "json", "html", "xlsx"),
    ("route", *PAIR, "c.yaml"): ("text", "markdown", "json"),
    ("batch", "--all", "."): ("json", "csv", "markdown", "junit"),
    ("matrix", "."): ("text", "csv", "html", "json"),
    ("profile", "a.yaml"): ("text", "markdown", "json"),
    ("agreement", "a.yaml", "a.yaml"): ("text", "markdown", "json"),
    ("explain", "present-will"): ("text", "markdown", "json"),
    ("list", "needs"): ("text", "json"),
    ("test", "case.yml"): ("text", "junit", "json"),
    ("questionnaire", "a.yaml"): ("csv",),
}  # fmt: skip
"""Command lines, and the formats in which each is read back."""


def cells(text: str) -> Any:
    """The shape of a table; a program for tables takes no cell of it for a formula."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+@\t\r]|-(?![\d.]*$)", cell), cell
    return [len(row) for row in rows]


def elements(text: str) -> Any:
    """The elements and attributes of a page; none of them runs anything or leads elsewhere than to an address."""
    tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.casefold().startswith("on")
            assert name not in ("href", "src") or re.match(r"https?://|#|mailto:|data:image/", value), value
    return [
        (str(item.tag), sorted(set(item.attrib) - {"href", "rel"})) for item in tree.iter() if item.tag != "a"
    ]


def log_commands(text: str) -> Any:
    """The commands to the log of a workflow, by the grammar that its runner reads; no other line is one."""
    lines = text.rstrip("\n").split("\n")
    command = re.compile(r"::(error|warning|notice)( [a-zA-Z]+=[^,:]*(,[a-zA-Z]+=[^,:]*)*)?::[^\r\n]*")
    assert [line for line in lines if not command.fullmatch(line)] == []
    return [line.split("::")[1].split(" ")[0] for line in lines]


def screen(text: str) -> Any:
    """What a terminal shows is the text itself, in its plainest style, line by line."""
    lines = text.split("\n")
    terminal = pyte.Screen(max(map(len, lines)) + 1, len(lines))
    stream = pyte.Stream(terminal)
    stream.feed(text.replace("\n", "\r\n"))
    plain = pyte.Screen(1, 1).default_char
    for row in terminal.buffer.values():
        assert all(char._replace(data=" ") == plain for char in row.values())
    assert [line.rstrip() for line in terminal.display] == [line.rstrip() for line in lines]
    assert terminal.title == ""
    return None  # how many lines there are depends on how long the texts are


def keys(data: Any) -> Any:
    """The shape of data: its keys, and the kinds of its values."""
    if isinstance(data, dict):
        return {key if re.fullmatch(r"[\w.-]+", key) else "said": keys(value) for key, value in data.items()}
    return [keys(item) for item in data] if isinstance(data, list) else type(data).__name__


def parts(text: str) -> Any:
    return [(item.tag, sorted(item.attrib)) for item in ET.fromstring(text).iter()]  # noqa: S314  (our own)


READERS: dict[str, Callable[[str], Any]] = {
    "text": screen,
    "markdown": markdown_structure,
    "summary": markdown_structure,
    "json": lambda text: keys(json.loads(text)),
    "sarif": lambda text: keys(json.loads(text)),
    "gitlab": lambda text: keys(json.loads(text)),
    "html": elements,
    "junit": parts,
    "csv": cells,
    "github": log_commands,
}


def workbook(name: str) -> Any:
    """The shape of each sheet; no cell is a formula."""
    book = openpyxl.load_workbook(name)
    assert [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    return [(sheet.title, sheet.max_row, sheet.max_column) for sheet in book]


def rubric_saying(text: str) -> str:
    """The small rubric whose names and questions say a text too."""

    def said(data: Any, key: object = "") -> Any:
        if isinstance(data, dict):
            return {name: said(value, name) for name, value in data.items()}
        if isinstance(data, list):
            return [said(item) for item in data]
        return f"{data} {text}" if key in ("name", "short", "question", "text") else data

    return json.dumps(said(yaml.safe_load(SMALL_RUBRIC.read_text("utf-8"))))


def files(text: str) -> dict[str, str]:
    """Profiles, a rubric, a case and a waiver that say a text wherever they can, names without anything before it."""
    pair = {name: json.loads(raw) for name, raw in profiles_saying(text).items()}
    for data in pair.values():
        data["name"] = {"en": text[:LONGEST]}
        data["facts"] = {"memberships": {text[:60]: text}, "legal-family": text, "languages": [text]}
    pair["a.yaml"]["partners"]["BETA"]["cases"] = [
        {"needs": ["evidence"], "from": 2020, "completed": 3, "note": text}
    ]
    third = {"profile": "GAMMA", "as_of": 2023, "name": {"en": text[:LONGEST]}}
    case = {
        "case": "x",
        "note": text,
        "profiles": {"a": "a.yaml", "b": "b.yaml"},
        "expect": {"verdict": "ready"},
        "rubric": "rubric/all.yaml",
    }
    waiver = {
        "pair": ["ALPHA", "BETA"],
        "obstacle": "no-will",
        "reason": text,
        "approver": text,
        "expires": 2024,
    }
    return {
        **{name: json.dumps(data) for name, data in pair.items()},
        "c.yaml": json.dumps(third),
        "case.yml": json.dumps(case),
        "accepted.txt": json.dumps([waiver]),
        "rubric/all.yaml": rubric_saying(text),
    }


def plain(length: int) -> str:
    """Plain words of so many characters."""
    return (f"{PLAIN} " * length)[:length]


def structure(command: tuple[str, ...], format_: str) -> Any:
    words = [*command, "-f", format_, *(() if command[0] == "test" else ("--rubric", "rubric"))]
    if format_ == "xlsx":
        done = run(*words, "-o", "out.xlsx")
        assert done.code == 0, done.err
        return workbook("out.xlsx")
    done = run(*words)
    assert done.code in (0, 1), done.err
    return READERS[format_](done.out)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:1]))
def test_hostile_text_changes_nothing_but_words(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rubric").mkdir()
    for kind, text in TEXTS.items():
        write(tmp_path, files(plain(len(text))))  # what does not fit on a screen is left out: equal lengths
        expected = {name: structure(command, name) for name in COMMANDS[command]}
        write(tmp_path, files(text))
        assert {name: structure(command, name) for name in COMMANDS[command]} == expected, kind
