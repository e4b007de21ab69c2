"""`readiness brief` and `readiness checklist`: one sheet, the same screen, every condition once, nothing that must not leave."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run

if TYPE_CHECKING:
    from pathlib import Path


def paragraphs(text: str) -> list[str]:
    """What blank lines part: the title, the verdict, a list with its heading …"""
    return text.split("\n\n")


def test_a_brief_is_the_first_screen_without_codes_of_grades() -> None:
    brief, screen = run("brief", "TWN", "LVA").out, run("assess", "TWN", "LVA").out
    assert paragraphs(brief)[1] == paragraphs(screen)[1]
    assert brief.count("\n") >= screen.count("\n") - 1  # a sheet has more room
    assert "--full" not in brief
    assert not re.search(r"\b[A-F][1-6]\b", brief)


@pytest.mark.parametrize(
    "options",
    [("--phase", "early"), ("--lane", "formal", "--need", "evidence"), ("--crime", "drug-trafficking")],
)
def test_a_brief_answers_the_question_that_assess_answers(options: tuple[str, ...]) -> None:
    brief, screen = run("brief", "TWN", "LVA", *options).out, run("assess", "TWN", "LVA", *options).out
    assert paragraphs(brief)[:2] == paragraphs(screen)[:2]
    assert brief != run("brief", "TWN", "LVA").out


def test_a_checklist_is_of_the_phase_that_is_asked(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("phase: late\n", encoding="utf-8")
    late = run("checklist", "TWN", "LVA", "--phase", "late").out
    assert late == run("checklist", "TWN", "LVA", "--case", tmp_path / "case.yaml").out
    assert late != run("checklist", "TWN", "LVA", "--phase", "early").out


def test_a_brief_as_file_by_suffix_is_for_one_sheet(tmp_path: Path) -> None:
    assert run("brief", "TWN", "LVA", "-o", tmp_path / "b.html", "-o", tmp_path / "b.md").code == 0
    html = (tmp_path / "b.html").read_text("utf-8")
    assert "@page { size: A4" in html
    assert "<script" not in html
    assert (tmp_path / "b.md").read_text("utf-8").startswith("# Taiwan – Latvia\n")


def test_a_checklist_has_every_condition_and_bar_once() -> None:
    data = json.loads(run("assess", "TWN", "LVA", "--need", "surrender", "-f", "json").out)
    gates = [
        it
        for it in data["indicators"]
        if it["gate"] != "none" and it["in_scope"] and it["id"] != "surrender-bars"
    ]
    lines = re.findall(
        r"^- \[([ x])\] (.*)$",
        run("checklist", "TWN", "LVA", "--need", "surrender", "-f", "markdown").out,
        re.MULTILINE,
    )
    bars = [text for _, text in lines if text.startswith("bar ")]
    assert len(bars) == 9  # the nine bars of the rubric
    assert len(lines) == len(gates) + len(bars)
    assert sum(mark == "x" for mark, _ in lines) == sum(it["gate"] == "met" for it in gates)


def test_a_checklist_names_the_gap() -> None:
    out = " ".join(run("checklist", "TWN", "LVA", "--need", "surrender").out.split())
    assert "surrender: no agreement exists, as a profile states" in out
    assert "a request would rest on domestic law or on favour" in out


def test_what_is_not_on_record_is_not_told_as_absent(tmp_path: Path) -> None:
    """Two profiles that say nothing of treaties: to be looked up; only a profile that states there is none leads to domestic law."""
    (tmp_path / "b.yaml").write_text("profile: BBB\nas_of: 2024\n", encoding="utf-8")
    for stated, told in (("", "look it up"), ("{kind: extradition, status: none}", "domestic law")):
        agreements = f"partners: {{BBB: {{agreements: [{stated}]}}}}\n"
        (tmp_path / "a.yaml").write_text(f"profile: AAA\nas_of: 2024\n{agreements}", encoding="utf-8")
        for command in (("checklist",), ("assess", "--full")):
            out = run(
                command[0], tmp_path / "a.yaml", tmp_path / "b.yaml", "--need=surrender", *command[1:]
            ).out
            assert [words for words in ("look it up", "domestic law") if words in out] == [told]


def test_a_checklist_tells_an_index_as_an_index() -> None:
    out = " ".join(run("checklist", "GBR", "IRN", "--need", "surrender").out.split())
    told = out[out.index("state stability (Iran):") :].split("[ ]")[0]
    assert "seen:" not in told
    assert "So far known from a public index alone, which suggests" in told


BARS = """\
profile: AAA
as_of: 2024
partners:
  BBB:
    cases: [{needs: [surrender], from: 2022, to: 2023, completed: 2}]
    ratings:
      surrender-bars: {rows: {nationality: 1, penalty: 3, treatment: 3, fair-trial: 1, limitation: {not-applicable: none}}}
"""
"""Two cases are no record (three and more are); below level 2 no phase is content with a bar. Of the other four nothing is rated."""


def bars_of(tmp_path: Path, *options: str) -> dict[str, str]:
    """The lines of the bars that AAA raises, by the bar: the tick and what is told."""
    (tmp_path / "a.yaml").write_text(BARS, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("profile: BBB\nas_of: 2024\n", encoding="utf-8")
    asked = ("checklist", tmp_path / "b.yaml", tmp_path / "a.yaml", "--need=surrender", "--requesting=BBB")
    out = run(*asked, *options, "-f", "markdown").out
    lines = re.findall(r"^- (\[[ x]\]) bar (.*?) \(AAA;.*?\): (.*)$", out, re.MULTILINE)
    return {bar: f"{tick} {told}" for tick, bar, told in lines}


def test_each_bar_shows_what_is_rated_of_it(tmp_path: Path) -> None:
    told = bars_of(tmp_path)
    ticked = {bar for bar, line in told.items() if line.startswith("[x]")}
    assert ticked == {"penalty", "treatment"}
    assert told["nationality"].startswith("[ ] An answer exists on paper only")
    assert told["nationality"].endswith("It stops only a person whom it concerns")
    assert told["fair trial"].startswith("[ ] An answer exists on paper only")
    assert told["fair trial"].endswith("round the bar")
    assert told["political offence"] == "[ ] not recorded; ask whether it is raised, and what answers it"
    assert "limitation" not in told


def test_a_bar_that_only_cases_speak_of_is_not_told_as_rated(tmp_path: Path) -> None:
    """Speciality concerns everyone, so the two cases passed it; who was surrendered in them need not have been tried in absence."""
    told = bars_of(tmp_path)
    assert told["speciality"].startswith("[ ] not rated; so far known from a case or two")
    assert told["in absentia"].startswith("[ ] not recorded")


def test_a_bar_that_only_facts_suggest_is_told_as_such() -> None:
    """British courts refused Russia surrender more than once, as one report says; no case is on record."""
    out = " ".join(run("checklist", "RUS", "GBR", "--need=surrender", "--requesting=RUS").out.split())
    treatment = out[out.index("[ ] bar treatment (United Kingdom;") :].split("[ ]")[1]
    assert "not rated; so far known from facts on record alone" in treatment


def test_naming_one_bar_changes_no_other(tmp_path: Path) -> None:
    named, told = bars_of(tmp_path, "--bar=nationality"), bars_of(tmp_path)
    assert named["nationality"].endswith("round the bar")
    assert {bar for bar in told if told[bar] != named[bar]} == {"nationality"}


QUOTED = """\
profile: {code}
as_of: 2024
partners:
  {other}:
    ratings:
      request-procedure: {{level: 2, grade: A2, evidence: [{{says: "{says}", source: log}}]}}
      central-authority-time: {{level: {time}, grade: A2, evidence: [{{says: Late}}]}}
sources: {{log: {{title: Case log, year: 2024}}}}
"""


def test_a_checklist_quotes_what_the_asked_side_wants_of_a_request(tmp_path: Path) -> None:
    """Evidence of the side whose rules a request meets, not of the one that asks, and of no other indicator; none where it is shared."""
    for code, other, says in (("AAA", "BBB", "English"), ("BBB", "AAA", "Arabic, originals with seals")):
        text = QUOTED.format(code=code, other=other, says=says, time=2)
        (tmp_path / f"{code}.yaml").write_text(text, encoding="utf-8")
    asked = ("checklist", tmp_path / "AAA.yaml", tmp_path / "BBB.yaml", "--need=evidence", "--requesting=AAA")
    out = " ".join(run(*asked).out.split())
    assert "· request procedure (BBB): Arabic, originals with seals (Case log, 2024)" in out
    assert "English" not in out
    assert "Late" not in out
    assert "originals" not in run(*asked, "--share").out


@pytest.mark.parametrize(("level", "enough"), [(1, "enough, though: "), (2, "")])
def test_a_state_that_is_enough_and_poor_is_ticked_as_such(tmp_path: Path, level: int, enough: str) -> None:
    """The late phase asks for a time to answer of 1; workable is 2."""
    for code, other in (("AAA", "BBB"), ("BBB", "AAA")):
        text = QUOTED.format(code=code, other=other, says="x", time=level)
        (tmp_path / f"{code}.yaml").write_text(text, encoding="utf-8")
    asked = ("checklist", tmp_path / "AAA.yaml", tmp_path / "BBB.yaml", "--need=evidence", "--phase=late")
    out = run(*asked, "--requesting=AAA", "-f", "markdown").out
    told = "Most take more than a year" if level == 1 else "Ordinary requests take half a year"
    assert f"- [x] time to answer (BBB): {enough}{told}" in out


@pytest.mark.parametrize("command", ["brief", "checklist"])
def test_bad_input_is_one_clear_error(command: str) -> None:
    for arguments, message in (
        (("TWN", "TWN"), "TWN and TWN are one jurisdiction"),
        (("TWN", "XXX"), "neither a file nor the code"),
        (("TWN", "LVA", "--need", "gold"), "gold"),
        (("TWN", "LVA", "-f", "docx"), "unknown format"),
    ):
        got = run(command, *arguments)
        assert (got.code, got.out) == (2, "")
        assert message in got.err
