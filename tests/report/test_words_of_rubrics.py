"""Words that a rubric chooses itself are told as it says them, in every report; those of earlier reports too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import DELICATE_A, DELICATE_B, SMALL_RUBRIC, run, write

if TYPE_CHECKING:
    from pathlib import Path

PAIR = ("a.yaml", "b.yaml", "--rubric", "own.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    texts = {"a.yaml": DELICATE_A, "b.yaml": DELICATE_B, "own.yaml": SMALL_RUBRIC.read_text("utf-8")}
    write(tmp_path, {name: text.replace("suspended", "paused") for name, text in texts.items()})
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [("assess", *PAIR, "--full"), ("assess", *PAIR, "-f", "html"), ("history", *PAIR), ("plan", *PAIR)],
    ids=" ".join,
)  # fmt: skip
def test_a_standing_of_its_own_is_told_by_its_id(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert (done.code, done.err) == (0, "")
    assert "paused" in done.out


def test_a_comparison_tells_it_too(here: Path) -> None:
    old = run("assess", *PAIR, "-f", "json").out
    whole = json.loads(old)
    whole["standing"]["status"] = "frozen"
    write(
        here,
        {
            "old.json": json.dumps(whole),
            "new.json": old.replace('"as_of": "2023-11-28"', '"as_of": "2023-11-29"'),
        },
    )
    assert whole["verdict"] == "blocked"
    done = run("diff", "old.json", "new.json")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("below", "sign"),
    [("{", '"verdict": "blocked'), ('"indicators": [', '"gate": "unmet'), ('"obstacles": [', '"status": "blocking')],
)  # fmt: skip
def test_a_word_that_no_report_has_is_refused_with_its_place(below: str, sign: str, here: Path) -> None:
    text = run("assess", *PAIR, "-f", "json").out
    place = text.index(sign, text.index(below)) + len(sign)
    write(here, {"old.json": f"{text[:place]}-nope{text[place:]}"})
    done = run("diff", "old.json", "old.json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"old.json:{text[:place].count(chr(10)) + 1}:")


def test_a_phase_that_the_earlier_report_lacks_is_no_change_of_its_verdict(here: Path) -> None:
    whole = json.loads(run("assess", *PAIR, "-f", "json").out)
    write(here, {"new.json": json.dumps(whole)})
    other = next(phase for phase in whole["phases"] if phase["id"] != whole["phase"]["assessed"])
    other["id"] = "earliest"
    write(here, {"old.json": json.dumps(whole)})
    done = run("diff", "old.json", "new.json")
    assert (done.code, done.err, done.out) == (0, "", "no difference\n")
