"""What is no file, or holds no text that can be read, is refused by every command that reads files, with its name and nothing else."""

from __future__ import annotations

import os
import signal
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest

from cli.command_line import run
from readiness.cli.app import COMMANDS, Commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WITHOUT_FILES = {"list", "schema", "explain", "config", "init"}
"""Commands whose files are only those of options: a rubric or a case."""
READING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("assess", "history", "brief", "checklist", "partners", "what-if", "plan", "bottleneck"),
        ("TWN", "{}"),
    ),
    "route": ("TWN", "LVA", "{}"),
    "batch": ("{}",),
    "matrix": ("folder",),
    "diff": ("{}", "{}"),
    "validate": ("{}",),
    "test": ("{}",),
    "agreement": ("{}", "{}"),
    "merge": ("{}", "{}"),
    "import": ("egmont", "{}"),
    "profile": ("{}",),
    "interview": ("{}",),
    "questionnaire": ("--import", "{}", "--into", "TWN.yaml"),
}
OPTIONS = {
    "case": ("assess", "TWN", "LVA", "--case", "{}"),
    "rubric": ("assess", "TWN", "LVA", "--rubric", "{}"),
    "crimes": ("plan", "TWN", "LVA", "--crimes", "{}"),
    "waivers": ("assess", "TWN", "LVA", "--waivers", "{}"),
    "baseline": ("assess", "TWN", "LVA", "--fail-on", "blocked", "--baseline", "{}"),
    "since": ("partners", "TWN", "LVA", "--since", "{}"),
    "changed-since": ("batch", "--all", "good", "--changed-since", "{}"),
    "with": ("interview", "TWN.yaml", "--with", "{}"),
    "explained": ("explain", "present-will", "--rubric", "{}"),
    "config": ("config", "--case", "{}"),
}
ALIASES = "".join(
    f"{a}: &{a} [{','.join([f'*{b}'] * 9)}]\n" for a, b in zip("bcdefgh", "abcdefg", strict=True)
)


def written(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def endless(path: Path) -> None:
    """A file longer than the program reads, without a byte of it on the disk."""
    with path.open("wb") as file:
        file.truncate(600_000_000)


KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "loop": lambda path: path.symlink_to(path.name),
    "dangling": lambda path: path.symlink_to("nowhere"),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "nul": written(b"profile: T\0N\n"),
    "utf-16": written("profile: TWN\n".encode("utf-16")),
    "latin-1": written("profile: Côte\n".encode("latin-1")),
    "aliases": written(f"a: &a [x]\n{ALIASES}".encode()),
    "deep": written(b"profile: " + b"[" * 100_000),
    "long": endless,
    "nothing": written(b""),
}
NAMES = {"batch": "x.yaml", "import": "x_2026-07.csv", "questionnaire": "x.csv", "diff": "x.json"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("good").mkdir()
    for name in ("TWN.yaml", "good/AAA.yaml", "good/BBB.yaml"):
        Path(name).write_text(f"profile: {Path(name).stem}\nas_of: 2023\n", "utf-8")
    return tmp_path


def test_every_command_stands_here() -> None:
    assert {*READING, *WITHOUT_FILES} == set(COMMANDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", [*READING, *OPTIONS])
def test_what_cannot_be_read_is_refused_by_name(command: str, kind: str, here: Path) -> None:
    name = NAMES.get(command, "x.yaml")
    KINDS[kind](here / ("folder" if command == "matrix" else "") / name)
    words = OPTIONS[command] if command in OPTIONS else (command, *READING[command])
    before = set(here.rglob("*"))
    done = run(*(name if word == "{}" else word for word in words))
    assert done.code in (2, 3), done
    assert "defect" not in done.err
    assert name in done.err + (done.out if command == "test" else "")
    assert len(done.err) < 5000
    assert set(here.rglob("*")) == before


def parameters(command: str, kind: str) -> list[Any]:
    return [
        item
        for item in Commands(name="readiness").get_command(None, command).params
        if item.param_type_name == kind
    ]


def words(command: str, name: str | None = None) -> list[str]:
    """The command with that name, or the code of a jurisdiction, for each argument that is not one of a few words."""
    module, function = COMMANDS[command]
    hints = get_type_hints(getattr(import_module(f"readiness.cli.commands.{module}"), function))
    codes = iter(("TWN", "LVA", "JPN", "BRA"))
    given = [command]
    for item in parameters(command, "argument"):
        few: Any = hints.get(item.name)
        is_few = isinstance(few, type) and issubclass(few, Enum)
        given.append(next(iter(few)).value if is_few else name or next(codes))
    return given


@pytest.fixture
def unhindered() -> Iterator[None]:
    """A run that waits for a pipe ends here."""
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.mark.usefixtures("unhindered")
@pytest.mark.parametrize("kind", [*KINDS, "folder"])
@pytest.mark.parametrize("command", COMMANDS)
def test_any_command_bears_any_file(command: str, kind: str, here: Path) -> None:
    """No table here names the commands or what they take: one that is added is tried too."""
    KINDS.get(kind, os.mkdir)(here / "x.yaml")
    before = set(here.rglob("*"))
    done = run(*words(command, "x.yaml"))
    assert done.code in (0, 2, 3), done
    assert "defect" not in done.err
    assert set(here.rglob("*")) == before


@pytest.mark.usefixtures("unhindered")
@pytest.mark.parametrize("command", COMMANDS)
def test_any_option_bears_what_is_no_file(command: str, here: Path) -> None:
    os.mkfifo(here / "pipe")
    (here / "loop").symlink_to("loop")
    before = set(here.rglob("*"))
    for item in (option for option in parameters(command, "option") if not option.is_flag):
        for name in ("pipe", "loop", "loop/x", "/dev/zero", "TWN.yaml/x"):
            done = run(*words(command), item.opts[0], name)
            assert done.code in (0, 1, 2, 3), (item.opts, name, done)
            assert "defect" not in done.err, (item.opts, name)
            assert set(here.rglob("*")) == before, (item.opts, name)
