"""Waivers: what is accepted for a while is counted, shown everywhere, and runs out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, Run, assess, report, write
from readiness.cli.pair_formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

WAIVER = """\
- pair: [BETA, alpha]
  obstacle: no-will
  reason: Two pilot requests are under way
  approver: Head of unit
  expires: 2023-12-31
"""
PAIR = ("alpha.yaml", "unwilling.yaml", "--waivers", "waivers.yaml")


@pytest.fixture(autouse=True)
def _waivers(folder: Path) -> None:
    write(folder, {"waivers.yaml": WAIVER})


def demanded(*options: str) -> Run:
    return assess(*PAIR, "-f", "json", *options)


@pytest.mark.parametrize("demand", ["no-will", "blocked"])
def test_a_waived_obstacle_fails_no_demand_until_the_waiver_runs_out(demand: str) -> None:
    assert assess("alpha.yaml", "unwilling.yaml", "--fail-on", demand).code == 1
    assert demanded("--fail-on", demand).code == 0
    assert demanded("--fail-on", demand, "--today", "2023-12-31").code == 0
    late = demanded("--fail-on", demand, "--today", "2024-01-01")
    assert late.code == 1
    assert "failed: the waiver of no-will expired on 2023-12-31" in late.err


def test_an_expired_waiver_fails_by_itself_and_the_date_of_the_assessment_is_the_usual_day() -> None:
    assert demanded("--today", "2024").code == 1
    assert demanded("--as-of", "2023-11-30").code == 0
    assert demanded("--as-of", "2024-02").code == 1


def test_a_waiver_changes_no_number_and_no_other_demand() -> None:
    plain, waived = report("alpha.yaml", "unwilling.yaml"), report(*PAIR)
    (waiver,) = waived.pop("waivers")
    assert waiver == {
        "obstacle": "no-will", "reason": "Two pilot requests are under way", "approver": "Head of unit",
        "expires": "2023-12-31", "state": "in-force",
    }  # fmt: skip
    assert plain.pop("waivers") == []
    assert waived == plain
    assert demanded("--fail-under", "99").code == 1


def test_blocked_still_fails_while_one_blocking_obstacle_is_not_waived(folder: Path) -> None:
    write(folder, {"alpha.yaml": ALPHA.replace("intelligence: 3", "intelligence: 0")})
    found = json.loads(demanded("--phase", "middle").out)
    blocking = {obstacle["id"] for obstacle in found["obstacles"] if obstacle["status"] == "blocking"}
    assert len(blocking) > 1
    assert demanded("--phase", "middle", "--fail-on", "blocked").code == 1
    assert demanded("--phase", "middle", "--fail-on", "no-will").code == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_counts_and_shows_waivers(name: str) -> None:
    expected = {"json": '"state": "in-force"'}.get(name, "1 in force")
    done = assess(*PAIR, "-f", name)
    assert expected in done.out
    assert "Two pilot requests are under way" in " ".join(done.out.split())
    shared = assess(*PAIR, "-f", name, "--share").out
    assert expected in shared or (name, shared) == ("gitlab", "[]\n")  # which shows nothing that has no file
    assert "pilot requests" not in shared
    assert "Head of unit" not in shared


def test_a_waiver_whose_obstacle_is_gone_is_shown_as_not_needed() -> None:
    done = assess("alpha.yaml", "beta.yaml", "--waivers", "waivers.yaml")
    assert done.code == 0
    assert "1 without its obstacle" in done.out


def test_a_waiver_of_another_pair_of_known_jurisdictions_is_not_ours(folder: Path) -> None:
    write(folder, {"waivers.yaml": WAIVER.replace("[BETA, alpha]", "[TWN, LVA]")})
    assert report(*PAIR)["waivers"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WAIVER.replace("no-will", "O9"), 'waivers.yaml:2:13: unknown obstacle "O9"'),
        (WAIVER.replace("BETA", "BETTA"), 'waivers.yaml:1:10: unknown jurisdiction "BETTA"'),
        (WAIVER.replace("BETA", "ALPHA"), "waivers.yaml:1:9: a pair is two jurisdictions"),
        (WAIVER.replace(", alpha", ""), "waivers.yaml:1:9: "),
        (WAIVER.replace("2023-12-31", "31.12.2023"), "waivers.yaml:5:12: "),
        (WAIVER.replace("reason:", "because:"), 'waivers.yaml:3:3: unknown key "because"'),
        (WAIVER.replace("Head of unit", '""'), "waivers.yaml:4:13: "),
        ("waivers: []", "expected a list of waivers"),
    ],
)
def test_mistakes_are_shown_with_their_place(text: str, message: str, folder: Path) -> None:
    write(folder, {"waivers.yaml": text})
    done = demanded()
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_day_that_is_none_is_refused() -> None:
    assert "--today" in demanded("--today", "tomorrow").err
    assert demanded("--today", "tomorrow").code == 2
