"""What people call a need, a crime, a phase, a role or a measure is understood wherever it is written, and never guessed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run
from readiness.cli.io.loading import load_rubric
from readiness.model.aliases import ids_called, plain

if TYPE_CHECKING:
    from pathlib import Path

PAIR = ("TWN", "LVA")


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("needs", "Extradition", "surrender"),
        ("needs", "letters rogatory", "evidence"),
        ("needs", "tip", "intelligence"),
        ("needs", "Joint_Operations", "joint-operation"),
        ("needs", "引渡", "surrender"),
        ("crimes", "human-trafficking", "trafficking-in-persons"),
        ("crimes", "Human Trafficking", "trafficking-in-persons"),
        ("crimes", "cyber scam", "online-telecom-fraud"),
        ("crimes", "money laundering", "money-laundering"),
        ("crimes", "MONEY_LAUNDERING", "money-laundering"),
        ("crimes", "theft of art and cultural objects", "art-cultural-objects"),
        ("crimes", "people smuggling", "migrant-smuggling"),
        ("crimes", "洗錢", "money-laundering"),
        ("phases", "mature", "late"),
        ("roles", "country of origin", "source"),
        ("roles", "victim", "victim_state"),
        ("measures", "liaison officers", "liaison-posts"),
    ],
)
def test_what_people_say_has_one_meaning(kind: str, written: str, meant: str) -> None:
    assert ids_called(load_rubric("law-enforcement"), kind, written) == (meant,)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("needs", "surender"),  # spelled alike
        ("needs", "evident"),
        ("crimes", "human"),
        ("crimes", "traffic"),
        ("crimes", "smuggler"),
        ("phases", "lately"),
        ("roles", "sauce"),
        ("needs", "money laundering"),  # of another kind
    ],
)
def test_nothing_is_matched_by_likeness(kind: str, written: str) -> None:
    assert ids_called(load_rubric("law-enforcement"), kind, written) == ()


def test_no_name_of_the_shipped_rubric_stands_for_another_thing_in_plain_form() -> None:
    """`rubric_checks` refuses it for any rubric; here the plain forms are looked at that people type most."""
    rubric = load_rubric("law-enforcement")
    assert plain("Trafficking in Human Beings") == "trafficking in human being"
    assert ids_called(rubric, "crimes", "smuggling of migrants") == ("migrant-smuggling",)
    assert ids_called(rubric, "crimes", "trafficking in women") == ("trafficking-in-persons",)


def scope(*args: str) -> dict[str, object]:
    done = run("assess", *PAIR, *args, "--format", "json")
    assert done.code == 0, done.err
    report: dict[str, object] = json.loads(done.out)
    return report


def test_options_are_understood() -> None:
    asked = scope("--need", "extradition", "--crime", "human trafficking", "--role", "Latvia=origin")
    assert asked["needs"] == ["surrender"]
    assert asked["crimes"] == ["trafficking-in-persons"]
    assert asked["roles"] == {"a": None, "b": "source"}


def test_a_phase_is_understood() -> None:
    done = run("assess", *PAIR, "--phase", "mature", "--format", "json")
    assert json.loads(done.out)["phase"]["assessed"] == "late"


@pytest.mark.parametrize(
    ("option", "written", "candidates"),
    [
        ("--need", "police cooperation", ["intelligence", "joint-operation"]),
        ("--crime", "smuggling", ["migrant-smuggling", "drug-trafficking", "arms-trafficking"]),
        ("--crime", "piracy", ["sea-piracy", "intellectual-property-theft"]),
    ],
)
def test_what_may_mean_several_is_asked_back(option: str, written: str, candidates: list[str]) -> None:
    done = run("assess", *PAIR, option, written)
    assert done.code == 2
    assert f'"{written}"; did you mean' in done.err
    assert all(f'"{name}"' in done.err for name in candidates)


def test_a_case_file_is_understood_by_every_command_that_takes_one(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("needs: [extradition]\ncrimes: [drugs]\nphase: mature\nroles: {TWN: victim}\n", "utf-8")
    asked = scope("--case", str(case))
    assert (asked["needs"], asked["crimes"]) == (["surrender"], ["drug-trafficking"])
    assert asked["roles"] == {"a": "victim_state", "b": None}
    for command in ("checklist", "brief", "history", "plan", "what-if"):
        wish = ("--set", "LVA.mutual-trust=3") if command == "what-if" else ()
        done = run(command, *PAIR, "--case", str(case), *wish)
        assert done.code in (0, 1), done.err
        assert "unknown" not in done.err


def test_a_case_file_asks_back_at_its_place(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("needs: [evidence]\ncrimes:\n  - fraud\n", "utf-8")
    done = run("assess", *PAIR, "--case", str(case))
    assert done.code == 2
    assert 'case.yaml:3:5: unknown crime "fraud"' in done.err
    assert '"online-telecom-fraud" or "insurance-fraud"' in done.err


def test_lists_of_pairs_are_understood(tmp_path: Path) -> None:
    table, manifest = tmp_path / "pairs.csv", tmp_path / "pairs.yaml"
    table.write_text(
        "a,b,needs,crimes,roles\nTWN,LVA,extradition;tips,human-trafficking,Latvia=origin\n", "utf-8"
    )
    manifest.write_text(
        "defaults: {needs: [mla]}\npairs:\n  - {a: TWN, b: LVA, crimes: [cyber scam]}\n", "utf-8"
    )
    (row,) = [json.loads(line) for line in run("batch", str(table)).out.splitlines()]
    assert row["asked"]["needs"] == ["surrender", "intelligence"]
    assert row["asked"]["crimes"] == ["trafficking-in-persons"]
    (row,) = [json.loads(line) for line in run("batch", str(manifest)).out.splitlines()]
    assert (row["asked"]["needs"], row["asked"]["crimes"]) == (["evidence"], ["online-telecom-fraud"])


def test_profiles_are_understood_and_keep_their_words(tmp_path: Path) -> None:
    """An agreement for extradition, written so, is a basis of surrender as it would be under the rubric's word."""
    other = tmp_path / "BBB.yaml"
    other.write_text("profile: BBB\nas_of: 2024\n", "utf-8")
    phases = []
    for need in ("surrender", "extradition", "wills"):
        mine = tmp_path / f"{need}.yaml"
        mine.write_text(
            "profile: AAA\nas_of: 2024\npartners:\n  BBB:\n    agreements:\n"
            f"      - {{kind: other, status: in-force, since: 2020, needs: [{need}]}}\n",
            "utf-8",
        )
        before = mine.read_text("utf-8")
        done = run("assess", str(mine), str(other), "--need", "surrender", "--format", "json")
        phases.append(json.loads(done.out)["phase"]["assessed"] if done.code == 0 else done.err)
        assert mine.read_text("utf-8") == before
    assert phases[:2] == ["middle", "middle"]
    assert 'unknown need "wills"' in phases[2]


def test_a_test_case_is_understood(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "case: one\nneeds: [extradition]\nprofiles:\n  a: {profile: AAA, as_of: 2024}\n"
        "  b: {profile: BBB, as_of: 2024}\nexpect:\n  verdict: undetermined\n"
        "  by-need: {extradition: undetermined}\n",
        "utf-8",
    )
    done = run("test", str(tmp_path))
    assert done.code == 0, done.out + done.err


def test_a_configuration_file_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "readiness.toml").write_text('need = ["extradition"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert scope()["needs"] == ["surrender"]


def test_a_questionnaire_asks_about_the_need_that_is_meant() -> None:
    meant = run("questionnaire", "LVA", "--partner", "TWN", "--need", "surrender").out
    assert run("questionnaire", "LVA", "--partner", "TWN", "--need", "extradition").out == meant


def test_a_rubric_of_ones_own_has_its_own_names(tmp_path: Path) -> None:
    """The names stand in the rubric: a region that adds a crime adds what it is called there."""
    added = tmp_path / "more.yaml"
    added.write_text("crimes:\n  cattle-rustling: {name: cattle rustling, called: [stock theft]}\n", "utf-8")
    assert scope("--crimes", str(added), "--crime", "Stock Theft")["crimes"] == ["cattle-rustling"]
    added.write_text("crimes:\n  cattle-rustling: {name: cattle rustling, called: [drugs]}\n", "utf-8")
    done = run("assess", *PAIR, "--crimes", str(added))
    assert done.code == 2
    assert re.search(r'more\.yaml:2:\d+: drug-trafficking is called "drugs" already', done.err), done.err


def test_explain_knows_the_other_names_and_shows_them() -> None:
    done = run("explain", "extradition")
    assert done.code == 0
    assert "surrender" in done.out
    assert "European arrest warrant" in done.out or "european arrest warrant" in done.out
    assert "where the offenders take refuge" in run("list", "roles").out
