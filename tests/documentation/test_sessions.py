"""Every command that the documentation shows does what the documentation shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sessions import BLOCK, Step, commands, fits, pages, printed, shortened, text_of
from typer.main import get_command

from readiness.cli.app import COMMANDS, app

STEPS = [
    pytest.param(page, number, id=f"{page}-{number + 1}-{step.command.splitlines()[0][:60]}")
    for page in pages()
    for number, step in enumerate(commands(page))
]
NOT_RUN = re.compile(r"<!-- not run: \S.+ -->\n$")
"""What a page says above a block that needs what the repository cannot have, and why."""

INLINE = re.compile(r"(?<!`)`(readiness [^`]+)`(?!`)")


@pytest.mark.parametrize(("page", "number"), STEPS)
def test_a_command_prints_what_the_page_shows(page: str, number: int) -> None:
    steps, outputs = commands(page), printed(page)
    assert len(outputs) == len(steps)
    (command, shown), (real, code) = steps[number], outputs[number]
    assert fits(shown, real), f"{command}\nprints\n" + "\n".join(real)
    asked = number + 1 < len(steps) and steps[number + 1] == Step("echo $?", (str(code),))
    assert code == 0 or asked, f"{command}\nends with {code}, and the page does not show it"


@pytest.mark.parametrize("page", pages())
def test_commands_stand_only_where_they_are_run(page: str) -> None:
    text = text_of(page)
    others = [block for block in BLOCK.finditer(text) if block["language"] != "console"]
    unexcused = [block for block in others if not NOT_RUN.search(text[: block.start()])]
    lines = [line.strip() for block in unexcused for line in block["text"].splitlines()]
    assert [line for line in lines if re.match(r"(\$ )?readiness (\w|-)", line)] == []


@pytest.mark.parametrize("page", pages())
def test_what_is_named_in_a_sentence_exists(page: str) -> None:
    """Commands in running text have blanks to fill, so that they are not run; their names and options are looked up."""
    group: Any = get_command(app)
    for line in INLINE.findall(BLOCK.sub("", text_of(page))):
        for name in re.match(r"readiness (?:--[\w-]+ )*([\w|-]*)", line)[1].split("|"):  # type: ignore[index]
            if re.fullmatch(r"[a-z][a-z-]*", name):
                assert name in COMMANDS, line
                known = {
                    option
                    for item in group.get_command(None, name).params
                    for option in (*item.opts, *item.secondary_opts)
                }
                assert set(re.findall(r"(?<=[\s\[])--[a-z][\w-]*", line)) <= known | {"--help"}, line


@pytest.mark.parametrize(
    ("shown", "fitting"),
    [
        (("a", "b", "c"), True),
        (("a", "…", "c"), True),
        (("…", "c"), True),
        (("a", "…"), True),
        (("…",), True),
        (("a", "b"), False),
        (("a", "b", "c", "…"), False),
        (("a", "…", "b", "c"), False),
        ((), False),
    ],
)
def test_a_gap_stands_for_lines_that_are_there(shown: tuple[str, ...], fitting: bool) -> None:
    assert fits(shown, ("a", "b", "c")) is fitting


def test_what_is_written_anew_keeps_the_gap() -> None:
    assert shortened(("x", "…", "z"), ("1", "2", "3", "4")) == ("1", "…", "4")
    assert shortened(("x",), ("1", "2")) == ("1", "2")
