"""One broken case file a mistake, and the message it must give. Adding a mistake is adding a file.

`bad/NAME.yaml` is wrong against the rubric of `tests/bad`; `bad/NAME.txt` beside it is the message.
`python tests/cases/test_bad_cases.py` writes all messages anew after a change of wording: read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readiness.cases.results import CaseResult
from readiness.cases.runner import run
from readiness.cli.io.cases import load_cases
from readiness.errors import InputError

HERE = Path(__file__).resolve().parent
BAD = HERE / "bad"
RUBRIC = str(HERE.parent / "bad" / "rubric.yaml")
CASES = sorted(BAD.glob("*.yaml"))


def message(case: Path) -> str:
    """What a bad case is refused with; file names are as seen from the folder of bad cases."""
    before = Path.cwd()
    os.chdir(BAD)
    try:
        results = run(load_cases([case.name], None if case.stem.startswith("rubric-") else RUBRIC))
    finally:
        os.chdir(before)
    assert [result.status for result in results.cases] == ["broken"]
    return f"{InputError(results.problems)}\n"


def test_every_case_is_collected() -> None:
    assert len(CASES) == 30
    assert {case.stem for case in CASES} == {case.stem for case in BAD.glob("*.txt")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_bad_case(case: Path) -> None:
    assert message(case) == case.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_messages_name_the_place_and_are_fit_for_people(case: Path) -> None:
    text = message(case)
    assert text.startswith(f"{case.name}:")
    for jargon in ("Input should", "validation error", "NoneType", "pydantic", "Traceback", "a dict"):
        assert jargon not in text


def test_what_cannot_be_read_comes_as_broken(tmp_path: Path) -> None:
    (tmp_path / "nul.yaml").write_bytes(b"case: \0\n")
    found = list(load_cases([str(tmp_path), str(tmp_path / "missing.yaml")], None))
    assert all(isinstance(one, CaseResult) for one in found)
    assert len(found) == 2


if __name__ == "__main__":
    for path in CASES:
        path.with_suffix(".txt").write_text(message(path), "utf-8")
