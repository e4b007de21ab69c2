"""What is asked: case files, options that win over them, dates and directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.command_line import BETA, report, write

if TYPE_CHECKING:
    from pathlib import Path

CASE = """\
phase: late
lane: both
needs: [evidence]
measures: [joint]
crimes: [fraud]
roles: {ALPHA: source, BETA: destination}
requesting: ALPHA
weights: staged
as_of: 2023-12
note: Not evidence.
"""


def asked(found: dict[str, Any]) -> dict[str, Any]:
    """What a report says that was asked."""
    return {
        "phase": found["phase"]["assessed"],
        "direction": found["direction"]["requesting"],
        **{key: found[key] for key in ("lane", "needs", "measures", "crimes", "roles", "as_of")},
    }


def test_a_case_file_holds_the_options(folder: Path) -> None:
    write(folder, {"case.yaml": CASE})
    assert asked(report("alpha.yaml", "beta.yaml", "--case", "case.yaml")) == {
        "phase": "late",
        "direction": "a",
        "lane": "both",
        "needs": ["evidence"],
        "measures": ["joint"],
        "crimes": ["fraud"],
        "roles": {"a": "source", "b": "destination"},
        "as_of": "2023-12-31",
    }


def test_each_option_wins_over_the_case_file(folder: Path) -> None:
    write(folder, {"case.yaml": CASE})
    options = ["--phase", "early", "--lane", "informal", "--need", "intelligence", "--requesting", "beta"]
    options += ["--role", "beta=source", "--as-of", "2024-01-15"]
    assert asked(report("alpha.yaml", "beta.yaml", "--case", "case.yaml", *options)) == {
        "phase": "early",
        "direction": "b",
        "lane": "informal",
        "needs": ["intelligence"],
        "measures": ["joint"],
        "crimes": ["fraud"],
        "roles": {"a": None, "b": "source"},
        "as_of": "2024-01-15",
    }


def test_a_case_file_follows_the_jurisdictions_not_their_order(folder: Path) -> None:
    write(folder, {"case.yaml": CASE})
    found = report("beta.yaml", "alpha.yaml", "--case", "case.yaml")
    assert found["direction"]["requesting"] == "b"
    assert found["roles"] == {"a": "destination", "b": "source"}


def test_as_of_chooses_the_evidence_of_its_day(folder: Path) -> None:
    older = "present-will: [{level: 1, grade: B2, as_of: 2021}, {level: 3, grade: B2, as_of: 2023-06}]"
    write(folder, {"beta.yaml": BETA.replace("present-will: {level: 3, grade: B2}", older)})
    assert report("alpha.yaml", "beta.yaml")["as_of"] == "2023-11-28"
    assert report("alpha.yaml", "beta.yaml")["verdict"] == "ready"
    then = report("alpha.yaml", "beta.yaml", "--as-of", "2022")
    assert then["as_of"] == "2022-12-31"
    (will,) = [found for found in then["indicators"] if found["id"] == "present-will"]
    assert will["b"]["level"] == 1
    assert [document["ignored_later"] > 0 for document in then["inputs"]] == [True, True]
