"""`readiness test`: which files it runs, what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from cli.command_line import run
from readiness.cases.results import CaseResult, Check, Results
from readiness.errors import Problem
from readiness.report.data import cases_json as json_text
from readiness.report.data import junit_suites
from readiness.report.layouts import prose
from readiness.report.pages.cases import page

if TYPE_CHECKING:
    from collections.abc import Callable

RUBRIC = Path(__file__).resolve().parents[1] / "bad" / "rubric.yaml"
# Present will of AAA is 1 of the 2 that every phase needs: blocked, on side a.
PROFILES = """\
profiles:
  a: {profile: AAA, as_of: 2023, ratings: {present-will: {level: 1, grade: A1}}}
  b: {profile: BBB, as_of: 2023, ratings: {present-will: {level: 3, grade: A1}}}
"""


def case(name: str, expect: str, more: str = "") -> str:
    return f"case: {name}\n{PROFILES}expect: {expect}\n{more}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Writes files below a fresh working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / "cases" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return write


def run_test(*arguments: str) -> tuple[int, str, str]:
    """The command with the small rubric."""
    done = run("test", *arguments, "--rubric", RUBRIC)
    return done.code, done.out, done.err


def test_all_met(folder: Callable[[dict[str, str]], None]) -> None:
    folder(
        {"one.yaml": case("one", "{verdict: blocked, side: AAA}"), "sub/two.yml": case("two", "{side: a}")}
    )
    code, out, err = run_test("cases")
    assert (code, err) == (0, "")
    assert out == (
        "passed           one\n"
        "passed           two\n"
        "\n"
        "2 cases: 2 passed, 0 failed\n"
        "3 expectations checked: 3 met, 0 failed\n"
    )


def test_failures_known_misses_and_broken_files_together(folder: Callable[[dict[str, str]], None]) -> None:
    folder(
        {
            "a.yaml": case("a", "\n  verdict: ready\n  side: AAA"),
            "b.yaml": case("b", "{verdict: ready}", "known-miss: the rubric is too strict\n"),
            "c.yaml": case("c", "{verdict: blocked}", "known-miss: the rubric is too strict\n"),
            "d.yaml": case("d", "{verdit: blocked}"),
            "e.yaml": case("e", "{verdict: blocked}"),
        }
    )
    code, out, err = run_test("cases")
    assert code == 2
    assert out == (
        "FAILED           a\n"
        "    cases/a.yaml\n"
        "    line 6: verdict: expected ready, found blocked\n"
        "missed (known)   b\n"
        "    cases/b.yaml\n"
        "    line 5: verdict: expected ready, found blocked\n"
        "        known: the rubric is too strict\n"
        "NO LONGER MISSED c\n"
        "    cases/c.yaml\n"
        "    known-miss any: this is no longer missed; remove it from the case file\n"
        "BROKEN           cases/d.yaml\n"
        '    line 5: unknown key "verdit"\n'
        "passed           e\n"
        "\n"
        "5 cases: 1 passed, 1 failed, 1 missed (known), 1 no longer missed, 1 broken\n"
        "5 expectations checked: 3 met, 1 failed, 1 missed (known)\n"
    )
    assert err.startswith('cases/d.yaml:5:10: unknown key "verdit"')
    assert "did you mean" in err


@pytest.mark.parametrize(
    ("expect", "more", "code"),
    [
        ("{verdict: ready}", "", 1),
        ("{verdict: ready}", "known-miss: too strict\n", 0),
        ("{verdict: blocked}", "known-miss: too strict\n", 1),
        ("{}", "", 2),
    ],
)
def test_exit_codes(folder: Callable[[dict[str, str]], None], expect: str, more: str, code: int) -> None:
    folder({"one.yaml": case("one", expect, more)})
    assert run_test("cases")[0] == code


def test_nothing_found(folder: Callable[[dict[str, str]], None]) -> None:
    folder(
        {"AAA.yaml": "profile: AAA\n", ".hidden/one.yaml": case("one", "{side: a}"), "notes.txt": "case: x\n"}
    )
    assert run_test("cases") == (3, "", "no case found in cases\n")


def test_a_named_file_must_be_a_case(folder: Callable[[dict[str, str]], None]) -> None:
    folder({"AAA.yaml": "profile: AAA\n"})
    code, _, err = run_test("cases/AAA.yaml")
    assert code == 2
    assert err.startswith("cases/AAA.yaml: this is no case")
    assert run_test("nowhere")[0] == 2


def test_a_case_is_run_once_however_often_it_is_named(folder: Callable[[dict[str, str]], None]) -> None:
    folder({"one.yaml": case("one", "{side: a}")})
    assert "1 case: 1 passed" in run_test("cases", "cases/one.yaml", "cases")[1]


def test_profiles_and_rubric_beside_the_case(folder: Callable[[dict[str, str]], None]) -> None:
    parts = PROFILES.split("\n")
    text = "case: one\nrubric: ../small.yaml\nprofiles: {a: ../p/AAA.yaml, b: ../p/BBB.yaml}\nexpect: {side: AAA}\n"
    folder(
        {
            "c/one.yaml": text,
            "p/AAA.yaml": parts[1].removeprefix("  a: "),
            "p/BBB.yaml": parts[2].removeprefix("  b: "),
            "small.yaml": RUBRIC.read_text("utf-8"),
        }
    )
    done = run("test", "cases/c")
    assert (done.code, done.err) == (0, "")


def test_junit(folder: Callable[[dict[str, str]], None]) -> None:
    folder(
        {
            "a.yaml": case("a", "{verdict: ready, side: b}"),
            "b.yaml": case("b", "{verdict: ready}", "known-miss: too strict\n"),
            "d.yaml": case("d", "{}"),
            "deep/e.yaml": case("e", "{verdict: blocked}"),
        }
    )
    code, out, _ = run_test("cases", "--format", "junit")
    assert code == 2
    suite = ET.fromstring(out).find("testsuite")  # noqa: S314
    assert suite is not None
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "4", "failures": "1", "errors": "1", "skipped": "1"}
    tests = {test.get("name"): test for test in suite.iter("testcase")}
    assert set(tests) == {"a", "b", "cases/d.yaml", "e"}
    failure, skipped, error = (
        tests["a"].find("failure"),
        tests["b"].find("skipped"),
        tests["cases/d.yaml"].find("error"),
    )
    assert failure is not None
    assert skipped is not None
    assert error is not None
    assert failure.get("message") == "line 5: verdict: expected ready, found blocked"
    assert (
        failure.text
        == "line 5: verdict: expected ready, found blocked\nline 5: side: expected b, found a (AAA)"
    )
    assert "too strict" in str(skipped.text)
    assert "at least one expectation" in str(error.get("message"))
    excerpt = str(error.text).split("\n")[1:3]
    assert excerpt[0].index("{}") == excerpt[1].index("^"), "the caret stands below the mistake"
    assert (tests["e"].get("classname"), tests["e"].get("file")) == ("cases.deep", "cases/deep/e.yaml")
    assert len(tests["e"]) == 0


def test_several_reports_at_once_say_the_same(folder: Callable[[dict[str, str]], None]) -> None:
    folder({"a.yaml": case("a", "{verdict: ready, side: a}")})
    formats = ["-f", "text", "-f", "json", "-f", "junit", "-o", "t.txt", "-o", "t.json", "-o", "t.xml"]
    code, out, _ = run_test("cases", *formats)
    assert (code, out) == (1, "")
    data = json.loads(Path("t.json").read_text("utf-8"))
    assert data["schema"] == "readiness/casework/1"
    assert data["counts"]["failed"] == 1
    assert data["expectations"] == {"checked": 2, "met": 1}
    assert data["cases"][0]["checks"][0] == {
        "name": "verdict",
        "expected": "ready",
        "found": "blocked",
        "met": False,
        "line": 5,
        "known": None,
    }
    assert "1 case: 0 passed, 1 failed" in Path("t.txt").read_text("utf-8")
    assert ET.parse("t.xml").getroot().get("failures") == "1"  # noqa: S314
    first = Path("t.json").read_bytes()
    run_test("cases", *formats)
    assert Path("t.json").read_bytes() == first


def test_text_from_files_commands_neither_terminal_nor_xml() -> None:
    hostile = "a\x1b[31m<b>&\x00\ud800]]>"
    check = Check("verdict", hostile, hostile, met=False, line=1, known=hostile)
    result = CaseResult(hostile, hostile, "missed", checks=(check,))
    other = CaseResult("x", "x.yaml", "broken", problems=(Problem(hostile, hostile, 1, 1, hostile),))
    results = Results((result, other))
    assert "\x1b" not in prose.render(page(results), 80)
    text = junit_suites.cases(results)
    assert "\x1b" not in text
    assert ET.fromstring(text.encode()).find(".//b") is None  # noqa: S314
    assert json.loads(json_text.render(results).encode("utf-8", "surrogatepass"))
