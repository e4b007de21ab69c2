"""`readiness matrix`: folders good and bad, exit codes, formats."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.command_line import run

EXAMPLES = Path(__file__).parents[2] / "examples"
DELIVERY = EXAMPLES / "controlled-delivery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good profiles."""
    for file in DELIVERY.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_a_folder() -> None:
    done = run("matrix", DELIVERY, "--crime", "drug-trafficking", "--need", "joint-operation")
    assert (done.code, done.err) == (0, "")
    assert " COL  ·     ✕ O5  ?✓\n" in done.out


@pytest.mark.parametrize("format_", ["text", "csv", "html", "json"])
def test_a_bad_profile_costs_only_its_own_pairs_and_is_told_once(folder: Path, format_: str) -> None:
    good = run("matrix", folder, "-f", format_).out
    (folder / "XXX.yaml").write_text("profile: XXX\nratings: {mutual-trsut: 3}\n", "utf-8")
    done = run("matrix", folder, "-f", format_)
    assert done.code == 2
    assert done.err.count("unknown indicator") == 1
    if format_ == "csv":
        assert done.out == good
    elif format_ == "json":
        assert json.loads(done.out)["pairs"] == json.loads(good)["pairs"]
        assert json.loads(done.out)["left_out"] == ["XXX.yaml"]
    else:
        assert "XXX.yaml" in "".join(done.out.split())  # a long path is broken over lines


def test_two_files_of_one_jurisdiction(folder: Path) -> None:
    shutil.copy(folder / "COL.yaml", folder / "again.yaml")
    done = run("matrix", folder, "-f", "json")
    assert done.code == 2
    assert len(json.loads(done.out)["pairs"]) == 3
    assert "is of COL too" in done.err


def test_yaml_that_is_no_profile_is_left_out_and_told(folder: Path) -> None:
    (folder / "case.yaml").write_text("needs: [intelligence]\n", "utf-8")
    done = run("matrix", folder)
    assert (done.code, done.err) == (0, f"{folder / 'case.yaml'}: not a profile, left out\n")


def test_a_profile_without_its_code_is_a_mistake_not_another_file(folder: Path) -> None:
    (folder / "X.yaml").write_text("profle: XXX\nratings: {}\n", "utf-8")
    done = run("matrix", folder)
    assert done.code == 2
    assert 'unknown key "profle"' in done.err


@pytest.mark.parametrize("kept", [[], ["COL.yaml"]])
def test_nothing_assessed(folder: Path, kept: list[str]) -> None:
    for file in folder.glob("*.yaml"):
        if file.name not in kept:
            file.unlink()
    done = run("matrix", folder)
    assert (done.code, done.out) == (3, "")
    assert "nothing assessed" in done.err


def test_one_good_profile_beside_a_bad_one_is_bad_input(folder: Path) -> None:
    (folder / "ECU.yaml").unlink()
    (folder / "ESP.yaml").write_text("[", "utf-8")
    assert run("matrix", folder).code == 2


@pytest.mark.parametrize("name", ["nowhere", DELIVERY / "COL.yaml"])
def test_no_folder(name: str | Path) -> None:
    done = run("matrix", name)
    assert (done.code, done.out) == (2, "")
    assert "expected a folder of profiles" in done.err


def test_several_files_at_once(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out")
    done = run(
        "matrix", folder, *(word for name in ("m.html", "m.csv", "m.json") for word in ("-o", out / name))
    )
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (out / "m.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (out / "m.csv").read_text("utf-8").startswith("a,name_a,b,name_b,phase,verdict,leaning,")
    assert json.loads((out / "m.json").read_text("utf-8"))["schema"] == "readiness/matrix/1"


def test_an_unknown_need_is_told_once(folder: Path) -> None:
    done = run("matrix", folder, "--need", "intelgence")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("unknown need") == 1


def test_a_page_is_refused_above_what_it_can_show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.cli.commands.matrix.READABLE", 2)
    for arguments in ((), ("-f", "html")):
        done = run("matrix", folder, *arguments)
        assert (done.code, done.out) == (2, "")
        assert "3 jurisdictions are more than a page can show (at most 2); take csv or json" in done.err
    assert run("matrix", folder, "-f", "csv").code == 0


def test_shared_it_does_not_say_who_distrusts_whom(tmp_path: Path) -> None:
    for code, partner, level in (("AUS", "GBR", 1), ("GBR", "AUS", 2)):
        ratings = f"{{mutual-trust: {{level: {level}, grade: B2}}}}"
        text = f"profile: {code}\nas_of: 2023\ntlp: amber\npartners: {{{partner}: {{ratings: {ratings}}}}}\n"
        (tmp_path / f"{code}.yaml").write_text(text, "utf-8")
    asked = ("matrix", tmp_path, "--phase", "early", "-f", "json")
    assert run(*asked).code == 2  # marked
    for words, side in ((("--all-tlp",), "a"), (("--share",), "both"), (("--max-tlp", "clear"), "a")):
        (pair,) = json.loads(run(*asked, *words).out)["pairs"]
        assert (pair["leaning"]["indicator"], pair["leaning"]["side"]) == ("mutual-trust", side)
    assert "there is no level" in run(*asked, "--max-tlp", "purple").err
