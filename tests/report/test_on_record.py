"""What is on record between the two, the gaps that a request would meet, addresses of sources, and ages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.command_line import run
from readiness.report.pages.findings import ADDRESS

if TYPE_CHECKING:
    from pathlib import Path

A = """\
profile: AAA
as_of: 2023-12-31
facts: {instruments: {untoc: {status: party, since: 2004, as_of: 2015}}}
partners:
  BBB:
    agreements:
      - {kind: police-cooperation, status: in-force, since: 2010-05, title: Police treaty, source: gazette}
      - {kind: extradition, status: none}
    structures: [{kind: liaison-post, since: 2012, note: Officer in the capital}]
    ratings:
      present-will:
        level: 1
        grade: B2
        as_of: 2015-06-30
        evidence: [{says: "Clearance is held back", source: gazette, as_of: 2015-06-30}]
sources:
  gazette: {title: Gazette, year: 2015, url: "https://gazette.example/1"}
"""
B = """\
profile: BBB
as_of: 2023-12-31
facts: {instruments: {untoc: {status: party, since: 2006-03, as_of: 2016}}}
"""
NEEDS = ("--need", "intelligence", "--need", "evidence", "--need", "surrender", "--need", "data")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    for name, content in (("a.yaml", A), ("b.yaml", B)):
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path / "a.yaml", tmp_path / "b.yaml"


def as_json(*arguments: Any) -> Any:
    return json.loads(run("assess", *arguments, "-f", "json").out)


def test_records_and_gaps(pair: tuple[Path, Path]) -> None:
    data = as_json(*pair, *NEEDS)
    shown = [(it["kind"], it["name"], it["status"], it["since"], it["needs"]) for it in data["on_record"][:2]]
    assert shown == [
        ("agreement", "Police treaty", "in-force", "2010-05", ["intelligence"]),
        (
            "structure",
            "Officer in the capital",
            "in-place",
            "2012",
            ["intelligence", "evidence", "surrender", "data"],
        ),
    ]
    (untoc,) = [it for it in data["on_record"] if it["type"] == "untoc"]
    assert (untoc["since"], untoc["as_of"]) == ("2006-03", "2015")  # since the later, as known at the older
    assert "surrender" not in [gap["need"] for gap in data["gaps"]] or "surrender" not in untoc["needs"]
    assert ("data", False) in [(gap["need"], gap["stated"]) for gap in data["gaps"]]


def test_a_treaty_with_a_body_is_on_record_between_a_party_and_a_member(tmp_path: Path) -> None:
    """The same that binds them for the treaty basis: not with a member that stays out, nor of two members, nor before both joined."""
    member = "memberships: {eu: {status: member, since: 1995-01-01}}"
    facts = {
        "AAA": "instruments: {eu-uk-tca: {status: party, since: 2021-01-01}}",
        "BBB": member,
        "CCC": "memberships: {eu: member}",
        "DDD": f"{member}, instruments: {{eu-uk-tca: none}}",
    }
    for code, recorded in facts.items():
        profile = f"profile: {code}\nas_of: 2024-01-01\nfacts: {{{recorded}}}\n"
        (tmp_path / f"{code}.yaml").write_text(profile, "utf-8")

    def told(a: str, b: str, *options: str) -> tuple[list[tuple[str, str | None]], list[str], str | None]:
        data = as_json(tmp_path / f"{a}.yaml", tmp_path / f"{b}.yaml", "--need=surrender", *options)
        (basis,) = [it for it in data["indicators"] if it["id"] == "treaty-basis"]
        records = [(it["type"], it["since"]) for it in data["on_record"]]
        return records, [gap["need"] for gap in data["gaps"]], basis["basis"]

    assert told("AAA", "BBB") == ([("eu-uk-tca", "2021-01-01")], [], "derived")
    assert told("CCC", "AAA") == ([("eu-uk-tca", None)], [], "derived")  # one day is not known
    for pair in (("AAA", "DDD"), ("BBB", "CCC"), ("AAA", "BBB", "--as-of=2020-06-30")):
        assert told(*pair) == ([], ["surrender"], "none")
    out = run("checklist", tmp_path / "AAA.yaml", tmp_path / "BBB.yaml", "--need=surrender").out
    assert (
        "Part Three (2020): binds both since 2021-01-01, one as a party and one as a member of the body"
        in " ".join(out.split())
    )


def test_text_tells_age_and_html_and_markdown_link_sources(pair: tuple[Path, Path]) -> None:
    text = " ".join(run("assess", *pair, "--full", *NEEDS).out.split())
    assert "Police treaty (police cooperation): in force since 2010-05; for intelligence" in text
    assert "(as known 2015, 8 years before)" in text
    # 30 June 2015 to 31 December 2023 is eight years and a half
    assert "8 years old" in text
    assert '<a href="https://gazette.example/1" rel="noreferrer">' in run("assess", *pair, "-f", "html").out
    assert "Gazette, 2015 <https://gazette.example/1>" in run("assess", *pair, "-f", "markdown").out
    data = as_json(*pair)
    (will,) = [it for it in data["indicators"] if it["id"] == "present-will"]
    assert will["evidence"][0]["url"] == "https://gazette.example/1"


def test_a_shared_report_names_no_agreement_and_no_address(pair: tuple[Path, Path]) -> None:
    for name in ("json", "html", "markdown"):
        out = run("assess", *pair, "-f", name, "--share").out
        assert "gazette.example" not in out
        assert "Police treaty" not in out


def test_only_plain_addresses_become_links() -> None:
    assert ADDRESS.fullmatch("https://a.example/x?y=1&z=%20#top")
    for address in (
        "javascript:alert(1)",
        "https://a.example/>x",
        "https://a.example/ x",
        'https://a"b',
        "ftp://a",
    ):
        assert not ADDRESS.fullmatch(address)
