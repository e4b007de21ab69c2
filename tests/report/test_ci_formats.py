"""JUnit, SARIF, GitHub annotations and the job summary: their shape, their places, and text that cannot break out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from cli.command_line import ALPHA, UNWILLING, assess, report, run, write
from cli.test_hostile_text import HOSTILE, PLAIN, profiles_saying
from readiness import __version__
from readiness.cli.io.file_names import repository
from readiness.report.data import junit
from readiness.report.data.github import command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The schema that Jenkins publishes, as far as reports of tests go: children in order, and attributes.
JUNIT: dict[str, tuple[tuple[str, ...], set[str], set[str]]] = {
    "testsuites": (
        ("testsuite",),
        set(),
        {"name", "time", "tests", "failures", "disabled", "errors", "skipped"},
    ),
    "testsuite": (
        ("properties", "testcase", "system-out", "system-err"),
        {"name", "tests"},
        {"failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id", "package"},
    ),
    "testcase": (
        ("skipped", "error", "failure", "system-out", "system-err"),
        {"name"},
        {"assertions", "time", "classname", "status"},
    ),
    "failure": ((), set(), {"type", "message"}),
    "skipped": ((), set(), set()),
    "system-out": ((), set(), set()),
}
SARIF_KEYS: dict[str, set[str]] = {
    "log": {"$schema", "version", "runs", "properties"},
    "run": {"automationDetails", "tool", "invocations", "results", "columnKind", "originalUriBaseIds", "properties"},
    "rule": {"id", "name", "shortDescription", "fullDescription", "help", "helpUri", "properties"},
    "result": {
        "ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions", "properties",
    },
    "invocation": {"executionSuccessful", "exitCode", "toolExecutionNotifications"},
    "notification": {"level", "message"},
    "suppression": {"kind", "status", "justification"},
}  # fmt: skip
COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)")


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  (our own report)


def made(format_: str, *arguments: str | Path, code: int = 0) -> str:
    """A report of the unwilling pair, or of another."""
    pair = (
        arguments
        if arguments and not str(arguments[0]).startswith("-")
        else ("alpha.yaml", "unwilling.yaml", *arguments)
    )
    done = assess(*pair, "-f", format_)
    assert done.code == code
    return done.out


def commands_of(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The commands of a workflow log, as the runner reads them. Fails on a line that is none."""
    for line in text.splitlines():
        found = COMMAND.fullmatch(line)
        assert found is not None, line
        pairs = dict(part.split("=", 1) for part in found[2].split(",")) if found[2] else {}
        yield found[1], {key: unquote(value) for key, value in pairs.items()}, unquote(found[3])


# --- JUnit


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "outcome", "code"),
    [
        (("alpha.yaml", "beta.yaml"), None, 0),
        (("alpha.yaml", "unwilling.yaml"), None, 0),
        (("alpha.yaml", "unwilling.yaml", "--fail-on", "blocked"), "failure", 1),
        (("no-treaty.yaml", "beta.yaml"), "skipped", 0),
        (("no-treaty.yaml", "beta.yaml", "--fail-under", "99"), "failure", 1),
    ],
)
def test_a_pair_is_a_test_case_that_fails_on_demand_only(
    arguments: tuple[str, ...], outcome: str | None, code: int
) -> None:
    root = parsed(made("junit", *arguments, code=code))
    fits_junit(root)
    (suite,) = root
    (case,) = suite
    kinds = [child.tag for child in case if child.tag != "system-out"]
    assert kinds == ([outcome] if outcome else [])
    assert suite.attrib["failures"] == str(int(outcome == "failure"))
    assert suite.attrib["skipped"] == str(int(outcome == "skipped"))
    assert case.attrib["name"].startswith("Alphaland – ")


@pytest.mark.usefixtures("folder")
def test_a_pair_that_misses_two_demands_fails_once_and_names_both() -> None:
    demands = ("--fail-on", "blocked", "--fail-under", "99")
    root = parsed(made("junit", "alpha.yaml", "unwilling.yaml", *demands, code=1))
    (failure,) = root.iter("failure")
    printed = root.findtext(".//system-out") or ""
    assert failure.attrib["type"] == "blocked"
    assert printed.startswith(failure.attrib["message"])
    assert "the verdict is blocked" in printed
    assert "below 99" in printed


def fits_junit(element: ET.Element) -> None:
    children, needed, allowed = JUNIT[element.tag]
    assert needed <= set(element.attrib) <= needed | allowed
    places = [children.index(child.tag) for child in element]
    assert places == sorted(places)
    for child in element:
        fits_junit(child)


def test_several_pairs_make_a_suite() -> None:
    cases = [
        junit.TestCase("A – B", "r.A-B", None, ["x"]),
        junit.TestCase(
            "A – C", "r.A-C", junit.TestOutcome("failure", ["BLOCKED"], "one", "blocked"), ["two"]
        ),
        junit.TestCase("B – C", "r.B-C", junit.TestOutcome("skipped", ["UNDETERMINED"])),
    ]
    root = parsed(junit.render("r", cases))
    fits_junit(root)
    assert [root[0].attrib[name] for name in ("tests", "failures", "errors", "skipped")] == [
        "3",
        "1",
        "0",
        "1",
    ]
    assert "two" in (root[0][1].findtext("system-out") or "")


# --- SARIF


def sarif(*arguments: str, code: int = 0) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(made("sarif", *arguments, code=code))
    fits_sarif(log)
    run_: dict[str, Any] = log["runs"][0]
    return run_


def fits_sarif(log: dict[str, Any]) -> None:
    """What the standard requires of the parts used here, and what code scanning requires on top."""
    assert set(log) <= SARIF_KEYS["log"]
    assert log["version"] == "2.1.0"
    (found,) = log["runs"]
    assert set(found) <= SARIF_KEYS["run"]
    driver = found["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("readiness", __version__)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    assert all(
        set(rule) <= SARIF_KEYS["rule"] and rule["shortDescription"]["text"] for rule in driver["rules"]
    )
    for result in found["results"]:
        assert set(result) <= SARIF_KEYS["result"]
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert all(set(one) <= SARIF_KEYS["suppression"] for one in result.get("suppressions", []))
        assert result["locations"]  # code scanning refuses the whole file if one result has none
        for location in result["locations"]:
            place = location["physicalLocation"]
            assert place["region"]["startLine"] >= 1
            assert not re.search(r"^/|\\|\s", place["artifactLocation"]["uri"])
    fingerprints = [result["partialFingerprints"]["readinessFinding/v1"] for result in found["results"]]
    assert len(fingerprints) == len(set(fingerprints))
    for invocation in found["invocations"]:
        assert set(invocation) <= SARIF_KEYS["invocation"]
        assert all(set(one) <= SARIF_KEYS["notification"] for one in invocation["toolExecutionNotifications"])


def test_a_result_stands_on_the_line_of_the_rating_that_blocks(folder: Path) -> None:
    first = sarif()["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "unwilling.yaml", "uriBaseId": "%SRCROOT%"}
    line = (folder / "unwilling.yaml").read_text("utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert "present-will: {level: 1" in line
    assert (first["ruleId"], first["level"]) == ("no-will", "error")


@pytest.mark.usefixtures("folder")
def test_what_is_not_known_stands_at_the_top_of_the_profile_that_should_say_it() -> None:
    found = sarif("no-treaty.yaml", "beta.yaml")["results"]
    assert found
    assert {result["level"] for result in found} <= {"warning", "note"}
    assert all(result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1 for result in found)


@pytest.mark.usefixtures("folder")
def test_sarif_tells_of_missed_demands_and_of_the_order_given_nothing_depends() -> None:
    one, other = (
        sarif(*pair, "--fail-on", "blocked", code=1)
        for pair in (("alpha.yaml", "unwilling.yaml"), ("unwilling.yaml", "alpha.yaml"))
    )
    (invocation,) = one["invocations"]
    assert invocation["exitCode"] == 1
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "failed: the verdict is blocked"
    assert one["results"] == other["results"]


def test_what_stands_in_no_file_of_the_repository_shows_at_the_profile_that_asks_for_the_pair(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine").mkdir()
    write(folder / "mine", {"alpha.yaml": ALPHA})
    monkeypatch.chdir(folder / "mine")
    for pair in (("alpha.yaml", "../unwilling.yaml"), ("../unwilling.yaml", "alpha.yaml")):
        found = sarif(*pair)["results"]
        (blocking,) = [result for result in found if result["level"] == "error"]
        place = blocking["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "alpha.yaml"
        assert place["region"]["startLine"] == 1
        quality = json.loads(made("gitlab", *pair))
        assert len(quality) == len(found)
        assert quality[0]["location"] == {"path": "alpha.yaml", "lines": {"begin": 1}}


def test_findings_about_files_outside_the_repository_are_counted_in_a_note(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = len(sarif("alpha.yaml", "unwilling.yaml")["results"])
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    run_ = sarif("../alpha.yaml", "../unwilling.yaml")
    assert run_["results"] == []
    (note,) = run_["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "note"
    assert note["message"]["text"].startswith(f"{within} finding")
    assert run_["properties"]["verdict"] == "blocked"


# --- annotations


def test_annotations_point_at_the_file_from_the_top_of_the_repository(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".git").mkdir()
    (folder / "below, 100%").mkdir()
    write(folder / "below, 100%", {"a.yaml": ALPHA, "b.yaml": UNWILLING})
    monkeypatch.chdir(folder / "below, 100%")
    for names in (("a.yaml", "b.yaml"), (folder / "below, 100%" / "a.yaml", "../below, 100%/b.yaml")):
        found = list(commands_of(made("github", *names)))
        (blocking,) = [properties for kind, properties, _ in found if kind == "error"]
        assert blocking["file"] == "below, 100%/b.yaml"
        assert blocking["line"] == "5"
    uri = json.loads(made("sarif", "a.yaml", "b.yaml"))["runs"][0]["results"][0]["locations"][0]
    assert uri["physicalLocation"]["artifactLocation"]["uri"] == "below%2C%20100%25/b.yaml"
    assert repository(folder / "below, 100%") == folder


@pytest.mark.usefixtures("folder")
def test_a_missed_demand_is_an_error_of_its_own() -> None:
    text = made("github", "--fail-on", "no-will", code=1)
    assert ("error", "failed: the obstacle no-will is present") in [
        (kind, words) for kind, _, words in commands_of(text)
    ]


@pytest.mark.parametrize(
    "text", ["a\n::error::b", "a%0A::error::b", "a::b,c=d", "\x1b[31m\r\n##[error]x", "a\u2028b"]
)
def test_a_command_cannot_be_broken_out_of(text: str) -> None:
    line = command("notice", text, title=text, file=None)
    assert "\n" not in line
    assert "\r" not in line
    ((kind, properties, message),) = commands_of(line)
    assert (kind, set(properties)) == ("notice", {"title"})
    assert properties["title"] == message
    assert "::" not in message
    assert "##[" not in line


# --- all of them


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_inert(kind: str, folder: Path) -> None:
    write(folder, profiles_saying(PLAIN))
    plain = {
        name: assess("a.yaml", "b.yaml", "-f", name).out for name in ("junit", "github", "sarif", "summary")
    }
    write(folder, profiles_saying(HOSTILE[kind]))
    shown = {name: assess("a.yaml", "b.yaml", "-f", name).out for name in plain}
    for text in shown.values():
        assert all(char.isprintable() or char in "\n\u200b" for char in text)
    tags = [[element.tag for element in parsed(text).iter()] for text in (plain["junit"], shown["junit"])]
    assert tags[0] == tags[1]
    kinds = [
        [(kind, sorted(pairs)) for kind, pairs, _ in commands_of(text)]
        for text in (plain["github"], shown["github"])
    ]
    assert kinds[0] == kinds[1]
    fits_sarif(json.loads(shown["sarif"]))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    shapes = [[token.type for token in parser.parse(text)] for text in (plain["summary"], shown["summary"])]
    assert shapes[0] == shapes[1]
    assert not re.search(r"(https?|ftp)://|www\.", shown["summary"])


@pytest.mark.usefixtures("folder")
def test_the_verdict_is_the_same_in_every_format() -> None:
    verdict = report("alpha.yaml", "unwilling.yaml")["verdict"]
    assert verdict == "blocked"
    assert sarif()["properties"]["verdict"] == verdict
    assert "\nBLOCKED in the" in made("junit")
    assert next(commands_of(made("github")))[2].startswith("BLOCKED in the")
    assert made("summary").startswith("## ✗ Alphaland – Betaland: blocked\n")
    assert "<strong>BLOCKED</strong>" in made("html")


def test_a_suffix_names_its_format(tmp_path: Path) -> None:
    names = ("r.xml", "r.sarif", "r.sarif.json", "r.json", "r.html")
    outputs = [word for name in names for word in ("-o", str(tmp_path / name))]
    assert run("assess", "TWN", "LVA", *outputs).code == 0
    starts = [(tmp_path / name).read_text("utf-8")[:60] for name in names]
    assert starts[0].startswith("<?xml")
    assert starts[1] == starts[2]
    assert "sarif" in starts[1]
    assert "readiness/assessment/1" in starts[3]
    assert starts[4].startswith("<!DOCTYPE html>")


# --- names, categories and code quality


@pytest.mark.usefixtures("folder")
def test_each_pair_and_question_is_an_analysis_of_its_own() -> None:
    def category(*arguments: str) -> str:
        found: str = json.loads(made("sarif", *arguments))["runs"][0]["automationDetails"]["id"]
        return found

    assert category() == "readiness/ALPHA-BETA/intelligence/"
    assert category("unwilling.yaml", "alpha.yaml") == category()
    assert category("--need", "evidence") == "readiness/ALPHA-BETA/evidence/"


def names(listed: str, folder: Path, file: str = "pairs.csv") -> list[str]:
    write(folder, {file: listed})
    done = run("batch", str(folder / file), "--format", "junit")
    assert done.code == 0
    return [case.attrib["name"] for case in parsed(done.out).iter("testcase")]


def test_no_two_cases_of_a_batch_have_one_name(tmp_path: Path) -> None:
    crimes = "a,b,phase,crimes\nTWN,LVA,early,\nTWN,LVA,early,terrorism\nTWN,LVA,early,online-telecom-fraud\n"
    assert names(crimes, tmp_path) == [
        "TWN – LVA (early)",
        "TWN – LVA (early, terrorism)",
        "TWN – LVA (early, online-telecom-fraud)",
    ]
    dates = "defaults: {phase: late}\npairs: [{a: TWN, b: LVA, as_of: 2022}, {a: TWN, b: LVA, as_of: 2023}]\n"
    assert names(dates, tmp_path, "m.yaml") == [
        "TWN – LVA (late, 2022-12-31)",
        "TWN – LVA (late, 2023-12-31)",
    ]
    same = "a,b,requesting,phase\nTWN,LVA,TWN,late\nTWN,LVA,LVA,late\nTWN,LVA,LVA,late\n"
    assert names(same, tmp_path) == [
        "TWN – LVA (late, TWN asks)",
        "TWN – LVA (late, LVA asks, 2023-11-28, 1)",
        "TWN – LVA (late, LVA asks, 2023-11-28, 2)",
    ]


@pytest.mark.usefixtures("folder")
def test_code_quality_names_each_finding_once_at_its_line() -> None:
    entries = json.loads(made("gitlab"))
    assert entries
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"] in {"alpha.yaml", "unwilling.yaml"}
        assert entry["location"]["lines"]["begin"] >= 1
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints)
    other = json.loads(made("gitlab", "--need", "evidence"))
    assert not set(prints) & {entry["fingerprint"] for entry in other}
    first = entries[0]
    assert (first["check_name"], first["severity"]) == ("no-will", "critical")
    assert first["location"] == {"path": "unwilling.yaml", "lines": {"begin": 5}}


def test_an_annotation_claims_no_level_that_is_only_suggested() -> None:
    """An extradition treaty that is suspended suggests a frame of 2, where 1 is asked for, and a basis of 1; many names are plural."""
    lines = run("assess", "HKG", "USA", "--need", "surrender", "--format", "github").out.splitlines()
    [frame] = [line for line in lines if "%3A not known%3A fit of the legal frame::" in line]
    assert "stands at" not in frame
    assert "So far known from facts on record alone, which do not settle it; nobody has rated it." in frame
    [basis] = [line for line in lines if "Legal gap (limiting)::" in line]
    assert basis.endswith(
        "treaty basis of the pair: level 1 of 4. Only recorded facts suggest that; they do not settle it."
    )
    [bars] = [line for line in lines if "%3A not known%3A surrender bars::" in line]
    assert "::surrender bars (United States): not known. Even this is enough" in bars


def test_one_case_is_not_called_a_case_or_two() -> None:
    text = " ".join(run("assess", "COL", "USA", "--full").out.split())
    assert "a case or two, 20" not in text
