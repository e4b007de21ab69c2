"""What is on record against a need and does not settle it is told with the question, and not asked as if nobody knew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

ASKED = "For each need sought: is there a basis that covers this help and this offence between the two?"
NONE = "{extradition: {as_of: 2024, with: [BBB], source: list}}"
SOURCES = "sources: {list: {title: A list of treaties, year: 2024}}"
WITHOUT = f"facts: {{no-agreement: {NONE}}}"
SUSPENDED = (
    "partners: {BBB: {agreements: [{kind: extradition, status: suspended, since: 2020, source: list}]}}"
)


def told(folder: Path, facts: str, *arguments: str) -> str:
    a, b = folder / "a.yaml", folder / "b.yaml"
    a.write_text(f"profile: AAA\nas_of: 2024-12-31\n{facts}\n{SOURCES}\n", "utf-8")
    b.write_text("profile: BBB\nas_of: 2024-12-31\n", "utf-8")
    return " ".join(run("assess", str(a), str(b), *arguments).out.split())


@pytest.mark.parametrize(
    ("facts", "on_record"),
    [
        (WITHOUT, "no agreement on extradition"),
        (
            WITHOUT.replace("source:", "only-by-agreement: true, source:"),
            "no agreement on extradition, and the law of AAA lets it give such help under one only",
        ),
        (SUSPENDED, "agreement on extradition suspended since 2020"),
    ],
)
def test_the_question_tells_what_is_on_record(tmp_path: Path, facts: str, on_record: str) -> None:
    text = told(tmp_path, facts, "--need", "surrender")
    assert f"{ASKED} On record: {on_record}; that does not settle it." in text


def test_without_a_record_nothing_is_told_with_it(tmp_path: Path) -> None:
    text = told(tmp_path, "", "--need", "surrender")
    assert "WHAT TO FIND OUT FIRST" in text
    assert "that does not settle it." not in text


def test_of_several_needs_the_fact_stands_with_its_own(tmp_path: Path) -> None:
    # Of evidence nothing is on record: the whole row has no level, and what is held against surrender is still told.
    both = ("--need", "surrender", "--need", "evidence")
    text = told(tmp_path, WITHOUT, *both)
    assert f"{ASKED} Open: " not in text
    assert "On record: no agreement on extradition; that does not settle it." in text
    assert "seen: no better than" not in text
    data = json.loads(told(tmp_path, WITHOUT, *both, "--format", "json"))
    items = [item for it in data["indicators"] if it["id"] == "treaty-basis" for item in it["evidence"]]
    assert [(item["says"], item["row"], item["side"]) for item in items] == [
        ("no agreement on extradition", "surrender", "a")
    ]


def test_the_rows_that_are_open_are_told_as_such_and_not_the_one_that_is_enough(tmp_path: Path) -> None:
    """Fair trial at 2 is enough for surrender, which needs 2; of treatment and speciality nobody has said anything."""
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    a.write_text("profile: AAA\nas_of: 2024-12-31\n", "utf-8")
    b.write_text(
        "profile: BBB\nas_of: 2024-12-31\nratings:\n  surrender-bars: {rows: {fair-trial: 2}}\n", "utf-8"
    )
    asked = ("assess", str(a), str(b), "--need", "surrender", "--requesting", "AAA")
    text = " ".join(run(*asked, "--full").out.split())
    assert "surrender bars (treatment, speciality): not known; at least 2 needed" in text
    assert "fair trial) ≤ 2" not in text
    annotations = run(*asked, "--format", "github").out
    assert (
        "::surrender bars (treatment, speciality) (BBB): not known. Even this is enough (level 2"
        in annotations
    )
