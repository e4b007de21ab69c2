"""A report that may leave the house says nothing of evidence, sources and who trusts whom."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cli.command_line import DELICATE_A, DELICATE_B, FORMATS, assess, report, run, write

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("Secret-says", "secret-source", "Secret-note", "Secret-title", "Secret-standing", "secret.example")


@pytest.mark.parametrize("options", [(), ("--phase", "early"), ("--phase", "late"), ("--need", "evidence")])
def test_share_hides_evidence_sources_and_directional_trust(options: tuple[str, ...], folder: Path) -> None:
    write(folder, {"a.yaml": DELICATE_A, "b.yaml": DELICATE_B})
    for name in FORMATS:
        full = assess("a.yaml", "b.yaml", "-f", name, *options).out
        shared = assess("a.yaml", "b.yaml", "-f", name, "--share", *options).out
        assert any(secret in full for secret in SECRETS)
        assert not [secret for secret in SECRETS if secret.casefold() in shared.casefold()]
        assert not re.search(r"trust[^|\n]*of (ALPHA|BETA)(?! and)", shared)
    full_json, shared_json = (
        report("a.yaml", "b.yaml", *options),
        report("a.yaml", "b.yaml", "--share", *options),
    )
    (trust,) = [found for found in shared_json["indicators"] if found["id"] == "mutual-trust"]
    hidden = {"level": None, "low": 0, "high": 4, "basis": "none", "grade": None, "as_of": None}
    assert (trust["a"], trust["b"], trust["side"]) == (hidden, hidden, "both")
    assert all(found["evidence"] == [] for found in shared_json["indicators"])
    assert all(
        found["side"] != "b"
        for found in shared_json["evidence_needed"]
        if found["indicator"] == "mutual-trust"
    )
    for key in ("verdict", "readiness", "phases", "factors", "by_need", "as_of"):
        assert shared_json[key] == full_json[key]
    assert [it["id"] for it in shared_json["obstacles"]] == [it["id"] for it in full_json["obstacles"]]


@pytest.mark.parametrize(
    "command",
    [
        ("batch", "--all", "world"),
        ("matrix", "world"),
        ("partners", "world/a.yaml", "world/b.yaml"),
    ],
    ids=lambda command: command[0],
)
def test_many_shared_pairs_do_not_tell_whose_trust_they_lean_on(
    command: tuple[str, ...], folder: Path
) -> None:
    profile = "profile: {}\nas_of: 2023\nratings: {{mutual-trust: {{level: {}, grade: A1}}}}\n"
    files = {"a.yaml": profile.format("AAA", 2), "b.yaml": profile.format("BBB", 4)}
    (folder / "world").mkdir()
    write(folder / "world", files)

    def leaning(*options: str) -> tuple[str, str]:
        """The indicator on which the only pair leans, and its side."""
        told = json.loads(run(*command, "--phase", "late", "-f", "json", *options).out)
        (row,) = told["pairs"] if command[0] == "matrix" else told["rows"]
        return row["leaning"]["indicator"], row["leaning"]["side"]

    assert leaning() == ("mutual-trust", "a")
    assert leaning("--share") == ("mutual-trust", "both")
