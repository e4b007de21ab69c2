"""`readiness route`: golden reports of both examples, and every way to ask for something that makes no sense.

After a change of wording run `python tests/routes/test_route_command.py` to write the golden reports anew, and read the
difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.command_line import run
from cli.test_imports import imported_by

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
EXAMPLES = HERE.parent.parent / "examples"
RELAYS = EXAMPLES / "friendly-force"
DELIVERY = [EXAMPLES / "controlled-delivery" / f"{code}.yaml" for code in ("COL", "ECU", "ESP")]

ASKED: dict[str, list[str | Path]] = {
    "friendly-force": ["TWN", "LVA", "--through", RELAYS, "--need", "intelligence"],
    "controlled-delivery": [
        *DELIVERY,
        "--need",
        "joint-operation",
        "--measure",
        "controlled-delivery",
        "--crime",
        "drug-trafficking",
    ],
}
CASES = [(name, suffix) for name in ASKED for suffix in ("txt", "md", "json")]
FORMATS = {"txt": "text", "md": "markdown", "json": "json"}


def report(name: str, suffix: str) -> str:
    done = run("route", *ASKED[name], "--format", FORMATS[suffix])
    assert (done.code, done.err) == (0, "")
    return done.out


def stable(text: str) -> str:
    """Without the digest, which changes with every edit of the rubric."""
    return "\n".join(line for line in text.split("\n") if '"digest"' not in line)


@pytest.mark.parametrize(("name", "suffix"), CASES)
def test_golden(name: str, suffix: str) -> None:
    assert stable(report(name, suffix)) == (GOLDEN / f"{name}.{suffix}").read_text("utf-8")


@pytest.mark.parametrize("name", ASKED)
def test_text_is_never_wider_than_80_columns(name: str) -> None:
    assert max(cell_len(line) for line in report(name, "txt").splitlines()) <= 80


def test_the_friendly_force_is_no_stronger_than_the_direct_way_but_faster() -> None:
    found = json.loads(report("friendly-force", "json"))
    assert found["advice"] == "relayed"
    assert found["path"]["codes"] == ["TWN", "JPN", "LVA"]
    assert (found["path"]["strength"], found["path"]["hours"]) == (1, 336)
    assert (found["direct"]["strength"], found["direct"]["hours"]) == (1, 720)
    assert found["relays"][0]["passes_on"] is None


def test_the_delivery_stops_where_the_target_cannot_be_followed() -> None:
    found = json.loads(report("controlled-delivery", "json"))
    assert (found["verdict"], found["weakest_link"]) == ("blocked", 0)
    first = found["links"][0]["first_obstacle"]
    assert (first["id"], first["indicators"]) == ("O5", ["surveillance-controlled-delivery"])
    following = next(one for one in found["operation"] if one["indicator"] == first["indicators"][0])
    assert (following["level"], following["weakest"], following["needed"]) == (1, ["ECU"], 2)


def test_a_code_of_the_folder_goes_before_a_shipped_one() -> None:
    done = run("route", "twn", "LVA", "--through", RELAYS, "--format", "json")
    assert json.loads(done.out)["as_of"] == "2024-11-30"


def test_a_file_given_by_name_is_not_a_relay_of_its_own() -> None:
    done = run("route", RELAYS / "TWN.yaml", RELAYS / "LVA.yaml", "--through", RELAYS, "--format", "json")
    assert [one["id"] for one in json.loads(done.out)["jurisdictions"]] == ["JPN", "LVA", "TWN"]


@pytest.mark.parametrize(
    "words",
    [
        ("route", "TWN", "LVA", "--through", str(RELAYS)),
        ("route", *map(str, DELIVERY)),
        ("matrix", str(RELAYS)),
    ],
)
def test_json_is_written_without_loading_rich(words: tuple[str, ...]) -> None:
    assert "rich" not in imported_by(*words, "-f", "json")


def test_several_formats_at_once(tmp_path: Path) -> None:
    done = run("route", *ASKED["friendly-force"], "-o", tmp_path / "a.md", "-o", tmp_path / "a.json")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "a.md").read_text("utf-8") == report("friendly-force", "md")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["TWN"], "a chain needs three jurisdictions or more, found 1"),
        (["TWN", "LVA"], "give --through DIR"),
        (["TWN", "LVA", "TWN"], "TWN stands twice on the route"),
        (["TWN", "LVA", "ZZZ"], "ZZZ: neither a file nor the code of a shipped profile"),
        (["TWN", "ZZZ", "--through", RELAYS], "ZZZ: neither a file nor the code"),
        (["TWN", "LVA", "JPN", "--through", RELAYS], "--through lies between two jurisdictions, found 3"),
        (["TWN", "TWN", "--through", RELAYS], "both ends are TWN"),
        (
            ["TWN", "LVA", "--through", "nowhere"],
            "nowhere: there is no such folder; expected a folder of profiles",
        ),
        (["TWN", "LVA", "--through", RELAYS / "TWN.yaml"], "this is a file; expected a folder"),
        (["TWN", "LVA", "--through", RELAYS, "--need", "intelgence"], 'unknown need "intelgence"'),
        (["TWN", "LVA", "--through", RELAYS, "--as-of", "soon"], '"soon" is no date'),
        (["TWN", "LVA", "--through", RELAYS, "-f", "csv"], 'unknown format "csv"'),
        (["-", "TWN", "-"], "only one of the profiles can come from standard input"),
    ],
)
def test_what_makes_no_sense(words: list[str | Path], message: str) -> None:
    done = run("route", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_bad_relay_is_an_error_and_everything_else_in_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "XXX.yaml").write_text("profile: XXX\nratings: {mutual-trsut: 3}\n", "utf-8")
    (tmp_path / "case.yaml").write_text("needs: [intelligence]\n", "utf-8")
    done = run("route", "TWN", "LVA", "--through", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "case.yaml: not a profile, left out" in done.err
    assert 'unknown indicator "mutual-trsut"' in done.err


def test_text_of_profiles_cannot_command_the_terminal_or_mark_up(tmp_path: Path) -> None:
    text = (RELAYS / "JPN.yaml").read_text("utf-8")
    evil = text.replace("name: {en: Japan, ja: 日本}", 'name: {en: "[red]J|a\\e[31m<b>pan"}')
    (tmp_path / "JPN.yaml").write_text(evil, "utf-8")
    words: list[str | Path] = [
        "route",
        RELAYS / "TWN.yaml",
        RELAYS / "LVA.yaml",
        "--through",
        tmp_path,
        "--need",
        "intelligence",
    ]
    plain, marked = run(*words).out, run(*words, "-f", "markdown").out
    assert "\x1b" not in plain + marked
    assert "[red]J|a [31m<b>pan" in plain
    assert r"\[red\]J\|a \[31m\<b\>pan" in marked


if __name__ == "__main__":
    for name, suffix in CASES:
        (GOLDEN / f"{name}.{suffix}").write_text(stable(report(name, suffix)), "utf-8")


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_shared_it_does_not_tell_what_a_relay_says(tmp_path: Path, format_: str) -> None:
    for file in RELAYS.glob("*.yaml"):
        marked = "tlp: amber\n" if file.stem == "JPN" else ""
        (tmp_path / file.name).write_text(marked + file.read_text("utf-8"), "utf-8")
    asked = (
        "route",
        "TWN",
        "LVA",
        "--through",
        tmp_path,
        "--as-of",
        "2024-12",
        "--need",
        "intelligence",
        "-f",
        format_,
    )
    said = "forward to Taiwan"
    refused = run(*asked)
    assert (refused.code, refused.out) == (2, "")
    assert said in " ".join(run(*asked, "--all-tlp").out.split())
    for words in (("--share",), ("--max-tlp", "green")):
        done = run(*asked, *words)
        assert (done.code, done.err) == (0, "")
        assert said not in " ".join(done.out.split())
    assert said in " ".join(run(*asked, "--max-tlp", "amber").out.split())
