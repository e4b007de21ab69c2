"""The rows that hold an indicator down are named, and what is quoted for it is the evidence of these rows, each item once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.command_line import run
from readiness.assessment.assemble import assess
from readiness.cli.io.loading import load_profile, load_rubric
from readiness.model.question import Question
from readiness.report.pages.naming import Names
from readiness.report.texts import texts

RUBRIC = load_rubric("law-enforcement")
CASES = "cases: [{needs: [surrender], from: 2024, to: 2024, completed: 2, note: Handed over}]"
A = f"""\
profile: AAA
as_of: 2024-12-31
partners:
  BBB:
    {CASES}
    ratings:
      surrender-bars:
        rows:
          fair-trial: {{level: 1, grade: A1, evidence: [{{says: "Discharged over the trial", source: courts}}]}}
          treatment: {{level: 3, grade: B2, evidence: [{{says: "Assurances kept", source: courts}}]}}
sources: {{courts: {{title: Judgments}}}}
"""
B = f"""\
profile: BBB
as_of: 2024-12-31
partners:
  AAA:
    {CASES}
    ratings: {{surrender-bars: {{rows: {{nationality: {{level: 1, grade: A1}}, treatment: {{level: 3, grade: B2}}}}}}}}
"""


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    for name, content in (("a.yaml", A), ("b.yaml", B)):
        (tmp_path / name).write_text(content, "utf-8")
    return str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")


def told(*arguments: str) -> str:
    return " ".join(run("assess", *arguments, "--need", "surrender").out.split())


def test_the_first_screen_names_the_row_and_quotes_its_evidence(pair: tuple[str, str]) -> None:
    text = told(*pair, "--requesting", "BBB")
    assert "1 AAA: surrender bars (fair trial), stops it now" in text
    assert "known from: Discharged over the trial" in text


def test_a_row_without_quoted_evidence_borrows_none_from_another(pair: tuple[str, str]) -> None:
    for text in (
        told(*pair, "--requesting", "AAA", "--bar", "nationality"),
        told(*pair[::-1], "--requesting", "AAA", "--bar", "nationality"),
    ):
        entry = text.partition("BBB: surrender bars (nationality), stops it now")[2].partition("WHAT WORKS")[
            0
        ]
        assert "known from: a rating that quotes nothing, graded as well sourced" in entry
        assert "completed" not in entry


def test_that_the_other_side_falls_short_too_is_told_where_both_ways_are_asked_about(
    pair: tuple[str, str],
) -> None:
    words = "the other way round {} falls short of it too"
    # At 1 on both sides neither way is the harder one.
    alike = told(*pair, "--bar", "nationality")
    assert "1 Both: surrender bars, stops it now" in alike
    assert "falls short of it too" not in alike
    Path(pair[1]).write_text(B.replace("nationality: {level: 1", "nationality: {level: 0"), "utf-8")
    both = told(*pair, "--bar", "nationality")
    assert "1 BBB: surrender bars (nationality), stops it now" in both
    assert words.format("AAA") in both
    assert "the other way round" not in told(*pair, "--bar", "nationality", "--requesting", "AAA")
    assert "falls short of it too" not in told(*pair)  # of BBB nothing is known to fall short


def test_the_data_tell_the_row_of_each_item(pair: tuple[str, str]) -> None:
    data = json.loads(run("assess", *pair, "--need", "surrender", "-f", "json").out)
    bars = next(item for item in data["indicators"] if item["id"] == "surrender-bars")
    rows = {item["says"]: item["row"] for item in bars["evidence"] if item["side"] == "a"}
    assert rows["Discharged over the trial"] == "fair-trial"
    assert rows["Assurances kept"] == "treatment"


def test_a_case_that_both_profiles_record_is_quoted_once(tmp_path: Path) -> None:
    for name, code, other in (("a.yaml", "AAA", "BBB"), ("b.yaml", "BBB", "AAA")):
        text = f"profile: {code}\nas_of: 2024-12-31\npartners: {{{other}: {{{CASES}}}}}\n"
        (tmp_path / name).write_text(text, "utf-8")
    a, b = (load_profile(str(tmp_path / name), RUBRIC) for name in ("a.yaml", "b.yaml"))
    names = Names(assess(a, b, RUBRIC, Question(needs=("surrender",), requesting="a")), RUBRIC, texts())
    bars = names.by_id["surrender-bars"]
    assert sorted(item.file[-6:] for item in bars.evidence if item.side == "b") == ["a.yaml", "b.yaml"]
    said = "2 completed cases, 2024, which side asked not recorded: Handed over"
    assert [item.says for item in names.deciding_evidence(bars)] == [said]
