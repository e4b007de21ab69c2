"""Every report read back by the program that its readers use: hostile text changes no structure, and runs nowhere."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import openpyxl
import pyte
import pytest
import yaml
from jsonschema import Draft4Validator
from lxml import etree

from cli.command_line import SMALL_RUBRIC, run, write
from cli.test_every_command_redacts import SHOWN_BY_FORMAT, options
from cli.test_hostile_text import HOSTILE, PLAIN, markdown_structure, profiles_saying
from readiness.cli.app import COMMANDS as PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {
    "all": "\n".join(HOSTILE.values()),
    "command": "::error file=x::y ##[error]z ::stop-commands::t\n::set-output name=x::y",
    "formula": "\t=HYPERLINK(1)\r=1+1",
    "markup": "</title></svg></style>--><script>alert(1)</script><a href='javascript:x' onclick=x>",
}
SCHEMAS = Path(__file__).parents[1] / "report" / "schemas"
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
    ("diff", "old.json", "new.json"): ("text", "json"),
    ("config", "--case", "asked.yml"): ("text", "json"),
    ("batch", "--all", "."): ("json", "jsonl", "csv", "markdown", "junit", "parquet"),
    ("batch", "--all", ".", "--detail"): ("jsonl",),
    ("matrix", "."): ("text", "csv", "html", "json"),
    ("profile", "a.yaml"): ("text", "markdown", "json"),
    ("agreement", "a.yaml", "a.yaml"): ("text", "markdown", "json"),
    ("explain", "present-will"): ("text", "markdown", "json"),
    ("list", "needs"): ("text", "json"),
    ("test", "case.yml"): ("text", "junit", "json"),
    ("questionnaire", "a.yaml"): ("csv", "markdown", "xlsx"),
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


def suites(text: str) -> Any:
    """Test results as Jenkins reads them, but for two attributes that its schema allowed later."""
    tree = etree.fromstring(text.encode())
    shape = [(item.tag, sorted(item.attrib)) for item in tree.iter()]
    for case in tree.iter("testcase"):
        for name in ("file", "assertions"):
            case.attrib.pop(name, "")
    etree.XMLSchema(file=str(SCHEMAS / "junit-10.xsd")).assertValid(tree)
    return shape


def scanned(text: str) -> Any:
    """Findings by the schema of SARIF, and by what code scanning asks for beyond it: a rule and a place for each."""
    log = json.loads(text)
    Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))).validate(log)
    for scan in log["runs"]:
        rules = scan["tool"]["driver"]["rules"]
        for result in scan["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"]
            assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", result["message"]["text"])  # a link
            assert result["partialFingerprints"]
            for location in result["locations"]:
                where = location["physicalLocation"]
                assert not where["artifactLocation"]["uri"].startswith(("/", "file:"))
                assert where["region"]["startLine"] >= 1
    return keys(log)


def quality(text: str) -> Any:
    """The entries of a code quality report by what GitLab's documentation asks for."""
    entries = json.loads(text)
    for entry in entries:
        assert all(isinstance(entry[name], str) for name in ("description", "check_name", "fingerprint"))
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    return keys(entries)


READERS: dict[str, Callable[[str], Any]] = {
    "text": screen,
    "markdown": markdown_structure,
    "summary": markdown_structure,
    "json": lambda text: keys(json.loads(text)),
    "jsonl": lambda text: [keys(json.loads(line)) for line in text.splitlines()],
    "sarif": scanned,
    "gitlab": quality,
    "html": elements,
    "junit": suites,
    "csv": cells,
    "github": log_commands,
}


def workbook(name: str) -> Any:
    """The shape of each sheet. No cell is a formula or leads elsewhere, or becomes a formula in a copy as CSV."""
    book = openpyxl.load_workbook(name)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for cell in cells:
        assert cell.data_type != "f"
        assert cell.hyperlink is None
        assert cell.comment is None
        assert cell.quotePrefix or not str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r")), (
            cell.value
        )
    return [(sheet.title, sheet.max_row, sheet.max_column) for sheet in book]


def columns(name: str) -> Any:
    """The columns of a table and their types, and how many rows it has; what people write in it is text."""
    table = pytest.importorskip("pyarrow.parquet").read_table(name)
    return [(field.name, str(field.type)) for field in table.schema], table.num_rows


FILES: dict[str, Callable[[str], Any]] = {"xlsx": workbook, "parquet": columns}
"""Formats that are no text."""


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


def earlier(command: tuple[str, ...]) -> None:
    """For a comparison, reports of two days of the pair."""
    for name, day in (("old.json", "2020"), ("new.json", "2024")) if command[0] == "diff" else ():
        done = run("assess", *PAIR, "--rubric", "rubric", "--as-of", day, "-o", name)
        assert done.code == 0, done.err


def structure(command: tuple[str, ...], format_: str) -> Any:
    words = [*command, "-f", format_]
    if "--rubric" in options(command[0]) and command[0] != "test":
        words += ["--rubric", "rubric"]
    if format_ in FILES:
        words += ["-o", f"out.{format_}"]
    done = run(*words)
    assert done.code in (0, 1), done.err
    return FILES[format_](f"out.{format_}") if format_ in FILES else READERS[format_](done.out)


def test_every_format_of_every_command_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = [name for name in PROGRAM if "--format" in options(name)]
    for name in told:
        command = next(command for command in COMMANDS if command[0] == name)
        listed = SHOWN_BY_FORMAT.search(run(*command, "-f", "zzzz").err)
        assert listed is not None, name
        known = {format_ for words, formats in COMMANDS.items() if words[0] == name for format_ in formats}
        assert set(listed[1].split(", ")) == known, name


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:1]))
def test_hostile_text_changes_nothing_but_words(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rubric").mkdir()
    write(tmp_path, {"asked.yml": "needs: [evidence]\n"})
    for kind, text in TEXTS.items():
        write(tmp_path, files(plain(len(text))))  # what does not fit on a screen is left out: equal lengths
        earlier(command)
        expected = {name: structure(command, name) for name in COMMANDS[command]}
        write(tmp_path, files(text))
        earlier(command)
        assert {name: structure(command, name) for name in COMMANDS[command]} == expected, kind
