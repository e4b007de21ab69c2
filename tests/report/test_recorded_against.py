"""What a side's own record tells against it is said in every report, whichever direction is shown and whatever cases show since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

CASES = "cases: [{needs: [surrender], from: 2024, to: 2024, completed: 2}]"
RELATION = "{kind: surrender-refused, since: 2020-05, note: 'High Court: fair trial', grade: B1}"
A = f"""\
profile: AAA
as_of: 2024-12-31
partners: {{BBB: {{facts: {{relations: [{RELATION}]}}, {CASES}}}}}
"""
B = f"profile: BBB\nas_of: 2024-12-31\npartners: {{AAA: {{{CASES}}}}}\n"
TOLD = (
    "On record against AAA, where BBB asks: courts of this side refused surrender to the other more than once, over fair "
    "trial, treatment or persecution (2020-05; High Court: fair trial)."
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    for name, content in (("a.yaml", A), ("b.yaml", B)):
        (tmp_path / name).write_text(content, "utf-8")
    return str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")


def told(command: str, *arguments: str) -> str:
    return " ".join(run(command, *arguments).out.split())


@pytest.mark.parametrize("requesting", [(), ("--requesting", "AAA"), ("--requesting", "BBB")])
@pytest.mark.parametrize("command", [("assess",), ("assess", "--full"), ("brief",), ("checklist",)])
def test_a_refusal_is_told_whichever_way_is_shown(
    pair: tuple[str, str], command: tuple[str, ...], requesting: tuple[str, ...]
) -> None:
    assert TOLD in told(command[0], *pair, *command[1:], "--need", "surrender", *requesting)


def test_with_a_refusal_on_record_nothing_says_that_nothing_is(pair: tuple[str, str]) -> None:
    assert "nothing on record stops it" not in told("assess", *pair, "--need", "surrender")


def test_it_is_told_only_where_surrender_is_asked(pair: tuple[str, str]) -> None:
    assert "On record against" not in told("assess", *pair, "--need", "evidence")


def test_two_cases_tick_no_bar(pair: tuple[str, str]) -> None:
    text = told("checklist", *pair, "--need", "surrender", "--requesting", "BBB")
    assert "[ ] bar fair trial" in text
    assert "[x] bar" not in text


def test_it_stands_in_the_data_and_is_kept_from_those_who_may_not_read_it(pair: tuple[str, str]) -> None:
    def facts(*arguments: str) -> list[tuple[str, str, str, str]]:
        data = json.loads(
            run("assess", *pair, "--need", "surrender", "-f", "json", "--requesting", "AAA", *arguments).out
        )
        return [(it["indicator"], it["side"], it["kind"], it["note"]) for it in data["recorded_against"]]

    assert facts() == [("surrender-bars", "a", "surrender-refused", "High Court: fair trial")]
    assert facts("--share") == [("surrender-bars", "a", "surrender-refused", "")]


LIST = """\
profile: CCC
as_of: 2024-12-31
name: {en: Cardland}
facts: {no-agreement: {extradition: {with: [BBB], only-by-agreement: true, as_of: 2024}}}
"""


@pytest.mark.parametrize("command", [("assess",), ("assess", "--full"), ("checklist",)])
def test_a_law_that_asks_for_a_treaty_is_told_as_a_fact_and_whose_it_is(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    for name, content in (("c.yaml", LIST), ("b.yaml", "profile: BBB\nas_of: 2024-12-31\n")):
        (tmp_path / name).write_text(content, "utf-8")
    text = told(
        command[0], str(tmp_path / "c.yaml"), str(tmp_path / "b.yaml"), *command[1:], "--need", "surrender"
    )
    assert "public index" not in text
    assert (
        "no agreement on extradition, and the law of Cardland lets it give such help under one only" in text
    )
