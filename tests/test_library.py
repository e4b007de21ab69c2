"""The public library: its names, its page, and that it says what the program says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import readiness
from readiness import InputError, Question, UsageError, assess, batch, load_profile, load_rubric

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
NAMES = {
    "Assessment", "InputError", "ProfileDocument", "Question", "ReadinessError", "Rubric", "UsageError", "__version__",
    "assess", "batch", "load_profile", "load_rubric",
}  # fmt: skip


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


def test_the_public_names_are_these() -> None:
    assert set(readiness.__all__) == NAMES == set(dir(readiness))
    assert all(getattr(readiness, name) is not None for name in NAMES)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        readiness.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, readiness; print({name.split('.')[0] for name in sys.modules} & {'yaml', 'pydantic', 'numpy', 'typer'})"
    assert python(code) == "set()\n"


def test_one_pair_needs_neither_numpy_nor_the_command_line() -> None:
    code = "import sys; from readiness import assess; print({'numpy', 'typer', 'rich'} & set(sys.modules))"
    assert python(code) == "set()\n"


def told(*arguments: str) -> Any:
    """The JSON report that the program writes."""
    return json.loads(
        python(
            f"import sys; sys.argv[1:] = {['assess', *arguments, '--format', 'json']}\n"
            "from readiness.cli.main import main; main()"
        )
    )


def test_the_example_of_the_page_says_what_the_program_says() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    first, obstacle, one_way, *rows = python(code).splitlines()
    report = told("TWN", "LVA")
    phase, verdict, value = first.split()
    assert (phase, verdict) == (report["phase"]["assessed"], report["verdict"])
    assert float(value) == pytest.approx(report["readiness"]["value"], abs=1e-5)
    assert obstacle.split() == [report["obstacles"][0][key] for key in ("id", "status")]
    asked = ("--need", "surrender", "--requesting", "TWN", "--as-of", "2023-11")
    assert one_way == told("TWN", "LVA", *asked)["verdict"]
    assert [row.split()[:2] for row in rows] == [["TWN", code] for code in ("JPN", "BRA", "KEN")]


def test_the_page_names_every_function_and_type() -> None:
    assert not [name for name in sorted(NAMES) if f"`{name}" not in PAGE]


def test_a_batch_says_what_assess_says() -> None:
    rubric = load_rubric("law-enforcement")
    a, b = (load_profile(ROOT / "profiles" / f"{code}.yaml", rubric) for code in ("TWN", "LVA"))
    question = Question(needs=("surrender",), requesting="b")
    (row,) = batch([(a, b)], rubric, question)
    alone = assess(a, b, rubric, question)
    assert (row["phase"], row["verdict"]) == (alone.phase.assessed, alone.verdict)
    assert row["readiness"]["low"] == pytest.approx(alone.readiness.low, abs=1e-5)


def test_what_is_wrong_is_raised() -> None:
    rubric = load_rubric()
    taiwan = load_profile("TWN", rubric)
    with pytest.raises(InputError, match="neither a file nor the code of a shipped profile"):
        load_profile("QQQ", rubric)
    with pytest.raises(UsageError, match="TWN – TWN: both profiles are of TWN"):
        batch([(taiwan, taiwan)], rubric)
    with pytest.raises(UsageError, match="unknown need"):
        assess(taiwan, load_profile("LVA", rubric), rubric, Question(needs=("nothing",)))
