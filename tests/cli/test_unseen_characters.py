"""What people cannot see, and what a build's log obeys, reaches no output raw: from keys, names of files, options, settings."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from cli.command_line import run, write
from readiness.safe_text import escaped, inert, printable

if TYPE_CHECKING:
    from pathlib import Path

UNSEEN = "\u202e\u200e\u2028\ufeff\x7f\x9b\u2066\x1b[31m"
HOSTILE = f"{UNSEEN}##[error]x ::error::y"
NAME = "\u202e\u200e\u2028\ufeff\x7f\x9b##[error] ::error::.yaml"


def profile(code: str, other: str, **more: Any) -> str:
    """A profile with the hostile text in keys and values."""
    data = {
        "profile": code,
        "as_of": 2023,
        "name": {"en": HOSTILE},
        "facts": {
            "languages": [HOSTILE],
            "legal-family": HOSTILE,
            "memberships": {HOSTILE: HOSTILE},
            "channels": [{"id": HOSTILE, "components": {"communications": "full"}}],
            "indices": {HOSTILE: {"value": 1, "year": 2022}},
        },
        "ratings": {
            "present-will": {"level": 1, "note": HOSTILE, "evidence": [{"says": HOSTILE, "source": HOSTILE}]},
            "secure-channel": {"not-applicable": HOSTILE},
        },
        "partners": {other: {"ratings": {"mutual-trust": 1}}},
        "sources": {HOSTILE: {"title": HOSTILE, "url": HOSTILE}},
        **more,
    }
    return json.dumps(data)


FILES = {
    f"a{NAME}": profile("ALPHA", "BETA"),
    f"b{NAME}": profile("BETA", "ALPHA"),
    f"c{NAME}": profile("GAMMA", "ALPHA"),
    f"bad{NAME}": profile("DELTA", "ALPHA", tlp=HOSTILE, rubric=HOSTILE, **{HOSTILE: 1}),
    f"case{NAME}": json.dumps({"needs": ["evidence"], "note": HOSTILE}),
    f"wrong{NAME}": json.dumps({"needs": [HOSTILE], "phase": HOSTILE}),
    "pairs.csv": f"a,b\na{NAME.replace(chr(0x2028), '')},LVA\n",
    "settings": f"need = [{json.dumps(HOSTILE)}]\n",
}
A, B, C = (f"{letter}{NAME}" for letter in "abc")
COMMANDS: list[tuple[str, ...]] = [
    *(("assess", A, B, "-f", name) for name in ("text", "markdown", "json", "html", "junit", "sarif", "summary")),
    *(("profile", A, "-f", name) for name in ("text", "markdown", "json")),
    *(("route", A, B, C, "-f", name) for name in ("text", "markdown", "json")),
    *(("matrix", ".", "-f", name) for name in ("text", "csv", "html", "json")),
    *(("batch", "--all", ".", "-f", name) for name in ("jsonl", "json", "csv", "markdown", "junit")),
    *(("batch", "--all", ".", "--detail"), ("batch", "pairs.csv")),
    *(("merge", A, A), ("agreement", A, A), ("validate", "."), ("validate", f"bad{NAME}"), ("test", f"wrong{NAME}")),
    *(("init", "XYZ", "--name", HOSTILE), ("init", HOSTILE), ("init", "XYZ", "-o", f"new{NAME}")),
    *(("config", "--case", f"case{NAME}"), ("config", "--case", f"case{NAME}", "-f", "json")),
    *(("assess", A, B, "--case", f"wrong{NAME}"), ("assess", HOSTILE, B), ("assess", A, B, f"--{HOSTILE}"), (HOSTILE,)),
    *((("assess", A, B, option, HOSTILE)) for option in ("--phase", "--need", "-f", "-o", "--role", "--lang", "--as-of")),
    *(("explain", HOSTILE), ("list", HOSTILE), ("schema", HOSTILE), ("import", HOSTILE, A), ("import", "egmont", A)),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: ascii(" ".join(command))[:60])
def test_nothing_unseen_and_no_command_to_a_log_is_written(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, FILES)
    done = run(*command)
    for text in (done.out, done.err):
        assert not [
            char
            for char in text
            if char not in "\n\u200b" and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")
        ]
        assert "##[" not in text
        assert not [line for line in text.split("\n") if line.lstrip().startswith("::")]


def test_settings_are_shown_without_what_is_unseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"readiness.toml": FILES["settings"]})
    shown, data = run("config").out, run("config", "-f", "json").out
    assert all(line.isprintable() for line in shown.split("\n"))
    assert json.loads(data)["need"]["value"] == [HOSTILE]
    assert data.replace("\n", "").isprintable()
    refused = run("assess", "TWN", "LVA")
    assert refused.code == 2
    assert "need is set in readiness.toml:1" in refused.err


def test_joiners_between_letters_are_text() -> None:
    persian, emoji = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "a \u200d b\u200c"
    assert (printable(persian), inert(persian), escaped(persian)) == (persian, persian, persian)
    assert printable(emoji) == "a   b "
    assert escaped(emoji) == "a \\u200d b\\u200c"


def test_json_escapes_lose_nothing() -> None:
    unseen = "".join(
        char
        for char in map(chr, range(0x7F, 0x110000))
        if unicodedata.category(char) in ("Cf", "Zl", "Zp", "Cs")
    )
    written = escaped(json.dumps(unseen + "##[x", ensure_ascii=False))
    assert written.isprintable()
    assert "##[" not in written
    # two halves of a pair that stand beside each other are one character in JSON
    assert json.loads(written).encode("utf-16-be", "surrogatepass") == (unseen + "##[x").encode(
        "utf-16-be", "surrogatepass"
    )
