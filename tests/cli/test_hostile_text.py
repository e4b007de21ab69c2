"""Text from profiles means itself, whatever it looks like: in a terminal, in Markdown, in a workflow log."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from markdown_it import MarkdownIt
from rich.cells import cell_len

from cli.command_line import assess, report, write

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = {
    "rich": "[red]x[/red] [link=https://evil.example]y[/link] [/]",
    "ansi": "\x1b[31mred\x1b[0m \x9b31m \x1b]8;;https://evil.example\x07z\x1b]8;;\x07",
    "controls": "a\rb\bc\vd\fe\x7ff\x85g\u2028h\u2029i",
    "bidi": "a\u202eb\u2066c\u200fd\u200be\ufefff",
    "table": "x | y || z \\| w",
    "link": "[x](https://evil.example) ![x](https://evil.example/p.png) <https://evil.example>",
    "bare-link": "https://evil.example www.evil.example ftp://evil.example http://evil.example",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> <!-- --> &lt;b&gt; &#60;",
    "code": "`x` ``y`` ```z``` ~~~",
    "emphasis": "*a* _b_ **c** __d__ ~~e~~ $f$",
    "heading": "x\n\n# head\n\n===\n---\n- item\n1. one\n> quote\n    code",
    "reference": "[x]: https://evil.example\n[x]",
    "escapes": "\\[x\\](https://evil.example) \\<b\\> \\\\",
    "annotation": "::error file=x::y\n::warning::z",
    "braces": "{verdict} {0} {} %s",
    "list": "- item",
    "number": "1. one",
    "plus": "+ item",
    "rule": "---",
    "underline": "===",
    "mention": "@someone #12 user@evil.example",
    "mixed": "</td></tr></table>[x][y]<b>|*_`",
}
PLAIN = "plain words"


def profiles_saying(text: str) -> dict[str, str]:
    """A pair that says a text wherever a report repeats what a profile says."""
    evidence = [{"says": text, "source": "paper", "grade": "C3"}, {"says": f"x {text}", "source": "other"}]
    partner = {
        "standing": [{"status": "suspended", "since": 2023, "cause": "present-will", "note": text}],
        "agreements": [{"kind": "police-cooperation", "status": "signed", "since": 2019, "title": text}],
        "ratings": {
            "mutual-trust": {"level": 1, "evidence": evidence},
            "framework-fit": {"level": 1, "cause": "vague", "note": text, "evidence": evidence},
            "treaty-basis": {"level": 0, "evidence": evidence},
        },
    }
    sources = {"paper": {"title": text, "url": text}, "other": {"title": text}}
    ratings = {
        "present-will": {"level": 1, "evidence": evidence, "note": text},
        "secure-channel": {"not-applicable": text},
    }
    common = {"as_of": 2023, "name": {"en": f"N {text}"}, "ratings": ratings, "sources": sources}
    return {
        "a.yaml": json.dumps({"profile": "ALPHA", **common, "partners": {"BETA": partner}}),
        "b.yaml": json.dumps({"profile": "BETA", **common, "partners": {"ALPHA": partner}}),
    }


def markdown_structure(text: str) -> list[str]:
    """What a Markdown report is made of, without its words."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    found: list[str] = []
    for token in tokens:
        found.append(token.type)
        found += [child.type for child in token.children or [] if child.type not in ("text", "text_special")]
    return found


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_inert_in_the_text_report(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(HOSTILE[kind]))
    done = assess("a.yaml", "b.yaml")
    assert (done.code, done.err) == (0, "")
    assert all(line.isprintable() for line in done.out.split("\n"))
    assert max(cell_len(line) for line in done.out.split("\n")) <= 80
    words = "".join(char if char.isprintable() else " " for char in HOSTILE[kind]).split()
    flat = re.sub(r"\s+", "", done.out)
    assert "".join(words) in flat, "the text itself must stay readable"


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_inert_in_markdown(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(PLAIN))
    expected = markdown_structure(assess("a.yaml", "b.yaml", "-f", "markdown").out)
    write(folder, profiles_saying(HOSTILE[kind]))
    done = assess("a.yaml", "b.yaml", "-f", "markdown")
    assert (done.code, done.err) == (0, "")
    assert all(line.isprintable() or "\u200b" in line for line in done.out.split("\n"))
    assert markdown_structure(done.out) == expected
    assert not re.search(r"(https?|ftp)://|www\.", done.out)


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_no_line_is_a_command_to_a_workflow_log(format_: str, folder: Path) -> None:
    for text in ("::error file=x::y", "##[error]y"):
        write(folder, profiles_saying(text))
        done = assess("a.yaml", "b.yaml", "-f", format_)
        assert not [line for line in done.out.split("\n") if line.lstrip().startswith("::") or "##[" in line]


def front_matter() -> dict[str, Any]:
    """The head of the Markdown report, as other programs read it."""
    _, head, _ = assess("a.yaml", "b.yaml", "-f", "markdown").out.split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(head)
    return found


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names_stay_inside_their_line_of_the_front_matter(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(PLAIN))
    expected = front_matter()
    write(folder, profiles_saying(HOSTILE[kind]))
    found = front_matter()
    assert isinstance(found["title"], str)
    assert {**found, "title": ""} == {**expected, "title": ""}


@pytest.mark.parametrize("kind", HOSTILE)
def test_json_keeps_what_was_said(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(HOSTILE[kind]))
    said = {item["says"] for found in report("a.yaml", "b.yaml")["indicators"] for item in found["evidence"]}
    assert said == {HOSTILE[kind], f"x {HOSTILE[kind]}"}


def test_hostile_text_in_an_error_message_is_inert(folder: Path) -> None:
    write(folder, {"a.yaml": 'profile: ALPHA\nas_of: 2023\n"\\e[31m\\u202ered": 1\nratings: {"[red]": 2}\n'})
    done = assess("a.yaml", "beta.yaml")
    assert done.code == 2
    assert all(line.isprintable() for line in done.err.splitlines())
    write(folder, {"case.yaml": 'needs: ["\\e[31mevidence"]\nphase: "\\x9b31m"\n'})
    done = assess("alpha.yaml", "beta.yaml", "--case", "case.yaml")
    assert done.code == 2
    assert all(line.isprintable() for line in done.err.splitlines())


def test_a_word_longer_than_its_column_goes_on_in_the_next_line(folder: Path) -> None:
    for said in (
        "雙方自二〇一九年起停止交換情資，僅透過第三國轉達，且無任何書面紀錄可查；承辦人員亦表示對方曾將資料外洩"
        * 2,
        "x/" * 90,
    ):
        write(folder, profiles_saying(said))
        done = assess("a.yaml", "b.yaml", "--full")
        behind = done.out.split("THE PHASES SIDE BY SIDE")[1]  # the screen before it may shorten a quotation
        assert "…" not in behind
        assert said in re.sub(r"\s+", "", done.out)
        assert max(cell_len(line) for line in done.out.split("\n")) <= 80
