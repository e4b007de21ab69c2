"""The commands that say what would change a verdict, as people run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from cli.command_line import run

if TYPE_CHECKING:
    from pathlib import Path


def test_what_if_shows_both_sides_in_every_format() -> None:
    asked = ("what-if", "TWN", "LVA", "--set", "pair.treaty-basis.evidence=0", "--each")
    data = json.loads(run(*asked, "-f", "json").out)
    assert data["schema"] == "readiness/what-if/1"
    assert data["set"] == ["pair.treaty-basis.evidence=0"]
    assert (data["before"]["verdict"], data["after"]["verdict"]) == ("undetermined", "blocked")
    assert {"what": "verdict", "from": "undetermined", "to": "blocked"}.items() <= data["moved"][0].items()
    for form in ("text", "markdown"):
        told = run(*asked, "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "UNDETERMINED → BLOCKED in the middle phase" in told.out
    assert max(cell_len(line) for line in run(*asked).out.splitlines()) <= 80


@pytest.mark.parametrize("wrong", ["LVA.mutual-trst=3", "XXX.mutual-trust=3", "LVA.mutual-trust=9"])
def test_a_wrong_change_is_one_error_and_writes_nothing(wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = run("what-if", "TWN", "LVA", "--set", wrong, "-o", file)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert wrong in done.err
    assert not file.exists()
