"""What once stopped a newcomer: near names, folders, parts of a rubric, labels, names instead of codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, run

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = EXAMPLES.parent / "rubrics" / "law-enforcement"


def profile(folder: Path, code: str, partner: str) -> Path:
    file = folder / f"{code}.yaml"
    file.write_text(
        f"profile: {code}\nas_of: 2024-01-01\npartners:\n  {partner}: {{ratings: {{mutual-trust: 3}}}}\n",
        "utf-8",
    )
    return file


def test_a_partner_whose_code_is_nearly_the_other_side_is_pointed_out(tmp_path: Path) -> None:
    a, b = profile(tmp_path, "ruritania", "zendaa"), profile(tmp_path, "zenda", "ruritania")
    done = run("assess", a, b)
    assert done.code == 0
    assert f'{a}:4:3: warning: nothing here is about zenda; "zendaa" is another partner' in done.err
    assert run("assess", profile(tmp_path, "ruritania", "strelsau"), b).err == ""


def test_a_folder_of_profiles_is_checked_file_by_file(tmp_path: Path) -> None:
    profile(tmp_path, "ruritania", "zenda")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "case.yaml").write_text("needs: [evidence]\n", "utf-8")
    done = run("validate", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{tmp_path}/below/case.yaml: case file",
        f"{tmp_path}/ruritania.yaml: profile ruritania, 1 indicator rated, towards zenda",
    ]
    assert run("validate", RUBRIC).out.startswith(f"{RUBRIC}: rubric law-enforcement")


@pytest.mark.parametrize(
    "arguments", [("validate", RUBRIC / "rubric.yaml"), ("list", "needs", "--rubric", RUBRIC / "rubric.yaml")]
)
def test_one_file_of_a_rubric_is_recognised(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "this is one file of a rubric" in done.err
    assert "give its folder" in done.err


def test_what_reports_call_an_indicator_can_be_explained() -> None:
    assert run("explain", "own stake").out == run("explain", "incentive-alignment").out
    assert 'did you mean "own stake"?' in run("explain", "own steak").err


def test_a_name_is_as_good_as_the_code() -> None:
    assert run("assess", "Japan", "BRA").out == run("assess", "JPN", "BRA").out


def test_a_rating_dated_after_its_profile_is_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "AAA.yaml"
    file.write_text(
        "profile: AAA\nas_of: 2023-06\nratings:\n"
        "  contact-point: {level: 2, as_of: 2023-07-01}\n"
        "  present-will: {level: 2, as_of: 2023}\n"  # the profile's date falls inside
        "partners:\n  BBB:\n    ratings:\n"
        "      treaty-basis: {rows: {evidence: {level: 1, as_of: 2024}}}\n"
        "      mutual-trust: {level: 1, evidence: [{says: told, as_of: 2023-12}]}\n"
        "      liaison-status: {level: 1, as_of: 2022, evidence: [{says: told, as_of: 2023-12}]}\n",
        "utf-8",
    )
    done = run("validate", file)
    assert done.code == 0
    assert done.out.endswith("towards BBB, 3 warnings\n")
    assert (
        f"{file}:4:36: warning: this rating of contact-point is dated 2023-07-01, after its profile (2023-06)"
        in done.err
    )
    for line, key in ((9, "treaty-basis"), (10, "mutual-trust")):
        assert re.search(rf":{line}:\d+: warning: this rating of {key} ", done.err)
    assert "present-will" not in done.err
    assert run("validate", file, "--strict").code == 2


@pytest.mark.parametrize(
    ("option", "names"),
    [("--format", "html,json"), ("--format", "json, markdown")],
)
def test_names_typed_together_are_to_be_given_each_on_its_own(option: str, names: str) -> None:
    done = run("assess", "TWN", "LVA", option, names)
    assert (done.code, done.out) == (2, "")
    assert f"give each on its own: {' and '.join(part.strip() for part in names.split(','))}" in done.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("human-trafficing", ("trafficking-in-persons", "drug-trafficking")),
        ("drug-trafficing", ("drug-trafficking",)),
        ("people-smugling", ("migrant-smuggling",)),
    ],
)
def test_a_name_of_several_words_is_not_taken_for_one_that_merely_has_the_same_letters(
    typed: str, meant: tuple[str, ...]
) -> None:
    said = run("assess", "TWN", "LVA", "--crime", typed).err.partition("did you mean ")[2]
    assert all(f'"{name}"' in said for name in meant)
    assert said.count('"') == 2 or len(meant) > 1


@pytest.mark.parametrize(("today", "warned"), [("2026-11-27", True), ("2027-01-01", False)])
def test_a_profile_dated_after_today_is_told(tmp_path: Path, today: str, warned: bool) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("profile: TWN\nas_of: 2027-01\n", "utf-8")
    done = run("validate", file, "--today", today)
    assert done.code == 0
    assert (
        "a.yaml:2:8: warning: this profile is dated 2027-01, after today (2026-11-27)" in done.err
    ) == warned
    assert run("validate", file, "--today", today, "--strict").code == (2 if warned else 0)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("history", "TWN", "LVA", "--from", "20x"), "a year, from 1000 to 2200, such as 2015"),
        (("batch", "--all", ".", "--jobs", "two"), "a number of processes, 1 or more, such as 4"),
        (("assess", "TWN", "LVA", "--fail-under", "half"), "a readiness, from 0 to 100, such as 60.5"),
    ],
)
def test_what_is_no_number_is_told_with_what_was_typed(arguments: tuple[str, ...], expected: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert f'{arguments[-2]}: "{arguments[-1]}" is no number; expected {expected}' in done.err


def test_a_profile_without_a_name_goes_by_the_name_of_its_code(tmp_path: Path) -> None:
    for code in ("NOR", "my-place"):
        (tmp_path / f"{code}.yaml").write_text(f"profile: {code}\nas_of: 2024\n", "utf-8")
    out = run("brief", tmp_path / "NOR.yaml", tmp_path / "my-place.yaml").out
    assert "Norway" in out
    assert "NOR" not in out
    assert "my-place" in out
