"""`readiness init`: a profile to start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import run


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_is_valid_and_knows_nothing_but_facts() -> None:
    done = run("init", "twn", "--partner", "LVA", "-o", "a.yaml")
    assert (done.code, done.out) == (0, "")
    assert "next: readiness interview a.yaml" in done.err
    checked = run("validate", "a.yaml")
    assert (checked.code, checked.out) == (0, "a.yaml: profile TWN, 0 indicators rated, towards LVA\n")
    text = Path("a.yaml").read_text(encoding="utf-8")
    assert "interpol: none" in text
    assert "fiu-memorandum" in text


def test_a_code_without_a_shipped_profile_gets_a_name_and_a_date() -> None:
    done = run("init", "eu-eppo", "--name", 'The "Office": EPPO', "--as-of", "2024-05")
    assert (done.code, done.err) == (0, "")
    Path("a.yaml").write_text(done.out, encoding="utf-8")
    assert run("validate", "a.yaml").code == 0
    assert 'name: {en: "The \\"Office\\": EPPO"}\nas_of: 2024-05\n' in done.out


def test_two_starting_profiles_can_be_assessed() -> None:
    run("init", "AAA", "--as-of", "2024", "-o", "a.yaml")
    run("init", "BBB", "-o", "b.yaml")
    done = run("assess", "a.yaml", "b.yaml")
    assert (done.code, done.err) == (0, "")
    assert "UNDETERMINED" in done.out


def test_nothing_is_overwritten_without_force() -> None:
    Path("a.yaml").write_text("mine", encoding="utf-8")
    done = run("init", "AAA", "-o", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert "a.yaml is there already; name another file, or give --force" in done.err
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"
    Path("link.yaml").symlink_to("nowhere")
    assert run("init", "AAA", "-o", "link.yaml").code == 2
    assert run("init", "AAA", "-o", "a.yaml", "--force").code == 0
    assert "profile: AAA" in Path("a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a b"], "is no code"),
        (["AAA", "--partner", "aaa"], "cannot be its own partner"),
        (["AAA", "--partner", "../b"], "is no code"),
        (["AAA", "--as-of", "2024-13"], "is no date"),
        (["AAA", "-o", "."], "is a folder"),
        (["AAA", "-o", "no/such/folder/a.yaml"], "cannot write"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], message: str) -> None:
    done = run("init", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
