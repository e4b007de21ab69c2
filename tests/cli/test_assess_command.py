"""`readiness assess` as people and scripts meet it: exit codes, streams, and one clear error for bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import ALPHA, BETA, WEAK, Run, assess, contents, report, run, write


@pytest.mark.usefixtures("folder")
def test_done_is_0_and_says_nothing_on_stderr() -> None:
    done = assess("alpha.yaml", "beta.yaml")
    assert (done.code, done.err) == (0, "")
    assert "READY in the middle phase" in done.out


@pytest.mark.usefixtures("folder")
def test_the_verdicts_of_the_four_pairs() -> None:
    assert report("alpha.yaml", "beta.yaml")["verdict"] == "ready"
    assert report("alpha.yaml", "unwilling.yaml")["verdict"] == "blocked"
    assert report("no-treaty.yaml", "beta.yaml")["verdict"] == "undetermined"
    write(Path(), WEAK)
    assert report("alpha.yaml", "beta.yaml")["verdict"] == "fragile"


@pytest.mark.usefixtures("folder")
def test_it_says_of_which_agencies_a_profile_speaks() -> None:
    alpha = Path("alpha.yaml")
    alpha.write_text(alpha.read_text(encoding="utf-8") + "agencies: [local, border]\n", encoding="utf-8")
    pair = report("alpha.yaml", "beta.yaml")["pair"]
    assert (pair["a"]["agencies"], pair["b"]["agencies"]) == (["local", "border"], [])
    told = " ".join(assess("alpha.yaml", "beta.yaml", "--full").out.split())
    assert f"{pair['a']['id']} speaks of agencies: local, border" in told


def test_no_arguments_is_2_with_the_usage() -> None:
    done = run("assess")
    assert done.code == 2
    assert done.out == ""
    assert "Usage: " in done.err
    assert "A and B are missing" in done.err


def test_help_is_0_and_names_the_exit_codes() -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    assert "Exit codes: 0 done, 1 a gate you asked for failed, 2 bad usage or input" in done.out


BAD: dict[str, tuple[list[str], dict[str, str | bytes], list[str]]] = {
    "same-id": (["alpha.yaml", "again.yaml"], {"again.yaml": ALPHA}, ["again.yaml:1:10: both profiles are of ALPHA"]),
    "same-file": (["alpha.yaml", "alpha.yaml"], {}, ["both profiles are of ALPHA; expected two jurisdictions"]),
    "other-rubric": (
        ["alpha.yaml", "other.yaml"],
        {"other.yaml": "profile: BETA\nas_of: 2023\nrubric: customs\n"},
        ['other.yaml:3:9: this profile is rated by the rubric "customs", not by "small"', "--rubric"],
    ),
    "unknown-code": (["alpha.yaml", "TWNN"], {}, ["TWNN: neither a file nor the code", 'did you mean "TWN"?']),
    "missing-file": (
        ["alpha.yaml", "./bta.yaml"], {}, ["./bta.yaml: no such file", 'did you mean "beta.yaml"?'],
    ),
    "folder": (["alpha.yaml", "."], {}, [".: this is a folder; expected a file"]),
    "device": (["alpha.yaml", "/dev/zero"], {}, ["/dev/zero: this is a device; expected a file"]),
    "both-stdin": (["-", "-"], {}, ["only one of the profiles can come from standard input"]),
    "empty-stdin": (["-", "beta.yaml"], {}, ["<stdin>: the file is empty"]),
    "too-large": (
        ["alpha.yaml", "large.yaml"], {"large.yaml": b"#" * 5_000_001}, ["expected at most 5,000,000"],
    ),
    "binary": (["alpha.yaml", "photo.yaml"], {"photo.yaml": b"\x89PNG\r\n\x1a\n\0"}, ["is not UTF-8"]),
    "no-date": (
        ["alpha.yaml", "beta.yaml"],
        {"alpha.yaml": "profile: ALPHA\n", "beta.yaml": "profile: BETA\n"},
        ["neither ALPHA nor BETA has a date", "--as-of"],
    ),
    "bad-date": (["alpha.yaml", "beta.yaml", "--as-of", "2023-13"], {}, ['"2023-13"', "there is no month 13"]),
    "unknown-phase": (["alpha.yaml", "beta.yaml", "--phase", "mid"], {}, ['unknown phase "mid"', "middle"]),
    "unknown-lane": (["alpha.yaml", "beta.yaml", "--lane", "formel"], {}, ['did you mean "formal"?']),
    "unknown-need": (
        ["alpha.yaml", "beta.yaml", "--need", "evidense"], {}, ['unknown need "evidense"', '"evidence"?'],
    ),
    "unknown-crime": (["alpha.yaml", "beta.yaml", "--crime", "frau"], {}, ['did you mean "fraud"?']),
    "unknown-measure": (["alpha.yaml", "beta.yaml", "--measure", "jont"], {}, ['did you mean "joint"?']),
    "unknown-weights": (["alpha.yaml", "beta.yaml", "--weights", "stage"], {}, ['did you mean "staged"?']),
    "unknown-role": (["alpha.yaml", "beta.yaml", "--role", "BETA=sauce"], {}, ['did you mean "source"?']),
    "role-unread": (["alpha.yaml", "beta.yaml", "--role", "BETA"], {}, ["expected CODE=ROLE"]),
    "role-of-third": (["alpha.yaml", "beta.yaml", "--role", "GAMMA=source"], {}, ['"GAMMA" is not one of the pair']),
    "asked-by-third": (
        ["alpha.yaml", "beta.yaml", "--requesting", "GAMMA"], {}, ['--requesting: "GAMMA" is not one of the pair'],
    ),
    "unknown-language": (["alpha.yaml", "beta.yaml", "--lang", "tlh"], {}, ['unknown language "tlh"']),
    "unknown-format": (["alpha.yaml", "beta.yaml", "-f", "jsn"], {}, ['unknown format "jsn"', 'mean "json"?']),
    "fail-under-101": (["alpha.yaml", "beta.yaml", "--fail-under", "101"], {}, ["101 is out of range; expected a readiness, from 0 to 100, such as 60.5"]),
    "fail-under-nan": (["alpha.yaml", "beta.yaml", "--fail-under", "nan"], {}, ["nan is out of range"]),
    "fail-on-unknown": (
        ["alpha.yaml", "beta.yaml", "--fail-on", "bloked"], {}, ['"bloked"', 'did you mean "blocked"?'],
    ),
    "case-unknown-key": (
        ["alpha.yaml", "beta.yaml", "--case", "case.yaml"],
        {"case.yaml": "phase: late\nneed: [evidence]\n"},
        ['case.yaml:2:1: unknown key "need"', 'did you mean "needs"?'],
    ),
    "case-is-a-list": (
        ["alpha.yaml", "beta.yaml", "--case", "case.yaml"],
        {"case.yaml": "- late\n"},
        ["case.yaml:1:1: expected keys with values, found a list"],
    ),
    "case-missing": (["alpha.yaml", "beta.yaml", "--case", "none.yaml"], {}, ["none.yaml: cannot be read"]),
    "case-of-a-third": (
        ["alpha.yaml", "beta.yaml", "--case", "case.yaml"],
        {"case.yaml": "requesting: GAMMA\n"},
        ['unknown side "GAMMA"'],
    ),
    "rubric-missing": (
        ["alpha.yaml", "beta.yaml", "--rubric", "law-enforcment"], {}, ['did you mean "law-enforcement"?'],
    ),
    "name-too-long": (["alpha.yaml", "x" * 5000], {}, ["neither a file nor the code"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gives_one_clear_error_and_nothing_else(case: str, folder: Path) -> None:
    arguments, files, expected = BAD[case]
    write(folder, files)
    before = contents(folder)
    done = assess(*arguments, "--output", "report.md")
    assert done.code == 2
    assert done.out == ""
    for part in expected:
        assert part in done.err
    assert "Traceback" not in done.err
    assert contents(folder) == before


@pytest.mark.usefixtures("folder")
def test_mistakes_in_both_profiles_are_reported_together() -> None:
    write(Path(), {"alpha.yaml": ALPHA + "zeal: 3\n", "beta.yaml": BETA.replace("level: 3", "level: 9", 1)})
    done = assess("alpha.yaml", "beta.yaml")
    assert done.code == 2
    assert 'unknown key "zeal"' in done.err
    assert '"level" is 9' in done.err


def test_a_bad_profile_shows_the_line_and_the_caret(folder: Path) -> None:
    write(folder, {"beta.yaml": "profile: BETA\nas_of: 2023\nratings:\n  presnt-will: 2\n"})
    assert assess("alpha.yaml", "beta.yaml") == Run(
        2,
        "",
        'beta.yaml:4:3: unknown indicator "presnt-will"\n'
        "    4 |   presnt-will: 2\n"
        "      |   ^\n"
        '        did you mean "present-will"?\n',
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("side", [0, 1])
def test_a_profile_from_standard_input(side: int) -> None:
    files, texts = ["alpha.yaml", "beta.yaml"], [ALPHA, BETA]
    with_file = assess(*files)
    files[side] = "-"
    assert assess(*files, stdin=texts[side].encode()) == with_file


def test_an_error_in_standard_input_names_it() -> None:
    done = assess("-", "TWN", stdin=b"profile: ALPHA\nzeal: 1\n")
    assert done.code == 2
    assert done.err.startswith('<stdin>:2:1: unknown key "zeal"')


@pytest.mark.usefixtures("folder")
def test_a_code_of_a_shipped_profile_in_any_case() -> None:
    assert run("assess", "twn", "Lva") == run("assess", "TWN", "LVA")
