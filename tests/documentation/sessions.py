"""The commands in the documentation, and what they print.

A fenced block marked `console` is a session in a shell: a line that begins with `$ ` is a command (the lines after it that begin
with `> ` belong to it), the lines below it are all that it prints, and a line `…` stands for lines left out. `$ echo $?` shows an
exit code other than 0. The commands of a page run in its order, in one folder: a copy of `examples`, `casebook`, `rubrics` and
`profiles`, with the files of the folders that the page names in a comment, `<!-- files: FOLDER -->`, beside them. A block that
needs what the repository cannot have says so in a comment right above it, `<!-- not run: REASON -->`.

    python tests/documentation/sessions.py --write      # puts the output of today under every command, but not exit codes
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    "README.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "docs/**/*.md",
    "examples/**/*.md",
    "profiles/*.md",
    "casebook/*.md",
)
BESIDE = ("examples", "casebook", "rubrics", "profiles")
BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
FILES = re.compile(r"<!-- files: (?P<folder>\S+) -->")
LEFT_OUT = "…"


class Step(NamedTuple):
    """A command of a page, and the lines that the page shows below it."""

    command: str
    shown: tuple[str, ...]


def pages() -> list[str]:
    """Every page of the documentation, by its path from the top."""
    return sorted({path.relative_to(ROOT).as_posix() for pattern in PAGES for path in ROOT.glob(pattern)})


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def steps(block: re.Match[str]) -> list[Step]:
    """The commands of a session."""
    parts: list[tuple[list[str], list[str]]] = []
    for raw in block["text"].splitlines():
        line = raw.removeprefix(block["indent"])
        if line.startswith("$ "):
            parts.append(([line[2:]], []))
        elif line.startswith("> ") and not parts[-1][1]:
            parts[-1][0].append(line[2:])
        else:
            parts[-1][1].append(line)
    return [Step("\n".join(command), tuple(shown)) for command, shown in parts]


def sessions(page: str) -> list[re.Match[str]]:
    """The sessions of a page."""
    return [block for block in BLOCK.finditer(text_of(page)) if block["language"] == "console"]


def commands(page: str) -> list[Step]:
    """The commands of all sessions of a page."""
    return [step for block in sessions(page) for step in steps(block)]


@cache
def printed(page: str) -> list[tuple[tuple[str, ...], int]]:
    """What each command of a page prints on both streams, line by line, and its exit code."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "here"
        for name in (*BESIDE, *FILES.findall(text_of(page))):
            shutil.copytree(ROOT / name, folder / (name if name in BESIDE else ""), dirs_exist_ok=True)
        program = Path(place) / "bin" / "readiness"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m readiness "$@"\n', "utf-8")
        program.chmod(0o755)
        return in_one_shell([step.command for step in commands(page)], folder, program.parent)


def in_one_shell(lines: list[str], folder: Path, programs: Path) -> list[tuple[tuple[str, ...], int]]:
    """What commands print, and their exit codes, one after the other in a shell."""
    end = "— ended with"
    script = "".join(f"{line}\nset -- $?; echo; echo '{end}' $1; (exit $1)\n" for line in lines)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(folder.parent),
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    parts = re.split(rf"\n{end} (\d+)\n", done.stdout)
    return [
        (tuple(output.splitlines()), int(code)) for output, code in zip(parts[::2], parts[1::2], strict=False)
    ]


def fits(shown: tuple[str, ...], real: tuple[str, ...]) -> bool:
    """Whether the lines shown are the real ones, each `…` standing for one or more of them."""
    pattern = "".join(r"(?:.*\n)+?" if line.strip() == LEFT_OUT else re.escape(f"{line}\n") for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in real)) is not None


def shortened(shown: tuple[str, ...], real: tuple[str, ...]) -> tuple[str, ...]:
    """The real lines; where lines were left out, as many as before stand before the first and after the last gap."""
    gaps = [number for number, line in enumerate(shown) if line.strip() == LEFT_OUT]
    if not gaps:
        return real
    if fits(shown, real):
        return shown
    before, after = gaps[0], len(shown) - gaps[-1] - 1
    return (*real[:before], LEFT_OUT, *real[len(real) - after :])


def rewritten(page: str) -> str:
    """The page with the output of today under every command."""
    outputs = iter(printed(page))

    def today(block: re.Match[str]) -> str:
        if block["language"] != "console":
            return block[0]
        lines: list[str] = []
        for step in steps(block):
            real, _ = next(outputs)
            shown = step.shown if step.command == "echo $?" else shortened(step.shown, real)
            first, *more = step.command.split("\n")
            lines += [f"$ {first}", *(f"> {line}" for line in more), *shown]
        content = "".join(f"{block['indent']}{line}".rstrip() + "\n" for line in lines)
        return f"{block['indent']}```console\n{content}{block['indent']}```"

    return BLOCK.sub(today, text_of(page))


if __name__ == "__main__":
    named = [name for name in sys.argv[1:] if name != "--write"]
    for name in named or pages():
        if commands(name) and (fresh := rewritten(name)) != text_of(name):
            sys.stdout.write(f"{name}\n")
            if "--write" in sys.argv:
                (ROOT / name).write_text(fresh, "utf-8")
