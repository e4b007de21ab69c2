"""Canaries: a word of its own in every field where people write freely, looked for in every report that must not tell it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from building import shipped_rubric
from cli.command_line import run, write
from readiness.cli.pair_formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

BIRDS_WORDS = ("relation", "agreement", "structure", "cases")
"""Words that only an open report tells, each of which it must tell somewhere: else nothing is proved of them."""
RUBRIC = shipped_rubric()
SCOPES = [
    (),
    ("--phase", "late", "--crime", "online-telecom-fraud"),
    ("--need", "surrender", "--need", "assets"),
    ("--phase", "early", "--lane", "formal"),
]


def speaking(code: str, other: str, bird: str, **more: Any) -> dict[str, Any]:
    """A profile that says `bird`, with a number, wherever it may say anything."""
    count = iter(range(1000))

    def word() -> str:
        return f"{bird}{next(count)}"

    def evidence() -> list[dict[str, Any]]:
        return [{"says": word(), "source": f"{bird}-source", "grade": "B2"}, {"says": word()}]

    def rating(level: float, **extra: Any) -> dict[str, Any]:
        return {"level": level, "grade": "B2", "note": word(), "evidence": evidence(), **extra}

    return {
        "profile": code,
        "as_of": 2023,
        "facts": {
            "languages": [bird],
            "legal-family": bird,
            "memberships": {"egmont": {"status": "member", "source": word()}, f"{bird}-body": word()},
            "channels": [
                {"id": f"{bird}-channel", "components": {"communications": "full"}, "source": word()},
                {"id": "interpol-i247", "components": {"communications": "none"}, "source": word()},
            ],
            "instruments": {"untoc": {"status": "party", "source": word()}},
            "indices": {f"{bird}.index": {"value": 1, "year": 2022, "source": word()}},
            "no-agreement": {"extradition": {"with": [f"{bird}-land"], "source": f"{bird}-source"}},
            "law": {
                "nationals": {
                    "status": "not-surrendered",
                    "title": f"{bird}-act",
                    "source": f"{bird}-source",
                    "url": f"https://{bird}.example",
                    "note": f"{bird}-law",
                }
            },
            "cited": {"languages": word()},
        },
        "ratings": {
            "present-will": rating(1, as_of=2016),
            "secure-channel": {"not-applicable": word(), "note": word(), "evidence": evidence()},
            "agenda-priority-funding": rating(2),
            "integrity": rating(3),
        },
        "partners": {
            other: {
                "facts": {
                    "common-language": {"value": True, "source": word()},
                    "relations": [
                        {
                            "kind": "relations-cut",
                            "since": 2021,
                            "source": f"{bird}-source",
                            "url": f"https://{bird}.example",
                            "note": f"{bird}-relation",
                        }
                    ],
                },
                "standing": [
                    {
                        "status": "suspended",
                        "since": 2021,
                        "cause": "present-will",
                        "note": word(),
                        "evidence": evidence(),
                    },
                    {"status": "strained", "since": 2020, "needs": ["assets"], "note": word()},
                ],
                "agreements": [
                    {
                        "kind": "police-cooperation",
                        "status": "in-force",
                        "since": 2019,
                        "title": f"{bird}-agreement",
                        "source": f"{bird}-source",
                        "note": word(),
                    }
                ],
                "cases": [
                    {"needs": ["evidence"], "from": 2018, "to": 2020, "completed": 9, "note": word(), "source": f"{bird}-source"},
                    {"needs": ["evidence"], "from": 2021, "to": 2023, "completed": 4, "note": f"{bird}-cases", "source": f"{bird}-source"},
                ],
                "structures": [{"kind": "liaison-post", "since": 2020, "note": f"{bird}-structure", "source": f"{bird}-source"}],
                "relay": {"passes-on": "ask", "note": word(), "source": f"{bird}-source"},
                "ratings": {
                    "mutual-trust": rating(1),
                    "channel-use-willingness": rating(4),
                    "framework-fit": rating(1, cause="vague"),
                    "treaty-basis": {"rows": {"evidence": rating(1), "assets": {"not-applicable": word()}}, "note": word(), "evidence": evidence()},
                },
            },
            f"{bird}-land": {"ratings": {"mutual-trust": rating(2)}},
        },
        "sources": {f"{bird}-source": {"title": word(), "publisher": word(), "url": word(), "licence": word(), "note": word()}},
        **more,
    }  # fmt: skip


def test_an_open_report_tells_what_the_others_must_not(folder: Path) -> None:
    report = told(folder, "wren", "robin", "-f", "json")
    for bird in ("wren", "robin"):
        assert [word for word in BIRDS_WORDS if f"{bird}-{word}" not in report] == []
    whole = json.loads(report)
    assert {item["kind"] for item in whole["works"]} >= {"agreement", "structure", "casework", "gate"}
    assert whole["standing"]["trend"]
    assert any(conflict["casework"] for conflict in whole["conflicts"])


def told(folder: Path, bird_a: str, bird_b: str, *options: str) -> str:
    """The report on two speaking profiles, in a folder of its own."""
    profiles = {
        f"a-{bird_a}.yaml": json.dumps(speaking("ALPHA", "BETA", bird_a, tlp="red")),
        f"b-{bird_b}.yaml": json.dumps(speaking("BETA", "ALPHA", bird_b, tlp="green")),
        "waivers.yaml": f"- {{pair: [ALPHA, BETA], obstacle: O1, reason: {bird_a}, approver: {bird_a}, expires: 2023-12-31}}\n",
    }
    write(folder, profiles)
    files = [folder / f"a-{bird_a}.yaml", folder / f"b-{bird_b}.yaml"]
    done = run("assess", *files, "--waivers", folder / "waivers.yaml", *options)
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("scope", SCOPES, ids=" ".join)
def test_a_shared_report_tells_no_word_of_the_profiles(
    format_: str, scope: tuple[str, ...], folder: Path
) -> None:
    options = ("-f", format_, "--share", *scope)
    report = told(folder, "wren", "robin", *options)
    assert not [bird for bird in ("wren", "robin") if bird in report.casefold()]
    if format_ != "json":  # which names the digests of its inputs
        assert report == told(folder, "lark", "finch", *options)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("scope", SCOPES, ids=" ".join)
def test_a_limited_report_tells_no_word_of_the_profile_above_it(
    format_: str, scope: tuple[str, ...], folder: Path
) -> None:
    options = ("-f", format_, "--max-tlp", "amber", *scope)
    report = told(folder, "wren", "robin", *options)
    assert "wren" not in report.casefold()
    if format_ != "json":
        assert report == told(folder, "lark", "robin", *options)
    else:
        assert "robin" in report


@pytest.mark.parametrize("format_", FORMATS)
def test_no_report_tells_a_path_of_the_machine(format_: str, folder: Path) -> None:
    outside = folder.parent / "elsewhere"
    outside.mkdir(exist_ok=True)
    report = told(outside, "wren", "robin", "-f", format_)
    assert str(folder.parent) not in report
    assert "/elsewhere" not in report


MARKED = {
    "profile": ("profile", "ALPHA.yaml"),
    "batch": ("batch", "--all", "."),
    "matrix": ("matrix", "."),
    "route": ("route", "ALPHA.yaml", "BETA.yaml", "TWN"),
    "agreement": ("agreement", "ALPHA.yaml", "ALPHA.yaml"),
    "merge": ("merge", "ALPHA.yaml", "ALPHA.yaml"),
}


@pytest.mark.parametrize("command", MARKED)
def test_a_command_that_leaves_nothing_out_refuses_a_marked_profile(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for code, other in (("ALPHA", "BETA"), ("BETA", "ALPHA")):
        write(tmp_path, {f"{code}.yaml": json.dumps(speaking(code, other, "wren", tlp="amber"))})
    refused = run(*MARKED[command])
    assert (refused.code, refused.out) == (2, "")
    assert "this profile is TLP:AMBER" in refused.err
    assert "ALPHA.yaml:1:" in refused.err
    assert "--all-tlp" in refused.err
    redacts = command in ("batch", "matrix", "route", "relays")
    assert ("give --max-tlp or --share to leave out" in refused.err) == redacts
    assert ("use `readiness assess`" in refused.err) != redacts
    allowed = run(*MARKED[command], "--all-tlp")
    assert allowed.code == 0


MANY = {
    "rows": ("batch", "--all", "."),
    "rows-csv": ("batch", "--all", ".", "-f", "csv"),
    "whole": ("batch", "--all", ".", "--detail"),
    "chain": ("route", "ALPHA.yaml", "BETA.yaml", "TWN"),
    "chain-json": ("route", "ALPHA.yaml", "BETA.yaml", "TWN", "-f", "json"),
}


@pytest.mark.parametrize("command", MANY)
@pytest.mark.parametrize("options", [("--share",), ("--max-tlp", "amber")], ids=" ".join)
def test_commands_over_many_pairs_leave_out_the_same(
    command: str, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    waiver = "{pair: [ALPHA, BETA], obstacle: O1, reason: wren, approver: wren, expires: 2023-12-31}"
    write(
        tmp_path,
        {
            "ALPHA.yaml": json.dumps(speaking("ALPHA", "BETA", "wren", tlp="red")),
            "BETA.yaml": json.dumps(speaking("BETA", "ALPHA", "robin", tlp="green")),
            "accepted.txt": f"- {waiver}\n",
        },
    )
    done = run(*MANY[command], *options, "--waivers", "accepted.txt")
    assert (done.code, done.err) == (0, "")
    hidden = ("wren", "robin") if options == ("--share",) else ("wren",)
    assert [bird for bird in hidden if bird in done.out.casefold()] == []


CHANGES = {
    "what-if": ("--set", "ALPHA.agenda-priority-funding=4", "--each"),
    "plan": ("--target", "late"),
    "bottleneck": (),
}


def told_of_changes(folder: Path, command: str, bird_a: str, bird_b: str, *options: str) -> str:
    """What one of these commands tells of two speaking profiles."""
    sides = {
        "a.yaml": speaking("ALPHA", "BETA", bird_a, tlp="red"),
        "b.yaml": speaking("BETA", "ALPHA", bird_b, tlp="green"),
    }
    write(folder, {name: json.dumps(content) for name, content in sides.items()})
    done = run(command, folder / "a.yaml", folder / "b.yaml", *CHANGES[command], *options)
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("command", CHANGES)
@pytest.mark.parametrize("format_", ["text", "markdown", "json", "html"])
@pytest.mark.parametrize("scope", SCOPES, ids=" ".join)
def test_reports_on_changes_leave_out_the_same(
    command: str, format_: str, scope: tuple[str, ...], folder: Path
) -> None:
    if format_ == "html" and command != "plan":
        return
    options = ("-f", format_, *scope)
    shared = told_of_changes(folder, command, "wren", "robin", *options, "--share")
    assert not [bird for bird in ("wren", "robin") if bird in shared.casefold()]
    limited = told_of_changes(folder, command, "wren", "robin", *options, "--max-tlp", "amber")
    assert "wren" not in limited.casefold()
    marking = '"amber"' if format_ == "json" else "TLP:AMBER"
    assert marking in limited


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_what_evidence_is_worth_is_shared_without_sides_of_views(format_: str, folder: Path) -> None:
    shared = told(folder, "wren", "robin", "-f", format_, "--full", "--share")
    assert not [bird for bird in ("wren", "robin") if bird in shared.casefold()]
    assert "trust of ALPHA" not in shared
    assert "trust of BETA" not in shared


def trusting(code: str, other: str, trust: int) -> dict[str, Any]:
    """A profile with the same level everywhere, except for what it thinks of the other."""
    indicators = RUBRIC.indicators
    levels = {
        key: {"level": 3, "grade": "A1"} if item.table is None else {"rows": dict.fromkeys(item.table.rows, 3), "grade": "A1"}
        for key, item in indicators.items()
        if item.unit != "channel"
    }  # fmt: skip
    levels["mutual-trust"] = {"level": trust, "grade": "C3"}
    return {"profile": code, "as_of": 2023, "partners": {other: {"ratings": levels}}}


@pytest.mark.parametrize("command", CHANGES)
@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_shared_reports_are_the_same_whoever_trusts_less(command: str, format_: str, folder: Path) -> None:
    told_of: list[str] = []
    for trust_a, trust_b in ((1, 3), (3, 1)):
        sides = {"a.yaml": trusting("ALPHA", "BETA", trust_a), "b.yaml": trusting("BETA", "ALPHA", trust_b)}
        write(folder, {name: json.dumps(content) for name, content in sides.items()})
        options = (*CHANGES[command], "--phase", "late", "-f", format_, "--share")
        done = run(command, folder / "a.yaml", folder / "b.yaml", *options)
        assert (done.code, done.err) == (0, "")
        told_of.append(re.sub("sha256:[0-9a-f]+", "", done.out))
    assert told_of[0] == told_of[1]
    assert "trust" in told_of[0]


def test_a_view_supposed_of_one_side_is_not_shared(folder: Path) -> None:
    sides = {"a.yaml": trusting("ALPHA", "BETA", 1), "b.yaml": trusting("BETA", "ALPHA", 3)}
    write(folder, {name: json.dumps(content) for name, content in sides.items()})
    asked = ("what-if", folder / "a.yaml", folder / "b.yaml", "--set", "ALPHA.mutual-trust=4", "--share")
    refused = run(*asked)
    assert (refused.code, refused.out) == (2, "")
    assert "set both sides, or leave out --share" in refused.err
    assert run(*asked, "--set", "BETA.mutual-trust=4").code == 0
